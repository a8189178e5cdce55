"""What is new, gone or changed between two runs: themes and suggestions by notes, claims by their words.

Ids say little across runs of different notes, so two things are the same when what makes them up is: the
share of what they have in common is Dice's coefficient (Dice, 1945), and the best pairs are taken first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Any

from worldcafe.found import split_ids

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.found import Analysis

SAME_NOTES = 0.5  # of their notes that two themes, or two suggestions, share to be one
SAME_WORDS = 0.7  # of the trigrams that two texts share to be one text that was edited
BLOCK = 1000  # things whose common parts are counted at a time
DECIDED = ("remit", "scope", "who", "status", "report_back")

Parts = frozenset[str]
Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Change:
    """One theme, suggestion or verdict that is not as it was; an id is "" where there is none."""

    what: str  # "theme", "suggestion" or "verdict"
    change: str  # "new", "gone" or "changed"
    before_id: str
    after_id: str
    text: str
    told: str  # how it changed, in words; "" where it is new or gone


def compare_runs(before: Analysis, after: Analysis) -> pd.DataFrame:
    """Give a row per change, with the fields of `Change`: themes, then suggestions, then verdicts."""
    import pandas as pd  # noqa: PLC0415 - half a second that --help must not pay

    changes = [*_themes(before, after), *_suggestions(before, after), *_verdicts(before, after)]
    columns = [field.name for field in fields(Change)]
    return pd.DataFrame([astuple(change) for change in changes], columns=columns, dtype="str")


def match_parts(before: Sequence[Parts], after: Sequence[Parts], least: float) -> Pairs:
    """Pair what has at least this share of its parts in common, the best pairs first, each thing once."""
    found = sorted(_likeness(before, after, least), key=lambda pair: (-pair[0], pair[1], pair[2]))
    pairs, left, right = [], set(range(len(before))), set(range(len(after)))
    for _, one, other in found:
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            pairs.append((one, other))
    return sorted(pairs)


def _likeness(
    before: Sequence[Parts], after: Sequence[Parts], least: float
) -> Iterator[tuple[float, int, int]]:
    """Give Dice's coefficient of every pair that reaches `least`."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - for this alone

    place = {part: number for number, part in enumerate(sorted({*_all(before), *_all(after)}))}

    def matrix(things: Sequence[Parts]) -> Any:
        rows = [row for row, parts in enumerate(things) for _ in parts]
        columns = [place[part] for parts in things for part in parts]
        return csr_matrix(([1] * len(rows), (rows, columns)), shape=(len(things), len(place)))

    others = matrix(after).T
    for start in range(0, len(before), BLOCK):
        common = (matrix(before[start : start + BLOCK]) @ others).tocoo()
        for row, other, number in zip(common.row, common.col, common.data, strict=True):
            one = start + int(row)
            dice = 2 * int(number) / (len(before[one]) + len(after[other]))
            if dice >= least:
                yield dice, one, int(other)


def _all(things: Sequence[Parts]) -> Iterator[str]:
    """Give every part of every thing."""
    return (part for parts in things for part in parts)


def _themes(before: Analysis, after: Analysis) -> Iterator[Change]:
    """Give the themes that are not as they were."""
    sides = (before.themes.to_dict("records"), after.themes.to_dict("records"))
    parts = [_notes_by_theme(analysis) for analysis in (before, after)]
    made = [
        [own.get(row["theme_id"], frozenset()) for row in side]
        for own, side in zip(parts, sides, strict=True)
    ]
    pairs = match_parts(made[0], made[1], SAME_NOTES)
    for one, other in pairs:
        old, new = sides[0][one], sides[1][other]
        gone, come = made[0][one] - made[1][other], made[1][other] - made[0][one]
        told = [f"was called “{old['name']}”"] if old["name"] != new["name"] else []
        told += [f"{len(come)} notes more"] * bool(come) + [f"{len(gone)} notes fewer"] * bool(gone)
        told += _turned(old, new, ("status",))
        if told:
            yield Change("theme", "changed", old["theme_id"], new["theme_id"], new["name"], ", ".join(told))
    yield from _alone("theme", "name", sides, pairs)


