"""Which of many texts a pattern can match at all, asked of all at once: most hold nothing of the kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BLANK = r"[\s\x0b\x1c-\x1f\x85\pZ]"  # what Python calls white space, as RE2 writes it


def prefilter(texts: Sequence[str], pattern: str) -> list[int]:
    r"""Give the rows in which a pattern is found, written as RE2 reads it.

    RE2 knows no look-around, its `\w`, `\d` and `\s` are those of ASCII, and it takes a thousandth of the
    time that a search of each text takes. What it finds is where to look more carefully.
    """
    held = pc.match_substring_regex(pa.array(texts, type=pa.string()), pattern)
    return np.flatnonzero(np.asarray(held)).tolist()
