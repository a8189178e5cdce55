"""Recurrence: the same suggestion, said in other words at other places, counted once.

likeness   how alike two suggestions are: vectors and shared words, never what is said everywhere
wording    the clearest wording of a group
groups     groups of suggestions -> one row each, with places, trend and what the report has of it
"""

from __future__ import annotations

from worldcafe.recur.groups import group_suggestions

__all__ = ["group_suggestions"]
