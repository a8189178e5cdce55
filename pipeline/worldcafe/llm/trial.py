"""What a model may do: it is tried on cases that ship, and below nine of ten right it is not asked.

The cases are our own sentences: claims beside notes (denied, turned, another number, actor or amount; the
same; nothing to do with it), groups of notes to name, sentences to join. A judge is tried on claims that
people annotated, too; which, its user says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from worldcafe.crossref.judge import CONTRARY, NEITHER, SAYS
from worldcafe.crossref.words import content_stems
from worldcafe.llm.ask import Asker
from worldcafe.llm.grounded import ungrounded
from worldcafe.llm.judge import judge_by
from worldcafe.llm.prompts import shipped
from worldcafe.llm.propose import read_proposal

Case = Mapping[str, Any]
READ_AS = {"turned": CONTRARY, "unrelated": NEITHER}  # kinds of cases of which a judge must tell just this


@dataclass(frozen=True)
class Trial:
    """How a model did in one use: cases that it got right, and all, by kind of case."""

    use: str
    right: Mapping[str, int]
    asked: Mapping[str, int]

    @property
    def share(self) -> float:
        """Give the share of all cases that are right."""
        return sum(self.right.values()) / sum(self.asked.values())

    @property
    def allowed(self) -> bool:
        """Tell whether the model may be used so."""
        return self.share >= float(shipped()["limits"]["right"])

    def __str__(self) -> str:
        by_kind = ", ".join(f"{kind} {self.right.get(kind, 0)} of {n}" for kind, n in self.asked.items())
        return f"{self.use}: {self.share:.0%} right, {'on' if self.allowed else 'off'} ({by_kind})"


def try_out(asker: Asker, use: str, cases: Sequence[Case] = ()) -> Trial:
    """Try a model on these cases of a use, or on those that ship; what it does not answer is wrong."""
    right, asked = Counter[str](), Counter[str]()
    for case in cases or shipped()["case"]["compare" if use == "judge" else use]:
        asked[case["kind"]] += 1
        right[case["kind"]] += USES[use](asker, case)
    return Trial(use, right, asked)


def may(asker: Asker, use: str, cases: Sequence[Case] = ()) -> str:
    """Say why a model may not be used so, by these cases or those that ship; "" where it may."""
    trial = try_out(asker, use, cases)
    if trial.allowed:
        return ""
    needed = shipped()["limits"]["right"]
    return (
        f"The model is not asked to {use}: {trial.share:.0%} of the trial were right, {needed:.0%} is needed."
    )


def _compares(asker: Asker, case: Case) -> bool:
    likely = asker.likelihood("compare", {"sentence": case["sentence"], "note": case["note"]})
    says: bool = case["says"]
    return likely is not None and (likely >= 0.5) == says


def _judges(asker: Asker, case: Case) -> bool:
    """Tell whether a claim beside one or several notes is read as it is."""
    notes = case["notes"] if "notes" in case else [case["note"]]
    answers = [judge_by(asker).read(case["sentence"], note) for note in notes]
    found = {int(np.argmax(answer)) for answer in answers if answer is not None}
    if None in answers or (SAYS in found) != case["says"]:
        return False
    return case["kind"] not in READ_AS or found == {READ_AS[case["kind"]]}


def _proposes(asker: Asker, case: Case) -> bool:
    answer = asker.say("propose", {"notes": case["notes"]})
    found = answer is not None and read_proposal(answer, case["notes"])
    return bool(found and not found.dropped and _holds(found.name, case["about"]))


def _joins(asker: Asker, case: Case) -> bool:
    answer = asker.say("fluent", {"sentences": case["sentences"]})
    return (
        answer is not None and not ungrounded(answer, case["sentences"]) and _holds_all(answer, case["about"])
    )


def _holds(text: str, words: list[str]) -> bool:
    return bool(set(content_stems(text)) & set(content_stems(" ".join(words))))


def _holds_all(text: str, words: list[str]) -> bool:
    return set(content_stems(" ".join(words))) <= set(content_stems(text))


USES: dict[str, Callable[[Asker, Case], bool]] = {
    "compare": _compares,
    "propose": _proposes,
    "fluent": _joins,
    "judge": _judges,
}
