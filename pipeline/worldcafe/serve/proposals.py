"""Members propose and object, the chair confirms: a committee decides in a meeting, many at once.

Who the chair is stands among the people, or where nobody has an account in the settings; as long as there is
none, everybody's answers count at once. Where the settings say so, anybody confirms what nobody
objected to for some days.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace

from worldcafe.serve.log import Actor, Refused, Wish, decide, require_nameless, writing
from worldcafe.serve.models import Event, Fact, Item
from worldcafe.serve.people import CHAIR, everybody
from worldcafe.serve.process import FIELDS, FREE, PROPOSAL, WRITTEN, wrong_with
from worldcafe.serve.texts import facts_of, keep_text, text_of

SILENCE = "days without objection"
NONE = dict.fromkeys(PROPOSAL, "")


def is_chair(name: str) -> bool:
    """Tell whether what a person answers counts at once."""
    if people := everybody():
        return people.get(name) == CHAIR
    chair = Fact.objects.filter(key="chair").values_list("value", flat=True).first() or ""
    return not chair or chair.casefold() == name.casefold()


def may_confirm(name: str, item: Item) -> bool:
    """Tell whether a person may let what is proposed count: the chair, or after some days anybody."""
    days = Fact.objects.filter(key=SILENCE).values_list("value", flat=True).first() or ""
    if is_chair(name) or not days.isdecimal() or item.facts.get("objection"):
        return is_chair(name)
    proposed = Event.objects.filter(item=item.number, verb="propose").order_by("-seq").first()
    until = dt.datetime.now(dt.UTC) - dt.timedelta(days=int(days))
    return proposed is not None and dt.datetime.fromisoformat(proposed.at) <= until


def answer(actor: Actor, wish: Wish) -> Event | None:
    """Store what a form says: the chair's counts at once, anybody else's is a proposal.

    What was proposed of the same fields before the chair opened the form is settled by it, and goes.

    Raises:
        Conflict: somebody else changed the same since the form was shown.
        Refused: a value cannot be.
    """
    if not is_chair(actor.name):
        return propose(actor, wish)
    row = Item.objects.filter(number=wish.item).first()
    is_settled = row is not None and set(read_proposal(row.facts)) & set(wish.values)
    is_newer = Event.objects.filter(item=wish.item, version__gt=wish.base, verb__in=("propose", "object"))
    settled = NONE if is_settled and not is_newer.exists() else {}
    return decide(actor, replace(wish, values={**wish.values, **settled}))


def propose(actor: Actor, wish: Wish) -> Event | None:
    """Store what a form says as a proposal, in place of an earlier one and of what was objected to it.

    Raises:
        Conflict: somebody else proposed since the form was shown.
        Refused: a value cannot be.
    """
    for name, value in wish.values.items():
        if told := wrong_with(name, value):
            raise Refused(told)
    require_nameless(actor, [value for name, value in wish.values.items() if name in FREE])
    with writing():
        before = {} if (row := Item.objects.filter(number=wish.item).first()) is None else facts_of(row)
        changed = {name: value for name, value in wish.values.items() if value != before.get(name, "")}
        if not changed:
            return None
        packed = {
            name: keep_text(value) if name in WRITTEN and value else value for name, value in changed.items()
        }
        values = {"proposal": json.dumps(packed, sort_keys=True), "proposed_by": actor.name, "objection": ""}
        return decide(actor, Wish(wish.item, values, wish.base, wish.request, "propose"))


def read_proposal(facts: Mapping[str, str]) -> dict[str, str]:
    """Give what is proposed, field by field, as people read it; nothing where nothing is."""
    packed = json.loads(facts.get("proposal", "") or "{}")
    return {name: text_of(name, raw) for name, raw in packed.items() if name in FIELDS}


def confirm(actor: Actor, number: int, base: int, key: str) -> Event | None:
    """Let what is proposed be decided.

    Raises:
        Conflict: it was changed since the page was shown.
        Refused: nothing is proposed, or the person is not the chair.
    """
    row = Item.objects.filter(number=number).first()
    if not may_confirm(actor.name, row or Item()):
        raise Refused("The chair confirms; who that is stands in the settings.")
    if known := Event.objects.filter(request=key).first():
        return known
    values = read_proposal(row.facts) if row else {}
    if row is None or not values:
        raise Refused(f"Nothing is proposed on No {number} any more.")
    if row.version != base:
        raise Refused(f"No {number} was changed since you opened the page; look at it again.")
    return decide(actor, Wish(number, {**values, **NONE}, base, key, "confirm"))


def object_to(actor: Actor, number: int, base: int, reason: str, key: str) -> Event | None:
    """Store why somebody objects to what is proposed.

    Raises:
        Conflict: somebody else objected since the page was shown.
        Refused: nothing is proposed, or no reason is given.
    """
    row = Item.objects.filter(number=number).first()
    if row is None or not row.facts.get("proposal"):
        raise Refused(f"Nothing is proposed on No {number} any more.")
    if not reason or len(reason) > 5000:
        raise Refused("Write why you object.")
    return decide(actor, Wish(number, {"objection": f"{actor.name}: {reason}"}, base, key, "object"))
