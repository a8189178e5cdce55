"""Cross-reference: every claim of the topic summaries against every note, both ways.

words         what a word tells in this corpus: what is said everywhere tells little
topic_tables  which table each topic was discussed at
similarity    claims x notes -> scores, in blocks
support       whether any note says a claim at all
scores        the four of them, brought together
differences   what sets two wordings apart
changes       which of it changes the meaning
agreement     agreement that is told of, and what speaks against it
quantities    what is counted or measured, however it is written
lexemes       the words, figures and signs of which they are read
units         figures, parts and stretches of time in the words of a language
statements    what a claim or a note says, looked at once
actors        who does something by a claim, and who by a note
turns         what turns the meaning of a note in other words
facts         wishes of notes that are told as facts, facts that are told as guesses
links         scores -> links
pointers      claims that only point elsewhere
dismissals    whether what they wave away was said there
verdicts      links -> a verdict per claim
ruled         links and verdicts as people ruled them
withheld      verdicts that the languages of claims and notes do not allow
attention     claims that turn what notes say in other words, read word beside word
judge         a judge of the user's own, where there is one
coverage      links -> the status of themes and topics
cafes         notes of a later café against those of an earlier one
opposites     words that say the opposite of each other
polarity      which words of a text are denied: "People do not use the wiki" denies using and the wiki
stage         the stage: claims against notes, and what that says of themes
"""

from worldcafe.crossref.dismissals import check_dismissals
from worldcafe.crossref.judge import Judge, load_judge
from worldcafe.crossref.stage import Crossref, Readers, cover_themes, crossref_claims

__all__ = [
    "Crossref",
    "Judge",
    "Readers",
    "check_dismissals",
    "cover_themes",
    "crossref_claims",
    "load_judge",
]
