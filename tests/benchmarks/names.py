"""Person names found in noisy text: WNUT17 dev, beside spaCy's small model and Presidio on the same text.

    PYTHONPATH=pipeline python tests/benchmarks/names.py [emerging.dev.conll]

A name counts as found when no letter of it stays readable; a find counts as right when it shares a letter
with a name. Presidio is optional (pip install presidio-analyzer, in an environment of its own); it runs on
the same small spaCy model. Misses and false finds were looked at in the first half only, so the second half
is printed apart.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from worldcafe.language.english import load_english
from worldcafe.redact import redact_identities
from worldcafe.settings import RedactSettings
from worldcafe.tables import Segments

DATA = Path(__file__).parents[3] / "shared" / "data" / "wnut17" / "emerging.dev.conll"
Spans = list[tuple[int, int]]


def read_sentences(path: Path) -> Iterator[tuple[str, Spans]]:
    """Give each text with the spans of the person names in it."""
    text, spans = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        token, _, tag = line.strip().partition("\t")
        if not token:
            if text:
                yield text, spans
            text, spans = "", []
            continue
        start = len(text) + bool(text)
        text = f"{text} {token}".strip()
        if tag == "B-person":
            spans.append((start, len(text)))
        elif tag == "I-person" and spans:
            spans[-1] = (spans[-1][0], len(text))


def segments_of(texts: list[str]) -> pd.DataFrame:
    """Give the texts as notes of one table."""
    frame = pd.DataFrame(dict.fromkeys(Segments.to_schema().columns, ""), index=range(len(texts)))
    starts = pd.Series([len(text) + 1 for text in texts]).cumsum().shift(fill_value=0)
    lengths = pd.Series(map(len, texts))
    ids = [f"n{number}" for number in range(len(texts))]
    return Segments.validate(
        frame.assign(
            segment_id=ids,
            source="notes",
            start=starts,
            end=starts + lengths,
            role="note",
            table="1",
            depth=0,
            text=texts,
            kind_score=0.0,
        )
    )


def ours(texts: list[str], settings: RedactSettings) -> list[Spans]:
    """Find people by the product's own stage."""
    segments = segments_of(texts)
    removals = redact_identities(segments, settings).removals
    people = removals[(removals["type"] == "person") & removals["removed"]]
    found: list[Spans] = [[] for _ in texts]
    rows = segments["start"].searchsorted(people["start"], side="right") - 1
    for row, start, end in zip(rows, people["start"], people["end"], strict=True):
        offset = int(segments["start"].iloc[row])
        found[row].append((start - offset, end - offset))
    return found


def spacy_names(texts: list[str]) -> list[Spans]:
    """Find people by spaCy's named entities alone."""
    nlp = load_english()
    with nlp.select_pipes(enable=["tok2vec", "ner"]):
        docs = nlp.pipe(texts)
        return [
            [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"] for doc in docs
        ]


def presidio_names(texts: list[str]) -> list[Spans]:
    """Find people by Presidio with its defaults."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Engine(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": load_english()}

    analyzer = AnalyzerEngine(nlp_engine=Engine(), supported_languages=["en"])
    analyze = analyzer.analyze
    return [[(hit.start, hit.end) for hit in analyze(text, "en", entities=["PERSON"])] for text in texts]


def score(gold: list[Spans], found: list[Spans]) -> tuple[float, float, float]:
    """Give recall (names wholly covered), precision (finds that touch a name) and F1."""
    names = hit = finds = right = 0
    for truth, spans in zip(gold, found, strict=True):
        covered = {position for start, end in spans for position in range(start, end)}
        inside = {position for start, end in truth for position in range(start, end)}
        names, finds = names + len(truth), finds + len(spans)
        # Spaces between the words of a name need no cover.
        hit += sum(all(p in covered for p in range(*span)) for span in truth)
        right += sum(not inside.isdisjoint(range(*span)) for span in spans)
    recall, precision = hit / max(1, names), right / max(1, finds)
    return recall, precision, 2 * recall * precision / max(1e-9, recall + precision)


def main(path: Path) -> None:
    """Print one row per finder."""
    if not path.exists():
        print(f"{path} is not here; give the path of a CoNLL file with person tags.")
        return
    texts, gold = map(list, zip(*read_sentences(path), strict=True))
    systems: dict[str, Callable[[list[str]], list[Spans]]] = {
        "worldcafe": lambda batch: ours(batch, RedactSettings()),
        "spaCy small": spacy_names,
        "Presidio": presidio_names,
    }
    half = len(texts) // 2
    print(
        f"{len(texts)} texts, {sum(map(len, gold))} names; in brackets the second half\n\n"
        "| | recall | precision | F1 | texts/s |\n|---|---|---|---|---|"
    )
    for name, system in systems.items():
        try:
            system(texts[:5])
        except ModuleNotFoundError as error:
            print(f"| {name} | not installed ({error.name}) |")
            continue
        began = time.perf_counter()
        found = system(texts)
        seconds = time.perf_counter() - began
        pairs = zip(score(gold, found), score(gold[half:], found[half:]), strict=True)
        cells = " | ".join(f"{whole:.3f} ({second:.3f})" for whole, second in pairs)
        print(f"| {name} | {cells} | {len(texts) / seconds:,.0f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
