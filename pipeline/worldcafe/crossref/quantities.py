"""The quantities of a text: what is counted or measured, whatever the way in which it is written.

"7 %" and "seven per cent", "one in three" and "a third", "2k" and "two grand", "six months" and "half a year"
are one quantity each. Times of day, years and numbers of a list are none, nor is the "one" of "one could".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from worldcafe.crossref.lexemes import Lexeme, pieces_of, told_number
from worldcafe.crossref.opposites import opposite_stems
from worldcafe.crossref.units import PARTS, parts, read_figure, times
from worldcafe.crossref.words import load_wordlists, word_classes
from worldcafe.language.in_language import in_language, language_of
from worldcafe.language.lists import read_lists

SHARE, MONEY, TIME, RATE, BARE = "%", "¤", "days", "per", ""
SIGNS = frozenset("£$€¥")
YEARS = range(1900, 2100)
# By which two of them may differ, as shares of the greater.
TOLERANCE = {**dict.fromkeys((TIME, SHARE, MONEY), 0.2), RATE: 0.3}
NEXT = 2  # words after a number in which its unit stands
HUNDRED, TENS, TEN = 100, 20, 10


@dataclass(frozen=True)
class Amount:
    """One quantity.

    Attributes:
        unit: `SHARE`, `MONEY`, `TIME` (in days), `RATE` ("a week", in days), the stem of what is counted, or
            `BARE` for a figure alone.
        value: how much or how many.
        per: the days of "a week" behind it, 0 where there is nothing of the kind.
        words: as it is written.
    """

    unit: str
    value: float
    per: float
    words: str


def other_amount(note: str, claim: str) -> tuple[Amount, Amount] | None:
    """Give an amount of a note and what a claim has in its place, where none of the note's agrees with it."""
    ours, theirs = amounts(claim), amounts(note)
    for mine in ours:
        alike = [its for its in theirs if _is_comparable(mine, its)]
        same = [other for other in ours if (other.unit, other.per) == (mine.unit, mine.per)]
        if alike and not any(agree(its, other) for its in alike for other in same):
            return alike[0], mine
    return None


def new_figures(note: str, claim: str) -> frozenset[float]:
    """Give the numbers of a claim that a note has nowhere, however it writes them ("4,300", "forty-two")."""
    return _figures(claim, language_of(claim)) - _figures(note, language_of(note))


@lru_cache(maxsize=20_000)
def _figures(text: str, language: str) -> frozenset[float]:
    """Give the numbers of a text; shares as parts of one."""
    reader = Reader(text, pieces_of(text, language), language)
    shares = {
        round(amount.value / 100, 2)
        for amount in amounts(in_language(text, language))
        if amount.unit == SHARE
    }
    return frozenset(shares | set(reader.figures()))


def says_amount(note: str, amount: Amount) -> bool:
    """Tell whether a note has an amount."""
    return any(_is_comparable(amount, its) and agree(its, amount) for its in amounts(note))


