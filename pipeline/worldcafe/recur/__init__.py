"""Recurrence: the same suggestion, said in other words at other places, counted once.

likeness   how alike two suggestions are, and which are opposites
ruled      groups as people ruled them
wording    the clearest wording of a group, the words that it shares
alone      wordings that stand alone, or that their question completes
stage      groups of suggestions -> one row each, with places and trend
carried    what the report has of each
"""

from __future__ import annotations

from worldcafe.recur.carried import find_in_report
from worldcafe.recur.stage import group_suggestions

__all__ = ["find_in_report", "group_suggestions"]
