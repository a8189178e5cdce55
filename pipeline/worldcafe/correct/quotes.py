"""Words quoted in a file of corrections lead to the notes that hold them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from worldcafe.language.words import plain_words

PLACEHOLDER = re.compile(r"\[([^\]\[]*?) \d+\]")
CUT = ("...", "…")
NEARLY = 0.75  # share of words in common (Jaccard) from which on a note is the one quoted, slightly reworded


class NoteFinder:
    """Finds notes by their id or their words: as quoted, by their beginning ("The bins ..."), or nearly so.

    Case, punctuation and the numbers of placeholders do not matter. Where several notes say the same
    words, all of them are meant. Nearly the same words count only when they lead to one wording.
    """

    def __init__(self, notes: Iterable[tuple[str, str]]) -> None:
        self._ids: set[str] = set()
        self._by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for note_id, text in notes:
            self._ids.add(note_id)
            self._by_words[_words(text)].append(note_id)

    def find(self, quoted: str) -> tuple[str, ...]:
        """Give the ids of the notes that are meant; none where nothing fits."""
        if quoted.strip() in self._ids:
            return (quoted.strip(),)
        words = _words(quoted)
        if not words:
            return ()
        if words in self._by_words:
            return tuple(self._by_words[words])
        if quoted.rstrip().endswith(CUT):
            return self._only([known for known in self._by_words if known[: len(words)] == words])
        return self._nearest(words)

    def find_all(self, quotes: Iterable[str]) -> tuple[str, ...]:
        """Give the notes of all quotes, each once, in the order of the quotes."""
        return tuple(dict.fromkeys(note for quoted in quotes for note in self.find(quoted)))

    def _nearest(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Give the notes of the one wording that shares most words, if it shares enough."""
        wanted = set(words)
        ranked = defaultdict(list)
        for known in self._by_words:
            shared = len(wanted & set(known)) / len(wanted | set(known))
            if shared >= NEARLY:
                ranked[shared].append(known)
        return self._only(ranked[max(ranked)]) if ranked else ()

    def _only(self, wordings: list[tuple[str, ...]]) -> tuple[str, ...]:
        """Give the notes of a wording that is alone."""
        return tuple(self._by_words[wordings[0]]) if len(wordings) == 1 else ()


def _words(text: str) -> tuple[str, ...]:
    """Give what counts of a text: its words in lower case, placeholders without their numbers."""
    return tuple(plain_words(text))
