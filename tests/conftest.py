"""Fixtures that more than one test file needs."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("untimed", deadline=None)  # no test measures time
hypothesis.settings.register_profile("quick", deadline=None, max_examples=20, derandomize=True)
hypothesis.settings.load_profile("untimed")
REPO = Path(__file__).parents[1]
CORPUS = REPO / "corpus" / "ccnso-2023" / "report.md"
ORIGINAL = REPO.parent / "shared" / "report" / "outcome-report.txt"

TINY = """\
# Outcome of the garden café

## Compost

- Every street should have a shared compost bin.
- Children water the beds on Fridays.

## Tools

- The shed needs a lending list.

# Annex: notes

## Table 1 - Compost

### Round 1

Question: What can we do to improve composting?

- Every street should have a shared compost bin.
- Ask the city for a second collection day
- The bins smell in summer

### Round 2

- A compost bin for each street would help.
- Nobody knows what may go into the bin.

## Table 2 - Tools

### Round 1

Question: What do we need?

- A lending list for the shed
- Somebody should repair the wheelbarrow.
- Share tools between the streets.
"""


LANGUAGE_MODEL = ("spacy", "bertopic")
# Start processes, browsers or databases, or read hostile files by the hundred: `--quick` leaves them out.
LONG = {
    *(
        "test_cli",
        "test_drafts",
        "test_end_of_run",
        "test_gallery",
        "test_no_paths",
        "test_notebooks",
        "test_page_in_browser",
    ),
    *(
        "test_paper",
        "test_patterns",
        "test_read_hostile",
        "test_report",
        "test_round_trip",
        "test_sends_nothing",
    ),
    *(
        "test_serve_databases",
        "test_serve_in_browser",
        "test_serve_log",
        "test_serve_process",
        "test_serve_runs",
    ),
    *("test_serve_web", "test_communities", "test_themes_of_any_size", "test_worker", "test_workers"),
    *("test_families_in_browser", "test_read_nested", "test_report_page", "test_wheel"),
    *("test_serve_attacks", "test_serve_typed", "test_serve_weeks"),
}


class _NoLanguageModel(MetaPathFinder):
    """Skips whatever test reaches for the language model, which takes seconds to load."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in LANGUAGE_MODEL:
            raise pytest.skip.Exception("needs the language model", allow_module_level=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know `--quick`: what a change of one rule needs (`make quick`); and `--pictures` (`make pictures`)."""
    parser.addoption("--quick", action="store_true", help="no language model, no whole run, no process")
    parser.addoption("--pictures", action="store_true", help="take the pictures of the gallery anew")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--quick"):
        sys.meta_path.insert(0, _NoLanguageModel())
        hypothesis.settings.load_profile("quick")
        config.option.reportchars = ""  # that tests need more is no news here


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--quick"):
        kept = [
            item for item in items if item.path.stem not in LONG and "corpus_run" not in item.fixturenames
        ]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep caches of the tests away from the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data"))


@pytest.fixture(name="tiny_report")
def _tiny_report(tmp_path: Path) -> Path:
    """Give a report of two topics with its notes of two tables, as a file."""
    path = tmp_path / "garden.md"
    path.write_text(TINY, encoding="utf-8")
    return path


@pytest.fixture(name="corpus_run", scope="session")
def _corpus_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of one whole run on the shipped corpus, made by the command itself."""
    from worldcafe.cli import main

    out = tmp_path_factory.mktemp("corpus") / "run"
    assert main(["run", str(CORPUS), "--out", str(out), "--format", "html,docx,pdf,xlsx,qdpx"]) == 0
    return out


def read_table(run: Path, name: str):
    """Give a table as a run has written it."""
    import pandas as pd

    return pd.read_parquet(run / "tables" / f"{name}.parquet")
