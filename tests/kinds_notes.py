"""Tables of notes made by hand, for the tests of kinds and suggestions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from worldcafe.tables import Embeddings, Segments

EMPTY = dict.fromkeys(
    (
        "topic",
        "section",
        "subsection",
        "parent_id",
        "theme_id",
        "second_theme_id",
        "set_aside",
        "language",
        "round",
        "question",
    ),
    "",
)


def notes(*rows: str | dict[str, object]):
    """Give a checked table of segments: a string is a note at Table 1, a dict overrides columns."""
    records = []
    for i, row in enumerate(rows):
        given = {"text": row} if isinstance(row, str) else dict(row)
        base = {
            **EMPTY,
            "segment_id": f"n{i:03}",
            "source": "notes.md",
            "start": i * 1000,
            "end": i * 1000 + 500,
            "role": "note",
            "cafe": "",
            "table": "Table 1",
            "depth": 0,
            "kind": "",
            "kind_score": 0.0,
        }
        records.append({**base, "clean_text": given["text"], **given})
    columns = list(Segments.to_schema().columns)
    return Segments.validate(pd.DataFrame(records)[columns])


def bags(segments) -> Embeddings:
    """Give vectors of notes by the letters-triples in them: crude, but the same everywhere."""
    spoken = segments[segments["role"].isin(["note", "summary"])]
    matrix = np.zeros((len(spoken), 4096), np.float32)
    for i, text in enumerate(spoken["clean_text"].str.lower()):
        for j in range(len(text) - 2):
            matrix[i, sum(ord(c) * 31**k for k, c in enumerate(text[j : j + 3])) % 4096] += 1
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return Embeddings(tuple(spoken["segment_id"]), matrix / np.maximum(norms, 1e-9), "letters")
