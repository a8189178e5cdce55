"""What a run says and remembers."""

from __future__ import annotations

import io
import threading
from contextlib import closing

import pandas as pd
import pytest

from conftest import REPO
from worldcafe.engine.progress import (
    WORDS,
    Bar,
    Beat,
    Display,
    Lines,
    StageRecord,
    Stages,
    bar_for,
    display_for,
    say,
)


def halve(table: pd.DataFrame) -> pd.DataFrame:
    return table.head(len(table) // 2)


halve.__module__ = "worldcafe.halve"


def test_record_counts_rows_in_and_out():
    stages = Stages()
    result = stages(halve, pd.DataFrame({"a": range(6)}))
    assert len(result) == 3
    assert [(r.stage, r.rows_in, r.rows_out) for r in stages.records] == [("halve", 6, 3)]


def test_plain_stream_gets_one_line_per_stage():
    stream = io.StringIO()
    with Stages(Lines(stream)) as stages:
        stages(halve, pd.DataFrame({"a": range(6)}))
    assert stream.getvalue() == f"{'halve':<18}     3 rows     0.0 s\n"


def test_parts_of_one_stage_are_told_as_one_in_words_of_people():
    stream = io.StringIO()
    with closing(Lines(stream)) as lines:
        for stage, rows in (("name", 36), ("name", 9), ("crossref", 60), ("none", -1)):
            lines.start(stage)
            lines.end(StageRecord(stage, 1, rows, 1.25))
    assert stream.getvalue().splitlines() == [
        "naming themes         36 rows     2.5 s",
        "checking claims       60 rows     1.2 s",
        "none                              1.2 s",
    ]


def test_every_stage_has_words_of_its_own():
    stages = {path.name.removesuffix(".py") for path in (REPO / "pipeline" / "worldcafe").iterdir()}
    assert set(WORDS) - {"begin"} <= stages
    assert len(set(WORDS.values())) == len(WORDS)
    assert {"read", "parse", "redact", "embed", "recur", "report"} <= set(WORDS)


def test_stream_that_is_no_terminal_gets_no_bar():
    assert isinstance(display_for(io.StringIO(), 3), Lines)


def test_stage_begun_ahead_is_recorded_where_its_result_is_asked_for():
    stages = Stages()
    ahead = stages.ahead(halve, pd.DataFrame({"a": range(8)}))
    stages(halve, pd.DataFrame({"a": range(2)}))
    assert len(stages.result(ahead)) == 4
    assert [(r.stage, r.rows_in, r.rows_out) for r in stages.records] == [("halve", 2, 1), ("halve", 8, 4)]


def test_stage_begun_ahead_fails_where_its_result_is_asked_for():
    stages = Stages()
    ahead = stages.ahead(halve, None)
    with pytest.raises(AttributeError):
        stages.result(ahead)


def test_waiting_is_used_once():
    done, may_end = [], threading.Event()
    stages = Stages(meanwhile=lambda: (done.append("ready"), may_end.set()))
    slow, next_one = stages.ahead(may_end.wait), stages.ahead(halve, pd.DataFrame({"a": range(8)}))
    assert stages.result(slow)
    assert len(stages.result(next_one)) == 4
    assert done == ["ready"]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_bar_goes_away_when_the_work_fails():
    stream = Terminal()
    with pytest.raises(AttributeError), Stages(display_for(stream, 3)) as stages:
        stages(halve, None)
    last = stream.getvalue().rpartition("\r")[0].rpartition("\r")[2]
    assert not last.strip()


def test_a_program_that_calls_is_shown_a_bar_on_a_terminal_and_nothing_elsewhere():
    assert isinstance(bar_for(Terminal(), 3), Bar)
    assert type(bar_for(io.StringIO(), 3)) is Display
    assert type(bar_for(None, 3)) is Display  # a program without a console


LONG = "This sentence is a good deal longer than the forty letters which fit into one line here."


def test_long_line_breaks_between_words_on_a_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    stream = Terminal()
    say(f"{LONG} /a/path/that/is/longer/than/the/terminal/is/wide", stream)
    *lines, path = stream.getvalue().splitlines()
    assert all(len(line) <= 40 for line in lines)
    assert path.strip() == "/a/path/that/is/longer/than/the/terminal/is/wide"
    assert " ".join(line.strip() for line in lines) == LONG


def test_long_line_stays_one_line_in_a_pipe(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    say(LONG, stream)
    assert stream.getvalue() == f"{LONG}\n"


def test_clock_of_a_bar_runs_while_a_stage_does():
    bar = display_for(Terminal(), 3)
    shown = threading.Event()
    bar._bar.refresh = shown.set
    bar._beat = Beat(0.01, bar._bar.refresh)
    bar.start("embed")
    assert shown.wait(60)
    bar.close()


def test_machine_without_room_for_a_thread_goes_on_without_being_told_of(monkeypatch):
    def no_room(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_room)
    told: list[int] = []
    beat = Beat(0.001, lambda: told.append(1))
    beat.begin()
    beat.end()
    assert told == []
