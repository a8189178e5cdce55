"""What the small questions of the app are worth: themes by answers on notes, recurrence by answers on pairs.

    PYTHONPATH=pipeline python tests/benchmarks/questions.py [--gold DIR] [--kept FILE]

Each annotated corpus is analysed with kinds and links learned from the others. Its annotation then stands in for a
person who is asked as the app asks: which theme a note is of (its own, the three next, the last six that the person
made, a new one), with those of its five likest that go with it ticked, and whether two suggestions say the same. A
theme means what most of its annotated notes mean; only annotated notes are asked, for of others nobody knows the answer.

Themes are measured by AMI over annotated notes, recurrence by what `recurrence.py` calls found and right, before
the first answer and after so many. Baseline: the same questions in random order (mean of five). --kept: where the
analyses are kept between two calls.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from unittest.mock import patch

import numpy as np
from annotated import SHARED, annotated_corpora
from kinds_data import learn as learn_kinds
from kinds_data import read_apart, read_corpora
from recurrence import Case, judge, make_case, rows_of
from sklearn.metrics import adjusted_mutual_info_score
from themes_data import themes_of_segments
from train_links import learn as learn_links
from train_links import pairs_of

from worldcafe.analysis import analyse
from worldcafe.classify import classify_segments
from worldcafe.crossref import crossref_claims, scores
from worldcafe.embed import embed_segments
from worldcafe.found import Analysis, split_ids
from worldcafe.read import read_sources
from worldcafe.recur import group_suggestions
from worldcafe.rulings import Rulings
from worldcafe.settings import CrossrefSettings, RecurSettings, Settings
from worldcafe.tasks.alike import like_in_theme, pair_suggestions

AFTER = (0, 25, 50, 100, 150)  # answers
SEEDS = range(5)
SHOWN, MADE, BESIDE = 3, 6, 5  # as in `serve/doubts.py`, which needs a database


@dataclass(frozen=True)
class Asked:
    """A corpus as it is asked about: notes by id with their theme, surety and next themes, and what people say."""

    name: str
    case: Case
    found: Analysis
    theme_of: Mapping[str, str]
    margin: Mapping[str, float]
    nearest: Mapping[str, list[str]]
    gold: Mapping[str, str]


def read_asked(folder: Path) -> list[Asked]:
    """Analyse each corpus with kinds and links learned from the others, beside what people say of it."""
    settings = Settings()
    corpora = list(annotated_corpora(folder))
    runs = [analyse(read_sources(c.paths, settings.read), settings).analysis for c in corpora]
    vectors = [embed_segments(run.segments, settings.embed) for run in runs]
    given = list(zip(corpora, runs, vectors, strict=True))
    pairs = [pairs_of(corpus, run.segments, vector) for corpus, run, vector in given if corpus.links]
    kinds, apart = read_corpora(folder), read_apart()
    asked = []
    for corpus, run, vector in given:
        model = learn_kinds([*(other for key, other in kinds.items() if key != corpus.name), *apart])
        judged = classify_segments(run.segments, settings.classify, vector, model).set_index("segment_id")
        said = run.segments.assign(
            kind=run.segments["segment_id"].map(judged["kind"]).fillna(""),
            kind_score=run.segments["segment_id"].map(judged["kind_score"]).fillna(0.0),
        )
        weights = learn_links([other for other in pairs if other.name != corpus.name])
        with patch.object(scores, "link_weights", lambda weights=weights: weights):
            links = crossref_claims(said, vector, CrossrefSettings()).links
        case = make_case(corpus, folder / corpus.name, (said, vector, links))
        suggestions = group_suggestions(said, vector, links, RecurSettings())
        found = replace(run, segments=said, links=links, suggestions=suggestions)
        rows = run.assignments.to_dict("records")
        asked.append(
            Asked(
                corpus.name,
                case,
                found,
                {row["segment_id"]: row["theme_id"] for row in rows},
                {row["segment_id"]: float(row["margin"]) for row in rows},
                {row["segment_id"]: split_ids(row["next_theme_ids"]) for row in rows},
                themes_of_segments(folder / corpus.name, said),
            )
        )
    return asked


def meanings(theme_of: Mapping[str, str], gold: Mapping[str, str]) -> dict[str, str]:
    """Give what each theme means to people: what most of its annotated notes do."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for note, theme in theme_of.items():
        if theme and note in gold:
            counts[theme][gold[note]] += 1
    return {theme: min(c, key=lambda one: (-c[one], one)) for theme, c in counts.items()}


def ami(theme_of: Mapping[str, str], gold: Mapping[str, str]) -> float:
    """Give how well themes agree with those of people, over annotated notes; what is set aside stands alone."""
    notes = [note for note in theme_of if note in gold]
    themes = [theme_of[note] or f"alone {note}" for note in notes]
    return float(adjusted_mutual_info_score([gold[note] for note in notes], themes))


def choose(asked: Asked, note: str, now: dict[str, str], made: Sequence[str]) -> str:
    """Give the theme that a person chooses for a note out of those that the page offers, "" for a new one."""
    means = meanings(now, asked.gold)
    offered = [now[note], *asked.nearest[note][:SHOWN], *made[len(made) - MADE :]]
    right = [theme for theme in offered if means.get(theme) == asked.gold[note]]
    return right[0] if right else ""


