"""What a text is in any room: how it reads, and its language, whose words are data, one file a language.

lists         the one loader: `data/CODE.toml` holds all lists of a language, `data/lists.toml` explains them
stop_words    the words that carry grammar and no subject, the one list of each language
words         what a word is: one pattern for each way to look at it
stems         what "mentor" and "mentors" have in common, by the one stemmer
common_words  what is said everywhere in a corpus says nothing about what a note is about
in_language   texts that know their language
spoken        which language each segment is in, and in which languages findings can be told
wording       what the product says itself, in the language of a report, by catalogues
reasons       sentences that stages write into tables, and the same in the language of a report
as_read       a text as its reader sees it, and the way back to its offsets
markup        what is a tag of HTML, and what only stands in angle brackets
patterns      many expressions searched in many texts
lots          texts drawn by lot, by what they say alone
prefilter     which of many texts an expression can match at all
weights       the models that read texts are those of this version
english       the English pipeline of spaCy, which kinds, names and sides are read with
"""
