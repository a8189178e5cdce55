"""A sentence of a note, as the grammar rules look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from worldcafe.classify.lexicon import Rules
from worldcafe.language.lists import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
WH = frozenset(listed("english", "grammar", "asking"))
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NEGATIONS = frozenset(listed("english", "grammar", "negations"))
SENTENCE_BREAKS = frozenset({":", "-", "–", "—", "--", ";", "=", "=>", "->", "•"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of a note with the closed lists that the forms need."""

    span: Span
    words: dict[str, frozenset[str]]

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens but spaces."""
        return [token for token in self.span if not token.is_space]

    @cached_property
    def low(self) -> list[str]:
        """The tokens in lower case."""
        return [token.lower_ for token in self.tokens]

    @cached_property
    def is_question(self) -> bool:
        """Whether it ends as a question."""
        return "?" in "".join(self.low[-3:])

    @cached_property
    def is_bare(self) -> bool:
        """Whether no verb in it is finite, but in a relative clause: a heading-like fragment."""
        return not any(self._is_finite(token) for token in self.tokens)

    def _is_finite(self, token: Token) -> bool:
        """Whether a token is the finite verb of a clause of its own."""
        instructs = token.lower_ in self.words["directive"] and self.subject_of(token) is None
        return token.tag_ in FINITE and not instructs and not in_relative(token)

    @cached_property
    def starts(self) -> list[int]:
        """Where a clause may begin: at the front, after a short label, after an introductory phrase."""
        found = [0]
        for i, word in enumerate(self.low):
            introduces = word == "," and self.tokens[0].pos_ in {"ADP", "SCONJ", "ADV"} and i < 12
            if 0 < i < len(self.low) - 1 and (
                introduces or (word in SENTENCE_BREAKS and (i < 6 or word == ";"))
            ):
                found.append(i + 1)
        return [self._past_openers(i) for i in found]

    def _past_openers(self, i: int) -> int:
        """Step over "please", "maybe", brackets, bullets."""
        while i < len(self.low) - 1 and (self.low[i] in self.words["opener"] or not self.low[i][0].isalnum()):
            i += 1
        return i

    def after(self, i: int, n: int = 1) -> str:
        """Give the n-th word after word i, "" beyond the end."""
        return self.low[i + n] if i + n < len(self.low) else ""

    def piece(self, i: int, j: int) -> str:
        """Give the words from i up to j as they were written."""
        piece = self.tokens[i : max(j, i + 1)]
        return "".join(token.text_with_ws for token in piece).strip()

    def subject_of(self, token: Token) -> Token | None:
        """Give the grammatical subject of a verb or of the verb that it helps."""
        head = token.head if token.dep_ in {"aux", "auxpass"} else token
        return next((child for child in head.children if child.dep_ in SUBJECTS), None)

    def is_negated(self, i: int) -> bool:
        """Whether a negation stands right around word i."""
        return bool(NEGATIONS & set(self.low[max(0, i - 1) : i + 3]))


def in_relative(token: Token) -> bool:
    """Whether a word stands in a clause that only describes a noun."""
    return any(word.dep_ in {"relcl", "acl"} for word in (token, *token.ancestors))


def sentences_of(doc_sents: Iterable[Span], lexicon: Rules) -> list[Sentence]:
    """Wrap spaCy's sentences; one of a single word only counts where there is no other."""
    spoken = [Sentence(span, lexicon.words) for span in doc_sents if any(token.is_alpha for token in span)]
    longer = [s for s in spoken if sum(token.is_alpha for token in s.tokens) > 1]
    return longer or spoken
