"""What people edit where it was written is not eaten: it is kept beside, dated, before it is replaced."""

from __future__ import annotations

import datetime as dt
import os

import docx
import openpyxl
import pytest

import worldcafe
from sample_analysis import sample_analysis
from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.report.edited import keep_edited
from worldcafe.run.render import render_files
from worldcafe.tasks.reply import write_reply

PAPERS = ("docx", "xlsx")
MARCH = dt.datetime(2026, 3, 1, 12).timestamp()


def edit(path, words="We met on Tuesday."):
    """Save a Word document as a program for texts does; it was changed in March."""
    document = docx.Document(str(path))
    document.add_paragraph(words)
    document.save(str(path))
    os.utime(path, (MARCH, MARCH))


def words_of(path):
    return "\n".join(line.text for line in docx.Document(str(path)).paragraphs)


@pytest.fixture(name="folder")
def _folder(tmp_path):
    folder = tmp_path / "review"
    render_files(sample_analysis(), folder, [*PAPERS, "html"])
    return folder


def test_what_nobody_edited_is_not_kept(folder):
    assert keep_edited(folder, ["report.docx", "register.xlsx", "report.html", "none.docx"]) == []
    assert render_files(sample_analysis(), folder, PAPERS).edited == ()


def test_an_edited_document_is_kept_beside_the_folder_before_it_is_written_again(folder, tmp_path):
    edit(folder / "report.docx")
    kept = render_files(sample_analysis(), folder, PAPERS).edited
    assert kept == (tmp_path / "review.2026-03-01.report.docx",)
    assert "We met on Tuesday." in words_of(kept[0])
    assert "We met on Tuesday." not in words_of(folder / "report.docx")


def test_a_workbook_that_was_saved_is_kept_whatever_was_written_into_it(folder):
    book = openpyxl.load_workbook(folder / "register.xlsx")
    book.active["AZ1"] = "a remark of mine"
    book.save(folder / "register.xlsx")
    (kept,) = render_files(sample_analysis(), folder, PAPERS).edited
    assert openpyxl.load_workbook(kept).active["AZ1"].value == "a remark of mine"


def test_two_edits_of_one_day_are_both_kept_and_one_edit_once(folder, tmp_path):
    edit(folder / "report.docx")
    first = keep_edited(folder, ["report.docx"])
    assert keep_edited(folder, ["report.docx"]) == first
    edit(folder / "report.docx", "And on Wednesday.")
    assert keep_edited(folder, ["report.docx"]) == [tmp_path / "review.2026-03-01-2.report.docx"]


@pytest.mark.parametrize("data", [b"", b"no archive at all"])
def test_a_damaged_document_is_kept_as_well(folder, data):
    (folder / "report.docx").write_bytes(data)
    (kept,) = keep_edited(folder, ["report.docx"])
    assert kept.read_bytes() == data


def test_nothing_is_replaced_where_no_copy_can_be_made(folder, monkeypatch):
    edit(folder / "report.docx")
    monkeypatch.setattr("shutil.copy2", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(InputError, match="what was edited cannot be kept there"):
        render_files(sample_analysis(), folder, PAPERS)
    assert "We met on Tuesday." in words_of(folder / "report.docx")


def test_an_edited_letter_is_kept_and_another_is_not(tmp_path):
    folder = tmp_path / "review-reply"
    write_reply(sample_analysis(), folder)
    edit(folder / "reply.docx", "Dear all,")
    letters = write_reply(sample_analysis(), folder)
    assert letters.edited == (tmp_path / "review-reply.2026-03-01.reply.docx",)
    assert "Dear all," in words_of(letters.edited[0])
    assert "Dear all," not in words_of(folder / "reply.docx")


def test_a_run_into_the_same_folder_keeps_what_was_edited_and_says_so(tiny_report, tmp_path, capsys):
    run = ["run", str(tiny_report), "--out", str(tmp_path / "out"), "--format"]
    assert main([*run, "docx,xlsx"]) == 0
    assert "What was edited" not in capsys.readouterr().out
    edit(tmp_path / "out" / "report.docx")
    assert main([*run, "xlsx"]) == 0  # it is not written again, so it stays where it is
    assert "What was edited" not in capsys.readouterr().out
    assert "We met on Tuesday." in words_of(tmp_path / "out" / "report.docx")
    assert main([*run, "docx,xlsx"]) == 0
    kept = tmp_path / "out.2026-03-01.report.docx"
    assert f"What was edited there is kept as {kept}" in capsys.readouterr().out
    assert "We met on Tuesday." in words_of(kept)
    assert "We met on Tuesday." not in words_of(tmp_path / "out" / "report.docx")


def test_a_run_saved_over_another_keeps_what_was_edited(tiny_report, tmp_path):
    out = tmp_path / "out"
    run = worldcafe.analyse(tiny_report)
    run.save(out)
    run.render(out, ["docx", "xlsx"])
    edit(out / "report.docx")
    run.save(out)
    assert not (out / "report.docx").exists()
    assert "We met on Tuesday." in words_of(tmp_path / "out.2026-03-01.report.docx")
    assert [path.name for path in tmp_path.glob("out.2*")] == ["out.2026-03-01.report.docx"]
