"""Notes read by hand: how well a run agrees with them, and two people with each other.

folder     an annotated corpus, in the documented format
units      the units of an annotation, and what was said of each
sheet      some notes of a run to be annotated, written as a table and read back
overlay    where the units of an annotation lie in a run
figures    figures with what they rest on
on_texts   figures of single texts: spans, roles, places, kinds, identities
on_themes  figures of themes
findings   figures of links, verdicts, gaps and recurrence
held_out   annotated claims on which a judge is tried
people     two annotations beside each other
asked      what `worldcafe.evaluate`, `worldcafe.agreement` and `worldcafe.annotate` do

The product reads no annotation by itself: nothing here decides what a run finds, unless somebody wants
to know by it whether a model may judge.
"""

from worldcafe.annotation.asked import agreement, annotate, evaluate
from worldcafe.annotation.folder import read_folder
from worldcafe.annotation.held_out import held_out
from worldcafe.annotation.sheet import read_sheet

__all__ = ["agreement", "annotate", "evaluate", "held_out", "read_folder", "read_sheet"]
