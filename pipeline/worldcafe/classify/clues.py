"""What of a note speaks for its kind, by name: forms, cues, surroundings, length, short wordings.

A clue is a rule that applied together with the words that made it apply, so that any kind can be
explained. How much each counts is learned (`model`); labels ("PROBLEM: ...") and the cues of a user's own
rules file count by the weights written there.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.classify.context import Surroundings
from worldcafe.classify.forms import FORMS, read_forms
from worldcafe.classify.lexicon import Firing, Rules
from worldcafe.classify.sentence import sentences_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

LENGTHS = (2, 4, 8, 20)  # words
READ = 60  # words of a note that its wordings are taken from
WORDING = "wording: "
NO_FINITE_VERB, BARE_ANSWER = "no_finite_verb", "bare_answer_"
TOKEN = re.compile(r"[^\W\d_]+(?:n'?t)?|'[^\W\d_]+|[?!:=&+]|\d+")


def find_clues(doc: Doc | None, around: Surroundings, is_claim: bool, lexicon: Rules) -> tuple[Firing, ...]:
    """Give every clue of one note once, each with the first words that show it.

    Args:
        doc: the grammar of `around.body`; None gives the clues that need none.
        around: what the note stands under.
        is_claim: whether it is a statement of the report.
        lexicon: the rules that are data.
    """
    sentences = sentences_of(doc.sents, lexicon) if doc else []
    is_bare = doc is not None and all(sentence.is_bare and not sentence.is_question for sentence in sentences)
    found = [firing for sentence in sentences for firing in read_forms(sentence)]
    found += lexicon.cued(around.body)
    found += _surroundings(around, is_bare)
    found += _shape(around.body, is_bare, is_claim)
    found += [Firing(f"{WORDING}{words}", words.strip("<> ")) for words in wordings(around.body)]
    first = {firing.rule: firing for firing in reversed(found)}
    return tuple(first.values())[::-1]


def needs_grammar(rule: str) -> bool:
    """Tell whether a clue is found in a parsed text alone."""
    return rule in FORMS or rule == NO_FINITE_VERB or rule.startswith(BARE_ANSWER)


def _surroundings(around: Surroundings, is_bare: bool) -> list[Firing]:
    """Give what question and label say: a question speaks only where the words leave the kind open."""
    found = []
    if around.asked and is_bare:
        found.append(Firing(f"{BARE_ANSWER}{around.asked}", around.question))
    if around.label:
        found.append(Firing(f"label_{around.label}", around.label_words))
    return found


def _shape(text: str, is_bare: bool, is_claim: bool) -> list[Firing]:
    """Give how long a note is, whether it has a finite verb, ends as a question, is a claim."""
    n_words = len(text.split())
    shapes = [f"up_to_{most}_words" for most in LENGTHS if n_words <= most]
    shapes += [NO_FINITE_VERB] * is_bare + ["question_mark"] * text.rstrip().endswith("?")
    return [Firing(shape, "") for shape in (*shapes, *["claim"] * is_claim)]


def wordings(text: str) -> list[str]:
    """Give the words and pairs of neighbouring words of a text, with where it begins and ends ("<", ">")."""
    tokens = ["<", *TOKEN.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))[:READ], ">"]
    pairs = (f"{one} {other}" for one, other in pairwise(tokens))
    return list(dict.fromkeys((*tokens[1:-1], *pairs)))
