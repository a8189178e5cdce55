"""Drafts made by hand against notes: every verdict, what moved, merged and is missing, in 80 columns."""

from __future__ import annotations

import pytest

from conftest import REPO
from corpus_lines import Line
from formats import write_docx, write_html, write_odt, write_pdf, write_txt
from worldcafe.analysis import analyse
from worldcafe.cli import main
from worldcafe.read import read_sources
from worldcafe.report.html import render_html
from worldcafe.report.model import Place
from worldcafe.report.places import group_places
from worldcafe.report.view import build_view
from worldcafe.settings import read_settings

NOTES = """\
# Table 1 - Orchard

## Round 1

Question: What should we do?

- Plant twelve pear trees behind the chapel.
- Lend ladders to neighbours in autumn
- The wasps bother children near the cider press

## Round 2

- Neighbours should be able to borrow ladders in autumn.
- Prune the hedges before the swallows return.

# Table 2 - Pond

## Round 1

Question: What should we do?

- Dredge the pond every second winter.
- Lend ladders to neighbours every autumn.
- Feed no bread to the ducks
"""
QUICK = '[redact]\nfind_names = false\n[embed]\nencoder = "wordllama"\n'
SOUND = "- Plant twelve pear trees behind the chapel."
DRAFTS = {
    "unsupported": "- The bishop donates a helicopter to the orchestra.",
    "altered": "- Plant thirty pear trees behind the chapel.",
    "moved": "- Dredge the pond every second winter.",
    "pointer": "- Similar points were raised as under the topic Pond.",
}


WRITERS = {".txt": write_txt, ".html": write_html, ".docx": write_docx, ".odt": write_odt, ".pdf": write_pdf}


def draft_of(claims, topic="Orchard"):
    return "# Summary\n\n" + (f"## {topic}\n\n" if topic else "") + "\n".join(claims) + "\n"


def check(tmp_path, claims, *options, suffix=".md"):
    """Run the command on a draft with these claims under the topic Orchard; give what it gives."""
    draft = tmp_path / f"draft{suffix}"
    if suffix == ".md":
        draft.write_text(draft_of(claims), encoding="utf-8")
    else:
        lines = [Line("Summary", level=1), Line("Orchard", level=2)]
        WRITERS[suffix]([*lines, *(Line(claim[2:], depth=0) for claim in claims)], draft)
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    return run(tmp_path, draft, tmp_path / "notes.md", *options)


def run(tmp_path, draft, notes, *options):
    """Run the command with quick settings; give its exit code."""
    (tmp_path / "quick.toml").write_text(QUICK, encoding="utf-8")
    config = ["--config", str(tmp_path / "quick.toml")]
    return main(["check", str(draft), "--notes", str(notes), *config, *options])


def test_each_verdict_has_its_part_and_sound_claims_none(tmp_path, capsys):
    assert check(tmp_path, [SOUND, *DRAFTS.values()]) == 0
    said = capsys.readouterr().out
    assert said.startswith("5 claims: 2 supported, 1 altered, 1 unsupported, 1 pointer")
    parts = {part.split()[0]: part for part in said.split("\n\n")[1:]}
    assert "helicopter" in parts["UNSUPPORTED"]
    assert parts["UNSUPPORTED"].startswith(
        "UNSUPPORTED (no note was found for it; look before you believe it)"
    )
    assert "nearest note, not counted as support: " in parts["UNSUPPORTED"]
    assert "No note was found that" not in said
    assert "something else:" not in said, "what the title says is not repeated as a reason"
    assert "[-twelve-] {+thirty+}" in parts["ALTERED"]
    assert "closest note: Plant twelve pear trees" in parts["ALTERED"]
    assert "(Table 1 round 1)" in parts["ALTERED"].replace("\u00a0", " ")
    assert "(from Table 2)" in parts["MOVED"]
    assert "similar points" in parts["POINTER"]
    assert "- Orchard: Plant twelve pear" not in said


def test_recurring_suggestion_is_missed_only_while_no_claim_has_it(tmp_path, capsys):
    check(tmp_path, [SOUND])
    assert "ladders" in capsys.readouterr().out.split("MISSING")[1]
    check(tmp_path, [SOUND, "- Lend ladders to neighbours in autumn"])
    assert "ladders" not in capsys.readouterr().out


def test_answer_fits_a_terminal(tmp_path, capsys):
    long = "- The bishop donates a helicopter, two balloons and a brass bell to the orchestra of the " * 3
    check(tmp_path, [SOUND, long, *DRAFTS.values()])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


