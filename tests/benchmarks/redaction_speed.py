"""Seconds that redaction takes, and how many of them the small language model takes.

    PYTHONPATH=pipeline python tests/benchmarks/redaction_speed.py FILE...

FILE holds notes in any form that is read. "read" are the texts that the model was given: those with a word
that may be a name, each once. The processor's seconds are those of all threads together.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.redact import redact_identities
from worldcafe.redact.recogniser import Recogniser
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings


def measured(path: Path) -> str:
    """Give a row of the table for one file."""
    settings = Settings()
    sources = read_sources([path], settings.read)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    taken: list[float] = []
    texts: list[int] = []
    read = Recogniser.read

    def timed(self, given):
        start = time.perf_counter()
        readings = read(self, given)
        taken.append(time.perf_counter() - start)
        texts.append(len(given))
        return readings

    Recogniser.read = timed
    try:
        start, used = time.perf_counter(), time.process_time()
        redact_identities(segments, settings.redact)
        whole, used = time.perf_counter() - start, time.process_time() - used
    finally:
        Recogniser.read = read
    each = 1000 * whole / max(1, len(segments))
    return f"| {path.name} | {len(segments):,} | {sum(texts):,} | {whole:.1f} | {sum(taken):.1f} | {used:.1f} | {each:.2f} |"


def main() -> None:
    """Print a row per file; the first pays for loading the lists and models as well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    print("| file | segments | read | seconds | of the model | of the processor | ms each |")
    print("|---|---|---|---|---|---|---|")
    for path in parser.parse_args().files:
        print(measured(path), flush=True)


if __name__ == "__main__":
    main()
