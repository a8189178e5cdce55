"""A name that was found late is taken out of everything that the app stores.

The log holds references of what people wrote, so that it stays whole; what it says in plain words (groups,
settings) it says for ever, and the entries are told.
"""

from __future__ import annotations

import io
import json
import re
import secrets
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import models

from worldcafe.serve.imports import words_of
from worldcafe.serve.log import Actor, Changes, Subject, Wish, append, writing
from worldcafe.serve.models import (
    Cafe,
    Claim,
    Event,
    Fact,
    Item,
    Job,
    Note,
    Pair,
    Publication,
    PublishedFile,
    Quote,
    Run,
    Text,
    Theme,
)
from worldcafe.serve.process import FIELDS

Masked = Callable[[str], str]
TAG = re.compile(r"<[^>]*>")
REFERENCE = re.compile(r"[0-9a-f]{16,64}")
LINES = tuple(name for name, field in FIELDS.items() if field.kind == "line")
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
    """What came of it: how many rows held a name, which files are empty now, which entries say it still."""

    rows: int
    files: tuple[str, ...]
    entries: tuple[int, ...]


def take_out(named: Iterable[tuple[str, str]], actor: Actor) -> TakenOut:
    """Mask what names somebody in all that is stored; an entry of the log tells of it, without a name.

    Args:
        named: the words with their types; of a person's name a part tells too, of a statement only the whole.
        actor: who asked for it.
    """
    from worldcafe.tasks.identities import mask_names  # noqa: PLC0415 - slow to import

    masked = mask_names(named)
    with writing() as cafe:
        rows = _texts(masked) + sum(_rows(model, fields, masked) for model, fields in PARTS)
        cafe.refresh_from_db()
        rows += sum(_facts(cafe, actor, number, masked) for number in (0, *_numbers()))
        files = _files(masked)
        entries = tuple(
            event.seq
            for event in Event.objects.order_by("seq")
            if any(masked(text) != text for text in _said(event))
        )
    return TakenOut(rows, files, entries)


def _numbers() -> list[int]:
    return list(Item.objects.order_by("number").values_list("number", flat=True))


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


def _rows(model: type[models.Model], fields: tuple[str, ...], masked: Masked) -> int:
    """Mask some fields of all rows of a table."""
    changed = 0
    for row in model._default_manager.all():
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


def _facts(cafe: Cafe, actor: Actor, number: int, masked: Masked) -> int:
    """Mask the lines of a suggestion, or (0) the settings; the entry tells what they are, not what was."""
    subject = Subject.of(number)
    settings = Fact.objects.exclude(key__contains="/").values_list("key", flat=True)
    changes: Changes = {}
    for name in (*LINES, PROPOSED) if number else tuple(settings):
        raw = subject.raw(name)
        if (after := _packed(raw, masked) if name == PROPOSED else _mask(raw, masked)) != raw:
            changes[name] = ["", after]
            subject.put(name, after)
    if changes or not number:
        append(cafe, actor, Wish(number, {}, 0, secrets.token_hex(16), "take out"), changes, subject.save())
    return int(bool(changes))


def _packed(raw: str, masked: Masked) -> str:
    """Mask the lines of a proposal."""
    return json.dumps(_mask(json.loads(raw), masked), sort_keys=True) if raw else raw


def _said(event: Event) -> list[str]:
    """Give the words that an entry says for ever; what is packed in it as well."""
    values = [value for pair in event.changes.values() for value in pair]
    return [
        word for value in values for word in re.split(r"[^\w \'.@-]+", value) if not REFERENCE.fullmatch(word)
    ]


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