@pytest.mark.parametrize(("name", "code"), [("unsupported", 1), ("altered", 0), ("moved", 0), ("pointer", 0)])
def test_strict_fails_for_unsupported_claims_alone(tmp_path, name, code):
    assert check(tmp_path, [SOUND, DRAFTS[name]], "--strict") == code
    assert check(tmp_path, [SOUND, DRAFTS[name]]) == 0


@pytest.mark.parametrize("suffix", [*WRITERS])
def test_draft_may_have_any_format_that_is_read(tmp_path, capsys, suffix):
    assert check(tmp_path, [SOUND, DRAFTS["unsupported"]], "--strict", suffix=suffix) == 1
    assert capsys.readouterr().out.startswith("2 claims: 1 supported, 0 altered, 1 unsupported")


def test_draft_without_claims_is_refused(tmp_path, capsys):
    assert check(tmp_path, []) == 2
    assert "draft.md" in capsys.readouterr().err


def test_all_lists_the_claims_that_hold_with_a_note_behind_each(tmp_path, capsys):
    check(tmp_path, [SOUND, DRAFTS["unsupported"]], "--all")
    held = capsys.readouterr().out.split("SUPPORTED")[2]
    assert "- Orchard: Plant twelve pear trees" in held
    assert "1 note says this in these words." in held
    assert "(Table 1 round 1)" in held.replace("\u00a0", " ")


def test_a_section_that_is_called_by_no_topic_stands_for_all_tables(tmp_path, capsys):
    check(tmp_path, [SOUND, "", "## Fruit and more", "", DRAFTS["unsupported"]])
    assert capsys.readouterr().out.startswith("2 claims: 1 supported, 0 altered, 1 unsupported")


def test_what_stands_under_a_heading_that_thanks_is_told_and_not_judged(tmp_path, capsys):
    check(
        tmp_path, [SOUND, "", "## Thanks", "", "The bishop lent us a tent. All of us sang along until dawn."]
    )
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("1 claim: 1 supported")
    assert 'Not compared: 2 sentences under headings that name no topic of a table ("Thanks").' in said


@pytest.mark.parametrize("heading", ["First thoughts", "What we heard", ""])
def test_draft_without_a_heading_that_names_a_topic_is_judged_whole(tmp_path, capsys, heading):
    check(tmp_path, [SOUND])
    capsys.readouterr()
    (tmp_path / "draft.md").write_text(draft_of([SOUND, DRAFTS["unsupported"]], heading), encoding="utf-8")
    assert run(tmp_path, tmp_path / "draft.md", tmp_path / "notes.md", "--strict") == 1
    said = capsys.readouterr().out
    assert said.startswith("2 claims: 1 supported, 0 altered, 1 unsupported")
    assert "Not compared" not in said
    assert f"- {heading or 'Summary'}: The bishop" in said


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("Summary of the day\n\n", "1 claim: 1"),
        ("The wasps bother children near the cider press\n\n", "2 claims: 2"),
        ("", "1 claim: 1"),
    ],
)
def test_first_line_of_a_plain_draft_is_its_title_only_where_it_says_so(tmp_path, capsys, first, told):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(f"{first}Plant twelve pear trees behind the chapel.\n", "utf-8")
    assert run(tmp_path, tmp_path / "draft.txt", tmp_path / "notes.md") == 0
    assert capsys.readouterr().out.startswith(f"{told} supported")


def test_own_summary_beside_the_notes_does_not_spoil_a_draft_without_topics(tmp_path, capsys):
    notes = tmp_path / "notes.md"
    notes.write_text(f"# Report\n\n## Orchard\n\n{SOUND}\n\n# Annex\n\n{NOTES}", encoding="utf-8")
    (tmp_path / "draft.md").write_text(draft_of([DRAFTS["moved"]], "What we heard"), encoding="utf-8")
    assert run(tmp_path, tmp_path / "draft.md", notes) == 0
    assert capsys.readouterr().out.startswith("1 claim: 1 supported")


def test_draft_in_the_folder_of_the_notes_is_read_once_and_is_no_note(tmp_path, capsys):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")
    (folder / "draft.md").write_text(draft_of([SOUND, DRAFTS["unsupported"]]), encoding="utf-8")
    assert run(tmp_path, folder / "draft.md", folder, "--strict") == 1
    assert capsys.readouterr().out.startswith("2 claims: 1 supported, 0 altered, 1 unsupported")


