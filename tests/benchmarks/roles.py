"""What is told wrongly to be a note, with and without the second look at roles, on documents that were left out.

    PYTHONPATH=pipeline python tests/benchmarks/roles.py [--parts 8] [--sure 0.5 0.6 0.7 0.8]

Documents are drawn into parts by their names; each part is judged by what was learned from the others. Printed for each
group of documents: the notes that layout alone finds, those that are none (with their share), and for each border how many of
these were taken out, and how many true notes with them; then how often a prompt and a claim were told rightly and wrongly.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
from annotated import SHARED
from roles_data import Told, learn, number_of, read_annotated, read_untidy

from worldcafe.roles.model import TOLD

HERE = Path(__file__).parent
DRAWN = (1, 53, 69, 93, 105)  # first numbers of what was written at one time


def groups() -> dict[str, dict[str, Told]]:
    """Read all documents, by group."""
    untidy = read_untidy()
    found = {
        f"untidy {low} to {high - 1}": {
            name: one for name, one in untidy.items() if low <= number_of(name) < high
        }
        for low, high in pairwise(DRAWN)
    }
    for folder in (SHARED / "gold", HERE / "invented", HERE / "unseen"):
        found[folder.name] = read_annotated(folder)
    return found


def judge(told: dict[str, Told], parts: int) -> dict[str, np.ndarray]:
    """Give how likely each segment of each document is each role, by what was learned from the other parts."""
    names = sorted(told)
    part = dict(zip(np.random.default_rng(0).permutation(names), np.arange(len(names)) % parts, strict=True))
    found = {}
    for number in range(parts):
        model = learn([told[name] for name in names if part[name] != number])
        for name in names:
            if part[name] == number:
                found[name] = model.read(told[name].clues, told[name].segments["text"].tolist())
    return found


def row(told: dict[str, Told], chances: dict[str, np.ndarray], borders: list[float]) -> list[str]:
    """Give the cells of a group."""
    held = np.concatenate([chances[name] for name in told])
    truth = np.concatenate([one.roles for one in told.values()])
    notes = np.concatenate([one.open_ for one in told.values()]) & (truth != "")
    none = notes & (truth != "note")
    cells = [str(notes.sum()), f"{none.sum()} ({none.sum() / max(notes.sum(), 1):.2f})"]
    for border in borders:
        taken = notes & (1 - held[:, 0] > border)
        cells.append(f"{(taken & none).sum()} / {(taken & ~none).sum()}")
    best = held.argmax(axis=1)
    for number in (1, 2):
        said = notes & (best == number) & (1 - held[:, 0] > min(borders))
        cells.append(f"{(said & (truth == TOLD[number])).sum()} / {(said & (truth != TOLD[number])).sum()}")
    return cells


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--sure", type=float, nargs="+", default=[0.5, 0.6, 0.7, 0.8])
    given = parser.parse_args()
    found = groups()
    told = {f"{group}/{name}": one for group, members in found.items() for name, one in members.items()}
    chances = judge(told, given.parts)
    heads = [
        "documents",
        "notes",
        "none",
        *(f"taken out at {border}" for border in given.sure),
        "prompts",
        "claims",
    ]
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for group in found:
        members = {name: one for name, one in told.items() if name.startswith(f"{group}/")}
        print(f"| {group} | {' | '.join(row(members, chances, given.sure))} |")


if __name__ == "__main__":
    main()
