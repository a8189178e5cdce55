"""Long work beside the server: an analysis runs in a process of its own, one at a time.

What it says and how it ended stands in the database, so that each process of a server can show it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db.models import Q, QuerySet

from worldcafe.errors import InputError
from worldcafe.serve.corrections import write_beside
from worldcafe.serve.imports import ELSEWHERE, Making, import_run
from worldcafe.serve.log import Actor, writing
from worldcafe.serve.models import Job, Run
from worldcafe.serve.names import private_run
from worldcafe.tasks.identities import hand_on_answers

SHOWN = 12  # lines of what an analysis says
BEAT = 5.0  # seconds after which work says that it goes on
SILENT = 60.0  # seconds after which nobody works any more: the server was ended
ENDED = "The app was ended while it went on; begin it again."
KEPT = 20  # jobs that are remembered
_home = Path()


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
    job = Job.objects.filter(no=number).first()
    if job and not job.done and job.beat < time.time() - SILENT:
        job.done, job.wrong = True, ENDED
    return job


def going_on(what: str) -> int:
    """Give the number of work of a kind that goes on, 0 for none."""
    return next((job.no for job in unsettled() if job.what == what and not job.wrong), 0)


def unsettled() -> list[Job]:
    """Give the jobs that go on, and the newest where it went wrong."""
    newest = Job.objects.order_by("-no").first()
    found = [find(job.no) for job in Job.objects.filter(Q(done=False) | Q(pk=newest.no if newest else 0))]
    return [job for job in found if job and (job.wrong or not job.done)]


def take_in(folder: Path, actor: Actor) -> int:
    """Begin to take in a run; give the number of the job."""
    return start(f"Taking in {folder.name}", lambda job: _import(job, folder, actor))


def analyse(notes: Path, actor: Actor) -> int:
    """Begin to analyse notes, and to take in what comes of it; give the number of the job."""

    def work(job: Job) -> str:
        folder = _free_folder()
        if (before := private_run()) is not None:
            hand_on_answers(before, folder)
        edits = write_beside(notes)
        _analyse(job, notes, folder)
        return _import(job, folder, actor, Making(str(notes), edits))

    return start("Analysing the notes", work)


def notes_of_newest() -> Path | None:
    """Give the notes of the newest run where they lie here, None where it was made elsewhere."""
    notes = Run.objects.order_by("-no").values_list("notes", flat=True).first()
    return Path(notes) if notes and Path(notes).is_dir() else None


def _import(job: Job, folder: Path, actor: Actor, made: Making = ELSEWHERE) -> str:
    """Take in a run; lead to the review, or to what a person must say first."""
    _say(job, "Matching the suggestions with those of before ...")
    taken = import_run(folder, actor, made)
    return "/matches" if taken and taken.counts.get("asked") else "/"


def _free_folder() -> Path:
    """Give a folder for the next run."""
    number = 1
    while (home() / f"run-{number}").exists():
        number += 1
    return home() / f"run-{number}"


def start(what: str, work: Callable[[Job], str]) -> int:
    """Begin work in a thread, which gives the page that it leads to; give the number of the job."""
    with writing():
        job = Job.objects.create(what=what[:200], beat=time.time())
        Job.objects.filter(done=True, no__lte=job.no - KEPT).delete()
    threading.Thread(target=_work, args=(job, work), daemon=True).start()
    return int(job.no)


def _work(job: Job, work: Callable[[Job], str]) -> None:
    """Do the work when those before have ended; it ends with a sentence or without, whatever happens."""
    try:
        with _beating(job):
            while _before(job).exists():
                time.sleep(0.5)
            job.leads = work(job)
    except InputError as error:
        job.wrong = str(error)
    except Exception as error:  # a thread has nobody above it to tell
        job.wrong = f"It ended unexpectedly ({type(error).__name__}); the notes are kept."
    finally:
        job.done = True
        with writing():
            job.save()
        connections.close_all()


def _before(job: Job) -> QuerySet[Job]:
    """Give the work that began earlier and goes on, in whichever process."""
    return Job.objects.filter(done=False, no__lt=job.no, beat__gt=time.time() - SILENT)


@contextmanager
def _beating(job: Job) -> Iterator[None]:
    """Say every few seconds that the work goes on."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT):
            with writing():
                Job.objects.filter(no=job.no).update(beat=time.time())
        connections.close_all()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _say(job: Job, line: str) -> None:
    """Let people see how far it is."""
    job.lines = [*job.lines, line][-SHOWN:]
    with writing():
        Job.objects.filter(no=job.no).update(lines=job.lines, beat=time.time())


def _analyse(job: Job, notes: Path, folder: Path) -> None:
    """Run `worldcafe run` and collect what it says."""
    command = [sys.executable, "-m", "worldcafe", "run", str(notes), "--out", str(folder)]
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
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
                _say(job, told.replace(f"{home()}/", ""))
    if process.returncode not in (0, 1):
        raise InputError(job.lines[-1] if job.lines else "The analysis gave no answer.")
