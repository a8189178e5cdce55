"""The one way in which anything is decided: an entry of the log and what follows from it, in one transaction.

Entries are numbered from a row that is locked until they are stored, so that no entry appears before an
earlier one; each holds the hash of the one before it.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from worldcafe.errors import InputError
from worldcafe.serve.models import COLUMNS, Cafe, Comment, Event, Fact, Item
from worldcafe.serve.names import HELD, is_anybody_named
from worldcafe.serve.process import FIELDS, FREE, PROPOSAL, WRITTEN, state_of, wrong_with
from worldcafe.serve.sealing import seal
from worldcafe.serve.texts import keep_text, text_of

Changes = dict[str, list[str]]
ITSELF = ("comment", "import")  # verbs that change no fact
LASTING = ("import", "publish", "people", "take out", "seal")  # what is not undone, but done anew otherwise
_one_writes = threading.RLock()


@dataclass(frozen=True)
class Actor:
    """Who did it: a person, a rule, or a file that was taken in."""

    name: str
    kind: str = "person"


@dataclass(frozen=True)
class Wish:
    """What somebody wants to be so: fields of an item (0: of the café) with their values.

    `base` is the version of the item that the form showed; `request` the key of the form.
    """

    item: int
    values: Mapping[str, str]
    base: int
    request: str
    verb: str = "decide"
    undoes: int | None = None


@dataclass(frozen=True)
class Clash:
    """A field that two people changed: what it was, what the other made of it, what this one wants."""

    field: str
    before: str
    theirs: str
    yours: str
    who: str
    at: str


class Conflict(Exception):
    """Fields were changed to something else since the form was shown; nothing was stored."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__(", ".join(clash.field for clash in clashes))
        self.clashes = clashes


class Refused(Exception):
    """What was asked for cannot be; the message is a sentence for a person."""


@contextmanager
def writing() -> Iterator[Cafe]:
    """Begin to write: the row of the café is locked until the end, everything is stored then or nothing.

    Threads of one process wait for one another here, each woken when it is its turn: left to SQLite they
    would look again after pauses that grow to a tenth of a second.
    """
    with _one_writes, transaction.atomic():
        yield Cafe.objects.select_for_update().get(pk=1)


def decide(actor: Actor, wish: Wish) -> Event | None:
    """Store what is wished and give its entry; the earlier one where this form was stored before.

    A field that somebody else changed since is a conflict only where it was changed to something else;
    the others of the form are then not stored either.

    Returns:
        None where everything is so already.

    Raises:
        Conflict: see above.
        Refused: there is no such item, or a value cannot be.
    """
    require_nameless(actor, [value for name, value in wish.values.items() if name in FREE])
    with writing() as cafe:
        known = Event.objects.filter(request=wish.request).first()
        if known is not None:
            if known.item != wish.item:
                raise Refused("This form was sent before, for something else; open the page anew.")
            return known
        subject = Subject.of(wish.item)
        _require_allowed(wish)
        _require_no_clash(subject, wish)
        changed = {name: value for name, value in wish.values.items() if value != subject.value(name)}
        if not changed:
            return None
        return _store(cafe, actor, wish, subject, changed)


def _store(cafe: Cafe, actor: Actor, wish: Wish, subject: Subject, changed: Mapping[str, str]) -> Event:
    """Write what changes, and its entry."""
    changes: Changes = {}
    for name, value in changed.items():
        after = keep_text(value) if name in WRITTEN and value else value
        changes[name] = [subject.raw(name), after]
        subject.put(name, after)
    return append(cafe, actor, wish, changes, subject.save())


def append(cafe: Cafe, actor: Actor, wish: Wish, changes: Changes, version: int) -> Event:
    """Write an entry of the log; the row of the café must be locked."""
    event = Event(
        seq=cafe.seq + 1,
        at=now(),
        actor=actor.name,
        actor_kind=actor.kind,
        verb=wish.verb,
        item=wish.item,
        version=version,
        changes=changes,
        request=wish.request,
        undoes=wish.undoes,
        before_hash=cafe.head,
    )
    seal(event)
    event.save(force_insert=True)
    cafe.seq, cafe.head = event.seq, event.hash
    cafe.save()
    return event


def remark(actor: Actor, item: int, text: str, request: str) -> Event:
    """Store a comment on a suggestion.

    Raises:
        Refused: there is no such suggestion, or the text is empty or too long.
    """
    if not text.strip() or len(text) > 5000:
        raise Refused("A comment has between 1 and 5,000 letters.")
    require_nameless(actor, [text])
    with writing() as cafe:
        if known := Event.objects.filter(request=request).first():
            return known
        subject = Subject.of(item)
        ref = keep_text(text.strip())
        wish = Wish(item, {}, subject.version, request, "comment")
        event = append(cafe, actor, wish, {"comment": ["", ref]}, subject.version)
        Comment.objects.create(seq=event.seq, item=item, ref=ref)
        return event


