"""Which rooms may touch files and know of formats: the house held against its plan."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from test_architecture import MODULES, PACKAGE, modules_imported, part, tree_of

READS_OR_WRITES = {
    "engine/streams.py",  # opens closed descriptors on nothing
    "files/given.py",
    "language/weights.py",
    "files/cells.py",
    "cli/beginning.py",
    "cluster/as_bertopic.py",
    "cluster/centres.py",
    "cluster/stage.py",
    "cluster/topics.py",
    "files/drafts.py",
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
    "register/file.py",
    "report/charts/frame.py",
    "report/edited.py",
    "report/excel.py",
    "report/pdf.py",
    "report/qdpx.py",
    "report/word.py",
    "report/write.py",
    "run/disk.py",
    "run/render.py",
    "run/run.py",
    "files/store.py",
    "tasks/identities.py",
    "tasks/reply.py",
    "tasks/templates.py",
    "serve/corrections.py",
    "serve/database.py",
    "serve/files_out.py",
    "serve/intake.py",
    "serve/letters.py",
    "serve/live/host.py",
    "serve/live/notes.py",
    "serve/live/wiping.py",
    "serve/server.py",
    "serve/taking.py",
}
# These read what ships with the package, and nothing else.
SHIPPED = {
    "language/lists.py",
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
# These open bytes that are in memory already, or a page in the browser.
NO_FILES = {
    "cli/runs.py": "open",
    "read/decode.py": "open",
    "read/parquet.py": "open",
    "read/word.py": "open",
    "read/workbook.py": "open",
}
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
    "httpx": {"llm"},
    "duckdb": {"read"},
}  # a package, and the rooms that may know of it


def calls_of_files(path: Path) -> set[str]:
    """The names of calls that touch a file; those on files that ship with the package aside."""
    found = set()
    for node in ast.walk(tree_of(path)):
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
        for node in ast.walk(tree_of(path)):
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
        "cli/analysing.py",
        "cli/options.py",
        "cli/told.py",
        "tasks/publish.py",
    }


def private_doors(tree: ast.Module) -> set[str]:
    """What a module reaches into and others may change without a word."""
    nodes = [*ast.walk(tree)]
    names = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    used = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
    names |= {said for said in used if re.fullmatch(r"[\w.]+", said) and said.split(".")[0] in names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("worldcafe"):
            names |= {f"{node.module}.{name.name}" for name in node.names}
    doors = re.compile(
        r"\._(?!_|SubParsersAction)|^_(?!_future__|typeshed)|^runpy|^sre_|^sys\.m(eta_path|odules)$"
    )
    return {name for name in names if doors.search(name)}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import re._parser", {"re._parser"}),
        ("from re import _parser", {"re._parser"}),
        ("import re\nre._parser('a')", {"re._parser"}),
        ("import runpy", {"runpy"}),
        ("import sys\nsys.meta_path.insert(0, hook)", {"sys.meta_path"}),
        ("import sys\nsys.modules['spacy.cli.info'] = fake", {"sys.modules"}),
        ("from __future__ import annotations\nimport re\nfrom worldcafe.tables import _x", set()),
        ("from os import path\nself._parser = path", set()),
    ],
)
def test_private_doors_are_seen(code, found):
    assert private_doors(ast.parse(code)) == found


def test_nothing_private_of_others_is_used():
    """The one hook is that around BERTopic, which has a test of its own that names the version."""
    found = {path.relative_to(PACKAGE).as_posix(): private_doors(tree_of(path)) for path in MODULES}
    assert {name: doors for name, doors in found.items() if doors} == {
        "cluster/as_bertopic.py": {"sys.meta_path", "sys.modules"}
    }


# Rows of the database of the app are called after what they hold; Django calls every migration so.
NAMED_AFTER = ("serve/models.py", "serve/migrations")


def test_one_name_of_a_class_is_one_thing():
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))
    several = {
        name: [home for home in found if not home.startswith(NAMED_AFTER)] for name, found in homes.items()
    }
    assert {name: found for name, found in several.items() if len(found) > 1} == {}


def test_words_that_every_room_uses_are_written_down_once():
    """A list of columns, of words of a column or what a word is has one home; nobody writes it again."""
    statements = [
        (str(path.relative_to(PACKAGE)), statement)
        for path in MODULES
        for statement in tree_of(path).body
        if isinstance(statement, ast.Assign)
    ]
    homes: dict[str, list[str]] = {}
    for home, statement in statements:
        written = ast.unparse(statement.value)
        if len(written) > 20 and written.startswith(("('", "{", "re.compile")):
            homes.setdefault(written, []).append(home)
    assert {value: found for value, found in homes.items() if len(found) > 1} == {}
    names = {"WORD", "PLACE", "TRIAGE", "STATUSES", "ROLES", "VERDICTS"}
    targets = [ast.unparse(target) for _, statement in statements for target in statement.targets]
    assert sorted(name for name in targets if name in names) == sorted(names)


def test_tables_of_tests_come_from_one_factory():
    """Columns are looked at where they are what is tested."""
    tests = PACKAGE.parents[1] / "tests"
    listing = {path.name for path in tests.glob("*.py") if "to_schema()" in path.read_text(encoding="utf-8")}
    assert listing == {"tables_of.py", "test_describe.py", "test_schema.py", "test_site.py", "test_house.py"}


MOST_NUMBERS, MOST_EXPRESSIONS = 345, 285  # lower them when some are gone; what can be learned is learned


def test_rules_of_the_code_do_not_grow():
    numbers = expressions = 0
    for path in MODULES:
        tree = tree_of(path)
        for statement in tree.body:
            value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
            value = value.operand if isinstance(value, ast.UnaryOp) else value
            numbers += isinstance(value, ast.Constant) and type(value.value) in (int, float)
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        expressions += sum(ast.unparse(function) == "re.compile" for function in calls)
    assert numbers <= MOST_NUMBERS, "numbers at module level"
    assert expressions <= MOST_EXPRESSIONS, "regular expressions"
    assert numbers > MOST_NUMBERS - 60, "so many fewer: lower the border"
    assert expressions > MOST_EXPRESSIONS - 60, "so many fewer: lower the border"
