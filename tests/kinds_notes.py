"""Tables of notes made by hand, for the tests of kinds and suggestions."""

from __future__ import annotations

import numpy as np

from tables_of import table_of
from worldcafe.tables import Embeddings, Segments


def notes(*rows: str | dict[str, object]):
    """Give a checked table of segments: a string is a note at Table 1, a dict overrides columns."""
    records = []
    for i, row in enumerate(rows):
        given = {"text": row} if isinstance(row, str) else dict(row)
        place = {"segment_id": f"n{i:03}", "start": i * 1000, "end": i * 1000 + 500}
        records.append({**place, "clean_text": given["text"], **given})
    return table_of(Segments, records, source="notes.md", role="note", table="Table 1")


def bags(segments) -> Embeddings:
    """Give vectors of notes by the letters-triples in them: crude, but the same everywhere."""
    spoken = segments[segments["role"].isin(["note", "summary"])]
    matrix = np.zeros((len(spoken), 4096), np.float32)
    for i, text in enumerate(spoken["clean_text"].str.lower()):
        for j in range(len(text) - 2):
            matrix[i, sum(ord(c) * 31**k for k, c in enumerate(text[j : j + 3])) % 4096] += 1
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return Embeddings(tuple(spoken["segment_id"]), matrix / np.maximum(norms, 1e-9), "letters")
