"""A source of any length to clean segments without identities, in memory that does not grow with its rows.

A table of text (.csv, one note a row) is read in stretches of some ten thousand notes, any other source
in one. Who is not to be recognised can only be told when all was seen, so segments are put aside on disc
and looked at three times: how names are used, where they are, what remains without them. What grows in
memory is what is distinct: words, names, and where names were said.

What is decided by the notes around is decided within a stretch: whether lines are wrapped, in which
language a note of few words is, and whether letters are somebody's mark or number a list.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, cast

import pandas as pd

from worldcafe.analysis import require_notes
from worldcafe.clean import clean_segments
from worldcafe.conserve import with_gaps_told
from worldcafe.engine.parts_on_disk import growing_table, spool
from worldcafe.errors import InputError
from worldcafe.files.drafts import require_own
from worldcafe.files.store import PRIVATE
from worldcafe.parse import parse_sources, parse_stretch
from worldcafe.read import STRETCH, read_sources, read_stretches
from worldcafe.redact import Batch, Evener, Finding, Redactor
from worldcafe.segment import Namer, segment_blocks
from worldcafe.tables import Segments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pandera.typing import DataFrame

    from worldcafe.engine.parts_on_disk import Spool
    from worldcafe.redact import Redaction
    from worldcafe.settings import Settings
    from worldcafe.source import Source

OWN = ("segment_id", "source", "start", "end", "role", "text", "clean_text")  # columns by which it is known
FINDING = [entry.name for entry in fields(Finding)]


@dataclass
class Counts:
    """What was written; `left_out` says in sentences what of the source was not."""

    segments: int = 0
    notes: int = 0
    removed: int = 0
    left_out: tuple[str, ...] = ()

    def add(self, sources: tuple[Source, ...], segments: DataFrame[Segments]) -> None:
        """Count the segments of one part."""
        self.segments += len(segments)
        self.notes += int((segments["role"] == "note").sum())
        told = (sentence for source in sources for sentence in source.set_aside)
        self.left_out = tuple(dict.fromkeys((*self.left_out, *told)))


def clean_source(path: Path, out: Path, private: Path, settings: Settings, size: int = STRETCH) -> Counts:
    """Write the segments of a source to `out`, and what was removed from them to `private`.

    They are those of a run, in the same order and with the same ids, before any has a kind or a theme.
    `size` is how many characters are in memory at a time.

    Raises:
        InputError: as `read.read_sources`, or there is no note, or `out` or `private` cannot be written or
            holds something that this tool did not write.
    """
    if out.is_dir() or (out.exists() and out.samefile(path)):
        raise InputError(
            f"{out}: this is {'a folder' if out.is_dir() else 'the source'}; choose another --out."
        )
    require_own(out, OWN)
    require_own(private, PRIVATE)
    counts, namer, even = Counts(), Namer(), Evener(settings.redact.bars)
    with spool(out) as aside, growing_table(out) as add, growing_table(private, private=True) as add_removals:
        for redaction in _redacted(path, settings, size, aside, counts):
            add(even(clean_segments(namer.name(redaction.segments), settings.clean)))
            add_removals(redaction.removals)
            counts.removed += int(redaction.removals["removed"].sum())
    return counts


def _redacted(path: Path, settings: Settings, size: int, aside: Spool, counts: Counts) -> Iterator[Redaction]:
    """Give the segments part by part, without the identities in all of them."""
    redactor, parts = Redactor(settings.redact), 0
    for sources, segments in _segmented(path, settings, size):
        counts.add(sources, segments)
        redactor.look(Batch.of(segments))
        aside.put("segments", parts, segments)
        parts += 1
    if not counts.notes:
        require_notes(segments, sources)
    for part in range(parts):
        findings = redactor.find(_part(aside, part))
        aside.put("findings", part, pd.DataFrame(map(astuple, findings), columns=FINDING))
    for part in range(parts):
        findings = [Finding(*row) for row in aside.get("findings", part).itertuples(index=False)]
        yield redactor.mask(_part(aside, part), findings)


def _segmented(
    path: Path, settings: Settings, size: int
) -> Iterator[tuple[tuple[Source, ...], DataFrame[Segments]]]:
    """Give the segments of a source in parts, each with what it was read from."""
    stretches = read_stretches(path, settings.read, size)
    if stretches is None:
        sources = read_sources([path], settings.read)
        segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
        yield with_gaps_told(sources, segments), segments
        return
    numbering, state = _Numbering(), None
    for stretch in stretches:
        blocks, state = parse_stretch(stretch.source, settings.parse, state)
        segments = segment_blocks([stretch.source], blocks, settings.segment)
        yield (
            with_gaps_told([stretch.source], segments, stretch.start),
            numbering.go_on(segments, stretch.start),
        )


class _Numbering:
    """Gives the segments of one stretch after the other the ids and places that they have in the whole."""

    def __init__(self) -> None:
        self.before = 0
        self.above = ""  # what a segment hangs under that hangs under nothing in its stretch

    def go_on(self, segments: DataFrame[Segments], start: int) -> DataFrame[Segments]:
        """Give the segments of the next stretch, which begins at character `start` of the whole."""
        old = segments["segment_id"].tolist()
        ids = [f"{name[0]}{number:04d}" for number, name in enumerate(old, start=self.before + 1)]
        renamed = dict(zip(old, ids, strict=True))
        hanging = zip(segments["parent_id"], segments["depth"] > 0, strict=True)
        parents = [renamed.get(parent, self.above if hangs else "") for parent, hangs in hanging]
        self.before += len(ids)
        self.above = _top(dict(zip(ids, parents, strict=True)), ids[-1]) if ids else self.above
        moved = {name: segments[name] + start for name in ("start", "end")}
        return Segments.validate(segments.assign(segment_id=ids, parent_id=parents, **moved))


def _top(parents: dict[str, str], segment: str) -> str:
    """Give what a segment hangs under in the end, itself where it hangs under nothing."""
    while parents.get(segment):
        segment = parents[segment]
    return segment


def _part(aside: Spool, number: int) -> Batch:
    return Batch.of(cast("DataFrame[Segments]", aside.get("segments", number)))
