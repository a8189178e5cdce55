"""Cross-reference on a corpus far larger than any café's: seconds and memory of the stage alone.

    PYTHONPATH=pipeline python tests/benchmarks/crossref_scale.py [--claims N] [--notes N] [--cafes N]

Notes are put together from parts by a seed: a wish or worry, a thing, a place, a reason, sometimes a second
half; a few thousand words in all, as in a large consultation. Half of the claims restate a note drawn by the
seed (words left out, a frame around them), the others are put together anew. Vectors are those of the
static encoder, widened to the 640 numbers of the default one, for encoding is not what is measured here.

Each way runs in a process of its own. "Input" is the memory before the stage begins (libraries, tables,
vectors), "peak" the highest until it ends, looked at twenty times a second. The baseline is what one would write: cosine of TF-IDF, in blocks
of notes, 200 best notes of each claim above 0.3; it gives no verdict. Of the claims that restate a
note, "found" are those that a way links with that very note.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from worldcafe.crossref import cover_themes, crossref_claims
from worldcafe.embed import quick_vectors
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings, Segments, Themes

WIDTH = 640  # numbers per text of the default encoder
BEST, LEAST, BLOCK = 200, 0.3, 20_000  # of the baseline
STARTS = (
    *("We need", "There should be", "Please provide", "Nobody pays for", "Too few people know about"),
    *("It would help to have", "The council must repair", "Why not share", "Some of us would run"),
    *("Last year we lost", "Let the schools look after", "Volunteers could open", "We never hear about"),
)
PLACES = (
    "behind the {0} station",
    "in the {0} quarter",
    "near {0} bridge",
    "for the {0} school",
    "at {0} market",
)
REASONS = (
    *("because the {0} costs too much", "so that {0} can take part", "before the {0} season starts"),
    *("although the {0} refused it twice", "and a {0} to go with it", "paid from the {0} fund"),
)
SYLLABLES = re.findall("..", "bakelimonurasetivodafegilopurosatevizoma")


def words(number: int, chance: random.Random) -> list[str]:
    """Invent that many different words."""
    found: dict[str, None] = {}
    while len(found) < number:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) + chance.choice(("n", "r", "s"))] = (
            None
        )
    return list(found)


def sentence(known: list[str], chance: random.Random) -> str:
    """Put a note together; words are drawn by Zipf's law, so a few are everywhere and most are rare."""

    def word() -> str:
        return known[min(int(len(known) ** chance.random()) - 1, len(known) - 1)]

    pieces = [chance.choice(STARTS), "a", word(), word()]
    pieces += [chance.choice(PLACES).format(word())]
    pieces += [chance.choice(REASONS).format(word())] if chance.random() < 0.7 else []
    return " ".join(pieces) + "."


def restated(note: str, chance: random.Random) -> str:
    """Say a note again in fewer words, under another beginning."""
    kept = [word for word in note.rstrip(".").split()[2:] if chance.random() < 0.85]
    return "Participants asked for " + " ".join(kept)


def corpus(n_claims: int, n_notes: int, n_cafes: int) -> tuple[pd.DataFrame, list[int]]:
    """Give segments, claims first, and for each claim the row of the note that it restates (-1: none)."""
    chance = random.Random(0)
    known = words(4000, chance)
    notes = [sentence(known, chance) for _ in range(n_notes)]
    sources = [chance.randrange(n_notes) if row % 2 else -1 for row in range(n_claims)]
    claims = [restated(notes[row], chance) if row >= 0 else sentence(known, chance) for row in sources]
    tables = [f"Table {row * 200 // n_notes + 1}" for row in range(n_notes)]
    topics = {f"Table {number + 1}": " ".join(known[number * 3 : number * 3 + 2]) for number in range(200)}
    fixed: dict[str, object] = {"source": "benchmark", "start": 0, "end": 1, "depth": 0, "kind_score": 1.0}
    columns = list(Segments.to_schema().columns)
    frame = pd.DataFrame(index=range(n_claims + n_notes), columns=columns).fillna("").astype(object)
    frame = frame.assign(
        **fixed,
        segment_id=[f"s{row}" for row in range(len(frame))],
        role=["summary"] * n_claims + ["note"] * n_notes,
        table=[""] * n_claims + tables,
        cafe=["Café 1"] * n_claims + [f"Café {row * n_cafes // n_notes + 1}" for row in range(n_notes)],
        topic=[topics[f"Table {row * 200 // n_claims + 1}"] for row in range(n_claims)]
        + [topics[table] for table in tables],
        clean_text=[*claims, *notes],
        kind=[""] * n_claims + [("suggestion", "problem", "value")[row % 3] for row in range(n_notes)],
        theme_id=[""] * n_claims + [f"T{row % 150}" for row in range(n_notes)],
    )
    return Segments.validate(frame[columns]), sources


