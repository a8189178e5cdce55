"""What people ruled on single notes and claims, by their ids, for stages to obey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rulings:
    """What a person said of kinds, suggestions, links and verdicts; later rulings win over earlier ones.

    `kinds`: note -> kind. `same`: notes that propose one thing. `different`: notes no two of which do.
    `links`: (claim, note) -> whether the note is behind the claim. `verdicts`: claim -> verdict.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()
    links: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)


NONE = Rulings()
