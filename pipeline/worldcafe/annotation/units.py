"""The units of an annotation, and what people said of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Ids = frozenset[str]


@dataclass(frozen=True)
class Unit:
    """A piece of a source with the role that a person gave it.

    Attributes:
        id: by which the other files of an annotation name it.
        source: the name of its source, "" where there is but one.
        start: characters of the decoded source before it.
        end: the character after its last.
        text: as the source has it; "" where `id` is that of a segment of the run.
        role: heading, prompt, note, meta, summary or narrative.
        cafe: as the annotator wrote it; "" for none, as in `table` and `round`.
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    role: str
    cafe: str = ""
    table: str = ""
    round: str = ""


@dataclass(frozen=True)
class Behind:
    """What stands behind a claim: notes, and whether it changes what they say.

    `elsewhere`: its notes are not annotated, or it only points at them.
    """

    strengths: Mapping[str, str]
    elsewhere: bool = False
    altered: bool = False


@dataclass(frozen=True)
class Annotation:
    """What one person, or several in agreement, made of some sources.

    Attributes:
        units: pieces of the sources, in order.
        kinds: the kind of notes and claims by unit.
        identities: what identifies somebody, by unit.
        covered: notes that some claim outside these units gives.
        themes: the notes of each theme by its name; what is miscellaneous is none.
        recurrent: notes that suggest the same, where several do.
        gaps: notes of each important suggestion that no claim gives; None where nobody listed them.
        claims: what stands behind each claim; none where there is no report.
    """

    units: tuple[Unit, ...]
    kinds: Mapping[str, str]
    identities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    covered: Ids = frozenset()
    themes: Mapping[str, Ids] = field(default_factory=dict)
    recurrent: tuple[Ids, ...] = ()
    gaps: tuple[Ids, ...] | None = None
    claims: Mapping[str, Behind] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[Unit, ...]:
        """The units that are notes."""
        return tuple(unit for unit in self.units if unit.role == "note")

    @property
    def content(self) -> tuple[Unit, ...]:
        """The units that are notes or claims."""
        return tuple(unit for unit in self.units if unit.role in ("note", "summary"))

    @property
    def theme_of(self) -> dict[str, str]:
        """The theme of each note that has one."""
        return {note: name for name, notes in self.themes.items() for note in notes}

    @property
    def links(self) -> dict[tuple[str, str], str]:
        """The strength of each pair of a claim and a note."""
        notes = {unit.id for unit in self.notes}
        claims = {unit.id for unit in self.units if unit.role == "summary"}
        return {
            (claim, note): strength
            for claim, behind in self.claims.items()
            if claim in claims
            for note, strength in behind.strengths.items()
            if note in notes
        }
