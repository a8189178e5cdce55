"""Kinds: is a note a suggestion, a problem, a question, a value or an observation, and why.

What is said decides; a question only where a note is bare, so that the words leave its kind open.

by_words      kinds in languages whose grammar is not read: what their words and forms say
lexicon       the rules that are data: patterns of words, closed lists, labels
sentence      a sentence as the grammar rules look at it
forms         the grammar rules: `instructions`, `modals`, `questions`
context       what the surroundings say: the governing question, the label
clues         all of these of one note, and its short wordings, by name
model         how much each clue and the sense of the note speak for each kind: learned
foretold      what the grammar of very many notes would say, told from a sample
stage         all that speaks for a kind -> one kind, its probability, what spoke for it and its words
instructions  instructions and other actions without a subject: "Create a list", "Sharing tools"
modals        what should be, would be good, could be done or cannot be done
questions     questions that ask, questions that propose, and conditions
"""

from __future__ import annotations

from worldcafe.classify.stage import classify_segments

__all__ = ["classify_segments"]
