"""Noun phrases of notes, as a person would write them in a list.

They stand in a note ("lending library for garden tools") or are made of what it says: what somebody does
or should do ("sharing tools") and what something is or was ("The roof was mended" -> "mended roof").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.language.english import is_listed, is_only_a_verb, parse_english
from worldcafe.language.in_language import ENGLISH
from worldcafe.language.lists import listed
from worldcafe.language.words import PLACEHOLDER
from worldcafe.name.writing import (
    Writing,
    gerund,
    is_acronym,
    is_foreign_grammar,
    is_light,
    is_many,
    is_subject,
    is_vague_head,
    kin,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MOST_WORDS = 6
LINKING = frozenset(listed("english", "grammar", "linking"))
CARRIERS = ("NOUN", "PROPN")
ARTICLES = frozenset(listed("english", "grammar", "articles"))
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
POSSESSIVE = "PRP$"
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
APOSTROPHES = "'’"


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: how it is written, and the families of the words in it that carry a subject.

    `telling` are those that say something to a reader who was not there: no acronym, no word like "thing",
    not the verb of an action ("sharing tools"). A phrase is made when its words do not stand so in the note.
    What hangs on an acronym alone has no head ("local GAC"), what hangs on a word like "thing" is vague, and
    nouns of which the first is many are piled up ("newcomers mentors"). It carries the nouns that describe no
    other: "library" and "tools" in "lending library for garden tools". In one that is unknown is
    a word that no dictionary has, no name: a slip or shorthand.
    """

    text: str
    families: tuple[str, ...]
    telling: tuple[str, ...]
    is_action: bool = False
    is_made: bool = False
    is_headless: bool = False
    is_vague: bool = False
    is_piled: bool = False
    carries: tuple[str, ...] = ()
    is_unknown: bool = False
    language: str = ENGLISH


@dataclass(frozen=True)
class NotePhrases:
    """The phrases of one note, and its subject words: the family of each and how it is written.

    `is_clause`: it says that something is, was or should be, or is done.
    """

    phrases: tuple[Phrase, ...]
    words: tuple[tuple[str, str], ...]
    is_clause: bool = False

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of all subject words."""
        return frozenset(kin for kin, _ in self.words)

    def without(self, words: frozenset[str]) -> NotePhrases:
        """Give the same note as if it had no word of these families."""
        phrases = tuple(phrase for phrase in self.phrases if words.isdisjoint(phrase.families))
        left = tuple((kin, text) for kin, text in self.words if kin not in words)
        return replace(self, phrases=phrases, words=left)


@dataclass(frozen=True)
class _Found:
    """Words that may make a phrase, in the order of the phrase, and the one that the others hang on."""

    words: tuple[Token, ...]
    head: Token


def find_phrases(texts: Sequence[str]) -> list[NotePhrases]:
    """Give the phrases of each text: noun chunks, pairs of them, what is done to them, how they are."""
    docs = parse_english([PLACEHOLDER.sub(" ", text).strip() for text in texts])
    writing = Writing.of(docs)
    return [_of_note(doc, writing) for doc in docs]


def _of_note(doc: Doc, writing: Writing) -> NotePhrases:
    found = (_phrase(one, writing) for one in _candidates(doc))
    words = tuple((kin(token), writing.word(token)) for token in doc if is_subject(token))
    return NotePhrases(tuple(phrase for phrase in found if phrase is not None), words, _is_clause(doc))


def _is_clause(doc: Doc) -> bool:
    """Tell a sentence, with a subject or as an order, from a bare phrase."""
    return any(
        token.pos_ in ("VERB", "AUX")
        and (token.tag_ in ("VB", "VBP") or any(child.dep_ in SUBJECTS for child in token.children))
        for token in doc
        if token.dep_ in ("ROOT", "conj")
    )


def _candidates(doc: Doc) -> Iterator[_Found]:
    """Give what may make a phrase of a note."""
    chunks = [span for chunk in doc.noun_chunks if (span := _trimmed(chunk)) is not None]
    for chunk in chunks:
        yield _Found(tuple(chunk), chunk.root)
        yield from _done_to(chunk)
        yield from _said_of(chunk)
    for one, other in pairwise(chunks):
        if _is_joined(one, other) and not is_vague_head(kin(one.root)):
            yield _Found(tuple(doc[one.start : other.end]), one.root)


def _done_to(chunk: Span) -> Iterator[_Found]:
    """Give the verb with this object: "Share the tools" -> "sharing the tools"."""
    verb = chunk.root.head
    if chunk.root.dep_ == "dobj" and _is_action(verb) and verb.i < chunk.start:
        between = chunk.doc[verb.i + 1 : chunk.start]
        if all(token.pos_ == "DET" or token.tag_ == POSSESSIVE or token.dep_ == "prt" for token in between):
            yield _Found((verb, *between, *chunk), verb)


def _said_of(chunk: Span) -> Iterator[_Found]:
    """Give what a thing is said to be or to have undergone: "The roof was mended" -> "mended roof"."""
    verb = chunk.root.head
    is_so = not any(child.dep_ == "neg" or child.tag_ == "MD" for child in verb.children)
    if not is_so or len(chunk) > 2:
        return
    if chunk.root.dep_ == "nsubjpass" and verb.tag_ == "VBN":
        said: Iterable[Token] = [verb]
    elif chunk.root.dep_ == "nsubj" and verb.lemma_ == "be" and verb.tag_ != "VBG":
        said = [child for child in verb.children if child.dep_ == "acomp" and child.pos_ == "ADJ"]
    else:
        return
    for token in said:
        if token.is_alpha and not token.is_stop and not is_light(kin(token)):
            yield _Found((token, *chunk), chunk.root)


def _is_joined(one: Span, other: Span) -> bool:
    """Tell whether a chunk belongs to the one before it, as in "library for case studies"."""
    doc = one.doc
    between = doc[one.end : other.start]
    if not len(between) or not all(token.lower_ in LINKING | ARTICLES for token in between):
        return False
    is_half = between[0].lower_ in ("between", "among") and any(
        token.dep_ == "cc" for token in other.root.children
    )  # "between the hall"
    head = other.root.head.head if other.root.dep_ == "pobj" else other.root.head
    return one.start <= head.i < one.end and not is_half


def _is_action(verb: Token) -> bool:
    """Tell a verb that says what is done from "have", "need" and their like, and from a sentence's tense."""
    return (
        verb.tag_ in ("VB", "VBG")
        and verb.lemma_.lower() not in listed("english", "naming", "verbs")
        and verb.is_alpha
    )


