"""A judge of the user's own: a function that reads a claim and a note, or a language model that may.

None is shipped. It is asked about the claims that notes say in other words; it cannot take back what stands
there word for word, and people's rulings come after it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.differences import align, show_difference
from worldcafe.crossref.verdicts import MOST_COMPARED
from worldcafe.crossref.withheld import NO_NOTES
from worldcafe.errors import InputError
from worldcafe.language import reasons
from worldcafe.tables import Claims

NOBODY = "off"
SAYS, NEITHER, CONTRARY = 0, 1, 2  # of the three probabilities that a judge gives
ANSWERS = 3
UNSAID = reasons.JUDGED_UNSAID, reasons.MODEL_UNSAID
ALTERED = reasons.JUDGED_ALTERED, reasons.MODEL_ALTERED


@dataclass(frozen=True)
class Judge:
    """Who reads claims.

    Attributes:
        read: gives three probabilities for a claim and a note; None where there is no answer.
        model: the language model that answers, which reasons then name; "" for a function of the user's.
    """

    read: Callable[[str, str], Sequence[float] | None]
    model: str = ""


def load_judge(name: str) -> Judge | None:
    """Give the function that a setting names as "module:name", None where it names nobody.

    Raises:
        InputError: there is no such module, or no such function in it.
    """
    if name == NOBODY:
        return None
    module, _, function = name.partition(":")
    try:
        judge = getattr(import_module(module), function)
    except (ImportError, ValueError, AttributeError) as error:
        raise InputError(
            f'[crossref] judge: "{name}" cannot be imported ({error}); write "module:name" of a function, '
            f'or "{NOBODY}".'
        ) from error
    if not callable(judge):
        raise InputError(f'[crossref] judge: "{name}" is no function.')
    return Judge(judge)


def ask_judge(
    judged: DataFrame[Claims],
    links: pd.DataFrame,
    claims: pd.DataFrame,
    notes: pd.DataFrame,
    judge: Judge | None,
) -> DataFrame[Claims]:
    """Give the claims as a judge reads those that notes support in other words.

    A claim that one note says stays; one whose notes say the contrary is altered; else it is unsupported.
    Where an answer is missing, the claim stays, too.

    Args:
        judged: the claims in the order of their row numbers.
        links: row numbers of claims and notes, from 0.
        claims: rows of `Segments`.
        notes: rows of `Segments`.
        judge: who is asked, None for nobody.

    Raises:
        InputError: the judge does not give three probabilities.
    """
    if judge is None or judged.empty:
        return judged
    behind = dict(iter(links.groupby("claim")))
    rows = judged.to_dict("records")
    for number, (row, text) in enumerate(zip(rows, claims["clean_text"], strict=True)):
        own = behind.get(number, links.iloc[:0])
        if row["verdict"] == "supported" and not (own["strength"] == "same").any():
            said = notes.iloc[own["note"].astype(int)[:MOST_COMPARED]]
            row.update(_read(judge, text, said[["segment_id", "clean_text"]]))
    columns = {name: [row[name] for row in rows] for name in judged.columns}
    return Claims.validate(judged.assign(**columns))


def _read(judge: Judge, claim: str, said: pd.DataFrame) -> dict[Hashable, Any]:
    """Give what a judge changes of a claim that these notes are thought to say."""
    given = [_answer(judge, claim, note) for note in said["clean_text"]]
    answers = np.array([answer for answer in given if answer]).reshape(-1, ANSWERS)
    likeliest = answers.argmax(axis=1)
    if (likeliest == SAYS).any() or len(answers) < len(given):
        return {}
    if not (likeliest == CONTRARY).any():
        unsaid: dict[Hashable, Any] = {"verdict": "unsupported", "reason": _by(judge, UNSAID)}
        unsaid.update(NO_NOTES)
        return unsaid
    note = said.iloc[int(answers[:, CONTRARY].argmax())]
    return {
        "verdict": "altered",
        "reason": _by(judge, ALTERED),
        "closest_id": note["segment_id"],
        "diff": show_difference(align(note["clean_text"], claim)),
    }


def _by(judge: Judge, said: tuple[str, str]) -> str:
    """Give a reason with the one who gives it."""
    own, of_model = said
    return of_model.format(model=judge.model) if judge.model else own


def _answer(judge: Judge, claim: str, note: str) -> list[float]:
    """Give the three probabilities of one pair; none where there is no answer."""
    told = judge.read(claim, note)
    if told is None:
        return []
    answer = np.asarray(told, dtype=np.float64).ravel()
    if answer.shape != (ANSWERS,) or not np.isfinite(answer).all():
        raise InputError(
            "[crossref] judge: a judge gives three numbers for a claim and a note: how likely the note says "
            f"it, says neither this nor the contrary, says the contrary; this one gave {answer.tolist()}."
        )
    numbers: list[float] = answer.tolist()
    return numbers
