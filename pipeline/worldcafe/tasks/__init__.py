"""What people ask for beside or after a run, a module each.

beside   settings with what lies beside a source or a run
check    a draft summary against the notes
assign   new notes into the themes of a run
clean    a source of any length to clean segments without identities
draft    a first sidecar: what was recognised in a source, to be corrected
templates  empty sheets for scribes, which read back as they were meant
hear     the notes of one round of a café: what several tables said, by nobody
alike    suggestions that may be one: pairs on which an answer changes most
identities  what was removed and what may still identify somebody, with answers for the next run
explain  why a note or claim has its kind, in words
preview  what is read of sources, before any analysis
reply    a run becomes letters to those who were at the tables, and to groups
summarise  a run becomes a first draft of the summary, for a committee to edit
settings  every setting with its default and its meaning
publish  a run becomes a folder
analyse  from files to a run, in one call: what `worldcafe.analyse` does
ready    what the second process of a run imports before it is asked for anything
"""
