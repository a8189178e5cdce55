"""Workers of Dask: they give the same bytes, and a worker that is lost costs time alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from worldcafe.engine.parts import Parts
from worldcafe.engine.workers import open_workers
from worldcafe.errors import InputError

pytestmark = pytest.mark.enable_socket
HERE = Path(__file__).parent
NUMBERS = range(24)


def square(number: int) -> tuple[int, int]:
    """Give the square and the process that found it, slowly."""
    time.sleep(0.15)
    return number * number, os.getpid()


def test_workers_that_are_killed_cost_time_and_no_result():
    killed: set[int] = set()
    with open_workers("local") as pool:
        done = Parts(pool).map(square, ((b"", (number,)) for number in NUMBERS), len(NUMBERS))
        squares = []
        for value, worker in done:
            squares.append(value)
            if len(squares) % 6 == 1 and len(killed) < 3 and worker not in killed:
                os.kill(worker, signal.SIGKILL)
                killed.add(worker)
    assert squares == [number * number for number in NUMBERS]
    assert len(killed) >= 2
    assert os.getpid() not in killed


def test_workers_of_this_machine_answer_only_who_has_the_keys_of_the_run():
    from distributed import Client

    with open_workers("local") as pool:
        address = pool._client.scheduler.address
        assert address.startswith("tls://127.0.0.1:")
        with pytest.raises((OSError, TypeError, ValueError)):
            Client(address, timeout="3s", set_as_default=False)
        assert pool.submit(square, 3).result()[0] == 9


def test_where_no_scheduler_answers_it_is_one_sentence():
    with pytest.raises(InputError, match="no scheduler answers there"), open_workers("tcp://127.0.0.1:9"):
        pass


def test_a_run_by_workers_gives_the_same_tables(tiny_report: Path, tmp_path: Path):
    for name, more in (("here", []), ("workers", ["--scheduler", "local"])):
        command = ["run", str(tiny_report), "--out", str(tmp_path / name), "--format", "html", *more]
        done = subprocess.run(
            [sys.executable, "-P", "-m", "worldcafe", *command],
            env={
                **os.environ,
                "PYTHONPATH": str(HERE.parent / "pipeline"),
                "XDG_CACHE_HOME": str(tmp_path / f"cache-{name}"),
                "XDG_DATA_HOME": str(tmp_path / "data"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    tables = sorted((tmp_path / "here" / "tables").iterdir())
    assert tables
    for table in tables:
        assert table.read_bytes() == (tmp_path / "workers" / "tables" / table.name).read_bytes(), table.name
    assert not list((tmp_path / "cache-workers").rglob("parts/*"))  # a run that ended well leaves none
