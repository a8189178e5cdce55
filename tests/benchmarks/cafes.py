"""A later café against an earlier one: confirmed, detailed, contradicted, or nothing; beside plain cosine.

    PYTHONPATH=pipeline python tests/benchmarks/cafes.py [--report FILE] [--argkp DIR] [--split train|dev]

Planted: the notes of the first report are the earlier café. The shipped corpus restates each of them in other
words, so its notes are a later café of which it is known what each takes up: they are brought together in
order, table by table, by the best path through the cosines of both. The later notes with six words or more are, by turns, taken as
they are ("confirms"), with another note added behind a comma ("details"), with a negation put in or taken out
("contradicts"), or without the note that they restate in the earlier café ("new"). A pair with any note but its own is a false alarm, though some may be true.
Settings were chosen on the tables with odd numbers; the others are held out.

ArgKP-2021: the arguments on a motion are split into two cafés by turns. Two that share a key point say the
same, two of opposite stance do not. Key points are wide, so what is found of them is little by design.

The baseline is what one would write in ten lines: MiniLM cosine from a threshold on is the same; with a
negation on one side only it contradicts, with 1.6 times the words it details. Its threshold is the one that
tells best on the same notes, so it flatters itself; on ArgKP it gets as many pairs as worldcafe.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from keypoints import DATA, MINILM, as_segments
from planted import CORPUS, NEGATIONS, negate, tag

from worldcafe.analysis import (
    classify_segments,
    clean_segments,
    parse_sources,
    redact_identities,
    segment_blocks,
)
from worldcafe.crossref.cafes import compare_cafes
from worldcafe.embed import embed_segments
from worldcafe.read import read_sources
from worldcafe.settings import CrossrefSettings, EmbedSettings, Settings
from worldcafe.tables import Embeddings, Segments

REPORT = Path(__file__).parents[3] / "shared" / "report" / "outcome-report.txt"
WAYS = ("confirms", "details", "contradicts", "new")
SKIP = 0.45  # cosine that a pair must have to be better than two notes left alone
FEWEST_WORDS = 6  # of a note that something is planted in
LONGER = 1.6  # times the words, for the baseline's detail
Found = dict[tuple[str, str], str]  # (later note, earlier note) -> verdict


def read_notes(source: Path) -> pd.DataFrame:
    """Give the notes of a source with their kinds."""
    settings = Settings()
    sources = read_sources([source], settings.read)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    segments = clean_segments(redact_identities(segments, settings.redact).segments, settings.clean)
    vectors = embed_segments(segments, settings.embed)
    kinds = classify_segments(segments, settings.classify, vectors).set_index("segment_id")["kind"]
    segments = segments.assign(kind=segments["segment_id"].map(kinds).fillna(""))
    return segments[segments["role"] == "note"].reset_index(drop=True)


def cosines(texts: pd.Series, others: pd.Series) -> np.ndarray:
    """Give the cosines of MiniLM."""
    segments = as_segments(texts.to_list(), others.to_list())
    unit = unit_vectors(embed_segments(segments, EmbedSettings()))
    return unit[: len(texts)] @ unit[len(texts) :].T


def unit_vectors(embeddings: Embeddings) -> np.ndarray:
    """Give the unit vectors of MiniLM."""
    vectors = embeddings.matrix[:, :MINILM]
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def in_order(alike: np.ndarray) -> list[tuple[int, int]]:
    """Give the best pairs that keep the order of both sides (Needleman and Wunsch 1970)."""
    best = np.zeros((alike.shape[0] + 1, alike.shape[1] + 1))
    for row, column in np.ndindex(alike.shape):
        paired = best[row, column] + alike[row, column] - SKIP
        best[row + 1, column + 1] = max(paired, best[row, column + 1], best[row + 1, column])
    pairs, (row, column) = [], alike.shape
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]


def bring_together(earlier: pd.DataFrame, later: pd.DataFrame) -> list[tuple[int, int]]:
    """Give rows of notes that restate each other, the n-th table of one source with the n-th of the other."""
    places = [frame.groupby(["cafe", "table"], sort=False).indices for frame in (earlier, later)]
    found = []
    for one, other in zip(*(sides.values() for sides in places), strict=True):
        alike = cosines(earlier["clean_text"].iloc[one], later["clean_text"].iloc[other])
        found += [(one[row], other[column]) for row, column in in_order(alike)]
    return found


def plant(report: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the notes of both cafés, and for each planted one: `later`, `earlier`, `way`, `table`."""
    chance = random.Random(0)
    earlier, later = read_notes(report), read_notes(CORPUS)
    pairs = bring_together(earlier, later)
    long = [pair for pair in pairs if len(later["clean_text"].iat[pair[1]].split()) >= FEWEST_WORDS]
    docs = tag(later["clean_text"].iloc[[row for _, row in long]])
    tails = [text for text in later["clean_text"] if FEWEST_WORDS <= len(text.split()) <= 2 * FEWEST_WORDS]
    rows, texts = [], later["clean_text"].to_list()
    for turn, ((before, now), doc) in enumerate(zip(long, docs, strict=True)):
        way, turned = WAYS[turn % len(WAYS)], negate(doc, chance)
        if way == "contradicts" and not turned:
            way = "new"
        more = f"{doc.text.rstrip('. ')}, {chance.choice(tails)}"
        texts[now] = {"contradicts": turned, "details": more}.get(way, doc.text)
        rows.append((f"late{now}", f"early{before}", way, earlier["table"].iat[before]))
    planted = pd.DataFrame(rows, columns=["later", "earlier", "way", "table"])
    kept = planted["later"].str[4:].astype(int)
    later = later.assign(clean_text=texts, segment_id=[f"late{row}" for row in range(len(later))]).iloc[kept]
    earlier = earlier.assign(segment_id=[f"early{row}" for row in range(len(earlier))])
    news = planted.loc[planted["way"] == "new", "earlier"]
    earlier = earlier[~earlier["segment_id"].isin(news)]
    notes = pd.concat([earlier.assign(cafe="Earlier"), later.assign(cafe="Later")], ignore_index=True)
    return Segments.validate(notes), planted


