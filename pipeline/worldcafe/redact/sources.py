"""The sources themselves, and what else is shown of a run, without the identities that were removed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import pandas as pd

from worldcafe.redact.contacts import find_contacts
from worldcafe.redact.finding import CONTACT, PERSON
from worldcafe.redact.mask import Names, black_out, collect_names
from worldcafe.redact.plain import hidden_in_markup, plain
from worldcafe.source import Source

Spans = Iterable[tuple[int, int]]


def mask_sources(
    sources: Sequence[Source], removals: pd.DataFrame, remove: Sequence[str]
) -> tuple[Source, ...]:
    """Black out every removed identity in whole sources, what lies between and across segments included.

    `remove` are the types of identities that leave. The texts keep their lengths.
    """
    removed = removals[removals["removed"]]
    names = _names(removed)
    masked = []
    for source in sources:
        own = removed[removed["source"] == source.name]
        text = black_out(source.text, zip(own["start"], own["end"], strict=True))
        spans = chain(
            find_names(text, names), hidden_in_markup(text), _contacts(text) if CONTACT in remove else ()
        )
        masked.append(
            dataclasses.replace(
                source,
                text=black_out(text, spans),
                anchors=tuple((start, _blacked(anchor, names)) for start, anchor in source.anchors),
                set_aside=tuple(_blacked(sentence, names) for sentence in source.set_aside),
            )
        )
    return tuple(masked)


def mask_settings(settings: Any, removals: pd.DataFrame) -> Any:
    """Give settings that can be shown: without the names in them, those that are always to go among them."""
    always = pd.DataFrame({"text": settings.redact.always, "type": PERSON})
    return _masked_value(settings, _names(pd.concat([removals[removals["removed"]], always])))


def find_names(text: str, names: Names) -> Spans:
    """Give where removed names stand in a text, also where markup or broken characters split them."""
    yield from ((start, end) for start, end, _ in names.occurrences(text))
    position = 0
    for line in text.splitlines(keepends=True):
        shown = plain(line)
        if shown.shifts:
            for start, end, _ in names.occurrences(shown.text):
                first, last = shown.original(start, end)
                yield position + first, position + last
        position += len(line)


def _names(removed: pd.DataFrame) -> Names:
    """Give all removed names of a run."""
    return collect_names(zip(removed["text"], removed["type"], strict=True))


def _contacts(text: str) -> Spans:
    """Give the contacts in a whole text."""
    return ((found.start, found.end) for found in find_contacts([text]))


def _blacked(text: str, names: Names) -> str:
    """Give a short text with the names in it blacked out."""
    return black_out(text, find_names(text, names))


def _masked_value(value: Any, names: Names) -> Any:
    """Give a value with the texts in it blacked out, fields of dataclasses and members of tuples included."""
    if isinstance(value, str):
        return _blacked(value, names)
    if isinstance(value, tuple):
        return tuple(_masked_value(member, names) for member in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {entry.name: getattr(value, entry.name) for entry in dataclasses.fields(value)}
        return dataclasses.replace(value, **{key: _masked_value(old, names) for key, old in changes.items()})
    return value
