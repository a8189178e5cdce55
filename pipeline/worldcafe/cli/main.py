"""The entry of the command, and how it ends: by itself, by bad input, by a key."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from worldcafe.cli.arguments import make_parser
from worldcafe.engine.process import require_memory, set_up_process
from worldcafe.engine.progress import say
from worldcafe.engine.streams import lasting_streams
from worldcafe.errors import InputError

OUT_OF_MEMORY = (
    *("can't start new thread", "bad_alloc", "bad allocation", "Failed to allocate memory"),
    *("failed to map segment", "Cannot allocate memory"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give how it ended.

    0 is well, 1 a failure at the end (an unsupported claim of `check --strict`, a format that could not be
    written, an answer that could not be printed), 2 bad input.
    """
    with lasting_streams() as said:
        code = _command(argv)
        sys.stdout.flush()
        failure = said[0].failure if said else None
        if failure and not isinstance(failure, BrokenPipeError):
            say(f"worldcafe: the answer could not be printed ({failure.strerror}).", sys.stderr)
            return code or 1
    return code


def _command(argv: Sequence[str] | None) -> int:
    """Run one command and say how it ended."""
    arguments = make_parser().parse_args(argv)
    set_up_process()
    try:
        if getattr(arguments, "analyses", False):
            require_memory()
        with _ending_as_by_a_key():
            code: int = arguments.command(arguments)
    except InputError as error:
        say(f"worldcafe: {error}", sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except (MemoryError, RuntimeError, ImportError, OSError) as error:
        told = _told_of(error)
        if not told:
            raise
        say(f"worldcafe: {told}", sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("worldcafe: stopped; nothing was written.", file=sys.stderr)
        return 130
    return code


def _told_of(error: Exception) -> str:
    """Say what of this machine or of a file on it does not do; "" where the fault is ours."""
    if _is_out_of_memory(error):
        return "this machine has too little memory for it; close other programs."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: this cannot be read or written ({error.strerror})."
    return ""


def _is_out_of_memory(error: Exception) -> bool:
    """Tell whether there was too little memory; threads and native libraries say it in words of their own."""
    said = str(error)
    return isinstance(error, MemoryError) or any(words in said for words in OUT_OF_MEMORY)


@contextmanager
def _ending_as_by_a_key() -> Iterator[None]:
    """Let a request to end do what Ctrl-C does, so that no half-written folder stays behind.

    It comes as SIGTERM, or as SIGHUP when the terminal is closed, unless `nohup` has it ignored.
    """
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        with suppress(ValueError):  # not the main thread, which alone may ask for this
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
