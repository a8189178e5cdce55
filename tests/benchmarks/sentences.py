"""Where sentences begin in informal text: ours beside spaCy's parser and sentencizer on UD English EWT (dev).

    PYTHONPATH=pipeline python tests/benchmarks/sentences.py [en_ewt-ud-dev.conllu]

Scored are the sentences that begin inside a paragraph; those that begin one are given. A beginning counts
as found within two characters. spaCy's small English model ships no senter.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import spacy

from worldcafe.language.english import load_english
from worldcafe.segment import segment_blocks
from worldcafe.settings import SegmentSettings
from worldcafe.source import Source
from worldcafe.tables import Blocks

DATA = Path(__file__).parents[3] / "shared" / "data" / "ud_ewt" / "en_ewt-ud-dev.conllu"
NEAR = 2  # characters
Starts = list[set[int]]


def read_paragraphs(path: Path) -> Iterator[list[str]]:
    """Give the sentences of each paragraph."""
    sentences: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("# newpar", "# newdoc")) and sentences:
            yield sentences
            sentences = []
        elif line.startswith("# text = "):
            sentences.append(line.removeprefix("# text = "))
    yield sentences


def joined(sentences: list[str]) -> tuple[str, set[int]]:
    """Give a paragraph and where its sentences but the first begin."""
    text, starts = "", set()
    for sentence in sentences:
        if text:
            text += " "
            starts.add(len(text))
        text += sentence
    return text, starts


def ours(texts: list[str], fragment_words: int) -> Starts:
    """Cut paragraphs with the product's own stage."""
    sources = tuple(Source(f"{number}.txt", text, "") for number, text in enumerate(texts))
    blank = dict.fromkeys(Blocks.to_schema().columns, "")
    rows = [
        {
            **blank,
            "source": source.name,
            "start": 0,
            "end": len(source.text),
            "role": "note",
            "depth": 0,
            "parent": -1,
        }
        for source in sources
    ]
    frame = segment_blocks(sources, Blocks.validate(pd.DataFrame(rows)), SegmentSettings(fragment_words))
    found = frame.groupby("source")["start"].agg(set)
    return [{start for start in found.get(source.name, ()) if start > NEAR} for source in sources]


def spacys(texts: list[str], nlp: spacy.Language) -> Starts:
    """Cut paragraphs with a pipeline of spaCy."""
    docs = nlp.pipe(texts)
    return [{sent.start_char for sent in doc.sents if sent.start_char > NEAR} for doc in docs]


def f1(gold: Starts, found: Starts) -> tuple[float, float, float]:
    """Give precision, recall and F1 of beginnings."""
    pairs = list(zip(gold, found, strict=True))
    right = sum(any(abs(a - b) <= NEAR for b in want) for want, have in pairs for a in have)
    hit = sum(any(abs(a - b) <= NEAR for b in have) for want, have in pairs for a in want)
    precision = right / max(1, sum(map(len, found)))
    recall = hit / max(1, sum(map(len, gold)))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(path: Path) -> None:
    """Print a row for each way to cut."""
    if not path.exists():
        sys.exit(f"{path} is not here; give the path of en_ewt-ud-dev.conllu.")
    texts, gold = zip(*map(joined, read_paragraphs(path)), strict=True)
    sentencizer = spacy.blank("en")
    sentencizer.add_pipe("sentencizer")
    ways: dict[str, Callable[[], Starts]] = {
        "worldcafe, every fragment apart": lambda: ours(list(texts), 0),
        "worldcafe, as shipped": lambda: ours(list(texts), SegmentSettings().fragment_words),
        "spaCy parser (small English)": lambda: spacys(list(texts), load_english()),
        "spaCy sentencizer": lambda: spacys(list(texts), sentencizer),
    }
    print("| way | precision | recall | F1 | paragraphs/s |\n|---|---|---|---|---|")
    load_english()
    for name, way in ways.items():
        began = time.perf_counter()
        precision, recall, both = f1(list(gold), way())
        seconds = time.perf_counter() - began
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {both:.3f} | {len(texts) / seconds:,.0f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
