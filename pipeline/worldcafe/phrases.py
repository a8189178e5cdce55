"""Noun phrases of notes, as a person would write them in a list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.everywhere import is_function_word
from worldcafe.language import parse_english

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PLACEHOLDER = re.compile(r"\[[^\]\[]* \d+\]")  # what stands for a removed identity names no theme
MOST_WORDS = 6
LINKING = frozenset({"of", "for", "with", "between", "in", "on", "to", "and"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB"})


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: how it is written, and the lemmas of the words in it that carry a subject."""

    text: str
    lemmas: tuple[str, ...]

    @property
    def is_bare_acronym(self) -> bool:
        """Tell "GAC" and "ccTLDs", which name nobody's theme, from "library" and "GAC workshop"."""
        return len(self.text.split()) == 1 and any(letter.isupper() for letter in self.text)


@dataclass(frozen=True)
class NotePhrases:
    """The phrases of one note and all its subject lemmas."""

    phrases: tuple[Phrase, ...]
    lemmas: frozenset[str]


def find_phrases(texts: Sequence[str]) -> list[NotePhrases]:
    """Give the phrases of each text: noun chunks, and two of them joined by a preposition."""
    plain = [PLACEHOLDER.sub(" ", text).strip() for text in texts]
    docs = parse_english(plain)
    usual = _usual_writing(docs)
    return [_of_note(doc, usual) for doc in docs]


def _of_note(doc: Doc, usual: dict[str, str]) -> NotePhrases:
    spans = list(_spans(doc))
    found = (_phrase(span, usual) for span in spans)
    lemmas = frozenset(lemma(token) for token in doc if is_subject(token))
    return NotePhrases(tuple(phrase for phrase in found if phrase is not None), lemmas)


def _spans(doc: Doc) -> Iterable[Span]:
    """Give noun chunks without their articles, and pairs of them around one linking word."""
    chunks = [span for chunk in doc.noun_chunks if (span := _trimmed(chunk)) is not None]
    yield from chunks
    for one, other in pairwise(chunks):
        between = doc[one.end : other.start]
        if len(between) and all(token.lower_ in LINKING or token.pos_ == "DET" for token in between):
            yield doc[one.start : other.end]


def _trimmed(chunk: Span) -> Span | None:
    """Give the chunk from its first word that says something."""
    start = chunk.start
    while start < chunk.end and (chunk.doc[start].pos_ not in MODIFIERS or chunk.doc[start].is_stop):
        start += 1
    return chunk.doc[start : chunk.end] if start < chunk.end else None


def _phrase(span: Span, usual: dict[str, str]) -> Phrase | None:
    """Give the phrase of a span, or None where no person would write it so."""
    words = [token for token in span if not (token.pos_ == "DET" and token.i > span.start)]
    is_clean = all(token.is_alpha or "-" in token.text or token.text in "&'" for token in words)
    if not is_clean or not 1 <= len(words) <= MOST_WORDS or words[-1].pos_ not in ("NOUN", "PROPN"):
        return None
    lemmas = tuple(dict.fromkeys(lemma(token) for token in words if is_subject(token)))
    text = "".join(usual.get(token.lower_, token.lower_) + token.whitespace_ for token in words)
    return Phrase(text.strip(), lemmas) if lemmas else None


def _usual_writing(docs: Sequence[Doc]) -> dict[str, str]:
    """Give how each word is mostly written inside sentences: "ccnso" -> "ccNSO", "library" -> "library"."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            if token.is_alpha and not token.is_sent_start:
                forms[token.lower_][token.text] += 1
    return {
        word: max(sorted(counts), key=lambda form: (counts[form], form.islower()))
        for word, counts in forms.items()
    }


def is_subject(token: Token) -> bool:
    """Tell a word that carries a subject from grammar, numbers and placeholders."""
    return (
        token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
        and token.is_alpha
        and len(token) > 1
        and not token.is_stop
        and not is_function_word(token.lower_)
    )


def lemma(token: Token) -> str:
    """Give the lemma in lower case; the tagger leaves names in the plural, so their s goes too."""
    word = token.lemma_.lower()
    is_plural = token.pos_ == "PROPN" and word.endswith("s") and not word.endswith("ss") and len(word) > 3
    return word[:-1] if is_plural else word
