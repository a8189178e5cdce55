"""Kinds in the languages whose grammar is not read: what their own words and forms say.

The patterns of a language are data (`[kinds]` of its file). A question is what ends in its mark, unless it
proposes something; what begins with an infinitive, asks for more or has a word of duty or wish is a
suggestion; then words of trouble and of praise are looked for. A note that nothing speaks for is what its
question asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from worldcafe.language.lists import listed, read_lists
from worldcafe.language.stop_words import stop_words

ASKS = re.compile(r"\?[\s\"'»”’)\]]*$")
START = re.compile(r"^[\W_]*(?:\b(?:[a-z]\)|\d+[.)])\s*)?")
FIRST_CLAUSE = re.compile(r"[,;:.!()]|\s[–—-]\s")
ELIDED_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# How sure each is; more are right on the annotated documents, all of one hand: tests/benchmarks/languages.py.
SURE = {
    "proposing": 0.9,
    "begin": 0.9,
    "suggestion": 0.9,
    "end": 0.9,
    "answer": 0.7,
    "thing": 0.7,
    "problem": 0.8,
    "value": 0.8,
    "nothing": 0.5,
}


@dataclass(frozen=True)
class Utterance:
    """The kind that a note's words say, how sure that is, which rule said so and by which words."""

    kind: str
    score: float
    rule: str
    words: str


@dataclass(frozen=True)
class _Patterns:
    """The patterns of one language; those of the beginning and the end match there alone."""

    clause: re.Pattern[str]
    finite: frozenset[str]
    relative: frozenset[str]
    proposing: re.Pattern[str]
    suggestion: re.Pattern[str]
    begin: re.Pattern[str]
    end: re.Pattern[str]
    thing: re.Pattern[str]
    problem: re.Pattern[str]
    value: re.Pattern[str]
    asks: tuple[tuple[str, re.Pattern[str]], ...]


def kind_by_words(text: str, question: str, language: str) -> Utterance:
    """Give the kind of a note from its words, and from what its question asks for where they are bare.

    Args:
        text: a note or claim.
        question: what governs it, "" for nothing.
        language: one whose file has `[kinds]`.
    """
    patterns = _load(language)
    asked = _asked(question, patterns)
    if ASKS.search(text):
        return _said("suggestion", "proposing", patterns.proposing, text) or Utterance(
            "question", 1.0, "question mark", "?"
        )
    body = START.sub("", text)
    cut = patterns.clause.search(body)
    main = body[: cut.start()] if cut else body
    first = FIRST_CLAUSE.split(main, maxsplit=1)[0].strip()
    bare = _is_bare(first, patterns)
    found = (
        _said("suggestion", "proposing", patterns.proposing, body)
        or (bare and _said("suggestion", "begin", patterns.begin, main))
        or _said("suggestion", "suggestion", patterns.suggestion, main)
        or (bare and _said("suggestion", "end", patterns.end, first))
        or (bare and asked == "suggestion" and Utterance("suggestion", SURE["answer"], "answer", question))
        or (bare and not patterns.problem.search(_head(body)) and _thing(body, patterns))
        or _said("problem", "problem", patterns.problem, body)
        or _said("value", "value", patterns.value, body)
        or (bare and _thing(body, patterns))
        or (bare and not asked and _names_a_thing(body, language))
    )
    return found or Utterance(
        asked or "observation", SURE["nothing"], "answer" if asked else "nothing", question
    )


def _is_bare(first: str, patterns: _Patterns) -> bool:
    """Tell whether a clause has no finite verb, but in a part of it that only says more of something."""
    words = [word.lower() for word in ELIDED_WORD.findall(first)]
    parts = [row for row, word in enumerate(words) if row > 1 and word in patterns.relative]
    return patterns.finite.isdisjoint(words[: parts[0]] if parts else words)


def _head(body: str) -> str:
    """Give the article and the noun that a phrase begins with."""
    return " ".join(body.split()[:2])


def _thing(body: str, patterns: _Patterns) -> Utterance | None:
    return _said("suggestion", "thing", patterns.thing, body)


def _names_a_thing(body: str, language: str) -> Utterance | None:
    """Say that a note that begins with what it is about and has no verb proposes it: "Lamps by the path"."""
    words = ELIDED_WORD.findall(body)
    first = words[0].lower().replace("’", "'").partition("'")[0] if words else ""
    if len(words) < 2 or len(first) < 2 or first in stop_words(language):
        return None
    return Utterance("suggestion", SURE["thing"], "thing", words[0])


def _said(kind: str, rule: str, pattern: re.Pattern[str], text: str) -> Utterance | None:
    found = pattern.search(text)
    return Utterance(kind, SURE[rule], rule, found[0].strip()) if found else None


def _asked(question: str, patterns: _Patterns) -> str:
    """Give the kind that a question asks for, the first that its words name."""
    hits = [(found.start(), kind) for kind, pattern in patterns.asks if (found := pattern.search(question))]
    return min(hits)[1] if hits else ""


@lru_cache(maxsize=16)
def _load(language: str) -> _Patterns:
    data = read_lists(language)["kinds"]
    finite = {*listed(language, "structure", "verb"), *listed(language, "kinds", "finite")}
    return _Patterns(
        clause=_any([data["clause"]]),
        finite=frozenset(word.lower() for word in finite - {*listed(language, "structure", "lead")}),
        relative=frozenset(data["relative"]),
        proposing=_any(data["proposing"]),
        suggestion=_any(data["suggestion"]),
        begin=_first(data["begin"]),
        end=re.compile(data.get("end", "(?!)")),
        thing=_first([data["thing"]]),
        problem=_any(data["problem"]),
        value=_any(data["value"]),
        asks=tuple((kind, _any(sources)) for kind, sources in data["asks"].items()),
    )


def _any(sources: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{source})" for source in sources), re.IGNORECASE)


def _first(sources: list[str]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{_any(sources).pattern})", re.IGNORECASE)
