"""People correct what was found: `corrections.toml`, obeyed on every run.

A theme is meant by quoting notes of it, never by its number: corrections hold when notes are added, when
themes are numbered anew and when a note moves to another place of the source.

file     the file with its corrections, checked
quotes   quoted words -> the notes that hold them
arrangement  the themes of notes while corrections are applied, one after the other
stage    corrections in the order of the file; what came of each, none dropped unseen
draft    a first file for a run, its themes as comments
rulings  corrections of single notes and claims -> rulings, by ids; what came of each, none dropped unseen
roles    what people say a passage is: a note, a prompt, a claim, or nothing that findings rest on
"""

from worldcafe.correct.draft import draft_corrections
from worldcafe.correct.roles import set_roles
from worldcafe.correct.rulings import join_corrections, read_rulings, set_kinds
from worldcafe.correct.stage import Corrected, correct_themes

__all__ = [
    "Corrected",
    "correct_themes",
    "draft_corrections",
    "join_corrections",
    "read_rulings",
    "set_kinds",
    "set_roles",
]
