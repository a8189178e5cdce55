"""Learns what makes a word a person's name: the weights in data/name_weights.toml.

    PYTHONPATH=pipeline python tests/benchmarks/learn_names.py [GOLD DATA] [--write english other]

Learned from the planted names called "seen" (seven languages), the annotated corpora and texts that name
nobody. Printed is how those names are read that nothing was learned from: planted "kept" and WNUT17. The border
is where, over what is left out in turn (a corpus in English, else a whole language), a word of a name that is
missed costs as much as COST words removed for nothing: the mean of such borders over corpora drawn by lot.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import numpy as np
from faker import Faker
from identities import MARKED, PLANTED
from languages import DOCUMENTS, read_document
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

HEAD = "# What a word's features weigh, in log odds; learned by tests/benchmarks/learn_names.py."
WEIGHTS = Path(__file__).parents[2] / "pipeline" / "worldcafe" / "data" / "name_weights.toml"
COST = {True: 5.5, False: 4.0}  # of a missed name, in words removed for nothing: in English, and in others
DRAWS = 500  # of corpora, for the border
SECTION = re.compile(r"^\[(\w+)\]\n([^\[]+)", re.MULTILINE)
NAME = re.compile(r"[^\W\d_]+")
VARIANTS, COINED = 4, 0.25  # more of each planted text, with other names; how many of these are in no list
LOCALES = {
    "de": "de_DE",
    "en": "en_GB",
    "es": "es_ES",
    "fr": "fr_FR",
    "it": "it_IT",
    "nl": "nl_NL",
    "pt": "pt_PT",
}
SMALLEST, RENAMED = 0.3, 0.1  # weight of a word of texts without names; of one of a text with other names
STRENGTH = {True: 0.5, False: 1.0}  # of the penalty on large weights
UNUSED = {  # what weighs nothing in English, and in other languages
    True: {
        *("often in another language", "plain word", "plain word of another language", "foreign"),
        *("called after", "known place", "unlisted"),
    },
    False: {
        *("capital of a noun", "shouted", "word", "small", "never", "unknown inside", "unknown first"),
        "acronym",
    },
}
TRAPS = ("busy", "second", "plain")  # texts full of words that are names elsewhere: too many for English


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


def renamed(marked, locale, draw):
    """Give a marked text with other names in place of those in it, each the same throughout, one in four coined."""
    faker = Faker(locale)
    faker.seed_instance(draw.random())
    given = {}

    def other(match):
        word = match[0]
        if len(word) < 3 or not word[0].isalpha():
            return word
        if word.casefold() not in given:
            name = draw.choice((faker.first_name, faker.last_name))().split()[0]
            half = faker.last_name().split()[0]
            given[word.casefold()] = (
                name[: len(name) // 2 + 1] + half[len(half) // 2 :].lower()
                if draw.random() < COINED
                else name
            )
        name = given[word.casefold()]
        return name.casefold() if word.islower() else name

    def whole(match):
        return (
            match[0]
            if "@" in match[0]
            else f"[[{NAME.sub(other, match['gone'])}]]"
            if match["gone"]
            else match[0]
        )

    return MARKED.sub(whole, marked)


def planted(marked):
    """Describe a text of planted names."""
    text, spans, last = "", [], 0
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


def weight_of(name, truth):
    """Give what each word of a set weighs."""
    weight = (1.0 if truth.any() else SMALLEST) * (RENAMED if name[-1].isdigit() and "seen" in name else 1.0)
    return np.full(len(truth), weight)


def group_of(name, *, english):
    """Give what is left out together: a language, or in English a corpus with its variants."""
    language = re.match(
        rf"({'|'.join(LOCALES)})[-_]", name.removeprefix("plain ").replace("spacy ", "") + "-"
    )
    return name.rstrip(" 0123456789") if english or not language else language[1]


def fit(sets, *, english):
    """Learn the weights for English, or for other languages."""
    if english:
        sets = for_english(sets)
    features = np.concatenate([held[0] for held in sets.values()])
    truth = np.concatenate([held[1] for held in sets.values()])
    weight = np.concatenate([weight_of(name, held[1]) for name, held in sets.items()])
    model = LogisticRegression(C=STRENGTH[english], max_iter=5000)
    return model.fit(features * _columns(english), truth, sample_weight=weight)


def _columns(english):
    """Give 0 for each feature that is not looked at, 1 for the others."""
    return np.array([float(name not in UNUSED[english]) for name in (*ODDS, *FEATURES)])


def best_border(sets, *, english):
    """Give where missed names and words removed for nothing cost least, each set scored without its group.

    It is the mean over sets that are drawn with replacement, DRAWS times: no one name decides.
    """
    foreign, costs = len(ODDS) + FEATURES.index("foreign"), defaultdict(float)
    borders = np.linspace(-4, 3, 141)
    for group in sorted({group_of(name, english=english) for name in sets}):
        inside = [name for name in sets if group_of(name, english=english) == group]
        model = fit({name: held for name, held in sets.items() if name not in inside}, english=english)
        for name in inside:
            held = sets[name]
            here = (held[0][:, foreign] == 0) == english
            if here.any():
                scores = model.decision_function(held[0][here] * _columns(english))
                weight, truth = weight_of(name, held[1])[here], held[1][here]
                costs[name.rstrip(" 0123456789")] += np.array(
                    [
                        COST[english] * weight[truth & (scores <= border)].sum()
                        + weight[~truth & (scores > border)].sum()
                        for border in borders
                    ]
                )
    curves, draw = np.array(list(costs.values())), np.random.default_rng(0)
    drawn = (draw.integers(0, len(curves), len(curves)) for _ in range(DRAWS))
    return float(np.mean([borders[curves[rows].sum(axis=0).argmin()] for rows in drawn]))


def told(name, scores, truth, border):
    """Print recall and precision of words at a border."""
    found = scores > border
    right = (found & truth).sum()
    wrong = (found & ~truth).sum()
    print(
        f"{name:28} recall {right / max(1, truth.sum()):.3f}  precision {right / max(1, found.sum()):.3f}  wrong {wrong} of {len(truth)}"
    )


def for_english(sets):
    """Give the sets that English is learned from: no variants with other names, no texts full of traps."""
    return {
        name: held
        for name, held in sets.items()
        if not ("seen" in name and name[-1].isdigit()) and not any(part in name for part in TRAPS)
    }


def learned(sets, fresh):
    """Give the lines that tell the weights for English and for other languages."""
    lines = []
    for part, english in (("english", True), ("other", False)):
        border = best_border(sets, english=english)
        model = fit(sets, english=english)
        for name, held in fresh.items():
            here = (held[0][:, len(ODDS) + FEATURES.index("foreign")] == 0) == english
            if here.any():
                scores = model.decision_function(held[0][here] * _columns(english))
                told(name, scores, held[1][here], border)
        values = dict(zip((*ODDS, *FEATURES), model.coef_[0], strict=True))
        values |= {"constant": float(model.intercept_[0]), "border": border, "beside": -1.0}
        lines += ["", f"[{part}]", *(f'"{name}" = {value:.3f}' for name, value in values.items() if value)]
    return lines


def with_variants():
    """Describe the planted texts called "seen", and the same with other names."""
    seen = (path for path in sorted(PLANTED.glob("*-seen.md")) if "roles" not in path.stem)
    sets = {}
    for path in seen:
        marked, draw = path.read_text(encoding="utf-8"), random.Random(path.stem)
        for number in range(VARIANTS + 1):
            held = planted(renamed(marked, LOCALES[path.stem[:2]], draw) if number else marked)
            sets[f"{path.stem} {number}" if number else path.stem] = held
    return sets


def write(lines, parts):
    """Write the learned weights of some parts, and leave the others as they are."""
    told, kept = "\n".join([*lines, ""]), WEIGHTS.read_text(encoding="utf-8")
    new, old = ({part[0]: part[1] for part in SECTION.findall(text)} for text in (told, kept))
    sections = (
        f"[{part}]\n{(new if part in parts else old)[part].strip()}\n" for part in ("english", "other")
    )
    WEIGHTS.write_text("\n".join([HEAD, "", *sections]), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "gold")
    parser.add_argument("data", type=Path, nargs="?", default=SHARED / "data")
    parser.add_argument("--write", choices=("english", "other"), nargs="+", default=[])
    arguments = parser.parse_args()
    sets = with_variants()
    sets |= {
        folder.parent.name: annotated(folder.parent) for folder in sorted(arguments.gold.glob("*/source"))
    }
    for name, texts in corpora(arguments.data):
        if name != "clinc150":  # it has names after all ("call me jason")
            sets[name] = described(segments_of(texts[::2]), [])
    for language in sorted(languages_with("kinds")):
        sentences = import_module(f"spacy.lang.{language}.examples").sentences
        sets[f"spacy {language}"] = described(segments_of(list(sentences)), [])
    for path in sorted(DOCUMENTS.glob("*.md")):  # they name nobody
        sets[f"plain {path.stem}"] = planted(read_document(path)[0])
    fresh = {
        path.stem: planted(path.read_text(encoding="utf-8"))
        for path in sorted(PLANTED.glob("*-kept.md"))
        if "roles" not in path.stem
    }
    texts, gold = map(
        list, zip(*read_sentences(arguments.data / "wnut17" / "emerging.dev.conll"), strict=True)
    )
    fresh["wnut17"] = described(
        segments_of(texts), [(row, *span) for row, spans in enumerate(gold) for span in spans]
    )
    lines = learned(sets, fresh)
    print("\n".join(lines))
    if arguments.write:
        write(lines, arguments.write)


if __name__ == "__main__":
    main()
