"""The report is the file that is named as it, wherever it lies, and each that is named must be there."""

from __future__ import annotations

from pathlib import Path

import pytest

import worldcafe
from conftest import TINY


@pytest.fixture(name="apart")
def _apart(tmp_path, monkeypatch) -> Path:
    """A folder of notes with the report in it, under a name that does not say so."""
    report, annex = TINY.split("# Annex: notes")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "harvest.md").write_text(report, encoding="utf-8")
    (tmp_path / "notes" / "all.md").write_text(annex, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("named", ["notes/harvest.md", "./notes/harvest.md", "notes/../notes/harvest.md"])
def test_report_is_the_report_however_its_path_is_written(apart, named):
    whole = worldcafe.analyse("notes", report=apart / "notes" / "harvest.md")
    assert len(whole.claims) == 3
    assert worldcafe.analyse("notes", report=named).claims.equals(whole.claims)
    (apart / "settings.toml").write_text(f'[read]\nreport = "{named}"\n')
    assert worldcafe.analyse("notes", settings="settings.toml").claims.equals(whole.claims)
    both = worldcafe.analyse(["notes/all.md", "notes/harvest.md"], report=named)
    assert len(both.analysis.sources) == 2
    assert len(both.claims) == 3


def test_report_may_be_of_several_files(apart):
    (apart / "later.md").write_text("# Later\n\n- A ferry calls at noon.\n", encoding="utf-8")
    both = worldcafe.analyse("notes", report=["notes/harvest.md", "later.md"])
    alone = worldcafe.analyse("notes", report="notes/harvest.md")
    assert set(both.claims["text"]) == {*alone.claims["text"], "A ferry calls at noon."}
    assert list(both.notes["clean_text"]) == list(alone.notes["clean_text"])
    (apart / "settings.toml").write_text('[read]\nreport = ["notes/harvest.md", "later.md"]\n')
    assert worldcafe.analyse("notes", settings="settings.toml").claims.equals(both.claims)


def test_each_file_of_a_report_must_be_there(apart):
    with pytest.raises(worldcafe.InputError, match=r"later\.md: there is no such file"):
        worldcafe.analyse("notes", report=["notes/harvest.md", "later.md"])


@pytest.mark.parametrize("named", ["harvest.md", "notes/harvest.txt"])
def test_report_that_is_not_there_is_told(apart, named):
    (apart / "settings.toml").write_text(f'[read]\nreport = "{named}"\n')
    with pytest.raises(worldcafe.InputError, match=f"{named}: there is no such file"):
        worldcafe.analyse("notes", settings="settings.toml")
