"""The words, figures and signs of a text, of which quantities are read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from worldcafe.crossref.words import Token, tokenise, word_classes
from worldcafe.language.in_language import in_language

PIECE = re.compile(
    r"(?P<listed>\A\s*\(?\d{1,2}[.)]\s)"
    r"|(?P<clock>\d{1,2}[:h][0-5]\d\b|(?<![£$€¥])\b\d{1,2}\.[0-5]0\b(?!\s*%)|\b\d{1,2} ?[ap]m\b)"
    r"|(?P<figure>\d{1,3}(?:[.,'’\u202f\u00a0]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)(?P<thousand>k\b)?"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[%£$€¥])|(?P<dash>[-–—])|(?P<stop>[.,;:!?()\[\]/\n=])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Lexeme:
    """A word, figure or sign, with its place in the text."""

    kind: str
    text: str
    start: int
    end: int
    token: Token | None = None


def pieces_of(text: str, language: str) -> list[Lexeme]:
    """Take a text apart."""
    found = []
    for match in PIECE.finditer(text):
        kind = match.lastgroup or ""
        kind = "figure" if kind == "thousand" else kind
        token = next(iter(tokenise(in_language(match.group(), language))), None) if kind == "word" else None
        found.append(Lexeme(kind, match.group(), *match.span(), token))
    return found


def told_number(piece: Lexeme, language: str) -> float | None:
    """Give a time of day as a number, and what "twice" says; None for anything else."""
    if piece.kind == "clock":
        return float("".join(filter(str.isdecimal, piece.text)))
    return 2.0 if word_classes("numbers", language).get(piece.text.lower()) == "twice" else None
