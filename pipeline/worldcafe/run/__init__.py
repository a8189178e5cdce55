"""A run: one analysis in memory and on disk.

run      what one holds in the hand: tables, charts, save, load, render
frames   the tables with lists and names
plots    the charts as figures
summary  a run in a line, and as HTML
record   how a run was made
describe  what its tables hold, told to people and to programs
disk     a run as a folder, and back
render   the report of a run that exists
compare  what is new, gone or changed between two runs
"""

from worldcafe.run.record import Record, record_stages
from worldcafe.run.run import Run, load

__all__ = ["Record", "Run", "load", "record_stages"]
