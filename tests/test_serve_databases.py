"""What must hold on both databases: the log and the state agree, whoever does what at the same time."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
import subprocess
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from serve_app import (
    POSTGRESQL,
    Browser,
    connect,
    fill,
    fresh_database,
    postgresql,
    running,
    use_database,
    write_run,
)
from test_serve_keeping import FROZEN, thaw


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


@pytest.fixture(name="empty")
def _empty(cluster, tmp_path):
    """The address of an empty PostgreSQL database."""
    from django.db import connection, connections

    fresh_database(tmp_path)
    name = f"t{secrets.token_hex(4)}"
    use_database(cluster)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield cluster.replace("/postgres?", f"/{name}?")
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


def files_that_know(home, name):
    """The files of the database, of PostgreSQL those of its tables, that hold a word in any spelling."""
    from django.db import connection

    folders = [home]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        folders = [Path(connection.settings_dict["HOST"]) / "data" / "base"]
    else:
        connection.close()
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in paths if name.casefold().encode() in path.read_bytes().lower()]


def test_no_file_of_a_database_knows_a_name_that_was_held_back_or_taken_out(database, tmp_path):
    from django.db import DatabaseError, connection

    from worldcafe.serve.database import compact
    from worldcafe.serve.log import Actor, Refused, Wish, decide, remark
    from worldcafe.serve.models import Run
    from worldcafe.serve.taking_out import take_out
    from worldcafe.tasks.identities import PERSON

    private = tmp_path / "private"
    private.mkdir()
    write_run(private / "run-1")
    home = tmp_path / "served"
    home.mkdir()
    if database == "sqlite":
        use_database(str(home / "review.db"))
        fill()
    Run.objects.update(folder=str(private / "run-1"))
    for act in (
        lambda: remark(Actor("Ana"), 1, "That was Ines Okoye's point", "k1"),
        lambda: decide(Actor("Ana"), Wish(1, {"body": "Okoye"}, 0, "k2")),
    ):
        with pytest.raises(Refused):
            act()
    assert files_that_know(home, "Okoye") == []
    remark(Actor("Ana"), 1, "They hang at Brindlewick", "k3")
    for number in (1, 2, 3):
        decide(
            Actor("Ana"),
            Wish(number, {"body": "Brindlewick", "remit_why": "At Brindlewick"}, 0, f"b{number}"),
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert files_that_know(home, "Brindlewick")
    take_out([("Brindlewick", PERSON)], Actor("worldcafe", "rule"))
    compact()
    assert files_that_know(home, "Brindlewick") == []
    assert differences() == []
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE serve_event SET actor = 'Eve'")


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


def pour(frozen, path):
    """Write the rows of a frozen database into PostgreSQL, whose tables are of the same version."""
    from django.db import connection

    with closing(sqlite3.connect(thaw(frozen, path))) as old, connection.cursor() as cursor:
        for (table,) in old.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'serve_%' AND type = 'table'"
        ):
            rows = old.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            packed = {
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
                if connection.introspection.data_types_reverse.get(column.type_code) == "JSONField"
            }
            told = [
                {
                    name: json.loads(value) if name in packed else value
                    for name, value in zip(names, row, strict=True)
                }
                for row in rows
            ]
            cursor.execute(
                f"INSERT INTO {table} SELECT * FROM json_populate_recordset(null::{table}, %s)",
                [json.dumps(told)],
            )


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_an_old_database_of_postgresql_opens_with_all_that_was_decided_and_is_copied_before(
    empty, frozen, tmp_path
):
    from django.core.management import call_command
    from django.db import connection

    from worldcafe.serve.database import copies
    from worldcafe.serve.log import Actor, Wish, decide
    from worldcafe.serve.models import Item

    connect(empty)
    call_command("migrate", "serve", frozen.stem.removeprefix("review-"), verbosity=0, interactive=False)
    pour(frozen, tmp_path / "old.db")
    use_database(empty)
    assert Item.objects.get(number=1).facts == {"remit": "yes", "scope": "committee", "body": "Parks"}
    assert differences() == []
    assert decide(Actor("Ana"), Wish(4, {"remit": "unclear"}, 0, "k9")).seq == 8
    (kept,) = copies()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {kept.removeprefix('schema ')}.serve_event")
        assert cursor.fetchone() == (7,)


def test_a_dump_of_postgresql_put_back_is_whole(empty, cluster, tmp_path):
    from django.db import DatabaseError, connection, connections

    from worldcafe.serve.log import Actor, Wish, decide
    from worldcafe.serve.models import Item

    use_database(empty)
    fill()
    decide(Actor("Ana"), Wish(1, {"remit": "yes"}, 0, "k1"))
    dump = tmp_path / "review.dump"
    binaries = POSTGRESQL[-1].parent
    subprocess.run([binaries / "pg_dump", "--format", "custom", "--file", dump, empty], check=True)
    decide(Actor("Ana"), Wish(1, {"remit": "no"}, 1, "k2"))
    connections.close_all()
    command = [binaries / "pg_restore", "--clean", "--if-exists", "--dbname", empty, dump]
    subprocess.run(command, check=True)
    use_database(empty)
    assert Item.objects.get(number=1).remit == "yes"
    assert differences() == []
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM serve_event")