def by_notes(
    asked: Asked, order: Iterable[str], company: Mapping[str, list[str]], offers: bool = True
) -> list[float]:
    """Give AMI after so many answers; with each note go those of its company that mean the same."""
    now, made, done = dict(asked.theme_of), [], set()
    told, number = [ami(asked.theme_of, asked.gold)], 0
    for note in order:
        if note in done:
            continue
        number += 1
        with_it = [one for one in company.get(note, []) if one not in done and now[one] == now[note]][:BESIDE]
        ticked = [note, *(one for one in with_it if asked.gold.get(one) == asked.gold[note])]
        theme = choose(asked, note, now, made if offers else [])
        if not theme:
            theme = f"new {number}"
            made.append(theme)
        now |= dict.fromkeys(ticked, theme)
        done |= set(ticked)
        if number in AFTER:
            told.append(ami(now, asked.gold))
    return told + [ami(now, asked.gold)] * (len(AFTER) - len(told))


def by_pairs(asked: Asked, order: Sequence[tuple[str, str]]) -> np.ndarray:
    """Give found, right joined pairs and joined pairs after so many answers whether two suggestions are one."""
    case, told = asked.case, []
    of_note = case.units
    for many in AFTER:
        same, different = [], []
        for one, other in order[:many]:
            both = set(of_note.get(one, [])), set(of_note.get(other, []))
            is_same = any(units & both[0] and units & both[1] for units in (*case.recurrent, *case.gaps))
            (same if is_same else different).append((one, other))
        rulings = Rulings(same=tuple(same), different=tuple(different))
        table = group_suggestions(case.segments, case.embeddings, case.links, RecurSettings(), rulings)
        told.append(judge(case, rows_of(table)))
    return np.array(told)


def shuffled(order: Sequence, seed: int) -> list:
    """Give the same in an order drawn by lot."""
    return Random(seed).sample(list(order), len(order))


def themes(corpora: Sequence[Asked]) -> None:
    """Print AMI after so many answers on notes."""
    ways: dict[str, list[list[float]]] = defaultdict(list)
    for asked in corpora:
        themed = [note for note, theme in asked.theme_of.items() if theme and note in asked.gold]
        queue = sorted(themed, key=lambda note: (asked.margin[note], note))
        like = like_in_theme(asked.found)
        ways["as the app asks: with the five likest"].append(by_notes(asked, queue, like))
        lots = [by_notes(asked, shuffled(queue, seed), like) for seed in SEEDS]
        ways["the same, by lot"].append(list(np.mean(lots, axis=0)))
        ways["each note alone"].append(by_notes(asked, queue, {}))
        lots = [by_notes(asked, shuffled(queue, seed), {}) for seed in SEEDS]
        ways["each note alone, by lot"].append(list(np.mean(lots, axis=0)))
        ways["each alone, made themes not offered"].append(by_notes(asked, queue, {}, offers=False))
        print(f"{asked.name:26}{len(themed):5} notes that can be asked about", flush=True)
    for way, rows in ways.items():
        print(f"{way:44}" + "".join(f"{value:8.3f}" for value in np.mean(rows, axis=0)))
        for asked, row in zip(corpora, rows, strict=True):
            print(f"    {asked.name:40}" + "".join(f"{value:8.3f}" for value in row))


def pairs(corpora: Sequence[Asked]) -> None:
    """Print found and right after so many answers on pairs."""
    ways: dict[str, list[np.ndarray]] = defaultdict(list)
    for asked in corpora:
        if not asked.case.recurrent:
            continue
        order = [(one, other) for one, other, _ in pair_suggestions(asked.found, most=400)]
        ways["pairs, by gain"].append(by_pairs(asked, order))
        lots = [by_pairs(asked, shuffled(order, seed)) for seed in SEEDS]
        ways["the same pairs, by lot"].append(np.mean(lots, axis=0))
    for way, found in ways.items():
        table = np.array(found)  # corpus, answers, figure
        shares = [
            np.mean([row[at, 1] / row[at, 2] for row in table if row[at, 2]]) for at in range(len(AFTER))
        ]
        pooled = table[:, :, 1].sum(axis=0) / np.maximum(table[:, :, 2].sum(axis=0), 1)
        for name, row in (("found", table[:, :, 0].mean(axis=0)), ("right", shares), ("pooled", pooled)):
            print(f"{way:32}{name:12}" + "".join(f"{value:8.3f}" for value in row))


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--kept", type=Path)
    given = parser.parse_args()
    if not given.gold.is_dir():
        sys.exit(f"{given.gold}: not here, so not measured.")
    if given.kept and given.kept.exists():
        corpora = pickle.loads(given.kept.read_bytes())
    else:
        corpora = read_asked(given.gold)
        if given.kept:
            given.kept.write_bytes(pickle.dumps(corpora))
    print(f"{'answers':44}" + "".join(f"{number:8}" for number in AFTER))
    themes(corpora)
    pairs(corpora)


if __name__ == "__main__":
    main()
