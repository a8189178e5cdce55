"""Learn the weights of `pipeline/worldcafe/data/roles.npz` from untidy documents and annotated corpora.

    PYTHONPATH=pipeline python tests/benchmarks/train_roles.py [--out FILE.npz]

The same documents give the same bytes. What these weights are worth on documents that they have not seen is measured
by `roles.py`, which learns again without them. From the corpora of `unseen/`, and
from documents after the 92nd, nothing is learned.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from annotated import LEARNED_FROM
from roles_data import LAST, learn, number_of, read_annotated, read_untidy

from worldcafe.roles.model import RoleModel

SHIPPED = Path(__file__).parents[2] / "pipeline" / "worldcafe" / "data" / "roles.npz"


def write_model(model: RoleModel, path: Path) -> None:
    """Write the weights as 32 bit numbers."""
    held = {"bias": model.bias.astype(np.float32)}
    for name, weights in (("clues", model.clues), ("words", model.words)):
        held[name] = np.array(list(weights))
        held[f"of_{name}"] = np.array(list(weights.values()), np.float32)
    np.savez_compressed(path, **held)


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args()
    told = {name: one for name, one in read_untidy().items() if number_of(name) <= LAST}
    for folder in LEARNED_FROM:
        told |= read_annotated(folder)
    model = learn(list(told.values()))
    write_model(model, given.out)
    print(
        f"{given.out}: {len(model.clues)} clues and {len(model.words)} words, learned from {len(told)} documents"
    )


if __name__ == "__main__":
    main()
