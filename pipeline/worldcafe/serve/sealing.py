"""How the log stays whole when a name is taken out of its entries.

The hash of an entry covers not its changes but a digest of them and a salt. Where a name goes, the changes
are written without it under a new salt, the salt of before is forgotten, and a later entry ("seal") holds the
digest that the changes have since: every hash stays as it was, and nobody can try names against one. Entries
of versions before have no digest; from the first of them that held the name the log is sealed anew, which
that later entry says as well.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection

from worldcafe.serve.models import Cafe, Event
from worldcafe.serve.texts import ref_of

SEAL = "seal"  # the verb of an entry that holds digests
ENTRY, ANEW = "entry ", "sealed anew from"
Changed = dict[str, list[str]]


def pack(told: Any) -> str:
    """Give a value in the one way in which it is hashed."""
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(event: Event) -> str:
    """Give the hash of an entry and of all before it."""
    row: list[Any] = [event.seq, event.at, event.actor, event.actor_kind, event.verb, event.item]
    row += [event.version, event.digest or event.changes, event.request, event.undoes]
    return hashlib.sha256(f"{event.before_hash}\n{pack(row)}".encode()).hexdigest()


def seal(event: Event) -> None:
    """Give an entry its salt, the digest of its changes and its hash."""
    event.salt = secrets.token_hex(16)
    event.digest = ref_of(event.salt, pack(event.changes))
    event.hash = hash_of(event)


def digests_since() -> dict[int, str]:
    """Give the digests that changes have since a name was taken out of them, by entry."""
    found = {}
    for event in Event.objects.filter(verb=SEAL).order_by("seq"):
        for name, (_, digest) in event.changes.items():
            if name.startswith(ENTRY):
                found[int(name.removeprefix(ENTRY))] = digest
    return found


def is_as_sealed(event: Event, since: Mapping[int, str]) -> bool:
    """Tell whether the changes of an entry are those that were sealed."""
    if not event.digest:
        return True  # its hash covers them
    digest: str = since.get(event.seq, event.digest)
    return ref_of(event.salt, pack(event.changes)) == digest


def rewrite(cafe: Cafe, anew: Callable[[Event], Changed]) -> Changed:
    """Let entries have other changes; give what the entry that seals it must say, {} where none has.

    Args:
        cafe: its row, which is locked; its head follows.
        anew: gives the changes that an entry is to have, those that it has where it stays.
    """
    told: Changed = {}
    before, since = "", 0
    with _open():
        for event in Event.objects.order_by("seq"):
            changes = anew(event)
            if (is_other := changes != event.changes) and not event.digest:
                since = since or event.seq
            if is_other:
                event.changes, event.salt = changes, secrets.token_hex(16)
                if event.digest:
                    told[f"{ENTRY}{event.seq}"] = ["", ref_of(event.salt, pack(changes))]
            if since:
                event.before_hash = before
                if event.digest:
                    event.hash = hash_of(event)
                else:
                    seal(event)
            if is_other or since:
                event.save(force_update=True)
            before = event.hash
        cafe.head = before
    return told | ({ANEW: ["", str(since)]} if since else {})


@contextmanager
def _open() -> Iterator[None]:
    """Let entries be changed until the end; everybody else still waits for the row of the café."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'serve_event'"
            )
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            yield
            for _, said in triggers:
                cursor.execute(said)
        else:
            cursor.execute("ALTER TABLE serve_event DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE serve_event ENABLE TRIGGER USER")
