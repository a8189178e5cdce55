"""read: broken and hostile input gets one clear sentence or a correct reading, and never a traceback."""

from __future__ import annotations

import random
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from corpus_lines import Line, read_segments
from formats import PARTS, WRITERS
from slides_made import box, part
from worldcafe.errors import InputError
from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings

NOTES = [f"More trees in street {number}." for number in range(30)]
PLACE = ("", "Table 1", "", "", "")
LINES = [
    Line("Table 1 - Shade", level=1),
    *(Line(note, depth=0, place=PLACE, rows=(("note", "0", note),)) for note in NOTES),
]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def refusal(path: Path) -> str:
    """The sentence by which a source is refused."""
    with pytest.raises(InputError) as refused:
        read_segments(path)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def written(folder: Path, ending: str) -> Path:
    path = folder / f"notes.{ending}"
    WRITERS[ending](LINES, path)
    return path


def packed(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def repacked(path: Path, part: str, data: bytes) -> Path:
    """The same office file with another part."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return packed(path, members | {part: data})


def zipped_notes(folder: Path) -> Path:
    return packed(folder / "notes.zip", {"table 1.txt": b"- More trees.\n" * 50})


@pytest.mark.parametrize("ending", ["docx", "odt", "pptx", "odp", "xlsx", "pdf", "zip"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_a_file_that_was_cut_off_is_refused(tmp_path, ending, share):
    path = zipped_notes(tmp_path) if ending == "zip" else written(tmp_path, ending)
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    assert "damaged or was cut off" in refusal(path)


@pytest.mark.parametrize("ending", ["docx", "odt", "pptx", "odp", "xlsx"])
@pytest.mark.parametrize("seed", range(4))
def test_an_office_file_with_garbage_inside_is_refused_or_read(tmp_path, ending, seed):
    path = written(tmp_path, ending)
    part = PARTS[ending]
    with zipfile.ZipFile(path) as archive:
        data = bytearray(archive.read(part))
    for place in range(seed, len(data), 37 + seed):
        data[place] ^= 0x15
    repacked(path, part, bytes(data))
    assert "damaged" in refusal(path)


def encrypted_zip(path: Path) -> Path:
    """An archive whose one member says that it is encrypted."""
    data = bytearray(zipped_notes(path.parent).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + offset
        struct.pack_into("<H", data, place, 1)
    path.write_bytes(data)
    return path


def test_encrypted_files_are_refused_with_what_to_do(tmp_path):
    assert "save it again without a password" in refusal(encrypted_zip(tmp_path / "notes.zip"))
    for ole in (tmp_path / "notes.docx", tmp_path / "notes.pptx"):
        ole.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
        assert "encrypted" in refusal(ole)
    odt = repacked(
        written(tmp_path, "odt"), "META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>"
    )
    assert "encrypted" in refusal(odt)
    from pypdf import PdfWriter

    pdf = written(tmp_path, "pdf")
    writer = PdfWriter(clone_from=pdf)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(pdf)
    assert "encrypted" in refusal(pdf)


@pytest.mark.parametrize(
    ("ending", "other"),
    [
        ("docx", "txt"),
        ("pdf", "txt"),
        ("xlsx", "docx"),
        ("odt", "md"),
        ("html", "txt"),
        ("pptx", "docx"),
        ("rtf", "txt"),
    ],
)
def test_a_wrong_ending_does_not_matter_where_the_content_is_clear(tmp_path, ending, other):
    path = written(tmp_path, ending).rename(tmp_path / f"other.{other}")
    assert (read_segments(path)["role"] == "note").sum() == 30


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "pptx", "odp", "xlsx", "pdf", "zip", "ods"])
def test_a_text_with_the_ending_of_another_format_is_refused(tmp_path, ending):
    (tmp_path / f"notes.{ending}").write_text("- More trees.\n", encoding="utf-8")
    assert "though its name ends in" in refusal(tmp_path / f"notes.{ending}")


def test_archives_that_unpack_to_too_much_are_refused_before_they_do(tmp_path):
    bomb = packed(tmp_path / "bomb.zip", {f"{n}.txt": bytes(30_000_000) for n in range(8)})
    assert bomb.stat().st_size < 300_000
    assert "unpacks to 240 MB" in refusal(bomb)
    for ending in ("docx", "pptx"):
        office = repacked(written(tmp_path, ending), PARTS[ending], b" " * 60_000_000)
        assert "unpacks to 60 MB" in refusal(office)


def test_an_archive_that_lies_about_sizes_is_refused(tmp_path):
    data = bytearray(packed(tmp_path / "lie.zip", {"a.txt": bytes(20_000_000)}).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.index(signature) + offset, 10)
    (tmp_path / "lie.zip").write_bytes(data)
    assert "damaged" in refusal(tmp_path / "lie.zip")


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/notes.txt", "a/../../out.txt", "C:/notes.txt", "..\\out.txt"]
)
def test_paths_that_leave_the_archive_are_refused(tmp_path, name):
    assert "points outside of the archive" in refusal(packed(tmp_path / "a.zip", {name: b"- More trees.\n"}))


ENTITIES = b"<!DOCTYPE x [<!ENTITY a 'ha'>%s]>" % b"".join(
    b"<!ENTITY %c '&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;'>" % ((b + 1,) + (b,) * 8) for b in range(97, 110)
)


def test_entities_are_never_expanded(tmp_path):
    word = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&n;</w:t></w:r></w:p></w:body></w:document>'
    docx = repacked(written(tmp_path, "docx"), "word/document.xml", ENTITIES + word.encode())
    odf = f'<office:document-content xmlns:office="{OFFICE}"><office:body><office:text>&n;</office:text>'
    odf += "</office:body></office:document-content>"
    odt = repacked(written(tmp_path, "odt"), "content.xml", ENTITIES + odf.encode())
    xlsx = repacked(
        written(tmp_path, "xlsx"), "xl/worksheets/sheet1.xml", ENTITIES + b"<worksheet>&n;</worksheet>"
    )
    slide = part(box("HERE")).replace(b"HERE", b"&n;")
    pptx = repacked(written(tmp_path, "pptx"), PARTS["pptx"], ENTITIES + slide)
    for path in (docx, odt, xlsx, pptx):
        said = ""
        with suppress(InputError):
            said = "".join(read_segments(path)["text"])
        assert len(said) < 1000


@pytest.mark.parametrize("ending", ["txt", "html", "md"])
def test_a_very_long_line_is_read(tmp_path, ending):
    path = tmp_path / f"notes.{ending}"
    path.write_text("Table 1\n\n" + "more trees and " * 40_000 + "\n", encoding="utf-8")
    segments = read_segments(path)
    assert sum(map(len, segments["text"])) > 590_000


@pytest.mark.parametrize("ending", ["txt", "html", "csv"])
def test_a_line_without_end_is_refused(tmp_path, ending):
    path = tmp_path / f"notes.{ending}"
    path.write_text("Table,Note\n" + "more trees and " * 1_500_000, encoding="utf-8")
    assert "never" in (said := refusal(path)) or "longer than" in said


@pytest.mark.parametrize(
    ("start", "told"),
    [(b"\xff\xd8\xff\xe0", "picture"), (b"\x89PNG\r\n\x1a\n", "picture"), (b"\x1f\x8b\x08", "archive")],
)
def test_pictures_and_other_archives_are_told_whatever_their_ending(tmp_path, start, told):
    (tmp_path / "table 1.txt").write_bytes(start + bytes(range(256)))
    assert told in refusal(tmp_path / "table 1.txt")


def test_control_characters_and_mixed_encodings_are_told_with_their_line(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_bytes(b"- More trees.\n- a\x00b\n")
    assert "line 2" in refusal(path)
    path.write_bytes("- größer\n".encode() + "- größer\n".encode("cp1252"))
    assert "line 2" in refusal(path)


def test_marks_of_direction_and_widthless_letters_change_no_place(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(
        "\ufeff\u200fTable 3\u200e\n\n\u200f- \u202bעוד עצים\u202c\n- more\u200b trees\n", encoding="utf-8"
    )
    notes = read_segments(path).query("role == 'note'")
    assert list(notes["table"]) == ["Table 3", "Table 3"]
    assert "עוד עצים" in notes["text"].iloc[0]


def test_empty_sheets_books_and_folders_are_refused(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.save(tmp_path / "empty.xlsx")
    assert "empty" in refusal(tmp_path / "empty.xlsx")
    (tmp_path / "empty.csv").write_text("Table,Note\n", encoding="utf-8")
    assert "no row below the header" in refusal(tmp_path / "empty.csv")
    (tmp_path / "nothing").mkdir()
    assert "holds no notes" in refusal(tmp_path / "nothing")
    assert "holds no notes" in refusal(packed(tmp_path / "nothing.zip", {}))
    assert "holds no notes" in refusal(
        packed(tmp_path / "zips.zip", {"inner.zip": b"PK\x05\x06" + bytes(18)})
    )
    (tmp_path / "blank.html").write_text("<html><body><p> </p></body></html>", encoding="utf-8")
    assert "holds no text" in refusal(tmp_path / "blank.html")


@pytest.mark.parametrize(
    "charset", ["base64", "rot13", "idna", "punycode", "utf-7", "unicode_escape", "undefined", "zzz", "a\0b"]
)
def test_a_page_that_states_no_encoding_of_text_is_read_as_any_other(tmp_path, charset):
    page = f"<html><head><meta charset={charset}></head><body><ul><li>größere Bäume</ul></body></html>"
    (tmp_path / "notes.html").write_text(page.replace("\0", ""), encoding="utf-8")
    assert list(read_segments(tmp_path / "notes.html")["text"]) == ["größere Bäume"]


@pytest.mark.parametrize("charset", ["base64", "rot13", "unicode_escape", "zzz"])
def test_settings_that_name_no_encoding_of_text_are_refused(tmp_path, charset):
    (tmp_path / "notes.txt").write_text("- oaks\n", encoding="utf-8")
    with pytest.raises(InputError, match=f'"{charset}" is not the name of an encoding'):
        read_sources([tmp_path / "notes.txt"], ReadSettings(encoding=charset))


@pytest.mark.parametrize("ending", ["docx", "odt", "pptx", "xlsx", "zip"])
@pytest.mark.parametrize("seed", range(12))
def test_an_archive_with_flipped_bits_is_read_or_refused(tmp_path, ending, seed):
    path = zipped_notes(tmp_path) if ending == "zip" else written(tmp_path, ending)
    rng, data = random.Random(f"{ending}{seed}"), bytearray(path.read_bytes())
    for _ in range(rng.choice((1, 3, 30))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(bytes(data))
    with suppress(InputError):
        read_segments(path)


@pytest.mark.parametrize("name", ["mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml"])
def test_a_member_with_a_wrong_checksum_is_refused(tmp_path, name):
    path = packed(
        tmp_path / "notes.odt",
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"<office/>",
            "styles.xml": b"<x/>",
            "META-INF/manifest.xml": b"<m/>",
        },
        zipfile.ZIP_STORED,
    )
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(name).header_offset + 30 + len(name)
    path.write_bytes(data[:start] + bytes([data[start] ^ 1]) + data[start + 1 :])
    assert "damaged" in refusal(path)


def test_a_row_that_no_sheet_can_have_is_refused(tmp_path):
    path = written(tmp_path, "xlsx")
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    damaged = repacked(path, "xl/worksheets/sheet1.xml", sheet.replace(b'<row r="2"', b'<row r="999999999"'))
    assert "damaged" in refusal(damaged)


def test_a_member_without_a_name_is_passed_over(tmp_path):
    path = tmp_path / "notes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", b"Table 1\n\n- more trees\n- a bench\n")
        nameless = zipfile.ZipInfo("x")
        nameless.filename = ""
        with archive.open(nameless, "w") as member:
            member.write(b"x")
    assert [source.name for source in read_sources([path], ReadSettings())] == ["notes.txt"]


def test_a_header_over_several_lines_is_told_in_one(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text('"a\n1","b\n2"\n7,8\n9,10\n', encoding="utf-8")
    assert "\n" not in refusal(path)