def agree(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts are the same, or near enough in what is measured."""
    slack = max(TOLERANCE.get(one.unit, 0.0), TOLERANCE.get(other.unit, 0.0))
    ours, theirs = one.value, other.value
    if one.per * other.per and one.per != other.per:  # eight hours a day are forty a week
        ours, theirs, slack = ours / one.per, theirs / other.per, TOLERANCE[RATE]
    return abs(ours - theirs) <= slack * max(ours, theirs)


def _is_comparable(one: Amount, other: Amount) -> bool:
    """Whether two amounts are of one thing: a figure alone may be money, where both are of one time."""
    units = {one.unit, other.unit}
    if units == {MONEY, BARE}:
        return one.per == other.per
    is_rate = one.per != other.per and one.per * other.per > 0
    is_told = units != {BARE} or min(one.per, other.per) >= 1  # "two times a week"
    return len(units) == 1 and is_told and not (is_rate and one.unit == MONEY)


def amounts(text: str) -> tuple[Amount, ...]:
    """Give the quantities of a text, in its order."""
    return _amounts(text, language_of(text))


@lru_cache(maxsize=20_000)
def _amounts(text: str, language: str) -> tuple[Amount, ...]:
    """Give the quantities of a text; notes are compared many times."""
    return tuple(Reader(text, pieces_of(text, language), language).read())


@dataclass(frozen=True)
class Reader:
    """Reads the quantities of one text."""

    text: str
    pieces: Sequence[Lexeme]
    language: str

    def read(self) -> Iterator[Amount]:
        """Give them in order."""
        place = 0
        while place < len(self.pieces):
            amount, behind = self._at(place)
            if amount:
                yield amount
            place = max(behind, place + 1)

    def figures(self) -> Iterator[float]:
        """Give all numbers in order, whatever they count."""
        place = 0
        while place < len(self.pieces):
            value, behind = self._number(place)
            value = told_number(self.pieces[place], self.language) if value is None else value
            if value is not None:
                yield value
            place = max(behind, place + 1)

    def _at(self, place: int) -> tuple[Amount | None, int]:
        """Give the amount that begins at a place, and the place behind it."""
        part = self._part(place)
        value, behind = self._number(place)
        if part or value is None:
            return self._share_of(place, part or 0.0, 1.0) if part else self._rate(place)
        if fraction := self._part(behind):
            return self._share_of(behind, fraction, value, place)
        if whole := self._whole(behind):
            total, end = whole
            shared = Amount(SHARE, 100 * value / total, 0, self._words(place, end)) if value < total else None
            return shared, end
        return self._measured(place, behind, value)

    def _share_of(self, place: int, part: float, times: float, start: int = -1) -> tuple[Amount | None, int]:
        """Give a half, or a third of something; half a year is time."""
        start = place if start < 0 else start
        behind = place + 1
        skipped = behind + (self._word(behind) in load_wordlists(self.language)["each"])
        if days := self._days(skipped):
            return Amount(TIME, part * times * days, 0, self._words(start, skipped + 1)), skipped + 1
        is_named = (
            part == PARTS["half"]
            or start < place
            or self._word(place - 1) in load_wordlists(self.language)["one"]
        )
        follows = self.pieces[behind] if behind < len(self.pieces) else None
        is_ordinal = follows is not None and follows.token is not None and follows.token.is_content
        if not is_named or (is_ordinal and part != PARTS["half"]):
            return None, behind
        return Amount(SHARE, 100 * part * times, 0, self._words(start, behind)), behind

    def _measured(self, place: int, behind: int, value: float) -> tuple[Amount | None, int]:
        """Give a number with its unit."""
        sign = self.pieces[place - 1] if place else None
        before = sign is not None and (sign.text in SIGNS or (sign.text.isupper() and self._money(place - 1)))
        unit, factor, end = self._unit(behind)
        if unit == BARE:
            unit, factor = self._unit_of_range(behind)
        first = place - 1 if before and unit in (BARE, MONEY) else place
        unit = MONEY if before and unit not in (SHARE, MONEY) else unit
        end = behind if unit == MONEY and before else end
        if self._is_idle(place, behind, unit):
            return None, behind
        per, end = self._per(end)
        if unit == BARE and not per and self.pieces[place].kind == "word":
            return None, behind
        return Amount(unit, value * factor, per, self._words(first, end)), end

    def _is_idle(self, place: int, behind: int, unit: str) -> bool:
        """Whether a number counts nothing: a year, or the word for one."""
        piece = self.pieces[place]
        if piece.kind == "figure":
            return unit not in (SHARE, MONEY, TIME) and piece.text.isdecimal() and int(piece.text) in YEARS
        is_day = unit != TIME or self._days(behind) == 1  # "one day" is some day
        return behind == place + 1 and self._value(piece) == 1 and unit not in (SHARE, MONEY) and is_day

    def _unit(self, place: int) -> tuple[str, float, int]:
        """Give the unit behind a number, what one of it is, and the place behind it."""
        for length in (2, 1):
            words = " ".join(self._word(place + step) for step in range(length))
            if words in load_wordlists(self.language)["percent"] or (
                length == 1 and self._text(place) == "%"
            ):
                return SHARE, 1.0, place + length
        if factor := self._money(place) or (self._text(place) in SIGNS and 1.0):
            return MONEY, float(factor), place + 1
        if time := self._time(place + self._is_dash(place)):
            return TIME, *time
        if measure := word_classes("measures", self.language).get(self._word(place)):
            return measure, 1.0, place + 1
        return self._counted(place)

    def _unit_of_range(self, place: int) -> tuple[str, float]:
        """Give the unit of "2-3 weeks" and "two to three weeks" behind the first of both."""
        piece = self.pieces[place] if place < len(self.pieces) else None
        joins = piece and (piece.kind == "dash" or (piece.token and not piece.token.is_content))
        value, behind = self._number(place + 1)
        return self._unit(behind)[:2] if joins and value is not None else (BARE, 1.0)

    def _time(self, place: int) -> tuple[float, int] | None:
        """Give the days of the unit of time at a place or behind one word, and the place behind it."""
        for step in range(NEXT):
            if days := self._days(place + step):
                return days, place + step + 1
            token = self.pieces[place + step].token if place + step < len(self.pieces) else None
            if token is None or not token.is_content:  # no "12 an hour"
                break
        return None

    def _counted(self, place: int) -> tuple[str, float, int]:
        """Give what a number before this place counts: the first word of content, if one stands there."""
        pieces = self.pieces[place : place + NEXT]
        counted = takewhile(lambda piece: piece.token and piece.token.is_content, pieces)  # no "ten at night"
        capital = read_lists(self.language).get("naming", {}).get("capital", False)  # all nouns have one
        named = [piece.token.stem for piece in counted if piece.token and (capital or piece.text.islower())]
        named = (
            named[1:] if named[1:] and opposite_stems(named[0], self.language) else named
        )  # "two new boats"
        return (named[0] if named else BARE), 1.0, place + bool(named)

    def _per(self, place: int) -> tuple[float, int]:
        """Give the days of "a week" at a place, or behind the next word."""
        for step in (place, place + 1):
            if behind := self._each(step):
                number, last = self._number(behind)  # "every two weeks"
                days = self._days(last) * (number or 1)
                return (days, last + 1) if days else (0.0, place)
            if not self._word(step):
                break
        return 0.0, place

    def _each(self, place: int) -> int:
        """Give the place behind the word or two at a place that stand before a unit of time, 0 for others."""
        each = load_wordlists(self.language)["each"]
        pairs = ((2, f"{self._word(place)} {self._word(place + 1)}"), (1, self._word(place)))
        return next((place + length for length, words in pairs if words in each), 0)

    def _rate(self, place: int) -> tuple[Amount | None, int]:
        """Give the time of "a week", of which nothing is counted before."""
        per, end = self._per(place) if self._each(place) else (0.0, 0)
        return (Amount(RATE, per, 0, self._words(place, end)), end) if per else (None, place + 1)

    def _whole(self, place: int) -> tuple[float, int] | None:
        """Give of how many a number is a part ("in three", "out of every three"), and the place behind it."""
        among = load_wordlists(self.language)["among"]
        words = [self._word(place + step) for step in range(3)]
        for length in (3, 2, 1):
            if " ".join(words[:length]) in among:
                total, end = self._number(place + length)
                return (total, end) if total and 1 < total <= HUNDRED and not self._days(end) else None
        return None

    def _number(self, place: int) -> tuple[float | None, int]:
        """Give the number at a place, of one word or more, and the place behind it."""
        if place >= len(self.pieces):
            return None, place
        value, place = self._numeral(place)
        if value is None:
            return None, place
        if self._is_half_more(place):
            value, place = value + PARTS["half"], place + 3
        dashed = place + self._is_dash(place)
        following = self._value(self.pieces[dashed]) if self._word(dashed) else None
        if value % TEN == 0 and TENS <= value < HUNDRED and following and following < TENS:
            value, place = value + following, dashed + 1
        while (scale := self._scale(place)) is not None:
            value, place = value * scale, place + 1
        return value, place

    def _is_half_more(self, place: int) -> bool:
        """Whether "and a half" stands at a place."""
        lists = load_wordlists(self.language)
        is_joined = self._word(place) in lists["joining"] and self._word(place + 1) in lists["one"]
        return is_joined and self._part(place + 2) == PARTS["half"]

    def _numeral(self, place: int) -> tuple[float | None, int]:
        """Give the number of one word, or of joined ones ("quatre-vingts"), and the place behind."""
        for length in (5, 3):
            joined = self.pieces[place : place + length]
            number = self._named("".join(piece.text for piece in joined))
            if number and [piece.kind for piece in joined[1::2]] == ["dash"] * (length // 2):
                return number, place + length
        value = self._value(self.pieces[place])
        return value, place + (value is not None)

    def _scale(self, place: int) -> float | None:
        """Give what a number before this place is multiplied by."""
        piece = self.pieces[place] if place < len(self.pieces) else None
        value = self._value(piece) if piece and piece.kind == "word" else None
        return value if value and value >= HUNDRED else None

    def _value(self, piece: Lexeme) -> float | None:
        """Give a figure or the word for a number as a number."""
        if piece.kind == "figure":
            return read_figure(piece.text)
        return self._named(piece.text)

    def _named(self, text: str) -> float | None:
        """Give the number that a text names."""
        number = word_classes("numbers", self.language).get(text.lower(), "")
        return float(number) if number.isdecimal() else None

    def _part(self, place: int) -> float:
        """Give the half or third at a place, 0 for anything else."""
        token = self.pieces[place].token if place < len(self.pieces) else None
        return parts(self.language).get(token.stem, 0.0) if token else 0.0

    def _days(self, place: int) -> float:
        """Give the days of the unit of time at a place, 0 for anything else."""
        token = self.pieces[place].token if place < len(self.pieces) else None
        return times(self.language).get(token.stem, 0.0) if token else 0.0

    def _money(self, place: int) -> float:
        """Give what one of a currency is at a place, 0 for anything else."""
        found: Mapping[str, float] = load_wordlists(self.language)["money"]
        return found.get(self._word(place), 0.0)

    def _is_dash(self, place: int) -> bool:
        return place < len(self.pieces) and self.pieces[place].kind == "dash"

    def _text(self, place: int) -> str:
        return self.pieces[place].text if 0 <= place < len(self.pieces) else ""

    def _word(self, place: int) -> str:
        return self._text(place).lower() if 0 <= place < len(self.pieces) and self.pieces[place].token else ""

    def _words(self, start: int, end: int) -> str:
        """Give the text from one place to before another."""
        return self.text[self.pieces[start].start : self.pieces[end - 1].end]
