"""Long work beside the server: an analysis runs in a process of its own, one at a time."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connections

from worldcafe.errors import InputError
from worldcafe.serve.imports import import_run
from worldcafe.serve.log import Actor

SHOWN = 12  # lines of what an analysis says
_one_at_a_time = threading.Lock()
_jobs: list[Job] = []
_home = Path()


@dataclass
class Job:
    """Work that goes on: what it says so far, and how it ended."""

    what: str
    lines: list[str] = field(default_factory=list)
    done: bool = False
    wrong: str = ""
    asks: bool = False  # whether a person must say what suggestions are now


def set_home(folder: Path) -> None:
    """Say where runs are kept."""
    global _home  # noqa: PLW0603 - one server, one home
    _home = folder.absolute()


def home() -> Path:
    """Give the folder in which runs are kept."""
    return _home


def runs_of_home() -> list[str]:
    """Give the names of the runs that lie beside the database."""
    return sorted(path.parent.name for path in home().glob("*/run.json"))


def find(number: int) -> Job | None:
    """Give a job by its number."""
    return _jobs[number - 1] if 0 < number <= len(_jobs) else None


def unsettled() -> list[tuple[int, Job]]:
    """Give the jobs that go on or went wrong, with their numbers."""
    return [(number, job) for number, job in enumerate(_jobs, start=1) if job.wrong or not job.done]


def take_in(folder: Path, actor: Actor) -> int:
    """Begin to take in a run; give the number of the job."""
    return _start(Job(f"Taking in {folder.name}"), None, folder, actor)


def analyse(notes: Path, actor: Actor) -> int:
    """Begin to analyse notes, and to take in what comes of it; give the number of the job."""
    return _start(Job("Analysing the notes"), notes, _free_folder(), actor)


def _free_folder() -> Path:
    """Give a folder for the next run."""
    number = 1
    while (home() / f"run-{number}").exists():
        number += 1
    return home() / f"run-{number}"


def _start(job: Job, notes: Path | None, folder: Path, actor: Actor) -> int:
    _jobs.append(job)
    threading.Thread(target=_work, args=(job, notes, folder, actor), daemon=True).start()
    return len(_jobs)


def _work(job: Job, notes: Path | None, folder: Path, actor: Actor) -> None:
    """Do the work; whatever happens, the job ends with a sentence or without."""
    try:
        with _one_at_a_time:
            if notes is not None:
                _analyse(job, notes, folder)
            job.lines.append("Matching the suggestions with those of before ...")
            taken = import_run(folder, actor)
            job.asks = bool(taken and taken.counts.get("asked"))
    except InputError as error:
        job.wrong = str(error)
    except Exception as error:  # a thread has nobody above it to tell
        job.wrong = f"It ended unexpectedly ({type(error).__name__}); the notes are kept."
    finally:
        job.done = True
        connections.close_all()


def _analyse(job: Job, notes: Path, folder: Path) -> None:
    """Run `worldcafe run` and collect what it says."""
    command = [sys.executable, "-m", "worldcafe", "run", str(notes), "--out", str(folder)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", line.split("\r")[-1]).strip()
            if told:
                job.lines = [*job.lines, told.replace(f"{home()}/", "")][-SHOWN:]
    if process.returncode not in (0, 1):
        raise InputError(job.lines[-1] if job.lines else "The analysis gave no answer.")
