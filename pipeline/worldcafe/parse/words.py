"""The words by which structure is known as patterns: table, round, question and so on, in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from worldcafe.language.lists import known_languages, listed, read_lists
from worldcafe.language.patterns import Patterns

Languages = tuple[str, ...]
# What is read in the languages of a text alone: "on" is a verb of French and stands in every English title.
GRAMMAR = ("verb", "you", "ask", "open", "inverted", "cleft", "elicit")
NEVER = "(?!)"  # what a list without words matches
TITLE = r"[\"'“„«]?\s?[^\W\d_][^:;.!?|\n]{1,60}?"


@dataclass(frozen=True)
class Words:
    """Compiled patterns; `starts_*` match at the beginning of a text, the sets hold words in lower case."""

    cafe: re.Pattern[str]
    annex: re.Pattern[str]
    notes: re.Pattern[str]
    place: re.Pattern[str]
    loose: re.Pattern[str]  # the same with what is a place only where nothing else is: "Flipchart 3"
    ordinal: re.Pattern[str]
    table_before: re.Pattern[str]  # "Table: Housing"
    table_after: re.Pattern[str]  # "Housing table"
    summary: re.Pattern[str]
    narrative: re.Pattern[str]
    people: re.Pattern[str]
    admin: re.Pattern[str]
    office: re.Pattern[str]
    scribing: re.Pattern[str]
    outline: re.Pattern[str]
    bylines: re.Pattern[str]
    pointers: re.Pattern[str]
    follows: re.Pattern[str]
    question: re.Pattern[str]
    item: re.Pattern[str]  # "Item 2", before what it is about
    topic: re.Pattern[str]
    asks: re.Pattern[str]
    opens: re.Pattern[str]
    inverted: re.Pattern[str]
    cleft: re.Pattern[str]
    elicits: re.Pattern[str]
    remarks: Patterns
    rounds: frozenset[str]
    numbers: dict[str, str]
    verbs: frozenset[str]
    leads: frozenset[str]
    you: frozenset[str]
    questions: frozenset[str]
    titles: frozenset[str]
    plenary: frozenset[str]  # without case and signs
    generic: frozenset[str]
    time: re.Pattern[str]
    span: re.Pattern[str]
    clock: re.Pattern[str]


@lru_cache(maxsize=8)
def load_words(languages: Languages, spoken: Languages = ()) -> Words:
    """Give the patterns of some languages, or of all that are known, in one.

    Args:
        languages: whose words for table, round and so on count, all where none is named.
        spoken: the languages of the text, whose grammar alone counts; that of all where none is shown.

    Raises:
        KeyError: a language has no file.
    """
    named = languages or known_languages()
    lists = {
        key: [
            word
            for language in named
            if key not in GRAMMAR or not spoken or language in spoken
            for word in listed(language, "structure", key)
        ]
        for key in read_lists("lists")["structure"]
    }
    return _compile(lists, _counted("number", named), _counted("ordinal", named))


def _counted(key: str, languages: Languages) -> dict[str, str]:
    """Give what each word of a list counts, which begins with one in every language: "third" -> "3"."""
    return {
        form: str(number)
        for language in languages
        for number, forms in enumerate(listed(language, "structure", key), 1)
        for form in forms.split("|")
    }


def _compile(lists: dict[str, list[str]], numbers: dict[str, str], ordinals: dict[str, str]) -> Words:
    sign = r"(?:(?i:#|no\.?|nr\.?|n[°º]\.?|number)\s?:?\s?)?"
    small = r"(?<![^\W\d_])[a-z](?=\s*(?:[-–—:|(]|$))"  # "group b - tools"
    label = (
        rf"{sign}(\d{{1,3}}[a-z]?|[A-Z]|[IVX]{{1,4}}|{small}|(?i:{_any(list(numbers))}))(?!\w)[\ufe0f\u20e3]*"
    )
    rounds, tables = _any(lists["round"]), _any(lists["table"])
    loose = _any([*lists["table"], *lists["loose"]])
    return Words(
        cafe=_words(lists["cafe"]),
        annex=re.compile(rf"(?i:{_any(lists['annex'])})(?:\s+{label})?(?!\w)"),
        notes=_words(lists["notes"]),
        place=re.compile(rf"(?:(?i:{rounds}|{tables})\s?/\s?)?((?i:{rounds}|{tables}))\s?[:#-]?\s?{label}"),
        loose=re.compile(rf"((?i:{rounds}|{loose}))\s?[:#-]?\s?{label}"),
        ordinal=re.compile(
            rf"(?i)(?:(?:{_any(lists['article'])})\s+)?"
            rf"(?:(\d{{1,2}})(?:\s?(?:{_any(lists['ending'])}))?"
            rf"|({_any(list(ordinals))}))\s+({rounds}|{tables})(?!\w)"
        ),
        table_before=re.compile(
            rf"(?P<word>(?i:{tables})(?=\s*[:–—|-]?\s)|(?i:{rounds})(?=\s*[:–—|]\s))(?:\s*[:–—|-])?\s+(?P<title>{TITLE})"
        ),
        table_after=re.compile(rf"(?P<title>{TITLE})[\s-]+(?P<word>(?i:{tables}))"),
        summary=_words(lists["summary"]),
        narrative=_words(lists["narrative"]),
        people=_words(lists["people"]),
        admin=_words(lists["admin"]),
        office=_words(lists["office"]),
        scribing=_words(lists["scribing"]),
        outline=_words(lists["outline"]),
        bylines=_expressions(lists["byline"]),
        pointers=_expressions(lists["pointer"]),
        follows=_expressions(lists["follow"]),
        question=_question(lists, list(ordinals)),
        item=_expressions([rf"(?:{_any(lists['item'])})\s?\d{{1,2}}(?:\s?[-–—:.)]\s*|\s+)(?=\S)"]),
        topic=re.compile(rf"(?i)(?:{_any(lists['topic'])})(?:\s\d{{1,2}})?\s*:\s*"),
        asks=re.compile(rf"(?i)[¿\W]*(?:{_any(lists['ask'])})(?!\w)"),
        opens=re.compile(rf"(?i)[¿\W]*(?:{_any(lists['open'])})(?!\w)"),
        inverted=_expressions(lists["inverted"]),
        cleft=_expressions(lists["cleft"]),
        elicits=_words(lists["elicit"]),
        remarks=Patterns([*lists["remark"], *lists["byline"]]),
        rounds=frozenset(lists["round"]),
        numbers=numbers | ordinals,
        verbs=frozenset(lists["verb"]),
        leads=frozenset(lists["lead"]),
        you=frozenset(lists["you"]),
        questions=frozenset(lists["question"]),
        titles=frozenset(lists["title"]),
        plenary=frozenset(lists["plenary"]),
        generic=frozenset(lists["generic"]),
        **_times(lists),
    )


def _times(lists: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    """Match times: at the end of a heading, a round that only its time names, the beginning of a line."""
    hour = r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?"
    until = rf"\s*(?:[-–—]|{_any(lists['until'])})\s*{hour}"
    after = _any(lists["clock"])
    lasting = (
        rf"\d{{1,3}}\s*[-–]?\s*\d{{0,3}}\s*(?:min\w*|['’′]|{_any(lists['clock'] + lists['lasting'])})\.?"
    )
    alone = rf"{hour}\b|\d{{1,2}}(?:[:.]\d{{2}})?\s?(?:[ap]\.?m|{after})\b|(?:{_any(lists['noon'])})\b"
    return {
        "time": re.compile(rf"(?i)[\s(\[–—,-]*(?:{lasting}|{hour}(?:{until})?(?:\s?(?:{after}))?)[\s)\]]*$"),
        "span": re.compile(rf"(?i)[(\[]?({hour}{until})(?:\s?(?:{after}))?[)\]]?:?"),
        "clock": re.compile(rf"(?i)[\W_]*(?:{alone})"),
    }


def _any(words: list[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) or NEVER


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{_any(words)})(?!\w)")


def _expressions(sources: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(sources) or NEVER, re.IGNORECASE)


def _question(lists: dict[str, list[str]], ordinals: list[str]) -> re.Pattern[str]:
    """Match the label before a prompt: "Q1 |", "Question:", "First question:", "Question for round 2:"."""
    numbered = rf"(?:[QqFfPpVv]|(?:{_any(lists['question'])}))\s?\.?\s?\d{{1,2}}[a-z]?\s*[|:.)–—-]\s*"
    place = (
        rf"(?:\s+[^\W\d_]{{1,5}}(?:\s+[^\W\d_]{{2,7}})?\s+(?:{_any(lists['round'])}|{_any(lists['table'])})"
        r"(?:\s+\d{1,2})?)?"
    )
    plain = rf"(?:(?:{_any(ordinals)})\s+)?(?:{_any(lists['question'])}|Q)s?{place}\s*:\s*"
    return re.compile(rf"(?i)(?:(?P<numbered>{numbered})|{plain})(?=\S)")