def ours(notes: pd.DataFrame, embeddings: Embeddings) -> Found:
    """Give what the product finds."""
    found = compare_cafes(notes, embeddings, CrossrefSettings())
    return {(row.later_id, row.earlier_id): row.verdict for row in found.itertuples()}


def cosine(notes: pd.DataFrame, embeddings: Embeddings, least: float) -> Found:
    """Give what the baseline finds."""
    unit = unit_vectors(embeddings)
    is_later = (notes["cafe"] == "Later").to_numpy()
    later, earlier = np.flatnonzero(is_later), np.flatnonzero(~is_later)
    texts, names = notes["clean_text"].to_numpy(), notes["segment_id"].to_numpy()
    pairs = np.argwhere(unit[later] @ unit[earlier].T >= least)
    found = {}
    for now, before in ((later[row], earlier[column]) for row, column in pairs):
        one, other = texts[now], texts[before]
        turned = bool(NEGATIONS.search(one)) != bool(NEGATIONS.search(other))
        longer = len(one.split()) >= LONGER * len(other.split())
        found[names[now], names[before]] = "contradicts" if turned else "details" if longer else "confirms"
    return found


def told(found: Found, planted: pd.DataFrame) -> pd.DataFrame:
    """Count per way: all, own note found, verdict right; and pairs with another note than its own."""
    own = {(row.later, row.earlier): row.way for row in planted.itertuples() if row.way != "new"}
    way_of = dict(zip(planted["later"], planted["way"], strict=True))
    rows = []
    for way in WAYS:
        mine = [pair for pair, name in own.items() if name == way]
        wrong = [pair for pair in found if way_of.get(pair[0]) == way and pair not in own]
        right = sum(found.get(pair) == way for pair in mine)
        number = sum(planted["way"] == way)
        rows.append((way, number, sum(pair in found for pair in mine), right, len(wrong)))
    return pd.DataFrame(rows, columns=["way", "n", "found", "right", "false"])


def worth(counts: pd.DataFrame) -> float:
    """Give F1 of pairs with the right verdict."""
    planted = counts.loc[counts["way"] != "new", "n"].sum()
    return 2 * counts["right"].sum() / (planted + counts["found"].sum() + counts["false"].sum())


