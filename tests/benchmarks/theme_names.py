"""Names of themes beside the names that people gave to the same groups, and plain ways of naming.

    PYTHONPATH=pipeline python tests/benchmarks/theme_names.py [FOLDER of public data] [FOLDER of gold] [--show]

like      cosine (MiniLM) of each name and the label that people gave to its group: what the name is for
phrase    share of names that are a noun phrase: one noun at the head or two joined, no function word at either
          end, no bare acronym, no verb but as a participle, at most eight words (by spaCy's small model)
distinct  share of names that share no word with another name of the same set
about     share of the texts of a group that its name speaks for: they share a word with it (by its stem), or it is
          nearer to them (MiniLM) than to nine tenths of the texts of other groups
half      share of names that speak for half of their texts or more
refused   share of names that nobody should read aloud: a word alone, no word that two texts of the group have, or
          grammar of another language at an end
strange   share of names that join two things which no text of the group speaks of together
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer

from worldcafe.embed import cache_file, encode_texts, make_encoder, quick_vectors
from worldcafe.language.common_words import stem
from worldcafe.language.english import load_english
from worldcafe.language.stems import family
from worldcafe.language.stop_words import foreign_stop_words, is_function_word
from worldcafe.language.words import WORD
from worldcafe.name import hear_themes, name_themes
from worldcafe.settings import NameSettings
from worldcafe.tables import Assignments, Segments

REPO = Path(__file__).parents[2]
MOST_TEXTS, MOST_GROUPS = 12, 60  # of each set: the size of a café
MEASURES = ("like", "phrase", "distinct", "about", "half", "refused", "strange")
Groups = dict[str, list[str]]  # label -> texts


def banking(folder: Path) -> Groups:
    with (folder / "banking77" / "train.csv").open(encoding="utf-8") as file:
        return _grouped((row["category"].replace("_", " "), row["text"]) for row in csv.DictReader(file))


def clinc(folder: Path) -> Groups:
    data = json.loads((folder / "clinc150" / "data_small_trainval.json").read_text(encoding="utf-8"))
    return _grouped((label.replace("_", " "), text) for text, label in data["train"])


def key_points(folder: Path) -> Groups:
    read = {
        name: list(csv.DictReader((folder / "argkp2021" / f"{name}_train.csv").open(encoding="utf-8")))
        for name in ("arguments", "key_points", "labels")
    }
    argument = {row["arg_id"]: row["argument"] for row in read["arguments"]}
    point = {row["key_point_id"]: row["key_point"] for row in read["key_points"]}
    return _grouped(
        (point[row["key_point_id"]], argument[row["arg_id"]]) for row in read["labels"] if row["label"] == "1"
    )


def gold(folder: Path) -> Groups:
    lines = (folder / "units.jsonl").read_text(encoding="utf-8").splitlines()
    units = {unit["id"]: unit["text"] for unit in map(json.loads, lines)}
    themes = map(json.loads, (folder / "themes.jsonl").read_text(encoding="utf-8").splitlines())
    return _grouped((theme["name"], units[unit]) for theme in themes for unit in theme["units"])


def _grouped(pairs: Iterable[tuple[str, str]]) -> Groups:
    """Take the first texts of each label, and labels evenly over the set."""
    found: Groups = defaultdict(list)
    for label, text in pairs:
        if len(found[label]) < MOST_TEXTS:
            found[label].append(text)
    kept = [label for label, texts in found.items() if len(texts) >= 3]
    step = max(1, len(kept) / MOST_GROUPS)
    return {kept[int(place)]: found[kept[int(place)]] for place in np.arange(0, len(kept), step)}


@dataclass
class Given:
    """Groups in the shape in which the product names them."""

    assignments: pd.DataFrame
    keywords: dict[str, tuple[str, ...]]
    families: dict[str, str] = field(default_factory=dict)
    stability: dict[str, float] = field(default_factory=dict)


def worldcafe(groups: Groups) -> list[str]:
    """Name the groups as a run would."""
    texts = [(f"T{number:03d}", text) for number, part in enumerate(groups.values()) for text in part]
    frame = pd.DataFrame(dict.fromkeys(Segments.to_schema().columns, ""), index=range(len(texts)))
    ids = [f"n{number:04d}" for number in range(len(texts))]
    segments = frame.assign(
        segment_id=ids, start=0, end=1, depth=0, kind_score=0.0, role="note",
        clean_text=[text for _, text in texts], theme_id=[theme for theme, _ in texts],
    )  # fmt: skip
    given = pd.DataFrame({"segment_id": ids, "theme_id": segments["theme_id"]})
    given = given.assign(second_theme_id="", next_theme_ids="", fit=0.5, margin=0.1, set_aside="")
    heard = hear_themes(Segments.validate(segments), quick_vectors)
    grouping = Given(Assignments.validate(given), {})
    themes = name_themes(segments, grouping, NameSettings(), heard).sort_values("theme_id")
    return themes["name"].tolist()


def top_words(groups: Groups) -> list[str]:
    """Join the three strongest words by c-TF-IDF, as BERTopic names its topics."""
    counter = CountVectorizer(stop_words="english", token_pattern=r"(?u)\b[^\W\d_][\w'-]+\b")
    counts = counter.fit_transform([" ".join(texts) for texts in groups.values()]).toarray()
    weight = (
        counts
        / counts.sum(axis=1, keepdims=True)
        * np.log(1 + counts.sum() / len(counts) / counts.sum(axis=0))
    )
    words = counter.get_feature_names_out()
    return [" ".join(words[row.argsort()[::-1][:3]]) for row in weight]


def nearest_phrase(groups: Groups) -> list[str]:
    """Take the one to three words nearest to the middle of the texts (KeyBERT, with WordLlama's vectors)."""
    names = []
    for texts in groups.values():
        counter = CountVectorizer(stop_words="english", ngram_range=(1, 3))
        phrases = counter.fit(texts).get_feature_names_out().tolist()
        middle = quick_vectors(texts).mean(axis=0)
        names.append(phrases[int((quick_vectors(phrases) @ middle).argmax())])
    return names


def likeness(names: list[str], labels: list[str]) -> float:
    """Give the mean cosine of names and labels."""
    encoder, cache = make_encoder("minilm"), cache_file("auto")
    one, other = (
        encode_texts([text.lower() for text in texts], encoder, cache)[:, 0] for texts in (names, labels)
    )
    return float((one * other).sum(axis=1).mean())


def is_phrase(name: str) -> bool:
    """Tell a noun phrase from other strings of words."""
    doc = load_english()(name[:1].lower() + name[1:] if name[1:2].islower() else name)
    words = [token for token in doc if token.is_alpha]
    if not words or len(words) > 8 or (len(words) == 1 and not name[1:].islower()):
        return False
    heads = [token for token in doc if token.head is token or token.dep_ == "conj"]
    ends = (words[0].lower_, words[-1].lower_)
    is_noun = all(token.pos_ in ("NOUN", "PROPN") or token.tag_ == "VBG" for token in heads)
    has_verb = any(token.pos_ == "AUX" or token.tag_ in ("VB", "VBP", "VBZ", "VBD") for token in doc)
    return is_noun and not has_verb and not any(map(is_function_word, ends))


def distinct(names: list[str]) -> float:
    """Give the share of names that share no content word with another."""
    words = [{stem(w) for w in name.lower().split() if not is_function_word(w)} for name in names]
    said = Counter(word for part in words for word in part)
    return sum(all(said[word] == 1 for word in part) for part in words) / len(words)


def spoken_for(names: list[str], groups: Groups) -> list[float]:
    """Give the share of the texts of each group that its name speaks for."""
    encoder, cache = make_encoder("minilm"), cache_file("auto")
    texts = [text for part in groups.values() for text in part]
    owner = np.array([number for number, part in enumerate(groups.values()) for _ in part])
    near = encode_texts(names, encoder, cache)[:, 0] @ encode_texts(texts, encoder, cache)[:, 0].T
    words = [content_stems(text) for text in texts]
    shares = []
    for number, name in enumerate(names):
        border = np.quantile(near[number][owner != number], 0.9) if len(names) > 1 else 1.0
        own = np.flatnonzero(owner == number)
        said = content_stems(name)
        shares.append(float(np.mean([bool(said & words[row]) or near[number, row] > border for row in own])))
    return shares


def content_stems(text: str) -> set[str]:
    return {family(word.lower()) for word in WORD.findall(text) if not is_function_word(word.lower())}


def is_refused(name: str, texts: list[str]) -> bool:
    """Tell a name that nobody should read aloud."""
    words = [word.lower() for word in WORD.findall(name)]
    texts_with = Counter(word for text in texts for word in content_stems(text))
    is_rare = all(texts_with[word] < 2 for word in content_stems(name))
    grammar = foreign_stop_words()
    return len(words) < 2 or is_rare or words[0] in grammar or words[-1] in grammar


def is_strange(name: str, texts: list[str]) -> bool:
    """Tell a name that joins what no text speaks of together."""
    said = [content_stems(text) for text in texts]
    parts = [content_stems(part) for part in re.split(r", | and ", name)]
    pairs = itertools.combinations(parts, 2)
    return any(not any(one & stems and other & stems for stems in said) for one, other in pairs)


WAYS: dict[str, Callable[[Groups], list[str]]] = {
    "worldcafe": worldcafe,
    "top three words": top_words,
    "nearest phrase": nearest_phrase,
}


def main(arguments: list[str]) -> None:
    folders = [Path(text) for text in arguments if text != "--show"]
    data = folders[0] if folders else REPO.parent / "shared" / "data"
    hand = folders[1] if len(folders) > 1 else REPO.parent / "shared" / "gold"
    sets = {"banking77": banking, "clinc150": clinc, "argkp2021": key_points}
    read = {name: reader(data) for name, reader in sets.items()}
    corpora = sorted(path.parent for path in hand.glob("*/themes.jsonl"))
    read |= {f"hand-made themes of {path.name}": gold(path) for path in corpora}
    rows: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for title, groups in read.items():
        labels = list(groups)
        print(f"\n{title}: {len(groups)} groups\n{'':<18}{'  '.join(MEASURES)}")
        found = {name: way(groups) for name, way in WAYS.items()}
        for name, names in found.items():
            about = spoken_for(names, groups)
            refused = [is_refused(text, part) for text, part in zip(names, groups.values(), strict=True)]
            strange = [is_strange(text, part) for text, part in zip(names, groups.values(), strict=True)]
            phrases = np.mean([is_phrase(text) for text in names])
            half = np.mean([share >= 0.5 for share in about])
            row = (
                likeness(names, labels),
                phrases,
                distinct(names),
                np.mean(about),
                half,
                np.mean(refused),
                np.mean(strange),
            )
            rows[name].append(tuple(map(float, row)))
            print(f"{name:<18}{shown(row)}")
        if "--show" in arguments:
            for row in zip(labels, *found.values(), strict=True):
                print("   ", " | ".join(row))
    print(f"\nall {len(read)} sets, mean (worst)\n{'':<18}{'  '.join(MEASURES)}")
    for name, found in rows.items():
        table = np.array(found)
        print(f"{name:<18}{shown(table.mean(axis=0))}")
        print(f"{'':<18}{shown([*table[:, :-2].min(axis=0), *table[:, -2:].max(axis=0)])}")


def shown(row: Iterable[float]) -> str:
    return "  ".join(f"{value:<{len(name)}.2f}" for name, value in zip(MEASURES, row, strict=True))


if __name__ == "__main__":
    main(sys.argv[1:])
