"""The command `worldcafe`: arguments -> one library call -> what was found and where it is.

options     what several commands take alike
arguments   all commands, in the order of the help
beginning   what is read of notes, before any analysis; sheets, settings; notes only cleaned
analysing   notes into a run; the shipped corpus
told        what the terminal says of a run
themes      what is asked of the themes and kinds of a run
runs        runs that exist: opened, rendered, compared, answered
checking    a draft against the notes
asking      a language model of the user's own, where a command names it
annotating  notes read by hand, beside a run
serving     the committee's app
main        the entry, and how a command ends
"""

from worldcafe.cli.main import main

__all__ = ["main"]
