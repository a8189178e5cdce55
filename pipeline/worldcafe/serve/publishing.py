"""Telling those who said it: a draft is looked at, then published as it is; what was told stays.

*Decided* and *published* are two facts: a decision that changes after it was told is "changed since".
"""

from __future__ import annotations

import base64
import hashlib

from worldcafe.errors import InputError
from worldcafe.serve.files_out import make_toml
from worldcafe.serve.identities import is_waived, why_locked
from worldcafe.serve.imports import ask_process
from worldcafe.serve.log import Actor, Changes, Refused, Wish, append, now, writing
from worldcafe.serve.models import Cafe, Event, Publication, PublishedFile, Run
from worldcafe.serve.proposals import is_chair

DRAFT = 0
QUIET = ("comment", "import", "publish", "rule", "propose", "object")  # they change nothing that is told


def make_draft(actor: Actor) -> None:
    """Make the files of the next publication out of what is decided now.

    Raises:
        InputError: no run was taken in, or its folder is not there any more.
    """
    run = Run.objects.order_by("-no").first()
    if run is None:
        raise InputError("Nothing can be told yet: no notes were taken in.")
    cafe = Cafe.objects.get(pk=1)
    colophon = f"Publication {_next()}. Entry {cafe.seq} of the log, {cafe.head}"
    files = _letters(run.folder, make_toml(), colophon)
    with writing():
        _forget_draft()
        Publication.objects.create(no=DRAFT, at=now(), by=actor.name, seq=cafe.seq, head=cafe.head)
        PublishedFile.objects.bulk_create(
            PublishedFile(publication=DRAFT, name=name, data=data, sha256=hashlib.sha256(data).hexdigest())
            for name, data in files.items()
        )


def _next() -> int:
    """Give the number of the next publication."""
    newest = Publication.objects.order_by("-no").first()
    return newest.no + 1 if newest else 1


def _forget_draft() -> None:
    Publication.objects.filter(no=DRAFT).delete()
    PublishedFile.objects.filter(publication=DRAFT).delete()


def _letters(folder: str, register: str, colophon: str) -> dict[str, bytes]:
    """Have the letters made by another process."""
    asked = {"folder": folder, "register": register, "colophon": colophon}
    made = ask_process("letters", asked, "No letter was made.")
    return {name: base64.b64decode(data) for name, data in made.items()}


def publish(actor: Actor, seen: int, request: str) -> Event:
    """Make the draft a publication, with the digests of its files in the log.

    Args:
        actor: the chair.
        seen: the entry of the log that the draft shows, as the page said.
        request: the key of the form.

    Raises:
        Refused: the person is not the chair, there is no such draft, something was decided since, or not all
            identities were looked through.
    """
    if not is_chair(actor.name):
        raise Refused("The chair publishes.")
    with writing() as cafe:
        if known := Event.objects.filter(request=request).first():
            return known
        draft = Publication.objects.filter(no=DRAFT, seq=seen).first()
        if draft is None:
            raise Refused("There is no such draft any more; make a new one.")
        if changed_since(draft.seq):
            raise Refused("Something was decided since the draft was made; make a new one and look at it.")
        if locked := why_locked():
            raise Refused(locked)
        no = _next()
        files = PublishedFile.objects.filter(publication=DRAFT)
        changes: Changes = {
            "publication": ["", str(no)],
            "identities": ["", "waived" if is_waived() else "answered"],
        }
        changes |= {file.name: ["", file.sha256] for file in files}
        event = append(cafe, actor, Wish(0, {}, 0, request, "publish"), changes, 0)
        files.update(publication=no)
        draft.delete()
        Publication.objects.create(no=no, at=event.at, by=actor.name, seq=seen, head=draft.head)
        return event


def changed_since(seq: int) -> set[int]:
    """Give the numbers of the suggestions on which something was decided after an entry of the log."""
    events = Event.objects.filter(seq__gt=seq, item__gt=0).exclude(verb__in=QUIET)
    return set(events.values_list("item", flat=True))


def told_in(number: int, state: str) -> str:
    """Say of a suggestion in which publication it stands as it is now, or since which it changed."""
    newest = Publication.objects.exclude(no=DRAFT).order_by("-no").first()
    if newest is None or state == "new":
        return ""
    if number in changed_since(newest.seq):
        return f"changed since publication {newest.no}"
    return f"told in publication {newest.no}"
