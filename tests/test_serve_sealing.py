"""A name that is found late goes from the log too, which stays whole and tells of any other change."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing

import pytest

from serve_app import fill, fresh_database, use_database
from test_serve_keeping import FROZEN, thaw

UNSEALED = [path for path in FROZEN if path.stem < "review-0005"]  # their entries have no salt
NAME = "Brindlewick"


@pytest.fixture(name="home")
def _home(tmp_path):
    fresh_database(tmp_path)
    yield tmp_path
    use_database(str(tmp_path / "after.db"))


def decide(item, key, **values):
    from worldcafe.serve.log import Actor, Subject, Wish
    from worldcafe.serve.log import decide as store

    return store(Actor("Ana"), Wish(item, values, Subject.of(item).version, key))


def take_out(*names):
    from worldcafe.serve.database import compact
    from worldcafe.serve.log import Actor
    from worldcafe.serve.taking_out import take_out as store
    from worldcafe.tasks.identities import PERSON

    done = store([(name, PERSON) for name in names], Actor("worldcafe", "rule"))
    compact()
    return done


def differences():
    from worldcafe.serve.replay import find_differences

    return find_differences()


def hashes():
    from worldcafe.serve.models import Event

    return dict(Event.objects.values_list("seq", "hash"))


def in_files(home, word=NAME):
    from django.db import connections

    connections.close_all()
    return [path.name for path in home.glob("*.db*") if word.lower().encode() in path.read_bytes().lower()]


def say_it_everywhere():
    """Every way in which words come into the log."""
    from worldcafe.serve.log import Actor, Wish, append, remark, writing
    from worldcafe.serve.models import PublishedFile
    from worldcafe.serve.proposals import object_to, propose

    fill()
    decide(0, "s", groups=f"Parks\n{NAME}: keys", **{"remit criteria": f"What {NAME} does"})
    decide(
        1,
        "d",
        remit="yes",
        scope="committee",
        body=NAME,
        work_item=f"Ask {NAME}",
        answer_why=f"{NAME} has it",
    )
    decide(2, "d2", body=f"The friends of {NAME}")
    decide(2, "d3", body="Parks")
    propose(Actor("Ben"), Wish(3, {"body": NAME, "remit": "yes"}, 0, "p"))
    object_to(Actor("Cy"), 3, 1, f"{NAME} will not", "o")
    remark(Actor("Ben"), 1, f"{NAME} said so", "r")
    PublishedFile.objects.create(publication=1, name=f"for-{NAME.lower()}.html", data=b"<p>Parks</p>")
    with writing() as cafe:
        told = {"publication": ["", "1"], f"for-{NAME.lower()}.html": ["", "0" * 64]}
        append(cafe, Actor("Ana"), Wish(0, {}, 0, "pub", "publish"), told, 0)


def test_a_name_goes_from_every_entry_and_every_hash_stays(home):
    from worldcafe.serve.models import Event, Item

    say_it_everywhere()
    before = hashes()
    assert in_files(home)
    done = take_out(NAME)
    assert (done.entries, done.anew) == (6, False)
    assert in_files(home) == []
    assert {seq: at for seq, at in hashes().items() if seq in before} == before
    assert differences() == []
    told = json.dumps(list(Event.objects.values_list("changes", flat=True)))
    assert NAME.lower() not in told.lower()
    item = Item.objects.get(number=1)
    assert (item.remit, item.scope, item.body, item.state) == ("yes", "committee", "[person]", "to inform")
    assert Item.objects.get(number=2).body == "Parks"


def test_what_names_nobody_stays_to_the_letter(home):
    from worldcafe.serve.models import Event

    say_it_everywhere()
    before = {event.seq: event.changes for event in Event.objects.all()}
    assert take_out("Quillfeather").entries == 0
    assert {event.seq: event.changes for event in Event.objects.filter(seq__in=before)} == before
    assert differences() == []


def test_one_name_after_another_goes(home):
    say_it_everywhere()
    decide(4, "d4", body="Quillfeather and Brindlewick")
    take_out(NAME)
    take_out("Quillfeather")
    assert in_files(home) == []
    assert in_files(home, "Quillfeather") == []
    assert differences() == []
    decide(4, "d5", remit="yes")
    assert differences() == []


def test_the_words_of_a_choice_stay_though_somebody_is_called_so(home):
    from worldcafe.serve.models import Item

    fill()
    decide(1, "d1", remit="no", remit_why="May said so")
    decide(2, "d2", remit="yes", scope="working group")
    take_out("No", "Yes", "Group", "New")
    assert (Item.objects.get(number=1).remit, Item.objects.get(number=2).scope) == ("no", "working group")
    assert differences() == []


def test_an_entry_out_of_which_a_name_was_taken_is_undone_as_any(home):
    from worldcafe.serve.log import Actor, undo
    from worldcafe.serve.models import Item

    fill()
    event = decide(1, "d1", body=NAME)
    take_out(NAME)
    undo(Actor("Ana"), event.seq, "u1")
    assert Item.objects.get(number=1).body == ""
    assert differences() == []


CHANGES = (
    "UPDATE serve_event SET changes = replace(changes, '[person]', 'somebody') WHERE verb = 'decide'",
    "UPDATE serve_event SET changes = replace(changes, 'committee', 'council') WHERE seq = 3",
    "UPDATE serve_event SET salt = '' WHERE seq = 3",
    "UPDATE serve_event SET digest = '' WHERE seq = 3",
    "UPDATE serve_event SET changes = replace(changes, 'entry 3', 'entry 4') WHERE verb = 'seal'",
    "UPDATE serve_event SET changes = '{}' WHERE verb = 'seal'",
    "DELETE FROM serve_event WHERE verb = 'seal'",
)


@pytest.mark.parametrize("change", CHANGES)
def test_who_changes_an_entry_afterwards_is_found_out(home, change):
    say_it_everywhere()
    take_out(NAME)
    assert differences() == []
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER event_stays_UPDATE")
        cursor.execute("DROP TRIGGER event_stays_DELETE")
        cursor.execute(change)
        assert cursor.rowcount > 0
    assert differences() != []


def test_the_log_refuses_to_be_changed_after_a_name_was_taken_out(home):
    from django.db import DatabaseError, connection

    say_it_everywhere()
    take_out(NAME)
    for change in ("UPDATE serve_event SET actor = 'Eve'", "DELETE FROM serve_event"):
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(change)


def test_nobody_who_guesses_the_name_is_told_that_it_is_right(home):
    """With the log as it is, a guess put back where the name was makes no digest and no hash of it."""
    from worldcafe.serve.models import Event
    from worldcafe.serve.sealing import pack

    say_it_everywhere()
    take_out(NAME)
    known = set()
    for event in Event.objects.all():
        known |= {event.digest, event.hash, event.salt, event.request}
        known |= {value for pair in event.changes.values() for value in pair}
    for event in Event.objects.filter(verb="decide"):
        guessed = json.loads(json.dumps(event.changes).replace("[person]", NAME))
        for salt in {"", *(one for one in known if len(one) == 32)}:
            for text in (pack(guessed), f"{salt}\n{pack(guessed)}"):
                guess = hashlib.sha256(text.encode()).hexdigest()
                assert guess not in known or guessed == event.changes


@pytest.mark.parametrize("frozen", UNSEALED, ids=lambda path: path.stem)
def test_a_name_goes_from_the_log_of_an_earlier_version_which_is_sealed_anew(home, frozen):
    from django.db import DatabaseError, connection

    use_database(str(thaw(frozen, home / "old.db")))
    assert differences() == []
    before = hashes()
    done = take_out("Parks")
    assert (done.entries, done.anew) == (1, True)
    assert differences() == []
    after = hashes()
    assert [seq for seq in before if before[seq] == after[seq]] == [1, 2]  # the third names it
    with closing(sqlite3.connect(home / "old.db")) as database:
        told = "\n".join(database.iterdump())
    assert "Parks" not in told
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE serve_event SET actor = 'Eve'")
    decide(4, "k9", remit="yes")
    assert differences() == []
