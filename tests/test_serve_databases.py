"""What must hold on both databases: the log and the state agree, whoever does what at the same time."""

from __future__ import annotations

import re
import secrets
import threading
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from serve_app import SUGGESTIONS, Browser, fill, fresh_database, postgresql, running, told, use_database


@contextmanager
def sqlite(folder):
    fresh_database(folder)
    yield


@pytest.fixture(scope="module", name="cluster")
def _cluster():
    with postgresql() as address:
        yield address


@pytest.fixture(name="database", params=["sqlite", "postgresql"])
def _database(request, tmp_path):
    fresh_database(tmp_path)  # sets Django up
    if request.param == "postgresql":
        address = request.getfixturevalue("cluster")
        name = f"t{secrets.token_hex(4)}"
        use_database(address)
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        use_database(address.replace("/postgres?", f"/{name}?"))
    fill()
    yield request.param
    from django.db import connections

    connections.close_all()
    fresh_database_again(tmp_path)


def fresh_database_again(folder):
    use_database(str(folder / "after.db"))


def stored():
    from worldcafe.serve.models import Event

    return Event.objects.count()


def differences():
    from worldcafe.serve.replay import find_differences

    return find_differences()


@pytest.mark.parametrize("change", ["UPDATE serve_event SET actor = 'Eve'", "DELETE FROM serve_event"])
def test_the_log_cannot_be_changed(database, change):
    from django.db import DatabaseError, connection, transaction

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert stored() == 1


def test_people_at_once_lose_nothing_and_every_refusal_is_a_conflict(database):
    answers = []

    def work(port, name):
        browser = Browser(port, name)
        for turn in range(8):
            path = f"/s/{1 + turn % 3}"
            form = browser.form(path)
            answer = browser.post(f"{path}/decide", **form, body=f"{name} {turn}")
            answers.append(answer.status)

    with running() as port:
        threads = [threading.Thread(target=work, args=(port, f"P{number}")) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert set(answers) <= {302, 409}
    assert stored() == 1 + answers.count(302)
    assert answers.count(302) >= 8
    assert differences() == []


def test_one_form_sent_by_many_at_once_is_stored_once(database):
    with running() as port:
        browsers = [Browser(port, f"P{number}") for number in range(5)]
        form = browsers[0].form("/s/1")
        threads = [
            threading.Thread(
                target=browser.post, args=("/s/1/comment",), kwargs={"key": form["key"], "text": "once"}
            )
            for browser in browsers
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(re.findall(r">once<", browsers[0].get("/s/1").text)) == 1
    assert stored() == 2


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
