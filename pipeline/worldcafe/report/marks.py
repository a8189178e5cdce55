"""Small pieces of the page's markup and wording: the filters of its templates."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup, escape

from worldcafe.language.reasons import reword
from worldcafe.language.wording import (
    count,
    decimal,
    joined,
    later,
    many,
    opening,
    phrase,
    phrases,
    read_out,
    say,
)
from worldcafe.language.wording import percent as in_hundredths
from worldcafe.report.decided import chip, count_chips, count_decided, steps
from worldcafe.report.findings import traced
from worldcafe.report.quote import BAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from worldcafe.report.model import Contrast, Filter, Note, Part

_SHADES = 5  # of the heat map
STRENGTHS = {  # of support, and what has none of them: strength or verdict, words
    "same": later("in the same words"),
    "support": later("in other words"),
    "near": later("no note found"),
    "altered": later("say something else"),
    "pointer": later("point elsewhere"),
    "withheld": later("not judged"),
}
OF_ONE = {"altered": later("says something else"), "pointer": later("points elsewhere")}  # claim
KINDS = (later("suggestion"), later("problem"), later("question"), later("value"), later("observation"))
IDENTITIES = (
    *(later("person"), later("organisation"), later("country"), later("note-taker")),
    *(later("contact"), later("role"), later("context")),
)
_SHORT = 64  # letters of a text that only names something


def words(text: str) -> Markup:
    """Escape a text; a blacked-out identity reads as "name removed" to those who listen."""
    bar = Markup(
        '<span class="mask"><span class="unseen">[{}]</span><span aria-hidden="true">{}</span></span>'
    )
    return Markup(BAR.sub(lambda found: str(bar.format(say("removed"), found[0])), str(escape(text))))


def leads(notes: Filter) -> Markup:
    """Give the attributes of a link to the notes of a filter.

    `href` works without JavaScript: it leads to the theme, claim or suggestion that lists these notes,
    or to all notes; `data-f` is the filtered view that the script puts in its place.
    """
    pairs = [(field, value) for field, values in notes for value in values]
    field, value = pairs[0] if len(pairs) == 1 else ("", "")
    target = f"{field}-{value}" if field in ("theme", "claim", "suggestion") and value != "none" else "notes"
    return Markup('href="#{}" data-f="notes?{}"').format(target, urlencode(pairs))


def where(part: Part) -> Markup:
    """Give the attributes of the link of a part of a sentence."""
    if part.notes:
        return leads(part.notes)
    section, _, choice = part.ref.partition("=")
    if not choice:
        return Markup('href="#{}"').format(section)
    return Markup('href="#{}" data-f="{}?show={}"').format(section, section, choice)


def counted_at(themes: Sequence[str], counts: Mapping[tuple[str, str], int], table: str) -> int:
    """Count the notes of some themes at a table."""
    return sum(counts[theme, table] for theme in themes)


def shade(number: int, top: int) -> int:
    """Give the step (1 to 5) of a number on the scale of a heat map that ends at `top`; 0 for none.

    By the square root, so that one very full cell does not make all others look alike.
    """
    return math.ceil(_SHADES * math.sqrt(number / top))


def width(number: float, top: float) -> int:
    """Give the length of a bar in hundredths of the longest; what is there at all is seen."""
    return max(round(100 * number / top), 2) if number else 0


def percent(share: float) -> str:
    """Give "42%"; what is there at all is not nothing."""
    return f"<{in_hundredths(0.01)}" if 0 < share < 0.005 else in_hundredths(share)


def shorten(text: str) -> str:
    """Give the first words of a text, to name it."""
    return textwrap.shorten(text.rstrip(". "), _SHORT, placeholder="…")


def sum_notes(asked: Sequence[tuple[str, Sequence[Note]]]) -> int:
    """Count the notes under several questions."""
    return sum(len(notes) for _, notes in asked)


def group_name(group: str, by: str) -> str:
    """Name a café or a round."""
    return say("Round {n}", n=group) if by == "round" and group[:1].isdigit() else group


def spread(row: Contrast) -> str:
    """Say where a theme came up: "every" group, "only-2" (counted from 0), or "some"."""
    if all(row.counts):
        return "every"
    places = [place for place, number in enumerate(row.counts) if number]
    return f"only-{places[0]}" if len(places) == 1 else "some"


def said(text: str, /, **values: object) -> Markup:
    """Say a sentence on the page; a value that is no markup is escaped."""
    return Markup(phrase(text)).format(**read_out(values))


def said_of(number: int, one: str, several: str, /, **values: object) -> Markup:
    """Say the sentence for so many on the page."""
    return Markup(phrases(number, one, several)).format(**read_out({"n": number, **values}))


def listing(items: Sequence[Markup]) -> Markup:
    """Join pieces of markup as "a, b and c"."""
    return Markup(joined(items))


SAYING = {"say": said, "says": said_of, "later": later}
FILTERS = {
    function.__name__: function
    for function in (
        chip,
        count,
        decimal,
        count_chips,
        count_decided,
        counted_at,
        group_name,
        leads,
        listing,
        many,
        opening,
        percent,
        reword,
        shade,
        shorten,
        spread,
        steps,
        sum_notes,
        traced,
        where,
        width,
        words,
    )
}
