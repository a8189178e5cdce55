"""Where time and memory of a run go: each stage and each format, at several sizes.

    PYTHONPATH=pipeline python tests/benchmarks/scale.py [rows ...] [--make SCRIPT] [--command] [--profile STAGE]

Without numbers: 500, 5,000 and 20,000 rows. The rows are invented notes, halves of notes of the shipped corpus
put together, some of them said more than once; `--make` names a script that writes others (`SCRIPT N FILE`). Each
size has a process of its own, in which the stages run one after another, so that what each costs can be told:
seconds of the processor (all threads), milliseconds of these for each note, and the most memory while it
ran, looked at fifty times a second. `slope` is how seconds grow, fitted over all sizes from 10,000 on, or over the last
two where these are fewer: 1 is as many times as there are more notes. `--command` runs `worldcafe run` as people do, and says what it took and wrote. `--profile` prints
where one stage spends its time at the largest size.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import json
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from math import log
from pathlib import Path
from typing import Any

SIZES = (500, 5_000, 20_000)
FROM = 10_000  # rows from which on growth is fitted
AGAIN = 0.05  # share of notes that say what another one said, word by word
FORMATS = ("html", "docx", "pdf", "xlsx", "qdpx", "charts")
KIB = 2**10


def write_notes(path: Path, rows: int) -> None:
    """Write invented notes, the same for the same number."""
    from streaming import notes

    said, chance = notes(), random.Random(0)
    written: list[str] = []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("table", "round", "note"))
        for number in range(rows):
            first, second = chance.choice(said), chance.choice(said)
            new = " ".join([*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]])
            written.append(chance.choice(written) if written and chance.random() < AGAIN else new)
            writer.writerow((number % 200 + 1, number % 3 + 1, written[-1]))


class Watch:
    """Seconds of the processor, and the most memory, of what is called through it, by name."""

    def __init__(self, profiled: str = "") -> None:
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, float] = {}
        self.profiled = profiled

    def __call__(self, name: str, call: Callable[[], Any]) -> Any:
        """Give what the call gives."""
        over, highest = threading.Event(), [memory()]

        def look() -> None:
            while not over.wait(0.02):
                highest[0] = max(highest[0], memory())

        looking = threading.Thread(target=look)
        looking.start()
        began = time.process_time()
        profile = cProfile.Profile()
        try:
            return profile.runcall(call) if name == self.profiled else call()
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began
            over.set()
            looking.join()
            self.peaks[name] = max(self.peaks.get(name, 0.0), *highest)
            if name == self.profiled:
                pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(45)


def memory() -> float:
    """Give the memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / KIB**2


