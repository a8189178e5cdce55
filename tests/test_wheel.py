"""The package as others install it: whole, the same bytes each time, light, and working without a network."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", "corpus", "pipeline")
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


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory):
    """Give an environment into which only the wheel and what it asks for were installed."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder / "venv", with_pip=True)
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


def test_a_clean_environment_runs_without_a_network_and_holds_nothing_heavy(clean, tmp_path):
    notes = "# Table 1: Bread\n\n## Round 1\n\n" + "".join(
        f"- {one}\n"
        for one in (
            "Bake more rye loaves for the school.",
            "The oven is too small for the market.",
            "Lend the oven to neighbours on Sundays.",
            "Flour has become expensive.",
            "Teach children to bake rye bread.",
            "Open the bakery earlier on market days.",
        )
    )
    (tmp_path / "notes.md").write_text(notes)
    apart = ["unshare", "--net"] if shutil.which("unshare") and os.geteuid() == 0 else []
    command = [*apart, clean, "-P", "-m", "worldcafe", "run", "notes.md", "--out", "review"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert (tmp_path / "review" / "report.html").is_file()
    shipped = subprocess.run(
        [clean, "-P", "-c", "from worldcafe.cli.commands import _shipped_corpus as at; print(at())"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(shipped.stdout.strip()).is_file()
    listed = subprocess.run(
        [clean, "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    )
    names = {line.partition("==")[0].replace("-", "_").casefold() for line in listed.stdout.splitlines()}
    assert not names & HEAVY
    assert {"worldcafe", "spacy", "scikit_learn"} <= names
