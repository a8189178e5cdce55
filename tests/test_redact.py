"""Identities leave every column; subjects and ordinary words stay."""

from __future__ import annotations

import pandas as pd
import pytest

from worldcafe.redact import redact_identities
from worldcafe.settings import RedactSettings
from worldcafe.tables import Segments


def redacted(text):
    """One note after redaction."""
    columns = Segments.to_schema().columns
    given = {"segment_id": "s1", "source": "garden.md", "role": "note", "text": text, "table": "Table 1"}
    numbers = {"start": 0, "end": len(text), "depth": 0, "kind_score": 0.0}
    frame = pd.DataFrame([{name: (given | numbers).get(name, "") for name in columns}])
    return redact_identities(Segments.validate(frame), RedactSettings()).segments.iloc[0]


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("According to Maria the shed leaks", "Maria"),
        ("The lock is broken, said Dr Okoye", "Okoye"),
        ("Write to ines@garden.example for a key", "ines@garden.example"),
    ],
)
def test_identities_leave_every_column(text, identity):
    row = redacted(text)
    assert not any(identity in str(value) for value in row)
    assert len(row["text"]) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bins smell in summer",
        "Work with neighbours (interpersonally)",
        "May and June are too dry",
    ],
)
def test_ordinary_words_stay(text):
    assert redacted(text)["text"] == text
