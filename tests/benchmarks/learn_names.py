"""Learns what makes a word a person's name: the weights in data/name_weights.toml.

    PYTHONPATH=pipeline python tests/benchmarks/learn_names.py [GOLD DATA] [--write]

Learned from the planted names called "seen" (seven languages), the annotated corpora and texts that name
nobody. Printed is how well a corpus is read by weights that were learned without it, and how those names are
that nothing was learned from: planted "kept" and WNUT17. The border is where, over the corpora left out in
turn, a word of a name that is missed costs as much as COST words removed for nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import numpy as np
from identities import MARKED, PLANTED
from names import DATA as WNUT
from names import read_sentences, segments_of
from redaction import SHARED, corpora
from sklearn.linear_model import LogisticRegression

from worldcafe.language.lists import languages_with
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.redact.announced_names import announced_parts
from worldcafe.redact.batch import Batch
from worldcafe.redact.name_features import FEATURES, Notes
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.people import ODDS, describe_words
from worldcafe.redact.prose import Language
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source

WEIGHTS = Path(__file__).parents[2] / "pipeline" / "worldcafe" / "data" / "name_weights.toml"
COST = 10.0
SMALLEST, STRENGTH = 0.3, 0.5  # weight of a word of texts without names; of the penalty on large weights


def described(segments, names, only=None):
    """Give features and truth of the words of some segments; `names` are (row, start, end)."""
    batch = Batch.of(segments)
    usage = Usage()
    usage.count(batch)
    known = announced_parts(batch)
    inside = defaultdict(list)
    for row, start, end in names:
        inside[row].append((start, end))
    notes = Notes(batch.texts, usage, Language(batch.texts, batch.texts), known)
    words, features = describe_words(notes)
    truth = np.array([any(a <= word.start and word.end <= b for a, b in inside[word.row]) for word in words])
    total = sum(len(text.split()) for row, text in enumerate(batch.texts) if only is None or row in only)
    keep = np.array([only is None or word.row in only for word in words])
    return features[keep], truth[keep], total


def segmented(sources):
    """Give the segments of sources."""
    settings = Settings()
    return segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)


def planted(path):
    """Describe a file of planted names."""
    text, spans, last = "", [], 0
    marked = path.read_text(encoding="utf-8")
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        said = match["gone"] or match["told"]
        spans += [(len(text), len(text) + len(said))] if match["gone"] else []
        text, last = text + said, match.end()
    text += marked[last:]
    segments = segmented((Source("notes.md", text, ""),))
    names = [
        (row, start - first, end - first)
        for row, (first, stop) in enumerate(zip(segments["start"], segments["end"], strict=True))
        for start, end in spans
        if first <= start and end <= stop
    ]
    return described(segments, names)


def annotated(folder):
    """Describe the notes and claims of an annotated corpus."""
    files = sorted((folder / "source").iterdir())
    segments = segmented(read_sources(files if len(files) == 1 else [folder / "source"], Settings().read))
    units = {unit["id"]: " ".join(unit["text"].split()) for unit in _lines(folder / "units.jsonl")}
    names, only = [], set()
    for row, role in enumerate(segments["role"]):
        if role in ("note", "summary"):
            only.add(row)
    for label in [*_lines(folder / "labels.jsonl"), *_lines(folder / "persons_other.jsonl")]:
        for who in label.get("person") or []:
            if who["type"] not in ("name", "person"):
                continue
            for row, text in enumerate(segments["text"]):
                at = text.find(who["text"])
                if at >= 0 and " ".join(text.split())[:30] in units[label["id"]]:
                    names.append((row, at, at + len(who["text"])))
    return described(segments, names, only)


def _lines(path):
    if path.exists():
        yield from (
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        )


def fit(sets, left_out=""):
    """Learn on all sets but one."""
    used = [(name, held) for name, held in sets.items() if name != left_out]
    features = np.concatenate([held[0] for _, held in used])
    truth = np.concatenate([held[1] for _, held in used])
    weight = np.concatenate([np.full(len(held[1]), 1.0 if held[1].any() else SMALLEST) for _, held in used])
    return LogisticRegression(C=STRENGTH, max_iter=5000).fit(features, truth, sample_weight=weight)


def best_border(sets, apart, *, english):
    """Give where missed names and words removed for nothing cost least, over English or all other words."""
    scores = np.concatenate([*apart.values()])
    truth = np.concatenate([held[1] for held in sets.values()])
    foreign = np.concatenate([held[0][:, len(ODDS) + FEATURES.index("foreign")] for held in sets.values()])
    scores, truth = scores[(foreign == 0) == english], truth[(foreign == 0) == english]
    borders = np.linspace(-4, 2, 61)
    costs = [
        COST * (truth & (scores <= border)).sum() + (~truth & (scores > border)).sum() for border in borders
    ]
    least = np.flatnonzero(np.isclose(costs, min(costs)))
    return float(borders[least].mean())


def told(name, scores, truth, border):
    """Print recall and precision of words at a border."""
    found = scores > border
    right = (found & truth).sum()
    wrong = (found & ~truth).sum()
    print(
        f"{name:28} recall {right / max(1, truth.sum()):.3f}  precision {right / max(1, found.sum()):.3f}  wrong {wrong} of {len(truth)}"
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "gold")
    parser.add_argument("data", type=Path, nargs="?", default=SHARED / "data")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    sets = {path.stem: planted(path) for path in sorted(PLANTED.glob("*-seen.md"))}
    sets |= {
        folder.parent.name: annotated(folder.parent) for folder in sorted(arguments.gold.glob("*/source"))
    }
    for name, texts in corpora(arguments.data):
        if name != "clinc150":  # it has names after all ("call me jason")
            sets[name] = described(segments_of(texts[::2]), [])
    for language in sorted(languages_with("kinds")):
        sentences = import_module(f"spacy.lang.{language}.examples").sentences
        sets[f"spacy {language}"] = described(segments_of(list(sentences)), [])
    fresh = {path.stem: planted(path) for path in sorted(PLANTED.glob("*-kept.md"))}
    texts, gold = map(list, zip(*read_sentences(WNUT), strict=True))
    fresh["wnut17"] = described(
        segments_of(texts), [(row, *span) for row, spans in enumerate(gold) for span in spans]
    )
    apart = {name: fit(sets, name).decision_function(held[0]) for name, held in sets.items()}
    border = best_border(sets, apart, english=True)
    farther = best_border(sets, apart, english=False) - border
    print("foreign border", border + farther)
    model = fit(sets)
    print("border", border)
    for name, held in sets.items():
        told(name, apart[name], held[1], border)
    for name, held in fresh.items():
        told(name, model.decision_function(held[0]), held[1], border)
    values = dict(zip((*ODDS, *FEATURES), model.coef_[0], strict=True))
    values["foreign"] -= farther  # so that one border holds for all
    values |= {"constant": float(model.intercept_[0]), "border": border, "beside": -1.0}
    lines = [f'"{name}" = {float(value):.3f}' for name, value in values.items()]
    print("\n".join(lines))
    if arguments.write:
        head = "# What a word's features weigh, in log odds; learned by tests/benchmarks/learn_names.py.\n[weights]\n"
        WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
