"""The command `worldcafe`: arguments -> one library call -> what was found and where it is.

annotating  notes read by hand, beside a run
arguments  what each command takes
asking     a language model of the user's own, where a command names it
beginning  what is read of notes, before any analysis
commands   what each command does
main       the entry, and how a command ends
runs       what the commands do with runs that exist: each prints its answer and gives the exit code
serving    the committee's app
written    what the commands take that ask something of a run that exists
"""

from worldcafe.cli.main import main

__all__ = ["main"]
