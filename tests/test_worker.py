"""The second process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import worldcafe
from sample_analysis import sample_analysis
from worldcafe.cluster.as_bertopic import _Refuse
from worldcafe.embed import make_encoder, quick_vectors
from worldcafe.engine.worker import MOST_ROWS, Second
from worldcafe.errors import InputError
from worldcafe.report.view import build_view
from worldcafe.report.write import write_charts

TEXTS = ["More benches by the lake.", "Benches rot in winter.", "Who pays?"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def second():
    made = Second()
    yield made
    made.close()


def gone(second: Second) -> Second:
    second._process.kill()
    second._process.wait()
    return second


def test_call_runs_in_another_process(second):
    assert second.begin(os.getpid)() == second._process.pid != os.getpid()


@pytest.mark.parametrize(("ready", "known"), [("xml.dom:getDOMImplementation", True), ("", False)])
def test_second_process_gets_ready_as_it_is_told(ready, known):
    second = Second(ready=ready)
    assert second.begin(eval, "'xml.dom.domreg' in __import__('sys').modules")() == known
    second.close()


def test_second_process_gives_the_same_bytes_as_this_one(second):
    assert np.array_equal(second.begin(quick_vectors, TEXTS)(), quick_vectors(TEXTS))


def test_second_process_writes_the_same_charts_as_this_one(second, tmp_path):
    view = build_view(sample_analysis())
    write_charts(view, tmp_path / "here")
    second.begin(write_charts, view, tmp_path / "there")()
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_promise_stands_for_its_result_in_a_later_call(second):
    vectors = second.begin(quick_vectors, TEXTS)
    assert second.begin(np.argsort, second.begin(np.sum, vectors, axis=1))().shape == (3,)


def test_call_fails_where_its_result_is_asked_for_and_so_do_calls_that_need_it(second):
    broken = second.begin(make_encoder, "nothing of the kind")
    later = second.begin(len, broken)
    for promise in (broken, later):
        with pytest.raises(InputError, match="nothing of the kind"):
            promise()
    assert second.begin(len, "still alive")() == 11


def test_call_is_done_here_where_no_process_can_be_started(monkeypatch):
    def refuse(*_, **__):
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert Second().begin(os.getpid)() == os.getpid()


def test_call_is_done_here_where_the_process_is_gone(second):
    first = second.begin(np.arange, 3)
    assert first().tolist() == [0, 1, 2]
    assert gone(second).begin(np.sum, first)() == 3


def test_table_that_is_too_large_to_be_copied_stays_here(second):
    large = pd.DataFrame({"process": range(MOST_ROWS + 1)})
    assert second.begin(lambda table: table.shape, large)() == large.shape  # a lambda cannot be sent


def test_nothing_is_done_after_closing(tmp_path):
    second = Second()
    process = second._process
    unwanted = second.begin(Path.touch, tmp_path / "made")  # the process still imports
    second.close()
    assert process.poll() is not None
    with pytest.raises(CancelledError):
        unwanted()
    assert not (tmp_path / "made").exists()


def test_second_process_ends_when_nothing_is_asked_of_it():
    second = Second()
    second._process.stdin.close()
    assert second._process.wait(timeout=60) == 0


def test_what_bertopic_does_without_is_hidden_from_no_other_thread():
    finder, told = _Refuse(), []
    with pytest.raises(ModuleNotFoundError, match="done without"):
        finder.find_spec("spacy", None)
    other = threading.Thread(target=lambda: told.append(finder.find_spec("spacy", None)))
    other.start()
    other.join()
    assert told == [None]


def test_bertopic_is_one_that_the_import_without_its_options_was_seen_to_work_for():
    """`cluster.as_bertopic` hides what BERTopic can do without while it is imported, as it cannot say so.

    A later version may import other things, or import them late: then look at `DONE_WITHOUT` again.
    """
    assert version("bertopic").split(".")[:2] == ["0", "17"]
    code = (
        "import sys\nfrom worldcafe.cluster.as_bertopic import DONE_WITHOUT, load_bertopic\n"
        "assert load_bertopic().__name__ == 'BERTopic'\n"
        "sys.exit(','.join(sorted(DONE_WITHOUT & set(sys.modules))) or 0)"
    )
    paths = {**os.environ, "PYTHONPATH": str(Path(worldcafe.__file__).parents[1])}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=paths, check=False)
    assert (done.returncode, done.stderr) == (0, "")
