"""Themes get their names, keywords and exemplars.

writing    how the words of a name are written
phrases    noun phrases of notes, as a person would write them in a list
hear       the notes that names are made from, read once
choose     the phrase that says what a theme is about, unlike the names of others
by_words   phrases in languages whose grammar is not read
keywords   words of a theme without junk and near-duplicates
sentence   the note that says what a theme says
families   families of themes in a table
stage      themes in a table, the most recurrent first
exemplars  the notes that show most of a theme in few words
told       what is told of each group of notes, be it a theme or a family: its name, its sentence
"""

from worldcafe.name.choose import Settled
from worldcafe.name.families import name_families
from worldcafe.name.hear import hear_themes
from worldcafe.name.stage import Grouping, name_themes

__all__ = ["Grouping", "Settled", "hear_themes", "name_families", "name_themes"]
