"""An answer that cannot be given in the language of the notes is withheld, and not given as none."""

from __future__ import annotations

from collections.abc import Sequence

from worldcafe.language.wording import say
from worldcafe.report.model import Part


def say_so(what: str, untold: str) -> str:
    """Say that something is not told: "Verdicts are not told in every language; 8 of 9 notes are Polish."."""
    return f"{say(what)}; {untold}."


def answer(parts: Sequence[Part], what: str, untold: str, *, found: bool) -> list[Part]:
    """Give an answer with what it leaves open; where nothing was found, that alone.

    Args:
        parts: the answer.
        what: what is not told: "Suggestions are not told in every language".
        untold: how many notes are in other languages, "" for (nearly) none.
        found: whether the answer is more than that there is none.
    """
    if not untold:
        return list(parts)
    left_open = say_so(what, untold)
    return [*parts, Part(f" {left_open}")] if found else [Part(left_open)]
