"""Files of one place each, called after their own headings, or after what their names say of nobody."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from worldcafe.language.words import LETTERS
from worldcafe.read.words import notes_words, plain, safe_words
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worldcafe.source import Source

LONGEST = 80  # characters of a title
RE_TITLE = re.compile(r"\s*(?:#{1,6}[ \t]+(?P<marked>[^\n]+)|(?P<bare>[^\n#*•|-][^\n]*))(?:\n|$)")


def name_files(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Give the sources that are places of their own what they are called: `file` in their hints.

    That is their number in the folder and the heading they begin with, unless several begin alike or it only
    says that notes follow; else the words of the file's name, if each is a word of the notes and so nobody's
    name; else its safe name.
    """
    titles = [_title(source) for source in sources]
    alike = Counter(map(plain, titles))
    said = frozenset(word for source in sources for word in LETTERS.findall(source.text) if word.islower())
    return tuple(
        replace(source, marks=tuple(_named(source, title if alike[plain(title)] == 1 else "", said)))
        if any(mark.hint and "file" in dict(mark.fields) for mark in source.marks)
        else source
        for source, title in zip(sources, titles, strict=True)
    )


def _named(source: Source, title: str, said: frozenset[str]) -> Iterator[Mark]:
    for mark in source.marks:
        given = dict(mark.fields)
        if mark.hint and "file" in given:
            number, _, own = given["file"].partition(" ")
            given["file"] = f"{number} {title or _nobodys(own, said) or _stem(source.name)}"
        yield replace(mark, fields=tuple(given.items()))


def _title(source: Source) -> str:
    """Give the heading that a text begins with, "" where it has none or one that says nothing."""
    found = RE_TITLE.match(source.text)
    if found is None:
        return ""
    title = (found["marked"] or found["bare"]).strip(" \t#*_:")
    alone = bool(found["marked"]) or source.text[found.end() : found.end() + 1] == "\n"
    words = plain(title)
    return title if alone and words and len(title) <= LONGEST and words not in notes_words() else ""


def _nobodys(name: str, said: frozenset[str]) -> str:
    """Give a name if each word of it is known to be no person's."""
    known = all(word in said or plain(word) in safe_words() for word in LETTERS.findall(name.lower()))
    return name[:1].upper() + name[1:] if name and known else ""


def _stem(name: str) -> str:
    return PurePath(name).stem.replace("-", " ").strip() or name
