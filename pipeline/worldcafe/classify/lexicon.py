"""The rules that are data: weights, patterns of words and closed lists for English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from worldcafe.errors import InputError
from worldcafe.files.given import read_toml
from worldcafe.language.lists import read_lists
from worldcafe.tables import KINDS


@dataclass(frozen=True)
class Firing:
    """A rule that applied, and the words that made it apply."""

    rule: str
    words: str


@dataclass(frozen=True)
class Rules:
    """What the rules hold, ready to use; `asks` keeps the order of the file."""

    weights: dict[str, dict[str, float]]
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    asks: tuple[tuple[str, re.Pattern[str]], ...]
    words: dict[str, frozenset[str]]

    def cued(self, text: str) -> list[Firing]:
        """Give the patterns of words found in a text, each with its first match."""
        found = ((name, pattern.search(text)) for name, pattern in self.cues)
        return [Firing(name, match.group(0)) for name, match in found if match]

    def asked(self, text: str) -> str:
        """Give the kind of answer that a question, heading or label asks for, "" where it does not say."""
        hits = [(match.start(), kind) for kind, pattern in self.asks if (match := pattern.search(text))]
        return hits[0][1] if hits else ""


@lru_cache(maxsize=4)
def load_lexicon(extra: str = "") -> Rules:
    """Give the rules that ship with the package, with those of the TOML file `extra` over them.

    Raises:
        InputError: `extra` is missing, is no TOML, or holds a kind or a pattern that cannot be used.
    """
    documents = [read_lists("english")["kinds"]]
    if extra:
        documents.append(read_toml(Path(extra), "the rules file"))
    try:
        return _build(documents)
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise InputError(
            f"{extra}: a rule is not of the shape of `kinds` in language/data/english.toml ({error})."
        ) from error


def _build(documents: list[dict[str, Any]]) -> Rules:
    """Lay the documents over one another: later weights and lists win, patterns add up."""
    weights: dict[str, dict[str, float]] = {}
    cues: list[tuple[str, re.Pattern[str]]] = []
    asks: list[tuple[str, re.Pattern[str]]] = []
    words: dict[str, frozenset[str]] = {}
    for document in documents:
        weights |= _section(document, "weights", dict)
        for cue in _section(document, "cue", list):
            cues.append((cue["name"], re.compile(cue["pattern"], re.IGNORECASE)))
            weights[cue["name"]] = cue.get("weights", {})
        asks += [
            (ask["kind"], re.compile(ask["pattern"], re.IGNORECASE))
            for ask in _section(document, "asks", list)
        ]
        for name, listed in _section(document, "words", dict).items():
            words[name] = words.get(name, frozenset()) | frozenset(listed.split())
    _check_kinds({kind for weight in weights.values() for kind in weight} | {kind for kind, _ in asks})
    return Rules(weights, tuple(cues), tuple(asks), words)


def _section(document: dict[str, Any], name: str, empty: Callable[[], Any]) -> Any:
    """Give a section of a document, empty where it has none."""
    return document.get(name, empty())


def _check_kinds(kinds: set[str]) -> None:
    """Refuse a kind that there is not."""
    unknown = sorted(kinds - set(KINDS))
    if unknown:
        raise InputError(f"rules: unknown kind {unknown[0]!r}; the kinds are {', '.join(KINDS)}.")
