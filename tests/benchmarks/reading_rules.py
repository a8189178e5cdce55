"""What each rule of reading is worth: every expression and number of four rooms switched off, one at a time.

    PYTHONPATH=pipeline python tests/benchmarks/reading_rules.py [ROOM ...] [--gold DIR] [--cases DIR]

Rooms are `read`, `parse`, `segment` and `classify` (all, if none is named). A compiled expression at module level
matches nothing when it is off; a number is 0 and then a billion. Notes are read, laid out and cut as in a run, without names
removed. For each rule it prints in how many annotated corpora, and in how many of the small cases, anything read is
another (a segment, its role or place), and what that does to the mean F1 of spans and of roles in each such corpus: below zero
where the rule helps. Rules of which nothing is printed change none of these files. Kinds are judged again by rules of `classify`
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


def figure(corpus: Annotated, gold: Path, segments: pd.DataFrame, kinds: pd.DataFrame | None = None) -> float:
    """Give the mean F1 of spans and roles, or the macro-F1 of kinds."""
    sys.path.insert(0, str(SHARED / "score"))
    from score import score

    told = segments.assign(theme_id="")
    if kinds is not None:
        told["kind"] = told["segment_id"].map(kinds.set_index("segment_id")["kind"]).fillna("")
    with tempfile.TemporaryDirectory() as folder:
        told.to_csv(Path(folder) / "segments.csv", index=False)
        found = score(Path(folder), gold / corpus.name)
    return float(
        found["kind_macro_f1"] if kinds is not None else np.mean([found[n] for n in FIGURES if n in found])
    )


def judge_reading(rule: tuple[str, object], corpora: list, cases: list, gold: Path) -> None:
    """Print what reading loses without a rule."""
    name, value = rule
    for off in (NEVER,) if isinstance(value, re.Pattern) else OFF:
        with without(name, value, off):
            changed, small = {}, 0
            try:
                for corpus, before, was in corpora:
                    now = read(corpus.paths)
                    if not now[[*READ]].equals(before[[*READ]]):
                        changed[corpus.name] = (figure(corpus, gold, now) if len(now) else 0.0) - was
                small = sum(not read([path])[[*READ]].equals(before[[*READ]]) for path, before in cases)
            except Exception as error:
                changed[type(error).__name__] = -1.0
        if changed or small:
            each = "  ".join(f"{key} {gain:+.4f}" for key, gain in changed.items())
            print(
                f"{name} off={'' if off is NEVER else off}: {len(changed)} corpora, {small} cases  {each}",
                flush=True,
            )


def judge_kinds(
    rule: tuple[str, object], corpora: list[tuple[Annotated, pd.DataFrame, Embeddings, float]], gold: Path
) -> None:
    """Print what kinds lose without a rule."""
    name, value = rule
    for off in (NEVER,) if isinstance(value, re.Pattern) else OFF:
        with without(name, value, off):
            changed = {}
            for corpus, segments, vectors, was in corpora:
                try:
                    now = figure(
                        corpus, gold, segments, classify_segments(segments, vectors, SETTINGS.classify)
                    )
                except Exception:
                    now = 0.0
                if now != was:
                    changed[corpus.name] = now - was
        if changed:
            each = "  ".join(f"{key} {gain:+.4f}" for key, gain in changed.items())
            print(f"{name} off={'' if off is NEVER else off}: {len(changed)} corpora  {each}", flush=True)


def main() -> None:
    """Switch the rules off where there is something to read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--cases", type=Path, default=SHARED / "cases")
    given = parser.parse_args()
    for found in pkgutil.walk_packages(worldcafe.__path__, "worldcafe."):
        if found.name.split(".")[1] in ROOMS:
            importlib.import_module(found.name)
    corpora = list(annotated_corpora(given.gold))
    before = [read(corpus.paths) for corpus in corpora]
    reading = [(c, b, figure(c, given.gold, b)) for c, b in zip(corpora, before, strict=True)]
    cases = [
        (path, read([path])) for path in sorted(given.cases.glob("*/*")) if not path.name.startswith(".")
    ]
    for room in given.rooms:
        if room != "classify":
            for rule in rules(room):
                judge_reading(rule, reading, cases, given.gold)
            continue
        kinds = []
        for corpus, segments, _ in reading:
            vectors = embed_segments(segments, SETTINGS.embed)
            told = classify_segments(segments, vectors, SETTINGS.classify)
            kinds.append((corpus, segments, vectors, figure(corpus, given.gold, segments, told)))
        for rule in rules(room):
            judge_kinds(rule, kinds, given.gold)


if __name__ == "__main__":
    main()
