"""Is the state what the log says, after many random actions of several people?

    PYTHONPATH=pipeline:tests python tests/benchmarks/serve_replay.py [--postgresql] [--actions 10000] [--seed 1]

People decide, on pages that may be old, undo anything, remark, propose, object, confirm, settle what a new run
left open, rule on claims, change settings, and runs are taken in whose suggestions are the same, merged, split,
asked about or gone. Beside it a register is kept by hand. Every thousandth action, and at the end, it is held
against the tables, and the log is replayed. Prints how often each action was stored, met a conflict or was
refused, and the differences, of which there must be none.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from serve_app import claim, fill, fresh_database, postgresql, suggestion, told, use_database

PEOPLE = ("Ana", "Ben", "Cy")
VALUES = {
    "remit": ("", "yes", "no", "unclear"),
    "scope": ("", "council", "committee", "nobody"),
    "body": ("", "Parks", "Trees"),
    "informed": ("", "2026-05-01"),
    "due": ("", "2026-05-03", "2026-06-01"),
    "answer": ("", "yes", "no", "already there"),
    "remit_why": ("", "It is ours.", "„nicht wir“ \u2028 x", "two\nlines"),
    "public_text": ("", "It comes."),
}
RUNS = 12  # the suggestions of a run


class World:
    """The app under random hands, and the register that is kept by hand beside it."""

    def __init__(self, seed):
        self.draw, self.turn, self.facts, self.stored, self.runs = random.Random(seed), 0, {}, [], 0
        self.counts = Counter()
        self.take_in()

    def key(self):
        self.turn += 1
        return f"r{self.turn}"

    def actor(self):
        from worldcafe.serve.log import Actor

        return Actor(self.draw.choice(PEOPLE))

    def item(self):
        from worldcafe.serve.models import Item

        return Item.objects.get(number=self.draw.choice(sorted(self.facts)))

    def base(self, item):
        return max(0, item.version - self.draw.choice((0, 0, 0, 1, 2)))

    def values(self):
        names = self.draw.sample(sorted(VALUES), self.draw.randint(1, 3))
        return {name: self.draw.choice(VALUES[name]) for name in names}

    def decide(self):
        from worldcafe.serve.log import Wish, decide

        item, values = self.item(), self.values()
        before = dict(self.facts[item.number])
        if event := decide(self.actor(), Wish(item.number, values, self.base(item), self.key())):
            self.stored.append((event.seq, item.number, before))
            self.put(item.number, values)

    def put(self, number, values):
        self.facts[number] = {
            name: value for name, value in {**self.facts[number], **values}.items() if value
        }

    def undo(self):
        """Undo an entry whose fields nobody changed since: then they are as before it."""
        from worldcafe.serve.log import undo
        from worldcafe.serve.models import Event
        from worldcafe.serve.texts import text_of

        event = Event.objects.exclude(verb="import").order_by("?").first()
        if event is None:
            return
        inverse = undo(self.actor(), event.seq, self.key())
        if event.verb not in ("comment", "undo") and event.item and "standing" not in event.changes:
            self.put(event.item, {name: text_of(name, old) for name, (old, _) in event.changes.items()})
        elif event.verb == "undo" and event.item and "comment" not in event.changes:
            fields = {name: pair for name, pair in inverse.changes.items() if name != "standing"}
            self.put(event.item, {name: text_of(name, new) for name, (_, new) in fields.items()})

    def remark(self):
        from worldcafe.serve.log import remark

        remark(self.actor(), self.item().number, self.draw.choice(("", "a remark")), self.key())

    def propose(self):
        from worldcafe.serve.proposals import propose

        self.follow(lambda item: self.through(propose, item))

    def through(self, store, item):
        from worldcafe.serve.log import Wish

        store(self.actor(), Wish(item.number, self.values(), self.base(item), self.key()))

    def follow(self, act):
        """Do something whose outcome is read back, as far as fields go, from the app itself."""
        from worldcafe.serve.models import Item
        from worldcafe.serve.texts import facts_of

        item = self.item()
        act(item)
        self.facts[item.number] = facts_of(Item.objects.get(number=item.number))

    def object(self):
        from worldcafe.serve.proposals import object_to

        self.follow(
            lambda item: object_to(self.actor(), item.number, self.base(item), "No, because", self.key())
        )

    def confirm(self):
        from worldcafe.serve.proposals import confirm

        self.follow(lambda item: confirm(self.actor(), item.number, self.base(item), self.key()))

    def settle(self):
        from worldcafe.serve.log import Wish, decide

        item = self.item()
        standing = self.draw.choice(("same", "gone"))
        decide(self.actor(), Wish(item.number, {"standing": standing}, self.base(item), self.key(), "settle"))

    def rule(self):
        from worldcafe.serve.log import Wish, decide
        from worldcafe.serve.models import Fact
        from worldcafe.serve.rulings import FACT, claim_key, pack_ruling

        one = claim(n=3)
        packed = pack_ruling(
            one, [claim_key(note["text"]) for note in one["notes"] if self.draw.random() < 0.5], ""
        )
        version = Fact.objects.filter(key="version").values_list("value", flat=True).first() or "0"
        key = f"{FACT}{claim_key(one['text'])}"
        decide(self.actor(), Wish(0, {key: packed}, int(version), self.key(), "rule"))

    def settings(self):
        from worldcafe.serve.log import Wish, decide

        decide(self.actor(), Wish(0, {"remit criteria": self.draw.choice(("", "Trees"))}, 0, self.key()))

    def take_in(self):
        from worldcafe.serve.imports import known_items
        from worldcafe.serve.models import Item

        known = [item.number for item in known_items()]
        places = list(range(RUNS))
        self.draw.shuffle(places)
        outcomes = self.draw.choices(
            ("same", "split", "merged", "asked", "gone"), (12, 2, 1, 2, 1), k=len(known)
        )
        matches, taken = [], set()
        for wanted, place in zip(outcomes, (places * 9)[: len(known)], strict=True):
            outcome = possible(wanted, place in taken)
            if outcome in ("same", "split"):
                taken.add(place)
            holds = outcome in ("same", "split", "merged")
            matches.append(
                {"outcome": outcome, "now": place if holds else -1, "offers": [place], "score": 0.9}
            )
        rows = [suggestion(f"thing {place}", [f"thing {place} of run {self.runs}"]) for place in range(RUNS)]
        self.runs += 1
        fill(told(rows, matches, f"digest {self.runs}"), known)
        for number in Item.objects.values_list("number", flat=True):
            self.facts.setdefault(number, {})

    def differences(self):
        from worldcafe.serve.models import Item
        from worldcafe.serve.replay import find_differences
        from worldcafe.serve.texts import facts_of

        by_hand = [
            f"No {item.number} is not as by hand: {facts_of(item)}, {self.facts[item.number]}"
            for item in Item.objects.all()
            if facts_of(item) != self.facts[item.number]
        ]
        return [*find_differences(), *by_hand]


def possible(outcome, is_taken):
    """One suggestion of today is the same as one of before; others are merged into it."""
    if outcome in ("same", "split") and is_taken:
        return "asked"
    return "gone" if outcome == "merged" and not is_taken else outcome


OFTEN = {
    "decide": 40, "undo": 15, "remark": 8, "propose": 12, "object": 5, "confirm": 8, "settle": 4, "rule": 4,
    "settings": 3, "take_in": 1,
}  # fmt: skip


def act(world, action):
    """Do one thing; count what came of it."""
    from worldcafe.serve.log import Conflict, Refused

    try:
        getattr(world, action)()
        world.counts[action, "stored"] += 1
    except Conflict:
        world.counts[action, "conflict"] += 1
    except Refused:
        world.counts[action, "refused"] += 1


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        postgresql() if asked.postgresql else nullcontext("") as address,
    ):
        fresh_database(Path(folder))
        if address:
            use_database(address)
        began, world = time.monotonic(), World(asked.seed)
        names, weights = list(OFTEN), list(OFTEN.values())
        differences = []
        for number in range(1, asked.actions + 1):
            act(world, world.draw.choices(names, weights)[0])
            if number % 1000 == 0 or number == asked.actions:
                differences += world.differences()
        from django.db import connections

        connections.close_all()
    for action in OFTEN:
        told_of = ", ".join(
            f"{n} {what}" for (name, what), n in sorted(world.counts.items()) if name == action
        )
        print(f"{action:10}{told_of}")
    print(
        f"{asked.actions} actions in {time.monotonic() - began:.0f} s; differences: {differences or 'none'}"
    )


if __name__ == "__main__":
    main()
