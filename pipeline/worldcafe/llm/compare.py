"""Claims that people are asked to compare with the notes behind them, for a model reads them otherwise.

It is a mark and never a verdict: measured on real claims, a small model is right less often than the product.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.found import saying
from worldcafe.llm.prompts import limit

if TYPE_CHECKING:
    from worldcafe.found import Analysis
    from worldcafe.llm.ask import Asker


def mark_claims(analysis: Analysis, asker: Asker) -> Analysis:
    """Give an analysis in which supported claims are marked that the model finds in none of their notes."""
    texts = dict(zip(analysis.segments["segment_id"], analysis.segments["clean_text"], strict=True))
    links = saying(analysis.links).sort_values("score", ascending=False, kind="stable")
    notes: dict[str, list[str]] = defaultdict(list)
    for claim, note in zip(links["claim_id"], links["note_id"], strict=True):
        notes[claim].append(note)
    supported = analysis.claims.loc[analysis.claims["verdict"] == "supported", "claim_id"]
    asked = {claim: tuple(notes[claim][: limit("notes_of_a_claim")]) for claim in supported if notes[claim]}
    found = {
        claim: ids
        for claim, ids in asked.items()
        if _is_doubted(texts[claim], [texts[i] for i in ids], asker)
    }
    return replace(analysis, to_compare=found)


def _is_doubted(claim: str, notes: list[str], asker: Asker) -> bool:
    """Tell whether the model finds a claim in none of some notes; where one has no answer, it does not."""
    for note in notes:
        likely = asker.likelihood("compare", {"sentence": claim, "note": note})
        if likely is None or likely >= 0.5:
            return False
    return True
