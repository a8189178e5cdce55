"""What was read of sources, before any analysis: places with their prompts and notes, what is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.analysis import require_notes
from worldcafe.clean import clean_segments
from worldcafe.conserve import list_aside
from worldcafe.engine.progress import counted
from worldcafe.parse import parse_sources
from worldcafe.redact import own_names, redact_identities
from worldcafe.roles import tell_roles
from worldcafe.segment import segment_blocks

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.settings import Settings
    from worldcafe.source import Source

AREA = ["source", "cafe", "table", "round", "topic"]
HEADS = ("File", "Café", "Table", "Round", "Topic", "Prompts", "Notes")
WIDEST = 32  # letters of a cell
SHOWN = {"prompt": "?", "note": "-"}


def preview_sources(sources: tuple[Source, ...], settings: Settings, *, full: bool) -> list[str]:
    """Give lines to print, without identities: a row a place, then what is set aside; if `full`, all of both.

    Raises:
        InputError: no notes were found in the sources.
    """
    blocks = parse_sources(sources, settings.parse)
    segments = segment_blocks(sources, blocks, settings.segment)
    segments = tell_roles(segments, sources, settings.roles)
    require_notes(segments, sources)
    redaction = redact_identities(segments, settings.redact)
    segments = clean_segments(redaction.segments, settings.clean)
    own = own_names(sources, redaction.removals)
    told = segments[segments["role"].isin(SHOWN)].assign(source=segments["source"].replace(own))
    places = list(told.groupby(AREA, sort=False))
    rows = [HEADS, *((*map(str, place), *_counts(found)) for place, found in places)]
    lines = _in_columns(rows)
    if full:
        for place, found in places:
            lines += ["", ", ".join(str(part) for part in place if part)]
            lines += [
                f"  {SHOWN[role]} {text}"
                for role, text in zip(found["role"], found["clean_text"], strict=True)
            ]
    counts = segments["role"].value_counts()
    notes, prompts, claims = (
        counted(int(counts.get(role, 0)), things)
        for role, things in (("note", "notes"), ("prompt", "prompts"), ("summary", "claims"))
    )
    lines += ["", f"{notes}, {prompts}; the report makes {claims}"]
    for entry in list_aside(sources, segments):
        lines.append(
            f"set aside of {own[entry.source]}: {entry.reason}"
            + f" ({entry.segments})" * bool(entry.segments)
        )
    return lines


def _counts(found: pd.DataFrame) -> tuple[str, str]:
    """Give how many prompts and notes there are."""
    return tuple(str(int((found["role"] == role).sum())) for role in SHOWN)  # type: ignore[return-value]


def _in_columns(rows: list[tuple[str, ...]]) -> list[str]:
    """Give rows as lines of a table; a column that is empty below its head is left out."""
    kept = [place for place in range(len(rows[0])) if any(row[place] for row in rows[1:])]
    cells = [[_short(row[place]) for place in kept] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _short(cell: str) -> str:
    return cell if len(cell) <= WIDEST else cell[: WIDEST - 1] + "…"