def _trimmed(chunk: Span) -> Span | None:
    """Give the chunk from its first word that says something."""
    start = chunk.start
    while start < chunk.end and not (_may_begin(chunk.doc[start]) or _is_hyphenated(chunk.doc[start])):
        start += 1
    return chunk.doc[start : chunk.end] if start < chunk.end else None


def _may_begin(token: Token) -> bool:
    """Tell a word with which a name may begin: a noun, an adjective, a participle with its adverb."""
    if is_foreign_grammar(token.lower_):
        return False
    is_modifier = token.pos_ in MODIFIERS or token.tag_ in ("VBG", "VBN")
    is_adverb = token.pos_ == "ADV" and token.dep_ == "advmod" and token.head.tag_ in ("VBG", "VBN", "JJ")
    return (is_modifier or (is_adverb and token.head.i == token.i + 1)) and not token.is_stop


def _is_hyphenated(token: Token) -> bool:
    """Tell the first part of a compound, such as "sign" in "sign-up sheet"."""
    after = token.doc[token.i + 1 : token.i + 2].text
    return token.is_alpha and after == "-" and not token.whitespace_ and not token.nbor(1).whitespace_


def _phrase(found: _Found, writing: Writing) -> Phrase | None:
    """Give the phrase that words make, or None where no person would write it so."""
    words = [token for token in found.words if not token.is_quote or token.tag_ == "POS"]
    is_lone_verb = len(words) == 1 and words[0].tag_ == "VBG"
    if not 1 <= len(words) <= MOST_WORDS or is_lone_verb or not _is_whole(words):
        return None
    if any(_is_order(token, writing) for token in (words if len(words) == 1 else words[1:])):
        return None
    is_verb = words[0].i == found.head.i and words[0].pos_ == "VERB"
    is_action = is_verb or _is_order(words[0], writing)
    is_title = _is_title(words)
    written = [token.text if is_title else writing.word(token) for token in words]
    shown = ["the" if token.tag_ == POSSESSIVE else text for token, text in zip(words, written, strict=True)]
    shown = [gerund(words[0].lemma_.lower()), *shown[1:]] if is_action else shown
    parts = [(token, text) for token, text in zip(words, written, strict=True) if is_subject(token)]
    if not parts:
        return None
    noun = words[-1] if is_action else found.head
    return Phrase(
        text=_joined(words, shown),
        families=tuple(dict.fromkeys(kin(token) for token, _ in parts)),
        telling=tuple(kin(token) for token, text in parts[is_action:] if _is_telling(token, text)),
        is_action=is_action,
        is_made=any(after.i != token.i + 1 for token, after in pairwise(found.words)),
        is_headless=not is_action and is_acronym(writing.word(found.head)),
        is_vague=is_vague_head(kin(noun)) and writing.word(noun).islower(),
        is_piled=any(_is_piled(one, after) for one, after in pairwise(words)),
        carries=tuple(kin(token) for token, _ in parts if token.pos_ in CARRIERS and not _is_modifier(token)),
        is_unknown=any(_is_unknown(token, text) for token, text in parts),
    )


