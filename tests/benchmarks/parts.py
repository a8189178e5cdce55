"""Runs that are killed, workers that are lost, one worker and two: what each costs, and whether the bytes are the same.

    PYTHONPATH=pipeline python tests/benchmarks/parts.py [--rows 9000] [--kills 10] [--losses 3] [--seed 0]

A run of invented notes (see `scale.py`) is done to its end by itself. Then it is begun and killed (SIGKILL, it and its
children) at random moments, each time begun again, and let end. Then workers of a cluster on this machine do its
parts, one worker and then two, and of two some are killed at random moments. Compared are the bytes of all tables.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scale import write_notes

PACKAGE = Path(__file__).parents[2] / "pipeline"


def begin(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start a run in a session of its own, with the caches and the secret of this folder."""
    paths = {"PYTHONPATH": PACKAGE, "XDG_CACHE_HOME": folder / "cache", "XDG_DATA_HOME": folder / "data"}
    command = [
        "run",
        str(folder.parent / "notes.csv"),
        "--out",
        str(folder / "out"),
        "--format",
        "html",
        *more,
    ]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "worldcafe", *command],
        env={**os.environ, **{key: str(path) for key, path in paths.items()}},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def ended(run: subprocess.Popen[bytes]) -> float:
    """Wait for a run; give the seconds that it took."""
    began = time.perf_counter()
    if run.wait():
        sys.exit("a run failed")
    return time.perf_counter() - began


def digests(folder: Path) -> dict[str, str]:
    """Give the digest of each table."""
    tables = sorted((folder / "out" / "tables").glob("*.csv"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tables}


def fresh(folder: Path, name: str) -> Path:
    """Give an empty folder."""
    (folder / name).mkdir()
    return folder / name


def killed(folder: Path, kills: int, seconds: float, chance: random.Random) -> float:
    """Kill a run so many times, begin it again each time; give the seconds of the last, which ends."""
    for _ in range(kills):
        run = begin(folder)
        time.sleep(chance.uniform(0.2, 0.95) * seconds)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    return ended(begin(folder))


def by_workers(folder: Path, number: int, losses: int, seconds: float, chance: random.Random) -> float:
    """Let workers do the parts, and kill some; give the seconds."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=number, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        run, began = begin(folder, "--scheduler", cluster.scheduler_address), time.perf_counter()
        for _ in range(losses):
            time.sleep(chance.uniform(0.1, 0.25) * seconds)
            nanny = chance.choice(list(cluster.workers.values()))
            if nanny.process and nanny.process.pid:
                os.kill(nanny.process.pid, signal.SIGKILL)
        ended(run)
        return time.perf_counter() - began


def main() -> None:
    """Print a row for each way."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, number in (("rows", 9000), ("kills", 10), ("losses", 3), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=number)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_notes(folder / "notes.csv", given.rows)
        whole = fresh(folder, "whole")
        seconds = ended(begin(whole))
        wanted = digests(whole)
        print("| way | seconds | tables that differ |\n|---|---|---|")
        print(f"| by itself | {seconds:.0f} | |", flush=True)
        ways = {
            f"killed {given.kills} times, then to the end": lambda at: killed(
                at, given.kills, seconds, chance
            ),
            "one worker": lambda at: by_workers(at, 1, 0, seconds, chance),
            "two workers": lambda at: by_workers(at, 2, 0, seconds, chance),
            f"two workers, {given.losses} killed": lambda at: by_workers(
                at, 2, given.losses, seconds, chance
            ),
        }
        for number, (way, do) in enumerate(ways.items()):
            at = fresh(folder, str(number))
            took, found = do(at), digests(at)
            differ = [table for table in wanted if found.get(table) != wanted[table]]
            print(f"| {way} | {took:.0f} | {', '.join(differ) or 'none'} |", flush=True)


if __name__ == "__main__":
    main()
