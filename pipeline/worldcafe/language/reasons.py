"""What stages write into tables as sentences, each a template, and how it is said in another language.

Tables speak English whatever the notes are in, so that programs can read them. Who shows a table to people
says its sentences again (`reword`) in the language that is spoken.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from worldcafe.language.wording import ENGLISH, phrase, spoken_now

# Why a text is set aside.
BEHIND = "who stands behind it, as a column says"
NO_NOTE = "reads like no note"
# What a claim changed of a note.
BECAME = '"{note}" became "{claim}"'
NEGATED = "a negation is only in the {side}"
EXCLUDED = '"{name}" is what one of the two excludes'
QUANTITY = "another quantity: {change}"
QUANTITY_OF = "another quantity: {change} ({unit})"
MODAL = "more or less binding: {change}"
TERM = "another term: {change}"
ACTOR = "another actor: {change}"
HEDGED = 'less binding: "{word}" is only in the claim'
SCOPE = "another scope: {change}"
FACT = 'a wish is told as a fact ("{fact}")'
AGREED = 'agreement is told of ("{told}"), but it was said at {n} of {total} places'
DISPUTED = 'agreement is told of ("{told}"), but a note is against it'
DENIED = "one of the two denies it"
NOTE, CLAIM = "note", "claim"
# Why a claim has its verdict.
POINTS = 'It only points elsewhere ("{pointer}").'
ALTERED = "The closest note says something else: {change}."
READ_ALTERED = "Read beside its notes, it seems to say something else in other words."
JUDGED_ALTERED = "The closest note says something else: the contrary, by your judge."
MODEL_ALTERED = "The closest note says something else: the contrary, by a language model ({model})."
UNSAID = "No note was found that says this."
JUDGED_UNSAID = "No note says it, by your judge."
MODEL_UNSAID = "No note says it, by a language model ({model})."
UNNAMED = 'The closest note does not say it of "{name}".'
SAID = "{n} notes say this in {whose} words."
SAID_BY_ONE = "1 note says this in {whose} words."
SAID_PARTLY = "{n} notes say this, {same} of them in these words."
THESE, OTHER = "these", "other"
BY_HAND = "A person said so."
LINKED = "A person linked {n} notes to it."
LINKED_ONE = "A person linked 1 note to it."
ELSEWHERE = "{n} of the {total} suggestions of {table} were also made {where}."
ELSEWHERE_ONE = "1 of the {total} suggestions of {table} was also made {where}."
ELSEWHERE_NONE = "None of the {total} suggestions of {table} were also made {where}."
ALONE_ELSEWHERE = "The only suggestion of {table} was also made {where}."
ALONE_NOWHERE = "The only suggestion of {table} was not made {where}."
HOLDS_NOT = "As far as was found, it does not hold."
HOLDS_PARTLY = "As far as was found, it holds in part."
HOLDS = "As far as was found, it holds."
UNDER, AT, AT_ANOTHER = "under {names}", "at {names}", "at another table"
ONLY_ITS_WORDS = "Claims in {language} are judged only where a note has their words."
NOT_HELD_ONE = "It is not held against the one note in another language than its own."
NOT_HELD = "It is not held against the {n} notes in other languages than its own."
# What summaries make of a theme.
CARRIED = "The topic summaries carry {counts}."
CARRIED_OF = {
    "suggestion": ("{n} of {total} suggestion ({share})", "{n} of {total} suggestions ({share})"),
    "note": ("{n} of {total} note ({share})", "{n} of {total} notes ({share})"),
}
BOTH = "{one} and {other}"
NOTHING = "no notes"
NAMED = "A claim says its name or a note that shows it."
NOTHING_TO_COMPARE = "The source has no topic summaries to compare with."
NOT_TOLD = "Notes and claims are not compared in every language."
# What links share, what themes dispute, what later cafés say.
MEANING = "meaning, no word"
AT_HOME = "{words} (same table)"
IN_THEME = "{words} (same theme)"
AT_HOME_IN_THEME = "{words} (same table and theme)"
SUMMED_UP = 'the claim "{claim}"'
SIDES = "{point} ({n} for, {against} against)"
MATTER = "the matter itself"
TURNED = "It turns what was said: {change}."
ADDS = "It says the same and adds {n} words of substance."
SAME = "It says the same."
# Why something is in no theme, or no suggestion of the register.
EMERGING = "fits no theme of the model: emerging"
FILLER = "filler: says nothing by itself"
TOO_FEW = "too few notes to find themes"
NO_FIT = "fits no theme"
LEANS = "It leans on something that is not said with it."
ONE_WORD = "One word, and no question that it answers."
UNSURE = "A few words that may be no suggestion, and no question that they answer."
KEPT_OUT = "Suggestion kept out of the register: {why}"
# What measures mean.
MEASURES = {
    "stability": "how often two notes of a theme stay together when grouped again: 0 never, 1 always",
    "coherence": "how often words that mark a theme share a note: 1 always, 0 by chance, -1 never (NPMI)",
    "diversity": "share of marking words that mark one theme only",
    "set aside": "share of notes that fit no theme",
}
READ = "{n} of {total} notes were read for this"

SENTENCES = (
    *(
        POINTS,
        READ_ALTERED,
        JUDGED_ALTERED,
        MODEL_ALTERED,
        ALTERED,
        UNSAID,
        JUDGED_UNSAID,
        MODEL_UNSAID,
        UNNAMED,
    ),
    *(SAID, SAID_BY_ONE, SAID_PARTLY),
    NO_NOTE,
    *(BY_HAND, LINKED_ONE, LINKED, ELSEWHERE_NONE, ELSEWHERE_ONE, ELSEWHERE, HOLDS_NOT),
    *(ALONE_ELSEWHERE, ALONE_NOWHERE),
    *(HOLDS_PARTLY, HOLDS, ONLY_ITS_WORDS, NOT_HELD_ONE, NOT_HELD),
    *(
        CARRIED,
        NAMED,
        NOTHING_TO_COMPARE,
        NOT_TOLD,
        AT_HOME_IN_THEME,
        AT_HOME,
        IN_THEME,
        MEANING,
        SUMMED_UP,
        SIDES,
        READ,
        TURNED,
        ADDS,
        SAME,
    ),
    *(EMERGING, FILLER, TOO_FEW, NO_FIT, LEANS, ONE_WORD, UNSURE, KEPT_OUT, *MEASURES, *MEASURES.values()),
)
SHARES = tuple(text for pair in CARRIED_OF.values() for text in pair)
WITHIN = {  # what may stand in a place of a sentence and is a template itself; anything else stays as it is
    "change": (
        BECAME,
        NEGATED,
        EXCLUDED,
        QUANTITY_OF,
        QUANTITY,
        MODAL,
        TERM,
        ACTOR,
        HEDGED,
        SCOPE,
        FACT,
        AGREED,
        DISPUTED,
        DENIED,
    ),
    "side": (NOTE, CLAIM),
    "whose": (THESE, OTHER),
    "where": (UNDER, AT, AT_ANOTHER),
    "counts": (BOTH, NOTHING, *SHARES),
    "one": SHARES,
    "other": SHARES,
    "point": (MATTER,),
    "words": (MEANING,),
    "why": (LEANS, ONE_WORD, UNSURE),
}
FORMERLY = {"No note says this.": UNSAID}  # of runs on disk: more than anybody could know
NEXT = re.compile(r"; | ")


def reword(text: str) -> str:
    """Say sentences of a table in the language that is spoken; what no stage has written stays as it is.

    Example, where German is spoken: "A person said so." -> "Ein Mensch hat es so gesagt."
    """
    text = FORMERLY.get(text, text)
    return text if spoken_now() == ENGLISH else _reword(text, SENTENCES)


def _reword(text: str, known: tuple[str, ...]) -> str:
    """Say a text that may consist of sentences of these templates."""
    for template, pattern in _patterns(known):
        if found := pattern.match(text):
            values = {name: _reword(value, WITHIN.get(name, ())) for name, value in found.groupdict().items()}
            said, rest = phrase(template).format(**values), text[found.end() :]
            break
    else:
        said, mark, rest = text.partition("; ")
        rest = mark + rest
    between = NEXT.match(rest)
    return said + between[0] + _reword(rest[between.end() :], known) if between else said


@lru_cache(maxsize=16)
def _patterns(known: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give templates with the patterns of their sentences, in their order: the narrower come first."""
    return tuple((text, re.compile(_pattern(text), re.DOTALL)) for text in known)


def _pattern(template: str) -> str:
    """Match a sentence of a template: after a full stop another may follow, after any other a semicolon."""
    parts = (
        re.escape(literal) + (f"(?P<{name}>.+?)" if name else "")
        for literal, name, _, _ in Formatter().parse(template)
    )
    return "".join(parts) + (r"(?=\Z| \S)" if template.endswith(".") else r"(?=\Z|; )")
