"""What is new, gone or changed between two runs: themes and suggestions by notes, claims by their words.

Ids say little across runs of different notes, so two things are the same when what makes them up is: the
share of what they have in common is Dice's coefficient (Dice, 1945), and the best pairs are taken first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from worldcafe.found import listed, split_ids

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.found import Analysis

SAME_NOTES = 0.5  # of their notes that two themes, or two suggestions, share to be one
SAME_WORDS = 0.7  # of the trigrams that two texts share to be one text that was edited
BLOCK = 1000  # things whose common parts are counted at a time
# A theme or suggestion whose notes are part of another one now is joined with it; one that is made of part of
# the notes of an earlier one is parted from it.
CHANGES = ("new", "gone", "changed", "joined", "parted")
DECIDED = ("remit", "scope", "who", "status", "report_back")

Parts = frozenset[str]
Pairs = list[tuple[int, int]]
Sides = tuple[list[Any], list[Any]]  # the rows of the earlier run, and of the later one


@dataclass(frozen=True)
class Change:
    """One theme, suggestion or verdict that is not as it was; an id is "" where there is none."""

    what: str  # "theme", "suggestion" or "verdict"
    change: str  # one of CHANGES
    before_id: str
    after_id: str
    text: str
    told: str  # how it changed, or with what it was joined, in words; "" where it is new or gone


class Kind(NamedTuple):
    """What is compared: how changes call it, and the columns of its id and of what is shown of it."""

    what: str
    key: str
    shown: str


THEME, SUGGESTION = Kind("theme", "theme_id", "name"), Kind("suggestion", "suggestion_id", "text")
CLAIM = Kind("verdict", "claim_id", "text")


def compare_runs(before: Analysis, after: Analysis) -> pd.DataFrame:
    """Give a row per change, with the fields of `Change`: themes, then suggestions, then verdicts."""
    import pandas as pd  # noqa: PLC0415 - half a second that --help must not pay

    changes = [*_themes(before, after), *_suggestions(before, after), *_verdicts(before, after)]
    columns = [field.name for field in fields(Change)]
    return pd.DataFrame([astuple(change) for change in changes], columns=columns, dtype="str")


def share_notes(before: Analysis, after: Analysis) -> bool:
    """Tell whether two runs have a note in common, by its words."""
    one, other = (
        set(run.segments.loc[run.segments["role"] == "note", "clean_text"]) for run in (before, after)
    )
    return not one.isdisjoint(other)


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
        told += [f"{_some(come)} more"] * bool(come) + [f"{_some(gone)} fewer"] * bool(gone)
        told += _turned(old, new, ("status",))
        if told:
            yield Change("theme", "changed", old["theme_id"], new["theme_id"], new["name"], ", ".join(told))
    yield from _alone(THEME, sides, pairs, made)


def _suggestions(before: Analysis, after: Analysis) -> Iterator[Change]:
    """Give the suggestions that are not as they were."""
    tables = (listed(before.suggestions), listed(after.suggestions))
    sides = (tables[0].to_dict("records"), tables[1].to_dict("records"))
    texts = [_texts(before), _texts(after)]
    made = [[_notes(row, own) for row in side] for side, own in zip(sides, texts, strict=True)]
    pairs = match_parts(made[0], made[1], SAME_NOTES)
    moved = [_holders(made[0], made[1], pairs), _holders(made[1], made[0], _turn(pairs))]
    pairs += _edited([[row["text"] for row in side] for side in sides], pairs, moved)
    for one, other in sorted(pairs):
        old, new = sides[0][one], sides[1][other]
        told = _turned(old, new, ("n_places", "in_report", *DECIDED))
        if told:
            ids = (old["suggestion_id"], new["suggestion_id"])
            yield Change("suggestion", "changed", *ids, new["text"], ", ".join(told))
    yield from _alone(SUGGESTION, sides, pairs, made)


def _verdicts(before: Analysis, after: Analysis) -> Iterator[Change]:
    """Give the claims whose verdict is not what it was, and those that came or went."""
    sides = (before.claims.to_dict("records"), after.claims.to_dict("records"))
    pairs = _edited([[row["text"] for row in side] for side in sides], [])
    for one, other in pairs:
        old, new = sides[0][one], sides[1][other]
        told = _turned(old, new, ("verdict",))
        if told:
            yield Change("verdict", "changed", old["claim_id"], new["claim_id"], new["text"], told[0])
    yield from _alone(CLAIM, sides, pairs)


def _edited(
    texts: Sequence[Sequence[str]], known: Pairs, moved: Sequence[Collection[int]] = ((), ())
) -> Pairs:
    """Pair the texts that are neither in a known pair nor joined or parted (`moved`) by their trigrams."""
    taken = [{*(pair[side] for pair in known), *moved[side]} for side in (0, 1)]
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


def _texts(analysis: Analysis) -> dict[str, str]:
    """Give the text of each segment."""
    return dict(zip(analysis.segments["segment_id"], analysis.segments["clean_text"], strict=True))


def _notes(suggestion: dict[Any, Any], texts: Mapping[str, str]) -> Parts:
    """Give the words of the notes of a suggestion."""
    return frozenset(_plain(texts.get(note, "")) for note in split_ids(suggestion["note_ids"]))


def _holders(things: Sequence[Parts], others: Sequence[Parts], pairs: Pairs) -> dict[int, int]:
    """Give for what is in no pair the other thing that holds more than half of its parts, where one does."""
    holder = {part: number for number, parts in enumerate(others) for part in parts}
    found = {}
    for number in {*range(len(things))} - {one for one, _ in pairs}:
        held = Counter(holder[part] for part in things[number] if part in holder)
        most, often = held.most_common(1)[0] if held else (-1, 0)
        if often > len(things[number]) * SAME_NOTES:
            found[number] = most
    return found


def _turned(old: dict[Any, Any], new: dict[Any, Any], columns: Sequence[str]) -> list[str]:
    """Say of each of these columns what it was and what it is, where that differs."""
    return [
        f"{name.replace('_', ' ').removeprefix('n ')}: {_said(old[name])} → {_said(new[name])}"
        for name in columns
        if old[name] != new[name]
    ]


def _some(notes: Collection[str]) -> str:
    """Give "1 note" or "2 notes"."""
    return f"{len(notes)} note" + "s" * (len(notes) != 1)


def _said(value: Any) -> str:
    """Give a value in words."""
    return str(value) if value != "" else "nothing"


def _alone(
    kind: Kind, sides: Sides, pairs: Pairs, made: Sequence[Sequence[Parts]] = ((), ())
) -> Iterator[Change]:
    """Give what has no pair: in the later run it is new or parted, in the earlier one gone or joined."""
    before, after = sides
    origin = _holders(made[1], made[0], _turn(pairs))
    for place, row in _unpaired(after, dict(_turn(pairs))):
        old = before[origin[place]] if place in origin else {}
        told = f"from “{old[kind.shown]}”" if old else ""
        ids = (old.get(kind.key, ""), row[kind.key])
        yield Change(kind.what, "parted" if old else "new", *ids, row[kind.shown], told)
    holder, paired = _holders(made[0], made[1], pairs), dict(_turn(pairs))
    for place, row in _unpaired(before, dict(pairs)):
        new = after[holder[place]] if place in holder else {}
        other = before[paired[holder[place]]] if new and holder[place] in paired else new
        told = f"with “{other[kind.shown]}”" if new else ""
        ids = (row[kind.key], new.get(kind.key, ""))
        yield Change(kind.what, "joined" if new else "gone", *ids, row[kind.shown], told)


def _turn(pairs: Pairs) -> Pairs:
    return [(other, one) for one, other in pairs]


def _unpaired(rows: Sequence[Any], paired: Collection[int]) -> list[tuple[int, Any]]:
    """Give the rows that are in no pair, each with its place."""
    return [(place, row) for place, row in enumerate(rows) if place not in paired]
