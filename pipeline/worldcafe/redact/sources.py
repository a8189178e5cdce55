"""The sources themselves, and what else is shown of a run, without the identities that were removed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from worldcafe.language.as_read import as_read
from worldcafe.redact.contacts import find_contacts
from worldcafe.redact.finding import CONTACT, PERSON
from worldcafe.redact.mask import Names, black_out, collect_names
from worldcafe.redact.unseen import hidden_in_markup

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.source import Source
    from worldcafe.tables import Removals, Segments

Spans = Iterable[tuple[int, int]]
RE_BETWEEN = re.compile(r"[_.\-]+")  # what stands for a blank in names of files


def mask_sources(
    sources: Sequence[Source],
    segments: DataFrame[Segments],
    removals: DataFrame[Removals],
    remove: Sequence[str],
) -> tuple[Source, ...]:
    """Give whole sources without identities: what the masked segments say, and between them no name either.

    A segment says in its source what it says by itself: nothing is looked for a second time. Between
    segments stand line ends and markup, in which removed names and what markup says unseen are blacked
    out, contacts too where they are among the types that leave (`remove`). The texts keep their lengths.
    """
    names = _names(removals[removals["removed"]])
    pieces = dict(tuple(segments[["source", "start", "end", "text"]].groupby("source", sort=False)))
    return tuple(
        dataclasses.replace(
            source,
            text=_masked_text(source.text, pieces.get(source.name), names, contacts=CONTACT in remove),
            anchors=tuple((start, _blacked(anchor, names)) for start, anchor in source.anchors),
            set_aside=tuple(_blacked(sentence, names) for sentence in source.set_aside),
        )
        for source in sources
    )


def own_names(sources: Sequence[Source], removals: DataFrame[Removals]) -> dict[str, str]:
    """Give how the user calls each source, or its safe name where the other tells who was removed."""
    names = _names(removals[removals["removed"]])
    return {
        source.name: source.name if any(find_names(RE_BETWEEN.sub(" ", source.own), names)) else source.own
        for source in sources
    }


def _masked_text(text: str, pieces: pd.DataFrame | None, names: Names, *, contacts: bool) -> str:
    """Give a source with its masked segments in their places and what lies between them masked alike."""
    hidden = black_out(text, hidden_in_markup(text))
    shown, last = [], 0
    rows = () if pieces is None else pieces.sort_values("start")[["start", "end", "text"]].to_numpy()
    for start, end, masked in (*rows, (len(text), len(text), "")):
        gap = text[last:start]
        if any(map(str.isalnum, gap)):
            gap = black_out(hidden[last:start], _spans_between(gap, names, contacts=contacts))
        shown.append(gap)
        shown.append(masked[max(0, last - start) :])
        last = max(last, end)
    return "".join(shown)


def _spans_between(gap: str, names: Names, *, contacts: bool) -> Spans:
    """Give the names and contacts in the text between two segments."""
    yield from find_names(gap, names)
    if contacts:
        yield from ((found.start, found.end) for found in find_contacts([gap]))


def mask_settings(settings: Any, removals: pd.DataFrame) -> Any:
    """Give settings that can be shown: without the names in them, those that are always to go among them."""
    always = settings.redact.always
    ordered = pd.DataFrame({"text": always, "type": PERSON})
    return _masked_value(settings, _names(pd.concat([removals[removals["removed"]], ordered]), always))


def find_names(text: str, names: Names) -> Spans:
    """Give where removed names stand in a text, also where markup or broken characters split them."""
    yield from ((start, end) for start, end, _ in names.occurrences(text))
    position = 0
    for line in text.splitlines(keepends=True):
        shown = as_read(line, targets=True)
        if shown.layers:
            for start, end, _ in names.occurrences(shown.text):
                first, last = shown.original(start, end)
                yield position + first, position + last
        position += len(line)


def _names(removed: pd.DataFrame, ordered: Iterable[str] = ()) -> Names:
    """Give all removed names of a run."""
    return collect_names(zip(removed["text"], removed["type"], strict=True), ordered=ordered)


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
