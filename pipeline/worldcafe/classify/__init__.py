"""Kinds: is a note a suggestion, a problem, a question, a value or an observation, and why.

Rules over grammar travel from one subject to another where bags of words do not; the words of a
subject are nowhere in them.

lexicon       the rules that are data (`data/kinds.toml`): weights, patterns of words, closed lists
sentence      a sentence as the grammar rules look at it
forms         the grammar rules: `instructions`, `modals`, `questions`
context       what the surroundings say: the governing question, the label, the parent, the heading
borrow        what notes take over from the notes above, around and alike
stage         all that fired -> one kind, its probability, its rules and their words
instructions  instructions and other actions without a subject: "Create a list", "Sharing tools"
modals        what should be, would be good, could be done or cannot be done
questions     questions that ask, questions that propose, and conditions
"""

from __future__ import annotations

from worldcafe.classify.stage import classify_segments

__all__ = ["classify_segments"]
