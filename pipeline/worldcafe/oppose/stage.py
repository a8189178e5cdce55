"""The stage: points of a theme that have notes on both sides."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.language import reasons
from worldcafe.language.english import parse_english
from worldcafe.language.lists import listed
from worldcafe.language.stems import family
from worldcafe.language.words import PLACEHOLDER
from worldcafe.oppose.stance import Stance, find_stances
from worldcafe.tables import Sides, Themes

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.tables import Segments

FOR, AGAINST = "for", "against"
LABEL = re.compile(r"^\W*([a-z][a-z ]{1,12}?)\s*(?::|[-–—]\s|$)", re.IGNORECASE)
TURNING = frozenset(listed("english", "grammar", "turning"))
ENOUGH = 400  # notes of a theme that are read for what they are for and against
HEADINGS = ("question", "subsection", "section")


@dataclass(frozen=True)
class Opposition:
    """Themes with `both_sides` filled in, and the notes of each side."""

    themes: DataFrame[Themes]
    sides: DataFrame[Sides]


def oppose_notes(segments: DataFrame[Segments], themes: DataFrame[Themes]) -> Opposition:
    """Find the points of each theme that some of its notes are for and others against.

    A note under a heading such as "Pros" or "Against", or that begins with "Disagree:", takes that side of
    the theme itself.
    """
    notes = segments[(segments["role"] == "note") & (segments["theme_id"] != "")]
    rows = [row for theme, part in notes.groupby("theme_id", sort=True) for row in _sides(str(theme), part)]
    sides = Sides.of(rows)
    sizes = notes["theme_id"].value_counts()
    told = {str(theme): _told(part, sizes[theme]) for theme, part in sides.groupby("theme_id", sort=True)}
    both = [told.get(theme, "") for theme in themes["theme_id"]]
    return Opposition(Themes.validate(themes.assign(both_sides=both)), sides)


def _told(sides: pd.DataFrame, size: int) -> str:
    """Say the points and how many notes each side has: "entrance fees (2 for, 1 against)"."""
    points = []
    for point, part in sides.groupby("point", sort=False):
        number = part["side"].value_counts()
        points.append(reasons.SIDES.format(point=point, n=number[FOR], against=number[AGAINST]))
    return "; ".join(points) + (
        f"; {reasons.READ.format(n=ENOUGH, total=f'{size:,}')}" if size > ENOUGH else ""
    )


def _sides(theme: str, part: pd.DataFrame) -> Iterator[tuple[str, str, str, str]]:
    """Give (theme, point, side, note) for every point with two sides."""
    columns = [part[name].tolist() for name in ("clean_text", *HEADINGS)]
    sides = (_label(texts) for texts in zip(*columns, strict=True))
    labelled = dict(zip(part["segment_id"].tolist(), sides, strict=True))
    if set(labelled.values()) >= {FOR, AGAINST}:
        for note, side in labelled.items():
            if side:
                yield theme, reasons.MATTER, side, note
    part = part.iloc[_to_read(part["clean_text"].tolist())]
    docs = parse_english(PLACEHOLDER.sub(" ", text).strip() for text in part["clean_text"])
    stances = [
        (note, stance)
        for note, doc in zip(part["segment_id"].tolist(), docs, strict=True)
        for stance in find_stances(doc)
    ]
    for point, held in _points(stances):
        for note, side in dict.fromkeys((note, FOR if stance.is_for else AGAINST) for note, stance in held):
            yield theme, point, side, note


def _points(stances: Sequence[tuple[str, Stance]]) -> Iterator[tuple[str, list[tuple[str, Stance]]]]:
    """Give the points on which two notes oppose each other, each with all that is about it."""
    done: set[int] = set()
    like: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, (_, stance) in enumerate(stances):
        like[stance.head, stance.act].append(i)
    for i, (note, stance) in enumerate(stances):
        others = [j for j in like[stance.head, stance.act] if stance.is_about_the_same(stances[j][1])]
        opposed = [j for j in others if stances[j][0] != note and stance.opposes(stances[j][1])]
        if i in done or not opposed:
            continue
        done.update(others)
        held = [stances[j] for j in others]
        named = Counter(each.name for _, each in held)
        yield min(named, key=lambda name: (-named[name], len(name), name)), held


def _to_read(texts: Sequence[str]) -> list[int]:
    """Give the rows of the notes of a theme that are parsed: none where none may be against something.

    Of more than enough the first half are such notes, the others are notes of any kind, both evenly spread.
    """
    against = [row for row, text in enumerate(texts) if _may_be_against(text)]
    if not against or len(texts) <= ENOUGH:
        return list(range(len(texts))) if against else []
    doubtful = _spread(against, ENOUGH // 2)
    others = sorted(set(range(len(texts))).difference(doubtful))
    return sorted((*doubtful, *_spread(others, ENOUGH - len(doubtful))))


def _spread(rows: Sequence[int], most: int) -> list[int]:
    """Give so many of the rows, evenly spread over all of them."""
    return [rows[place * len(rows) // most] for place in range(most)] if len(rows) > most else list(rows)


def _may_be_against(text: str) -> bool:
    """Tell whether a text has a word that could turn it against something; without one, nothing is parsed."""
    words = re.findall(r"[\w’']+", text.lower())
    return any(family(word) in _turning() or word.endswith(("n't", "n’t")) for word in words)


@lru_cache(maxsize=1)
def _turning() -> frozenset[str]:
    """Give the families of the words that turn a text against something."""
    lists = ("against_verbs", "bad", "harms")
    return frozenset(
        family(word)
        for part in (TURNING, *(listed("english", "sides", name) for name in lists))
        for word in part
    )


def _label(texts: Sequence[str]) -> str:
    """Give the side that the first of these names by a label or as a heading: note, question, headings."""
    for text in texts:
        found = LABEL.match(text)
        if found and found[1].lower() in listed("english", "sides", "for_labels"):
            return FOR
        if found and found[1].lower() in listed("english", "sides", "against_labels"):
            return AGAINST
    return ""
