"""What a note is for and what it is against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from worldcafe.language.lists import listed
from worldcafe.language.stems import family

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OUGHT = frozenset(listed("english", "grammar", "obliging"))
ANYBODY = frozenset(listed("english", "grammar", "anybody"))
NOBODY = frozenset(listed("english", "grammar", "nobody"))
OBJECTS = ("dobj", "nsubjpass")
LINKS = ("of",)


@dataclass(frozen=True)
class Stance:
    """A noun (family of its head, families of what stands with it) that a note is for or against.

    `act` is the verb where being for it means doing just that ("share tools"), "" where it means having it.
    """

    head: str
    details: frozenset[str]
    act: str
    is_for: bool
    name: str

    def is_about_the_same(self, other: Stance) -> bool:
        """Tell whether two stances are about one point: nothing in one sets it apart from the other."""
        alike = self.details <= other.details or other.details <= self.details
        return self.head == other.head and self.act == other.act and alike

    def opposes(self, other: Stance) -> bool:
        """Tell whether one is for what the other is against."""
        return self.is_for != other.is_for and self.is_about_the_same(other)


def find_stances(doc: Doc) -> tuple[Stance, ...]:
    """Give what a note is for and against, each once; none where it does not say so clearly."""
    if doc.text.rstrip().endswith("?"):
        return ()
    found: list[Stance] = []
    for token in doc:
        found += _of_verb(token) if token.pos_ in ("VERB", "AUX") else ()
        found += _of_judgement(token) if token.lemma_ == "be" else ()
        found += _of_amount(token) if token.lower_ in ("more", "fewer", "less", "no") else ()
        found += _of_attitude(token) if token.lower_ in ("against", "favour", "favor") else ()
    return tuple(dict.fromkeys(found))


def _of_verb(verb: Token) -> Iterator[Stance]:
    """Read "X should (not) be kept", "we must ban X", "do not build X", "we need X", "X harms ..."."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    objects = [child for child in verb.children if child.dep_ in OBJECTS]
    is_ought = any(child.lower_ in OUGHT and child.dep_ == "aux" for child in verb.children)
    is_command = verb.tag_ == "VB" and verb.dep_ == "ROOT" and not subjects and not _has_helper(verb)
    is_wish = verb.lemma_ in ("need", "want") and bool(subjects) and subjects[0].lower_ in ANYBODY
    is_stand = verb.lemma_ in ("support", "oppose", "favour", "favor") and _is_speaker(subjects)
    if any(child.lower_ in ("why", "how") for child in verb.children):
        return
    turned = _is_turned(verb) != any(token.lower_ in NOBODY for token in subjects)
    if is_ought or is_command:
        yield from _stances(objects, verb.lemma_.lower(), turned=turned)
    elif is_wish or is_stand:
        yield from _stances(objects, "oppose" if verb.lemma_ == "oppose" else "support", turned=turned)
    elif subjects and _effect(verb):
        yield from _stances(subjects, "support" if _effect(verb) > 0 else "oppose", turned=turned)


def _of_judgement(be: Token) -> Iterator[Stance]:
    """Read "X is (not) necessary", "X is a bad idea", "X are a waste of money", "there is no need for X"."""
    subjects = [child for child in be.children if child.dep_ == "nsubj"]
    for child in be.children:
        if child.dep_ == "acomp" and (sign := _judged(child)):
            yield from _stances(subjects, "support" if sign > 0 else "oppose", turned=_is_turned(be))
        if child.dep_ == "attr" and child.lemma_.lower() == "need" and not subjects:
            things = [it for link in child.children if link.lower_ == "for" for it in link.children]
            no_need = _is_negated(be) or any(word.lower_ == "no" for word in child.children)
            yield from _stances(things, "support", turned=no_need)
        if child.dep_ == "attr" and child.lemma_.lower() in ("idea", "thing", "waste", "mistake"):
            is_bad = child.lemma_.lower() in ("waste", "mistake")
            signs = [-1] if is_bad else [_judged(word) for word in child.children if word.dep_ == "amod"]
            if any(signs):
                yield from _stances(
                    subjects, "support" if sum(signs) > 0 else "oppose", turned=_is_turned(be)
                )


