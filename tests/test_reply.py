"""What goes back to those who were at the tables: every suggestion, with what became of it."""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest

from sample_analysis import HOSTILE, hostile_analysis, sample_analysis
from worldcafe.errors import InputError
from worldcafe.report.leaf import render_leaf
from worldcafe.report.paper.blocks import Bullets, Grid, Heading, Paragraph
from worldcafe.report.reply import QUESTIONS, compose_reply, compose_sheets, fate
from worldcafe.report.view import build_view
from worldcafe.tasks.reply import write_reply


def decided_analysis():
    sample = sample_analysis()
    told = {
        "status": ["taken up", ""],
        "who": ["Opening hours group", ""],
        "report_back": ["From May on.", ""],
    }
    return sample_analysis(suggestions=sample.suggestions.assign(**told))


def words(paper):
    return [
        "".join(run.text for run in runs)
        for block in paper.blocks
        for runs in (
            [block.runs]
            if isinstance(block, Paragraph)
            else block.points
            if isinstance(block, Bullets)
            else [cell for row in block.rows for cell in row]
            if isinstance(block, Grid)
            else []
        )
    ]


def test_every_suggestion_stands_at_each_place_where_it_was_said():
    grids = [
        block for block in compose_reply(build_view(sample_analysis())).blocks if isinstance(block, Grid)
    ]
    numbers = {grid.caption: [row[0][0].text for row in grid.rows] for grid in grids}
    assert numbers == {
        "What North, Table 1, round 1 suggested": ["No 1"],
        "What North, Table 1, round 2 suggested": ["No 2"],
        "What North, Table 2, round 1 suggested": ["No 1"],
        "What South, Table 1, round 1 suggested": ["No 1"],
    }


def test_every_place_has_its_part_even_where_nothing_was_suggested():
    paper = compose_reply(build_view(sample_analysis()))
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings[-1] == "South, Table 1, round 2"
    assert any("You also noted 1 observation" in text for text in words(paper))


def test_what_is_undecided_is_counted_and_never_called_declined():
    told = words(compose_reply(build_view(decided_analysis())))
    assert told[0].startswith("You made 2 suggestions; 1 of them is decided on.")
    assert "1 of 1 suggestion waits for a decision." in told
    assert "Not decided yet. It was not found in the report." in told
    assert not [text for text in told if "declined" in text]


def test_what_is_not_clear_yet_is_decided_in_the_letter_as_little_as_on_the_page():
    sample = sample_analysis()
    unclear = sample_analysis(suggestions=sample.suggestions.assign(remit=["unclear", "yes"]))
    told = words(compose_reply(build_view(unclear)))
    assert told[0].startswith("You made 2 suggestions; 1 of them is decided on.")
    assert "Remit unclear: 1" in told


def test_sums_count_every_suggestion_once_and_name_the_group():
    told = words(compose_reply(build_view(decided_analysis())))
    assert told[1:4] == ["Taken up: 1", "Not decided yet: 1", "With Opening hours group: 1"]
    assert not [text for text in words(compose_reply(build_view(sample_analysis()))) if ": 1" in text]


def test_an_address_leads_to_the_first_place_of_each_suggestion_alone():
    paper = compose_reply(build_view(decided_analysis()))
    anchors = [name for block in paper.blocks if isinstance(block, Grid) for name in block.anchors]
    assert sorted(filter(None, anchors)) == ["no-1", "no-2"]
    assert render_leaf(paper).count('<tr id="no-1">') == 1


def test_fate_names_the_decision_the_body_and_the_reason():
    first, second = build_view(decided_analysis()).suggestions
    assert fate(first) == "Taken up, with Opening hours group. From May on."
    assert fate(second) == "Not decided yet. It was not found in the report."


def test_fate_says_why_and_since_when_and_never_who_filled_in_the_row():
    told = {"reason": ["Staff agreed", ""], "on": ["2026-03-01", ""], "by": ["Anna", ""]}
    sample = decided_analysis()
    first = build_view(sample_analysis(suggestions=sample.suggestions.assign(**told))).suggestions[0]
    assert fate(first) == "Taken up, with Opening hours group, since 1 March 2026. From May on. Staff agreed."


@pytest.mark.parametrize(
    ("status", "scope", "who", "told"),
    [
        ("to inform", "working group", "Rota group", "Rota group is to be informed."),
        ("asked", "committee", "", "A committee was asked."),
        ("answered", "committee", "Estates", "Estates has answered."),
        ("council considers", "council", "", "The council considers it."),
        ("council considers", "council", "Rota group", "The council considers it, with Rota group."),
        ("to inform", "nobody", "", "To inform."),
        ("taken up", "council", "", "Taken up, with the council."),
        ("", "working group", "", "With a working group."),
    ],
)
def test_fate_is_a_sentence_about_the_body_that_has_it(status, scope, who, told):
    first = build_view(sample_analysis()).suggestions[0]
    assert fate(replace(first, status=status, scope=scope, who=who)) == told


def test_sheet_for_a_body_without_a_name_is_for_the_body():
    told = {"scope": ["council", ""], "status": ["asked", ""]}
    view = build_view(sample_analysis(suggestions=sample_analysis().suggestions.assign(**told)))
    assert compose_sheets(view)["council"].title == "For the council"


def test_suggestion_of_earlier_notes_is_told_with_its_decision():
    sample = decided_analysis()
    sample.suggestions = sample.suggestions.assign(
        note_ids=["", "s06"], n_notes=[0, 1], n_places=[0, 1], trend=["gone", ""]
    )
    told = words(compose_reply(build_view(sample)))
    assert (
        "Taken up, with Opening hours group. From May on. (decided on before; no note of these cafés says it)"
        in told
    )


def test_group_gets_its_suggestions_with_quotes_and_three_questions():
    sheets = compose_sheets(build_view(decided_analysis()))
    assert list(sheets) == ["Opening hours group"]
    assert sum(text in QUESTIONS for text in words(sheets["Opening hours group"])) == 3
    assert compose_sheets(build_view(sample_analysis())) == {}


def test_letter_shows_no_removed_name_and_runs_nothing():
    page = render_leaf(compose_reply(build_view(hostile_analysis())))
    assert "█" not in page
    assert "<script" not in page
    assert HOSTILE not in page


def test_letters_are_written_again_over_older_ones_and_over_nothing_else(tmp_path):
    folder = tmp_path / "reply"
    first = write_reply(decided_analysis(), folder).made
    assert [path.name for path in first] == ["reply.docx", "reply.html", "for-opening-hours-group.docx"]
    assert "Sunday" in " ".join(cell.text for cell in docx.Document(str(first[0])).tables[0]._cells)
    again = write_reply(sample_analysis(), folder).made
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in again)
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.txt, which is no letter"):
        write_reply(sample_analysis(), folder)
