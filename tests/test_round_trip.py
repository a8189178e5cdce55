"""read: the same notes in any format are the same notes."""

from __future__ import annotations

import itertools
import zipfile
from dataclasses import replace

import pytest

from corpus_lines import corpus_lines, corpus_source, facts, read_segments, segments_of, share_alike
from formats import WRITERS, write_md


@pytest.fixture(name="lines", scope="module")
def _lines():
    return corpus_lines()


@pytest.fixture(name="original", scope="module")
def _original():
    return facts(segments_of((corpus_source(),)))


@pytest.mark.parametrize(
    ("ending", "least"),
    [
        ("txt", 0.99),
        ("md", 0.99),
        ("html", 0.99),
        ("docx", 0.99),
        ("odt", 0.99),
        ("rtf", 0.99),
        ("pptx", 0.99),
        ("odp", 0.99),
        ("pdf", 0.95),
        ("csv", 0.99),
        ("xlsx", 0.99),
    ],
)
def test_the_corpus_reads_back_from_any_format_to_the_same_segments(tmp_path, lines, original, ending, least):
    path = tmp_path / f"report.{ending}"
    WRITERS[ending](lines, path)
    found = facts(read_segments(path))
    if ending in ("csv", "xlsx"):  # each row repeats its question, which is kept as a remark
        original, found = ([fact for fact in each if fact[1] != "meta"] for each in (original, found))
    share, differences = share_alike(original, found)
    assert share >= least, f"{share:.4f}\n{differences}"


def write_tables(lines, folder):
    """One file a table, its place in its name; the report in a file of its own."""
    for (cafe, table), group in itertools.groupby(lines, key=lambda line: (line.place[0], line.place[1])):
        if table:
            (folder / cafe).mkdir(exist_ok=True, parents=True)
            head, *rest = group
            write_md([replace(head, text=head.place[2]), *rest], folder / cafe / f"{table}.md")
    first_annex = next(number for number, line in enumerate(lines) if line.level and "Annex A" in line.text)
    write_md(lines[:first_annex], folder / "report.md")


@pytest.mark.parametrize("container", ["folder", "zip"])
def test_a_file_per_table_reads_back_to_the_same_notes(tmp_path, lines, original, container):
    folder = tmp_path / "notes"
    write_tables(lines, folder)
    path = folder
    if container == "zip":
        path = tmp_path / "notes.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(folder.rglob("*.md")):
                archive.write(file, file.relative_to(folder))
    found = facts(read_segments(path))
    notes = [fact for fact in original if fact[3] and fact[1] != "heading"]
    share, differences = share_alike(notes, [fact for fact in found if fact[3] and fact[1] != "heading"])
    assert share >= 0.99, f"{share:.4f}\n{differences}"
    claims = [fact for fact in original if fact[1] == "summary"]
    share, differences = share_alike(claims, [fact for fact in found if fact[1] == "summary"])
    assert share >= 0.99, f"{share:.4f}\n{differences}"


def test_the_draft_of_a_toml_reads_back_to_the_same_segments(tmp_path, lines, original):
    from worldcafe.cli import main

    path = tmp_path / "report.md"
    WRITERS["md"](lines, path)
    before = facts(read_segments(path))
    assert main(["init", str(path)]) == 0
    share, differences = share_alike(before, facts(read_segments(path)))
    assert share == 1, differences
