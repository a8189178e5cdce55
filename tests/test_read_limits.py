"""read: no file holds up or fills the machine; what runs into a limit is refused in one sentence."""

import resource
import signal
import threading
from contextlib import suppress

import pytest

from worldcafe.errors import InputError
from worldcafe.read import limits, read_sources
from worldcafe.settings import ReadSettings


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("# Table 1\n- Open on Sundays.\n")
    return path


@pytest.fixture
def reader(monkeypatch):
    """Let a function read plain text in place of the reader."""
    return lambda function: monkeypatch.setattr("worldcafe.read.plain.read_plain", function)


def endless(document, settings):
    while True:
        with suppress(Exception):  # what libraries do with whatever goes wrong in them
            sum(range(1000))


def test_a_file_that_takes_for_ever_is_refused_by_name(notes, reader, monkeypatch):
    reader(endless)
    monkeypatch.setattr(signal, "setitimer", shortened(signal.setitimer))
    with pytest.raises(
        InputError, match=r"notes\.md: it was not read within 7 seconds of the processor.*max_seconds"
    ):
        read_sources([notes], ReadSettings(max_seconds=7))


def shortened(setitimer):
    """Let seconds pass a hundred times as fast."""
    return lambda which, seconds, interval=0.0: setitimer(which, seconds / 100, interval)


def test_a_file_that_fills_memory_is_refused_by_name(notes, reader):
    reader(lambda document, settings: bytes(60_000_000_000))
    with pytest.raises(InputError, match=r"notes\.md: reading it takes more than 50 MB of memory"):
        read_sources([notes], ReadSettings(max_memory_megabytes=50))


@pytest.mark.parametrize("settings", [ReadSettings(), ReadSettings(max_seconds=-5)])
def test_a_file_within_the_limits_is_read_and_the_limits_are_lifted(notes, settings):
    before = signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_AS)
    (source,) = read_sources([notes], settings)
    assert "Open on Sundays." in source.text
    assert (signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_AS)) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_files_are_read_in_other_threads_too(notes):
    found = []
    thread = threading.Thread(target=lambda: found.extend(read_sources([notes], ReadSettings())))
    thread.start()
    thread.join()
    assert len(found) == 1


def test_a_larger_file_gets_more_time(tmp_path, monkeypatch):
    given = []
    monkeypatch.setattr(
        signal, "setitimer", lambda which, seconds, interval=0.0: given.append(seconds) or (0, 0)
    )
    for repeated in (1, 40_000):
        (tmp_path / "notes.md").write_text("# Table 1\n" + "- Open on Sundays, and close late.\n" * repeated)
        read_sources([tmp_path / "notes.md"], ReadSettings())
    allowed = [seconds for seconds in given if seconds]
    assert allowed[0] < allowed[1] == pytest.approx(120 + limits.SECONDS_A_MEGABYTE * 1.4, abs=0.1)
