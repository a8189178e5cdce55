"""Noun phrases of notes, as a person would write them in a list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.everywhere import is_function_word
from worldcafe.language import parse_english
from worldcafe.words import family, load_section

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PLACEHOLDER = re.compile(r"\[[^\]\[]* \d+\]")  # what stands for a removed identity names no theme
MOST_WORDS = 6
LINKING = frozenset({"of", "for", "with", "between", "in", "on", "to", "and", "from", "among", "at"})
ARTICLES = frozenset({"the", "a", "an"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
OBJECTS = frozenset({"dobj"})
# One syllable that ends in vowel and consonant, and a few that are stressed on the last.
UNSPEAKABLE = re.compile(r"[^aeiouy\W\d_]{2,5}")  # a word without a vowel is an acronym, written carelessly
DOUBLED = re.compile(
    r"[^aeiou]*[aeiou][bdgklmnprtvz]|(?:sub|ad|com|per|o|trans)mit|(?:re|pre|con|de|trans)fer|begin|(?:re|up|out)set|forget|regret|(?:re|un)?plan|(?:re|con|dis|im)?pel"
)


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: how it is written, and the families of the words in it that carry a subject.

    `telling` are those that say something to a reader who was not there: no acronym, no word like "thing",
    not the verb of an action ("sharing tools"). What hangs on an acronym alone has no head ("local GAC").
    """

    text: str
    families: tuple[str, ...]
    telling: tuple[str, ...]
    is_action: bool
    is_headless: bool


@dataclass(frozen=True)
class NotePhrases:
    """The phrases of one note, and its subject words: the family of each and how it is written."""

    phrases: tuple[Phrase, ...]
    words: tuple[tuple[str, str], ...]

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of all subject words."""
        return frozenset(kin for kin, _ in self.words)


def find_phrases(texts: Sequence[str]) -> list[NotePhrases]:
    """Give the phrases of each text: noun chunks, pairs of them, and verbs with their object."""
    plain = [PLACEHOLDER.sub(" ", text).strip() for text in texts]
    docs = parse_english(plain)
    usual = _usual_writing(docs)
    return [_of_note(doc, usual) for doc in docs]


def _of_note(doc: Doc, usual: dict[str, str]) -> NotePhrases:
    found = (_phrase(span, usual) for span in _spans(doc))
    words = tuple((kin(token), usual.get(token.lower_, token.lower_)) for token in doc if is_subject(token))
    return NotePhrases(tuple(phrase for phrase in found if phrase is not None), words)


def _spans(doc: Doc) -> Iterable[Span]:
    """Give noun chunks without articles, pairs of which one hangs on the other, verbs with an object."""
    chunks = [span for chunk in doc.noun_chunks if (span := _trimmed(chunk)) is not None]
    yield from chunks
    for one, other in pairwise(chunks):
        between = doc[one.end : other.start]
        is_joined = len(between) and all(is_link(token) for token in between) and _hangs_on(other, one)
        if is_joined and not is_light(kin(one.root)):
            yield doc[one.start : other.end]
    for chunk in chunks:
        verb = chunk.root.head
        if chunk.root.dep_ in OBJECTS and _is_action(verb) and verb.i < chunk.start:
            between = doc[verb.i + 1 : chunk.start]
            if all(token.pos_ == "DET" for token in between):
                yield doc[verb.i : chunk.end]


def is_link(token: Token) -> bool:
    """Tell a word that may stand between two parts of a name."""
    return token.lower_ in LINKING or token.lower_ in ARTICLES


def _hangs_on(other: Span, one: Span) -> bool:
    """Tell whether a chunk belongs to the one before it, as in "library for case studies"."""
    head = other.root.head
    if other.root.dep_ == "pobj":
        head = head.head
    return bool(head.i in range(one.start, one.end))


def _is_action(verb: Token) -> bool:
    """Tell a verb that says what is done from "have", "need" and their like, and from a sentence's tense."""
    return (
        verb.tag_ in ("VB", "VBG")
        and verb.lemma_.lower() not in load_section("naming", "verbs")
        and verb.is_alpha
    )


