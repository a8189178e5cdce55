"""A café as it goes on: `worldcafe serve --live`. Notes are typed at the tables and read after each round.

What is typed holds names. It stands in a file of its own, live.db, for its owner only, and nowhere else: the
wall and the pages of the committee show what was made of it without identities.

notes    the file: tables, rounds, and the notes as they were typed, each stored once
typed    what is changed of one note by its table
host     the pages of who leads the café
scribe   the page of a table
hearing  what several tables said in a round, read in a process of its own
wall     the page for the projector
wiping   a name out of all that was typed, or all of it
doors    the addresses of all these
"""
