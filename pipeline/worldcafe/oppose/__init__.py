"""Themes in which people said opposite things of the same point: told, with the notes of both sides.

stance  what a note is for and what it is against, by rules over its syntax
stage   points of a theme that have notes on both sides

A wrong "both sides were heard" costs more trust than a missed one, so the rules are narrow: the same noun
with nothing that sets the two apart, in a clause that says clearly what ought to be, is good, or is wanted.
"""

from worldcafe.oppose.stage import Opposition, oppose_notes

__all__ = ["Opposition", "oppose_notes"]
