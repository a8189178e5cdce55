"""The package as others install it: whole, the same bytes each time, light, and working without a network."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import TINY

ROOT = Path(__file__).parents[1]
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", "corpus", "pipeline")
# Another onnxruntime than that of the lock gives scores whose seventh digit may differ.
SCORED, DIGITS = re.compile(r"links|candidates|datapackage"), re.compile(rb"(0\.\d{5})\d+")
# Gigabytes, or what nobody who only runs it needs.
HEAVY = {"torch", "transformers", "sentence_transformers", "bertopic", "numba", "umap", "plotly", "pytest"}


def build(kind: str, folder: Path) -> Path:
    """Build a wheel or a source archive out of a copy, so that the checkout stays as it is."""
    source = folder / "source"
    source.mkdir(parents=True)
    for name in BUILT_FROM:
        at = ROOT / name
        if at.is_dir():
            shutil.copytree(at, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(at, source / name)
    call = f"from hatchling import build; print(build.build_{kind}({str(folder)!r}))"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    built = subprocess.run(
        [sys.executable, "-c", call], cwd=source, env=environment, capture_output=True, text=True, check=True
    )
    return folder / built.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def test_a_wheel_holds_every_file_that_the_package_has(wheel):
    kept = {
        ".py",
        ".toml",
        ".html",
        ".css",
        ".js",
        ".mplstyle",
        ".typ",
        ".json",
        ".csv",
        ".npz",
        ".po",
        ".typed",
    }
    package = ROOT / "pipeline" / "worldcafe"
    files = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix or Path(name).name for name in files} <= {*kept, "py.typed"}
    with zipfile.ZipFile(wheel) as archive:
        assert files <= set(archive.namelist())


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_the_same_source_builds_the_same_bytes(tmp_path, kind):
    first, second = (build(kind, tmp_path / name) for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()


def python_of(version: str) -> str | None:
    """Give the Python of a version: the one that runs, or one on the path, be it a shim of pyenv."""
    if version == OWN:
        return sys.executable
    named = shutil.which(f"python{version}")
    asked = subprocess.run(
        [named or sys.executable, "-c", "import sys; print(sys.executable, sys.version_info[:2])"],
        env={**os.environ, "PYENV_VERSION": version}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    path, _, found = asked.stdout.strip().partition(" ")
    return path if found == str(tuple(map(int, version.split(".")))) else None


# An environment takes minutes to make: one is made unless others are asked for by WORLDCAFE_PYTHONS.
OWN = f"{sys.version_info.major}.{sys.version_info.minor}"
PYTHONS = os.environ.get("WORLDCAFE_PYTHONS", OWN).split()


@pytest.fixture(scope="module", params=PYTHONS)
def clean(request, wheel, tmp_path_factory):
    """Give an environment into which only the wheel and what it asks for were installed."""
    base = python_of(request.param)
    if base is None:
        pytest.skip(f"Python {request.param} is not here")
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([base, "-m", "venv", folder / "venv"], check=True)
    pins = [
        line.removesuffix(" \\")
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if "==" in line and not line.startswith(" ") and not line.startswith("onnxruntime")
    ]
    (folder / "pins.txt").write_text("\n".join(pins))
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    asked = subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-compile", "--disable-pip-version-check",
         "--constraint", folder / "pins.txt", wheel],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if asked.returncode and "connection" in asked.stderr.casefold():
        pytest.skip("packages cannot be had here, so the clean environment is not made")
    assert not asked.returncode, asked.stderr[-2000:]
    return python


def run(python: Path | str, folder: Path, out: str, **environment: str) -> dict[str, bytes]:
    """Run on the notes of a folder, without a network where that can be; give the files of its tables."""
    apart = ["unshare", "--net"] if shutil.which("unshare") and os.geteuid() == 0 else []
    command = [*apart, python, "-P", "-m", "worldcafe", "run", "garden.md", "--out", out]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return {path.name: path.read_bytes() for path in sorted((folder / out / "tables").iterdir())}


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """Give notes in a folder, an environment, and the tables of a run by the Python that runs the tests."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "garden.md").write_text(TINY, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    own = environment | {"PYTHONPATH": str(ROOT / "pipeline")}
    return folder, environment, run(sys.executable, folder, "own", **own)


def test_a_clean_environment_runs_without_a_network_gives_the_same_tables_and_holds_nothing_heavy(
    clean, here, tmp_path
):
    folder, environment, tables = here
    environment = environment | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    found = run(clean, folder, clean.parts[-4], **environment)
    assert [name for name in tables if found[name] != tables[name] and not SCORED.match(name)] == []
    for name in ("links.csv", "candidates.csv"):
        assert DIGITS.sub(rb"\1", found[name]) == DIGITS.sub(rb"\1", tables[name])
    assert (folder / clean.parts[-4] / "report.html").is_file()
    shipped = subprocess.run(
        [clean, "-P", "-c", "from worldcafe.cli.analysing import shipped_corpus as at; print(at())"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(shipped.stdout.strip()).is_file()
    listed = subprocess.run(
        [clean, "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    )
    names = {line.partition("==")[0].replace("-", "_").casefold() for line in listed.stdout.splitlines()}
    assert not names & HEAVY
    assert {"worldcafe", "spacy", "scikit_learn"} <= names
