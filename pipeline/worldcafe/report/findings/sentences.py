"""Pieces that the answers are made of: counts, names that lead to their entry, lists."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Sequence
from string import Formatter
from typing import TYPE_CHECKING

from worldcafe.language.wording import phrase, say, says
from worldcafe.report.model import Part, Voice

if TYPE_CHECKING:
    from worldcafe.report.model import ClaimView, Filter, Quote, SuggestionView, ThemeView, TopicView

Parts = list[Part]
SHORT = 64  # characters of a suggestion in a sentence
BRIEF = SHORT * 3 // 4  # of what is named in passing
LONGER = SHORT * 3 // 2  # of a quote below an answer


def compose(template: str, /, **pieces: str | Part | Parts) -> Parts:
    """Put pieces into the places of a template, so that names and numbers in a sentence can be links."""
    parts: Parts = []
    for text, name, _, _ in Formatter().parse(template):
        piece = pieces[name] if name else ""
        parts += [Part(text)] if text else []
        parts += piece if isinstance(piece, list) else [Part(piece)] if isinstance(piece, str) else [piece]
    return [part for part in parts if part.text]


def traced(topic: TopicView) -> str:
    """Say what stands behind the claims of a topic: "5 with notes behind them, 1 points elsewhere"."""
    doubtful = topic.n_claims - topic.n_supported - topic.n_pointers
    if topic.n_pointers == topic.n_claims:
        return says(topic.n_pointers, "only points elsewhere", "only point elsewhere")
    if topic.n_supported == topic.n_claims:
        return says(topic.n_claims, "with notes behind it", "all with notes behind them")
    supported = says(topic.n_supported, "{n} with notes behind it", "{n} with notes behind them")
    pointing = says(topic.n_pointers, "{n} points elsewhere", "{n} point elsewhere")
    told = (
        supported if topic.n_supported else say("none with notes found"),
        pointing if topic.n_pointers else "",
        say("{n} in doubt", n=doubtful) if doubtful else "",
    )
    return ", ".join(filter(None, told))


def of_theme(*themes: str) -> Filter:
    """Give the filter for the notes of these themes."""
    return (("theme", themes),)


def quoted(text: str) -> str:
    """Give a text in quotation marks."""
    return say("“{text}”", text=text)


def theme_part(theme: ThemeView) -> Part:
    """Name a theme, leading to its entry."""
    return Part(quoted(theme.name), ref=f"theme-{theme.theme_id}")


def suggestion_part(entry: SuggestionView, longest: int = SHORT) -> Part:
    """Name a suggestion, leading to its entry."""
    return Part(quoted(short(entry.shown, longest)), ref=f"suggestion-{entry.suggestion_id}")


def numbered(entry: SuggestionView) -> Parts:
    """Name a suggestion with the number by which it is cited."""
    return [
        *([Part(say("No {n}", n=str(entry.number)) + " ")] if entry.number else []),
        suggestion_part(entry),
    ]


def short(text: str, longest: int = SHORT) -> str:
    """Give the first words of a text."""
    return textwrap.shorten(text.rstrip(". "), longest, placeholder=" …")


def note_voice(lead: str, quote: Quote, text: str = "") -> Voice:
    """Quote a note below an answer, all of it or a part."""
    return Voice(lead, short(text or quote.text, LONGER), quote, quote.place.label, f"n-{quote.segment_id}")


def claim_voice(lead: str, claim: ClaimView, text: str = "") -> Voice:
    """Quote a claim below an answer, all of it or a part."""
    where = short(claim.topic, SHORT // 2) or say("the claim")
    return Voice(lead, short(text or claim.quote.text, LONGER), claim.quote, where, f"claim-{claim.claim_id}")


def from_where_they_differ(one: str, other: str, led_in: int = 4) -> tuple[str, str]:
    """Give two texts, long ones only from so many words before those that differ."""
    pair = one.split(), other.split()
    if max(len(one), len(other)) <= SHORT:
        return one, other
    same = zip(*([_plain(word) for word in words] for words in pair), strict=False)
    alike = sum(1 for _ in itertools.takewhile(lambda words: words[0] == words[1], same))
    from_here = max(0, alike - led_in)
    if not from_here:
        return one, other
    first, second = (" ".join(["…", *words[from_here:]]) for words in pair)
    return first, second


def _plain(word: str) -> str:
    """Give the letters of a word, small."""
    return "".join(filter(str.isalnum, word.casefold())) or word


def listed(items: Sequence[Parts]) -> Parts:
    """Join pieces as "a, b and c"."""
    if len(items) < 2:
        return [part for item in items for part in item]
    first = [part for item in items[:-1] for part in (*item, Part(", "))][:-1]
    return compose(phrase("{first} and {last}"), first=first, last=list(items[-1]))
