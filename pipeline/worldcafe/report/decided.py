"""What became of a suggestion, told in one of six states, and the way there along the report's decision tree.

Undecided is not declined and not under way: nobody has said anything of it yet, or only that its remit is
unclear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.wording import later, say

if TYPE_CHECKING:
    from worldcafe.report.model import SuggestionView

UNDECIDED = "undecided"
CHIPS = (
    *(later("undecided"), later("in remit"), later("declined")),
    *(later("with a group"), later("taken up"), later("done")),
)
STATES = {  # of the column status
    "done": "done",
    "taken up": "taken up",
    "in progress": "taken up",
    "not taken up": "declined",
    "to inform": "with a group",
    "asked": "with a group",
    "answered": "with a group",
    "council considers": "in remit",
    "not a suggestion": "declined",
}
TREE = (  # the questions of the tree in their order, with the column that answers each
    (later("Is it within the remit?"), "remit"),
    (later("Whose is it?"), "scope"),
    (later("Which group, or who?"), "who"),
    (later("How far is it?"), "status"),
    (later("What is reported back?"), "report_back"),
    (later("Why?"), "reason"),
    (later("Since when?"), "on"),
)


def chip(entry: SuggestionView) -> str:
    """Give the one of CHIPS that a suggestion stands at; what its status says counts before the rest."""
    if entry.status:
        return STATES.get(entry.status, "in remit")
    if entry.remit == "no":
        return "declined"
    if entry.who or entry.scope not in ("", "nobody"):
        return "with a group"
    return "in remit" if entry.remit == "yes" or entry.scope or entry.report_back else UNDECIDED


def is_undecided(entry: SuggestionView) -> bool:
    """Tell whether the committee has decided nothing of it yet, nor that it is another suggestion."""
    return chip(entry) == UNDECIDED and not entry.same_as and entry.trend not in ("gone", "merged")


def steps(entry: SuggestionView) -> tuple[tuple[str, str], ...]:
    """Give each question of the tree with its answer, "" where there is none yet."""
    return tuple((say(question), getattr(entry, column)) for question, column in TREE)


def count_chips(suggestions: Sequence[SuggestionView]) -> tuple[tuple[str, int], ...]:
    """Give each state that suggestions stand at, with how many of them do."""
    found = Counter(chip(entry) for entry in suggestions)
    return tuple((name, found[name]) for name in CHIPS if found[name])


def count_decided(suggestions: Sequence[SuggestionView]) -> int:
    """Give how many suggestions are decided."""
    return sum(chip(entry) != UNDECIDED for entry in suggestions)