def _of_amount(word: Token) -> Iterator[Stance]:
    """Read notes that are no sentence: "more benches", "fewer cars", "no fees"."""
    noun = word.head
    is_alone = noun.dep_ == "ROOT" and noun.pos_ in ("NOUN", "PROPN") and noun.i > word.i
    if is_alone and not any(token.pos_ in ("VERB", "AUX") for token in noun.sent):
        yield from _stances([noun], "support" if word.lower_ == "more" else "oppose", turned=False)


def _of_attitude(word: Token) -> Iterator[Stance]:
    """Read "against X", "in favour of X"."""
    if word.lower_ == "against":
        things = list(word.children) if _is_stand(word.head) or word.dep_ == "ROOT" else []
    else:
        things = [it for link in word.children if link.lower_ == "of" for it in link.children]
    is_turned = _is_negated(word.head) or _is_negated(word.head.head)
    yield from _stances(things, "oppose" if word.lower_ == "against" else "support", turned=is_turned)


def _is_stand(token: Token) -> bool:
    """Tell "I am against" and "many were against" from "protected against"."""
    return token.lemma_ in ("be", "speak", "argue", "vote", "decide")


def _stances(things: Iterable[Token], verb: str, *, turned: bool) -> Iterator[Stance]:
    """Give the stance towards each thing that is done or not done by a verb."""
    is_against = verb in listed("english", "sides", "against_verbs")
    is_plain = is_against or verb in listed("english", "sides", "for_verbs")
    for thing in things:
        noun = _carrier(thing)
        if noun is not None:
            details = frozenset(family(word.lemma_.lower()) for word in _beside(noun))
            words = sorted({*_beside(noun), noun}, key=lambda word: word.i)
            name = " ".join(word.lower_ if word.text[1:].islower() else word.text for word in words)
            head = family(noun.lemma_.lower())
            yield Stance(head, details, "" if is_plain else family(verb), turned == is_against, name)


def _carrier(thing: Token) -> Token | None:
    """Give the noun that carries the point: "uniforms" in "the use of uniforms", none for "it" and "that"."""
    if thing.pos_ not in ("NOUN", "PROPN") or thing.is_stop:
        return None
    if family(thing.lemma_.lower()) not in _light():
        return thing
    inner = [it for link in thing.children if link.lower_ in LINKS for it in link.children]
    return _carrier(inner[0]) if inner else None


def _beside(noun: Token) -> list[Token]:
    """Give the words that say which one is meant."""
    near = [child for child in noun.children if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod")]
    links = [it for link in noun.children if link.dep_ == "prep" for it in link.children if it.dep_ == "pobj"]
    return [word for word in (*near, *links) if word.is_alpha and not word.is_stop and word.lower_ != "more"]


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(family(word) for word in listed("english", "naming", "nouns"))


def _judged(word: Token) -> int:
    """Give 1 for a word of praise, -1 for one of blame, 0 for others; "not necessary" is blame."""
    lemma = word.lower_
    sign = (lemma in listed("english", "sides", "good")) - (lemma in listed("english", "sides", "bad"))
    if any(child.lower_ in ("less", "more", "most", "least") for child in word.children):
        return 0  # better or worse than something else
    return -sign if any(child.dep_ == "neg" for child in word.children) else sign


def _effect(verb: Token) -> int:
    """Give 1 for a verb that says a thing does good, -1 for harm, 0 for others."""
    lemma = verb.lemma_.lower()
    return (lemma in listed("english", "sides", "helps")) - (lemma in listed("english", "sides", "harms"))


def _is_speaker(subjects: list[Token]) -> bool:
    return bool(subjects) and subjects[0].lower_ in ("i", "we", "many", "most", "some", "people", "all")


def _has_helper(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ != "do" for child in verb.children)


def _is_turned(verb: Token) -> bool:
    """Tell whether a clause says the opposite: "should not keep", and "I don't think we should keep"."""
    is_thought = verb.dep_ == "ccomp" and verb.head.lemma_ in ("think", "believe", "feel", "agree")
    return _is_negated(verb) != (is_thought and _is_negated(verb.head))


def _is_negated(token: Token) -> bool:
    """Tell whether a negation hangs on a word."""
    return any(child.dep_ == "neg" or child.lower_ in ("never", "longer") for child in token.children)
