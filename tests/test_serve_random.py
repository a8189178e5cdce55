"""After any actions of a committee the state of a database is what its log says."""

from __future__ import annotations

import secrets

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from serve_app import SUGGESTIONS, fill, told
from test_serve_databases import _cluster, _database, differences  # noqa: F401 - fixtures

VALUES = {
    "remit": st.sampled_from(["", "yes", "no", "unclear"]),
    "scope": st.sampled_from(["", "council", "nobody"]),
    "body": st.sampled_from(["", "Parks", "Trees"]),
    "due": st.sampled_from(["", "2026-05-03"]),
    "answer": st.sampled_from(["", "yes", "no"]),
    "remit_why": st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=20),
}


NUMBERS = st.integers(1, 4)


class Committee(RuleBasedStateMachine):
    """People who do anything in any order, held against a register kept by hand."""

    def __init__(self):
        super().__init__()
        from worldcafe.serve.models import Item

        self.facts = {item.number: self.read(item) for item in Item.objects.all()}
        self.undoable = []

    @staticmethod
    def read(item):
        from worldcafe.serve.texts import facts_of

        return facts_of(item)

    @rule(number=NUMBERS, values=st.fixed_dictionaries({}, optional=VALUES), old=st.booleans())
    def decide(self, number, values, old):
        from worldcafe.serve.log import Actor, Conflict, Wish, decide
        from worldcafe.serve.models import Item

        version = Item.objects.get(number=number).version
        wish = Wish(number, values, max(0, version - 1) if old else version, secrets.token_hex(8))
        try:
            event = decide(Actor("Ana"), wish)
        except Conflict:
            assert old
            return
        if event:
            self.undoable.append((event.seq, number, dict(self.facts[number])))
        merged = {**self.facts[number], **values}
        self.facts[number] = {name: value for name, value in merged.items() if value}

    @precondition(lambda self: self.undoable)
    @rule()
    def undo_the_last(self):
        from worldcafe.serve.log import Actor, undo

        seq, number, before = self.undoable.pop()
        undo(Actor("Ben"), seq, secrets.token_hex(8))
        self.facts[number] = before

    @rule(number=NUMBERS)
    def remark(self, number):
        from worldcafe.serve.log import Actor, remark

        remark(Actor("Ana"), number, "a remark", secrets.token_hex(8))

    @rule(order=st.permutations(range(4)))
    def new_run(self, order):
        matches = [
            {"outcome": "same", "now": order.index(place), "offers": [], "score": 1.0} for place in range(4)
        ]
        fill(told([SUGGESTIONS[place] for place in order], matches, secrets.token_hex(8)), [1, 2, 3, 4])

    @invariant()
    def the_register_is_as_by_hand_and_as_the_log_says(self):
        from worldcafe.serve.models import Item

        assert {item.number: self.read(item) for item in Item.objects.all()} == self.facts
        assert differences() == []


def test_after_anything_the_state_is_what_the_log_says(database):
    run_state_machine_as_test(
        Committee,
        settings=settings(
            max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
