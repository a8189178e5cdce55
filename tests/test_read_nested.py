"""read: nesting without end and absurd numbers cost nothing: a file is read, or refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_lines import read_segments
from slides_made import box, deck
from test_read_hostile import OFFICE, TEXT, WORD, refusal, repacked, written
from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings

DEPTH = 10_000


def deep_odt(folder: Path) -> Path:
    lists = (
        "<text:list><text:list-item>" * DEPTH
        + "<text:p>oaks</text:p>"
        + "</text:list-item></text:list>" * DEPTH
    )
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}"><office:body><office:text>'
        f"{lists}</office:text></office:body></office:document-content>"
    )
    return repacked(written(folder, "odt"), "content.xml", content.encode())


def deep_docx(folder: Path) -> Path:
    inner = "<w:p><w:r><w:t>oaks</w:t></w:r></w:p>"
    body = "<w:sdt><w:sdtContent>" * DEPTH + inner + "</w:sdtContent></w:sdt>" * DEPTH
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return repacked(written(folder, "docx"), "word/document.xml", document.encode())


def nested_docx(folder: Path, levels: int) -> Path:
    """Tables inside tables, three elements a level."""
    inner = "<w:tbl><w:tr><w:tc>" * levels + "<w:p><w:r><w:t>oaks</w:t></w:r></w:p>"
    body = inner + "</w:tc></w:tr></w:tbl>" * levels
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return repacked(written(folder, "docx"), "word/document.xml", document.encode())


def deep_pptx(folder: Path) -> Path:
    return deck(folder / "notes.pptx", ["<p:grpSp>" * DEPTH + box("oaks") + "</p:grpSp>" * DEPTH])


@pytest.mark.parametrize("build", [deep_odt, deep_docx, deep_pptx])
def test_office_files_nested_without_end_are_refused_as_such(tmp_path, build):
    assert "nest too deep" in refusal(build(tmp_path))


def test_a_word_file_with_tables_in_tables_is_read(tmp_path):
    assert list(read_segments(nested_docx(tmp_path, 80))["text"]) == ["oaks"]


def test_slides_with_groups_in_groups_are_read(tmp_path):
    path = deck(tmp_path / "notes.pptx", ["<p:grpSp>" * 200 + box("oaks") + "</p:grpSp>" * 200])
    assert list(read_segments(path)["text"]) == ["oaks"]


def test_a_sheet_of_elements_in_elements_has_no_rows(tmp_path):
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet += b"<a>" * DEPTH + b"</a>" * DEPTH + b"</worksheet>"
    path = repacked(written(tmp_path, "xlsx"), "xl/worksheets/sheet1.xml", sheet)
    assert "empty" in refusal(path)


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("txt", "Table 1\n" + "".join(f"{' ' * n}- oak {n}\n" for n in range(2000))),
        ("md", "# Table 1\n" + "> " * DEPTH + "oak\n" + "- " * DEPTH + "pine\n"),
        ("html", "<html><body><p>Table 1</p>" + "<ul><li>oak" * DEPTH),
        ("html", "<html><body><p>Table 1</p>" + "<table><tr><td>oak" * DEPTH),
        ("html", "<html><body>" + "<blockquote><b>oak" * DEPTH),
        (
            "txt",
            "Table 1\n" + "<div>" * DEPTH + "oak" + "</div>" * DEPTH + "\n" + "(" * DEPTH + "[" * DEPTH + "x",
        ),
        ("tex", "\\section{Table 1}" + "\\begin{itemize}\\item oak" * 2000),
        ("tex", "\\section{Table 1}\n" + "\\emph{" * DEPTH + "oak" + "}" * DEPTH),
    ],
)
def test_deep_nesting_is_read(tmp_path, ending, text):
    (tmp_path / f"notes.{ending}").write_text(text, encoding="utf-8")
    assert "oak" in " ".join(read_segments(tmp_path / f"notes.{ending}")["text"])


@pytest.mark.parametrize("level", ["99999999", "9" * 5000, "-1", "x", "", "²", "1e9"])
def test_levels_that_are_absurd_cost_nothing(tmp_path, level):
    item = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"{item}<w:r><w:t>oaks</w:t></w:r></w:p>"
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    word = repacked(written(tmp_path, "docx"), "word/document.xml", document.encode())
    (source,) = read_sources([word], ReadSettings())
    assert source.text.strip(" -\n") == "oaks"
    assert len(source.text) < 60
    heading = f'<text:h text:outline-level="{level}">Table 1</text:h>'
    heading += f'<text:p>oaks<text:s text:c="{level}"/></text:p>'
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}"><office:body><office:text>'
        f"{heading}</office:text></office:body></office:document-content>"
    )
    (source,) = read_sources(
        [repacked(written(tmp_path, "odt"), "content.xml", content.encode())], ReadSettings()
    )
    assert source.text.startswith("#")
    assert "oaks" in source.text
