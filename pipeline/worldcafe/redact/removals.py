"""The list of what was removed or reported, for the analyst's eyes only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.redact.finding import PERSON, Finding
from worldcafe.tables import Removals

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.redact.batch import Batch

COLUMNS = tuple(Removals.to_schema().columns)
PLACED = "in the name of a folder, a file, a sheet or a column"


def list_removals(
    part: Batch, found: Sequence[tuple[Finding, str]], in_places: Mapping[str, str]
) -> DataFrame[Removals]:
    """List findings, each with its placeholder, by their place in the source, as they read.

    `in_places` are the names of people after whom places are called, with a source; they have no place.
    """
    rows = [(source, 0, 0, name, PERSON, "", PLACED, True) for name, source in in_places.items()]
    sources, starts = part.column("source"), part.segments["start"].tolist()
    for finding, placeholder in found:
        row = finding.row
        first, last = finding.start, finding.end
        text = part.texts[row][first:last]
        if view := part.views.get(row):
            first, last = view.original(first, last)
        place = (sources[row], starts[row] + first, starts[row] + last)
        rows.append((*place, text, finding.type, placeholder, finding.reason, finding.removed))
    rows.sort(key=itemgetter(0, 1))
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return Removals.validate(pd.DataFrame(dict(zip(COLUMNS, columns, strict=True))))