def _is_title(words: Sequence[Token]) -> bool:
    """Tell what has a name of its own, written so whatever its words are elsewhere: "Open Day"."""
    small = [token for token in words if token.lower_ not in LINKING | ARTICLES]
    is_shouted = all(token.is_upper for token in small)
    return len(small) > 1 and all(token.text[0].isupper() for token in small) and not is_shouted


def _is_piled(one: Token, after: Token) -> bool:
    """Tell two nouns side by side of which the first is many: "newcomers mentors"."""
    is_plural = one.tag_ in ("NNS", "NNPS") or is_many(one.text)
    return is_plural and after.pos_ in ("NOUN", "PROPN") and after.i == one.i + 1


def _is_whole(words: Sequence[Token]) -> bool:
    """Tell whether words make one phrase: no numbers, no dash between them, no half of a compound."""
    is_clean = all(
        token.is_alpha
        or (token.tag_ == "POS" and token.text[0] in APOSTROPHES)
        or token.text == "&"
        or ("-" in token.text and not token.whitespace_ and not _is_after_space(token))
        or ("-" in token.text and len(token) > 1)
        for token in words
    )
    doc, first, last = words[0].doc, words[0], words[-1]
    is_cut = (last.i + 1 < len(doc) and not last.whitespace_ and doc[last.i + 1].text in ("-", "/")) or (
        first.i > 0 and not _is_after_space(first) and doc[first.i - 1].text in ("-", "/")
    )
    is_open = is_foreign_grammar(last.lower_)  # "Kompost darf"
    return is_clean and not is_cut and not is_open and last.pos_ in ("NOUN", "PROPN")


def _is_modifier(token: Token) -> bool:
    """Tell a noun that says which other is meant, as "garden" in "garden tools"."""
    return token.dep_ in ("compound", "amod", "nmod", "poss") and token.head.i > token.i


def _is_unknown(token: Token, written: str) -> bool:
    """Tell a word in small letters that no dictionary has."""
    return written.islower() and not (is_listed(token.lemma_.lower()) or is_listed(token.lower_))


def _is_after_space(token: Token) -> bool:
    return token.i == 0 or bool(token.nbor(-1).whitespace_)


def _is_order(token: Token, writing: Writing) -> bool:
    """Tell "delete" in "Delete account", which the tagger takes for two nouns."""
    word = token.lower_
    if (
        not token.is_sent_start
        or token.tag_ not in ("NN", "NNP")
        or word in listed("english", "naming", "verbs")
    ):
        return False
    return is_only_a_verb(word) or word in writing.verbs


def _joined(words: Sequence[Token], shown: Sequence[str]) -> str:
    """Give the text of words, spaced as they stand in the note where they stand together there."""
    spaces = [token.whitespace_ if after.i == token.i + 1 else " " for token, after in pairwise(words)]
    return "".join(text + space for text, space in zip(shown, [*spaces, ""], strict=True)).strip()


def _is_telling(token: Token, written: str) -> bool:
    """Tell a word that says something to a reader who was not there."""
    return not is_acronym(written) and not is_light(kin(token))
