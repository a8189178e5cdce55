"""The data sets on which ways of theming are compared: texts, their themes where they are known, and their places."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pandas as pd

SHARED = Path(__file__).parents[3] / "shared"
SMALL = 3000  # texts up to which a set counts as small


@dataclass(frozen=True)
class Corpus:
    """Texts to theme. `themes` is "" for a text whose theme nobody knows; `segments` has the places, if any."""

    texts: list[str]
    themes: list[str]
    segments: pd.DataFrame | None = field(default=None, repr=False)

    @property
    def n_themes(self) -> int:
        """Give the number of themes that people made, or a tenth of the texts where nobody did."""
        return len(set(self.themes) - {""}) or max(2, len(self.texts) // 10)


def gold() -> list[Corpus]:
    """The notes of the first report; the themes of about 40 % of them are annotated."""
    segments = read_segments(SHARED / "report" / "outcome-report.txt")
    notes = segments[segments["role"] == "note"].reset_index(drop=True)
    theme_of = themes_of_segments(SHARED / "gold" / "ccnso-half", segments)
    themes = [theme_of.get(name, "") for name in notes["segment_id"]]
    return [Corpus(notes["clean_text"].tolist(), themes, segments)]


def read_segments(path: Path) -> pd.DataFrame:
    """Read a source up to the vectors, as a run does."""
    from worldcafe.classify import classify_segments
    from worldcafe.clean import clean_segments
    from worldcafe.embed import embed_segments
    from worldcafe.parse import parse_sources
    from worldcafe.read import read_sources
    from worldcafe.redact import redact_identities
    from worldcafe.segment import segment_blocks
    from worldcafe.settings import Settings

    settings = Settings()
    sources = read_sources([path], settings.read)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    segments = clean_segments(redact_identities(segments, settings.redact).segments, settings.clean)
    vectors = embed_segments(segments, settings.embed)
    kinds = classify_segments(segments, settings.classify, vectors).set_index("segment_id")["kind"]
    return segments.assign(kind=segments["segment_id"].map(kinds).fillna(""))


def themes_of_segments(folder: Path, segments: pd.DataFrame) -> dict[str, str]:
    """Give the hand-made theme of the annotated unit that overlaps most with each segment."""
    sys.path.insert(0, str(SHARED / "score"))
    import score  # the scorer knows how to lay annotation over a run's own text

    units = pd.DataFrame(score.read_jsonl(folder / "units.jsonl"))
    if "source" in units:
        units = score.realign(
            units.assign(source=units["source"].map(score.sources_of(units, segments))), segments
        )
    theme_of = {
        unit: theme["name"]
        for theme in score.read_jsonl(folder / "themes.jsonl")
        for unit in theme["units"]
        if not theme["name"].lower().startswith("misc")
    }
    found: dict[str, str] = {}
    for source, part in segments.groupby("source"):
        own = units[units["source"] == source] if "source" in units else units
        overlap = score.overlap_map(own, part)
        for unit in own[own["role"] == "note"]["id"]:
            if unit in theme_of and overlap.get(unit):
                found[overlap[unit][0][0]] = theme_of[unit]
    return found


def argkp() -> list[Corpus]:
    """Arguments on 24 topics, a corpus each; the themes are key points (arguments of one key point only)."""
    folder = SHARED / "data" / "argkp2021"
    arguments, labels = (pd.read_csv(folder / f"{name}_train.csv") for name in ("arguments", "labels"))
    one = labels[labels["label"] == 1].drop_duplicates("arg_id", keep=False)
    merged = arguments.merge(one, on="arg_id")
    return [
        Corpus(rows["argument"].tolist(), rows["key_point_id"].tolist())
        for _, rows in merged.groupby("topic")
    ]


def polis() -> list[Corpus]:
    """Statements of four public conversations; nobody has made themes of them."""
    tables = [pd.read_csv(path) for path in sorted((SHARED / "data" / "polis").glob("*/comments.csv"))]
    texts = [table.loc[table["moderated"] != -1, "comment-body"].dropna().tolist() for table in tables]
    return [Corpus(found, [""] * len(found)) for found in texts]


def clinc(part: str) -> Callable[[], list[Corpus]]:
    """Requests to an assistant, 150 intents."""

    def read() -> list[Corpus]:
        path = SHARED / "data" / "clinc150" / "data_small_trainval.json"
        rows = json.loads(path.read_text(encoding="utf-8"))[part]
        return [Corpus([text for text, _ in rows], [intent for _, intent in rows])]

    return read


def banking() -> list[Corpus]:
    """Questions to a bank, 77 intents."""
    table = pd.read_csv(SHARED / "data" / "banking77" / "train.csv")
    return [Corpus(table["text"].tolist(), table["category"].tolist())]


def m10() -> list[Corpus]:
    """Titles of papers of ten fields, words only (already lemmatised, stop words removed)."""
    table = pd.read_csv(SHARED / "data" / "octis" / "M10" / "corpus.tsv", sep="\t", header=None, dtype=str)
    return [Corpus(table[0].tolist(), table[2].tolist())]


def mixed(number: int) -> Callable[[], list[Corpus]]:
    """Random texts of the labelled sets together; where they do not suffice, again with a word left out."""

    def read() -> list[Corpus]:
        sources = {
            "clinc": [*clinc("train")(), *clinc("val")()], "banking": banking(), "m10": m10(), "argkp": argkp()
        }  # fmt: skip
        rows = sorted(
            {
                (text, f"{name}: {theme}")
                for name, corpora in sources.items()
                for corpus in corpora
                for text, theme in zip(corpus.texts, corpus.themes, strict=True)
            }
        )
        random = Random(0)
        random.shuffle(rows)
        again = [(_without_a_word(text, random), theme) for text, theme in rows * (number // len(rows))]
        chosen = [*rows, *again][:number]
        return [Corpus([text for text, _ in chosen], [theme for _, theme in chosen])]

    return read


def _without_a_word(text: str, random: Random) -> str:
    words = text.split()
    left = random.randrange(len(words))
    return " ".join([*words[:left], *words[left + 1 :]]) or text


SETS: dict[str, Callable[[], list[Corpus]]] = {
    "gold": gold,
    "argkp": argkp,
    "polis": polis,
    "clinc-val": clinc("val"),
    "clinc-train": clinc("train"),
    "banking": banking,
    "m10": m10,
    "mixed-10000": mixed(10_000),
    "mixed-100000": mixed(100_000),
}
LARGE = ("mixed-100000",)  # run only where asked for


def as_segments(corpus: Corpus) -> pd.DataFrame:
    """Give a corpus as the table of segments that the product works on; without places where it has none."""
    from worldcafe.tables import Segments

    if corpus.segments is not None:
        return corpus.segments
    n = len(corpus.texts)
    columns = list(Segments.to_schema().columns)
    base = dict.fromkeys(columns, "") | {"depth": 0, "kind_score": 0.0, "role": "note", "source": "texts"}
    frame = pd.DataFrame([base] * n).assign(
        segment_id=[f"t{i:06d}" for i in range(n)],
        start=range(n),
        end=range(1, n + 1),
        text=corpus.texts,
        clean_text=corpus.texts,
    )
    return Segments.validate(frame[columns])
