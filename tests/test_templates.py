"""templates: a sheet that a scribe has filled is read back whole, and what explains it is no note."""

from pathlib import Path

import pytest

from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.report.scribe_sheets import HINT, Plan
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.tasks.templates import write_templates

ASKED = "What would you change?"
PLAN = Plan(tables=2, rounds=2, topics=("The market", "The river"), questions=(ASKED,))
SAID = {
    ("Table 1", "1", "The market"): ["More stalls for young growers.", "Rents are too high."],
    ("Table 1", "2", "The market"): ["Open it on Sundays."],
    ("Table 2", "1", "The river"): ["Swimming should be allowed."],
    ("Table 2", "2", "The river"): ["The path floods each spring.", "Plant willows."],
}


def fill_markdown(folder: Path) -> None:
    for (table, number, _), notes in SAID.items():
        path = folder / f"{table}.md"
        before, heading, after = path.read_text().partition(f"## Round {number}\n")
        for note in notes:
            after = after.replace("- \n", f"- {note}\n", 1)
        path.write_text(before + heading + after)


def fill_word(folder: Path) -> None:
    import docx

    for (table, number, _), notes in SAID.items():
        paper = docx.Document(str(folder / f"{table}.docx"))
        paragraphs = list(paper.paragraphs)
        start = next(at for at, one in enumerate(paragraphs) if one.text == f"Round {number}")
        for one, note in zip(paragraphs[start + 2 :], notes, strict=False):
            one.add_run(note)
        paper.save(str(folder / f"{table}.docx"))


def fill_excel(folder: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(folder / "Notes.xlsx")
    sheet = book.active
    for (table, number, _), notes in SAID.items():
        free = [row for row in sheet.iter_rows(min_row=2)
                if f"Table {row[0].value}" == table and str(row[1].value) == number]  # fmt: skip
        for row, note in zip(free, notes, strict=False):
            row[4].value = note
    book.save(folder / "Notes.xlsx")


FILL = {"markdown": fill_markdown, "word": fill_word, "excel": fill_excel}


def read_back(folder: Path):
    settings = Settings()
    sources = read_sources([folder], settings.read)
    return segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)


@pytest.mark.parametrize("kind", FILL)
def test_a_filled_sheet_reads_back_with_each_note_at_its_place(tmp_path, kind):
    write_templates(tmp_path, PLAN, kind)
    FILL[kind](tmp_path)
    segments = read_back(tmp_path)
    notes = segments[segments["role"] == "note"]
    found: dict[tuple[str, str, str], list[str]] = {}
    for note in notes.to_dict("records"):
        place = (note["table"], str(note["round"]), note["topic"])
        found.setdefault(place, []).append(note["text"])
    assert found == SAID
    asked = dict(zip(notes["round"].astype(str), notes["question"], strict=True))
    assert asked == {"1": ASKED, "2": ""}


@pytest.mark.parametrize("kind", ["markdown", "word"])
def test_a_question_that_a_scribe_writes_into_its_place_is_what_the_notes_answer(tmp_path, kind):
    write_templates(tmp_path, PLAN, kind)
    FILL[kind](tmp_path)
    path = next(tmp_path.glob("Table 1.*"))
    if kind == "markdown":
        path.write_text(path.read_text().replace("Question: \n", "Question: the year 2040\n"))
    else:
        import docx

        paper = docx.Document(str(path))
        next(one for one in paper.paragraphs if one.text == "Question: ").add_run("the year 2040")
        paper.save(str(path))
    segments = read_back(tmp_path)
    there = segments[(segments["table"] == "Table 1") & (segments["round"].astype(str) == "2")]
    assert set(there.loc[there["role"] == "note", "question"]) == {"the year 2040"}


@pytest.mark.parametrize("kind", FILL)
def test_what_explains_a_sheet_is_no_note_and_no_prompt(tmp_path, kind):
    write_templates(tmp_path, PLAN, kind)
    FILL[kind](tmp_path)
    segments = read_back(tmp_path)
    assert (
        not segments[segments["text"].str.contains(HINT[:20], regex=False)]["role"]
        .isin(["note", "prompt", "summary"])
        .any()
    )


@pytest.mark.parametrize("kind", ["markdown", "word"])
def test_a_place_for_a_question_that_nobody_filled_is_no_note_and_no_prompt(tmp_path, kind):
    write_templates(tmp_path, Plan(tables=1, rounds=2), kind)
    segments = read_back(tmp_path)
    assert segments["text"].str.startswith("Question:").sum() == 2
    assert not segments["role"].isin(["note", "prompt"]).any()


def test_a_sheet_that_is_there_is_never_written_over(tmp_path):
    (tmp_path / "Table 2.md").write_text("- what was said\n")
    with pytest.raises(InputError, match=r"Table 2\.md: this file exists"):
        write_templates(tmp_path, PLAN, "markdown")
    assert [path.name for path in tmp_path.iterdir()] == ["Table 2.md"]


@pytest.mark.parametrize(
    ("tables", "rounds", "topics", "questions"),
    [(0, 1, (), ()), (1, 0, (), ()), (1, 99, (), ()), (1, 1, ("a", "b"), ()), (2, 1, (), ("a?", "b?"))],
)
def test_an_impossible_cafe_is_refused(tables, rounds, topics, questions):
    with pytest.raises(InputError):
        Plan(tables, rounds, topics, questions)


def test_the_command_writes_one_sheet_for_each_topic(tmp_path, capsys):
    assert (
        main(["templates", str(tmp_path / "a"), "--topic", "Bread", "--topic", "Wine", "--as", "markdown"])
        == 0
    )
    assert {path.name for path in (tmp_path / "a").iterdir()} == {"Table 1.md", "Table 2.md"}
    assert "# Table 2: Wine" in (tmp_path / "a" / "Table 2.md").read_text()
    assert "Table 1.md" in capsys.readouterr().out


def test_sheets_are_the_same_bytes_each_time(tmp_path):
    for kind in FILL:
        for folder in ("one", "two"):
            write_templates(tmp_path / folder, PLAN, kind)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
