"""Roles: what a segment is where its place leaves it open.

stage     notes that read like something else get another role
model     how much each clue and each word speaks for a role: learned numbers
clues     how a segment looks, where it stands, its line, what is beside it
"""

from worldcafe.roles.stage import tell_roles

__all__ = ["tell_roles"]
