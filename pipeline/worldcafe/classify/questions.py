"""Questions that ask, questions that propose, and conditions."""

from __future__ import annotations

from worldcafe.classify.instructions import bare_verb, imperative
from worldcafe.classify.modals import obligation
from worldcafe.classify.sentence import FINITE, NEGATIONS, WH, Sentence


def why_not(s: Sentence) -> str:
    """A proposal put as a question ("Why not ...", "How about ...", "What if ...")."""
    start = " ".join(s.low[s.starts[0] : s.starts[0] + 2])
    return (
        s.piece(s.starts[0], s.starts[0] + 3)
        if start in {"why not", "how about", "what if", "why do"}
        and (start != "why do" or s.after(s.starts[0], 2) in NEGATIONS)
        else ""
    )


def proposal_question(s: Sentence) -> str:
    """A polar question with a modal ("Could we share a room?", "..., would that help?")."""
    if WH & set(s.low[:2]):
        return ""
    for i in s.starts:
        subject = s.subject_of(s.tokens[i])
        inverted = subject is not None and subject.i > s.tokens[i].i
        if s.low[i] in {"should", "could", "can", "would", "shall"} and inverted:
            return s.piece(i, i + 4)
    return next((s.piece(i, i + 3) for i in range(len(s.low)) if s.is_question and _would_help(s, i)), "")


def _would_help(s: Sentence, i: int) -> bool:
    """Whether "would that help" stands at word i."""
    return s.low[i] == "would" and s.after(i, 2) in s.words["helping"]


def asks(s: Sentence) -> str:
    """A question that wants an answer, with or without its mark."""
    start = s.starts[0]
    if not (s.is_question or _inverted(s, start)) or any(form(s) for form in PROPOSING):
        return ""
    whole = s.low[start] in WH or s.tokens[start].pos_ == "AUX"
    if not whole and obligation(s):
        return ""
    return s.piece(start, start + 3) if whole else s.piece(max(0, len(s.tokens) - 3), len(s.tokens))


def _inverted(s: Sentence, i: int) -> bool:
    """Whether a question word with its verb before the subject opens a clause without a second verb."""
    if s.low[i] not in WH or i + 2 >= len(s.tokens) or s.tokens[i + 1].pos_ != "AUX":
        return False
    later = [token for token in s.tokens[i + 2 :] if token.tag_ in FINITE]
    return s.tokens[i + 2].pos_ in {"DET", "PRON", "NOUN", "PROPN", "ADJ"} and not later


def how_to(s: Sentence) -> str:
    """An open "how to ...", without its mark."""
    i = s.starts[0]
    return s.piece(i, i + 3) if s.low[i] in {"how", "what", "where"} and s.after(i) == "to" else ""


def if_you_want(s: Sentence) -> str:
    """Advice for those who want something ("If you need quiet, go upstairs")."""
    for i, word in enumerate(s.low):
        wants = set(s.low[i + 2 : i + 5]) & s.words["volition"]
        if word in {"if", "when", "unless"} and s.after(i) == "you" and wants and not s.is_question:
            return s.piece(i, i + 4)
    return ""


def happy_condition(s: Sentence) -> str:
    """A good consequence ("If you talk early, you can solve it together")."""
    marks = [i for i, w in enumerate(s.low) if w in {"if", "when"}]
    main = {"can", "will", "better", "best", "easier", "good"} & set(s.low)
    if (
        not marks
        or not main
        or s.is_question
        or if_you_want(s)
        or NEGATIONS & set(s.low)
        or obligation(s)
        or imperative(s)
    ):
        return ""
    return s.piece(marks[0], marks[0] + 3)


PROPOSING = (imperative, bare_verb, why_not, proposal_question)
