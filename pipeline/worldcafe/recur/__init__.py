"""Recurrence: the same suggestion, said in other words at other places, counted once.

blocks     very many suggestions in parts that can be weighed pair by pair
likeness   how alike two suggestions are, which one claim sums up, and which are opposites
ruled      groups as people ruled them
wording    the clearest wording of a group, the words that it shares
agenda     what each table was asked, and so what is new and what was brought up unasked
alone      wordings that stand alone, or that their question completes
described  the row of a group: places, trend, what its notes share, what the report has of it
stage      notes, vectors and links -> one row per suggestion
"""

from __future__ import annotations

from worldcafe.recur.stage import group_suggestions

__all__ = ["group_suggestions"]
