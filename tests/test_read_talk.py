"""Transcripts of meetings: who spoke goes, what was said stays in order; notes with labels are none."""

from __future__ import annotations

import docx
import pytest

from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings

MEET = """\
Pond day - Transcript
Attendees
Ana Prado, Bo Lindqvist

Ana Prado: What does the pond need?
Bo Lindqvist: More reed at the edge.
00:05:00
Ana Prado: And a bench, Bo.
Bo Lindqvist: A bench would be good.
Ana Prado: Who pays for it?
Meeting ended after 00:06:12
"""
CODES = """\
Transcript of group 3
Recorded 11.10.2022

INT: So what about the pond?
R1: It has no reed.
R2: Plant some.
(laughter)
INT: And the mud?
R1: Dig it out.
"""
LABELS = """\
Pro: frogs like it
Contra: it is deep
Pro: children learn
Contra: it costs money
Pro: it keeps water
"""
CUES = """\
WEBVTT

b2c0/1-0
00:01.000 --> 00:04.000
<v Ana Prado>The pond needs reed.</v>

b2c0/2-0
00:05.000 --> 00:08.000
<v Bo Lindqvist (Guest)>And a bench.</v>
"""
ZOOM = """\
10:01:00 From bo's tablet to Everyone:
\tmore reed please
10:02:00 From Ana Prado (she/her) to Everyone:
\tagree with Ana
10:03:00 From bo's tablet to Ana Prado (Direct Message):
\tWhen is lunch?
"""


def marked(tmp_path, name, text):
    """What is marked in a file, by its role and identity."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return marks_of(tmp_path / name)


def marks_of(path):
    """The marked texts of a file: names and notes."""
    source = read_sources([path], ReadSettings())[0]
    fields = [(dict(mark.fields), source.text[mark.start : mark.end].strip()) for mark in source.marks]
    names = [text for mark, text in fields if mark.get("identity") == "person"]
    return names, [text for mark, text in fields if mark.get("role") == "note"]


@pytest.mark.parametrize(
    ("name", "text", "speakers", "said"),
    [
        ("meet.txt", MEET, {"Ana Prado", "Bo Lindqvist"}, ("What does the pond need?", 5)),
        ("meet.vtt", CUES, {"Ana Prado", "Bo Lindqvist (Guest)"}, ("The pond needs reed.", 2)),
        ("chat.txt", ZOOM, {"bo's tablet", "Ana Prado"}, ("more reed please", 2)),
        ("group.txt", CODES, {"INT", "R1", "R2"}, ("So what about the pond?", 5)),
        # labels, and notes that speak of people, are nobody's words
        ("labels.txt", LABELS, set(), ("", 0)),
        ("few.txt", "Ana Prado: reed\nBo Lindqvist: a bench\nAna Prado: lamps\n", set(), ("", 0)),
        ("pairs.txt", "Old Town: trees\nNew Town: lamps\nmore trees\nbenches\nreed\n", set(), ("", 0)),
    ],
)
def test_speakers_are_told_from_labels(tmp_path, name, text, speakers, said):
    """`said` is the first note and how many there are."""
    names, notes = marked(tmp_path, name, text)
    assert set(names) == speakers
    assert ("".join(notes[:1]), len(notes)) == said


def test_a_transcript_in_a_word_file_is_one(tmp_path):
    document = docx.Document()
    for name, time, said in (
        ("Ana Prado", "0:05", "Reed."),
        ("Bo", "0:09", "A bench."),
        ("Ana Prado", "0:12", "Yes, two."),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f"   {time}").add_break()
        paragraph.add_run(said)
    document.save(tmp_path / "talk.docx")
    assert marks_of(tmp_path / "talk.docx") == (
        ["Ana Prado", "Bo", "Ana Prado"],
        ["Reed.", "A bench.", "Yes, two."],
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("- Bänke für Ältere, 5 €\n".encode("cp1252"), "- Bänke für Ältere, 5 €\n"),
        ("- ¿qué más? el año\n".encode("latin-1"), "- ¿qué más? el año\n"),
        ("Table 1\n- reed\n- lamps\n".encode("utf-16-le"), "Table 1\n- reed\n- lamps\n"),
        ("Table 1\n- Teiche für Kröten\n".encode("utf-16-be"), "Table 1\n- Teiche für Kröten\n"),
        (b"Table 1\r- reed\r- lamps\r", "Table 1\n- reed\n- lamps\n"),
        # what is another code page is not guessed at
        ("- zażółć gęślą jaźń\n".encode("cp1250"), None),
        ("- скамейки и деревья\n".encode("cp1251"), None),
        ("- Bänke\n".encode() + "- Bänke\n".encode("cp1252"), None),
    ],
)
def test_text_of_older_programs_is_read_where_there_is_no_doubt(tmp_path, data, text):
    (tmp_path / "a.txt").write_bytes(data)
    if text is None:
        with pytest.raises(ValueError, match="this is not UTF-8"):
            read_sources([tmp_path / "a.txt"], ReadSettings())
    else:
        assert read_sources([tmp_path / "a.txt"], ReadSettings())[0].text == text
