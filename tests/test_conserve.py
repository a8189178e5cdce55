"""Nothing lost: every letter of what was read is in exactly one segment, or a tag of HTML."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pandas as pd
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from worldcafe.cli.main import main
from worldcafe.conserve import with_gaps_told
from worldcafe.language.as_read import as_read
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source

TRAPS = (
    "<!--",
    "-->",
    '<my:Layer name="map">',
    "<script>",
    "</script>",
    "<p as",
    "<td class='a",
    ">",
    "<b Kim",
    "<?xml",
    "|",
)


def segments_of(path: Path):
    """Give the sources of a file and their segments."""
    defaults = Settings()
    sources = read_sources([path], defaults.read)
    return sources, segment_blocks(sources, parse_sources(sources, defaults.parse), defaults.segment)


def notes_of(folder: Path, name: str, text: str) -> list[str]:
    """Give the notes that are found in a file."""
    (folder / name).write_text(text, encoding="utf-8")
    _, segments = segments_of(folder / name)
    return segments.loc[segments["role"] == "note", "text"].tolist()


SWALLOWING = [
    "Our page says <!-- here it stops",
    'The form holds <my:Field Name="x"> and no more',
    "Nobody closes <script> in the template",
    "Write <p as paragraph",
    "A river < 5 metres wide",
]


@pytest.mark.parametrize("trap", SWALLOWING)
@pytest.mark.parametrize("name", ["notes.csv", "notes.txt", "notes.md"])
def test_markup_in_one_note_takes_nothing_from_the_others(tmp_path, trap, name):
    said = [trap, "Plant a pear tree", "Repair the pump --> for everybody", "Paint the gate </script> green"]
    said += ["Lend ladders > and saws", "Open the shed on Sundays"]
    quoted = (f'1,"{note.replace(chr(34), chr(34) * 2)}"' for note in said)
    table = "table,note\n" + "\n".join(quoted)
    text = table if name.endswith("csv") else "Table 1\n\n" + "\n".join(f"- {note}" for note in said)
    assert notes_of(tmp_path, name, text) == said


def test_comments_of_markdown_are_remarks_that_can_be_read(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text(
        "## Table 1\n\n<!--\n- An older note\n-->\n\n"
        "- Plant a pear tree <!-- ask the gardener -->\n- Mend a pump\n",
        encoding="utf-8",
    )
    _, segments = segments_of(path)
    found = segments.loc[segments["set_aside"] != "", ["text", "role", "set_aside"]].values.tolist()
    reason = "comment or script in the markup of the file"
    assert found == [["An older note", "meta", reason], ["<!-- ask the gardener -->", "meta", reason]]
    notes = segments.loc[segments["role"] == "note", "text"].tolist()
    assert notes == ["Plant a pear tree", "Mend a pump"]


def test_in_plain_text_a_comment_is_what_somebody_said(tmp_path):
    assert notes_of(tmp_path, "notes.txt", "Table 1\n\n- Plant trees\n- <!-- not yet -->\n") == [
        "Plant trees",
        "<!-- not yet -->",
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<b>Shade</b> for <span class='x'>all</span><o:p></o:p>", "Shade for all"),
        ('<p style="margin: 0" nowrap>Shade', "Shade"),
        ("<p\n class='x'>Shade", "Shade"),
        ("The <script> is too long", "The <script> is too long"),
        ('It says <my:Map name="x"> there', 'It says <my:Map name="x"> there'),
        ("Costs <p per person and 5 > 4", "Costs <p per person and 5 > 4"),
        ("Keep <!-- this --> too", "Keep <!-- this --> too"),
    ],
)
def test_only_tags_are_taken_off(text, left):
    assert as_read(text).text.strip() == left


lines = st.lists(
    st.lists(
        st.sampled_from([*TRAPS, "trees", "4", "shade.", "Why?", "-", "#", "Table 2", "\t", "é"]),
        min_size=1,
        max_size=7,
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_every_letter_of_a_text_is_in_exactly_one_segment_or_a_tag(given_lines):
    text = "\n".join(" ".join(words) for words in given_lines)
    source = Source("notes.txt", text, "")
    defaults = Settings()
    segments = segment_blocks([source], parse_sources([source], defaults.parse), defaults.segment)
    seen = bytearray(len(text))
    for start, end in zip(segments["start"], segments["end"], strict=True):
        for position in range(start, end):
            seen[position] += 1
    missed = [letter for at, letter in enumerate(text) if letter.isalnum() and seen[at] != 1]
    assert missed == []


def test_what_is_in_no_segment_is_told():
    text = "Plant trees\n- Mend the pump\n<p class='x'>Paint the gate</p>\no Open [x] the shed"
    said = ("Plant trees", "Paint the gate", "Open", "the shed")
    starts = [text.index(words) for words in said]
    ends = [start + len(words) for start, words in zip(starts, said, strict=True)]
    segments = pd.DataFrame({"source": "a.txt", "start": starts, "end": ends})
    (source,) = with_gaps_told([Source("a.txt", text, "", set_aside=("page 2 holds no text",))], segments)
    assert source.set_aside == (
        "page 2 holds no text",
        "tags of HTML are not read as notes",
        "11 letters or digits after character 14 are in no segment",
    )


def test_where_all_is_in_segments_nothing_is_told():
    segments = pd.DataFrame({"source": ["a.txt"], "start": [2], "end": [13]})
    (source,) = with_gaps_told([Source("a.txt", "- Plant trees\n---\n★ !", "")], segments)
    assert source.set_aside == ()


def test_a_source_without_any_segment_is_told():
    segments = pd.DataFrame({"source": [], "start": [], "end": []})
    (source,) = with_gaps_told([Source("a.txt", "Plant 3 trees", "")], segments)
    assert source.set_aside == ("11 letters or digits after character 0 are in no segment",)


def test_many_gaps_are_summed_up():
    segments = pd.DataFrame({"source": "a.txt", "start": range(1, 60, 2), "end": range(2, 61, 2)})
    (source,) = with_gaps_told([Source("a.txt", "ab" * 30, "")], segments)
    assert len(source.set_aside) == 21
    assert source.set_aside[-1] == "10 letters or digits at 10 more places are in no segment"


def test_gaps_are_counted_from_the_beginning_of_the_whole():
    segments = pd.DataFrame({"source": ["a.csv"], "start": [5], "end": [8]})
    (source,) = with_gaps_told([Source("a.csv", "abcd efg", "")], segments, start=1000)
    assert source.set_aside == ("4 letters or digits after character 1000 are in no segment",)


def test_files_that_are_not_read_are_told_with_the_reason(tmp_path):
    (tmp_path / "Table 1.txt").write_text("- Plant trees\n", encoding="utf-8")
    (tmp_path / "Table 2.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "Jane.log").write_text("Mend the pump\n", encoding="utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "worldcafe.toml").write_text("", encoding="utf-8")
    (source,), _ = segments_of(tmp_path)
    assert source.set_aside == (
        "beside it, source.log is not read: "
        "its ending is none of notes; if it holds some, end its name in .txt",
        "beside it, photo.png is not read: "
        "this is a picture; run text recognition (OCR) on it, or type out what it says",
        "beside it, Table 2.xls is not read: "
        "this is a file of an old Office version; save it as .docx, .xlsx or .pptx",
    )


def test_what_is_set_aside_is_told_on_the_terminal_on_the_page_and_in_the_record(tmp_path, capsys):
    folder, out = tmp_path / "notes", tmp_path / "out"
    folder.mkdir()
    notes = ("Plant a pear tree", "Mend the pump", "Open the shed on Sundays", "Why are the beds dry?")
    text = "\n".join(f"- {note}" for note in notes)
    (folder / "Table 1.md").write_text(f"{text}\n\n<!-- from the back of the sheet -->\n", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "Table 2.md").touch()
    assert main(["run", str(folder), "--out", str(out), "--format", "html"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    page = (out / "report.html").read_text(encoding="utf-8")
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))["set aside"]
    reason = "comment or script in the markup of the file"
    assert f"- Table 1.md: {reason} (1)" in told
    assert "photo.png is not read: this is a picture" in told
    assert reason in page
    assert "photo.png is not read" in page
    empty = "beside it, Table 2.md is not read: the file is empty"
    assert empty in told
    assert empty in page
    assert {"source": "Table 1.md", "reason": empty, "segments": 0} in record
    assert record[-1] == {"source": "Table 1.md", "reason": reason, "segments": 1}
    assert [entry["segments"] for entry in record] == [0, 0, 1]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def apart(source: Source) -> list[tuple[str, str]]:
    """Give what a source sets aside of its text, with the reason."""
    return [
        (source.text[mark.start : mark.end], value)
        for mark in source.marks
        for key, value in mark.fields
        if key == "aside"
    ]


def test_heads_and_feet_of_word_are_remarks_and_nothing_in_wrapped_cells_is_lost(tmp_path):
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Autumn meeting"
    word.sections[0].footer.paragraphs[0].text = "Draft for members"
    word.add_paragraph("Plant a pear tree", style="List Bullet")
    table = word.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Bench number {number}"
    cell = table.rows[0].cells[0]._tc
    said = "<w:p><w:r><w:t>Wrapped words</w:t></w:r></w:p>"
    cell.append(parse_xml(f'<w:sdt xmlns:w="{W}"><w:sdtContent>{said}</w:sdtContent></w:sdt>'))
    row = table.rows[1]._tr
    wrapper = parse_xml(f'<w:sdt xmlns:w="{W}"><w:sdtContent/></w:sdt>')
    row.addprevious(wrapper)
    wrapper[0].append(row)
    word.save(tmp_path / "notes.docx")
    (source,), segments = segments_of(tmp_path / "notes.docx")
    assert apart(source) == [
        ("Autumn meeting", "head of the pages"),
        ("Draft for members", "foot of the pages"),
    ]
    for words in ("Wrapped words", "Bench number 0", "Bench number 2", "Bench number 3"):
        assert words in source.text
    roles = dict(zip(segments["text"], segments["role"], strict=True))
    assert roles["Draft for members"] == "meta"
    assert roles["Plant a pear tree"] == "note"


def test_sentences_in_other_columns_are_remarks_and_labels_and_addresses_are_not(tmp_path):
    (tmp_path / "notes.csv").write_text(
        "table,note,echo,address\n"
        "1,Plant a pear tree,they laughed at this one for long,4 Elm Street Upper Norton Kent\n"
        "2,Mend the pump,Ida,12 Mill Lane Lower Norton Kent\n",
        encoding="utf-8",
    )
    (source,), segments = segments_of(tmp_path / "notes.csv")
    assert apart(source) == [("they laughed at this one for long", "column that is not read as notes")]
    assert "Norton" not in source.text
    assert segments["role"].tolist() == ["note", "note", "meta"]