@pytest.mark.parametrize("apart", [False, True])
def test_draft_that_holds_its_notes_in_an_annex_has_its_summaries_judged_alone(tmp_path, capsys, apart):
    report = tmp_path / "report.md"
    claims = draft_of([SOUND, DRAFTS["altered"]])
    report.write_text(f"{claims}\n# Annex: notes\n\n{NOTES.replace('# ', '## ')}", encoding="utf-8")
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, encoding="utf-8")
    assert run(tmp_path, report, notes if apart else report) == 0
    assert capsys.readouterr().out.startswith("2 claims: 1 supported, 1 altered, 0 unsupported")


def test_notes_in_place_of_the_draft_are_noticed(tmp_path, capsys):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "draft.md").write_text(draft_of([SOUND]), encoding="utf-8")
    run(tmp_path, tmp_path / "notes.md", tmp_path / "draft.md")
    assert "did draft and notes change places?" in capsys.readouterr().out


def test_folder_in_place_of_the_draft_is_refused(tmp_path, capsys):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    assert run(tmp_path, tmp_path, tmp_path / "notes.md") == 2
    assert "the draft is one file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("places", "named"),
    [
        ([("", "Table 1", "2")], "Table 1 round 2"),
        (
            [("", "Table 1", "1"), ("", "Table 5", ""), ("", "Table 1", "3")],
            "Table 1 rounds 1 and 3, Table 5",
        ),
        (
            [("Bonn", "Table 1", "1"), ("Online", "Table 1", "1")],
            "Bonn: Table 1 round 1; Online: Table 1 round 1",
        ),
        ([("Bonn", "", "")], "Bonn"),
        ([("", "Table 2", "Morning")], "Table 2 Morning"),
        ([("", "", "")], ""),
    ],
)
def test_places_are_named_together(places, named):
    assert group_places([Place(*place) for place in places]).replace("\u00a0", " ") == named


def test_topics_of_the_same_name_at_two_cafes_have_their_own_claims_and_shares(tmp_path):
    cafes = ("Bonn", "Oslo")
    summary = "\n".join(
        f"# The {cafe} Café\n\n## Orchard\n\n- Plant {number} pear trees behind the chapel.\n"
        for cafe, number in zip(cafes, ("twelve", "thirty"), strict=True)
    )
    notes = "\n".join(
        f"# Annex {letter} - Notes {cafe} Café\n\n## Table 1 - Orchard\n\n### Round 1\n\n"
        f"- Plant {number} pear trees behind the chapel.\n- Ask {cafe} for ladders\n- More shade here\n"
        for letter, cafe, number in zip("AB", cafes, ("twelve", "forty"), strict=True)
    )
    (tmp_path / "report.md").write_text(summary + notes, encoding="utf-8")
    (tmp_path / "quick.toml").write_text(QUICK, encoding="utf-8")
    settings = read_settings(tmp_path / "quick.toml")
    analysis = analyse(read_sources([tmp_path / "report.md"], settings.read), settings).analysis
    rows = [(row.cafe, row.topic, row.n_claims, row.faithfulness) for row in analysis.topics.itertuples()]
    assert rows == [("Bonn", "Orchard", 1, 1.0), ("Oslo", "Orchard", 1, 0.0)]
    view = build_view(analysis)
    assert [(topic.n_supported, len(topic.claim_ids)) for topic in view.topics] == [(1, 1), (0, 1)]
    assert render_html(view).count('<details class="topic"') == 2


def test_answer_in_the_manual_is_what_the_command_says(tmp_path, capsys):
    check(tmp_path, [SOUND, DRAFTS["unsupported"], DRAFTS["altered"]])
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert f"```\n{said}```" in (REPO / "docs" / "manual.md").read_text(encoding="utf-8")


def test_names_of_people_in_a_draft_stay_out_of_the_answer(tmp_path, capsys):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    claims = ["- Gertrude Haverkamp (gertrude@haverkamp.example) donates a helicopter to the orchestra."]
    (tmp_path / "draft.md").write_text(draft_of(claims), encoding="utf-8")
    draft, notes = str(tmp_path / "draft.md"), str(tmp_path / "notes.md")
    assert main(["check", draft, "--notes", notes]) == 0
    said = capsys.readouterr().out
    assert "helicopter" in said
    assert not any(name in said.lower() for name in ("gertrude", "haverkamp"))
