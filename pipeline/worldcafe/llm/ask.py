"""Questions with their answers: each is asked once; what fails is counted, and stops nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from worldcafe.llm.answers import key_of
from worldcafe.llm.endpoint import Query, Unanswered
from worldcafe.llm.prompts import limit, load_prompt, messages_of

if TYPE_CHECKING:
    from worldcafe.llm.endpoint import Endpoint
    from worldcafe.llm.prompts import Texts


@dataclass
class Asker:
    """Who asks a model, and remembers.

    Attributes:
        model: the name under which answers are kept.
        endpoint: what answers.
        answers: those of before by key, to which new ones are added.
        unanswered: how many questions got no answer, by reason.
        dropped: how many answers held what the notes do not, by what it was.
        patient: ask on where nothing answers.
    """

    model: str
    endpoint: Endpoint
    answers: dict[str, str] = field(default_factory=dict)
    unanswered: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    patient: bool = False
    _in_vain: int = 0

    def say(self, use: str, texts: Texts) -> str | None:
        """Give the answer to a question, None where there is none."""
        prompt = load_prompt(use)
        key = key_of(self.model, prompt.version, dict(texts))
        if key not in self.answers:
            if self._in_vain >= limit("patience") and not self.patient:
                self.unanswered["it was not asked any more"] += 1
                return None
            try:
                self.answers[key] = self.endpoint(Query(messages_of(prompt, texts), prompt.tokens))
            except Unanswered as failure:
                self.unanswered[str(failure)] += 1
                self._in_vain += limit("patience") if failure.gone else 1
                return None
            self._in_vain = 0
        return self.answers[key]

    def likelihood(self, use: str, texts: Texts) -> float | None:
        """Give how likely a yes is, None where there is no answer."""
        answer = self.say(use, texts)
        try:
            return None if answer is None else min(1.0, max(0.0, float(answer)))
        except ValueError:
            self.unanswered["the answer is neither yes nor no"] += 1
            return None

    def drop(self, reason: str) -> None:
        """Count an answer that is not used."""
        self.dropped[reason] += 1

    def tell(self) -> list[str]:
        """Say in a sentence each what was not answered and what was dropped; nothing where all is well."""
        told = []
        if self.unanswered:
            reason = next(iter(self.unanswered))
            number = self.unanswered.total()
            told.append(
                f"The model left {number} unanswered ({reason}); there stands what worldcafe says itself."
            )
        if self.dropped:
            listed = ", ".join(f"{number} with {what}" for what, number in sorted(self.dropped.items()))
            told.append(f"Dropped of its answers, for the notes do not hold it: {listed}.")
        return told


@dataclass
class SendsNothing:
    """An endpoint that is told what would be sent, and answers nothing."""

    queries: list[Query] = field(default_factory=list)

    def __call__(self, query: Query) -> str:
        """Keep a query.

        Raises:
            Unanswered: always.
        """
        self.queries.append(query)
        raise Unanswered("nothing was sent")
