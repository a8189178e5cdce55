"""The command `worldcafe`: arguments -> one library call -> what was found and where it is.

arguments  what each command takes
commands   what each command does
main       the entry, and how a command ends
"""

from worldcafe.cli.main import main

__all__ = ["main"]
