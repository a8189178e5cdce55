"""What should be, would be good, could be done or cannot be done."""

from __future__ import annotations

from collections.abc import Iterator

from worldcafe.classify.sentence import NEGATIONS, WH, Sentence, in_relative
from worldcafe.language.lists import listed

MODALS = frozenset(listed("english", "grammar", "modals"))
OBLIGING = frozenset(listed("english", "grammar", "obliging"))
TENTATIVE = frozenset(listed("english", "grammar", "tentative"))
POINTING = frozenset(listed("english", "grammar", "pointing"))


def obligation(s: Sentence) -> str:
    """A modal of obligation ("should", "must", "need to", "has to"), not asked with a question word."""
    if s.is_question and (WH & set(s.low[:3])):
        return ""
    for i, word in enumerate(s.low):
        following = s.after(i)
        modal = word in OBLIGING and not (word == "must" and following == "have")
        needs = word in {"need", "needs", "have", "has"} and following == "to" and s.after(i, 2) != "do"
        if modal or (needs and not (NEGATIONS & set(s.low[max(0, i - 2) : i]))):
            return s.piece(i, i + 3)
    return ""


def need(s: Sentence) -> str:
    """A stated need ("we need a mentor", "need for training", "more rooms are needed")."""
    for i, word in enumerate(s.low):
        before = set(s.low[max(0, i - 3) : i])
        if before & {*NEGATIONS, "without", "i"}:
            continue
        noun = word in {"need", "needs"} and s.after(i) in {"for", "a", "an", "the", "more", "new", "some"}
        if (
            noun
            or (word == "needed" and before & {"is", "are", "be"})
            or (word in {"need", "needs"} and s.after(i) != "to")
        ):
            return s.piece(i, i + 3)
    return ""


def _praised(s: Sentence) -> Iterator[tuple[int, int]]:
    """Give (modal, end) where a modal leads to praise: "would be very useful", "could help"."""
    for i, word in enumerate(s.low):
        if word not in MODALS or s.is_negated(i):
            continue
        reach = s.low[i + 1 : i + 6]
        if s.after(i) in s.words["helping"] and word not in {"can", "should", "must"}:
            yield i, i + 2
        elif {"be", "make", "seem"} & set(reach[:2]) and (
            set(reach) & (s.words["good"] | {"sense", "idea", "way", "opportunity"})
        ):
            yield i, i + 5


def would_be_good(s: Sentence) -> str:
    """Praise of what is not there yet ("a shared list would be useful", "could make sense")."""
    for i, end in _praised(s):
        if s.low[i] in TENTATIVE and not _points_back(s, i):
            return s.piece(i, end)
    first = s.starts[0]
    if s.low[first] in s.words["good"] and {s.after(first), s.after(first, 2)} & {"to", "if"}:
        return s.piece(first, first + 3)
    return ""


def its_effect(s: Sentence) -> str:
    """Praise of what was just named ("it would motivate people", "this will help")."""
    for i, end in _praised(s):
        effect = s.low[i] == "will" and not will_help(s)
        if effect or (s.low[i] in TENTATIVE and _points_back(s, i)):
            return s.piece(i, end)
    return ""


def will_help(s: Sentence) -> str:
    """What helps, named ("Tandems will help newcomers"): worth something, and an answer to "what to do"."""
    for i, end in _praised(s):
        helps = s.low[i] == "will" and s.after(i) in s.words["helping"]
        if helps and s.subject_of(s.tokens[i]) is not None and not _points_back(s, i):
            return s.piece(i, end)
    return ""


def _points_back(s: Sentence, i: int) -> bool:
    """Whether the subject of modal i is an "it" of an earlier sentence, not one that announces "to ..."."""
    subject = s.subject_of(s.tokens[i])
    if subject is None or subject.lower_ not in POINTING or s.is_question:
        return False
    return not {"to", "if", "that", "having"} & set(s.low[i:])


def is_key(s: Sentence) -> str:
    """A condition of success ("regular contact is key")."""
    for i, word in enumerate(s.low):
        if (
            word in {"is", "are", "'s", "’s"}
            and {s.after(i), s.after(i, 2)} & s.words["key"]
            and not s.is_question
        ):
            subject = s.subject_of(s.tokens[i])
            if not s.is_negated(i) and (subject is None or subject.lower_ not in POINTING):
                return s.piece(i, i + 3)
    return ""


def _without_subject(s: Sentence) -> int:
    """Give the place of a modal that opens the sentence without a subject, -1 for none."""
    i = s.starts[0]
    opens = (
        s.low[i] in {"can", "could", "may", "might"}
        and i + 1 < len(s.tokens)
        and s.tokens[i + 1].tag_ == "VB"
    )
    return i if opens and not s.is_question and not s.is_negated(i) else -1


def can_have(s: Sentence) -> str:
    """A possibility without a subject ("Can have a newcomers' table")."""
    i = _without_subject(s)
    return s.piece(i, i + 3) if i >= 0 and s.after(i) not in s.words["gain"] else ""


def can_find(s: Sentence) -> str:
    """What one gains ("You can reach everyone", "Can find answers there")."""
    for i, word in enumerate(s.low):
        gains = word == "can" and s.after(i) in s.words["gain"] and not in_relative(s.tokens[i])
        if gains and not s.is_question and not s.is_negated(i):
            return s.piece(i, i + 3)
    return ""


def you_can(s: Sentence) -> str:
    """Advice to anyone ("you can leave early", "you might bring a friend")."""
    for i, word in enumerate(s.low[:-1]):
        could = s.after(i) in {"can", "could", "may", "might", "will", "'ll", "’ll"}
        if word == "you" and could and s.after(i, 2) not in s.words["gain"] and not s.is_question:
            return s.piece(i, i + 3)
    return ""


def doing_could(s: Sentence) -> str:
    """Something that, if done, might have an effect ("Meeting earlier might bring in more people")."""
    i = s.starts[0]
    modal = next((j for j, word in enumerate(s.low) if word in TENTATIVE), -1)
    return (
        s.piece(modal, modal + 3)
        if s.tokens[i].tag_ == "VBG" and modal > i and not s.is_negated(modal)
        else ""
    )


def could_do(s: Sentence) -> str:
    """An action that someone could take ("the board could invite experts")."""
    if s.is_question and WH & set(s.low[:3]):
        return ""
    for i, word in enumerate(s.low):
        acts = s.after(i) in s.words["directive"] - s.words["helping"]
        takes = word in {"could", "might"} or (word == "can" and s.after(i) not in s.words["gain"])
        if takes and acts and s.subject_of(s.tokens[i]) is not None and not s.is_negated(i):
            return s.piece(max(0, i - 1), i + 3)
    return ""


def negated_ability(s: Sentence) -> str:
    """What is not possible ("we cannot travel")."""
    for i, word in enumerate(s.low):
        negated = s.after(i) in {"not", "n't", "n’t"} or word == "cannot"
        if (word in {"can", "could", "ca"} and negated) or word == "cannot":
            return s.piece(i, i + 3)
    return ""
