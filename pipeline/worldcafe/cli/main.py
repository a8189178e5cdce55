"""The entry of the command, and how it ends: by itself, by bad input, by a key."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from worldcafe.cli.arguments import make_parser
from worldcafe.engine.process import set_up_process
from worldcafe.engine.progress import say
from worldcafe.errors import InputError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give 0, 1 (`check --strict` found unsupported claims) or 2 (bad input)."""
    arguments = make_parser().parse_args(argv)
    set_up_process()
    try:
        with _ending_as_by_a_key():
            code: int = arguments.command(arguments)
    except InputError as error:
        say(f"worldcafe: {error}", sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("worldcafe: stopped; nothing was written.", file=sys.stderr)
        return 130
    return code


@contextmanager
def _ending_as_by_a_key() -> Iterator[None]:
    """Let a request to end (SIGTERM) do what Ctrl-C does, so that no half-written folder stays behind."""
    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # not the main thread, which alone may ask for this
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
