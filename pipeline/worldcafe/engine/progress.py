"""What a run says while it works, and what it remembers of each stage for `run.json`."""

from __future__ import annotations

import shutil
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Sequence, Sized
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ParamSpec, Self, TextIO, TypeVar

from worldcafe.engine.parts import Parts
from worldcafe.engine.worker import Promise, Second

QUIET = 5  # seconds without a line, after which a log is told that work goes on
STAGES = 19  # of a run, from reading to writing

WORDS = {  # of each stage, as people are told what goes on; records keep the name of the module
    "begin": "getting ready",
    "read": "reading files",
    "parse": "finding tables",
    "segment": "parting ideas",
    "redact": "taking out names",
    "clean": "making it readable",
    "embed": "comparing meanings",
    "classify": "telling kinds",
    "cluster": "grouping themes",
    "correct": "your corrections",
    "name": "naming themes",
    "crossref": "checking claims",
    "oppose": "for and against",
    "recur": "what came back",
    "register": "the register",
    "report": "writing the report",
}
WIDTH = max(map(len, WORDS.values()))

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class StageRecord:
    """One stage that ran: rows of its first argument and of its result (-1: none), and seconds."""

    stage: str
    rows_in: int
    rows_out: int
    seconds: float


class Display:
    """Is told of stages as they start and end; this one shows nothing."""

    def start(self, stage: str) -> None:
        """A stage begins."""

    def end(self, record: StageRecord) -> None:
        """A stage is done."""

    def part(self, done: int, total: int) -> None:
        """So many of the parts of the stage that runs are done."""

    def close(self) -> None:
        """Nothing more is shown: all is done, or something failed."""


@dataclass
class Pace:
    """How fast the parts of a stage are done."""

    stage: str = ""
    began: float = field(default_factory=time.monotonic)
    parts: tuple[int, int] = (0, 0)

    def told(self) -> str:
        """Give "classify 3 of 25, about 4 min left", or "classify" where nobody counts parts."""
        done, total = self.parts
        if not done:
            return self.stage
        left = (time.monotonic() - self.began) / done * (total - done)
        about = f"{left / 60:.0f} min" if left > 90 else f"{left:.0f} s"
        return f"{self.stage} {done} of {total}" + (f", about {about} left" if done < total else "")


class Beat:
    """Calls a function every so many seconds, in a thread of its own, from `begin` to `end`."""

    def __init__(self, every: float, tell: Callable[[], None]) -> None:
        self._every, self._tell = every, tell
        self._over = threading.Event()

    def begin(self) -> None:
        """Count anew."""
        self.end()
        self._over = over = threading.Event()
        with suppress(RuntimeError):  # too little memory for a thread: the work goes on without being told of
            threading.Thread(target=self._go, args=(over,), daemon=True).start()

    def end(self) -> None:
        """Call no more."""
        self._over.set()

    def _go(self, over: threading.Event) -> None:
        while not over.wait(self._every):
            self._tell()


class Lines(Display):
    """One plain line per stage, for logs and pipes, and a sign of life in one that takes long."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._pace = Pace()
        self._beat = Beat(QUIET, self._live)
        self._done: list[StageRecord] = []  # parts of one stage, which are told as one

    def start(self, stage: str) -> None:
        """Say that the stage before is done, if this is another; wait for the end: a log wants one line."""
        if self._done and self._done[0].stage != stage:
            self._tell()
        self._pace = Pace(word_of(stage))
        self._beat.begin()

    def part(self, done: int, total: int) -> None:
        """Remember how far a long stage is, for the next sign of life."""
        self._pace.parts = done, total

    def end(self, record: StageRecord) -> None:
        """Keep what is to be said of the stage until the next begins."""
        self._beat.end()
        self._done.append(record)

    def close(self) -> None:
        """Say that the last stage is done, and leave the lines where they are."""
        self._beat.end()
        self._tell()

    def _tell(self) -> None:
        """Print the stage that is done, the rows that it gave first, and its seconds."""
        if not self._done:
            return
        first, seconds = self._done[0], sum(record.seconds for record in self._done)
        number = first.rows_out
        rows = f"{number:>6,} {'row ' if number == 1 else 'rows'}" if number >= 0 else " " * 11
        print(f"{word_of(first.stage):<{WIDTH}}{rows}{seconds:>8.1f} s", file=self._stream, flush=True)
        self._done = []

    def _live(self) -> None:
        seconds = time.monotonic() - self._pace.began
        print(f"  {self._pace.told()}: {seconds:.0f} s so far", file=self._stream, flush=True)


class Bar(Display):
    """A bar that fills stage by stage, for a terminal; its clock runs."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        from tqdm import tqdm  # noqa: PLC0415 - only a terminal needs it

        layout = f"{{desc:<{WIDTH}}}|{{bar}}| {{n_fmt}}/{{total_fmt}} {{elapsed}}"
        self._bar = tqdm(
            total=total, file=stream or sys.stderr, bar_format=layout, leave=False, dynamic_ncols=True
        )
        self._pace = Pace()
        self._beat = Beat(1, self._bar.refresh)

    def start(self, stage: str) -> None:
        """Name the stage that runs."""
        self._pace = Pace(word_of(stage))
        self._bar.set_description_str(self._pace.stage)
        self._beat.begin()

    def part(self, done: int, total: int) -> None:
        """Say beside the stage how far it is."""
        self._pace.parts = done, total
        self._bar.set_description_str(self._pace.told())

    def end(self, record: StageRecord) -> None:
        """Fill the bar by one stage."""
        self._beat.end()
        self._bar.update()

    def close(self) -> None:
        """Take the bar away, so that what is printed next has the line for itself."""
        self._beat.end()
        self._bar.close()


