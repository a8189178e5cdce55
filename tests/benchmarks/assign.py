"""New notes into the themes of a saved model, and which fit none: beside the nearest theme and a fixed border.

    PYTHONPATH=pipeline python tests/benchmarks/assign.py [NOTES] [data_small_trainval.json of clinc150]

Café notes: each table in turn is kept out of the model; truth are the themes of the whole run, and a note whose
theme has fewer than two notes at the other tables should fit none. clinc150: 30 intents with 3 to 40 texts each
are the model; texts of other intents and those out of scope should fit none.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from worldcafe.analysis import analyse
from worldcafe.cluster import ThemeCentres, assign_notes
from worldcafe.cluster.centres import learn_centres
from worldcafe.cluster.space import ThemeSpace
from worldcafe.cluster.stage import note_vectors, notes_with_content
from worldcafe.embed import cache_file, embed_segments, encode_texts, make_encoder
from worldcafe.read import read_sources
from worldcafe.settings import Settings

REPO = Path(__file__).parents[2]
CORPUS = REPO / "corpus" / "ccnso-2023" / "report.md"
CLINC = REPO.parent / "shared" / "data" / "clinc150" / "data_small_trainval.json"
FIXED = 0.5  # a border as tutorials set it
Row = tuple[str, str]  # theme found, theme wanted ("" for none)


def ways(centres: ThemeCentres) -> dict[str, ThemeCentres]:
    """Give the shipped way and the plain ones."""
    return {
        "worldcafe": centres,
        f"nearest centre, cosine {FIXED}": replace(centres, border=FIXED),
        "nearest centre, always": replace(centres, border=-2.0),
    }


def cafe(path: Path) -> dict[str, list[Row]]:
    """Keep each table out in turn."""
    settings = Settings()
    analysis = analyse(read_sources([path], settings.read), settings).analysis
    segments = analysis.segments
    embeddings = embed_segments(segments, settings.embed)
    notes = segments[segments["role"] == "note"]
    tables = notes["cafe"] + notes["table"]
    rows: dict[str, list[Row]] = defaultdict(list)
    for table in sorted(set(tables)):
        others = notes[(tables != table) & (notes["theme_id"] != "")]
        there = others["theme_id"].value_counts()
        known = notes_with_content(others[others["theme_id"].map(there) >= 2])
        vectors = note_vectors(known, embeddings)
        placing = ThemeSpace.around(vectors, settings.cluster)
        centres = learn_centres(
            placing.place(vectors), known["theme_id"].tolist(), (known["cafe"] + known["table"]).tolist()
        )
        fresh = notes[(tables == table) & (notes["theme_id"] != "")]
        wanted = [theme if there.get(theme, 0) >= 2 else "" for theme in fresh["theme_id"]]
        for name, way in ways(replace(centres, placing=placing)).items():
            found = assign_notes(fresh, embeddings, way)["theme_id"]
            rows[name] += list(zip(found, wanted, strict=True))
    return rows


def clinc(path: Path, trials: int = 5) -> dict[str, list[Row]]:
    """Draw intents for the model, and others that it does not know."""
    data = json.loads(path.read_text(encoding="utf-8"))
    train, fresh = (defaultdict(list), defaultdict(list))
    for kept, part in ((train, "train"), (fresh, "val")):
        for text, intent in data[part]:
            kept[intent].append(text)
    out = [text for part in ("oos_val", "oos_train") for text, _ in data[part]]
    encoder, cache = make_encoder(Settings().embed.encoder), cache_file("auto")
    random = np.random.default_rng(7)
    rows: dict[str, list[Row]] = defaultdict(list)
    for _ in range(trials):
        intents = random.permutation(sorted(train)).tolist()
        sizes = np.clip(random.lognormal(2.4, 0.6, 30).round(), 3, 40).astype(int)
        known = [(text, i) for i, n in zip(intents[:30], sizes, strict=True) for text in train[i][:n]]
        new = [(text, i) for i in intents[:30] for text in fresh[i][:10]]
        new += [(text, "") for i in intents[30:60] for text in fresh[i][:5]] + [(text, "") for text in out]
        vectors = encode_texts([text for text, _ in known], encoder, cache)[:, 0]
        mean = vectors.mean(axis=0)
        centres = learn_centres(_unit(vectors - mean), [i for _, i in known], [""] * len(known))
        space = _unit(encode_texts([text for text, _ in new], encoder, cache)[:, 0] - mean)
        for name, way in ways(centres).items():
            found = [way.themes[best] if best >= 0 else "" for best in way.nearest(space)[0]]
            rows[name] += list(zip(found, [i for _, i in new], strict=True))
    return rows


def _unit(matrix: np.ndarray) -> np.ndarray:
    return (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float32)


def report(title: str, rows: dict[str, list[Row]]) -> None:
    """Print one line per way."""
    print(f"\n{title}\n{'':<30}in a theme  right theme  fits none, rightly  balanced")
    for name, pairs in rows.items():
        frame = pd.DataFrame(pairs, columns=["found", "wanted"])
        belongs = frame[frame["wanted"] != ""]
        strange = frame[frame["wanted"] == ""]
        kept, none = (belongs["found"] != "").mean(), (strange["found"] == "").mean()
        right = (belongs["found"] == belongs["wanted"]).mean()
        print(f"{name:<30}{kept:>10.2f}{right:>13.2f}{none:>19.2f}{(kept + none) / 2:>10.2f}")
    print(f"{len(belongs)} notes belong to a theme of the model, {len(strange)} to none")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    report("café notes, each table kept out in turn", cafe(given[0] if given else CORPUS))
    path = given[1] if len(given) > 1 else CLINC
    if path.exists():
        report("clinc150, 30 of 150 intents known", clinc(path))
