"""A name that was found late is taken out of everything that the app stores.

The log holds references of most that people wrote; entries that say a name in plain words (groups, settings,
files of publications) are written without it and sealed, see `sealing`. Who did something keeps the name
under which the committee knows them.
"""

from __future__ import annotations

import io
import json
import re
import secrets
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import models

from worldcafe.serve.imports import words_of
from worldcafe.serve.log import Actor, Changes, Wish, append, project, writing
from worldcafe.serve.models import (
    Cafe,
    Claim,
    Event,
    Fact,
    Item,
    Job,
    Link,
    Note,
    Pair,
    Publication,
    PublishedFile,
    Quote,
    Run,
    Text,
    Theme,
)
from worldcafe.serve.process import FREE
from worldcafe.serve.sealing import ANEW, SEAL, rewrite

Masked = Callable[[str], str]
TAG = re.compile(r"<[^>]*>")
REFERENCE = re.compile(r"[0-9a-f]{16,64}")
PROPOSED = "proposal"
PARTS: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (  # what a run says, and what is said of it
    (Item, ("text", "theme", "found")),
    (Claim, ("found",)),
    (Theme, ("name",)),
    (Note, ("text", "place")),
    (Pair, ("found",)),
    (Quote, ("text",)),
    (Run, ("title",)),
    (Cafe, ("title",)),
    (Job, ("what", "lines", "wrong")),
)


@dataclass(frozen=True)
class TakenOut:
    """What came of it: how many rows and entries of the log held a name, which files are empty now.

    `anew` is whether the log was sealed anew, so that hashes printed before do not compare with it.
    """

    rows: int
    entries: int
    files: tuple[str, ...]
    anew: bool


def take_out(named: Iterable[tuple[str, str]], actor: Actor) -> TakenOut:
    """Mask what names somebody in all that is stored; an entry of the log tells of it, without a name.

    Args:
        named: the words with their types; of a person's name a part tells too, of a statement only the whole.
        actor: who asked for it.
    """
    from worldcafe.tasks.identities import mask_names  # noqa: PLC0415 - slow to import

    masked = mask_names(named)
    with writing() as cafe:
        rows = _texts(masked) + _facts(masked)
        rows += sum(_rows(model._default_manager.all(), fields, masked) for model, fields in PARTS)
        rows += _rows(Link.objects.filter(kind="group"), ("body",), masked)
        cafe.refresh_from_db()
        files = _files(masked)
        renamed = _rename(masked)
        held: list[int] = []
        changes = rewrite(cafe, lambda event: _entry(event, masked, renamed, held))
        append(cafe, actor, Wish(0, {}, 0, secrets.token_hex(16), SEAL), changes, 0)
    return TakenOut(rows, len(held), files, ANEW in changes)


def count_texts(tells: Callable[[str], bool]) -> int:
    """Count the notes, suggestions and remarks of which something is told."""
    texts = (
        *Note.objects.values_list("text", flat=True),
        *Item.objects.values_list("text", flat=True),
        *Text.objects.values_list("body", flat=True),
    )
    return sum(map(tells, dict.fromkeys(texts)))


def _entry(event: Event, masked: Masked, renamed: Mapping[str, str], held: list[int]) -> Changes:
    """Give the changes of an entry without a name; note in `held` that it had one."""
    changes = {
        renamed.get(name, name): [_value(name, value, masked) for value in pair]
        for name, pair in event.changes.items()
    }
    held += [event.seq] if changes != event.changes else []
    return changes


def _value(name: str, raw: str, masked: Masked) -> str:
    """Mask what a field says, as the log and the tables have it; where people choose there is nothing."""
    if name == PROPOSED and raw:
        told = {field: _value(field, value, masked) for field, value in json.loads(raw).items()}
        return json.dumps(told, sort_keys=True)
    return masked(raw) if name in FREE and not REFERENCE.fullmatch(raw) else raw


def _rename(masked: Masked) -> dict[str, str]:
    """Give files of publications that are called after a group whose name goes another name."""
    renamed: dict[str, str] = {}
    for file in PublishedFile.objects.defer("data"):
        words = file.name.replace("-", " ")
        if masked(words) != words:
            fresh = f"taken-out-{secrets.token_hex(4)}.{file.name.rpartition('.')[2]}"
            file.name = renamed.setdefault(file.name, fresh)
            file.save(update_fields=["name"])
    return renamed


def _mask(value: Any, masked: Masked) -> Any:
    """Give a value with the names in its texts masked, those in lists and tables too."""
    if isinstance(value, str):
        return value if REFERENCE.fullmatch(value) else masked(value)
    if isinstance(value, list):
        return [_mask(one, masked) for one in value]
    if isinstance(value, dict):
        return {key: _mask(one, masked) for key, one in value.items()}
    return value


def _texts(masked: Masked) -> int:
    """Mask what people wrote; a text that was changed has no salt, so that its reference tells nothing."""
    changed = 0
    for text in Text.objects.all():
        if (body := masked(text.body)) != text.body:
            text.body, text.salt = body, ""
            text.save()
            changed += 1
    return changed


def _rows(rows: Iterable[models.Model], fields: tuple[str, ...], masked: Masked) -> int:
    """Mask some fields of rows."""
    changed = 0
    for row in rows:
        before = {name: getattr(row, name) for name in fields}
        after = {name: _mask(value, masked) for name, value in before.items()}
        if after != before:
            for name, value in after.items():
                setattr(row, name, value)
            if isinstance(row, Item):
                row.words = words_of(row)
            row.save()
            changed += 1
    return changed


def _facts(masked: Masked) -> int:
    """Mask the lines that were decided or proposed, and the settings, as their entries are masked."""
    changed = 0
    for item in Item.objects.all():
        if (facts := {name: _value(name, raw, masked) for name, raw in item.facts.items()}) != item.facts:
            project(item, facts)
            item.save()
            changed += 1
    for fact in Fact.objects.all():
        if (value := _value(fact.key, fact.value, masked)) != fact.value:
            fact.value = value
            fact.save()
            changed += 1
    return changed


def _files(masked: Masked) -> tuple[str, ...]:
    """Empty the files of publications that hold a name; a draft goes as a whole, to be made anew."""
    PublishedFile.objects.filter(publication=0).delete()
    Publication.objects.filter(no=0).delete()
    emptied = []
    for file in PublishedFile.objects.order_by("publication", "name"):
        text = _words_of(bytes(file.data))
        if masked(text) != text:
            file.data = b""
            file.save()
            emptied.append(f"publication {file.publication}, {file.name}")
    return tuple(emptied)


def _words_of(data: bytes) -> str:
    """Give the words of a page, or of a Word file, as a reader sees them."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        text = data.decode("utf-8", "replace")
        return unescape("\n".join(TAG.sub(between, text) for between in ("", " ")))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [
            packed.read(name).decode("utf-8", "replace")
            for name in packed.namelist()
            if name.endswith(".xml")
        ]
    return unescape("\n".join(TAG.sub("", part.replace("</w:p>", "\n")) for part in parts))
