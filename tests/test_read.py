"""read: every format gives the same words, and bad input gives one clear sentence."""

from pathlib import Path

import pytest

from worldcafe.errors import InputError
from worldcafe.read import read_sources
from worldcafe.read.places import places_in, safe_names
from worldcafe.settings import ReadSettings


def read_one(path: Path):
    (source,) = read_sources([path], ReadSettings())
    return source


def said(source, **wanted):
    """What the marks with these fields cover."""
    return [
        source.text[mark.start : mark.end].removeprefix("- ")
        for mark in source.marks
        if not mark.hint and wanted.items() <= dict(mark.fields).items()
    ]


def test_text_is_kept_as_it_is(tmp_path):
    (tmp_path / "notes.md").write_bytes(b"# Table 1\r\n- a <b>bold</b> idea\n")
    assert read_one(tmp_path / "notes.md").text == "# Table 1\n- a <b>bold</b> idea\n"


def test_a_word_file_gives_headings_and_nested_bullets(tmp_path):
    import docx

    word = docx.Document()
    word.add_heading("Table 1 - Money", 1)
    word.add_paragraph("Fund the library.", style="List Bullet")
    word.add_paragraph("Ask the mayor.", style="List Bullet 2")
    word.save(tmp_path / "notes.docx")
    assert (
        read_one(tmp_path / "notes.docx").text
        == "# Table 1 - Money\n\n- Fund the library.\n  - Ask the mayor.\n"
    )


@pytest.mark.parametrize(
    ("header", "row", "place"),
    [
        ("Table,Round,Note", "3,Round 1,More benches.", {"table": "Table 3", "round": "1"}),
        ("Tisch;Runde;Notiz", "3;2;More benches.", {"table": "Tisch 3", "round": "2"}),
        ("Mesa;Ronda;Nota", "B;2;More benches.", {"table": "Mesa B", "round": "2"}),
        ("Note,Frame", "More benches.,The harbour", {"topic": "The harbour"}),
    ],
)
def test_columns_are_known_by_their_headers(tmp_path, header, row, place):
    (tmp_path / "notes.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert said(read_one(tmp_path / "notes.csv"), role="note", **place) == ["More benches."]


def test_names_in_a_chat_are_marked_and_private_messages_are_no_notes(tmp_path):
    chat = (
        "10:01:02 From Ada Muster to Everyone:\n\tMore benches.\n"
        "10:02:02 From Bo Beispiel to Ada Muster(Direct Message):\n\tHave you eaten?\n"
        "10:03:02 From Ada Muster to Everyone:\n\tOpen on Sundays.\n"
    )
    (tmp_path / "chat.txt").write_text(chat, encoding="utf-8")
    source = read_one(tmp_path / "chat.txt")
    assert said(source, role="note") == ["More benches.", "Open on Sundays."]
    assert set(said(source, identity="person")) == {"Ada Muster", "Bo Beispiel"}


def test_notes_with_times_are_no_chat(tmp_path):
    (tmp_path / "notes.txt").write_text("10:00 Welcome: hello\n10:30 Round 1: benches\n11:00 Break: tea\n")
    assert read_one(tmp_path / "notes.txt").marks == ()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n \n", "empty"),
        ("a.txt", b"g\xc3\xb6od\nbad \xe4\n", "line 2: this is not UTF-8"),
        ("a.txt", b"good\nb\x00d\n", "line 2: this is a binary file"),
        ("a.docx", b"just words", "this is not a Word document"),
        ("a.docx", b"PK\x03\x04 cut off", "damaged"),
        ("a.pdf", b"%PDF-1.4 cut off", "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        ("a.csv", b"Alpha,Beta\n1,2\n", "no column of notes"),
    ],
)
def test_bad_input_gets_one_clear_sentence(tmp_path, name, data, sentence):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=sentence):
        read_one(tmp_path / name)


def test_a_missing_file_and_a_folder_without_notes_are_told_apart(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_one(tmp_path / "none.txt")
    with pytest.raises(InputError, match="holds no notes"):
        read_one(tmp_path)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("outcome-report.txt", "outcome-report.txt"),
        ("Table 3 - Jane.docx", "Table-3.docx"),
        ("Jane Doe.txt", "source.txt"),
    ],
)
def test_file_names_show_nobody(name, shown):
    assert safe_names([name]) == [shown]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Tisch 2 - Runde 1", {"table": "Tisch 2", "round": "1"}),
        ("table_03.txt", {"table": "Table 3"}),
        ("Round table talk", {}),
        ("notes 2023", {}),
    ],
)
def test_names_say_places_only_with_a_number_or_letter(name, place):
    assert places_in(name) == place


@pytest.mark.parametrize(("number", "of"), [(1, ""), (2, " (of 2 files)")])
def test_a_folder_of_pictures_alone_is_told_what_to_do_with_them(tmp_path, number, of):
    for picture in range(1, number + 1):
        (tmp_path / f"flip {picture}.jpg").write_bytes(b"\xff\xd8\xff\xe0JFIF")
    with pytest.raises(InputError) as refused:
        read_sources([tmp_path], ReadSettings())
    assert str(refused.value).endswith(
        f"the folder holds no notes; flip 1.jpg{of} is not read: this is a picture; run text recognition "
        "(OCR) on it, or type out what it says."
    )


def test_pictures_beside_notes_stop_nothing(tmp_path):
    (tmp_path / "flip 1.jpg").write_bytes(b"\xff\xd8\xff\xe0JFIF")
    (tmp_path / "table 1.txt").write_text("- More trees.\n", encoding="utf-8")
    (source,) = read_sources([tmp_path], ReadSettings())
    assert source.text == "- More trees.\n"
    assert "1.jpg is not read: this is a picture" in source.set_aside[0]
