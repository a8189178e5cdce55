"""The log: what was stored stays, nothing is stored twice, and everything is as the log says."""

from __future__ import annotations

import datetime as dt

import pytest

from serve_app import SUGGESTIONS, fill, fresh_database, suggestion, told

BY_ANA, BY_BEN = "Ana", "Ben"


@pytest.fixture(autouse=True)
def _database(tmp_path):
    fresh_database(tmp_path)
    fill()


def decide(item, base, key, by=BY_ANA, **values):
    from worldcafe.serve.log import Actor, Wish
    from worldcafe.serve.log import decide as store

    return store(Actor(by), Wish(item, values, base, key))


def facts(number):
    from worldcafe.serve.models import Item
    from worldcafe.serve.texts import facts_of

    return facts_of(Item.objects.get(number=number))


def whole():
    from worldcafe.serve.replay import find_differences

    return find_differences()


def test_a_decision_is_stored_with_its_entry():
    event = decide(1, 0, "k1", remit="no", remit_why="The river is the region's.")
    assert (event.seq, event.version, event.actor) == (2, 1, "Ana")
    assert facts(1) == {"remit": "no", "remit_why": "The river is the region's."}
    assert whole() == []


def test_no_words_of_a_person_stand_in_the_log():
    event = decide(1, 0, "k1", remit_why="Maria said so")
    assert "Maria" not in str(event.changes)


def test_a_form_sent_twice_is_stored_once():
    first, again = (decide(1, 0, "k1", remit="yes") for _ in range(2))
    assert first.seq == again.seq


def test_a_key_of_another_form_is_refused():
    from worldcafe.serve.log import Refused

    decide(1, 0, "k1", remit="yes")
    with pytest.raises(Refused):
        decide(2, 0, "k1", remit="yes")


def test_what_is_so_already_makes_no_entry():
    decide(1, 0, "k1", remit="yes")
    assert decide(1, 1, "k2", remit="yes") is None


def test_different_fields_of_two_people_are_both_kept():
    decide(1, 0, "k1", remit="yes")
    decide(1, 0, "k2", by=BY_BEN, body="Trees group")
    assert facts(1) == {"remit": "yes", "body": "Trees group"}


def test_a_field_that_two_people_changed_is_a_conflict_with_three_versions():
    from worldcafe.serve.log import Conflict

    decide(1, 0, "k1", remit_why="first")
    decide(1, 1, "k2", remit_why="second")
    with pytest.raises(Conflict) as caught:
        decide(1, 1, "k3", by=BY_BEN, remit_why="third", body="Trees group")
    (clash,) = caught.value.clashes
    assert (clash.before, clash.theirs, clash.yours, clash.who) == ("first", "second", "third", "Ana")
    assert facts(1) == {"remit_why": "second"}


def test_a_field_left_as_it_was_is_no_conflict():
    decide(1, 0, "k1", remit="yes", body="Trees group")
    decide(1, 1, "k2", body="Parks group")
    decide(1, 1, "k3", by=BY_BEN, remit="no", body="Trees group")
    assert facts(1)["remit"] == "no"


def test_undo_is_an_entry_of_its_own_and_can_be_undone():
    from worldcafe.serve.log import Actor, undo

    event = decide(1, 0, "k1", remit="no", remit_why="not ours")
    undone = undo(Actor(BY_BEN), event.seq, "k2")
    assert facts(1) == {}
    undo(Actor(BY_ANA), undone.seq, "k3")
    assert facts(1) == {"remit": "no", "remit_why": "not ours"}
    assert whole() == []


def test_a_remark_that_was_taken_back_is_no_fact_of_its_suggestion():
    from worldcafe.serve.log import Actor, Refused, remark, undo
    from worldcafe.serve.replay import find_differences

    remark(Actor("Ana"), 1, "a remark", "c1")
    back = undo(Actor("Ana"), 2, "c2")
    with pytest.raises(Refused, match="written anew"):
        undo(Actor("Ana"), back.seq, "c3")
    assert find_differences() == []


def test_what_was_changed_since_is_not_undone():
    from worldcafe.serve.log import Actor, Conflict, undo

    event = decide(1, 0, "k1", remit="no")
    decide(1, 1, "k2", remit="yes")
    with pytest.raises(Conflict):
        undo(Actor(BY_ANA), event.seq, "k3")
    assert facts(1) == {"remit": "yes"}


