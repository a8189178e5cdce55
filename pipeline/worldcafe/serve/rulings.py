"""What people say of claims and their notes: which claim is asked next, and the corrections that follow."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

SHOWN = 12  # notes of a claim


def claim_key(text: str) -> str:
    """Give what a claim is known by in every run: its words."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:24]


def expected_gain(claim: Mapping[str, Any]) -> float:
    """Give how much an answer on a claim is worth: the doubt about its notes, Σ p(1 - p)."""
    return float(sum(note["score"] * (1 - note["score"]) for note in claim["notes"][:SHOWN]))