def undo(actor: Actor, seq: int, request: str) -> Event | None:
    """Store the inverse of an entry.

    Raises:
        Conflict: a field was changed again since.
        Refused: there is no such entry, or it cannot be undone.
    """
    with writing() as cafe:
        if known := Event.objects.filter(request=request).first():
            return known
        event = Event.objects.filter(seq=seq).first()
        if event is None or event.verb in LASTING:
            raise Refused("That entry cannot be undone.")
        if Event.objects.filter(undoes=seq).exists():
            raise Refused("That was undone already.")
        if event.verb == "undo" and "comment" in event.changes:
            raise Refused("A remark that was taken back is written anew.")
        if event.verb == "comment":
            return _take_back(cafe, actor, event, request)
        subject = Subject.of(event.item)
        clashes = [
            Clash(name, text_of(name, old), subject.value(name), text_of(name, old), "", "")
            for name, (old, new) in event.changes.items()
            if subject.raw(name) != new
        ]
        if clashes:
            raise Conflict(tuple(clashes))
        inverse = {name: [new, old] for name, (old, new) in event.changes.items()}
        for name, (_, old) in inverse.items():
            subject.put(name, old)
        wish = Wish(event.item, {}, subject.version, request, "undo", undoes=seq)
        return append(cafe, actor, wish, inverse, subject.save())


def _take_back(cafe: Cafe, actor: Actor, event: Event, request: str) -> Event:
    """Hide a comment; its author alone may."""
    if event.actor != actor.name:
        raise Refused("A comment is taken back by the one who wrote it.")
    Comment.objects.filter(seq=event.seq).update(hidden=True)
    ref = event.changes["comment"][1]
    wish = Wish(event.item, {}, event.version, request, "undo", undoes=event.seq)
    return append(cafe, actor, wish, {"comment": [ref, ""]}, event.version)


def require_nameless(actor: Actor, texts: Iterable[str]) -> None:
    """Hold back words that name somebody who was taken out of the notes; who wrote them may be named.

    Raises:
        Refused: somebody is named, or the private list beside the run cannot be read.
    """
    try:
        named = is_anybody_named(text.removeprefix(f"{actor.name}: ") for text in texts)
    except InputError as error:
        raise Refused(str(error)) from error
    if named:
        raise Refused(HELD)


def _require_allowed(wish: Wish) -> None:
    """Refuse values that no form offers."""
    for name, value in wish.values.items():
        if wish.item and name not in ("standing", *PROPOSAL) and (told := wrong_with(name, value)):
            raise Refused(told)
        if not wish.item and (len(name) > 80 or len(value) > 5000):
            raise Refused("A setting has at most 5,000 letters.")


def _require_no_clash(subject: Subject, wish: Wish) -> None:
    """Hold a form against what others stored since it was shown, field by field."""
    if wish.base >= subject.version:
        return
    since = (
        Event.objects.filter(item=wish.item, version__gt=wish.base).exclude(verb__in=ITSELF).order_by("seq")
    )
    first: dict[str, str] = {}
    last: dict[str, Event] = {}
    for event in since:
        for name, (old, _) in event.changes.items():
            first.setdefault(name, old)
            last[name] = event
    clashes = tuple(
        Clash(
            name,
            text_of(name, first[name]),
            subject.value(name),
            value,
            last[name].actor,
            last[name].at,
        )
        for name, value in wish.values.items()
        if name in last and value not in (subject.value(name), text_of(name, first[name]))
    )
    if clashes:
        raise Conflict(clashes)


class Subject:
    """An item, or the settings of the café: its fields read and written the same way."""

    def __init__(self, number: int, row: Item | None) -> None:
        self.number, self._row = number, row
        self._facts: dict[str, str] = (
            dict(row.facts) if row else dict(Fact.objects.values_list("key", "value"))
        )
        self._touched: set[str] = set()

    @classmethod
    def of(cls, number: int) -> Subject:
        """Give an item by its number, the café for 0.

        Raises:
            Refused: there is no such item.
        """
        row = Item.objects.filter(number=number).first() if number else None
        if number and row is None:
            raise Refused(f"There is no No {number}.")
        return cls(number, row)

    @property
    def version(self) -> int:
        """How often it was changed."""
        return self._row.version if self._row else int(self._facts.get("version", "0"))

    def raw(self, name: str) -> str:
        """Give a field as the log has it: of a text the reference."""
        if name == "standing" and self._row:
            return str(self._row.standing)
        return self._facts.get(name, "")

    def value(self, name: str) -> str:
        """Give a field as people read it."""
        return text_of(name, self.raw(name))

    def put(self, name: str, raw: str) -> None:
        """Change a field."""
        if name == "standing" and self._row:
            self._row.standing = raw
            return
        self._touched.add(name)
        self._facts[name] = raw

    def save(self) -> int:
        """Write it; give its version."""
        version = self.version + 1
        if self._row is None:
            self._facts["version"] = str(version)
            for name in (*self._touched, "version"):
                Fact.objects.update_or_create(key=name, defaults={"value": self._facts[name]})
            return version
        project(self._row, self._facts)
        self._row.version = version
        self._row.save()
        return version


def project(row: Item, facts: Mapping[str, str]) -> None:
    """Let the columns of an item say what its facts say."""
    row.facts = {name: value for name, value in facts.items() if value}
    for name in COLUMNS:
        setattr(row, name, row.facts.get(name, ""))
    row.state = state_of(row.facts)


def now() -> str:
    """Give the time: UTC, to the second."""
    return stamp_of(dt.datetime.now(dt.UTC))


def stamp_of(time: dt.datetime) -> str:
    """Give a time as the log writes it."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


LABELS = {name: field.label for name, field in FIELDS.items()}
LABELS |= {"proposed_by": "proposed by", "objection": "Objection"}
LABELS |= {"waived": "Identities waived for run", "waived_why": "Why"}
