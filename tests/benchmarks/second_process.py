"""What the second process of a run is worth: cold runs with it and without, by turns.

    python tests/benchmarks/second_process.py [SOURCE] [--rounds 5] [--format html ...]

Each run is a new process with empty caches. Without the second process a thread of the first does the same calls;
the tables are the same to the byte, which is checked. Printed are the seconds that pass, those of the processor
(user and system) and the peak of memory of the largest process, and of each the middle of the ratios pair by pair:
other work on the machine stretches both of a pair. The second process earns its lines where a cold run on a quiet
machine with two processors is at least a tenth faster with it.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

REPO = Path(__file__).parents[2]
WITH = "from worldcafe.cli import main; import sys; sys.exit(main())"
WITHOUT = f"from worldcafe.engine import worker; worker._start = lambda ready: None; {WITH}"
ENOUGH = 0.9  # of the time without


class Cost(NamedTuple):
    """What one run took: seconds that passed, of the processor for the program and for the system, megabytes."""

    passed: float
    user: float
    system: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", nargs="?", type=Path, default=REPO / "corpus" / "ccnso-2023" / "report.md")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", default="", help="formats to write (default: what a run writes)")
    arguments = parser.parse_args()
    ways = {"with": WITH, "without": WITHOUT}
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(-1, arguments.rounds):  # the first compiles, and is not counted
            for name, program in ways.items():
                cost = run(program, arguments, Path(folder) / f"{name}{turn}")
                if turn >= 0:
                    costs[name].append(cost)
                    print(f"round {turn + 1}, {name}: {told(cost)}", flush=True)
            require_same(Path(folder), turn)
    for name, found in costs.items():
        print(f"median {name}: {told(Cost(*map(statistics.median, zip(*found, strict=True))))}")
    pairs = list(zip(costs["with"], costs["without"], strict=True))
    ratios = {
        part: statistics.median(getattr(one, part) / getattr(other, part) for one, other in pairs)
        for part in Cost._fields
    }
    print("ratio with / without: " + ", ".join(f"{part} {value:.2f}" for part, value in ratios.items()))
    print("it earns its lines" if ratios["passed"] <= ENOUGH else "it does not earn its lines")


def run(program: str, arguments: argparse.Namespace, out: Path) -> Cost:
    command = [sys.executable, "-c", program, "run", str(arguments.source), "--out", str(out)]
    command += ["--format", arguments.format] if arguments.format else []
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = {"XDG_CACHE_HOME": f"{out}-cache", "PYTHONPATH": str(REPO / "pipeline")}
    began = time.perf_counter()
    with subprocess.Popen(
        command, env={**kept, **paths}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        told = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(told.decode()[-2000:])
    return Cost(time.perf_counter() - began, used.ru_utime, used.ru_stime, used.ru_maxrss / 1024)


def require_same(folder: Path, turn: int) -> None:
    """End where the two runs of a turn did not write the same tables."""
    one, other = (folder / f"{name}{turn}" / "tables" for name in ("with", "without"))
    names = sorted(path.name for path in one.iterdir())
    if filecmp.cmpfiles(one, other, names, shallow=False)[0] != names:
        sys.exit("the tables differ")


def told(cost: Cost) -> str:
    return f"{cost.passed:.2f} s pass, {cost.user:.2f} + {cost.system:.2f} s of processor, {cost.megabytes:.0f} MB"


if __name__ == "__main__":
    main()
