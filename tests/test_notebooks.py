"""The notebooks run from top to bottom on a run of the shipped corpus."""

from __future__ import annotations

import re
import sys
import tomllib

import nbformat
import pytest
from nbclient import NotebookClient

from conftest import REPO

NOTEBOOKS = sorted((REPO / "notebooks").glob("*.ipynb"))


def pictures(notebook: nbformat.NotebookNode) -> list[str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.enable_socket
def test_notebook_runs_and_shows_something(path, corpus_run, monkeypatch):
    monkeypatch.setenv("WORLDCAFE_RUN", str(corpus_run))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in shown if output.output_type == "error"]
    assert len(shown) >= 5
    assert len(pictures(notebook)) >= 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_small_and_begins_with_its_question(path):
    notebook = nbformat.read(path, as_version=4)
    assert path.stat().st_size < 100_000
    assert len(pictures(notebook)) >= 1, "kept with its pictures, so that it reads without being run"
    assert notebook.cells[0].source.splitlines()[0].endswith("?")
    assert max(len(cell.source.splitlines()) for cell in notebook.cells if cell.cell_type == "code") <= 10


def test_tutorial_is_ten_cells_of_code():
    tutorial = nbformat.read(NOTEBOOKS[0], as_version=4)
    assert NOTEBOOKS[0].stem == "00_tutorial"
    assert sum(cell.cell_type == "code" for cell in tutorial.cells) == 10


def needed() -> set[str]:
    """The modules that notebooks import, without those of Python itself."""
    cells = [cell.source for path in NOTEBOOKS for cell in nbformat.read(path, as_version=4).cells]
    found = re.findall(r"^(?:import|from) (\w+)", "\n".join(cells), re.MULTILINE)
    return set(found) - sys.stdlib_module_names - {"worldcafe"}


def test_notebooks_need_nothing_but_worldcafe_and_jupyter_as_the_manual_says():
    told = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    known = {re.match(r"[\w-]+", line)[0].replace("scikit-learn", "sklearn") for line in told}
    assert {"pandas", "sklearn"} <= needed() <= known
    manual = (REPO / "docs" / "manual.md").read_text(encoding="utf-8")
    assert ".venv/bin/python -m pip install jupyterlab\n.venv/bin/python -m jupyter lab notebooks\n" in manual
