"""The six answers of the first screen, read by somebody who sees nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sample_analysis import sample_analysis
from worldcafe.language.reasons import HOLDS, HOLDS_NOT, HOLDS_PARTLY
from worldcafe.report.findings import checked
from worldcafe.report.findings.said import came_back
from worldcafe.report.findings.sentences import from_where_they_differ
from worldcafe.report.model import Gap
from worldcafe.report.view import build_view

VIEW = build_view(sample_analysis())
CLAIM, SUGGESTION, GAP = VIEW.claims[0], VIEW.suggestions[0], VIEW.gaps[0]
NOTE = SUGGESTION.quotes[0]


def text(parts):
    return "".join(part.text for part in parts)


# What came back most


def again(*entries):
    made = [replace(SUGGESTION, suggestion_id=f"g{n}", **entry) for n, entry in enumerate(entries, 1)]
    answer = came_back(made, VIEW.themes)
    return text(answer.parts), [text(point) for point in answer.points]


def test_unasked_is_explained_where_it_is_said():
    told, points = again({"n_unasked": 2, "n_places": 3})
    assert "First those that came up unasked: nothing on the agenda of the table called for them." in told
    assert points[0].endswith("; unasked at 2 tables; in the report)")


def test_unasked_is_not_explained_where_nobody_reads_it():
    told, points = again({"n_unasked": 0, "n_places": 3})
    assert told.endswith(" First:")
    assert not [point for point in points if "unasked" in point]


@pytest.mark.parametrize(
    ("in_report", "told"),
    [("yes", "; in the report)"), ("no", "; missing)"), ("", "South: Table\N{NO-BREAK SPACE}1)")],
)
def test_what_came_back_most_says_whether_the_report_has_it(in_report, told):
    assert again({"n_unasked": 0, "n_places": 3, "in_report": in_report})[1][0].endswith(told)


def test_what_came_back_most_is_told_with_its_tables_and_its_number_is_explained():
    told, points = again({"n_unasked": 3, "n_places": 3})
    points = [point.replace("\N{NO-BREAK SPACE}", " ") for point in points]
    assert points == [
        "No 1 “Open on Sundays” (North: Table 1, Table 2; South: Table 1; unasked; in the report)"
    ]
    assert "“No 1” is a number in the list of suggestions." in told
    twice = again({"n_unasked": 0, "n_places": 4})[1][0].replace("\N{NO-BREAK SPACE}", " ")
    assert "(4 places at North: Table 1, Table 2; South: Table 1; in the report)" in twice
    everywhere = [replace(NOTE, place=replace(NOTE.place, table=f"Table {n}")) for n in range(5)]
    assert "(5 places; in the report)" in again({"n_unasked": 0, "n_places": 5, "quotes": everywhere})[1][0]
    assert "is a number" not in again({"n_places": 3, "number": 0})[0]


def test_that_nothing_came_back_at_a_second_place_is_not_said_where_there_is_one():
    of_one = replace(SUGGESTION, n_places=1, quotes=SUGGESTION.quotes[:1])
    elsewhere = replace(of_one, quotes=(replace(NOTE, place=replace(NOTE.place, table="9")),))
    told = text(came_back([of_one], VIEW.themes).parts)
    assert told.startswith("All suggestions are of one place, so none can have come back at a second.")
    told = text(came_back([of_one, elsewhere], VIEW.themes).parts)
    assert told.startswith("No suggestion was found again, in like words, at a second place.")


# What the report missed


def test_missing_is_explained_where_something_is_missing():
    told, voices = checked.missed(VIEW.claims, VIEW.gaps, VIEW.notes)
    assert text(told).endswith("were found in no claim: that is what “missing” means.")
    assert voices[0].lead == f"Of “{GAP.name}” (0 of 2 notes in a claim)"
    none = text(checked.missed(VIEW.claims, (), VIEW.notes)[0])
    assert none.endswith("were found in no claim.")
    assert "so did every suggestion" in none


@pytest.mark.parametrize(
    ("themes", "alone", "told"),
    [
        (1, 1, "1 theme is missing from the summaries, and outside this theme 1 suggestion."),
        (2, 3, "2 themes are missing from the summaries, and outside these themes 3 suggestions."),
        (0, 1, "left a trace in the summaries; 1 suggestion is missing."),
        (1, 0, "1 theme is missing from the summaries."),
    ],
)
def test_one_thing_and_several_are_told_by_their_number(themes, alone, told):
    gaps = [Gap("theme", f"T{n}", f"Theme {n}", "", 3, 2, ()) for n in range(themes)]
    gaps += [Gap("suggestion", f"S{n}", f"Plant {n}", "", 1, 1, ()) for n in range(alone)]
    assert told in text(checked.missed(VIEW.claims, gaps, VIEW.notes)[0])


def test_a_single_note_was_found_in_no_claim():
    one = [note for note in VIEW.notes if not note.claim_ids][:1]
    assert text(checked.missed(VIEW.claims, (), one)[0]).endswith("1 of 1 note was found in no claim.")


@pytest.mark.parametrize(("number", "verb"), [(1, "is"), (2, "are")])
def test_missing_suggestions_are_called_missing_and_quoted_as_such(number, verb):
    gaps = [replace(GAP, what="suggestion", name="Longer loans")] * number
    told, voices = checked.missed(VIEW.claims, gaps, VIEW.notes)
    assert f"left a trace in the summaries; {number} suggestion{'s' * (number > 1)} {verb} missing." in text(
        told
    )
    assert [voice.lead for voice in voices] == ["Missing, from 2 places"] * number


def test_gap_is_quoted_by_a_note_that_need_not_be_cut():
    long, brief = replace(GAP.quotes[0], text="benches and " * 30), replace(GAP.quotes[0], text="benches")
    assert [voice.text for voice in checked._quoted(replace(GAP, quotes=(long, brief)), ())] == ["benches"]
    assert checked._quoted(replace(GAP, quotes=(long,)), ())[0].text.endswith(" …")


def test_gap_is_quoted_with_how_many_of_its_notes_are_in_a_claim():
    about = [note for note in VIEW.notes if GAP.ref in note.theme_ids[:1]]
    told = [*about[1:], replace(about[0], claim_ids=("C1",))]
    lead = checked._quoted(GAP, told)[0].lead
    assert lead == f"Of “{GAP.name}” (1 of {len(about)} notes in a claim)"


# Claims to look at


def test_altered_claim_stands_beside_the_note_that_it_alters():
    altered = next(claim for claim in VIEW.claims if claim.verdict == "altered")
    report, note, bare = checked.unfounded(VIEW.claims)[1]
    assert (report.lead, report.quote, report.where) == ("The report", altered.quote, altered.topic)
    assert (note.lead, note.quote) == ("The closest note", altered.closest)
    assert (report.ref, note.ref) == (f"claim-{altered.claim_id}", f"n-{altered.closest.segment_id}")
    assert note.where == altered.closest.place.label
    assert (bare.lead, bare.quote.segment_id) == ("Without a note", "s02")


def test_claim_without_a_topic_is_not_given_a_place_of_the_notes():
    alone = replace(next(claim for claim in VIEW.claims if claim.verdict == "altered"), topic="")
    assert checked.unfounded([alone])[1][0].where == "the claim"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Keep the bell", "Keep the drum", ("Keep the bell", "Keep the drum")),
        (
            "We would like the town to keep, for all who live here, the bell of the old tower",
            "We would like the town to keep for all who live here the drum",
            ("… who live here, the bell of the old tower", "… who live here the drum"),
        ),
        (
            "The bell of the old tower in the middle of the town is kept for all who live here",
            "Ring the bell",
            (
                "The bell of the old tower in the middle of the town is kept for all who live here",
                "Ring the bell",
            ),
        ),
    ],
    ids=["short", "alike at first", "differ at once"],
)
def test_long_claim_and_note_are_quoted_from_where_they_differ(one, other, shown):
    assert from_where_they_differ(one, other) == shown


def test_altered_claim_that_need_not_be_cut_is_shown_before_a_longer_one():
    altered = next(claim for claim in VIEW.claims if claim.verdict == "altered")
    long = replace(altered, quote=replace(altered.quote, text="All loans and " * 20))
    assert checked.unfounded([long, altered])[1][0].text == altered.quote.text.rstrip(".")
    assert checked.unfounded([long])[1][0].text.endswith("…")


# What dismissals are worth


def pointing(*worth):
    reason = 'It only points elsewhere ("similar to").'
    return [
        replace(CLAIM, verdict="pointer", reason=" ".join(filter(None, (reason, told)))) for told in worth
    ]


def dismissed(*worth):
    told, points, after = checked.dismissed(pointing(*worth), VIEW.topics, VIEW.notes, VIEW.suggestions)
    return text(told), [text(point) for point in points], text(after)


NONE, SOME = (
    "None of the 9 suggestions of Table 2 were also made at Table 1.",
    "5 of the 9 suggestions of Table 2 were also made at Table 1.",
)


@pytest.mark.parametrize(
    ("worth", "told"),
    [
        ([f"{NONE} {HOLDS_NOT}"], " As far as was found, 1 is wrong."),
        ([f"{SOME} {HOLDS}"], " As far as was found, 1 is right."),
        (
            [f"{SOME} {HOLDS_PARTLY}", f"{NONE} {HOLDS_NOT}", f"{NONE} {HOLDS_NOT}"],
            " As far as was found, 2 are wrong and 1 is right in part.",
        ),
        (
            [f"{NONE} {HOLDS_NOT}", NONE, ""],
            " As far as was found, 1 is wrong, 1 says only where to read on and 1 cannot be checked.",
        ),
        ([NONE], " As far as was found, 1 says only where to read on."),  # "see Table 1" claims nothing
        ([""], ""),
    ],
)
def test_dismissals_are_answered_with_a_plain_yes_or_no(worth, told):
    claims = (
        "its table said, 1 claim only points" if len(worth) == 1 else "their tables said, 3 claims only point"
    )
    assert dismissed(*worth)[0] == f"Instead of telling what {claims} elsewhere.{told}"


def test_dismissal_that_does_not_hold_comes_first_with_its_number():
    points = dismissed(NONE, f"{SOME} {HOLDS}", f"{NONE} {HOLDS_NOT}")[1]
    assert points == [
        "“Open the reading room on Sundays” is wrong. "
        "None of the 9 suggestions of Table 2 were also made at Table 1.",
        "“Open the reading room on Sundays” is right. " + SOME,
    ]
    assert dismissed(NONE)[1] == [f"“Open the reading room on Sundays” says only where to read on. {NONE}"]
    assert dismissed("")[1] == ["“Open the reading room on Sundays”"]


def test_dismissal_is_weighed_by_what_its_table_said_and_no_claim_carries():
    lost = dismissed("")[2]
    assert lost == " The table behind it made 1 suggestion that was found in no claim."
    none = checked.dismissed(pointing(""), (), VIEW.notes, VIEW.suggestions)[2]
    assert none == []
    assert checked.dismissed((), VIEW.topics, VIEW.notes, VIEW.suggestions)[1:] == ((), [])


# What a bar is


def of_named(*texts):
    entries = sample_analysis().suggestions
    made = sample_analysis(suggestions=entries.assign(text=texts))
    return build_view(made)


def told_of_bars(view):
    return [finding.key for finding in view.findings if "stands for a name" in text(finding.after)]


def test_what_is_taken_out_has_one_bar_and_the_first_answer_that_shows_it_says_so_once():
    view = of_named("A card from the [role 2]", "Ask [person 1] for a longer loan")
    assert [entry.shown for entry in view.suggestions] == ["A card from the ███", "Ask ███ for a longer loan"]
    assert told_of_bars(view) == ["recurs"]
    assert text(view.findings[0].after).endswith(" ███ stands for a name or a role that was taken out.")


def test_bar_is_explained_no_earlier_than_one_is_shown_and_other_brackets_stay():
    view = of_named("See [page 2] of the plan", "Meet in [place 1] at noon")
    assert [entry.shown for entry in view.suggestions] == [
        "See [page 2] of the plan",
        "Meet in [place 1] at noon",
    ]
    assert told_of_bars(view) == ["missed"]  # where a note is quoted from which a name was taken out
