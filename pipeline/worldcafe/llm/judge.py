"""A model as a judge of claims: whether a note says one, and if not, whether it says the contrary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.crossref import Judge

if TYPE_CHECKING:
    from worldcafe.llm.ask import Asker


def judge_by(asker: Asker) -> Judge:
    """Give a judge that asks a model for a yes or a no, twice where the first is a no.

    Whether it may be asked at all is for `trial` to say.
    """

    def read(claim: str, note: str) -> tuple[float, float, float] | None:
        texts = {"sentence": claim, "note": note}
        says = asker.likelihood("compare", texts)
        if says is None or says >= 0.5:
            return None if says is None else (says, 1 - says, 0.0)
        contrary = asker.likelihood("contrary", texts)
        return None if contrary is None else (says, (1 - says) * (1 - contrary), (1 - says) * contrary)

    return Judge(read, asker.model)
