"""Long work is done in parts: by whom and when changes nothing, and what is done is not done again."""

from __future__ import annotations

import io
import os
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from worldcafe.cli import main
from worldcafe.engine import parts as parts_room
from worldcafe.engine.parts import HERE, Kept, Parts, keep_parts
from worldcafe.engine.progress import Lines, Pace, Stages
from worldcafe.engine.sealed import named, opened, sealed
from worldcafe.engine.workers import open_workers
from worldcafe.errors import InputError

SECRET = b"s" * 32
CALLS: list[int] = []


def square(number: int) -> list[int]:
    CALLS.append(number)
    if number < 0:
        raise ValueError("below zero")
    return [number * number]


def squares(parts: Parts, numbers: range | list[int]) -> list[int]:
    asked = ((str(number).encode(), (number,)) for number in numbers)
    return [value for part in parts.map(square, asked, len(numbers)) for value in part]


@pytest.fixture(autouse=True)
def _no_calls():
    CALLS.clear()


def test_parts_come_in_their_order_whoever_does_them():
    wanted = [number * number for number in range(40)]
    assert squares(HERE, range(40)) == wanted
    with ThreadPoolExecutor(3) as pool:
        assert squares(Parts(pool), range(40)) == wanted


def test_what_was_done_is_not_done_again(tmp_path):
    kept = Kept(tmp_path / "parts", SECRET)
    with pytest.raises(ValueError, match="below zero"):
        squares(Parts(kept=kept), [1, 2, 3, -4, 5])
    assert CALLS == [1, 2, 3, -4]
    CALLS.clear()
    assert squares(Parts(kept=kept), [1, 2, 3, 4, 5]) == [1, 4, 9, 16, 25]
    assert CALLS == [4, 5]
    Parts(kept=kept).forget()
    assert not kept.folder.exists()


def test_a_single_part_is_not_kept(tmp_path):
    kept = Kept(tmp_path / "parts", SECRET)
    assert squares(Parts(kept=kept), [3]) == [9]
    assert not kept.folder.exists()


def test_what_is_kept_tells_nothing_and_what_was_changed_is_not_opened(tmp_path):
    kept = Kept(tmp_path / "parts", SECRET)
    kept.put(b"Anna wants more benches", ["Anna wants more benches"])
    (file,) = kept.folder.iterdir()
    assert b"Anna" not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert kept.folder.stat().st_mode & 0o777 == 0o700
    assert Kept(kept.folder, b"t" * 32).get(b"Anna wants more benches") is None
    assert kept.get(b"Anna wants more benches") == ["Anna wants more benches"]
    data = bytearray(file.read_bytes())
    data[3] ^= 1
    file.write_bytes(data)
    assert kept.get(b"Anna wants more benches") is None


def test_a_seal_holds_for_its_name_and_secret_alone():
    name = named(b"one", SECRET)
    data = sealed(b"what was said", name, SECRET)
    assert opened(data, name, SECRET) == b"what was said"
    assert opened(data, named(b"other", SECRET), SECRET) is None
    assert opened(data, name, b"t" * 32) is None


def test_where_nothing_is_to_be_kept_nothing_is(tmp_path, monkeypatch):
    assert keep_parts(tmp_path / "out", "off") is None
    monkeypatch.setattr(parts_room, "user_secret", lambda: b"")
    assert keep_parts(tmp_path / "out", "auto") is None


def test_what_nobody_began_again_for_a_week_goes(tmp_path):
    old = tmp_path / "parts" / "old"
    old.mkdir(parents=True)
    os.utime(old, (time.time() - 8 * 86_400,) * 2)
    (tmp_path / "parts" / "new").mkdir()
    assert keep_parts(tmp_path / "out", str(tmp_path)) is not None
    assert [folder.name for folder in (tmp_path / "parts").iterdir()] == ["new"]


class Heard(io.StringIO):
    """A log that tells when something was written to it."""

    def __init__(self):
        super().__init__()
        self.spoken = threading.Event()

    def flush(self):
        self.spoken.set()


def test_a_log_is_told_in_a_long_stage_that_work_goes_on_and_how_far_it_is(monkeypatch):
    monkeypatch.setattr("worldcafe.engine.progress.QUIET", 0.01)
    said = Heard()
    with Stages(Lines(said)) as stages:
        stages.display.start("classify")
        assert said.spoken.wait(60)
        said.spoken.clear()
        assert re.match(r"  telling kinds: \d+ s so far\n", said.getvalue())
        stages.display.part(1, 3)
        while "1 of 3" not in said.getvalue():
            assert said.spoken.wait(60)
            said.spoken.clear()
    assert re.search(r"\n  telling kinds 1 of 3, about \d+ s left: \d+ s so far\n", said.getvalue())
    pace = Pace("classify", began=time.monotonic() - 120, parts=(1, 3))
    assert pace.told() == "classify 1 of 3, about 4 min left"


def test_a_log_is_told_nothing_once_all_is_done(monkeypatch):
    before = set(threading.enumerate())  # those of another test may be about to end
    with Stages(Lines(io.StringIO())) as stages:
        stages.display.start("classify")
        squares(stages.parts, range(3))
        begun = set(threading.enumerate()) - before
        (beat,) = [thread for thread in begun if thread.name.endswith("(_go)")]
    beat.join(60)
    assert not beat.is_alive()
    assert len(set(threading.enumerate()) - before) <= 1


def test_without_dask_a_scheduler_is_refused_in_one_sentence(monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install 'worldcafe\[cluster\]'"), open_workers("local"):
        pass
    (tmp_path / "notes.csv").write_text("table,note\n1,More benches\n")
    command = ["run", str(tmp_path / "notes.csv"), "--out", str(tmp_path / "out"), "--scheduler", "local"]
    assert main(command) == 2
    assert "worldcafe[cluster]" in capsys.readouterr().err


def test_no_scheduler_is_no_pool():
    with open_workers("") as pool:
        assert pool is None
