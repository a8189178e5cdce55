"""Which small faults in a rule are noticed by the unit tests of its room.

    python tests/benchmarks/mutation.py [ROOM ...] [--mutants 100] [--seed 0] [--seconds 1200] [--show]

Cosmic Ray changes one thing at a time: a number by one, a comparison, an operator, a condition, "and" for "or", a loop
that is never entered, an exception that is not caught, in functions as well as in constants at module level. Of all the
places that it could change, as many as wanted are drawn by lot, and one change for each. Each is tried in a process of
its own with the quick tests of the room alone (`--quick`: no language model, no whole run), and is noticed when one of
them fails, or does not end in time. The share of those that are noticed is printed by room, with what was not where
wanted. Left out is what changes nothing that a program does: annotations, decorators that only keep results, `strict` of
`zip`, imports for types.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import importlib.util
import io
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.abc import Loader, MetaPathFinder
from pathlib import Path
from typing import NamedTuple

from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

REPO = Path(__file__).parents[2]
PACKAGE = REPO / "pipeline" / "worldcafe"
TESTS = {  # by room, what of the tests is about its rules; whole runs in these files are left out by `--quick`
    "classify": [
        "test_classify_forms.py",
        "test_classify_clues.py",
        "test_kinds_by_words.py",
        "test_classify.py",
        "test_kinds_of_many.py",
    ],
    "register": ["test_register_rules.py", "test_matching.py", "test_register.py"],
    "recur": [
        "test_recur_rules.py",
        "test_recur_blocks.py",
        "test_agenda.py",
        "test_names_by_words.py",
        "test_recur.py",
        "test_rulings.py",
        "test_two_languages.py",
    ],
    "crossref": [
        "test_crossref_rules.py",
        "test_verdict_rules.py",
        "test_crossref.py",
        "test_turns.py",
        "test_polarity.py",
        "test_changes.py",
        "test_cafes.py",
        "test_rulings.py",
        "test_quantities.py",
        "test_agreement.py",
        "test_facts.py",
        "test_crossref_support.py",
        "test_judge.py",
        "test_attention.py",
        "test_turns_in_languages.py",
        "test_spoken.py",
        "test_two_languages.py",
    ],
    "redact": [
        "test_redact_rules.py",
        "test_redact_edges.py",
        "test_redact_candidates.py",
        "test_redact_masking.py",
        "test_redact_contacts.py",
        "test_redact_lexicon.py",
        "test_redact_weighing.py",
        "test_redact_shown.py",
        "test_redact_whole.py",
        "test_roles.py",
        "test_redact_often.py",
        "test_names_by_language.py",
        "test_signatures.py",
        "test_dictionaries.py",
        "test_redact.py",
        "test_bars.py",
        "test_recogniser.py",
    ],
}
WITH_MODEL = (
    "redact",
)  # rooms whose words come from the language model: it is loaded once, before all mutants
# What tests import and no room is part of, once for all mutants.
COMMON = (
    "numpy pandas pandera.typing pyarrow.compute scipy.sparse hypothesis openpyxl PIL.Image pytest_socket "
    "sklearn.feature_extraction.text"
)
OWN = "tables settings source language.patterns language.prefilter errors language.as_read rulings"
UNUSED = ("core/VariableInserter", "core/VariableReplacer", "core/RemoveDecorator")
PATIENCE = 60  # seconds of processor for one mutant, so that a busy machine notices nothing by itself
ENOUGH = 0.8


class Mutant(NamedTuple):
    """A change to a module: the operator of Cosmic Ray and its number among those it could make."""

    module: Path
    operator: str
    occurrence: int
    line: int


class Mutated(MetaPathFinder, Loader):
    """Imports one module from changed source."""

    def __init__(self, module: Path, code: str) -> None:
        parts = module.relative_to(PACKAGE.parent).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")
        self.module, self.code = module, code

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        places = [str(self.module.parent)] if self.module.stem == "__init__" else None
        return importlib.util.spec_from_file_location(
            fullname, self.module, loader=self, submodule_search_locations=places
        )

    def create_module(self, spec):
        return None

    def exec_module(self, module) -> None:
        exec(compile(self.code, str(self.module), "exec"), module.__dict__)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", default=list(TESTS), metavar="ROOM", help=", ".join(TESTS))
    parser.add_argument("--mutants", type=int, default=100, help="how many a room")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=1200, help="for one room; then it tells what it has")
    parser.add_argument("--show", action="store_true", help="what was not noticed")
    parser.add_argument("--module", default="", help="of a room only the module of this name")
    arguments = parser.parse_args()
    sys.path[:0] = [str(PACKAGE.parent), str(REPO / "tests")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(REPO)
    for name in (*COMMON.split(), *(f"worldcafe.{own}" for own in OWN.split())):
        importlib.import_module(name)
    import pytest  # noqa: F401 - once for all

    for room in arguments.rooms:
        if room in WITH_MODEL:
            from worldcafe.language.english import lemmas, load_english

            lemmas(load_english())
        measure(room, arguments)


def measure(room: str, arguments: argparse.Namespace) -> None:
    files = [str(REPO / "tests" / name) for name in TESTS[room] if (REPO / "tests" / name).exists()]
    if fails(files, None):
        sys.exit(f"{room}: the tests fail as they are")
    found = [mutant for mutant in drawn(room, arguments.seed) if arguments.module in mutant.module.stem]
    began, noticed, missed = time.monotonic(), 0, []
    for mutant in found[: arguments.mutants]:
        if time.monotonic() - began > arguments.seconds:
            break
        source = mutant.module.read_text(encoding="utf-8")
        changed = mutate_code(source, plugins.get_operator(mutant.operator)(), mutant.occurrence)
        if fails(files, Mutated(mutant.module, changed)):
            noticed += 1
        else:
            missed.append((mutant, source, changed))
    tried = noticed + len(missed)
    if arguments.show:
        for mutant, source, changed in missed:
            print(f"- {mutant.module.relative_to(PACKAGE)}:{mutant.line} {told(source, changed)}")
    share = noticed / max(1, tried)
    print(
        f"{room}: {noticed} of {tried} noticed, {share:.2f}"
        f"{'' if share >= ENOUGH else ' (too few)'}; {len(found)} places"
        f", {time.monotonic() - began:.0f} s",
        flush=True,
    )


def drawn(room: str, seed: int) -> list[Mutant]:
    """Give one change for each place of a room that can be changed, in the order of the lot."""
    lots = random.Random(seed)
    modules = sorted((PACKAGE / room).rglob("*.py")) or [PACKAGE / f"{room}.py"]
    found = [lots.choice(changes) for module in modules for _, changes in sorted(places(module).items())]
    lots.shuffle(found)
    return found


def places(module: Path) -> dict[tuple[int, int, str], list[Mutant]]:
    """Give all changes to a module, by the place that they change and the sort of operator."""
    source = module.read_text(encoding="utf-8")
    dead = list(inert(ast.parse(source)))
    nodes = list(ast_nodes(get_ast(source)))
    found: dict[tuple[int, int, str], list[Mutant]] = {}
    for name in plugins.operator_names():
        if name in UNUSED:
            continue
        operator, occurrence = plugins.get_operator(name)(), -1
        for node in nodes:
            for (line, column), _ in operator.mutation_positions(node):
                occurrence += 1
                if not any(start <= (line, column) < end for start, end in dead):
                    place = (line, column, name.split("_")[0])
                    found.setdefault(place, []).append(Mutant(module, name, occurrence, line))
    return found


def inert(tree: ast.Module) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give the stretches of a module that no run of it can tell from others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            given = (
                *node.args.posonlyargs,
                *node.args.args,
                *node.args.kwonlyargs,
                node.args.vararg,
                node.args.kwarg,
            )
            parts = [node.returns, *(one.annotation for one in given if one), *node.decorator_list]
        elif isinstance(node, ast.ClassDef):
            parts = list(node.decorator_list)
        elif isinstance(node, ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            parts = [node.value]
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            parts = [node]
        else:
            continue
        for part in filter(None, parts):
            yield (part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)


def fails(files: Sequence[str], change: Mutated | None) -> bool:
    """Whether tests fail, or do not end in time, in a process of its own with a change."""
    child = os.fork()
    if not child:
        code = 3
        try:
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
            signal.alarm(20 * PATIENCE)  # one that waits for ever
            code = tested(files, change)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status != 0


def tested(files: Sequence[str], change: Mutated | None) -> int:
    import pytest

    if change:
        sys.meta_path.insert(0, change)
    options = [
        "-x",
        "-q",
        "--quick",
        "-p",
        "no:cacheprovider",
        "-p",
        "pytest_socket",
        "--no-header",
        "--tb=no",
    ]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return int(pytest.main([*options, *files]))


def told(source: str, changed: str) -> str:
    """Give the lines that a change took away and put in."""
    lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), lineterm="", n=0)
    return "  ".join(
        " ".join(line.split()) for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")
    )


if __name__ == "__main__":
    main()