def measure(path: Path, out: Path, profiled: str) -> None:
    """Run every stage on a file and print what each took."""
    from worldcafe.analysis import analyse
    from worldcafe.engine.progress import Stages
    from worldcafe.engine.worker import Promise, Second
    from worldcafe.read import read_sources
    from worldcafe.report import write
    from worldcafe.settings import EmbedSettings, ReadSettings, Settings
    from worldcafe.tasks.publish import publish_run

    watch = Watch(profiled)

    class AtOnce(Second):
        """Does what is begun at once, so that nothing else runs meanwhile."""

        def begin(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Promise[Any]:
            """Do the call, and give its result as a promise."""
            promise = super().begin(function, *args, **kwargs)
            watch(stage(function), promise)
            return promise

    class Watched(Stages):
        """Stages that are watched, but for the one that only calls the formats."""

        def __call__(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            """Give what the stage gives."""
            if function is write.render_formats:
                return super().__call__(function, *args, **kwargs)
            return watch(stage(function), lambda: super(Watched, self).__call__(function, *args, **kwargs))

    for name, writer in write.WRITERS.items():
        write.WRITERS[name] = lambda *args, name=name, writer=writer: watch(
            f"format {name}", lambda: writer(*args)
        )
    stages = Watched(second=AtOnce(process=False))
    settings = Settings(read=ReadSettings(max_seconds=3600), embed=EmbedSettings(cache="off"))
    with stages:
        outcome = analyse(stages(read_sources, [path], settings.read), settings, stages)
        whole = time.process_time()
        publish_run(outcome, out, FORMATS, stages)
    formats = {name: took for name, took in watch.seconds.items() if name.startswith(("format", "report"))}
    watch.seconds["tables and model"] = time.process_time() - whole - sum(formats.values())
    watch.seconds["whole"] = time.process_time()
    watch.peaks["whole"] = max(watch.peaks.values())
    notes = int((outcome.analysis.segments["role"] == "note").sum())
    print(json.dumps({"notes": notes, "seconds": watch.seconds, "peaks": watch.peaks, "files": sizes(out)}))


def stage(function: Callable[..., Any]) -> str:
    """Give the name of a stage, and of the function where a stage has several."""
    module = function.__module__.removeprefix("worldcafe.")
    return f"{module.split('.')[0]} {function.__name__.removeprefix('_')}"


def sizes(out: Path) -> dict[str, float]:
    """Give the megabytes of each file that people open."""
    return {file.name: round(file.stat().st_size / 1e6, 2) for file in sorted(out.glob("report*"))} | {
        file.name: round(file.stat().st_size / 1e6, 2) for file in sorted(out.glob("*.xlsx"))
    }


def run_command(path: Path, out: Path) -> str:
    """Run the command as people do; give in a sentence what it took and wrote."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-P", "-m", "worldcafe", "run", str(path), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after, passed = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - began
    worked = sum(getattr(after, name) - getattr(before, name) for name in ("ru_utime", "ru_stime"))
    if done.returncode:
        return f"ended with {done.returncode}: {done.stderr[-500:]}"
    return (
        f"{passed:.0f} s, {worked:.0f} s of processor, {after.ru_maxrss / KIB:,.0f} MB at most in one process; "
        + ", ".join(f"{name} {size} MB" for name, size in sizes(out).items())
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=int, nargs="*", default=SIZES)
    parser.add_argument("--make", type=Path)
    parser.add_argument("--command", action="store_true")
    parser.add_argument("--profile", default="")
    parser.add_argument("--measure", type=Path, nargs=2)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure[0], given.measure[1], given.profile)
        return
    found: dict[int, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in given.rows:
            path = Path(folder) / f"{rows}.csv"
            if given.make:
                subprocess.run([sys.executable, str(given.make), str(rows), str(path)], check=True)
            else:
                write_notes(path, rows)
            profiled = given.profile if rows == max(given.rows) else ""
            command = [sys.executable, __file__, "--measure", str(path), f"{path}.out", "--profile", profiled]
            found[rows] = json.loads(subprocess.check_output(command, text=True))
            if given.command:
                print(f"{rows:,}: {run_command(path, Path(f'{path}.run'))}", flush=True)
    print_table(found)


def fit(notes: list[int], seconds: list[float]) -> float:
    """Give the exponent by which seconds grow with notes, by least squares of their logarithms."""
    wide, high = ([log(value) for value in values] for values in (notes, seconds))
    middle, level = sum(wide) / len(wide), sum(high) / len(high)
    grown = sum((x - middle) * (y - level) for x, y in zip(wide, high, strict=True))
    return grown / sum((x - middle) ** 2 for x in wide)


def print_table(found: dict[int, dict[str, Any]]) -> None:
    """Print a row for each stage, the dearest first."""
    last = max(found)
    print("| stage |" + "".join(f" {rows:,}: s | ms a note | MB |" for rows in found) + " slope |")
    print("|---|" + "---|---|---|" * len(found) + "---|")
    for name in sorted(found[last]["seconds"], key=lambda name: -found[last]["seconds"][name]):
        row = f"| {name} |"
        for part in found.values():
            seconds = part["seconds"].get(name, 0.0)
            row += f" {seconds:.1f} | {1000 * seconds / part['notes']:.2f} |"
            row += f" {part['peaks'].get(name, 0):,.0f} |"
        slope = " |"
        fitted = [rows for rows in found if rows >= FROM] if last > FROM else sorted(found)[-2:]
        seconds = [found[rows]["seconds"].get(name, 0.0) for rows in fitted]
        if len(fitted) > 1 and min(seconds) > 0.1:
            slope = f" {fit([found[rows]['notes'] for rows in fitted], seconds):.2f} |"
        print(row + slope)
    for rows, part in found.items():
        print(f"{rows:,} rows: " + ", ".join(f"{name} {size} MB" for name, size in part["files"].items()))


if __name__ == "__main__":
    main()