def _trimmed(chunk: Span) -> Span | None:
    """Give the chunk from its first word that says something."""
    start = chunk.start
    while start < chunk.end and not _may_begin(chunk.doc[start]):
        start += 1
    return chunk.doc[start : chunk.end] if start < chunk.end else None


def _may_begin(token: Token) -> bool:
    """Tell a word with which a name may begin: a noun, an adjective, a participle."""
    is_modifier = token.pos_ in MODIFIERS or token.tag_ in ("VBG", "VBN")
    return is_modifier and not token.is_stop


def _phrase(span: Span, usual: dict[str, str]) -> Phrase | None:
    """Give the phrase of a span, or None where no person would write it so."""
    words = list(span)
    is_clean = all(token.is_alpha or "-" in token.text or token.text in "&'" for token in words)
    is_short = 1 <= len(words) <= MOST_WORDS and not (len(words) == 1 and words[0].tag_ == "VBG")
    if not is_clean or not is_short or words[-1].pos_ not in ("NOUN", "PROPN"):
        return None
    written = [usual.get(token.lower_, token.lower_) for token in words]
    is_action = span.root == words[0] and words[0].pos_ == "VERB"
    parts = [(token, text) for token, text in zip(words, written, strict=True) if is_subject(token)]
    shown = [gerund(words[0].lemma_.lower()), *written[1:]] if is_action else written
    if not parts:
        return None
    return Phrase(
        text="".join(text + token.whitespace_ for token, text in zip(words, shown, strict=True)).strip(),
        families=tuple(dict.fromkeys(kin(token) for token, _ in parts)),
        telling=tuple(kin(token) for token, text in parts[is_action:] if _is_telling(token, text)),
        is_action=is_action,
        is_headless=not is_action and _is_acronym(usual.get(span.root.lower_, span.root.lower_)),
    )


def _is_telling(token: Token, written: str) -> bool:
    """Tell a word that says something to a reader who was not there."""
    return not _is_acronym(written) and not is_light(kin(token))


def _is_acronym(written: str) -> bool:
    """Tell "GAC" and "ccTLDs" from "Europe"."""
    return any(letter.isupper() for letter in written[1:])


def gerund(verb: str) -> str:
    """Give the -ing form: "share" -> "sharing", "plan" -> "planning", "tie" -> "tying"."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if re.search(r"[^eoy]e$", verb):
        return verb[:-1] + "ing"
    if DOUBLED.fullmatch(verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"


def _usual_writing(docs: Sequence[Doc]) -> dict[str, str]:
    """Give how each word is mostly written inside sentences: "ccnso" -> "ccNSO", "library" -> "library"."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            if token.is_alpha and not (token.is_sent_start and token.text[1:].islower()):
                forms[token.lower_][token.text] += 1
    usual = {
        word: max(sorted(counts), key=lambda form: (counts[form], form.islower()))
        for word, counts in forms.items()
    }
    return {
        word: form.upper() if form.islower() and UNSPEAKABLE.fullmatch(form) else form
        for word, form in usual.items()
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


def kin(token: Token) -> str:
    """Give the family of a word; the tagger leaves names in the plural, so their s goes first."""
    word = token.lemma_.lower()
    is_plural = token.pos_ == "PROPN" and word.endswith("s") and not word.endswith("ss") and len(word) > 3
    return family(word[:-1] if is_plural else word)


def is_light(kin: str) -> bool:
    """Tell the family of a word that names nothing by itself, such as "thing" and "different"."""
    return kin in _light_families()


@lru_cache(maxsize=1)
def _light_families() -> frozenset[str]:
    sections = ("nouns", "adjectives", "verbs")
    return frozenset(family(word) for section in sections for word in load_section("naming", section))
