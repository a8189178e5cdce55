"""Write the figures of the model cards anew: what `worldcafe.evaluate` says of each annotated corpus.

    python tests/benchmarks/model_cards.py [GOLD] [--runs FOLDER]

GOLD is the folder of annotated corpora. A run of each is made, or read from FOLDER. In the files of models/, what stands
between "<!-- figures: NAMES -->" and "<!-- end -->" becomes a table with a row for each corpus.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

import pandas as pd
from annotated import SHARED, annotated_corpora
from tqdm import tqdm

import worldcafe

CARDS = Path(__file__).parents[2] / "models"
PLACE = re.compile(r"(<!-- figures: (?P<names>[\w ,]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=SHARED / "gold")
    parser.add_argument("--runs", type=Path)
    given = parser.parse_args()
    runs = given.runs or Path(tempfile.mkdtemp())
    found = {}
    for corpus in tqdm(list(annotated_corpora(given.gold)), unit="corpus"):
        folder = runs / corpus.name
        if not (folder / "run.json").exists():
            worldcafe.analyse(corpus.paths).save(folder)
        figures = worldcafe.evaluate(folder, given.gold / corpus.name).set_index("figure")
        found[corpus.name] = figures["value"]
    table = pd.DataFrame(found).T
    for card in sorted(CARDS.glob("*.md")):
        text = card.read_text("utf-8")
        card.write_text(
            PLACE.sub(lambda place: place[1] + as_markdown(table, place["names"]) + place[3], text), "utf-8"
        )


def as_markdown(table: pd.DataFrame, names: str) -> str:
    """A table of some figures: a row a corpus, then the mean and the lowest."""
    columns = [name.strip() for name in names.split(",")]
    shown = table[columns]
    rows = [(name, *row) for name, row in zip(shown.index, shown.to_numpy(), strict=True)]
    rows += [("mean", *shown.mean()), ("lowest", *shown.min())]
    lines = [f"| corpus | {' | '.join(columns)} |", f"|---{'|---' * len(columns)}|"]
    lines += [
        f"| {row[0]} | {' | '.join('' if pd.isna(cell) else f'{cell:.2f}' for cell in row[1:])} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
