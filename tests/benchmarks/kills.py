"""What is left on disc when `run` and `clean` are killed at random moments: nothing that was not masked.

    python tests/benchmarks/kills.py [clean] [run] [--times 50] [--seed 0]

Each is first run to its end, to learn how long it takes; then it is begun anew and killed (SIGKILL, it and its
children) after a random share of that time. Counted are the files under its output folder, cache and temporary
folder in which a planted name or sentence stands, and the drafts that lie about after one more run to its end.
The private list of removed names, where a kill comes after it was written whole, is what it should be.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAME = "Margaret Quilter"
PACKAGE = Path(__file__).parents[2] / "pipeline"
WISHES = (
    "plant trees",
    "mend the gate",
    "open earlier",
    "paint the fence",
    "more lamps",
    "a map of the paths",
)


def begin(command: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, with all that it may write below one folder."""
    for name in ("cache", "temp", "given"):
        (folder / name).mkdir(exist_ok=True)
    out = folder / "given" / ("out" if command == "run" else "out.csv")
    paths = {"PYTHONPATH": PACKAGE, "XDG_CACHE_HOME": folder / "cache", "TMPDIR": folder / "temp"}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "worldcafe", command, str(folder / "notes.csv"), "--out", str(out)],
        env={**os.environ, **{key: str(path) for key, path in paths.items()}},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def raw(folder: Path) -> list[str]:
    """Give the files in which the planted name stands, without the notes and the private list."""
    files = (path for path in folder.rglob("*") if path.is_file())
    own = {folder / "notes.csv", folder / "given" / "out.removed.csv"}
    return [path.name for path in files if path not in own and NAME.encode() in path.read_bytes()]


def drafts(folder: Path) -> int:
    """Count what lies about unfinished."""
    return sum(path.name.startswith(".") for path in (folder / "given").iterdir())


def attack(command: str, times: int, chance: random.Random) -> str:
    """Kill a command many times; give a row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = "".join(f"Table {row % 9},{NAME} wants to {WISHES[row % 6]} {row}.\n" for row in range(240))
        (folder / "notes.csv").write_text(f"Table,Note\n{rows}", encoding="utf-8")
        began = time.monotonic()
        begin(command, folder).wait()
        whole = time.monotonic() - began
        begun, cut, found, left = 0, 0, 0, 0
        while cut < times:
            begun += 1
            with begin(command, folder) as process:
                time.sleep(chance.uniform(0.05, 1) * whole)
                cut += process.poll() is None
                try:
                    os.killpg(process.pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            found += bool(raw(folder))
            left += bool(drafts(folder))
            print(f"{command}: {cut} of {times}, {found} left raw notes", file=sys.stderr, flush=True)
        begin(command, folder).wait()
        return f"| {command} | {whole:.0f} s | {begun} | {cut} | {left} | {found} | {drafts(folder)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("commands", nargs="*", default=["clean", "run"])
    parser.add_argument("--times", type=int, default=50, help="how often it is to be killed before its end")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    print(
        "| command | whole | begun | killed in time | left a masked draft | left raw notes | drafts after one more run |"
    )
    print("|---|---|---|---|---|---|---|")
    for command in arguments.commands:
        print(attack(command, arguments.times, chance), flush=True)


if __name__ == "__main__":
    main()
