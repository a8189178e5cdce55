"""What each rule of masking is worth: every one in redact/ and every list of words switched off, one at a time.

    PYTHONPATH=pipeline python tests/benchmarks/masking_rules.py [PART OF A NAME ...] [--quick] [--worth | --flips]

A rule is an expression or a number at module level (off: it matches nothing; 0 and then a billion), a function
that finds or that tells yes or no (off: nothing; no and then yes), a condition or a `yield` inside of one (off: as
if it were not there), a list in data/identities.toml or under [roles] of a language, a feature of names (off: it
weighs nothing). Corpora are those of identities.py with the invented and unseen ones and WNUT17; what the
recogniser says of a text is kept. Printed is whether anything in any corpus is another without the rule; with --worth,
what it adds over all of them: names gone, roles told, words removed for nothing. Last come the rules without which
nothing anywhere changes. With --flips conditions are not switched off but watched, in one pass over all corpora:
printed are those whose answer is never another, so that nothing can change without them.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import FunctionType, ModuleType

from conditions import Watched, changed_codes, recompiled
from identities import Case, Tally, annotated, cases, count_planted
from names import DATA, read_sentences, segments_of
from reading_rules import NEVER, OFF, rules, without
from redaction import SHARED

import worldcafe.redact
from worldcafe.redact import Redaction, lexicon, people, recogniser, roles
from worldcafe.settings import Settings

HERE = Path(__file__).parent
CONSTANT = {True: lambda *_, **__: True, False: lambda *_, **__: False}
Rule = tuple[str, Callable[[], AbstractContextManager[None]]]
Seen = tuple[list[str], list[tuple]]


def modules() -> Iterator[ModuleType]:
    """Give the modules of redact/."""
    for found in pkgutil.iter_modules(worldcafe.redact.__path__):
        yield importlib.import_module(f"worldcafe.redact.{found.name}")


def forget(*, lists: bool) -> None:
    """Empty what functions of redact/ remember; what they read from packages only if asked for."""
    read = {
        *("given_names", "surnames", "countries", "capitals", "towns", "occupations", "_dictionary"),
        *("_counts", "load_recogniser", "load_weights"),
    }
    for module in modules():
        for name, value in vars(module).items():
            if callable(getattr(value, "cache_clear", None)) and (lists or name not in read):
                value.cache_clear()


def all_rules() -> Iterator[Rule]:
    """Give every rule with what switches it off for a while."""
    for name, value in rules("redact"):
        for off in (NEVER,) if isinstance(value, re.Pattern) else OFF:
            said = name if off is NEVER else f"{name} = {off}"
            yield said, lambda name=name, value=value, off=off: without(name, value, off)
    for module in modules():
        yield from _functions(module)
        yield from _conditions(module)
    yield from _lists()
    for part, weights in people.load_weights().items():
        for feature in weights.keys() - {"constant", "border", "beside"}:
            yield (
                f"feature, {part}: {feature}",
                lambda part=part, feature=feature: _weighing_nothing(part, feature),
            )


def _functions(module: ModuleType) -> Iterator[Rule]:
    """Give the functions of a module that find, or that tell yes or no."""
    home = module.__name__.removeprefix("worldcafe.")
    for name, value in list(vars(module).items()):
        function = getattr(value, "__wrapped__", value)
        if not isinstance(function, FunctionType) or function.__module__ != module.__name__:
            continue
        for said, off in _offs(function):
            yield (
                f"{home}.{name}{said}",
                lambda name=name, value=value, off=off: without(f"redact.{name}", value, off),
            )


def _offs(function: FunctionType) -> Iterator[tuple[str, Callable]]:
    """Give what may stand in the place of a function: nothing, no or yes."""
    gives = str(function.__annotations__.get("return", ""))
    if gives == "bool":
        yield from ((f" = {answer}", CONSTANT[answer]) for answer in (False, True))
    elif gives == "re.Pattern[str]":
        yield "", lambda *_, **__: NEVER
    elif "Iterator[Finding]" in gives or gives.startswith(("set[", "frozenset[")):
        yield "", lambda *_, **__: frozenset() if "set[" in gives else iter(())


def _conditions(module: ModuleType) -> Iterator[Rule]:
    """Give the conditions and the `yield`s in the functions of a module, and each half of an "and" or "or"."""
    home = module.__name__.removeprefix("worldcafe.")
    for line, said, code in changed_codes(module):
        yield f"{home}:{line} without {said[:90]}", lambda code=code: recompiled(module, code)


def _lists() -> Iterator[Rule]:
    """Give every list of words."""
    told = lexicon.phrases()
    for section, held in told.items():
        for key in held:
            less = {**told, section: {**held, key: ()}}
            yield (
                f"list {section}.{key}",
                lambda less=less: without("redact.phrases", lexicon.phrases, lambda: less),
            )
    spoken = roles._lists()
    for key in sorted({key for held in spoken.values() for key in held}):
        less = {code: {**held, key: ()} for code, held in spoken.items()}
        yield f"list roles.{key}", lambda less=less: without("redact._lists", roles._lists, lambda: less)


def one_way(corpora: list[Case]) -> Iterator[str]:
    """Give the conditions that came out the same wherever they were asked, or that nobody asked."""
    answers: dict[str, set[bool]] = {}

    def seen(name: str, value: object) -> object:
        answers[name].add(bool(value))
        return value

    with ExitStack() as stack:
        for module in modules():
            tree = Watched(module.__name__.removeprefix("worldcafe.")).visit(
                ast.parse(Path(str(module.__file__)).read_text("utf-8"))
            )
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_seen_":
                    answers[node.args[0].value] = set()
            module._seen_ = seen  # type: ignore[attr-defined]
            code = compile(ast.fix_missing_locations(tree), str(module.__file__), "exec", dont_inherit=True)
            stack.enter_context(recompiled(module, code))
        forget(lists=False)
        for case in corpora:
            look(case)
    return (
        f"{name}: {found or 'never asked'}" for name, found in answers.items() if len(found) < len(CONSTANT)
    )


@contextmanager
def _weighing_nothing(part: str, feature: str) -> Iterator[None]:
    """Let a feature weigh nothing."""
    weights = people.load_weights()[part]
    usual = weights.pop(feature)
    try:
        yield
    finally:
        weights[feature] = usual


@contextmanager
def remembered_readings() -> Iterator[None]:
    """Let the recogniser read each text once."""
    usual, known = recogniser.Recogniser.read, {}

    def read(self: recogniser.Recogniser, texts: list[str]) -> list:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(fresh, usual(self, fresh), strict=True))
        return [known[text] for text in texts]

    recogniser.Recogniser.read = read
    try:
        yield
    finally:
        recogniser.Recogniser.read = usual


def noisy(path: Path) -> Case:
    """Give WNUT17 as one case; a name is counted where it stands."""
    texts, gold = map(list, zip(*read_sentences(path), strict=True))
    segments = segments_of(texts)
    whole = "\n".join(texts)
    spans = [
        (first + start, first + end, True)
        for first, found in zip(segments["start"], gold, strict=True)
        for start, end in found
    ]
    return Case(
        "noisy",
        "wnut17",
        segments.assign(end=segments["start"] + segments["text"].str.len()),
        lambda done: count_planted(whole, spans, done),
    )


def look(case: Case) -> tuple[Seen, Tally]:
    """Redact a corpus; give all that anybody sees of it, and what was counted."""
    done: Redaction = worldcafe.redact.redact_identities(case.segments, Settings().redact)
    shown = [text for name in ("text", "clean_text", "cafe", "table") for text in done.segments[name]]
    listed = done.removals[["source", "start", "end", "type", "removed"]].itertuples(index=False, name=None)
    return (shown, list(listed)), case.count(done)


def worth(off: Callable[[], AbstractContextManager[None]], corpora: list, *, whole: bool, lists: bool) -> str:
    """Say what a rule adds, "" where nothing changes without it; of the first corpus alone unless `whole`."""
    gained, changed = [0, 0, 0], []
    with off():
        forget(lists=lists)
        for case, seen, tally in corpora:
            try:
                now, less = look(case)
            except Exception as error:
                changed.append(f"{case.name}: {type(error).__name__}")
                break
            if now != seen:
                changed.append(case.name)
                gained[0] += tally.gone - less.gone
                gained[1] += tally.told - less.told
                gained[2] += len(tally.wrong) - len(less.wrong)
                if not whole:
                    break
    forget(lists=lists)
    if not changed:
        return ""
    gone, told, wrong = gained
    where = f"{len(changed)} corpora ({', '.join(changed)[:120]})"
    return f"{gone:+} names, {told:+} roles, {wrong:+} for nothing, {where}"


def main() -> None:
    """Print what each rule is worth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("only", nargs="*", help="rules that have one of these in their names")
    parser.add_argument("--quick", action="store_true", help="without the texts that name nobody")
    parser.add_argument(
        "--worth", action="store_true", help="count over all corpora, not to the first that changes"
    )
    parser.add_argument(
        "--flips", action="store_true", help="only the conditions that never came out otherwise"
    )
    given = parser.parse_args()
    began, idle = time.monotonic(), []
    folders = sorted(
        path.parent for room in ("invented", "unseen") for path in (HERE / room).glob("*/source")
    )
    read = [
        *cases(SHARED / "gold", SHARED / "data", quick=given.quick),
        *map(annotated, folders),
        noisy(DATA),
    ]
    with remembered_readings():
        if given.flips:
            print(*one_way(read), sep="\n")
            return
        corpora = [(case, *look(case)) for case in read]
        print(f"{len(corpora)} corpora after {time.monotonic() - began:.0f} s", flush=True)
        for name, off in all_rules():
            if given.only and not any(part in name for part in given.only):
                continue
            said = worth(off, corpora, whole=given.worth, lists="lexicon" in name or "dictionaries" in name)
            idle += [] if said else [name]
            print(f"{name}: {said or 'NOTHING'}", flush=True)
    print(f"\n{len(idle)} rules without which nothing changes:\n", *idle, sep="\n")


if __name__ == "__main__":
    main()
