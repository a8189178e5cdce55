"""What each rule of reading is worth: every expression and number of four rooms switched off, one at a time.

    PYTHONPATH=pipeline python tests/benchmarks/reading_rules.py [ROOM ...] [--gold DIR ...] [--cases DIR ...] [--idle]

Rooms are `read`, `parse`, `segment` and `classify` (all, if none is named). A compiled expression at module level
matches nothing when it is off; a number is 0 and then a billion. Notes are read, laid out and cut as in a run, without names
removed. For each rule it prints in how many annotated corpora, and in how many of the small cases, anything read is
another (a segment, its role or place), and what that does to the mean F1 of spans and of roles in each such corpus: below zero
where the rule helps. Rules of which nothing is printed change none of these files; `--idle` prints these alone, which is
quicker, since a rule is known to work at its first change. Kinds are judged again by rules of `classify`
alone, from vectors that are made once; there the figure is macro-F1 of kinds, by weights that have seen these corpora.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from annotated import SHARED, Annotated, annotated_corpora

import worldcafe
from worldcafe.classify import classify_segments
from worldcafe.embed import embed_segments
from worldcafe.errors import InputError
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.segment import name_segments, segment_blocks
from worldcafe.settings import Settings
from worldcafe.tables import Embeddings, Segments

ROOMS = ("read", "parse", "segment", "classify")
NEVER = re.compile(r"(?!)")
OFF = (0, 1_000_000_000)
READ = ("source", "start", "end", "role", "cafe", "table", "topic", "round", "question")
FIGURES = ("span_f1", "role_note_f1", "role_prompt_f1", "role_summary_f1", "role_heading_f1", "role_meta_f1")
SETTINGS = Settings()
WithKinds = tuple[Annotated, pd.DataFrame, Embeddings, pd.DataFrame, float]


def read(paths: list[Path]) -> pd.DataFrame:
    """Give the segments of some files as a run cuts them, or no rows where they are refused."""
    try:
        sources = read_sources(paths, SETTINGS.read)
        blocks = parse_sources(sources, SETTINGS.parse)
        segments = segment_blocks(sources, blocks, SETTINGS.segment)
    except InputError:
        return pd.DataFrame(columns=list(Segments.to_schema().columns))
    return name_segments(segments.assign(clean_text=segments["text"]))


def rules(room: str) -> Iterator[tuple[str, object]]:
    """Give every expression and number at module level, with the name of its module and its own."""
    package = importlib.import_module(f"worldcafe.{room}")
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"worldcafe.{room}.{found.name}")
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, re.Pattern | int | float) and _is_home(module, name):
                yield f"{room}.{found.name}.{name}", value


def _is_home(module: object, name: str) -> bool:
    """Whether a name is given its value in this module."""
    text = Path(str(module.__file__)).read_text("utf-8")  # type: ignore[attr-defined]
    return re.search(rf"^{name}(?::[^=]+)? = ", text, re.MULTILINE) is not None


@contextmanager
def without(rule: str, value: object, off: object) -> Iterator[None]:
    """Put something else in the place of a rule, wherever it was imported to."""
    name = rule.rsplit(".", 1)[1]
    modules = [module for key, module in sys.modules.items() if key.startswith("worldcafe")]
    holding = [module for module in modules if vars(module).get(name) is value]
    for module in holding:
        setattr(module, name, off)
    _forget(modules)
    try:
        yield
    finally:
        for module in holding:
            setattr(module, name, value)
        _forget(modules)


def _forget(modules: list) -> None:
    """Empty what functions remember."""
    for module in modules:
        for value in list(vars(module).values()):
            if callable(getattr(value, "cache_clear", None)):
                value.cache_clear()


def figure(corpus: Annotated, segments: pd.DataFrame, kinds: pd.DataFrame | None = None) -> float:
    """Give the mean F1 of spans and roles, or the macro-F1 of kinds."""
    sys.path.insert(0, str(SHARED / "score"))
    from score import score

    told = segments.assign(theme_id="")
    if kinds is not None:
        told["kind"] = told["segment_id"].map(kinds.set_index("segment_id")["kind"]).fillna("")
    with tempfile.TemporaryDirectory() as folder:
        told.to_csv(Path(folder) / "segments.csv", index=False)
        found = score(Path(folder), corpus.folder)
    return float(
        found["kind_macro_f1"] if kinds is not None else np.mean([found[n] for n in FIGURES if n in found])
    )


def judge_reading(rule: tuple[str, object], corpora: list, cases: list) -> None:
    """Print what reading loses without a rule."""
    name, value = rule
    for off in ways_off(value):
        with without(name, value, off):
            changed, small = {}, 0
            try:
                for corpus, before, was in corpora:
                    now = read(corpus.paths)
                    if not now[[*READ]].equals(before[[*READ]]):
                        changed[corpus.name] = (figure(corpus, now) if len(now) else 0.0) - was
                small = sum(not read([path])[[*READ]].equals(before[[*READ]]) for path, before in cases)
            except Exception as error:
                changed[type(error).__name__] = -1.0
        tell(name, off, changed, f", {small} cases" if small else "")


def ways_off(value: object) -> tuple[object, ...]:
    return (NEVER,) if isinstance(value, re.Pattern) else OFF


def tell(name: str, off: object, changed: dict[str, float], cases: str = "") -> None:
    if changed or cases:
        each = "  ".join(f"{key} {gain:+.4f}" for key, gain in changed.items())
        print(f"{name} off={'' if off is NEVER else off}: {len(changed)} corpora{cases}  {each}", flush=True)


def is_idle(rule: tuple[str, object], texts: list[tuple[list[Path], pd.DataFrame]]) -> bool:
    """Whether nothing that is read of any of these files is another without a rule."""
    name, value = rule
    for off in ways_off(value):
        with without(name, value, off):
            try:
                for paths, before in texts:
                    if not read(paths)[[*READ]].equals(before[[*READ]]):
                        return False
            except Exception:
                return False
    return True


def judge_kinds(rule: tuple[str, object], corpora: list[WithKinds], idle: bool) -> None:
    """Print what kinds lose without a rule."""
    name, value = rule
    found = []
    for off in ways_off(value):
        with without(name, value, off):
            changed = {}
            for corpus, segments, vectors, before, was in corpora:
                try:
                    told = classify_segments(segments, SETTINGS.classify, vectors)
                    now = figure(corpus, segments, told)
                except Exception:
                    told, now = None, 0.0
                if told is None or not told["kind"].equals(before["kind"]):
                    changed[corpus.name] = now - was
        found.append(bool(changed))
        if not idle:
            tell(name, off, changed)
    if idle and not any(found):
        print(name, flush=True)


def main() -> None:
    """Switch the rules off where there is something to read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--gold", type=Path, nargs="*", default=[SHARED / "gold"])
    parser.add_argument("--cases", type=Path, nargs="*", default=[SHARED / "cases"])
    parser.add_argument(
        "--idle", action="store_true", help="print the rules that change nothing, and no others"
    )
    given = parser.parse_args()
    for found in pkgutil.walk_packages(worldcafe.__path__, "worldcafe."):
        if found.name.split(".")[1] in ROOMS:
            importlib.import_module(found.name)
    cases = [path for folder in given.cases for path in sorted((*folder.glob("*/*"), *folder.glob("*.*")))]
    judge_rules(
        given.rooms,
        [corpus for folder in given.gold for corpus in annotated_corpora(folder)],
        [path for path in cases if not path.name.startswith(".")],
        given.idle,
    )


def judge_rules(rooms: list[str], corpora: list[Annotated], files: list[Path], idle: bool) -> None:
    """Switch off every rule of these rooms in turn."""
    reading = [
        (corpus, before, figure(corpus, before)) for corpus in corpora for before in [read(corpus.paths)]
    ]
    cases = [(path, read([path])) for path in files]
    texts = [*(([path], before) for path, before in cases), *((c.paths, before) for c, before, _ in reading)]
    for room in rooms:
        if room == "classify":
            kinds = [with_kinds(corpus, segments) for corpus, segments, _ in reading]
        for rule in rules(room):
            if room == "classify":
                judge_kinds(rule, kinds, idle)
            elif not idle:
                judge_reading(rule, reading, cases)
            elif is_idle(rule, texts):
                print(rule[0], flush=True)


def with_kinds(corpus: Annotated, segments: pd.DataFrame) -> WithKinds:
    """Give a corpus with its vectors and what its kinds are worth."""
    vectors = embed_segments(segments, SETTINGS.embed)
    told = classify_segments(segments, SETTINGS.classify, vectors)
    return corpus, segments, vectors, told, figure(corpus, segments, told)


if __name__ == "__main__":
    main()
