"""Annotated claims beside the notes that people found for them, on which a judge is tried."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from worldcafe.annotation.folder import read_folder
from worldcafe.annotation.units import Annotation
from worldcafe.crossref.words import content_stems
from worldcafe.errors import InputError
from worldcafe.llm.prompts import limit

Case = Mapping[str, Any]
KIND = "claims by hand"


def held_out(folder: Path, most: int | None = None) -> list[Case]:
    """Give claims of an annotated folder, or of several in one, each with notes and whether they say it.

    Half of them are said by no note, or are altered; which are drawn, and in which order, is always the same.
    A claim stands beside the notes that people linked with it, else the one that shares most words with it.

    Args:
        folder: of one annotation, or of folders with one each.
        most: how many claims to draw at most; without it, what a trial needs.

    Raises:
        InputError: there are too few such claims to decide by.
    """
    paths = sorted(
        {path.parent for path in (*folder.glob("alignment.jsonl"), *folder.glob("*/alignment.jsonl"))}
    )
    cases = [case for path in paths for case in _cases(read_folder(path))]
    right, wrong = ([case for case in cases if case["says"] is says] for says in (True, False))
    fewest = limit("fewest_claims")
    if min(len(right), len(wrong)) < fewest:
        raise InputError(
            f"{folder}: {len(right)} annotated claims that notes say and {len(wrong)} that no note says; "
            f"a judge is tried on at least {fewest} of each."
        )
    draw = random.Random(0)
    half = min((most or limit("claims_of_a_trial")) // 2, len(right), len(wrong))
    drawn = draw.sample(right, half) + draw.sample(wrong, half)
    draw.shuffle(drawn)
    return drawn


def _cases(found: Annotation) -> Iterator[Case]:
    """Give the claims of one annotation that can be read by themselves."""
    text = {unit.id: " ".join(unit.text.split()) for unit in found.units if unit.text.strip()}
    notes = [unit.id for unit in found.notes if unit.id in text]
    for claim, behind in found.claims.items():
        if behind.elsewhere or claim not in text or not notes:
            continue
        linked = [note for note in behind.strengths if note in text] or [_nearest(text[claim], notes, text)]
        shown = [text[note] for note in linked[: limit("notes_of_a_claim")]]
        says = bool(behind.strengths) and not behind.altered
        yield {"kind": KIND, "sentence": text[claim], "notes": shown, "says": says}


def _nearest(claim: str, notes: list[str], text: Mapping[str, str]) -> str:
    """Name the note that shares most words with a claim."""
    stems = set(content_stems(claim))
    return max(notes, key=lambda note: len(stems & set(content_stems(text[note]))))
