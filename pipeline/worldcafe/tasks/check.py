"""A draft summary against the notes, before it is published."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pandera.typing import DataFrame

from worldcafe.engine.progress import counted
from worldcafe.errors import InputError
from worldcafe.language import reasons
from worldcafe.report.model import Place
from worldcafe.report.places import group_places
from worldcafe.tables import VERDICTS, Claims, Segments, Suggestions
from worldcafe.tasks.analyse import OnePath, Paths, is_same_file, take

if TYPE_CHECKING:
    from worldcafe.embed import Encoder
    from worldcafe.engine.progress import Stages
    from worldcafe.settings import Settings

WIDTH = 80  # of a terminal
MOST_MISSING = 12  # suggestions listed, the most recurrent first, unless all are asked for
LOOKED_AT = {
    "unsupported": "no note was found for it; look before you believe it",
    "altered": "says something else than its closest note",
    "pointer": "only points elsewhere",
    "withheld": "cannot be judged in its language",
}
NEAREST = "nearest note, not counted as support"
SAID_BY_TITLE = (reasons.UNSAID, reasons.ALTERED.partition("{")[0])  # of a reason, not repeated


@dataclass(frozen=True)
class DraftCheck:
    """All claims of a draft, judged, and the suggestions of several places, which it should carry.

    `notes` gives for the id of a note its words and its place, `headings` what each claim stands under,
    `unread` for each heading that names no topic the number of sentences below it, which are no claims.
    """

    claims: DataFrame[Claims]
    recurring: DataFrame[Suggestions]
    notes: Mapping[str, tuple[str, Place]]
    headings: Mapping[str, str]
    unread: Mapping[str, int]

    def __str__(self) -> str:
        return describe_check(self)

    @property
    def missing(self) -> DataFrame[Suggestions]:
        """The recurring suggestions that no claim carries, those of most places and tables first."""
        lost = self.recurring[self.recurring["in_report"] == "no"]
        tables = [len({place.table_label for place in self.places(ids)}) for ids in lost["note_ids"]]
        ranked = lost.assign(tables=tables).sort_values(
            ["n_places", "tables", "n_notes"], ascending=False, kind="stable"
        )
        return Suggestions.validate(ranked.drop(columns="tables").reset_index(drop=True))

    @property
    def has_unsupported(self) -> bool:
        """Tell whether there is a claim for which no note was found."""
        return bool((self.claims["verdict"] == "unsupported").any())

    def places(self, note_ids: str) -> list[Place]:
        """Give the places of notes, whose ids are separated by ";", each once."""
        return list(dict.fromkeys(self.notes[note][1] for note in note_ids.split(";") if note in self.notes))


def check(
    draft: OnePath,
    notes: Paths,
    *,
    settings: Settings | OnePath | None = None,
    encoder: Encoder | None = None,
) -> DraftCheck:
    """Compare a draft with the notes before it is published.

    Args:
        draft: the summary, one topic per heading.
        notes: a file, a folder, an archive, or several of them; the draft itself where it holds them.
        settings: a `Settings`, or a TOML file of them.
        encoder: what turns texts into vectors, in the place of the one that the settings name.

    Returns:
        every claim with its verdict, and what recurs in the notes and is missing; `print` tells it in words.

    Raises:
        InputError: a path is missing or cannot be read, or there are no notes, or no claims.
    """
    from worldcafe.engine.progress import Stages  # noqa: PLC0415

    with Stages() as stages:
        return check_files(draft, notes, settings, stages, encoder)


def check_files(
    draft: OnePath,
    notes: Paths,
    settings: Settings | OnePath | None,
    stages: Stages,
    encoder: Encoder | None = None,
) -> DraftCheck:
    """Compare a draft with the notes, as `check` does, and show the stages."""
    from worldcafe.analysis import analyse  # noqa: PLC0415 - the stages are slow to import
    from worldcafe.read import read_sources  # noqa: PLC0415

    path = Path(draft)
    if path.is_dir():
        raise InputError(f"{draft}: the draft is one file, this is a folder; folders are for the notes.")
    named = [Path(notes)] if isinstance(notes, str | Path) else list(map(Path, notes))
    holds_notes = any(is_same_file(path, other) for other in named)
    given = take(named, None if holds_notes else path, settings)
    sources = stages(read_sources, given.paths, given.settings.read)
    analysis = analyse(sources, given.settings, stages, encoder).analysis
    if not len(analysis.claims):
        raise InputError(
            f"{draft}: no claims found; write each as a bullet or a sentence under its topic, "
            "and give the notes apart from it."
        )
    name = analysis.sources[-1].name
    return check_draft(analysis.claims, analysis.segments, analysis.suggestions, draft=name)


def check_draft(
    claims: DataFrame[Claims],
    segments: DataFrame[Segments],
    suggestions: DataFrame[Suggestions],
    draft: str,
    least_places: int = 2,
) -> DraftCheck:
    """Bring together what a committee should look at before it publishes.

    Args:
        claims: the claims of the draft, judged.
        segments: the notes among them are quoted, what the draft says besides its claims is counted.
        suggestions: the suggestions of the notes, grouped.
        draft: the name of the source that is the draft.
        least_places: at how many places a suggestion was made, for it to be missed.
    """
    notes = segments[segments["role"] == "note"]
    places = map(Place, notes["cafe"], notes["table"], notes["round"])
    words = dict(zip(notes["segment_id"], zip(notes["clean_text"], places, strict=True), strict=True))
    prose = segments[(segments["source"] == draft) & (segments["role"] == "narrative")]
    unread = {str(name): len(found) for name, found in prose.groupby("section", sort=False)}
    recurring = suggestions[suggestions["n_places"] >= least_places].reset_index(drop=True)
    said = segments[segments["segment_id"].isin(claims["claim_id"])]
    headings = {
        str(name): topic or below or above
        for name, topic, below, above in zip(
            said["segment_id"], said["topic"], said["subsection"], said["section"], strict=True
        )
    }
    return DraftCheck(claims, Suggestions.validate(recurring), words, headings, unread)


def describe_check(found: DraftCheck, *, full: bool = False) -> str:
    """Say in lines of at most 80 characters what was found, what needs a decision first.

    `full` also lists the claims that hold, and every missing suggestion.
    """
    return "\n".join(line for part in _parts(found, full=full) for line in part)


def _parts(found: DraftCheck, *, full: bool) -> Iterator[list[str]]:
    """Give the parts of the answer: counts, the claims to look at, the rest in lines, what is missing."""
    claims = found.claims.to_dict("records")
    counts = {
        verdict: sum(claim["verdict"] == verdict for claim in claims) for verdict in (*VERDICTS, "withheld")
    }
    yield _wrapped(
        f"{counted(len(claims), 'claims')}: "
        + ", ".join(f"{n:,} {name}" for name, n in counts.items() if n or name != "withheld")
    )
    yield from _warnings(found)
    shown = {**LOOKED_AT, "supported": "its notes say this"} if full else LOOKED_AT
    for verdict, meaning in shown.items():
        chosen = [claim for claim in claims if claim["verdict"] == verdict]
        if chosen:
            yield ["", f"{verdict.upper()} ({meaning})"]
            yield from (_claim(claim, found) for claim in chosen)
    moved = [claim for claim in claims if claim["moved_from"]]
    if moved:
        yield ["", "MOVED (its notes come from another table than its topic's)"]
        yield from (_item(f"{_headed(claim, found)} (from {claim['moved_from']})") for claim in moved)
    merged = [claim for claim in claims if claim["merged"]]
    if merged:
        yield ["", "MERGED (several notes in one claim)"]
        yield from (
            _item(f"{_headed(claim, found)} ({counted(claim['n_notes'], 'notes')})") for claim in merged
        )
    yield from _missing(found, full=full)


def _warnings(found: DraftCheck) -> Iterator[list[str]]:
    """Say what of the draft was not compared with the notes, and where it is no draft by its size."""
    if len(found.claims) > len(found.notes):
        yield _wrapped(
            f"These are more than the notes ({len(found.notes):,}): did draft and notes change places?"
        )
    if found.unread:
        names = ", ".join(f'"{name}"' for name in found.unread if name)
        where = f"under headings that name no topic of a table ({names})" if names else "before any heading"
        number = counted(sum(found.unread.values()), "sentences")
        yield _wrapped(f"Not compared: {number} {where}. Call a heading by its topic to have them compared.")


def _missing(found: DraftCheck, *, full: bool) -> Iterator[list[str]]:
    """Give the recurring suggestions that the draft lacks, the most recurrent first."""
    missing, partly = found.missing, int((found.recurring["in_report"] == "partly").sum())
    if found.recurring.empty:
        yield ["", "No suggestion was made at two places, so none is missed."]
        return
    yield [""]
    if missing.empty:
        yield ["No recurring suggestion is missing."]
    else:
        yield _wrapped(
            f"MISSING ({len(missing)} of {counted(len(found.recurring), 'recurring suggestions')})"
        )
    rows = missing.to_dict("records")
    for row in rows if full else rows[:MOST_MISSING]:
        yield [*_item(row["text"]), *_wrapped(group_places(found.places(row["note_ids"])), "    ")]
    if len(rows) > MOST_MISSING and not full:
        most = rows[MOST_MISSING]["n_places"]
        yield _wrapped(f"- and {len(rows) - MOST_MISSING} more, of {most} places at most; --all lists them")
    if partly:
        verb = "is" if partly == 1 else "are"
        yield _wrapped(f"{counted(partly, 'recurring suggestions')} {verb} carried only in part.")


def _claim(claim: dict[Any, Any], found: DraftCheck) -> list[str]:
    """Show a claim with its topic, what differs, why, and the note that comes closest."""
    lines = _item(_headed(claim, found, claim["diff"]))
    reason = claim["reason"]
    for said in SAID_BY_TITLE:
        reason = reason.removeprefix(said)
    lines += _wrapped(reason, "    ")
    if claim["closest_id"] in found.notes and claim["verdict"] != "pointer":
        words, place = found.notes[claim["closest_id"]]
        where = group_places([place])
        label = NEAREST if claim["verdict"] == "unsupported" else "closest note"
        lines += _wrapped(f"{label}: {words}" + (f" ({where})" if where else ""), "    ")
    return lines


def _headed(claim: dict[Any, Any], found: DraftCheck, diff: str = "") -> str:
    """Give a claim, or how it differs from its closest note, behind the heading that it stands under."""
    heading = found.headings.get(claim["claim_id"], "")
    return (f"{heading}: " if heading else "") + (diff or claim["text"])


def _item(text: str) -> list[str]:
    return _wrapped(text, "- ", "  ")


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines of at most 80 characters, between words where that can be."""
    later = first if rest is None else rest
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_on_hyphens=False,
    )
