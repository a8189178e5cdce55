"""Rows a second and peak memory of tables longer than a café, and what becomes of a line without end.

    PYTHONPATH=pipeline python tests/benchmarks/streaming.py [rows ...]

Without numbers: 100,000 and 1,000,000 rows. Each is a table of invented notes (halves of notes of the shipped
corpus put together, a name in one of a hundred), read to clean segments by `worldcafe clean`, with and without
the search for names, and into memory by `pandas.read_csv`, which does nothing else. Each way has a process of
its own; seconds are its processor's.
"""

from __future__ import annotations

import csv
import itertools
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus" / "ccnso-2023" / "report.md"
NAMES = ("Kwame", "Ilse", "Bo", "Renata", "Tomasz", "Aiko"), ("Mensah", "Vogel", "Larsen", "Prado", "Nowak")
NO_NAMES = "[redact]\nfind_names = false\n"
LINES = (
    ("text of one line, 199 MB", ".txt", 199, ""),
    ("cell of one line, 199 MB", ".csv", 199, "Table,Note\n1,"),
    ("cell that never ends, 199 MB of lines", ".csv", -199, 'Table,Note\n1,"'),
    ("text of one line, 9 MB", ".txt", 9, ""),
)


def notes() -> list[list[str]]:
    """Give the notes of the shipped corpus as words."""
    from worldcafe.parse import parse_sources
    from worldcafe.read import read_sources
    from worldcafe.settings import Settings

    settings = Settings()
    (source,) = read_sources([CORPUS], settings.read)
    blocks = parse_sources([source], settings.parse)
    rows = blocks[blocks["role"] == "note"]
    return [source.text[start:end].split() for start, end in zip(rows["start"], rows["end"], strict=True)]


def write_notes(path: Path, rows: int) -> None:
    """Write invented notes, the same for the same number."""
    said, chance = notes(), random.Random(0)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Table", "Round", "Note"))
        for number in range(rows):
            first, second = chance.choice(said), chance.choice(said)
            words = [*first[: len(first) // 2], *second[len(second) // 2 :]]
            if number % 100 == 0:
                words += ["Ask", *map(chance.choice, NAMES)]
            writer.writerow((number // 40 % 500 + 1, number // 20 % 2 + 1, " ".join(words)))


def write_line(path: Path, begin: str, megabytes: int) -> None:
    """Write so many megabytes of words on one line, or on many where the number is negative."""
    words = "we plant seeds by the gate today " * 3
    text = words + ("\n" if megabytes < 0 else " ")
    with path.open("w", encoding="utf-8") as file:
        file.write(begin)
        file.writelines(itertools.repeat(text, abs(megabytes) * 1_000_000 // len(text)))


def measure(way: str, path: str) -> None:
    """Do it one way and print seconds, peak megabytes, and how many rows came out or what was said."""
    began = time.process_time()
    if way == "pandas":
        import pandas as pd

        said = str(len(pd.read_csv(path)))
    else:
        said = clean(Path(path), names=way == "names")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{time.process_time() - began}\t{peak}\t{said}")


def clean(path: Path, *, names: bool) -> str:
    """Give how many segments the command made of a table, or why it made none."""
    from worldcafe.errors import InputError
    from worldcafe.settings import read_settings
    from worldcafe.tasks.clean import clean_source

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        config = Path(folder) / "config.toml"
        config.write_text("" if names else NO_NAMES)
        out = Path(folder) / "out.parquet"
        try:
            counts = clean_source(path, out, out.with_suffix(".removed.csv"), read_settings(config))
        except InputError as error:
            return str(error).replace(str(path), path.name)
    return str(counts.segments)


def measured(way: str, path: Path) -> tuple[float, float, str]:
    """Give what `measure` prints in a process of its own."""
    command = [sys.executable, __file__, "--measure", way, str(path)]
    seconds, peak, said = subprocess.check_output(command, text=True).split("\t")
    return float(seconds), float(peak), said.strip()


def main(sizes: list[int]) -> None:
    """Print a table for the rows and one for the lines."""
    with tempfile.TemporaryDirectory() as folder:
        print("| rows | MB | way | rows/s | processor | peak | segments |\n|---|---|---|---|---|---|---|")
        for rows in sizes:
            path = Path(folder) / f"{rows}.csv"
            write_notes(path, rows)
            size = path.stat().st_size / 1_000_000
            for way in ("names", "no names", "pandas"):
                seconds, peak, said = measured(way, path)
                print(f"| {rows:,} | {size:,.0f} | {way} ", end="")
                print(
                    f"| {rows / seconds:,.0f} | {seconds:,.1f} s | {peak:,.0f} MB | {int(said):,} |",
                    flush=True,
                )
            path.unlink()
        print("\n| what | seconds | peak | outcome |\n|---|---|---|---|")
        for what, ending, megabytes, begin in LINES:
            path = Path(folder) / f"line{ending}"
            write_line(path, begin, megabytes)
            seconds, peak, said = measured("no names", path)
            print(f"| {what} | {seconds:,.1f} s | {peak:,.0f} MB | {said} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:])
    else:
        main([int(number) for number in sys.argv[1:]] or [100_000, 1_000_000])
