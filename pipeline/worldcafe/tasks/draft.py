"""A first draft of the TOML beside a source: what was recognised in it, for a person to correct."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from worldcafe.read.sidecar import part_starts
from worldcafe.source import TOLD_PLACE

if TYPE_CHECKING:
    from collections.abc import Hashable
    from typing import Any

    from pandera.typing import DataFrame

    from worldcafe.source import Source
    from worldcafe.tables import Blocks

    Row = dict[Hashable, Any]  # of the table of blocks

NAMED = TOLD_PLACE[:-1]
PARTS = {"note": "notes", "prompt": "notes", "meta": "notes", "summary": "report", "narrative": "other"}
SHOWN = 90  # characters of the line that a part begins with
HEAD = """\
# What worldcafe read in {name}. Correct what is wrong and run again: this file is read by itself.
#
# Keys, all of them optional; what is not said is as recognised, and "" means none:
#   cafe, table, topic, round, question   the place of what is said
#   is = "notes", "report" or "other"     what it is: the notes of tables, the report's summaries, neither
# Each [[part]] goes from the line that begins with the words of `from` to the next part; `nth` says which
# line is meant, where several after the part before begin with these words.
"""


@dataclass(frozen=True)
class _Part:
    """A stretch of a source that stands at one place."""

    begins: str
    nth: int
    fields: tuple[str, ...]  # cafe, table, topic, round, and what it is


def draft_sidecar(name: str, files: Sequence[tuple[str, Source]], blocks: DataFrame[Blocks]) -> str:
    """Give the text of a TOML that says of each file what was recognised in it.

    `files` are the files of the source `name` by their own names; one file whose own name is "" stands
    for the whole source. Reading the draft gives the same roles and places as reading without it.
    """
    rows = blocks.to_dict("records")
    pieces = [HEAD.format(name=json.dumps(name, ensure_ascii=False))]
    for own_name, source in files:
        parts = list(_parts(source, [row for row in rows if row["source"] == source.name]))
        pieces.append(_file(own_name, parts))
    return "\n".join(pieces)


def _parts(source: Source, rows: list[Row]) -> Iterator[_Part]:
    """Give the stretches of a source; a heading belongs to what comes below it."""
    below = "other"
    kinds = []
    for row in reversed(rows):
        below = PARTS.get(row["role"], below)
        kinds.append(below)
    placed = [
        ((*(str(row[name]) for name in NAMED), kind), row)
        for row, kind in zip(rows, reversed(kinds), strict=True)
    ]
    position = 0
    for fields, group in groupby(placed, key=lambda pair: pair[0]):
        first = next(group)[1]
        words = _first_words(source.text[first["start"] : first["end"]])
        earlier = [start for start in part_starts(words, source.text, position) if start <= first["start"]]
        yield _Part(words, max(1, len(earlier)), fields)
        position = earlier[-1] + 1 if earlier else position


def _first_words(text: str) -> str:
    """Give the first line of a block, cut where a word ends."""
    line = text.strip().split("\n")[0]
    return line if len(line) <= SHOWN else line[:SHOWN].rpartition(" ")[0] or line[:SHOWN]


def _file(name: str, parts: Sequence[_Part]) -> str:
    """Give the lines about one file: at once where all of it stands at one place, else part by part."""
    lines = ["[[file]]", f"name = {_quoted(name)}"] if name else []
    if len(parts) == 1:
        return "\n".join([*lines, *_lines(parts[0].fields), ""])
    level = "[[file.part]]" if name else "[[part]]"
    for part in parts:
        lines += ["", level, f"from = {_quoted(part.begins)}"]
        lines += [f"nth = {part.nth}"] if part.nth > 1 else []
        lines += _lines(part.fields)
    return "\n".join([*lines, ""])


def _lines(fields: Sequence[str]) -> Iterator[str]:
    for name, value in zip((*NAMED, "is"), fields, strict=True):
        if value:
            yield f"{name} = {_quoted(value)}"


def _quoted(text: str) -> str:
    """Give a TOML string; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
