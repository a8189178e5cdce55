"""Files dropped on the page: analysed in a process of its own, watched, and taken in."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from worldcafe.serve import gate, jobs
from worldcafe.serve.log import Actor
from worldcafe.serve.pages_of import show

PRIVATE = ".removed.csv"
MOST_FILES = 400


def intake(request: HttpRequest) -> HttpResponse:
    """Show where files can be dropped; take what was."""
    if request.method != "POST":
        return show(request, "intake.html", {"runs": jobs.runs_of_home(), "wrong": ""})
    given = request.FILES.getlist("files")
    paths = request.POST.getlist("paths")
    named = [
        _safe(paths[place] if place < len(paths) else file.name or "") for place, file in enumerate(given)
    ]
    wrong = _wrong(given, named)
    if wrong:
        return show(request, "intake.html", {"runs": jobs.runs_of_home(), "wrong": wrong}, 422)
    folder = jobs.home() / "notes" / secrets.token_hex(4)
    for file, name in zip(given, named, strict=True):
        if name is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("xb") as out:
            for chunk in file.chunks():
                out.write(chunk)
    job = jobs.analyse(folder, Actor(request.person.name))  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"/intake/{job}")


def _wrong(given: Sequence[UploadedFile[Any]], named: list[PurePosixPath | None]) -> str:
    """Say why files cannot be taken, "" where they can."""
    if not given or len(given) > MOST_FILES:
        return f"Choose between 1 and {MOST_FILES} files."
    if None in named:
        return "A file has a name that cannot be; nothing was taken in."
    names = [str(name) for name in named]
    if any(name.lower().endswith(PRIVATE) for name in names):
        return "A private list of what was removed from notes is never taken in; leave it out."
    return "Two files have one name." if len(set(names)) < len(names) else ""


def _safe(name: str) -> PurePosixPath | None:
    """Give the path of a file inside the folder it is put in; None where it would lead out of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = path.parts
    bad = (
        not parts
        or path.is_absolute()
        or any(
            part in ("..", ".", "/") or part.startswith(".") or ":" in part or not part.isprintable()
            for part in parts
        )
    )
    return None if bad or len(name) > 250 else path


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take in a run that lies beside the database."""
    name = request.POST.get("run", "")
    if name not in jobs.runs_of_home():
        return gate.refuse(request, 422, "There is no such run beside the database.")
    job = jobs.take_in(Path(jobs.home() / name), Actor(request.person.name))  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"/intake/{job}")


def progress(request: HttpRequest, job: int) -> HttpResponse:
    """Show how far an analysis is; at its end lead to the review."""
    found = jobs.find(job)
    if found is None:
        raise Http404
    if found.done and not found.wrong:
        return HttpResponseRedirect(found.leads)
    response = show(request, "progress.html", {"job": found})
    if not found.done:
        response["Refresh"] = "2"
    return response
