"""The database over the years: old ones open, copies are made, links and work are known to every process."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from serve_app import Browser, begin, fill, fresh_database, use_database
from worldcafe.errors import InputError

FROZEN = sorted((Path(__file__).parent / "databases").glob("review-*.sql"))
MIGRATIONS = Path(__file__).parents[1] / "pipeline/worldcafe/serve/migrations"


def thaw(frozen, path):
    with closing(sqlite3.connect(path)) as database:
        database.executescript(frozen.read_text(encoding="utf-8"))
    return path


@pytest.fixture(name="folder")
def _folder(tmp_path):
    fresh_database(tmp_path)
    yield tmp_path
    use_database(str(tmp_path / "after.db"))


def decided():
    from worldcafe.serve.models import Item
    from worldcafe.serve.texts import facts_of

    return {item.number: facts_of(item) for item in Item.objects.all()}


def test_every_version_of_the_tables_but_the_newest_has_a_frozen_database():
    versions = sorted(path.stem[:4] for path in MIGRATIONS.glob("[0-9]*.py"))
    assert [path.stem.removeprefix("review-") for path in FROZEN] == versions[:-1]


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_an_old_database_opens_with_all_that_was_decided_and_is_copied_before(folder, frozen):
    from worldcafe.serve.log import Actor, Wish, decide
    from worldcafe.serve.models import Fact
    from worldcafe.serve.replay import find_differences

    path = thaw(frozen, folder / "old.db")
    before = path.read_bytes()
    use_database(str(path))
    proposed = {"proposal": '{"remit": "yes"}', "proposed_by": "Ben"}
    assert decided() == {
        1: {"remit": "yes", "scope": "committee", "body": "Parks"},
        2: {},
        3: proposed,
        4: {},
    }
    assert Fact.objects.get(key="chair").value == "Ana"
    assert find_differences() == []
    assert decide(Actor("Ana"), Wish(4, {"remit": "unclear"}, 0, "k9")).seq == 8
    (copy,) = folder.glob("old.db.before-*.bak")
    with (
        closing(sqlite3.connect(copy)) as kept,
        closing(sqlite3.connect(thaw(frozen, folder / "x.db"))) as was,
    ):
        assert set(kept.iterdump()) == set(was.iterdump())
    assert path.read_bytes() != before


def test_processes_that_begin_together_make_the_tables_once(folder):
    home = folder / "together"
    home.mkdir()
    command = [sys.executable, "-m", "worldcafe", "serve", str(home), "--link"]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(3)
    ]
    told = [process.communicate(timeout=60)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], told
    with closing(sqlite3.connect(home / "review.db")) as database:
        assert database.execute("SELECT count(*) FROM serve_cafe").fetchone() == (1,)


def test_a_database_of_a_newer_version_is_left_alone(folder):
    with closing(sqlite3.connect(folder / "review.db")) as database, database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('serve', '9999_x', '')")
    with pytest.raises(InputError, match="a newer version"):
        use_database(str(folder / "review.db"))


def test_a_copy_is_put_back_and_what_was_there_is_kept(folder):
    from worldcafe.serve.database import back_up, put_back
    from worldcafe.serve.log import Actor, Wish, decide
    from worldcafe.serve.replay import find_differences

    fill()
    decide(Actor("Ana"), Wish(1, {"remit": "yes"}, 0, "k1"))
    back_up(folder / "copy.db")
    decide(Actor("Ana"), Wish(1, {"remit": "no"}, 1, "k2"))
    kept = put_back(folder / "copy.db")
    assert decided()[1] == {"remit": "yes"}
    assert find_differences() == []
    put_back(kept)
    assert decided()[1] == {"remit": "no"}


@pytest.mark.parametrize("data", [None, b"", b"no database at all, but long enough to be read as one " * 9])
def test_what_is_no_copy_is_not_put_back(folder, data):
    from worldcafe.serve.database import put_back

    if data is not None:
        (folder / "copy.db").write_bytes(data)
    with pytest.raises(InputError, match=r"copy\.db: "):
        put_back(folder / "copy.db")


def test_a_link_made_in_one_process_opens_another_once(folder):
    from worldcafe.serve.gate import new_link

    process, port, _ = begin(folder)
    try:
        link = new_link()
        assert Browser(port).get(link).status == 302
        assert Browser(port).get(link).status == 403
    finally:
        process.kill()
        process.wait()


def test_a_link_is_worth_nothing_after_its_week_and_no_reader_of_the_database_can_use_it(folder):
    from worldcafe.serve.gate import new_link
    from worldcafe.serve.models import Link

    token = new_link().removeprefix("/enter/")
    assert token.encode() not in (folder / "review.db").read_bytes()
    Link.objects.update(expires="2026-01-01T00:00:00+00:00")
    from django.test import Client

    assert Client(headers={"host": "127.0.0.1"}).get(f"/enter/{token}").status_code == 403


def test_work_waits_for_work_of_another_process_and_is_told_ended_when_that_is_gone(folder):
    from worldcafe.serve import jobs
    from worldcafe.serve.log import Actor
    from worldcafe.serve.models import Job

    other = Job.objects.create(what="Analysing the notes", beat=time.time())
    number = jobs.take_in(folder / "nowhere", Actor("Ana"))
    time.sleep(0.3)
    assert not jobs.find(number).done
    Job.objects.filter(no=other.no).update(beat=time.time() - jobs.SILENT - 1)
    assert jobs.find(other.no).wrong == jobs.ENDED
    end = time.monotonic() + 60
    while not Job.objects.get(no=number).done and time.monotonic() < end:
        time.sleep(0.1)
    assert "nowhere" in Job.objects.get(no=number).wrong