def _suggestions(before: Analysis, after: Analysis) -> Iterator[Change]:
    """Give the suggestions that are not as they were."""
    sides = (before.suggestions.to_dict("records"), after.suggestions.to_dict("records"))
    made = [_notes_by_suggestion(analysis) for analysis in (before, after)]
    pairs = match_parts(made[0], made[1], SAME_NOTES)
    pairs += _edited([[row["text"] for row in side] for side in sides], pairs)
    for one, other in sorted(pairs):
        old, new = sides[0][one], sides[1][other]
        told = _turned(old, new, ("n_places", "in_report", *DECIDED))
        if told:
            ids = (old["suggestion_id"], new["suggestion_id"])
            yield Change("suggestion", "changed", *ids, new["text"], ", ".join(told))
    yield from _alone("suggestion", "text", sides, pairs)


def _verdicts(before: Analysis, after: Analysis) -> Iterator[Change]:
    """Give the claims whose verdict is not what it was, and those that came or went."""
    sides = (before.claims.to_dict("records"), after.claims.to_dict("records"))
    pairs = _edited([[row["text"] for row in side] for side in sides], [])
    for one, other in pairs:
        old, new = sides[0][one], sides[1][other]
        told = _turned(old, new, ("verdict",))
        if told:
            yield Change("verdict", "changed", old["claim_id"], new["claim_id"], new["text"], told[0])
    yield from _alone("claim", "text", sides, pairs, what="verdict")


def _edited(texts: Sequence[Sequence[str]], known: Pairs) -> Pairs:
    """Pair the texts that are not in a known pair by their trigrams."""
    taken = [{pair[side] for pair in known} for side in (0, 1)]
    left = [[row for row in range(len(own)) if row not in taken[side]] for side, own in enumerate(texts)]
    made = [[trigrams(texts[side][row]) for row in rows] for side, rows in enumerate(left)]
    return [(left[0][one], left[1][other]) for one, other in match_parts(made[0], made[1], SAME_WORDS)]


def trigrams(text: str) -> Parts:
    """Give the groups of three letters of a text: "Yes!" -> " ye", "yes", "es "."""
    plain = f" {_plain(text)} "
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2))


def _plain(text: str) -> str:
    """Give the words of a text in lower case."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _notes_by_theme(analysis: Analysis) -> dict[str, Parts]:
    """Give the words of the notes of each theme."""
    notes = analysis.segments[analysis.segments["role"] == "note"]
    found: dict[str, set[str]] = {}
    for theme, text in zip(notes["theme_id"], notes["clean_text"], strict=True):
        found.setdefault(theme, set()).add(_plain(text))
    return {theme: frozenset(texts) for theme, texts in found.items()}


def _notes_by_suggestion(analysis: Analysis) -> list[Parts]:
    """Give the words of the notes of each suggestion."""
    texts = dict(zip(analysis.segments["segment_id"], analysis.segments["clean_text"], strict=True))
    ids = map(split_ids, analysis.suggestions["note_ids"])
    return [frozenset(_plain(texts.get(note, "")) for note in own) for own in ids]


def _turned(old: dict[Any, Any], new: dict[Any, Any], columns: Sequence[str]) -> list[str]:
    """Say of each of these columns what it was and what it is, where that differs."""
    return [
        f"{name.replace('_', ' ').removeprefix('n ')}: {_said(old[name])} → {_said(new[name])}"
        for name in columns
        if old[name] != new[name]
    ]


def _said(value: Any) -> str:
    """Give a value in words."""
    return str(value) if value != "" else "nothing"


def _alone(
    name: str, shown: str, sides: tuple[list[Any], list[Any]], pairs: Pairs, what: str = ""
) -> Iterator[Change]:
    """Give what has no pair: new where it is in the later run, gone where it was in the earlier one."""
    for row in _unpaired(sides[1], {other for _, other in pairs}):
        yield Change(what or name, "new", "", row[f"{name}_id"], row[shown], "")
    for row in _unpaired(sides[0], {one for one, _ in pairs}):
        yield Change(what or name, "gone", row[f"{name}_id"], "", row[shown], "")


def _unpaired(rows: Sequence[Any], paired: set[int]) -> list[Any]:
    """Give the rows that are in no pair."""
    return [row for place, row in enumerate(rows) if place not in paired]
