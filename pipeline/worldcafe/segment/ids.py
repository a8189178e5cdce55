"""Ids that hold from run to run: of what was said and where, not of how many segments stand before it."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from worldcafe.language.words import plain_words
from worldcafe.segment.stage import PREFIXES
from worldcafe.tables import PLACE, Segments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pandera.typing import DataFrame

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no letter that is read as another
LENGTH = 8  # 40 bits: among a million segments every other run has two that would be alike


def name_segments(segments: DataFrame[Segments]) -> DataFrame[Segments]:
    """Give the segments ids made of role, words and place, such as "n4k0zqe1v"; `parent_id` follows.

    A note keeps its id when others are added, moved or removed; of two that are alike word for word at one
    place, the second counts as second. `clean_text` must be free of identities: an id is public.
    """
    return Namer().name(segments)


class Namer:
    """Names the segments of a source that comes in parts, as `name_segments` would name them in one."""

    def __init__(self) -> None:
        self._twins: Counter[str] = Counter()
        self._given: set[str] = set()
        self._above: dict[str, str] = {}  # what segments of the next part may hang under

    def name(self, segments: DataFrame[Segments]) -> DataFrame[Segments]:
        """Name the segments of the next part."""
        columns = (segments[name].tolist() for name in ("role", "clean_text", *PLACE))
        ids = [self._id(role, text, place) for role, text, *place in zip(*columns, strict=True)]
        old, above = segments["segment_id"].tolist(), segments["parent_id"].tolist()
        renamed = {**self._above, **dict(zip(old, ids, strict=True))}
        parents = dict(zip(old, above, strict=True))
        if old:
            top = _top(parents, old[-1])
            self._above = {top: renamed[top]}
        return Segments.validate(
            segments.assign(segment_id=ids, parent_id=[renamed.get(parent, "") for parent in above])
        )

    def _id(self, role: str, text: str, place: list[str]) -> str:
        """Give the id of the next segment with this role, these words and this place."""
        words = plain_words(text)
        said = "\0".join([role, " ".join(words) or text, *place])
        while True:
            twin, self._twins[said] = self._twins[said], self._twins[said] + 1
            found = PREFIXES[role] + _letters(f"{said}\0{twin}")
            if found not in self._given:
                self._given.add(found)
                return found


def _letters(text: str) -> str:
    """Give some letters and digits that hang on the whole text (BLAKE2b in base 32)."""
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def _top(parents: Mapping[str, str], segment: str) -> str:
    """Give what a segment hangs under in the end, itself where it hangs under nothing."""
    while parents.get(segment):
        segment = parents[segment]
    return segment
