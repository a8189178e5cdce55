"""segment: blocks -> segments, one sentence-level idea each, with exact offsets."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from worldcafe.tables import Segments

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from pandera.typing import DataFrame

    from worldcafe.settings import SegmentSettings
    from worldcafe.tables import Blocks, Source

    Row = dict[Hashable, Any]  # of the table of blocks

PREFIXES = {"heading": "h", "prompt": "q", "note": "n", "meta": "m", "summary": "c", "narrative": "t"}
COPIED = ("cafe", "table", "topic", "round", "question", "section", "subsection")
COLUMNS = tuple(Segments.to_schema().columns)
SPLIT_ROLES = frozenset({"note", "summary", "prompt", "narrative"})
CONTINUATION_WORDS = 4  # at most, of a fragment that only goes on with the sentence before it
RE_END = re.compile(
    r"(?P<stop>[.!?…]+|[。！？]+)(?P<close>[\"'”’»)\]*_]{0,4})(?P<tags>(?:</?\w{1,10}>)*)(?P<gap>\s+)(?=\S)"
    r"|\s+(?=\[(?:[^\]\[\s]+\s+){3,}[^\]\[]{1,400}\](?!\())"
)
RE_LAST_WORD = re.compile(r"[\w.'’]{1,20}$")
RE_OPEN = re.compile(r"[\"'“„«‘’(\[*_¿¡\s]*")
RE_STATEMENT = re.compile(
    r"(?:[\w’'-]+\s+){1,2}(?:is|are|was|were|will|can|could|has|have|had|should|would|must|may|need|needs)\b"
)
RE_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
EDGES = " \t\r\n\f\v\xa0"


def segment_blocks(
    sources: Sequence[Source], blocks: DataFrame[Blocks], settings: SegmentSettings
) -> DataFrame[Segments]:
    """Give one row per sentence-level idea, whole sources in order; `text` is the source from start to end.

    Kind and theme stay empty. What a source marks as an identity is set aside with that reason.
    Ids ("n0012": the twelfth segment, a note) are the same whenever the text is.
    """
    texts = {source.name: source.text for source in sources}
    columns = [blocks[name].tolist() for name in blocks.columns]
    rows: list[Row] = [
        dict(zip(blocks.columns, values, strict=True)) for values in zip(*columns, strict=True)
    ]
    spans = [_spans(texts[row["source"]], row, settings) for row in rows]
    numbers = list(accumulate((len(found) for found in spans), initial=0))
    names = [_identity(row["role"], number) for row, number in zip(rows, numbers, strict=False)]
    frame = _frame(rows, spans, numbers, names)
    pieces = zip(frame["source"], frame["start"], frame["end"], strict=True)
    frame["text"] = [texts[name][start:end] for name, start, end in pieces]
    frame["set_aside"] = _set_aside(sources, frame)
    return Segments.validate(pd.DataFrame({name: frame.get(name, "") for name in COLUMNS}))


def _identity(role: str, number: int) -> str:
    return f"{PREFIXES[role]}{number + 1:04d}"


def _frame(
    rows: list[Row], spans: list[list[tuple[int, int]]], numbers: list[int], names: list[str]
) -> dict[str, list[Any]]:
    """Give the columns of the segments that come from their blocks."""
    copies = [(row, place) for row, found in enumerate(spans) for place in range(len(found))]
    frame: dict[str, list[Any]] = {
        name: [rows[row][name] for row, _ in copies] for name in ("source", "role", *COPIED, "depth")
    }
    frame["segment_id"] = [_identity(rows[row]["role"], numbers[row] + place) for row, place in copies]
    frame["start"] = [spans[row][place][0] for row, place in copies]
    frame["end"] = [spans[row][place][1] for row, place in copies]
    parents = [names[row["parent"]] if row["parent"] >= 0 else "" for row in rows]
    frame["parent_id"] = [parents[row] for row, _ in copies]
    frame["kind_score"] = [0.0] * len(copies)
    return frame


def _set_aside(sources: Sequence[Source], frame: dict[str, list[Any]]) -> list[str]:
    """Give the reason where a mark of the source says that a segment is somebody's name."""
    names = {
        (source.name, start): f"identity: {fields['identity']}"
        for source in sources
        for start, fields in ((mark.start, dict(mark.fields)) for mark in source.marks)
        if "identity" in fields
    }
    return [names.get(key, "") for key in zip(frame["source"], frame["start"], strict=True)]


