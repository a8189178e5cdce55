"""Learn the weights of `pipeline/worldcafe/data/kinds.npz` from annotated and invented notes.

    PYTHONPATH=pipeline python tests/benchmarks/train_kinds.py [--gold DIR...] [--out FILE.npz]

The same notes give the same bytes. What these weights are worth on notes that they have not seen is measured
by `kinds.py`, which learns again without each corpus in turn.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from annotated import LEARNED_FROM
from kinds_data import learn, read_apart, read_corpora

from worldcafe.classify.model import Model

SHIPPED = Path(__file__).parents[2] / "pipeline" / "worldcafe" / "data" / "kinds.npz"


def write_model(model: Model, path: Path) -> None:
    """Write the weights as 32 bit numbers."""
    np.savez_compressed(
        path,
        bias=model.bias.astype(np.float32),
        names=np.array(list(model.clues)),
        clues=np.array(list(model.clues.values()), np.float32),
        sense=model.sense.astype(np.float32),
    )


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, nargs="+", default=LEARNED_FROM)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args()
    corpora = [one for folder in given.gold for one in read_corpora(folder).values()] + read_apart()
    model = learn(corpora)
    write_model(model, given.out)
    notes = sum(len(corpus.kinds) for corpus in corpora)
    print(f"{given.out}: {len(model.clues)} clues, learned from {notes} notes and claims")


if __name__ == "__main__":
    main()
