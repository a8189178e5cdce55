"""The data model: every table that stages hand to each other, checked on the way.

A table is a pandas frame that has passed its schema: `Segments.validate(frame)` checks names, order,
types and keys, and gives a `DataFrame[Segments]`; the type means "has been checked". Text columns are
never missing: where there is nothing to say they hold "".

schema    what all tables share, and a check that costs next to nothing
vectors   vectors of unit length
schemas   what stages hand to each other
register  what people decide on, and what came of what they wrote
"""

from worldcafe.rulings import REMITS, SCOPES, STATES, TRIAGE, VERDICTS
from worldcafe.source import PLACE
from worldcafe.tables.register import (
    IN_REPORT,
    MATCHED,
    OUTCOMES,
    Corrections,
    Matches,
    NextTopics,
    Suggestions,
)
from worldcafe.tables.schemas import (
    KINDS,
    ROLES,
    SIDES,
    STANDINGS,
    STATUSES,
    STRENGTHS,
    Assigned,
    Assignments,
    Blocks,
    Candidates,
    Claims,
    Comparisons,
    Embeddings,
    Families,
    FloatMatrix,
    Kinds,
    Links,
    Measures,
    Numbers,
    Removals,
    Segments,
    Sides,
    Themes,
    Topics,
)

__all__ = [
    "IN_REPORT",
    "KINDS",
    "MATCHED",
    "OUTCOMES",
    "PLACE",
    "REMITS",
    "ROLES",
    "SCOPES",
    "SIDES",
    "STANDINGS",
    "STATES",
    "STATUSES",
    "STRENGTHS",
    "TRIAGE",
    "VERDICTS",
    "Assigned",
    "Assignments",
    "Blocks",
    "Candidates",
    "Claims",
    "Comparisons",
    "Corrections",
    "Embeddings",
    "Families",
    "FloatMatrix",
    "Kinds",
    "Links",
    "Matches",
    "Measures",
    "NextTopics",
    "Numbers",
    "Removals",
    "Segments",
    "Sides",
    "Suggestions",
    "Themes",
    "Topics",
]
