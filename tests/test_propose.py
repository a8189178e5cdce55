"""Topics for the next café: what recurs, what stayed open, what divides, what got lost."""

from __future__ import annotations

from kinds_notes import notes
from tables_of import table_of
from worldcafe.report.next_topics import propose_topics
from worldcafe.tables import Links, Suggestions, Themes


def table(schema, *rows):
    return table_of(schema, rows)


def theme(theme_id, n_places=1):
    return {"theme_id": theme_id, "name": f"theme {theme_id}", "n_places": n_places}


def note(kind, theme_id, text="What happens to the old mill now?"):
    return {"text": text, "kind": kind, "theme_id": theme_id}


def missing(theme_id, **given):
    row = {
        "suggestion_id": theme_id,
        "number": 0,
        "theme_id": theme_id,
        "text": "Build a ramp",
        "in_report": "no",
    }
    return {**row, **given}


def first_of(themes, segments, suggestions=(), links=()):
    found = propose_topics(
        table(Themes, *themes), notes(*segments), table(Suggestions, *suggestions), table(Links, *links)
    )
    return found.iloc[0]


BOTH = [theme("T1"), theme("T2")]
QUIET = [note("observation", "T1"), note("observation", "T2")]


def test_recurring_theme_comes_first():
    assert first_of([theme("T1"), theme("T2", 5)], QUIET)["theme_id"] == "T2"


def test_open_question_lifts_a_theme_and_opens_the_talk():
    top = first_of(BOTH, [*QUIET, note("question", "T2")])
    assert (top["theme_id"], top["starting_question"]) == ("T2", "What happens to the old mill now?")
    assert "1 open question" in top["reasons"]


def test_question_that_a_claim_answers_is_not_open():
    link = {"claim_id": "c", "note_id": "n002", "strength": "support", "score": 1.0}
    assert first_of(BOTH, [*QUIET, note("question", "T2")], links=[link])["theme_id"] == "T1"


def test_theme_that_is_seen_as_problem_and_as_value_is_contested():
    said = [note(kind, "T2") for kind in ("problem", "problem", "value", "value")]
    top = first_of(BOTH, [*QUIET, *said])
    assert (top["theme_id"], "seen as a problem" in top["reasons"]) == ("T2", True)


def test_theme_with_notes_for_and_against_a_point_is_contested():
    top = first_of(
        [theme("T1"), {**theme("T2"), "both_sides": "fees (2 for, 1 against); dogs (1 for, 1 against)"}],
        QUIET,
    )
    assert top["theme_id"] == "T2"
    assert top["reasons"].endswith(
        "both sides were heard on fees (2 for, 1 against), dogs (1 for, 1 against)"
    )


def test_problem_beside_a_single_value_is_no_dispute():
    said = [note(kind, "T2") for kind in ("problem", "value")]
    found = propose_topics(table(Themes, *BOTH), notes(*QUIET, *said), table(Suggestions), table(Links))
    assert not found["reasons"].str.contains("seen as").any()


def test_suggestion_that_was_decided_on_speaks_for_nothing():
    assert first_of(BOTH, QUIET, [missing("T2")])["theme_id"] == "T2"
    assert first_of(BOTH, QUIET, [missing("T2", status="done")])["theme_id"] == "T1"


def test_no_themes_give_no_topics():
    empty = propose_topics(table(Themes), notes("The hall has two doors."), table(Suggestions), table(Links))
    assert len(empty) == 0


def test_limit_holds():
    found = propose_topics(table(Themes, *BOTH), notes(*QUIET), table(Suggestions), table(Links), limit=1)
    assert len(found) == 1


def test_command_prints_topics_of_a_run_with_their_reasons(corpus_run, capsys):
    from worldcafe.cli import main

    assert main(["next-topics", str(corpus_run), "--limit", "3"]) == 0
    printed = capsys.readouterr().out
    assert [line[:2] for line in printed.splitlines() if line[0].isdigit()] == ["1.", "2.", "3."]
    assert "places" in printed
