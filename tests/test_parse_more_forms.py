"""parse and read: forms of slides, boards, letters, chats and tables that others do not have."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments
from worldcafe.conserve import with_gaps_told
from worldcafe.read import read_sources
from worldcafe.read.chat import may_be_name
from worldcafe.settings import ReadSettings


def rows(tmp_path, text, name="pond.md"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return list(read_segments(tmp_path / name).itertuples())


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("First round of talks", "1"),
        ("In the second round", "2"),
        ("Second round: what next?", "2"),
        ("In der ersten Runde", "1"),
        ("Andra omgången", "2"),
        ("Segunda ronda", "2"),
        # what is no round
        ("First round trips were long", ""),
        ("In the second round they were loud", ""),
        ("Second round of beans is late", ""),
        ("Round trips", ""),
        ("In der Runde", ""),
    ],
)
def test_ordinals_in_words_name_rounds(tmp_path, heading, number):
    found = rows(tmp_path, f"# Café\n\n## Table 1: Pond\n\n### {heading}\n\n- dig it out\n")
    assert [row.round for row in found if row.text == "dig it out"] == [number]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("First round: we want a pond. It is dry.", "1"),
        ("Second group: we want a pond. It is dry.", "2"),
        ("Firstly, we want a pond. It is dry.", ""),
        ("Second thoughts: we want a pond. It is dry.", ""),
    ],
)
def test_ordinals_label_paragraphs(tmp_path, line, number):
    found = rows(tmp_path, f"{line}\n\n{line.replace('First', 'Third').replace('Second', 'Fourth')}\n")
    places = [row.round or row.table.removeprefix("Group ") for row in found if row.role == "note"]
    assert places[0] == number


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("1 Office", ("Table 1", "Office")),
        ("2: Depot", ("Table 2", "Depot")),
        ("3", ("Table 3", "")),
        ("Office", ("Office", "")),
        ("some 3 of us", ("some 3 of us", "")),
    ],
)
def test_a_cell_below_the_word_for_tables_names_one_with_its_subject(tmp_path, cell, place):
    text = f"# Retreat\n\n| Table | We like |\n|---|---|\n| {cell} | short ways |\n"
    named = {(row.table, row.topic) for row in rows(tmp_path, text) if row.text == "short ways"}
    assert named == {place}


@pytest.mark.parametrize(
    ("lines", "notes"),
    [
        (("+ lamps", "? who owns it", "- no buses"), ["lamps", "who owns it", "no buses"]),
        (("+ lamps", "! no glare", "- no buses"), ["lamps", "no glare", "no buses"]),
        (("o  dig it out", "o  a fence"), ["dig it out", "a fence"]),
        (("•o Dig it out", "•o A fence"), ["Dig it out", "A fence"]),
        (("+ lamps?", "- no buses!"), ["lamps?", "no buses!"]),
        (("- o yes, dig", "- who, Lou?"), ["o yes, dig", "who, Lou?"]),
    ],
)
def test_signs_before_items_are_bullets(tmp_path, lines, notes):
    found = rows(tmp_path, "\n".join(("Table 1: Pond", "", *lines, "")), "pond.txt")
    assert [row.text for row in found if row.role == "note"] == notes


def test_the_letter_of_a_bullet_behind_another_is_not_lost(tmp_path):
    (tmp_path / "pond.txt").write_text("Table 1: Pond\n\n•o It is dry\n•o Dig it out\n", encoding="utf-8")
    sources = read_sources([tmp_path / "pond.txt"], ReadSettings())
    (source,) = with_gaps_told(sources, read_segments(tmp_path / "pond.txt"))
    assert source.set_aside == ()


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Slide 3", "meta"),
        ("Seite 2 von 9", "meta"),
        ("page 4/7", "meta"),
        ("The meeting closed at 20:15.", "meta"),
        ("Slide 3 was unclear", "note"),
        ("two pages", "note"),
        ("The meeting closed too early.", "note"),
    ],
)
def test_numbers_of_slides_and_times_of_closing_are_no_notes(tmp_path, line, role):
    found = rows(tmp_path, f"## Table 1: Pond\n\n- dig it out\n- {line}\n- a fence\n")
    assert [row.role for row in found if row.text == line] == [role]


def test_a_table_that_is_continued_keeps_its_subject(tmp_path):
    heads = ("Table 1: Pond", "dig"), ("Table 1: Pond (continued)", "a fence"), ("Table 2: Tap (hot)", "mend")
    text = "\n".join(f"## {head}\n\n- {said}\n" for head, said in heads)
    found = {row.text: row.topic for row in rows(tmp_path, text)}
    assert (found["a fence"], found["mend"]) == ("Pond", "Tap (hot)")


@pytest.mark.parametrize(
    ("heading", "topic"),
    [("Chapter 1: Pond", "Pond"), ("Part 2: Pond", "Pond"), ("Dear reader: Pond", ""), ("Chapter 1", "")],
)
def test_the_number_of_a_chapter_is_no_part_of_its_subject(tmp_path, heading, topic):
    report = (
        f"# Report\n\n## {heading}\n\nIt is to be dug out.\n\n## Annex: notes\n\n### Table 1: Pond\n\n- dig\n"
    )
    found = [row.topic for row in rows(tmp_path, report) if row.text == "It is to be dug out."]
    assert found == [topic]


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Welcome. First question: what stops you?", "prompt"),
        ("It is wet. Any question: ask us?", "meta"),
        ("It is wet. Who, then?", "meta"),
    ],
)
def test_a_message_that_ends_with_a_labelled_question_asks_all(tmp_path, said, role):
    lines = [
        f"[18:02] Moderator (Kim): {said}",
        "[18:03] Paul: no path",
        "[18:04] Ines: mud",
        "[18:05] Paul: dark",
    ]
    found = rows(tmp_path, "\n".join(lines) + "\n", "chat.txt")
    assert [row.role for row in found if row.text in said and row.text.endswith("?")] == [role]


@pytest.mark.parametrize(
    ("name", "may"),
    [("sara_m", True), ("tom_91", True), ("Sara", True), ("sara", False), ("to_do list", False)],
)
def test_a_handle_may_name_who_wrote_a_message(name, may):
    assert may_be_name(name) is may
