"""The shipped corpus as the lines that a person would type into a word processor, and where each stands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from worldcafe.parse import parse_sources
from worldcafe.parse.document import open_documents
from worldcafe.parse.words import load_words
from worldcafe.read import read_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import ParseSettings, ReadSettings, SegmentSettings
from worldcafe.source import Source

CORPUS = Path(__file__).parents[1] / "corpus" / "ccnso-2023" / "report.md"
PLACE = ("cafe", "table", "topic", "round", "question")
BOLD = re.compile(r"\*\*|(?<!\w)\*|\*(?!\w)")


@dataclass(frozen=True)
class Line:
    """A heading of a `level`, a bullet with a `depth` from 0, or (neither) a paragraph."""

    text: str
    level: int = 0
    depth: int = -1
    strong: bool = False
    place: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()  # role, depth and words of each part with a role of its own


def corpus_source() -> Source:
    """The corpus as it is read."""
    return Source("report.md", CORPUS.read_text(encoding="utf-8"), "")


def corpus_lines() -> list[Line]:
    """Every line of the corpus in order; how it is laid out comes from the source, not from its format."""
    source = corpus_source()
    rows = parse_sources((source,), ParseSettings()).to_dict("records")
    (document,) = open_documents([source], load_words(ParseSettings().languages))
    lines = []
    for piece, text, depth in zip(document.pieces, document.texts, document.depths, strict=True):
        inside = [row for row in rows if piece.start <= row["start"] < piece.end]
        block = inside[0]
        heads = block["role"] == "heading" and not piece.is_item
        lines.append(
            Line(
                re.sub(r"[ \n]+", " ", text),
                level=_level(block) if heads else 0,
                depth=depth if piece.is_item else -1,
                strong=piece.strong,
                place=tuple(block[name] for name in PLACE),
                rows=tuple(
                    (row["role"], str(row["depth"]), source.text[row["start"] : row["end"]]) for row in inside
                ),
            )
        )
    return lines


def _level(block) -> int:
    """The level that an author would give a heading."""
    if not block["table"]:
        return 2 if block["topic"] else 1
    return 4 if block["subsection"] else 3 if block["round"] else 2


def segments_of(sources: Sequence[Source]):
    """The segments of some sources."""
    blocks = parse_sources(sources, ParseSettings())
    return segment_blocks(sources, blocks, SegmentSettings())


def read_segments(*paths: Path):
    """The segments of some files, read, parsed and cut."""
    return segments_of(read_sources(list(paths), ReadSettings()))


def facts(segments) -> list[tuple[str, ...]]:
    """What must be the same in every format: words, role, place, and what a segment hangs under."""
    texts = dict(zip(segments["segment_id"], map(_bare, segments["text"]), strict=True))
    return [
        (
            _bare(row.text),
            row.role,
            row.cafe,
            row.table,
            row.topic,
            row.round,
            row.depth,
            texts.get(row.parent_id, ""),
        )
        for row in segments.itertuples()
    ]


def _bare(text: str) -> str:
    return " ".join(BOLD.sub("", text).split())


def share_alike(expected: list[tuple[str, ...]], found: list[tuple[str, ...]]) -> tuple[float, str]:
    """The share of segments that are the same, in order, and what differs."""
    matcher = difflib.SequenceMatcher(None, expected, found, autojunk=False)
    alike = sum(block.size for block in matcher.get_matching_blocks())
    differences = [
        f"{sign} {entry}"
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
        for sign, entries in (("-", expected[a:b]), ("+", found[c:d]))
        for entry in entries
    ]
    return alike / max(len(expected), len(found)), "\n".join(differences)
