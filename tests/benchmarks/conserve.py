"""Nothing lost: documents of notes in which every word is its own, read, parsed and segmented; then the same, damaged.

    PYTHONPATH=pipeline python tests/benchmarks/conserve.py [documents a format] [damaged files]

Counts words that are in no source, letters that are not in exactly one segment, and, of damaged files, those
that end in anything but segments or one sentence.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus_lines import Line
from formats import WRITERS
from worldcafe.errors import InputError
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings

DEFAULTS = Settings()
SAID = (
    "Plant {} near {}.",
    "Why not share {}?",
    "It says <my:Field {}> and <!-- {}",
    "{} --> {}",
    "Nobody reads {} or {}",
    "Use <script> for {}",
    "5 < {} > 4",
)


def document(seed: int) -> tuple[list[Line], list[str]]:
    """Give the lines of a document and its words."""
    rng, words = random.Random(seed), []

    def word() -> str:
        words.append(f"q{len(words):04d}x")
        return words[-1]

    lines = []
    for table in range(1, rng.randint(2, 4)):
        place = ("", f"Table {table}", "", "", "")
        lines.append(Line(f"Table {table}", level=1))
        for _ in range(rng.randint(2, 9)):
            said = rng.choice(SAID)
            text = said.format(*(word() for _ in range(said.count("{}"))))
            lines.append(Line(text, depth=0, place=place, rows=(("note", "0", text),)))
    return lines, words


def look(path: Path) -> tuple[str, int]:
    """Give the text of a file, and how many letters of it are in no segment or in several."""
    sources = read_sources([path], DEFAULTS.read)
    segments = segment_blocks(sources, parse_sources(sources, DEFAULTS.parse), DEFAULTS.segment)
    wrong = 0
    for source in sources:
        seen = bytearray(len(source.text))
        own = segments[segments["source"] == source.name]
        for start, end in zip(own["start"], own["end"], strict=True):
            for position in range(start, end):
                seen[position] = min(seen[position] + 1, 2)
        wrong += sum(letter.isalnum() and seen[at] != 1 for at, letter in enumerate(source.text))
    return "\n".join(source.text for source in sources), wrong


def damage(data: bytes, rng: random.Random) -> bytes:
    """Give the bytes with some changed, doubled or gone."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 30))):
        at = rng.randrange(len(out))
        way = rng.randrange(3)
        if way == 0:
            out[at] ^= 1 << rng.randrange(8)
        elif way == 1:
            out[at:at] = out[at : at + rng.choice((5, 300))]
        else:
            del out[at : min(at + rng.choice((1, 80)), len(out) - 1)]
    return bytes(out)


def main() -> None:
    """Print one line a format."""
    each, damaged = ([int(number) for number in sys.argv[1:]] + [100, 500][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        for number, (ending, write) in enumerate(WRITERS.items()):
            path = Path(folder) / f"notes.{ending}"
            lost = wrong = 0
            for seed in range(each):
                lines, words = document(1000 * number + seed)
                write(lines, path)
                text, outside = look(path)
                lost += sum(word not in text for word in words)
                wrong += outside
            print(
                f"{ending}: {each} documents, {lost} words lost, {wrong} letters not in exactly one segment"
            )
            ends: Counter[str] = Counter()
            sound, slowest = path.read_bytes(), 0.0
            for seed in range(damaged // len(WRITERS)):
                path.write_bytes(damage(sound, random.Random(f"{ending}{seed}")))
                began = time.perf_counter()
                try:
                    look(path)
                    ends["read"] += 1
                except InputError:
                    ends["refused"] += 1
                except Exception as error:
                    ends[f"TRACEBACK {error!r}"[:100]] += 1
                slowest = max(slowest, time.perf_counter() - began)
            print(f"    damaged: {dict(ends)}, slowest {slowest:.1f} s")


if __name__ == "__main__":
    main()
