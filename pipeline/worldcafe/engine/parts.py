"""A long piece of work in parts: done one after another, or by the processes and machines of a pool.

What a part gave is kept, sealed, until the run has ended well: a run that was killed is begun again and
does not do again what was done. Which worker does a part, and when, changes nothing of what it gives.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from worldcafe.engine.sealed import named, opened, sealed, user_secret
from worldcafe.files.drafts import growing_file

R = TypeVar("R")
AT_ONCE = 8  # parts that a pool has at a time, so that the others fill no memory
OLD = 7 * 86_400  # seconds after which what a run left is of no use any more
Call = Callable[[], Any]


@dataclass(frozen=True)
class Kept:
    """What parts gave, each in a file of its own in the user's cache folder (mode 0600)."""

    folder: Path
    secret: bytes

    def get(self, told: bytes) -> Any:
        """Give what was kept of a part; None where there is nothing, or something that was changed."""
        name = named(told, self.secret)
        with contextlib.suppress(OSError):
            data = opened((self.folder / name.hex()).read_bytes(), name, self.secret)
            return None if data is None else pickle.loads(data)  # sealed by us: nobody else's is opened
        return None

    def put(self, told: bytes, value: Any) -> None:
        """Keep what a part gave; where there is no room, a run that is killed merely does it again."""
        name = named(told, self.secret)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with growing_file(self.folder / name.hex(), private=True) as file:
                file.write(sealed(pickle.dumps(value), name, self.secret))

    def clear(self) -> None:
        """Take away what was kept: the run has ended well."""
        shutil.rmtree(self.folder, ignore_errors=True)


def keep_parts(out: Path, cache: str) -> Kept | None:
    """Give the place for the parts of a run that is written to `out`.

    It is in the user's cache folder ("auto") or in another; None where nothing is to be kept ("off"), and
    where there is no secret to seal it with.
    """
    secret = user_secret() if cache != "off" else b""
    if not secret:
        return None
    root = (platformdirs.user_cache_path("worldcafe") if cache == "auto" else Path(cache)) / "parts"
    _sweep(root)
    return Kept(root / named(os.fsencode(out.absolute()), secret).hex(), secret)


def _sweep(root: Path) -> None:
    """Take away what runs left that nobody has begun again for a week."""
    with contextlib.suppress(OSError):
        for folder in root.iterdir():
            if time.time() - folder.stat().st_mtime > OLD:
                shutil.rmtree(folder, ignore_errors=True)


def say_nothing(done: int, total: int) -> None:
    """Tell nobody how many of how many parts are done."""


@dataclass
class Parts:
    """Maps functions over parts.

    `pool` does them (where there is none, this process does), `kept` holds what was done before, `tell` is
    told how many of how many are done.
    """

    pool: Executor | None = None
    kept: Kept | None = None
    tell: Callable[[int, int], None] = say_nothing

    @property
    def elsewhere(self) -> Parts:
        """What can be handed to another process: these where a pool does them, else parts done there."""
        return self if self.pool else HERE

    def forget(self) -> None:
        """Take away what was kept: the run has ended well."""
        if self.kept:
            self.kept.clear()

    def map(
        self, function: Callable[..., R], parts: Iterable[tuple[bytes, tuple[Any, ...]]], total: int
    ) -> Iterator[R]:
        """Give what a function gives for each part, in their order.

        Args:
            function: of a module, so that a worker finds it; what it gives hangs on its arguments alone.
            parts: for each, all that decides what it gives, and the arguments.
            total: how many there are; a single one is not kept.
        """
        waiting: deque[Callable[[], R]] = deque()
        done = 0
        for told, args in parts:
            waiting.append(self._begin(function, told, args, keep=total > 1))
            while len(waiting) >= (AT_ONCE if self.pool else 1):
                yield waiting.popleft()()
                self.tell(done := done + 1, total)
        for part in waiting:
            yield part()
            self.tell(done := done + 1, total)

    def _begin(
        self, function: Callable[..., R], told: bytes, args: tuple[Any, ...], *, keep: bool
    ) -> Callable[[], R]:
        """Begin a part; give what waits for it."""
        kept = self.kept if keep else None
        before = kept.get(told) if kept else None
        if before is not None:
            return lambda: before
        future = self.pool.submit(function, *args) if self.pool else None

        def finish() -> R:
            result = future.result() if future else function(*args)
            if kept:
                kept.put(told, result)
            return result

        return finish


HERE = Parts()  # one after another, in this process, nothing kept