def _spans(text: str, block: Row, settings: SegmentSettings) -> list[tuple[int, int]]:
    start, end = block["start"], block["end"]
    if block["role"] not in SPLIT_ROLES:
        return [(start, end)]
    edges = [start, *_boundaries(text, start, end), end]
    spans = [_trim(text, a, b) for a, b in pairwise(edges)]
    if len(spans) == 1:
        return spans if spans[0][0] < spans[0][1] else [(start, end)]
    spans = [span for span in spans if RE_WORD.search(text, *span)]
    return _joined(text, spans, settings.fragment_words) or [(start, end)]


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    last = start
    for match in RE_END.finditer(text, start, end):
        if match["stop"] is None or _is_boundary(text, last, match, end):
            last = match.end()
            yield last


def _is_boundary(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Tell whether a sentence ends at a stop: not after an abbreviation, seldom before a small letter."""
    word = RE_LAST_WORD.search(text, max(start, match.start() - 20), match.start())
    low = word.group().lower() if word else ""
    initial = len(low) == 1 and low.isalpha() and match["stop"] == "." and low != "i"
    if match["stop"] == "." and (
        low in _sentence_words()["abbreviation"]
        or initial
        or (low.isdecimal() and match.start() - start <= 3)
    ):
        return False
    opening = RE_OPEN.match(text, match.end(), end)
    first = text[opening.end() : opening.end() + 80] if opening else ""
    if not first[:1].islower() or re.match(r"[a-z]{1,3}[A-Z]", first):  # "iPhone", "eGov" begin a sentence
        return True
    words = len(RE_WORD.findall(text, start, match.start()))
    begun = RE_WORD.search(text, start, match.start())
    careless = bool(begun) and text[begun.start() if begun else start].islower()  # of capitals
    if careless and match["stop"][0] in ".?!" and not match["stop"].startswith(".."):
        return words >= 2
    return words >= 4 and (match["stop"][0] in "?!" or bool(RE_STATEMENT.match(first)))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a span without blanks, stray stops before it and square brackets around it."""
    while start < end and text[start] in EDGES + ".,;…":
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    bracketed = end - start > 2 and text[start] == "[" and text[end - 1] == "]"
    return (start + 1, end - 1) if bracketed and "]" not in text[start : end - 1] else (start, end)


def _joined(text: str, spans: list[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """Join short fragments to the idea before them, and a label in capitals to the one after it."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        words = RE_WORD.findall(text, start, min(end, start + 200))
        before = (
            RE_WORD.findall(text, joined[-1][0], min(joined[-1][1], joined[-1][0] + 60)) if joined else []
        )
        labelled = len(before) == 1 and before[0].isupper() and len(before[0]) > 1
        fragment = len(words) <= most and text[start] not in "([" and text[end - 1] not in "?!"
        continues = fragment or labelled or _continues(text[start:end], words)
        if joined and text[joined[-1][1] : start].isspace() and continues:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _continues(span: str, words: list[str]) -> bool:
    """Tell whether a fragment without a verb only goes on: "No bigger changes.", "Hence less light."."""
    if len(words) > CONTINUATION_WORDS or span[-1] in "?!":
        return False
    low = " ".join(words).lower() + " "
    lists = _sentence_words()
    starts = any(low.startswith(f"{word} ") for word in lists["continuation"])
    return starts and lists["verb"].isdisjoint(low.split())


@lru_cache(maxsize=1)
def _sentence_words() -> dict[str, frozenset[str]]:
    """Give the words of all languages of the data file that tell where sentences end."""
    data = tomllib.loads((files("worldcafe") / "data" / "structure.toml").read_text(encoding="utf-8"))
    keys = ("abbreviation", "continuation", "verb")
    return {key: frozenset(word for lists in data.values() for word in lists[key]) for key in keys}
