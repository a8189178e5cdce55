"""The rules that keep the code easy to hold in the head."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline" / "worldcafe"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.glob("*.py"))
STAGES = (
    "read",
    "parse",
    "segment",
    "roles",
    "redact",
    "clean",
    "embed",
    "classify",
    "cluster",
    "correct",
    "name",
    "crossref",
    "recur",
    "oppose",
    "register",
)


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module, read once for all that is asked of it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """The parts of the package that a module imports."""
    names = set()
    for node in ast.walk(tree_of(path)):
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


@pytest.mark.parametrize(
    "path", [*MODULES, *sorted(Path(__file__).parent.glob("*.py"))], ids=lambda path: path.name
)
def test_module_fits_in_the_head(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


def test_every_stage_is_a_file_or_a_folder_in_which_it_lives_in_its_own():
    homes = {
        path.stem if path.parent == PACKAGE else path.parent.name
        for path in MODULES
        if path.parent == PACKAGE or (path.name == "stage.py" and path.parent.parent == PACKAGE)
    }
    assert set(STAGES) <= homes


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
        "django",
        "waitress",
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


def test_only_the_app_knows_django():
    for path in MODULES:
        tree = ast.walk(tree_of(path))
        names = {
            name.split(".")[0]
            for node in tree
            for name in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [found.name for found in node.names]
                if isinstance(node, ast.Import)
                else []
            )
        }
        assert part(path) == "serve" or not names & {"django", "django_htmx", "waitress"}, path


def test_the_app_knows_no_stage_but_those_that_people_write_for():
    for path in MODULES:
        if part(path) == "serve":
            assert imported(path) & set(STAGES) <= {"register", "correct"}, path


# Below: no circles, and maps that are true. Type-only and late imports count, too.

ROOMS = [path.parent for path in MODULES if path.name == "__init__.py" and path.parent != PACKAGE]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path): path for path in MODULES}


@cache
def modules_imported(path: Path) -> set[str]:
    """Every module of the package that a module names in an import, wherever that stands."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{name.name}" for name in node.names}
            found |= {name if name in NAMES else node.module for name in inside}
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return {name for name in found if name in NAMES} - {name_of(path)}


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """What is left of a graph when all that leads nowhere, or is led to by nothing, is taken away."""
    left = {name: set(others) for name, others in graph.items()}
    while True:
        led_to = {other for others in left.values() for other in others}
        gone = {name for name, others in left.items() if not others & left.keys() or name not in led_to}
        if not gone:
            return sorted(left)
        left = {name: others - gone for name, others in left.items() if name not in gone}


def room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def test_no_module_imports_itself_by_way_of_others():
    assert circle_in({name: modules_imported(path) for name, path in NAMES.items()}) == []


def test_no_room_imports_itself_by_way_of_others():
    rooms: dict[str, set[str]] = {}
    for name, path in NAMES.items():
        others = {room_of(other) for other in modules_imported(path)} - {room_of(name), ""}
        rooms.setdefault(room_of(name), set()).update(others)
    del rooms[""]  # the face, which leads everywhere
    assert circle_in(rooms) == []


@pytest.mark.parametrize(
    ("graph", "circle"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}, "c": {"a"}}, ["a", "b"]),
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": set()}, ["a", "b", "c"]),
    ],
)
def test_circle_is_seen(graph, circle):
    assert circle_in(graph) == circle


def test_engine_imports_no_stage_and_no_task():
    others = {room_of(name) for path in (PACKAGE / "engine").glob("*.py") for name in modules_imported(path)}
    assert others <= {"engine", "errors", "files"}


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_map_of_a_room_names_its_modules(room):
    told = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = {line.split()[0] for line in told.splitlines() if "  " in line.strip()}
    modules = {path.stem for path in room.glob("*.py")} | {
        path.parent.name for path in room.glob("*/__init__.py")
    }
    assert named == modules - {"__init__"}, (
        "the docstring of __init__ has a line for each module: `name  what`"
    )


PICTURE = PACKAGE.parents[1] / "ARCHITECTURE.md"


def layers() -> list[set[str]]:
    """The rooms of each layer of the picture, from the top."""
    block = PICTURE.read_text(encoding="utf-8").split("```")[1]
    return [set(line.split()[1:]) for line in block.strip().splitlines()]


def test_picture_shows_every_room_once():
    shown = [room for layer in layers() for room in layer]
    rooms = {part(path) for path in MODULES if path.parent != PACKAGE or path.name != "__init__.py"}
    assert sorted(shown) == sorted({*rooms, "__init__"})


@pytest.mark.parametrize("layer", range(len(layers())), ids=lambda place: f"layer {place}")
def test_room_imports_rooms_below_it(layer):
    below = {room for lower in layers()[layer + 1 :] for room in lower}
    allowed = below | layers()[layer] if layer >= len(layers()) - 2 else below  # words and ground
    for name, path in NAMES.items():
        room = room_of(name) or "__init__"
        if room in layers()[layer]:
            others = {room_of(other) for other in modules_imported(path)} - {room, ""}
            assert others <= allowed, name
