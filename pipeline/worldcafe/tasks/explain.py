"""Why a note or claim has its kind, in words: what spoke for it, the strongest first, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from worldcafe.errors import InputError

if TYPE_CHECKING:
    from worldcafe.found import Analysis

# What each rule of `classify` found; those of a user are told by their names.
TOLD = {
    "sense": "what it means as a whole, beside notes that people read and labelled",
    "claim": "it is a sentence of the report",
    "no_finite_verb": "it has no verb that makes it a sentence",
    "question_mark": "it ends with a question mark",
    "asks": "it asks",
    "how_to": "it asks how to do something",
    "why_not": "it asks why not",
    "wondering": "it wonders",
    "proposal_question": "it proposes in the form of a question",
    "if_you_want": "it says what to do for an end",
    "happy_condition": "it says on which condition one would be content",
    "imperative": "it tells somebody to do something",
    "bare_verb": "it begins with what is to be done",
    "other_verb": "it begins with a verb that may be an order",
    "to_do": "it says what is to be done",
    "lets": "it says what to let or have done",
    "offers": "it offers to do something",
    "obligation": "it says what should or must be",
    "need": "it says what is needed",
    "would_be_good": "it says what would be good",
    "better_if": "it says what is good or would be better",
    "its_effect": "it says what something would bring about",
    "will_help": "it says what would help",
    "is_key": "it says what matters most",
    "recommending": "it recommends",
    "can_have": "it says what could be had",
    "can_find": "it says what could be found",
    "could_do": "it says what could be done",
    "doing_could": "it says what doing something could bring",
    "you_can": "it says what one can do",
    "gerund_fragment": "it names something to do",
    "making_of": "it names something to make",
    "more_of": "it asks for more or less of something",
    "lack": "it says what is lacking",
    "trouble": "it tells of trouble",
    "seldom": "it says what hardly happens",
    "negated_ability": "it says what cannot be done",
    "benefit": "it tells of something good",
    "common_to_all": "it says how things are",
    "reported": "it reports what was said",
    "proposing": "it proposes",
    "begin": "it begins as a proposal does",
    "end": "it ends as a proposal does",
    "suggestion": "it says what should be",
    "problem": "it tells of trouble",
    "value": "it tells of something good",
    "answer": "it answers a question",
    "thing": "it names a thing",
    "nothing": "nothing in it tells more",
}
FAMILIES = {  # of rules whose names end in what differs
    r"wording: < .*": "it begins with words that notes of this kind begin with",
    r"wording: .* >": "it ends with words that notes of this kind end with",
    r"wording: .*": "words that are commoner in notes of this kind",
    r"up_to_(\d+)_words": r"it has no more than \1 words",
    r"bare_answer_.*": "it answers in a few words what was asked",
    r"label_.*": "it stands under a label",
}


def explain_kind(analysis: Analysis, name: str) -> Iterator[str]:
    """Give in lines the text of a note or claim, its kind with how sure that is, and what spoke for it.

    Raises:
        InputError: no note or claim has this id.
    """
    kinds, segments = (table.set_index("segment_id") for table in (analysis.kinds, analysis.segments))
    if name not in kinds.index:
        raise InputError(f'no note or claim is called "{name}"; ids stand in tables/segments.csv.')
    label, segment = kinds.loc[name], segments.loc[name]
    rounds = f"round {segment['round']}" if segment["round"] else ""
    place = ", ".join(filter(None, (str(segment["table"]), rounds)))
    yield f"{segment['clean_text']} ({place})" if place else str(segment["clean_text"])
    yield f"It counts as {label['kind']}, {label['kind_score']:.0%} surely, for:"
    words = f"{label['evidence']}; ".split("; ")
    for rule, seen in zip(label["rule"].split("; "), words, strict=False):
        yield f"- {told_of(rule)}" + (f': "{seen.strip()}"' if seen.strip() else "")


def told_of(rule: str) -> str:
    """Give in words what a rule of kinds found."""
    family = next((pattern for pattern in FAMILIES if re.fullmatch(pattern, rule)), "")
    return re.sub(family, FAMILIES[family], rule, count=1) if family else TOLD.get(rule, rule)