def show_planted(report: Path) -> None:
    """Print both ways on the planted notes."""
    notes, planted = plant(report)
    embeddings = embed_segments(notes, EmbedSettings())
    odd = planted["table"].str.extract(r"(\d+)", expand=False).astype(int) % 2 == 1
    mine = ours(notes, embeddings)
    options = [cosine(notes, embeddings, least) for least in np.arange(0.5, 0.95, 0.05)]
    for name, half in (("tables with odd numbers", planted[odd]), ("held out", planted[~odd])):
        plain = max((told(found, half) for found in options), key=worth)
        print(f"{name}: {len(half)} later notes")
        print(f"{'':14}{'worldcafe':34}cosine")
        print(f"{'way':14}" + f"{'found':>9}{'right':>9}{'false':>7}{'':9}" * 2)
        for one, other in zip(told(mine, half).itertuples(), plain.itertuples(), strict=True):
            sides = [f"{row.found:6}/{row.n:<3}{row.right:8}{row.false:7}{'':9}" for row in (one, other)]
            print(f"{one.way:14}" + "".join(sides))
        print(f"F1 of right verdicts: {worth(told(mine, half)):.3f}, cosine {worth(plain):.3f}")


Labels = dict[str, tuple[int, set[str]]]  # argument -> stance, key points


def judge_arguments(found: Found, labels: Labels) -> Counter[str]:
    """Count pairs by what is told of them and what is so."""
    counts: Counter[str] = Counter()
    for (now, before), verdict in found.items():
        (one, points), (other, others) = labels[now], labels[before]
        told_same = "same" if verdict != "contradicts" else "against"
        if told_same == "same" and one == other and not (points and others):
            continue  # nobody said which key points they make
        truth = "opposed" if one != other else "same" if points & others else "apart"
        counts[f"{told_same} {truth}"] += 1
    return counts


def show_arguments(folder: Path, split: str) -> None:
    """Print both ways on the arguments of a split."""
    arguments, labels = (pd.read_csv(folder / f"{name}_{split}.csv") for name in ("arguments", "labels"))
    points = labels[labels["label"] == 1].groupby("arg_id")["key_point_id"].agg(set).to_dict()
    totals: dict[str, Counter[str]] = {"worldcafe": Counter(), "cosine": Counter()}
    for _, group in arguments.groupby("topic"):
        notes = as_segments([], group["argument"].to_list()).assign(segment_id=group["arg_id"].to_list())
        notes["cafe"] = np.where(np.arange(len(notes)) % 2, "Later", "Earlier")
        embeddings = embed_segments(notes, EmbedSettings())
        known = {row.arg_id: (row.stance, points.get(row.arg_id, set())) for row in group.itertuples()}
        mine = ours(notes, embeddings)
        totals["worldcafe"] += judge_arguments(mine, known)
        totals["cosine"] += judge_arguments(most_alike(notes, embeddings, len(mine)), known)
    print(f"ArgKP-2021 {split}")
    for name, counts in totals.items():
        same = [counts[f"same {truth}"] for truth in ("same", "apart", "opposed")]
        against = [counts[f"against {truth}"] for truth in ("same", "apart", "opposed")]
        print(
            f"  {name}: same {sum(same)}, of which one key point {share(same, 0)}, opposed {share(same, 2)};"
        )
        print(f"    against {sum(against)}, of which opposed {share(against, 2)}")


def share(counts: list[int], place: int) -> str:
    """Give one of some counts as a share."""
    return f"{counts[place] / max(sum(counts), 1):.3f}"


def most_alike(notes: pd.DataFrame, embeddings: Embeddings, number: int) -> Found:
    """Give as many pairs of the baseline, those with the highest cosines."""
    unit = unit_vectors(embeddings)
    is_later = (notes["cafe"] == "Later").to_numpy()
    alike = unit[is_later] @ unit[~is_later].T
    least = np.sort(alike, axis=None)[-number] if number else 2.0
    return cosine(notes, embeddings, float(least))


def main() -> None:
    """Run on what is here."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--report", type=Path, default=REPORT)
    parser.add_argument("--argkp", type=Path, default=DATA)
    parser.add_argument("--split", choices=("train", "dev"), default="train")
    arguments = parser.parse_args()
    runs: list[tuple[Path, Callable[[], None]]] = [
        (arguments.report, lambda: show_planted(arguments.report)),
        (arguments.argkp, lambda: show_arguments(arguments.argkp, arguments.split)),
    ]
    for path, run in runs:
        if path.exists():
            run()
        else:
            print(f"{path}: not here, so not measured.")


if __name__ == "__main__":
    main()
