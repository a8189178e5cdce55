"""Small questions that many people answer: dealt out without overlap, settled when enough of them agree.

An answer is a setting of the log, `ask/QUEUE/KEY/WHO`: what was said, and the correction that follows. Where
two answers are wanted and differ, the chair's counts.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from worldcafe.serve.log import Actor, Refused, Subject, Wish, decide, writing
from worldcafe.serve.models import Asked, Event, Fact
from worldcafe.serve.proposals import is_chair
from worldcafe.serve.rulings import claim_key

FACT = "ask/"  # begins the name of a setting that holds an answer
THEMES, PAIRS = QUEUES = "note", "same"  # which theme is a note of, do two suggestions say the same
UNKNOWN = "unknown"  # said by who does not know; others are asked
CHAIR = "chair"
KEPT_FOR = timedelta(minutes=10)  # a question that somebody looks at is not shown to others


@dataclass(frozen=True)
class Opinion:
    """What somebody answered.

    Attributes:
        key: of the question.
        by: who answered.
        choice: the answer, in a word that is the same for all who mean the same.
        follows: the correction that follows, packed; "" for none.
        wanted: how many opinions were wanted when it was asked.
        seq: the entry of the log.
        is_final: the chair settled what others saw differently.
    """

    key: str
    by: str
    choice: str
    follows: str
    wanted: int
    seq: int
    is_final: bool


def wanted() -> int:
    """Give how many people are to answer a question, as the settings have it: one or two."""
    return 2 if Fact.objects.filter(key="opinions", value="2").exists() else 1


def opinions(queue: str) -> dict[str, list[Opinion]]:
    """Give the answers of a queue that hold, by question, in their order."""
    found = defaultdict(list)
    for row in Fact.objects.filter(key__startswith=f"{FACT}{queue}/").exclude(value=""):
        key, _, who = row.key.removeprefix(f"{FACT}{queue}/").partition("/")
        told = json.loads(row.value)
        found[key].append(
            Opinion(key, told["by"], told["is"], told["follows"], told["wanted"], told["seq"], who == CHAIR)
        )
    return {key: sorted(said, key=lambda one: one.seq) for key, said in found.items()}


def settled(said: Sequence[Opinion]) -> Opinion | None:
    """Give the answer that counts, None as long as none does: the chair's, or that of enough who agree."""
    final = next((one for one in said if one.is_final), None)
    known = [one for one in said if one.choice != UNKNOWN]
    agree = known and len({one.choice for one in known}) == 1
    enough = known and len(known) >= min(one.wanted for one in known)
    return final or (known[-1] if agree and enough else None)


def all_settled(queue: str) -> list[Opinion]:
    """Give the answers of a queue that count, in the order in which they were given."""
    found = filter(None, (settled(said) for said in opinions(queue).values()))
    return sorted(found, key=lambda one: one.seq)


def disputed(queue: str) -> dict[str, list[Opinion]]:
    """Give the questions of a queue that people answered differently and the chair has not settled."""
    return {
        key: said
        for key, said in opinions(queue).items()
        if settled(said) is None and len({one.choice for one in said} - {UNKNOWN}) > 1
    }


def open_keys(queue: str, keys: Iterable[str]) -> list[str]:
    """Give those of some questions, in their order, that nobody's answer settled and nobody disputes."""
    said = opinions(queue)
    closed = {key for key, some in said.items() if settled(some)} | set(disputed(queue))
    return [key for key in dict.fromkeys(keys) if key not in closed]


def looked_at(queue: str, person: str) -> set[str]:
    """Give the questions of a queue that others look at just now."""
    begun = time.time() - KEPT_FOR.total_seconds()
    rows = Asked.objects.filter(question__startswith=f"{queue}/", at__gte=begun).exclude(person=person)
    return {row.question.removeprefix(f"{queue}/") for row in rows}


def deal(queue: str, keys: Iterable[str], person: str) -> str:
    """Give the first question that is left for a person, and keep it for them for a while; "" for none.

    Left is what this person did not answer, and fewer others than are wanted answered or look at.
    """
    said, most = opinions(queue), wanted()
    with writing():
        Asked.objects.filter(at__lt=time.time() - KEPT_FOR.total_seconds()).delete()
        looking = defaultdict(set)
        for row in Asked.objects.filter(question__startswith=f"{queue}/").exclude(person=person):
            looking[row.question.removeprefix(f"{queue}/")].add(row.person)
        for key in open_keys(queue, keys):
            by = {one.by for one in said.get(key, ())}
            known = {one.by for one in said.get(key, ()) if one.choice != UNKNOWN}
            if person not in by and len(known | looking[key]) < most:
                now = {"at": time.time()}
                Asked.objects.update_or_create(question=f"{queue}/{key}", person=person, defaults=now)
                return key
    return ""


def answer(actor: Actor, question: str, choice: str, follows: str, request: str) -> Event | None:
    """Store what somebody answers to a question (QUEUE/KEY), or changes in an answer of theirs.

    Raises:
        Refused: others settled the question meanwhile.
    """
    with writing() as cafe:
        if known := Event.objects.filter(request=request).first():
            return known
        queue, _, key = question.partition("/")
        if (counts := settled(opinions(queue).get(key, []))) and counts.by != actor.name:
            raise Refused(f"{counts.by} answered this meanwhile.")
        told = {"by": actor.name, "is": choice, "follows": follows, "wanted": wanted(), "seq": cafe.seq + 1}
        Asked.objects.filter(question=question, person=actor.name).delete()
        return _store(actor, f"{question}/{claim_key(actor.name)[:8]}", told, request)


def settle_dispute(actor: Actor, queue: str, key: str, seq: int, request: str) -> Event | None:
    """Let one of the answers that differ count.

    Raises:
        Refused: this is not the chair, or there is no such answer any more.
    """
    if not is_chair(actor.name):
        raise Refused("The chair settles what others see differently.")
    with writing() as cafe:
        if known := Event.objects.filter(request=request).first():
            return known
        chosen = next((one for one in disputed(queue).get(key, ()) if one.seq == seq), None)
        if chosen is None:
            raise Refused("That is settled already.")
        told = {
            "by": actor.name,
            "is": chosen.choice,
            "follows": chosen.follows,
            "wanted": 1,
            "seq": cafe.seq + 1,
        }
        return _store(actor, f"{queue}/{key}/{CHAIR}", told, request)


def _store(actor: Actor, name: str, told: dict[str, str | int], request: str) -> Event | None:
    packed = json.dumps(told, sort_keys=True)
    return decide(actor, Wish(0, {f"{FACT}{name}": packed}, Subject.of(0).version, request, "answer"))


def last_answers(queue: str, most: int = 10) -> list[tuple[Event, Opinion]]:
    """Give the newest answers of a queue that hold, the newest first."""
    given = sorted((one for said in opinions(queue).values() for one in said), key=lambda one: -one.seq)[
        :most
    ]
    events = Event.objects.in_bulk([one.seq for one in given])
    return [(events[one.seq], one) for one in given if one.seq in events]


def tell_answer(packed: str) -> str:
    """Give an answer in words."""
    if not packed:
        return ""
    told = json.loads(packed)
    said = {UNKNOWN: "does not know", "same": "the same", "different": "not the same"}
    return said.get(told["is"], "it moves" if told["follows"] else "it stays")
