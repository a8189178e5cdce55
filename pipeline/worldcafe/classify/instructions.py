"""Instructions and other actions without a subject: "Create a list", "Sharing tools", "More lamps"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.classify.sentence import FINITE, NEGATIONS, Sentence
from worldcafe.language.lists import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_ORDERS = frozenset(listed("english", "grammar", "no_orders"))


def imperative(s: Sentence) -> str:
    """An instruction: a base-form verb opens a clause, without a subject ("Create a shared calendar")."""
    return _instruction(s, known=True)


def other_verb(s: Sentence) -> str:
    """The same with a verb that seldom opens one ("Shift to online"): taggers are often wrong there."""
    return "" if s.is_question or imperative(s) else _instruction(s, known=False)


def offers(s: Sentence) -> str:
    """An instruction to give or to gain, which also tells what something is worth ("Meet people")."""
    verbs = s.words["offering"] | s.words["gain"]
    i = s.starts[0]
    return s.piece(i, i + 2) if s.low[i] in verbs and (imperative(s) or bare_verb(s)) else ""


def _instruction(s: Sentence, *, known: bool) -> str:
    """Give the words of an instruction whose verb is, or is not, one that usually opens them."""
    for start in s.starts:
        i = _past_negation(s, start)
        token = s.tokens[i]
        is_base = token.tag_ == "VB" or (token.tag_ == "VBP" and token.dep_ == "ROOT")
        is_known = s.low[i] in s.words["directive"] or i > start
        if is_base and is_known is known and s.low[i] not in NO_ORDERS and not _has_own_subject(s, token):
            return s.piece(i, i + 3)
    return ""


def _past_negation(s: Sentence, i: int) -> int:
    """Step over "don't", "do not", "never"."""
    i = i + 1 if s.low[i] == "do" and s.after(i) in NEGATIONS else i
    return i + 1 if s.low[i] in NEGATIONS and i + 1 < len(s.low) else i


def _has_own_subject(s: Sentence, token: Token) -> bool:
    """Whether a verb has a subject or an auxiliary other than "do"."""
    helped = (child for child in token.children if child.dep_ in {"aux", "auxpass"} and child.i < token.i)
    return s.subject_of(token) is not None or any(child.lower_ != "do" for child in helped)


def bare_verb(s: Sentence) -> str:
    """The same where the tagger takes the verb for a noun ("Exchange staff among offices")."""
    for i in s.starts:
        token, following = s.tokens[i], s.tokens[i + 1] if i + 1 < len(s.tokens) else None
        if s.low[i] not in s.words["directive"] or following is None or token.tag_ == "VB":
            continue
        if following.tag_ in {*FINITE, "TO", "POS", "CC"} or following.lower_ in {
            "of",
            ",",
            ".",
            "?",
            "/",
            "-",
            ":",
        }:
            continue
        serves_a_noun = token.dep_ in {"nsubj", "nsubjpass", "compound", "amod", "nmod"} and not s.is_bare
        if not serves_a_noun or following.pos_ in {"DET", "PRON"}:
            return s.piece(i, i + 3)
    return ""


def lets(s: Sentence) -> str:
    """A call on the group ("Let's meet monthly")."""
    return next(
        (s.piece(i, i + 3) for i, w in enumerate(s.low) if w == "let" and s.after(i) in {"us", "'s", "’s"}),
        "",
    )


def to_do(s: Sentence) -> str:
    """An infinitive as the whole message ("Secretariat to publish the list")."""
    if not s.is_bare or s.is_question:
        return ""
    for i, token in enumerate(s.tokens[:8]):
        heads_verb = token.tag_ == "TO" and i + 1 < len(s.tokens) and s.tokens[i + 1].tag_ == "VB"
        if heads_verb and (i == 0 or _can_act(s, i - 1)):
            return s.piece(max(0, i - 1), i + 3)
    return ""


def _can_act(s: Sentence, i: int) -> bool:
    """Whether word i can be the one who is to act, not a noun that an infinitive completes."""
    return s.tokens[i].pos_ in {"NOUN", "PROPN", "PRON", "PUNCT"} and s.low[i] not in s.words["open_noun"]


def gerund_fragment(s: Sentence) -> str:
    """An action named by its -ing form, without a finite verb ("Sharing templates")."""
    i = s.starts[0]
    return s.piece(i, i + 2) if s.tokens[i].tag_ == "VBG" and s.is_bare and not s.is_question else ""


def more_of(s: Sentence) -> str:
    """A comparative as the whole message ("More rooms in other languages")."""
    i = s.starts[0]
    before = s.low[max(0, i - 1) : i + 1]
    wished = next((w for w in before if w in s.words["wish"]), "")
    return s.piece(max(0, i - 1), i + 2) if wished and s.is_bare and not s.is_question else ""


def making_of(s: Sentence) -> str:
    """An action named by a noun ("Creation of a directory")."""
    i = s.starts[0]
    return s.piece(i, i + 3) if s.low[i] in s.words["making"] and s.after(i) == "of" and s.is_bare else ""
