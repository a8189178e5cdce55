"""parse: sources -> blocks, pieces of layout with a role and a place.

asides    what stands among notes and claims and is none: links, contacts, times, outlines, pointers
corpus    all sources together: which hold notes, what their tables are about
document  sources are laid out: what can be told of each piece before its role is known
frame     where a walk through a source stands, and what the whole corpus says about it
grid      tables and rounds by how headings come again: the same ones stand below each of several others
headings  what a heading says: annex, café, table, round, topic, or a known part of a report
laid_out  a source on its way through parsing: its pieces, and what is known of each
layout    text to pieces: the headings, paragraphs and bullets that layout alone shows, with exact offsets
marks     what is known of a stretch of text from outside it overrides what was read from it
named     tables that have a subject in place of a number: "Table: Housing", "Group – Youth"
nesting   how deep each piece stands, and under which other: from indents, glyphs and list tags
outline   titles that numbers alone show to be headings
prompts   whose question is it: the facilitator's, which the notes answer
remarks   lines about the notes: who was there, who wrote them, what cannot be read
sections  what a heading changes: where what comes below it stands
tags      text cut at line ends and block tags: the first, blind step of layout
titles    which lines are headings, by their layout, their words and where they stand
topics    which headings speak of the same topic: "How to Showcase?" and "Showcasing", say
walk      from top to bottom through a source: the role of each piece and where it stands
words     the words of `language/data` as patterns: table, round, question and so on
wrapping  lines that were one paragraph before somebody's editor wrapped them become one piece again
stage     the stage: sources, laid out, walked, and marked from outside, become blocks
"""

from worldcafe.parse.stage import parse_sources, parse_stretch

__all__ = ["parse_sources", "parse_stretch"]
