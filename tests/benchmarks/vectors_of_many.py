"""What is lost where a sentence encoder reads a sample alone: vectors of very many texts, foretold for the others.

    PYTHONPATH=pipeline python tests/benchmarks/vectors_of_many.py [--read 2500 5000 10000] [--test 8000]

Texts are those of two public data sets with labels. For each size of sample: the cosine of what is foretold of other texts
and what the encoder says of them, and how often the label of a text is that of most of the fifteen nearest to it in the
sample, by both vectors side by side as a run has them. Beside it the same by the encoder's own vectors and by static ones
alone, each against the same sample.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
import numpy.typing as npt
from themes_data import banking, clinc

from worldcafe.embed.encoders import MAIN, make_encoder
from worldcafe.embed.foretold import learn_from
from worldcafe.language.lots import draw_texts
from worldcafe.tables.vectors import unit_rows

NEAREST = 15
BLOCK = 500  # texts; the numbers of texts are multiples of it
Matrix = npt.NDArray[np.float32]


def labelled() -> dict[str, str]:
    """Give the label of each different text."""
    corpora = [*clinc("train")(), *clinc("val")(), *banking()]
    pairs = (zip(corpus.texts, corpus.themes, strict=True) for corpus in corpora)
    return {text: label for pair in pairs for text, label in pair}


def right(known: Matrix, labels: npt.NDArray[np.str_], others: Matrix, truth: npt.NDArray[np.str_]) -> float:
    """Give how many of the others have the label of most of the known rows nearest to them."""
    nearest = np.argpartition(-(others @ known.T), NEAREST, axis=1)[:, :NEAREST]
    found = []
    for row in labels[nearest]:
        names, counts = np.unique(row, return_counts=True)
        found.append(names[counts.argmax()])
    return float((np.array(found) == truth).mean())


def main() -> None:
    """Print a row per size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--read", type=int, nargs="*", default=[2500, 5000, 10000])
    parser.add_argument("--test", type=int, default=8000)
    given = parser.parse_args()
    label = labelled()
    texts = sorted(label)
    kept = set(draw_texts(texts, given.test))
    others = [text for row, text in enumerate(texts) if row not in kept]
    test = [texts[row] for row in sorted(kept)]
    pool = [others[row] for row in draw_texts(others, max(given.read))]
    drawn = [*test, *pool]
    encoder = make_encoder(MAIN)
    began = time.process_time()
    read = np.concatenate(
        [
            encoder.encode_apart(drawn[start : start + BLOCK], [()] * BLOCK)
            for start in range(0, len(drawn), BLOCK)
        ]
    )
    each = (time.process_time() - began) / len(read)
    print(f"{len(read)} texts, {1000 * each:.1f} ms of processor each\n")
    width = read.shape[2] - encoder.static.width
    truth = np.array([label[text] for text in test])
    true = unit_rows(read[: len(test), 0].copy())
    print("| read by the encoder | cosine | encoder | foretold | static alone |\n|---|---|---|---|---|")
    for size in given.read:
        sample = draw_texts(pool, size)
        known = read[len(test) :][sample]
        told = learn_from(known, encoder).encode_apart(test, [()] * len(test))[:, 0]
        alike = (unit_rows(told[:, :width].copy()) * unit_rows(true[:, :width].copy())).sum(axis=1).mean()
        names, near = np.array([label[pool[row]] for row in sample]), unit_rows(known[:, 0].copy())
        static = unit_rows(near[:, width:].copy()), unit_rows(true[:, width:].copy())
        ways = (true, unit_rows(told.copy()))
        shares = [right(near, names, way, truth) for way in ways] + [
            right(static[0], names, static[1], truth)
        ]
        print(
            f"| {size:,} | {alike:.3f} | " + " | ".join(f"{share:.3f}" for share in shares) + " |", flush=True
        )


if __name__ == "__main__":
    main()
