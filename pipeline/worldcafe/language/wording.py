"""What the product itself says, in the language of a report.

English stands in the code; `catalogues/CODE.po` has the sentences of another language, which any editor of
gettext opens. Whoever writes something says once in which language (`speaking`), and all that is said below
is in it. A sentence is a template with named places, so that each language has its own order of words.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files

from worldcafe.errors import InputError

ENGLISH = "en"
REGIONS = {ENGLISH: "en_GB"}  # where the language alone would be that of another country
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


@lru_cache(maxsize=1)
def page_languages() -> tuple[str, ...]:
    """Give the languages that a report can be written in, English first."""
    found = (entry.name for entry in files(__package__).joinpath("catalogues").iterdir())
    return (ENGLISH, *sorted(name.removesuffix(".po") for name in found if name.endswith(".po")))


def require_page_language(language: str) -> None:
    """Make sure that a report can be written in a language, "" for any.

    Raises:
        InputError: there is no catalogue for it.
    """
    if language and language not in page_languages():
        known = ", ".join(page_languages())
        raise InputError(f'no report can be written in the language "{language}"; known: {known}.')


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say all below in a language; in English where it has no catalogue."""
    before = _language.set(language if language in page_languages() else ENGLISH)
    try:
        yield
    finally:
        _language.reset(before)


def spoken_now() -> str:
    """Give the language that is spoken: an ISO 639-1 code."""
    return _language.get()


def region_now() -> str:
    """Give the language that is spoken with a country whose spelling it is in: "en-GB"."""
    return _region().replace("_", "-")


def _region() -> str:
    return REGIONS.get(spoken_now(), f"{spoken_now()}_{spoken_now().upper()}")


def later(text: str) -> str:
    """Mark a text that is said later, so that catalogues have it."""
    return text


def pair(one: str, many: str) -> tuple[str, str]:
    """Mark two templates of which one is said later, by a number."""
    return one, many


NOUNS = {  # none, one, many
    "note": (later("no notes"), *pair("{n} note", "{n} notes")),
    "place": (later("no places"), *pair("{n} place", "{n} places")),
    "table": (later("no tables"), *pair("{n} table", "{n} tables")),
    "more table": (later("no more tables"), *pair("{n} more table", "{n} more tables")),
    "theme": (later("no themes"), *pair("{n} theme", "{n} themes")),
    "café": (later("no cafés"), *pair("{n} café", "{n} cafés")),
    "claim": (later("no claims"), *pair("{n} claim", "{n} claims")),
    "idea": (later("no ideas"), *pair("{n} idea", "{n} ideas")),
    "quote": (later("no quotes"), *pair("{n} quote", "{n} quotes")),
    "source": (later("no sources"), *pair("{n} source", "{n} sources")),
    "mark": (later("no marks"), *pair("{n} mark", "{n} marks")),
    "suggestion": (later("no suggestions"), *pair("{n} suggestion", "{n} suggestions")),
    "open question": (later("no open questions"), *pair("{n} open question", "{n} open questions")),
    "missing suggestion": (
        later("no missing suggestions"),
        *pair("{n} missing suggestion", "{n} missing suggestions"),
    ),
    "problem": (later("no problems"), *pair("{n} problem", "{n} problems")),
    "question": (later("no questions"), *pair("{n} question", "{n} questions")),
    "value": (later("no values"), *pair("{n} value", "{n} values")),
    "observation": (later("no observations"), *pair("{n} observation", "{n} observations")),
}


def phrase(text: str) -> str:
    """Give a template in the language that is spoken, its places still empty."""
    return text if spoken_now() == ENGLISH or not text else _catalogue(spoken_now()).gettext(text)


def phrases(number: int, one: str, many: str) -> str:
    """Give the template for so many, its places still empty."""
    if spoken_now() == ENGLISH:
        return one if number == 1 else many
    return _catalogue(spoken_now()).ngettext(one, many, number)


def say(text: str, /, **values: object) -> str:
    """Say a sentence with these values in its places: "{n} found" of 3."""
    return phrase(text).format(**read_out(values))


def says(number: int, one: str, many: str, /, **values: object) -> str:
    """Say the sentence for so many; the number is its place {n}."""
    return phrases(number, one, many).format(**read_out({"n": number, **values}))


def joined(names: Sequence[str]) -> str:
    """Join names as "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return say("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def read_out(values: Mapping[str, object]) -> dict[str, object]:
    """Give the values of a sentence as they are read: numbers by `many`, anything else as it is."""
    return {name: many(value) if isinstance(value, int) else value for name, value in values.items()}


def count(number: int, word: str) -> str:
    """Give "1 note", "2 notes", "no notes"."""
    return counted(number, word) if number else say(NOUNS[word][0])


def counted(number: int, word: str) -> str:
    """Give "1 note", "2 notes", "0 notes"."""
    return says(number, *NOUNS[word][1:])


def opening(text: str) -> str:
    """Give a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def many(number: int) -> str:
    """Give a number as it is read: "12,345"."""
    if -1000 < number < 1000 or spoken_now() == ENGLISH:
        return f"{number:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - only for those who do not read English

    return str(format_decimal(number, locale=_region()))


def decimal(number: float) -> str:
    """Give a number with two digits behind the point: "0.53"."""
    if spoken_now() == ENGLISH:
        return f"{number:.2f}"
    from babel.numbers import format_decimal  # noqa: PLC0415

    return str(format_decimal(number, "0.00", locale=_region()))


def percent(share: float) -> str:
    """Give a share in hundredths: "42%"."""
    if spoken_now() == ENGLISH:
        return f"{share:.0%}"
    from babel.numbers import format_percent  # noqa: PLC0415

    return str(format_percent(int(f"{share:.0%}".removesuffix("%")) / 100, locale=_region()))


def day(date: dt.date) -> str:
    """Give a day as it is read: "1 March 2026"."""
    if spoken_now() == ENGLISH:
        return f"{date.day} {date:%B %Y}"
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(date, "long", locale=_region())


def name_of(language: str) -> str:
    """Give the name of a language in the one that is spoken: "German"."""
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(language).get_display_name(spoken_now()) or language


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    """Read the catalogue of a language."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    text = files(__package__).joinpath("catalogues", f"{language}.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(text), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
