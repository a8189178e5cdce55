"""The register: what the committee decided stays with the suggestion that it was decided on.

file      the decisions as they were written down, checked
matching  which suggestion of today is which of before, by the words of their notes
stage     numbers that are given once, decisions at their suggestions, and what became of each earlier one
"""

from worldcafe.register.file import WORKBOOK, Entry, read_register
from worldcafe.register.matching import Item, Match, match_items
from worldcafe.register.stage import Registered, apply_decisions, register_suggestions

__all__ = [
    "WORKBOOK",
    "Entry",
    "Item",
    "Match",
    "Registered",
    "apply_decisions",
    "match_items",
    "read_register",
    "register_suggestions",
]
