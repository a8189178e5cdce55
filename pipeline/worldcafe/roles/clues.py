"""What may tell what a segment is: how it looks, where it stands, its line, and what stands beside it.

Nothing here is a rule. Each clue is a number; how much it says is learned (`model`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from worldcafe.language.words import PIECE, SIGN
from worldcafe.tables import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandera.typing import DataFrame

    from worldcafe.source import Source
    from worldcafe.tables import Segments

PLACED = ("table", "topic", "round", "question", "section", "subsection")
LINE = ("within", "marked", "indented", "goes on")


def find_clues(segments: DataFrame[Segments], sources: Sequence[Source]) -> pd.DataFrame:
    """Give the clues of every segment: a row each, a column of numbers for each clue, by name."""
    look, roles = _look(segments["text"]), segments["role"]
    place = segments[list(PLACED)] != ""
    found = pd.concat([look, place, segments["depth"], _lines(segments, sources), _beside(segments)], axis=1)
    notes = look["letters"].where(roles == "note").groupby(segments["source"])
    return found.assign(longer=look["letters"] - notes.transform("median").fillna(0.0)).astype(float)


def words_of(text: str) -> list[str]:
    """Give the words of a text as they are weighed: small letters, figures by themselves, each once."""
    return list(dict.fromkeys(PIECE.findall(text.casefold())))


def _look(texts: pd.Series) -> pd.DataFrame:
    said, bare = texts.str, texts.str.rstrip(" \"'”»)]").str
    words = said.count(r"\S+")
    return pd.DataFrame(
        {
            "letters": np.log1p(said.count(r"[^\W\d_]")),
            "words": np.log1p(words),
            "stops": bare.endswith((".", "!")),
            "asks": bare.endswith("?"),
            "announces": bare.endswith(":"),
            "begins small": said[:1].str.islower(),
            "figures": said.count(r"\d") / said.len().clip(lower=1),
            "capitals": said.count(r"\s[A-ZÀ-ÖØ-Þ]") / (words - 1).clip(lower=1),
            "parenthesis": said.startswith(("(", "[", "{")),
            "quoted": said.startswith(('"', "“", "«", "„", "‘")),
            "address": said.contains(r"@|https?:|www\."),
            "clock": said.contains(r"\d[:.h]\d\d"),
        }
    )


def _lines(segments: DataFrame[Segments], sources: Sequence[Source]) -> pd.DataFrame:
    """Tell how each segment stands on its line."""
    texts = {source.name: source.text for source in sources}
    columns = (segments[name].tolist() for name in ("source", "start", "end"))
    rows = [_line(texts[name], start, end) for name, start, end in zip(*columns, strict=True)]
    return pd.DataFrame(rows, columns=list(LINE), index=segments.index)


def _line(text: str, start: int, end: int) -> tuple[bool, bool, bool, bool]:
    """Tell whether on its line stand words before a segment, only a sign, a gap at first, words behind it."""
    begins, stops = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[begins:start], text[end : stops if stops >= 0 else len(text)]
    sign = before.strip().rstrip(".):")
    within = SIGN.search(sign) is not None and not sign.isdecimal()
    return within, bool(sign) and not within, before[:1].isspace(), SIGN.search(after) is not None


def _beside(segments: DataFrame[Segments]) -> pd.DataFrame:
    """Tell the role of each segment, and of those that stand before and behind it in the source."""
    by_source = segments.groupby("source")["role"]
    roles = {"is": segments["role"], "after": by_source.shift(1), "before": by_source.shift(-1)}
    return pd.DataFrame({f"{where} {role}": told == role for where, told in roles.items() for role in ROLES})
