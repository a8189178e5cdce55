"""One whole run: what every output must hold."""

from __future__ import annotations

import filecmp
import html
import io
import json
import re
import stat
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from conftest import CORPUS, ORIGINAL
from worldcafe.cli import main
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.tasks.publish import private_path

PUBLIC = {
    "segments": (
        "segment_id source start end role cafe table topic round question section subsection depth parent_id "
        "text clean_text kind kind_score theme_id"
    ),
    "claims": "claim_id topic text verdict n_notes n_places moved_from",
    "links": "claim_id note_id strength score",
    "themes": (
        "theme_id name keywords n_notes n_suggestions n_tables n_rounds n_cafes n_places status claim_ids "
        "stability"
    ),
    "suggestions": "suggestion_id text note_ids theme_id n_places places in_report",
}


def run(source: Path, out: Path) -> Path:
    assert main(["run", str(source), "--out", str(out), "--format", "html,docx,pdf,xlsx,qdpx,charts"]) == 0
    return out


def table(run: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(run / "tables" / f"{name}.csv", keep_default_na=False)


def readable(path: Path) -> str:
    """All text that somebody with the file can get at: archives opened, tables and PDF decoded."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        return pd.read_parquet(path).to_csv()
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(data))
        return f"{reader.metadata}\n" + "\n".join(page.extract_text() for page in reader.pages)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts = [
                name + "\n" + archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()
            ]
        raw = "\n".join(parts)  # as it stands, for attributes; and without tags, for words that they part
        return html.unescape(raw) + html.unescape(re.sub(r"<[^>]*>", "", raw))
    return data.decode("utf-8", "ignore")


@pytest.mark.parametrize(("name", "columns"), PUBLIC.items())
def test_public_table_has_its_columns_in_csv_and_parquet(corpus_run, name, columns):
    assert set(columns.split()) <= set(table(corpus_run, name).columns)
    assert set(columns.split()) <= set(pd.read_parquet(corpus_run / "tables" / f"{name}.parquet").columns)


@pytest.mark.parametrize("source", [CORPUS, ORIGINAL], ids=["shipped", "original"])
def test_every_letter_and_digit_is_in_exactly_one_segment(source):
    if not source.exists():
        pytest.skip("the original report does not lie beside this repository")
    settings = Settings()
    sources = read_sources([source], settings.read)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    text = sources[0].text
    times = [0] * len(text)
    for row in segments.itertuples():
        for position in range(row.start, row.end):
            times[position] += 1
    markup = {
        position for match in re.finditer(r"<[^<>]*>|\]\([^)]*\)", text) for position in range(*match.span())
    }
    wrong = [
        position
        for position, character in enumerate(text)
        if times[position] > 1 or (character.isalnum() and not times[position] and position not in markup)
    ]
    assert [text[max(0, position - 20) : position + 20] for position in wrong[:5]] == []


def test_text_of_a_segment_is_its_piece_of_the_source_with_identities_blacked_out(corpus_run):
    source = CORPUS.read_text(encoding="utf-8")
    for row in table(corpus_run, "segments").itertuples():
        near = source[max(0, row.start - 2) : row.end + 2]  # see redact.bars
        assert len(row.text) == row.end - row.start
        assert same_but_masks(row.text, near)


def same_but_masks(shown, source):
    """Tell whether a text stands in a source, letter by letter, but for what is blacked out."""
    pieces = (re.escape(piece) for piece in re.split("█+", shown))
    return re.search(".{1,200}?".join(pieces), source, re.S) is not None


def test_every_note_has_a_theme_or_a_reason_and_no_theme_is_called_minus_one(corpus_run):
    segments = table(corpus_run, "segments")
    notes = segments[segments["role"] == "note"]
    assert ((notes["theme_id"] != "") | (notes["set_aside"] != "")).all()
    assert "-1" not in set(segments["theme_id"].astype(str))
    assert set(notes["theme_id"]) - {""} == set(table(corpus_run, "themes")["theme_id"])


def test_no_removed_identity_is_in_any_byte_of_what_is_shared(corpus_run):
    removed = pd.read_csv(private_path(corpus_run), keep_default_na=False)
    names = sorted(set(removed.loc[removed["removed"], "text"]))
    assert names, "the shipped corpus holds names to remove"
    patterns = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names]
    for path in sorted(corpus_run.rglob("*")):
        shared = path.name + "\n" + (readable(path) if path.is_file() else "")
        assert [pattern.pattern for pattern in patterns if pattern.search(shared)] == [], path.name


def test_list_of_removed_identities_is_outside_the_outputs_and_its_owners_only(corpus_run):
    path = private_path(corpus_run)
    assert corpus_run not in path.parents
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_runs_give_the_same_bytes_but_for_the_seconds(tiny_report, tmp_path):
    first, second = run(tiny_report, tmp_path / "a"), run(tiny_report, tmp_path / "b")
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    _, differ, errors = filecmp.cmpfiles(first, second, [str(name) for name in files], shallow=False)
    assert (differ, errors) == (["run.json"], [])
    records = [json.loads((folder / "run.json").read_text()) for folder in (first, second)]
    for record in records:
        for stage in record["stages"]:
            del stage["seconds"]
    assert records[0] == records[1]


def test_record_says_what_ran(corpus_run):
    record = json.loads((corpus_run / "run.json").read_text())
    segments = table(corpus_run, "segments")
    assert record["counts"]["segments"] == len(segments)
    assert record["counts"]["notes"] == (segments["role"] == "note").sum()
    assert [stage["stage"] for stage in record["stages"]][:3] == ["read", "parse", "segment"]
    assert len(record["sources"][0]["sha256"]) == 64
