"""Texts that know their language, so that whoever takes them apart does it by the rules of that language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.lists import languages_with

if TYPE_CHECKING:
    import pandas as pd

ENGLISH = "en"


class InLanguage(str):
    """A text in another language than English."""

    __slots__ = ("language",)
    language: str


def in_language(text: str, language: str) -> str:
    """Give a text that knows its language; one in English, or in a language without lists, stays."""
    if language == ENGLISH or language not in languages_with("meaning"):
        return text
    found = InLanguage(text)
    found.language = language
    return found


def language_of(text: str) -> str:
    """Give the language of a text, that of English for one that does not know it."""
    return text.language if isinstance(text, InLanguage) else ENGLISH


def texts_of(segments: pd.DataFrame, column: str = "clean_text") -> list[str]:
    """Give the texts of segments, each knowing its language."""
    return list(map(in_language, segments[column], segments["language"]))