def word_of(stage: str) -> str:
    """Give what people are told of a stage."""
    return WORDS.get(stage, stage)


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text; on a terminal it breaks between words, and what continues a line is indented more."""
    stream = stream or sys.stdout
    if stream.isatty():
        width = max(40, shutil.get_terminal_size().columns)
        indent = " " * (len(text) - len(text.lstrip(" ")) + 2)
        text = textwrap.fill(
            text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    print(text, file=stream)


def counted(number: int, things: str) -> str:
    """Give "2 altered claims", "1 altered claim", or "1 identity removed" of "identities removed"."""
    return f"{number:,} {things.replace('ies ', 'y ').removesuffix('s') if number == 1 else things}"


def display_for(stream: TextIO, total: int) -> Display:
    """Give a bar when `stream` is a terminal, plain lines otherwise."""
    return Bar(total, stream) if stream.isatty() else Lines(stream)


def bar_for(stream: TextIO | None, total: int) -> Display:
    """Give a bar when `stream` is a terminal, nothing otherwise: a program that calls wants no lines."""
    return Bar(total, stream) if stream is not None and stream.isatty() else Display()


@dataclass
class Stages:
    """Runs stages one by one: `stages(parse_sources, sources, settings.parse)` is the call, watched.

    A stage is known by the module of its function. `second` does what is begun ahead; where that is waited
    for, `meanwhile` is done once. `parts` does what is long part by part, and tells the display of each.
    """

    display: Display = field(default_factory=Display)
    records: list[StageRecord] = field(default_factory=list)
    second: Second = field(default_factory=lambda: Second(process=False))
    parts: Parts = field(default_factory=Parts)
    meanwhile: Callable[[], None] | None = None

    def __post_init__(self) -> None:
        self.parts.tell = self.display.part

    def __call__(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Give what the function gives, and keep a record of it."""
        self.display.start(_stage(function))
        began = time.perf_counter()
        result = function(*args, **kwargs)
        seconds = round(time.perf_counter() - began, 3)
        return self._keep(_stage(function), args, result, seconds)

    def ahead(self, function: Callable[..., R], *args: Any, **kwargs: Any) -> Promise[R]:
        """Begin a stage beside those that follow; `result` waits for it.

        An argument may be the promise of a stage that was begun before it.
        """
        return self.second.begin(function, *args, **kwargs)

    def result(self, promise: Promise[R]) -> R:
        """Give the result of a stage that was begun ahead, and keep a record of it."""
        self.display.start(_stage(promise.function))
        if not promise.is_kept and self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        return self._keep(_stage(promise.function), promise.args, promise(), promise.seconds)

    def __enter__(self) -> Self:
        """Give the stages; at the end of the block display and second process close, whatever happened."""
        return self

    def __exit__(self, *_: object) -> None:
        self.display.close()
        self.second.close()

    def _keep(self, stage: str, args: Sequence[Any], result: R, seconds: float) -> R:
        """Keep and show the record of a stage that is done; give its result."""
        record = StageRecord(stage, _rows(args[0] if args else None), _rows(result), seconds)
        self.records.append(record)
        self.display.end(record)
        return result


def _stage(function: Callable[..., Any]) -> str:
    """Give the name of the stage that a function is."""
    return function.__module__.removeprefix("worldcafe.").split(".")[0]


def _rows(value: Any) -> int:
    """Count the rows of a table, or of the first table that a result holds; -1 when there is none."""
    if isinstance(value, Sized) and not isinstance(value, str | bytes):
        return len(value)
    if hasattr(value, "__dataclass_fields__"):
        held = (getattr(value, name) for name in value.__dataclass_fields__)
        return next((len(part) for part in held if hasattr(part, "columns")), -1)
    return -1
