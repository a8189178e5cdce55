"""What a word is, one pattern for each way to look at it, and what stands for a name that was removed."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_][\w’'-]*")  # "don't", "co-op", "form2"
LETTERS = re.compile(r"[^\W\d_]+")  # "form" of "form2"
PIECE = re.compile(r"[^\W\d_]+|\d+")  # "form" and "2" of "form_2"
JOINED_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # "co-op"
SIGN = re.compile(r"[^\W_]")  # a letter or a digit
SIGNS = re.compile(r"[^\W_]+")
JOINED_SIGNS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")  # "co-op2"
GAP = re.compile(r"[\W_]+")
UNBROKEN = re.compile(r"\w+")
PLACEHOLDER = re.compile(r"\[[^\]\[]* \d+\]")  # what stands for a removed identity names no theme
NUMBERED = re.compile(r"\[([\w-]+) \d+\]")  # "[person 1]": the number hangs on who was met before


def plain_words(text: str) -> list[str]:
    """Give the words of a text to be compared: without case, signs and numbers of removed identities."""
    return UNBROKEN.findall(NUMBERED.sub(r"\1", text).casefold())
