"""Opposition to the same point: ArgKP-2021 (arguments for and against a motion), beside plain ways.

    PYTHONPATH=pipeline python tests/benchmarks/sides.py [arguments.csv ...]

Pairs: two arguments on one motion; a way calls them opposed or not. Themes: of each motion, twelve arguments of one
side and twelve of both, drawn thrice; a way says whether both sides were heard. "No motion" leaves out arguments that
say the motion itself ("we should ..."), which are easy.
"""

from __future__ import annotations

import csv
import itertools
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from worldcafe.language.common_words import stem
from worldcafe.language.english import load_english
from worldcafe.language.stop_words import is_function_word
from worldcafe.oppose.stance import find_stances

DATA = Path(__file__).parents[3] / "shared" / "data" / "argkp2021"
NEGATED = re.compile(r"\b(?:not|no|never|without|against|cannot)\b|n['’]t\b", re.IGNORECASE)
SIZE, DRAWS = 12, 3


def read(path: Path, *, motions: bool) -> dict[str, list[tuple[str, str]]]:
    """Give (argument, side) by motion."""
    topics: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if motions or not re.search(
                r"\bwe should|\bshould (?:not )?be\b|shouldn", row["argument"], re.IGNORECASE
            ):
                topics[row["topic"]].append((row["argument"], row["stance"]))
    return topics


def by_stances(texts: list[str]) -> np.ndarray:
    """The product's rules."""
    stances = [find_stances(doc) for doc in load_english().pipe(texts, disable=["ner"])]
    return _pairs(texts, lambda i, j: any(a.opposes(b) for a in stances[i] for b in stances[j]))


def by_negation(texts: list[str]) -> np.ndarray:
    """One of the two has a negation, and they share two content words."""
    words = [{stem(w) for w in re.findall(r"\w+", text) if not is_function_word(w.lower())} for text in texts]
    negated = [bool(NEGATED.search(text)) for text in texts]
    return _pairs(texts, lambda i, j: negated[i] != negated[j] and len(words[i] & words[j]) >= 2)


def _pairs(texts: list[str], opposed: Callable[[int, int], bool]) -> np.ndarray:
    table = np.zeros((len(texts), len(texts)), dtype=bool)
    for i, j in itertools.combinations(range(len(texts)), 2):
        table[i, j] = table[j, i] = opposed(i, j)
    return table


def judge(topics: dict[str, list[tuple[str, str]]], way: Callable[[list[str]], np.ndarray]) -> list[float]:
    """Give precision and recall of pairs, then of themes."""
    random = np.random.default_rng(5)
    pairs, themes = np.zeros((2, 2)), np.zeros((2, 2))
    for rows in topics.values():
        opposed = way([text for text, _ in rows])
        sides = np.array([side for _, side in rows])
        truth = sides[:, None] != sides[None, :]
        upper = np.triu_indices(len(rows), 1)
        for called, true in itertools.product((0, 1), (0, 1)):
            pairs[called, true] += np.sum((opposed[upper] == called) & (truth[upper] == true))
        for _ in range(DRAWS):
            for kinds in ([side] for side in np.unique(sides)):
                among = np.flatnonzero(np.isin(sides, kinds))
                drawn = random.permutation(among)[:SIZE]
                themes[int(opposed[np.ix_(drawn, drawn)].any()), 0] += 1
                mixed = np.concatenate(
                    [random.permutation(np.flatnonzero(sides == s))[: SIZE // 2] for s in np.unique(sides)]
                )
                themes[int(opposed[np.ix_(mixed, mixed)].any()), 1] += 1
    return [
        figure
        for table in (pairs, themes)
        for figure in (table[1, 1] / max(1, table[1].sum()), table[1, 1] / table[:, 1].sum())
    ]


def main(paths: list[Path]) -> None:
    for path, motions in itertools.product(paths, (True, False)):
        topics = read(path, motions=motions)
        number = sum(map(len, topics.values()))
        print(f"\n{path.name}{'' if motions else ', no motion'}: {number} arguments on {len(topics)} motions")
        print(f"{'':<30}pairs: precision  recall   themes: precision  recall")
        ways = {"worldcafe": by_stances, "one has a negation": by_negation}
        for name, way in ways.items():
            a, b, c, d = judge(topics, way)
            print(f"{name:<30}{a:>16.3f}{b:>8.3f}{c:>19.3f}{d:>8.3f}")
        everything = judge(topics, lambda texts: np.ones((len(texts), len(texts)), dtype=bool))
        print(
            f"{'all are opposed':<30}{everything[0]:>16.3f}{everything[1]:>8.3f}{everything[2]:>19.3f}{everything[3]:>8.3f}"
        )


if __name__ == "__main__":
    main([Path(text) for text in sys.argv[1:]] or [DATA / "arguments_dev.csv", DATA / "arguments_train.csv"])
