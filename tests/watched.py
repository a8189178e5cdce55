"""A command watched from outside: what it sends and which files it leaves, whoever wrote it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import worldcafe

PACKAGE = Path(worldcafe.__file__).parents[1]
SENDING = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\((.*)")


@dataclass(frozen=True)
class Watched:
    """How a command ended, the calls that reach out of the machine or to its resolver, and files left."""

    code: int
    said: str
    sent: list[str]
    left: list[str]


def watch(arguments: list[str], room: Path, *, source: Path = PACKAGE) -> Watched:
    """Run Python with these arguments under strace, every child with it, in a home and a temp of its own.

    Where the machine lets it, there is no network either: nothing that is tried can arrive.
    """
    if not shutil.which("strace") or _fails(["strace", "-qq", "-o", os.devnull, "true"]):
        pytest.skip("strace is not there or not allowed, so nobody watches what is sent")
    alone = ["unshare", "--net", "--map-root-user"]
    home, temp, log = room / "home", room / "temp", room / "calls.txt"
    home.mkdir()
    temp.mkdir()
    command = ["strace", "-f", "-qq", "-s", "300", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", log]
    done = subprocess.run(
        [*([] if _fails([*alone, "true"]) else alone), *command, sys.executable, "-P", *arguments],
        env=_environment(home, temp, source),
        cwd=room,
        capture_output=True,
        text=True,
        check=False,
    )
    sent = [
        found[0] for line in log.read_text(errors="replace").splitlines() if (found := SENDING.search(line))
    ]
    left = [str(path.relative_to(room)) for top in (home, temp) for path in top.rglob("*") if path.is_file()]
    return Watched(done.returncode, done.stdout + done.stderr, sent, sorted(left))


def _fails(command: list[str]) -> bool:
    """Whether a command fails: what is not there, or not allowed."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode != 0
    except OSError:
        return True


def _environment(home: Path, temp: Path, source: Path) -> dict[str, str]:
    """Give an environment in which nothing says where to keep files, or not to send any."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "ORT_", "MPL", "HF_")) and name not in ("DO_NOT_TRACK", "PYTHONPATH")
    }
    return {**kept, "HOME": str(home), "TMPDIR": str(temp), "PYTHONPATH": str(source)}
