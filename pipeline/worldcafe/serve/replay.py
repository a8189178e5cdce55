"""The log read again from its beginning: what follows from it must be what the tables say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from worldcafe.serve.models import Cafe, Comment, Event, Fact, Item, Text
from worldcafe.serve.process import state_of
from worldcafe.serve.sealing import SEAL, digests_since, hash_of, is_as_sealed
from worldcafe.serve.texts import ref_of


@dataclass
class _World:
    """What the entries so far make of every item."""

    facts: defaultdict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    standing: dict[int, str] = field(default_factory=dict)
    version: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    comments: dict[int, tuple[int, str, bool]] = field(default_factory=dict)


def find_differences() -> list[str]:
    """Replay the log; give a sentence for everything that is not as it says, none where all is well."""
    told: list[str] = []
    world, head, seq, since = _World(), "", 0, digests_since()
    for event in Event.objects.order_by("seq").iterator():
        seq += 1
        if event.seq != seq:
            told.append(f"Entry {seq} is missing.")
            seq = event.seq
        if event.before_hash != head or event.hash != hash_of(event) or not is_as_sealed(event, since):
            told.append(f"Entry {event.seq} was changed after it was written.")
        head = event.hash
        if event.verb not in ("publish", SEAL):  # they tell of what is, and change no fact
            _apply(world, event)
    cafe = Cafe.objects.get(pk=1)
    if (cafe.seq, cafe.head) != (seq, head):
        told.append(f"The café counts {cafe.seq} entries, the log has {seq}.")
    return [*told, *_items(world), *_settings(world), *_comments(world), *_texts()]


def _apply(world: _World, event: Event) -> None:
    """Let an entry change what it says."""
    if event.verb == "import":
        for name, (_, after) in event.changes.items():
            if name.startswith("no "):
                world.standing[int(name[3:])] = after
        return
    if event.verb == "comment":
        world.comments[event.seq] = (event.item, event.changes["comment"][1], False)
        return
    if event.undoes is not None and event.undoes in world.comments:
        item, ref, _ = world.comments[event.undoes]
        world.comments[event.undoes] = (item, ref, True)
        return
    for name, (_, after) in event.changes.items():
        if name == "standing":
            world.standing[event.item] = after
        else:
            world.facts[event.item][name] = after
    world.version[event.item] += 1


def _items(world: _World) -> list[str]:
    """Hold the register against the log."""
    told = []
    rows = {row.number: row for row in Item.objects.all()}
    if rows.keys() != world.standing.keys():
        told.append("The register has other numbers than the log.")
    for number, row in rows.items():
        facts = {name: value for name, value in world.facts[number].items() if value}
        same = (
            row.facts == facts
            and row.version == world.version[number]
            and row.standing == world.standing.get(number)
            and row.state == state_of(facts)
            and all(getattr(row, name) == facts.get(name, "") for name in ("remit", "scope", "body", "due"))
        )
        if not same:
            told.append(f"No {number} is not as the log has it.")
    return told


def _settings(world: _World) -> list[str]:
    """Hold the settings against the log."""
    stored = {key: value for key, value in Fact.objects.values_list("key", "value") if key != "version"}
    wanted = world.facts[0]
    return [] if stored == wanted else ["The settings are not as the log has them."]


def _comments(world: _World) -> list[str]:
    """Hold the comments against the log."""
    stored = {row.seq: (row.item, row.ref, row.hidden) for row in Comment.objects.all()}
    return [] if stored == world.comments else ["The comments are not as the log has them."]


def _texts() -> list[str]:
    """Hold every text against its reference; those that were taken out have no salt any more."""
    return [
        f"The text {text.ref[:8]} was changed."
        for text in Text.objects.exclude(salt="").iterator()
        if ref_of(text.salt, text.body) != text.ref
    ]
