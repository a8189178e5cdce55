"""Limits of time and memory under which every reader works: no file can hold up or fill the machine."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.read.document import MEGABYTE

if TYPE_CHECKING:
    from types import FrameType

    from worldcafe.read.document import Document
    from worldcafe.settings import ReadSettings

SECONDS_A_MEGABYTE = 5  # a workbook, the slowest there is, takes two


class _OutOfTimeError(BaseException):
    """The time is over; no `except Exception` of a reader or its library may take it for a broken file."""


@contextmanager
def limited(document: Document, settings: ReadSettings) -> Iterator[None]:
    """Let a document be read within the time and memory of the settings.

    Time is that of the processor, so that a busy machine refuses nothing. It is limited in the main thread
    and memory where the system can do it (not on Windows); a library that does not come back to Python is
    stopped when it does.

    Raises:
        InputError: the time is over, or the memory does not suffice.
    """
    seconds = max(1, settings.max_seconds) + SECONDS_A_MEGABYTE * document.size / MEGABYTE
    try:
        with _limited_time(seconds), _limited_memory(settings.max_memory_megabytes * MEGABYTE):
            yield
    except _OutOfTimeError:
        raise InputError(
            f"{document.where}: it was not read within {seconds:.0f} seconds of the processor; "
            "split it, save it as plain text, or raise max_seconds under [read]."
        ) from None
    except MemoryError:
        raise InputError(
            f"{document.where}: reading it takes more than {settings.max_memory_megabytes:,} MB of memory; "
            "split it, save it as plain text, or raise max_memory_megabytes under [read]."
        ) from None


@contextmanager
def _limited_time(seconds: float) -> Iterator[None]:
    """Raise `_OutOfTimeError` in here when the seconds are over."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _OutOfTimeError

    before = signal.signal(signal.SIGPROF, stop)
    left, interval = signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, left, interval)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _limited_memory(size: int) -> Iterator[None]:
    """Let this process take no more than so many bytes beside those that it has."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = _address_space() + size
    if before[0] != resource.RLIM_INFINITY:
        most = min(most, before[0])
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, before)


def _address_space() -> int:
    """Give how many bytes of addresses this process has, as far as the system tells it (Linux)."""
    import resource  # noqa: PLC0415 - not on Windows

    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - no path of a user's
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 40
