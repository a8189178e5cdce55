"""Notes a second from text to clean segments, on one core, with and without the search for names.

    OMP_NUM_THREADS=1 PYTHONPATH=pipeline python tests/benchmarks/reading.py [notes.txt] [copies]

Without a file the shipped corpus is read. The tables are copied, each time under another number, so that
fixed costs (loading the language model, said apart) do not hide the cost of a note.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from pathlib import Path

from worldcafe.clean import clean_segments
from worldcafe.engine.process import set_up_process
from worldcafe.language.english import load_english
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.redact import redact_identities
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source

CORPUS = Path(__file__).parents[2] / "corpus"


def timed(sources: tuple[Source, ...], settings: Settings) -> tuple[int, dict[str, float]]:
    """Give the number of notes and the seconds of each stage."""
    seconds = {}
    began = time.process_time()
    blocks = parse_sources(sources, settings.parse)
    seconds["parse"] = time.process_time() - began
    segments = segment_blocks(sources, blocks, settings.segment)
    seconds["segment"] = time.process_time() - began - sum(seconds.values())
    segments = redact_identities(segments, settings.redact).segments
    seconds["redact"] = time.process_time() - began - sum(seconds.values())
    clean_segments(segments, settings.clean)
    seconds["clean"] = time.process_time() - began - sum(seconds.values())
    return int((segments["role"] == "note").sum()), seconds


def main(path: Path, copies: int) -> None:
    """Print a row with names and one without."""
    set_up_process()  # as the command does
    settings = Settings()
    if not path.exists():
        sys.exit(f"{path} is not here; give a file or folder with notes.")
    read = read_sources([path], settings.read)
    sources = tuple(
        dataclasses.replace(source, name=f"{number}-{source.name}")
        for number in range(copies)
        for source in read
    )
    began = time.process_time()
    load_english()
    print(f"loading the language model: {time.process_time() - began:.1f} s, once\n")
    timed(read, settings)
    print("| names | notes | notes/s | parse | segment | redact | clean |\n|---|---|---|---|---|---|---|")
    for names in (True, False):
        redact = dataclasses.replace(settings.redact, find_names=names)
        notes, seconds = timed(sources, dataclasses.replace(settings, redact=redact))
        stages = " | ".join(f"{value:.2f} s" for value in seconds.values())
        print(
            f"| {'found' if names else 'off'} | {notes:,} | {notes / sum(seconds.values()):,.0f} | {stages} |"
        )


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS,
        int(sys.argv[2]) if len(sys.argv) > 2 else 10,
    )
