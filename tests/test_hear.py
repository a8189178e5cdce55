"""What the wall shows of a round: what several tables said, rightly, in words that tell of nobody."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from worldcafe.errors import InputError
from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings, Settings
from worldcafe.tasks import hear

ROUND = (Path(__file__).parent / "data" / "live_round.txt").read_text("utf-8").splitlines()
QUESTION = ROUND[2].removeprefix("# ")
LINES = [line.split(" ", 2) for line in ROUND if not line.startswith("#")]


def told(notes, heard="1", question=QUESTION):
    """Notes as the app gives them: (table, text) or (table, text, round)."""
    rows = [(*note, "1")[:3] for note in notes]
    return {
        "worldcafe": "notes",
        "cafe": "Oldtown",
        "heard": heard,
        "notes": [
            {"table": f"Table {table}", "topic": "", "round": round_, "question": question, "text": text}
            for table, text, round_ in rows
        ],
    }


def heard(*notes, **more):
    return hear.hear_round(told(notes, **more), Settings())


@pytest.fixture(scope="module", name="wall")
def _wall():
    return heard(*((table, text) for table, _, text in LINES))


def test_a_round_of_sixty_notes_of_twelve_tables_is_read_whole(wall):
    assert (wall["notes"], wall["tables"]) == (60, 12)


def test_what_is_shown_as_said_by_several_tables_was_said_by_all_of_them(wall):
    said = {text: letter for _, letter, text in LINES}
    shown = [{said[text] for text in (row["text"], *row["others"])} for row in wall["rows"]]
    assert all(len(letters) == 1 and letters != {"-"} for letters in shown)


def test_most_of_what_several_tables_said_is_shown(wall):
    said = {text: letter for _, letter, text in LINES}
    assert len({said[row["text"]] for row in wall["rows"]}) >= 5  # of 8


def test_how_many_tables_said_it_is_counted_from_the_notes(wall):
    at = {text: f"Table {table}" for table, _, text in LINES}
    for row in wall["rows"]:
        assert set(row["tables"]) == {at[text] for text in (row["text"], *row["others"])}


def test_words_that_came_up_at_several_tables_are_told_with_their_number(wall):
    words = {one["word"]: one["tables"] for one in wall["words"]}
    assert words["toilets"] == 4  # tables 2, 4, 7 and 12
    assert words["bus"] == 3  # 3, 6 and 12; and "buses" is another word to the stems
    assert "town" not in words  # the question has it
    assert "the" not in words


BUSES = ("the buses stop too early in the evening", "in the evening the buses stop too early")


GERMAN = (
    (1, "Mehr Bänke auf dem Weg zum Markt, mit Lehne"),
    (2, "Sitzbänke auf dem Weg zum Markt"),
    (3, "abends fährt kein Bus mehr auf dem Land"),
    (4, "die Toiletten müssen auch im Winter geöffnet bleiben"),
    (5, "Frau Annegret Sauerbier holt die Post für alle"),
    (6, "auf dem Markt fehlt ein Brunnen"),
)
FRENCH = (
    (1, "un bus le soir"),
    (2, "bus du soir"),
    (3, "plus de bancs en allant au marché"),
    (4, "Mme Odile Castaignet garde les clés"),
    (5, "un potager partagé"),
)


@pytest.mark.parametrize(
    ("notes", "alike", "name"), [(GERMAN, {0, 1}, "Sauerbier"), (FRENCH, {0, 1}, "Castaignet")]
)
def test_rounds_in_other_languages_are_read_by_their_own_words(notes, alike, name):
    found = heard(*notes, question="?")
    shown = [{row["text"], *row["others"]} for row in found["rows"]]
    assert shown == [{notes[row][1] for row in alike}]
    assert not {one["word"] for one in found["words"]} & {"auf", "dem", "le", "du"}
    assert name not in json.dumps(found, ensure_ascii=False)


def test_what_one_table_says_twice_is_not_said_at_several():
    assert heard((1, BUSES[0]), (1, BUSES[1]), (2, "paint the crossing"))["rows"] == []


def test_another_round_is_not_part_of_this_one():
    notes = [(1, BUSES[0], "1"), (2, BUSES[1], "2"), (3, "paint the crossing", "2")]
    found = heard(*notes, heard="2")
    assert (found["rows"], found["notes"], found["tables"]) == ([], 2, 2)


def test_for_and_against_are_not_one():
    assert heard((1, "open the library on Sundays"), (2, "close the library on Sundays"))["rows"] == []


@pytest.mark.parametrize(
    "who",
    ["Maria Lindqvist said {}", "{} (call me: maria@example.org)", "As the mayor of this town I say {}"],
)
def test_words_that_tell_who_spoke_are_withheld_and_counted(who):
    found = heard((1, who.format(BUSES[0])), (2, BUSES[1]), (3, "paint the crossing"), (4, "mend the well"))
    assert found["rows"] == []
    assert found["withheld"] == 1
    assert "Lindqvist" not in json.dumps(found)


def test_who_is_named_in_one_note_is_on_no_wall_though_two_others_say_the_same():
    found = heard((1, f"Maria Lindqvist: {BUSES[0]}"), (2, BUSES[0]), (3, BUSES[1]))
    assert [(row["text"] in BUSES, set(row["others"]) <= set(BUSES)) for row in found["rows"]] == [
        (True, True)
    ]
    assert len(found["rows"][0]["tables"]) == 3  # it is not quoted, and counts
    assert "Lindqvist" not in json.dumps(found)


def test_a_name_that_redaction_knows_from_another_round_is_not_shown():
    notes = [
        (1, "Maria Lindqvist has the key of the garden", "1"),
        (2, "ask Lindqvist for the key of the garden", "2"),
        (3, "ask Lindqvist for the garden key", "2"),
    ]
    assert "Lindqvist" not in json.dumps(heard(*notes, heard="2"))


@pytest.mark.parametrize("notes", [[], [(1, "paint the crossing", "2")]])
def test_where_nobody_wrote_nothing_is_told(notes):
    assert heard(*notes) == {"rows": [], "words": [], "notes": 0, "tables": 0, "withheld": 0}


def test_the_process_answers_line_by_line_and_says_where_it_could_not(monkeypatch, capsys):
    lines = [
        json.dumps(told([(1, BUSES[0]), (2, BUSES[1])])),
        '{"cafe": "Maria Lindqvist"}',
        "Maria Lindqvist",
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    assert hear.main() == 0
    printed = capsys.readouterr()
    answers = [json.loads(line) for line in printed.out.splitlines()]
    assert len(answers[0]["rows"]) == 1
    assert answers[1:] == [{"failed": True}, {"failed": True}]
    assert "Lindqvist" not in printed.out + printed.err


# The same notes as a source of a run: a line is a note, and its place stands beside it.


def read(tmp_path, *notes):
    from worldcafe.parse import parse_sources
    from worldcafe.segment import segment_blocks

    path = tmp_path / "notes.cafe"
    path.write_text(json.dumps(told(notes, question="What is missing?")), "utf-8")
    sources = read_sources([path], ReadSettings())
    segments = segment_blocks(sources, parse_sources(sources, Settings().parse), Settings().segment)
    return [
        (row.role, row.table, row.round, row.text) for row in segments.itertuples() if row.role != "heading"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Table 4: Housing",
        "# Round 2",
        "Round 3",
        "What about the market?",
        "Summary",
        "- a bullet",
        "Trees | Benches | Wells",
        "1. first of all",
        "yes",
        "I <3 trees, 2 > 1",
    ],
)
def test_a_note_stays_a_note_of_its_table_whatever_it_looks_like(tmp_path, text):
    rows = read(tmp_path, (1, "more trees"), (2, text), (3, "mend the well"))
    assert ("prompt", "", "1", "What is missing?") in rows
    notes = [row[1:] for row in rows if row[0] == "note"]
    assert notes[0] == ("Table 1", "1", "more trees")
    assert notes[-1] == ("Table 3", "1", "mend the well")
    assert {table for table, _, _ in notes[1:-1]} == {"Table 2"}
    shown = text.removeprefix("- ").removeprefix("1. ").removeprefix("# ")
    assert "".join(said for _, _, said in notes[1:-1]).endswith(shown)


def test_each_line_of_a_note_is_one(tmp_path):
    rows = read(tmp_path, (1, "more trees\n\n- more benches\nTable 9:"), (2, "mend the well", "2"))
    assert [row[1:] for row in rows if row[0] == "note"] == [
        ("Table 1", "1", "more trees"),
        ("Table 1", "1", "more benches"),
        ("Table 1", "1", "Table 9:"),
        ("Table 2", "2", "mend the well"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"worldcafe": "notes"',
        '{"worldcafe": "notes", "notes": [1]}',
        '{"worldcafe": "notes", "cafe": "x", "notes": 3}',
        '{"worldcafe": "notes", "cafe": "x", "notes": ' + "[" * 5_000,
    ],
)
def test_damaged_notes_of_a_cafe_are_told(tmp_path, text):
    path = tmp_path / "notes.cafe"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="damaged"):
        read_sources([path], ReadSettings())


def test_who_made_itself_ready_has_all_that_reading_a_round_needs():
    notes = [(table, text) for table, _, text in LINES]
    code = (
        "import json, sys\nfrom worldcafe.settings import Settings\n"
        "from worldcafe.tasks.hear import READY, hear_round\n"
        "hear_round(READY, Settings())\nbefore = set(sys.modules)\n"
        "hear_round(json.load(sys.stdin), Settings())\nprint(sorted(set(sys.modules) - before))"
    )
    paths = {**os.environ, "PYTHONPATH": str(Path(hear.__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(told(notes)),
        capture_output=True,
        text=True,
        env=paths,
        check=True,
    )
    assert done.stdout == "[]\n"
