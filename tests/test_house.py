"""Which rooms may touch files and know of formats: the house held against its plan."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from test_architecture import MODULES, PACKAGE, modules_imported, part

READS_OR_WRITES = {
    "engine/streams.py",  # opens closed descriptors on nothing
    "given_file.py",
    "weights.py",
    "cells.py",
    "cli/commands.py",
    "cluster/as_bertopic.py",
    "cluster/centres.py",
    "cluster/stage.py",
    "cluster/topics.py",
    "drafts.py",
    "embed/cache.py",
    "engine/parts.py",
    "engine/parts_on_disk.py",
    "engine/sealed.py",
    "engine/worker.py",
    "read/archive.py",
    "read/collect.py",
    "read/database.py",
    "read/document.py",
    "read/limits.py",  # how much memory the system says is in use
    "read/sidecar.py",
    "register/file.py",
    "report/charts/frame.py",
    "report/excel.py",
    "report/pdf.py",
    "report/qdpx.py",
    "report/word.py",
    "report/write.py",
    "run/disk.py",
    "run/render.py",
    "run/run.py",
    "store.py",
    "tasks/identities.py",
    "tasks/reply.py",
    "tasks/templates.py",
    "serve/database.py",
    "serve/files_out.py",
    "serve/intake.py",
    "serve/letters.py",
    "serve/server.py",
    "serve/taking.py",
}
# These read what ships with the package, and nothing else.
SHIPPED = {
    "language/lists.py",
    "crossref/scores.py",
    "redact/dictionaries.py",
    "redact/recogniser.py",
    "report/html.py",
    "serve/pages_of.py",
}
FILE_CALLS = {
    "TemporaryDirectory",
    "connect",
    "copytree",
    "iterdir",
    "mkdir",
    "mkdtemp",
    "open",
    "read_bytes",
    "read_csv",
    "read_parquet",
    "read_text",
    "rmtree",
    "to_csv",
    "to_parquet",
    "unlink",
    "write_bytes",
    "write_text",
}
# These open bytes that are in memory already.
NO_FILES = {
    "read/decode.py": "open",
    "read/parquet.py": "open",
    "read/word.py": "open",
    "read/workbook.py": "open",
}  # of bytes in memory
OF_FORMATS = {
    "docx": {"read", "report"},
    "jinja2": {"report", "serve"},
    "matplotlib": {"report", "run"},
    "openpyxl": {"read", "register", "report", "serve"},
    "typst": {"report"},
    "bertopic": {"cluster"},
    "snowballstemmer": {"language"},
    "pypdfium2": {"read"},
    "distributed": {"engine"},
    "duckdb": {"read"},
}  # a package, and the rooms that may know of it


def calls_of_files(path: Path) -> set[str]:
    """The names of calls that touch a file; those on files that ship with the package aside."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            said = ast.unparse(node)
            if name in FILE_CALLS and "resources" not in said and "files(" not in said:
                found.add(name)
    return found


def test_files_are_touched_in_named_modules_alone():
    touching = {str(path.relative_to(PACKAGE)): calls_of_files(path) for path in MODULES}
    found = {name for name, calls in touching.items() if calls - {NO_FILES.get(name)}}
    assert found - READS_OR_WRITES - SHIPPED == set()
    assert (READS_OR_WRITES | SHIPPED) - found == set(), "no longer true of these"


@pytest.mark.parametrize(("package", "rooms"), OF_FORMATS.items())
def test_package_is_known_to_its_rooms_alone(package, rooms):
    knowing = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == package for name in names):
                knowing.add(part(path))
    assert knowing <= rooms
    assert knowing, f"nobody imports {package} any more"


def test_only_writers_and_commands_know_the_names_of_formats():
    knowing = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if "worldcafe.report.formats" in modules_imported(path)
    }
    assert knowing <= {
        "report/write.py",
        "run/render.py",
        "cli/arguments.py",
        "cli/commands.py",
        "tasks/publish.py",
    }


def test_nothing_private_of_the_standard_library_is_imported():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.ImportFrom)
                and (node.module or "").split(".")[0] in sys.stdlib_module_names
            ):
                private = [name.name for name in node.names if name.name.startswith("_")]
                assert not private, f"{path.name}: {private}"
