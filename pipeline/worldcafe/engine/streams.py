"""What is said on the terminal, or into what stands in its place: no failure there ends the work."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Said(io.FileIO):
    """A stream that takes everything, and remembers the first failure to write it."""

    failure: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """Write, or keep the failure; either way all is taken."""
        try:
            return super().write(data)
        except OSError as error:
            self.failure = self.failure or error
            return memoryview(data).nbytes


@contextmanager
def lasting_streams() -> Iterator[list[_Said]]:
    """Let what is said go nowhere, without an error, where it cannot be written (full disc, closed pipe).

    Gives the streams, standard output first, where these are those of the process: not within a test or a
    notebook, which have their own. Closed descriptors are opened, so that no file gets their number.
    """
    for number in range(3):
        _hold(number)
    kept = sys.stdout, sys.stderr
    if kept != (sys.__stdout__, sys.__stderr__):
        yield []
        return
    said = [_Said(number, "w", closefd=False) for number in (1, 2)]
    sys.stdout, sys.stderr = (_text(raw, old) for raw, old in zip(said, kept, strict=True))
    try:
        yield said
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = kept


def _hold(number: int) -> None:
    """Open a closed descriptor of 0, 1 or 2 on nothing."""
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, os.O_RDWR)  # the lowest that is free: with those below held, this one
        os.set_inheritable(opened, True)


def _text(raw: _Said, old: TextIO | None) -> TextIO:
    """Give the stream for text, as Python has made the one before it; what it cannot encode becomes "?".

    A console of Windows takes text and no bytes: it is left as it is.
    """
    if old and os.name == "nt" and raw.isatty():
        return old
    encoding, errors = (old.encoding, old.errors) if old else ("utf-8", "replace")
    errors = "replace" if errors == "strict" else errors  # a pipe of Windows knows a few hundred characters
    line_by_line = raw.isatty() or raw.fileno() != 1
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=encoding, errors=errors, line_buffering=line_by_line
    )
