"""The steps of a decision, as the report describes them; no database is needed."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldcafe.serve import loading
from worldcafe.serve.process import (
    ALL_STATES,
    FIELDS,
    changes_of,
    held_back,
    next_question,
    state_of,
    triage_of,
    wrong_with,
)

TODAY = dt.date(2026, 5, 3)


@pytest.mark.parametrize(
    ("facts", "state", "asked"),
    [
        ({}, "new", "remit"),
        ({"remit": "unclear"}, "waits", "remit"),
        ({"remit": "no", "scope": "council", "answer": "yes"}, "out of remit", "public_text"),
        ({"remit": "yes"}, "whose scope", "scope"),
        ({"remit": "yes", "scope": "committee"}, "to inform", "informed"),
        ({"remit": "yes", "scope": "committee", "informed": "2026-05-01"}, "asked", "answer"),
        ({"remit": "yes", "scope": "council", "answer": "already there"}, "taken up", "progress"),
        ({"remit": "yes", "scope": "council", "answer": "no"}, "not taken up", "public_text"),
        ({"remit": "yes", "scope": "nobody"}, "council considers", "considered"),
        ({"remit": "yes", "scope": "council"}, "council considers", "considered"),
        ({"remit": "yes", "scope": "council", "considered": "already there"}, "taken up", "progress"),
        ({"remit": "yes", "scope": "council", "informed": "2026-05-01"}, "asked", "answer"),
        (
            {"remit": "yes", "scope": "nobody", "considered": "explore further"},
            "council considers",
            "considered",
        ),
        ({"remit": "yes", "scope": "nobody", "considered": "include"}, "taken up", "progress"),
        ({"remit": "yes", "scope": "nobody", "considered": "do not include"}, "not taken up", "public_text"),
        ({"remit": "yes", "answer": "yes", "progress": "done"}, "done", "public_text"),
    ],
)
def test_state_and_question_follow_from_the_facts(facts, state, asked):
    assert (state_of(facts), next_question(facts).field) == (state, asked)


@pytest.mark.parametrize(
    ("name", "value", "is_wrong"),
    [
        ("remit", "yes", False),
        ("remit", "maybe", True),
        ("remit", "", False),
        ("due", "2026-02-28", False),
        ("due", "2026-02-30", True),
        ("due", "tomorrow", True),
        ("body", "Trees group", False),
        ("body", "two\nlines", True),
        ("remit_why", "x" * 5001, True),
        ("hash", "x", True),
    ],
)
def test_a_value_that_no_form_offers_is_refused(name, value, is_wrong):
    assert bool(wrong_with(name, value)) is is_wrong


FACTS = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(["", *field.values])
        if field.kind == "choice"
        else st.sampled_from(["", "2026-04-01"])
        if field.kind == "date"
        else st.sampled_from(["", "because"])
        for name, field in FIELDS.items()
    },
)


@given(FACTS)
def test_every_facts_have_a_state_and_reading_back_what_was_written_changes_nothing(facts):
    assert state_of(facts) in ALL_STATES
    assert changes_of(triage_of(facts), facts, TODAY) == {}


@pytest.mark.parametrize(
    "status", ["to inform", "asked", "council considers", "taken up", "not taken up", "done"]
)
def test_a_status_of_the_workbook_becomes_the_state(status):
    triage = {"remit": "yes", "scope": "committee", "who": "", "status": status, "report_back": ""}
    changes = changes_of(triage, {}, TODAY)
    assert state_of(changes) == status


@pytest.mark.parametrize(
    ("written", "facts", "changes"),
    [
        ({"remit": "no", "reason": "Not ours"}, {}, {"remit": "no", "remit_why": "Not ours"}),
        (
            {"remit": "yes", "scope": "council", "status": "not taken up", "reason": "No money"},
            {"remit": "yes", "scope": "council"},
            {"answer": "no", "answer_why": "No money"},
        ),
        (
            {"remit": "yes", "scope": "committee", "status": "asked", "on": "2026-04-01"},
            {"remit": "yes", "scope": "committee"},
            {"informed": "2026-04-01"},
        ),
        (
            {"remit": "no", "reason": "Never ours"},
            {"remit": "no", "remit_why": "Not ours"},
            {"remit_why": "Never ours"},
        ),
        ({"remit": "no"}, {"remit": "no", "remit_why": "Not ours"}, {}),
    ],
)
def test_why_and_since_when_of_a_workbook_go_to_the_answer_that_they_belong_to(written, facts, changes):
    empty = dict.fromkeys(("remit", "scope", "who", "status", "report_back", "reason", "by", "on"), "")
    assert changes_of({**empty, **written}, facts, TODAY) == changes


PARKS = {"remit": "yes", "scope": "committee", "body": "Parks"}


@pytest.mark.parametrize(
    ("changes", "facts", "held"),
    [
        ({"remit": "yes", "scope": "committee"}, {}, {"scope"}),
        ({"scope": "working group", "informed": "2026-05-01"}, {"remit": "yes"}, {"scope", "informed"}),
        ({"informed": "2026-05-01", "public_text": "Soon."}, {"remit": "yes"}, {"informed"}),
        (
            {"answer": "yes", "scope": "committee", "answer_why": "In May"},
            {},
            {"answer", "scope", "answer_why"},
        ),
        ({"body": ""}, PARKS, {"body"}),
        (PARKS, {}, set()),
        ({"informed": "2026-05-01"}, PARKS, set()),
        ({"scope": "nobody", "body": ""}, PARKS, set()),
        ({"scope": "council", "informed": "2026-05-01"}, {"remit": "yes"}, set()),
        ({"remit": "no", "remit_why": "Not ours"}, {}, set()),
    ],
)
def test_what_a_file_gives_to_a_group_without_a_name_is_held_and_nothing_else(changes, facts, held):
    assert set(held_back(changes, facts)) == held


PIPELINE = str(Path(__file__).parents[1] / "pipeline")
WITHOUT = "import sys\nfor name in ('django', 'waitress'): sys.modules[name] = None\n"


def python(code):
    paths = {**os.environ, "PYTHONPATH": PIPELINE}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=paths, check=False
    )


def test_the_server_needs_no_tables(tmp_path):
    pytest.importorskip("django", reason="the extra serve is not installed")
    code = (
        "import sys\nfrom pathlib import Path\nfrom worldcafe.serve.options import ServeOptions, set_up\n"
        f"set_up(ServeOptions(Path({str(tmp_path)!r})))\nimport worldcafe.serve.urls\n"
        "sys.exit(','.join({'pandas', 'numpy', 'pandera', 'sklearn', 'openpyxl'} & set(sys.modules)) or 0)"
    )
    done = python(code)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_the_extra_the_command_explains_itself():
    done = python(f"{WITHOUT}from worldcafe.cli import main\nmain(['serve', '--help'])")
    assert done.returncode == 0
    assert "worldcafe[serve]" in done.stdout


def test_without_the_extra_it_says_what_to_install(tmp_path):
    call = f"main(['serve', {str(tmp_path / 'new')!r}, '--no-browser'])"
    done = python(f"{WITHOUT}from worldcafe.cli import main\nsys.exit({call})")
    assert done.returncode == 2
    assert 'pip install "worldcafe[serve]"' in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("address", "told"), [("mysql://x/y", "this is no database"), ("notes.txt", "not one of worldcafe")]
)
def test_what_is_no_database_of_ours_is_refused_in_a_sentence(tmp_path, address, told):
    pytest.importorskip("django", reason="the extra serve is not installed")
    database = address
    if "://" not in address:
        import sqlite3

        database = str(tmp_path / "other.db")
        with sqlite3.connect(database) as file:
            file.execute("CREATE TABLE mine (x)")
    call = f"main(['serve', {str(tmp_path / 'new')!r}, '--verify', '--database', {database!r}])"
    done = python(f"import sys\nfrom worldcafe.cli import main\nsys.exit({call})")
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_what_takes_seconds_to_import_is_imported_by_one_thread_at_a_time():
    thread = threading.Thread(target=loading.load_readers)
    with loading._one:
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(60)
    assert not thread.is_alive()
