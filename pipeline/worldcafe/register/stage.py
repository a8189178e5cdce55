"""The stage: numbers that are given once, decisions at their suggestions, nothing decided lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worldcafe.register.file import Entry, read_register
from worldcafe.register.matching import Item, Match, match_items
from worldcafe.tables import Matches, Segments, Suggestions

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import RegisterSettings

REASONS = {
    "same": "",
    "merged": "Its notes are in No {now} now.",
    "split": "Most of its notes are in No {now} now; others in {offers}.",
    "gone": "No note says it any more.",
    "new": "",
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Registered:
    """Suggestions with their numbers and decisions, and what became of each suggestion of before."""

    suggestions: DataFrame[Suggestions]
    matches: DataFrame[Matches]


def apply_decisions(
    suggestions: DataFrame[Suggestions], segments: DataFrame[Segments], settings: RegisterSettings
) -> Registered:
    """Give the suggestions as `register_suggestions` does, with the register that the settings name.

    Where that is the folder of a run in which nothing of this one is found, it was of another café: then
    the register begins anew. Where all is as it was in that run, there is nothing to tell of matches, so that
    the same run once more gives the same bytes.

    Raises:
        InputError: the register cannot be read, see `file.read_register`.
    """
    if settings.decisions in ("", "auto"):
        return register_suggestions(suggestions, segments, ())
    path = Path(settings.decisions)
    registered = register_suggestions(suggestions, segments, read_register(path))
    if path.is_dir() and registered.matches["outcome"].isin(["new", "gone"]).all():
        return register_suggestions(suggestions, segments, ())
    if path.is_dir() and (registered.matches["outcome"] == "same").all():
        return Registered(registered.suggestions, Matches.validate(registered.matches.iloc[:0]))
    return registered


def register_suggestions(
    suggestions: DataFrame[Suggestions], segments: DataFrame[Segments], before: Sequence[Entry]
) -> Registered:
    """Give the suggestions their public numbers and what was decided on them.

    A suggestion keeps its number while its notes are found again; a number once given is never given to
    another. Two suggestions of before that are one today keep both numbers: what was decided on the larger
    counts, and what was decided otherwise on the other stays in the list with its own number, to be settled
    by a person. So do decisions whose suggestion is not surely found ("asked") or is gone.

    Args:
        suggestions: of `recur`, without numbers.
        segments: all segments, whose notes tell a suggestion that is gone from one that is only no longer
            taken for a suggestion.
        before: the entries of the register as it was, see `file.read_register`.

    Returns:
        Suggestions of today in their order, then those of before that are kept, with the trend "asked",
        "merged" or "gone" and no notes; and a row of matches for each suggestion of before and each new one.
    """
    rows: list[Row] = suggestions.to_dict("records")  # type: ignore[assignment]
    matches = match_items(
        [Item(entry.text, entry.said) for entry in before],
        [Item(row["text"], tuple(row["said"].split("\n"))) for row in rows],
        _unlisted(segments, rows),
    )
    _number(rows, before, matches)
    kept = [_settle(entry, match, rows) for entry, match in zip(before, matches, strict=True)]
    told = [_told(entry, match, rows) for entry, match in zip(before, matches, strict=True)]
    known = {match.now for match in matches}
    told += [_new(row) for number, row in enumerate(rows) if before and number not in known]
    listed = [*rows, *(row for row in kept if row)]
    return Registered(Suggestions.of(listed), Matches.of(told))


def _unlisted(segments: DataFrame[Segments], rows: Sequence[Row]) -> list[str]:
    """Give the wordings of the notes that no suggestion of today has."""
    listed = {note for row in rows for note in row["note_ids"].split(";")}
    notes = segments[(segments["role"] == "note") & ~segments["segment_id"].isin(listed)]
    return list(dict.fromkeys(notes["clean_text"]))


def _number(rows: Sequence[Row], before: Sequence[Entry], matches: Sequence[Match]) -> None:
    """Give each suggestion of today the number that it had, or the next that nobody ever had."""
    for entry, match in zip(before, matches, strict=True):
        if match.outcome in ("same", "split"):
            rows[match.now]["number"] = entry.number
    newest = max((entry.number for entry in before), default=0)
    for row in rows:
        if not row["number"]:
            newest += 1
            row["number"] = newest


def _settle(entry: Entry, match: Match, rows: Sequence[Row]) -> Row | None:
    """Put a decision where it belongs; give the row that is kept of it where it has no place any more."""
    if match.outcome in ("same", "split"):
        rows[match.now] |= entry.triage
        return None
    if match.outcome == "merged":
        now = rows[match.now]
        open_fields = {key: value for key, value in entry.triage.items() if value and not now[key]}
        now |= open_fields
        if all(now[key] == value for key, value in entry.triage.items() if value):
            return _row_of(entry, "merged")
    return _row_of(entry, "asked" if match.outcome == "merged" else match.outcome)


def _row_of(entry: Entry, trend: str) -> Row:
    """Give the row of a suggestion of before that is kept without notes."""
    empty = dict.fromkeys(Suggestions.to_schema().columns, "")
    counts = {"n_notes": 0, "n_places": 0, "n_unasked": 0, "number": entry.number}
    told = {"suggestion_id": f"{trend}-{entry.number}", "text": entry.text, "said": "\n".join(entry.said)}
    return {**empty, **counts, **told, "trend": trend, **entry.triage}


def _told(entry: Entry, match: Match, rows: Sequence[Row]) -> Row:
    """Give the row of matches for a suggestion of before."""
    now = rows[match.now]["number"] if match.now >= 0 else 0
    offers = [str(rows[offer]["number"]) for offer in match.offers]
    reason = REASONS.get(match.outcome, "").format(now=now, offers=" and ".join(offers))
    if match.outcome == "asked":
        reason = _asked(offers)
    return {
        "number": entry.number,
        "text": entry.text,
        "outcome": match.outcome,
        "now": now,
        "offers": ";".join(offers),
        "score": round(match.score, 4),
        "reason": reason,
    }


def _asked(offers: Sequence[str]) -> str:
    """Say why a person must say what became of a suggestion."""
    if offers:
        return f"Is it No {' or No '.join(offers)} now?"
    return "Its notes are still there, but are taken for no suggestion now."


def _new(row: Row) -> Row:
    """Give the row of matches for a suggestion that was not there before."""
    return {
        "number": row["number"],
        "text": row["text"],
        "outcome": "new",
        "now": row["number"],
        "offers": "",
        "score": 0.0,
        "reason": "",
    }
