"""The rules that keep the code easy to hold in the head."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline" / "worldcafe"
MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = (
    "read",
    "parse",
    "segment",
    "redact",
    "clean",
    "classify",
    "embed",
    "cluster",
    "correct",
    "name",
    "recur",
    "crossref",
    "oppose",
    "register",
)


def imported(path: Path) -> set[str]:
    """The parts of the package that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("worldcafe."):
            names.add(node.module.split(".")[1])
        if isinstance(node, ast.Import):
            names |= {name.name.split(".")[1] for name in node.names if name.name.startswith("worldcafe.")}
    return names


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_stage_imports_no_other_stage(path):
    if part(path) in STAGES:
        assert imported(path) & set(STAGES) <= {part(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_fits_in_the_head(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


def test_every_stage_has_its_module():
    parts = {part(path) for path in MODULES}
    assert set(STAGES) <= parts


def test_stage_map_of_the_package_names_the_stages_in_order():
    import worldcafe

    lines = [line.split()[0] for line in (worldcafe.__doc__ or "").splitlines() if "->" in line]
    assert tuple(lines) == STAGES


def test_no_module_has_a_name_that_says_nothing():
    assert not {part(path) for path in MODULES} & {"utils", "util", "helpers", "helper", "misc", "common"}


def test_help_and_version_import_nothing_heavy():
    heavy = (
        "pandas",
        "numpy",
        "spacy",
        "matplotlib",
        "sklearn",
        "bertopic",
        "onnxruntime",
        "pandera",
        "jinja2",
        "docx",
        "typst",
    )
    code = (
        "import sys\nfrom worldcafe.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"sys.exit(','.join(name for name in {heavy!r} if name in sys.modules) or 0)"
    )
    paths = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=paths, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: worldcafe")
