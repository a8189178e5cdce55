"""Three ways to leave what is said everywhere out of the vectors of notes, and what each does to the themes.

    PYTHONPATH=pipeline python tests/benchmarks/left_out.py

Whole runs on every annotated corpus; AMI with themes made by people. Only the first way needs an encoder that
knows which token stands where; the other two work with any.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from themes import agreement
from themes_data import SHARED, themes_of_segments

import worldcafe
from worldcafe.embed import make_encoder
from worldcafe.language.common_words import Spans
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

OWN = make_encoder("minilm+wordllama")


class ReadAgain:
    """Only `encode`: the text is read a second time without the words."""

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        return OWN.encode(texts)


class Projected:
    """The vector of the words themselves is taken out of that of the text."""

    def encode_apart(self, texts: Sequence[str], left_out: Sequence[Spans]) -> FloatMatrix:
        both = np.repeat(OWN.encode(texts)[:, None], 2, axis=1)
        for row, spans in enumerate(left_out):
            if spans:
                words = OWN.encode([" ".join(texts[row][start:end].lower() for start, end in spans)])[0]
                both[row, 1] -= (both[row, 1] @ words) * words
        return unit_rows(both)


WAYS = {
    "left out of the mean of tokens, read all the same": None,
    "the text read again without them": ReadAgain(),
    "their vector taken out by projection": Projected(),
}


def source_of(folder: Path) -> Path:
    """The file or folder that a corpus was annotated on."""
    inside = folder / "source"
    if not inside.is_dir():
        return SHARED / "report" / "outcome-report.txt"
    found = sorted(path for path in inside.iterdir() if not path.name.startswith("."))
    return found[0] if len(found) == 1 else inside


def ami(folder: Path, encoder: object) -> float:
    """Give the AMI of a run's themes with those of a person; a note without a theme is alone."""
    segments = worldcafe.analyse(source_of(folder), encoder=encoder).analysis.segments
    notes = segments[segments["role"] == "note"]
    told = themes_of_segments(folder, segments)
    pairs = [
        (told[name], theme or f"alone {name}")
        for name, theme in zip(notes["segment_id"], notes["theme_id"], strict=True)
        if told.get(name)
    ]
    truth, found = (np.array(side) for side in zip(*pairs, strict=True))
    return agreement(truth, found)[0]


def main() -> None:
    folders = sorted(path.parent for path in (SHARED / "gold").glob("*/units.jsonl"))
    print(f"| way | {' | '.join(folder.name for folder in folders)} | mean |")
    print("|---|" + "---|" * (len(folders) + 1))
    for name, encoder in WAYS.items():
        scores = [ami(folder, encoder) for folder in folders]
        told = " | ".join(f"{score:.3f}" for score in (*scores, np.mean(scores)))
        print(f"| {name} | {told} |", flush=True)


if __name__ == "__main__":
    main()
