"""parse: what scribes write about their notes is told from what people said."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments


def roles(tmp_path, text):
    """The segments of a text: "role|words"."""
    (tmp_path / "pond.md").write_text(text, encoding="utf-8")
    return [f"{row.role}|{row.text}" for row in read_segments(tmp_path / "pond.md").itertuples()]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("notes H.B., after a long day, sorry", "meta"),
        ("Minutes: Lou Hart", "meta"),
        ("Minutes kept by Lou. Illegible words are marked with a star.", "meta"),
        ("Photographed, typed, not edited.", "meta"),
        ("no flip chart, scribe wrote on the tablecloth", "meta"),
        ("Protokoll: Lou Hart, ab vier Uhr Mia", "meta"),
        ("Notizen unleserlich, aus dem Gedächtnis", "meta"),
        ("secrétaire Lou, tapé le soir", "meta"),
        ("apuntes de Lou, sin corregir", "meta"),
        ("appunti di Lou, trascritti la sera", "meta"),
        ("notulist Lou, 's avonds uitgetypt", "meta"),
        ("relatora Lou, de memória", "meta"),
        ("sekreterare Lou, renskrivet på kvällen", "meta"),
        # what stays a note
        ("Minutes of the board should be public", "note"),
        ("We want the minutes typed and sent round.", "note"),
        ("People want a hose. The scribe did, too.", "note"),
        ("Das Protokoll soll öffentlich sein", "note"),
        ("Les notes sont trop longues pour nous", "note"),
        ("Las notas deben llegar a todos", "note"),
    ],
)
def test_line_below_the_heading_of_a_table_is_about_the_notes_or_is_one(tmp_path, line, role):
    found = roles(tmp_path, f"## Table 1: Pond\n\n{line}\n\n### Round 1\n\n- dig it out\n")
    assert {one.split("|")[0] for one in found if one.split("|")[1] in line} == {role}, found


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("(rest not noted)", "meta"),
        ("scribe left early", "meta"),
        ("photo of the flip chart missing", "meta"),
        ("(continued overleaf)", "meta"),
        ("(new people, scribe the same)", "meta"),
        ("(Rest nicht notiert)", "meta"),
        ("Protokollantin musste früher gehen", "meta"),
        ("(suite au verso)", "meta"),
        ("continúa al dorso", "meta"),
        ("segue sul retro", "meta"),
        ("vervolg op achterzijde", "meta"),
        ("continua no verso", "meta"),
        ("(resten inte antecknat)", "meta"),
        # what stays a note
        ("the pond (as well)", "note"),
        ("(are the minutes public?)", "note"),
        ("the bus left early", "note"),
        ("photo of the pond missing on the board", "note"),
        ("work continued over the winter", "note"),
        ("the rest is not known yet", "note"),
        ("Is it the money? (nobody at the table had asked)", "note"),
        ("Der Rest soll Wiese werden", "note"),
    ],
)
def test_short_line_among_notes_is_about_the_notes_or_is_one(tmp_path, line, role):
    found = roles(tmp_path, f"## Table 1: Pond\n\n- dig it out\n- {line}\n- a fence\n")
    assert found[2:3] == [f"{role}|{line}"]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("(ran out of time here)", "meta"),
        ("(laughter, then tea)", "meta"),
        # what asks, what is not all in parentheses
        ("(who owns the pond?)", "prompt"),
        ("the fence (or a hedge)", "note"),
        ("(the fence) or a hedge (of thorn)", "note"),
    ],
)
def test_a_line_of_its_own_in_parentheses_is_about_the_notes(tmp_path, line, role):
    found = roles(tmp_path, f"## Table 1: Pond\n\ndig it out in autumn\n\n{line}\n\nmore reed at the edge\n")
    assert f"{role}|{line}" in found


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Put together by the works committee from the sheets of four tables.", "meta"),
        ("Report of the works committee to all gardeners", "meta"),
        ("This report follows the subjects and not the tables.", "narrative"),
        ("The report is late.", "summary"),
        ("Reports are to be read aloud.", "summary"),
        ("People named a hose first. All else was put together by the council.", "summary"),
        ("The pond leaks.", "summary"),
    ],
)
def test_line_below_the_title_of_a_report_says_who_wrote_it_or_claims_something(tmp_path, line, role):
    (tmp_path / "notes.md").write_text("## Table 1: Pond\n\n- dig it out\n", encoding="utf-8")
    text = f"# What we heard: summary of the pond\n\n{line}\n\n## Wishes\n\nIt is to be dug out.\n"
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / "notes.md", tmp_path / "report.md")
    assert {row.role for row in rows.itertuples() if row.text in line} == {role}
