"""What is lost where the grammar of a sample alone is read: kinds of very many notes beside those of all.

    PYTHONPATH=pipeline python tests/benchmarks/kinds_of_many.py [--make SCRIPT] [--read 6000] [--test 2400]

Texts are those of public data sets that `SCRIPT` (see `scale.py`) puts into tables. So many are drawn and read, half
of the further ones are sentences of SemEval-2019 task 9, whose suggestions people marked. Told are
the share of these that have the kind which their grammar gives, also of the surer half, and how well suggestions are found both
ways. Vectors are static ones, so that all is done in a minute.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from kinds_data import SHARED, as_segments
from sklearn.metrics import precision_recall_fscore_support

from worldcafe.classify import classify_segments, stage
from worldcafe.embed import quick_vectors
from worldcafe.language.lots import draw_texts
from worldcafe.settings import ClassifySettings
from worldcafe.tables import Embeddings

ROWS = 36_000  # about as many different texts as there are
SENTENCES = SHARED / "data" / "semeval2019_task9" / "V1.4_Training.csv"


def read_texts(make: Path) -> list[str]:
    """Give the different texts of the data sets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.csv"
        subprocess.run([sys.executable, str(make), str(ROWS), str(path)], check=True)
        return list(dict.fromkeys(pd.read_csv(path, keep_default_na=False)["note"]))


def read_marked() -> dict[str, bool]:
    """Give whether people took each sentence for a suggestion."""
    with SENTENCES.open(encoding="utf8", errors="replace", newline="") as file:
        return {row[1].strip(): row[2] == "1" for row in csv.reader(file)}


def kinds_of(texts: list[str], many: int, read: int) -> pd.DataFrame:
    """Give the kinds of texts by text, where more than `many` are very many and `read` of these are read."""
    rows = [
        {"segment_id": f"t{row:06}", "role": "note", "text": text, "clean_text": text}
        for row, text in enumerate(texts)
    ]
    segments = as_segments(rows)
    vectors = Embeddings(tuple(segments["segment_id"]), quick_vectors(texts), "wordllama")
    stage.MANY, stage.ENOUGH = many, read
    began = time.process_time()
    kinds = classify_segments(segments, ClassifySettings(), vectors)
    print(f"{len(texts):,} notes: {time.process_time() - began:.1f} s of the processor", flush=True)
    return kinds.assign(text=texts).set_index("text")


def main() -> None:
    """Print both ways."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--make", type=Path, default=SHARED / "score" / "make_big.py")
    parser.add_argument("--read", type=int, default=6_000)
    parser.add_argument("--test", type=int, default=2_400)
    given = parser.parse_args()
    texts, marked = read_texts(given.make), read_marked()
    read = [texts[row] for row in draw_texts(texts, given.read)]
    others = np.random.default_rng(0).permutation(sorted(set(texts) - set(read))).tolist()
    half = given.test // 2
    test = [text for text in others if text in marked][:half]
    told = [text for text in test if text in marked]
    test += [text for text in others if text not in marked][:half]
    whole = kinds_of(test, len(test), 0).loc[test]
    # those that were drawn are drawn again: lots hang on the texts alone, and theirs are the lowest
    foretold = kinds_of([*read, *test], 1, given.read).loc[test]
    same = (foretold["kind"] == whole["kind"]).to_numpy()
    surest = np.argsort(-foretold["kind_score"].to_numpy(), kind="stable")[: len(same) // 2]
    print(f"same kind: {same.mean():.3f}, of the surer half {same[surest].mean():.3f}")
    truth = [marked[text] for text in told]
    for way, kinds in (("grammar of all", whole), ("of a sample", foretold)):
        found = (kinds.loc[told, "kind"] == "suggestion").tolist()
        scores = precision_recall_fscore_support(truth, found, average="binary")[:3]
        print(f"suggestions, {way}: precision {scores[0]:.3f}, recall {scores[1]:.3f}, F1 {scores[2]:.3f}")


if __name__ == "__main__":
    main()