def vectors(texts: list[str]) -> np.ndarray:
    """Give unit vectors as wide as those of the default encoder."""
    static = quick_vectors(texts)
    more = np.random.default_rng(0).standard_normal((static.shape[1], WIDTH - static.shape[1]))
    matrix = np.empty((len(texts), WIDTH), np.float32)
    for start in range(0, len(texts), BLOCK):
        part = static[start : start + BLOCK]
        matrix[start : start + BLOCK] = np.hstack([part, part @ more.astype(np.float32) / 16])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return matrix


def empty_themes() -> pd.DataFrame:
    """Give the 150 themes as they come to the stage."""
    frame = pd.DataFrame({"theme_id": [f"T{row}" for row in range(150)]}).assign(name=lambda t: t["theme_id"])
    for name, column in Themes.to_schema().columns.items():
        if name not in frame:
            frame[name] = "" if "str" in str(column.dtype) else 0
    return Themes.validate(frame[list(Themes.to_schema().columns)])


def worldcafe(segments: pd.DataFrame) -> tuple[set[tuple[int, int]], str]:
    """Give the linked rows (claim, note among the notes), and what else was found."""
    spoken = Embeddings(tuple(segments["segment_id"]), vectors(segments["clean_text"].to_list()), "wide")
    themes = empty_themes()
    with Watch("worldcafe"):
        found = crossref_claims(segments, spoken, CrossrefSettings())
        cover_themes(themes, segments, found, CrossrefSettings())
    n_claims = int((segments["role"] == "summary").sum())
    pairs = zip(found.links["claim_id"].str[1:], found.links["note_id"].str[1:], strict=True)
    counts = found.claims["verdict"].value_counts().to_dict()
    linked = {(int(claim), int(note) - n_claims) for claim, note in pairs}
    return linked, f"{len(found.links)} links, {counts}, {len(found.comparisons)} comparisons of cafés"


def plain(segments: pd.DataFrame) -> tuple[set[tuple[int, int]], str]:
    """Give the pairs of the baseline."""
    is_claim = segments["role"] == "summary"
    claims, notes = (segments.loc[chosen, "clean_text"].to_list() for chosen in (is_claim, ~is_claim))
    with Watch("TF-IDF"):
        model = TfidfVectorizer(stop_words="english", sublinear_tf=True, dtype=np.float32).fit(notes)
        left, best = model.transform(claims), [np.zeros((len(claims), 0))] * 2
        for start in range(0, len(notes), BLOCK):
            scores = (left @ model.transform(notes[start : start + BLOCK]).T).toarray()
            top = np.argpartition(-scores, min(BEST, scores.shape[1] - 1), axis=1)[:, :BEST]
            both = np.hstack([best[0], np.take_along_axis(scores, top, 1)]), np.hstack([best[1], top + start])
            order = np.argsort(-both[0], axis=1)[:, :BEST]
            best = [np.take_along_axis(part, order, 1) for part in both]
    rows, columns = np.nonzero(best[0] >= LEAST)
    return {(int(r), int(best[1][r, c])) for r, c in zip(rows, columns, strict=True)}, f"{len(rows)} pairs"


class Watch:
    """Prints seconds and memory of what happens inside."""

    def __init__(self, name: str) -> None:
        """Name the line that is printed."""
        self.name, self.over, self.highest = name, threading.Event(), 0.0

    def __enter__(self) -> None:
        """Note time and memory before, and begin to look."""
        self.before, self.start, self.cpu = memory(), time.perf_counter(), time.process_time()
        self.looking = threading.Thread(target=self.look)
        self.looking.start()

    def look(self) -> None:
        """Keep the highest memory seen."""
        while not self.over.wait(0.05):
            self.highest = max(self.highest, memory())

    def __exit__(self, *_: object) -> None:
        """Print the line."""
        wall, cpu = time.perf_counter() - self.start, time.process_time() - self.cpu
        self.over.set()
        self.looking.join()
        told = (
            f"input {self.before:.0f} MB, peak {self.highest:.0f} MB, {self.highest - self.before:.0f} more"
        )
        print(f"{self.name}: {wall:.1f} s, {cpu:.1f} s processor, {told}", flush=True)


def memory() -> float:
    """Give the memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    """Run each way in a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=2000)
    parser.add_argument("--notes", type=int, default=200_000)
    parser.add_argument("--cafes", type=int, default=1)
    parser.add_argument("--way", choices=("worldcafe", "plain"))
    arguments = parser.parse_args()
    if arguments.way:
        segments, sources = corpus(arguments.claims, arguments.notes, arguments.cafes)
        found, told = {"worldcafe": worldcafe, "plain": plain}[arguments.way](segments)
        wanted = {(claim, note) for claim, note in enumerate(sources) if note >= 0}
        print(f"  {told}; {len(found & wanted)} of {len(wanted)} restated notes found")
        return
    for way in ("plain", "worldcafe"):
        subprocess.run([sys.executable, str(Path(__file__)), *sys.argv[1:], "--way", way], check=True)


if __name__ == "__main__":
    main()