@pytest.mark.parametrize("change", ["UPDATE serve_event SET actor = 'Eve'", "DELETE FROM serve_event"])
def test_the_database_refuses_to_change_the_log(change):
    from django.db import DatabaseError, connection

    decide(1, 0, "k1", remit="yes")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER event_stays_UPDATE; UPDATE serve_event SET actor = 'Eve' WHERE seq = 2",
        "DROP TRIGGER event_stays_DELETE; DELETE FROM serve_event WHERE seq = 2",
        "UPDATE serve_item SET remit = 'no' WHERE number = 1",
        "UPDATE serve_item SET facts = '{}' WHERE number = 1",
        "UPDATE serve_item SET version = 9 WHERE number = 2",
        "UPDATE serve_text SET body = 'otherwise'",
        "UPDATE serve_comment SET hidden = 1",
        "UPDATE serve_fact SET value = 'otherwise' WHERE key <> 'version'",
        "UPDATE serve_cafe SET seq = 99",
    ],
)
def test_replay_sees_what_was_changed_by_hand(change, tmp_path):
    import sqlite3

    from django.db import connections

    from worldcafe.serve.log import Actor, remark

    decide(1, 0, "k1", remit="yes", remit_why="ours")
    decide(0, 0, "k2", chair="Ana")
    remark(Actor(BY_ANA), 1, "good", "k3")
    assert whole() == []
    connections.close_all()
    with sqlite3.connect(tmp_path / "review.db") as file:
        file.executescript(change)
    assert whole()


def match(outcome, now=-1, offers=(), score=1.0):
    return {"outcome": outcome, "now": now, "offers": list(offers), "score": score}


def test_decisions_stay_with_their_suggestions_in_a_new_run():
    from worldcafe.serve.models import Item

    decide(1, 0, "k1", remit="yes")
    decide(2, 0, "k2", remit="no", remit_why="x")
    later = [
        suggestion("A new fountain", ["a fountain on the square"]),
        SUGGESTIONS[1],
        suggestion("Plant many trees along the river", ["plant trees along the river walk"]),
    ]
    matches = [match("same", 2), match("same", 1), match("gone"), match("asked", offers=(0,))]
    fill(told(later, matches, "second"), [1, 2, 3, 4])
    assert {item.number: (item.text, item.standing) for item in Item.objects.all()} == {
        1: ("Plant many trees along the river", "same"),
        2: ("Open the library on Sundays", "same"),
        3: (SUGGESTIONS[2]["text"], "gone"),
        4: ("Lend tools to neighbours", "asked 5"),
        5: ("A new fountain", "new"),
    }
    assert facts(1)["remit"] == "yes"
    assert facts(2)["remit"] == "no"
    assert whole() == []


def test_a_number_once_given_is_never_given_again():
    from worldcafe.serve.models import Item

    fill(told([], [match("gone")] * 4, "second"), [1, 2, 3, 4])
    fill(told([suggestion("A new fountain", ["a fountain"], number=2)], [], "third"), [])
    assert Item.objects.get(text="A new fountain").number == 5


def test_the_same_run_is_taken_in_once():
    assert fill(told(), [1, 2, 3, 4]) is None


def test_what_the_workbook_of_the_first_run_says_is_taken_over(tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    fresh_database(folder)
    triage = {
        "remit": "yes",
        "scope": "committee",
        "who": "Parks",
        "status": "taken up",
        "report_back": "Soon.",
    }
    fill(told([suggestion("Plant trees", ["plant trees"], number=7, triage=triage)]))
    assert facts(7) == {
        "remit": "yes",
        "scope": "committee",
        "body": "Parks",
        "answer": "yes",
        "public_text": "Soon.",
    }
    assert whole() == []


@pytest.mark.parametrize(("due", "late"), [("2026-05-02", True), ("2026-05-03", False), ("", False)])
def test_only_a_day_that_has_passed_is_overdue(due, late):
    from worldcafe.serve.models import Item
    from worldcafe.serve.register_page import overdue

    decide(1, 0, "k1", remit="yes", scope="council", informed="2026-04-01", due=due)
    assert overdue(Item.objects.all(), dt.date(2026, 5, 3)).exists() is late
