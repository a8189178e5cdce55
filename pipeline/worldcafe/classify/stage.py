"""All rules that fired for a note -> one kind, its probability, the rules and their words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.classify.borrow import Firings, Reading, borrow
from worldcafe.classify.context import Surroundings, read_surroundings
from worldcafe.classify.forms import read_forms
from worldcafe.classify.lexicon import Firing, Lexicon, load_lexicon
from worldcafe.classify.sentence import sentences_of
from worldcafe.language import parse_english
from worldcafe.tables import KINDS, Kinds, Segments

if TYPE_CHECKING:
    from pandera.typing import DataFrame
    from spacy.tokens import Doc

    from worldcafe.settings import ClassifySettings

PLAIN = Firing("plain_statement", "")


def classify_segments(segments: DataFrame[Segments], settings: ClassifySettings) -> DataFrame[Kinds]:
    """Give every note and claim its kind, with the rules that spoke for it and their words.

    Returns:
        One row per note and claim in the order of `segments`. `kind_score` is the probability of the kind,
        `rule` and `evidence` are lists separated by "; " of the same length, the strongest rule first.

    Raises:
        InputError: the rules file of the settings cannot be used.
    """
    lexicon = load_lexicon(settings.rules)
    surroundings = read_surroundings(segments, lexicon)
    docs = parse_english(around.body for around in surroundings.values())
    readings = {
        segment_id: _read(doc, around, lexicon)
        for (segment_id, around), doc in zip(surroundings.items(), docs, strict=True)
    }
    lent = borrow(segments, readings, lambda firings: likeliest(firings, lexicon))
    fired = {segment_id: lent.get(segment_id, reading.firings) for segment_id, reading in readings.items()}
    rows = [
        (segment_id, *_decide(firings, lexicon, settings.temperature))
        for segment_id, firings in fired.items()
    ]
    return Kinds.validate(pd.DataFrame(rows, columns=list(Kinds.to_schema().columns)))


def _read(doc: Doc, around: Surroundings, lexicon: Lexicon) -> Reading:
    """Give all rules that apply to one note: by its grammar, its words, its surroundings."""
    sentences = sentences_of(doc.sents, lexicon)
    seen = [firing for sentence in sentences for firing in read_forms(sentence)]
    first = {firing.rule: firing for firing in reversed([*seen, *lexicon.cued(around.body)])}
    firings = tuple(first.values())[::-1]
    is_bare = all(sentence.is_bare and not sentence.is_question for sentence in sentences)
    return Reading((*firings, *_by_context(firings, around, is_bare)), is_bare)


def _by_context(firings: Firings, around: Surroundings, is_bare: bool) -> list[Firing]:
    """Give what question, heading and label add."""
    found = []
    if around.asked:
        found.append(Firing(f"{_manner(firings, around.asked, is_bare)}_{around.asked}", around.question))
    if around.asked_before and is_bare:
        found.append(Firing(f"earlier_question_{around.asked_before}", "the last question at this table"))
    if around.headed:
        found.append(Firing(f"heading_{around.headed}", "the heading"))
    if around.label:
        found.append(Firing(f"label_{around.label}", around.label_words))
    return found


def _manner(firings: Firings, asked: str, is_bare: bool) -> str:
    """Say how a note answers: by an action, by a bare word, by a report of what was said, in a sentence."""
    rules = {firing.rule for firing in firings}
    if asked == "value" and rules & {"offers", "gerund_fragment"}:
        return "verb_answer"
    if asked == "suggestion" and "will_help" in rules:
        return "helping_answer"
    if "reported" in rules:
        return "reported_answer"
    instructs = asked == "value" and rules & {"imperative", "bare_verb"}
    return "bare_answer" if is_bare and not instructs else "answer"


def likeliest(firings: Firings, lexicon: Lexicon) -> str:
    """Give the kind that most speaks for."""
    odds = _weigh(firings, lexicon)
    return max(KINDS, key=odds.__getitem__)


def _weigh(firings: Firings, lexicon: Lexicon) -> dict[str, float]:
    """Add up the log-odds of each kind."""
    odds = dict.fromkeys(KINDS, 0.0) | lexicon.weights["start"]
    for firing in firings:
        for kind, weight in lexicon.weights.get(firing.rule, {}).items():
            odds[kind] += weight
    return odds


def _decide(firings: Firings, lexicon: Lexicon, temperature: float) -> tuple[str, float, str, str]:
    """Give kind, probability, rules and words of one note."""
    odds = _weigh(firings, lexicon)
    kind = likeliest(firings, lexicon)
    total = sum(math.exp((value - odds[kind]) / temperature) for value in odds.values())
    speaking = [f for f in firings if lexicon.weights.get(f.rule, {}).get(kind, 0) > 0]
    speaking.sort(key=lambda f: -lexicon.weights[f.rule][kind])
    speaking = speaking or [PLAIN]
    words = "; ".join(firing.words.replace(";", ",") for firing in speaking)
    return kind, round(1 / total, 4), "; ".join(firing.rule for firing in speaking), words
