"""A second process: it gets ready while the first one reads, then does beside it what takes long.

Finding themes and drawing are the slowest parts of a run, and there is other work that waits for neither.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence, Sized
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any, Generic, TypeVar

from worldcafe.engine.process import set_up_process

MOST_ROWS = 20_000  # of a table that is worth copying to another process

R = TypeVar("R")
Call = tuple[int, Callable[..., Any], Sequence[Any], dict[str, Any]]  # its number, what is called with what


class Promise(Generic[R]):
    """What a call that was begun will give: calling the promise waits for it, and fails as the call did.

    It may also be an argument of a later call, which then works with what it stands for.
    """

    def __init__(self, call: Call, answer: Future[tuple[R, float]]) -> None:
        self.number, self.function, self.args, _ = call
        self._answer = answer

    def __call__(self) -> R:
        """Give the result of the call."""
        return self._answer.result()[0]

    @property
    def is_kept(self) -> bool:
        """Whether the call is done."""
        return self._answer.done()

    @property
    def seconds(self) -> float:
        """The seconds that the call took, by itself."""
        return self._answer.result()[1]


@dataclass(frozen=True)
class _Held:
    """Stands for the result of an earlier call, which the second process still has."""

    number: int


class Second:
    """Does calls one after another in a second process, which ends with the block that it is used in.

    Where no process is wanted or can be started, where it fails, and where tables are too large to be
    copied, a thread of this process does them. `ready` names what the process calls first, to import what
    it will need ("module:function").
    """

    def __init__(self, *, process: bool = True, ready: str = "") -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._process = _start(ready) if process else None
        self._held: set[int] = set()
        self._begun = 0
        self._is_closed = False

    def begin(self, function: Callable[..., R], *args: Any, **kwargs: Any) -> Promise[R]:
        """Begin a call that can be pickled with its result, and that changes nothing it is given."""
        self._begun += 1
        call = (self._begun, function, args, kwargs)
        return Promise(call, self._thread.submit(self._do, call))

    def close(self) -> None:
        """End the process; what it has begun is not wanted any more."""
        self._is_closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _do(self, call: Call) -> Any:
        """Give the result and the seconds of one call."""
        number, function, args, kwargs = call
        values = [arg() if isinstance(arg, Promise) else arg for arg in args]
        process = self._process
        if process is not None and not _is_large(values):
            sent = [
                _Held(arg.number) if isinstance(arg, Promise) and arg.number in self._held else value
                for arg, value in zip(args, values, strict=True)
            ]
            answer = _answer(process, (number, function, sent, kwargs))
            if isinstance(answer, BaseException):
                raise answer
            if answer is not None:
                self._held.add(number)
                return answer
            self._process = None
        if self._is_closed:
            raise CancelledError
        return _timed(function, values, kwargs)


def _start(ready: str) -> subprocess.Popen[bytes] | None:
    """Start the process, unless the machine has none to spare."""
    with contextlib.suppress(OSError):
        return subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                __name__,
                *filter(None, [ready]),
            ],  # -P: nothing is imported from the user's folder
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    return None


def _answer(process: subprocess.Popen[bytes], call: Call) -> Any:
    """Give what the process answers: result and seconds, an exception, or None when it is gone."""
    if process.stdin is None or process.stdout is None:
        return None
    with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
        _send(call, process.stdin)
        return pickle.load(process.stdout)
    return None


def _send(message: Any, stream: IO[bytes]) -> None:
    """Write a message whole, so that the other side never waits for a half."""
    stream.write(pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL))
    stream.flush()


def _is_large(values: Iterable[Any]) -> bool:
    """Whether one of the tables has more rows than are worth copying."""
    return any(isinstance(value, Sized) and len(value) > MOST_ROWS for value in values)


def _timed(function: Callable[..., R], args: Iterable[Any], kwargs: dict[str, Any]) -> tuple[R, float]:
    """Give the result of a call and the seconds that it took."""
    began = time.perf_counter()
    result = function(*args, **kwargs)
    return result, round(time.perf_counter() - began, 3)


def _serve() -> None:
    """Get ready as the command line says, then answer calls until there are no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # only answers go out
    set_up_process()
    for name in sys.argv[1:]:  # after stdout is out of reach
        module, _, function = name.partition(":")
        getattr(import_module(module), function)()
    held: dict[int, Any] = {}
    with contextlib.suppress(EOFError):
        while True:
            number, function, args, kwargs = pickle.load(sys.stdin.buffer)
            values = [held[arg.number] if isinstance(arg, _Held) else arg for arg in args]
            try:
                answer: Any = _timed(function, values, kwargs)
                held[number] = answer[0]
            except Exception as error:  # it is raised again where the result is wanted
                answer = error
            _send(answer, answers)


if __name__ == "__main__":
    from worldcafe.engine.worker import _serve as serve  # what is sent knows this module by its name

    serve()
