"""The themes as pages: a list, the notes of one, and what will change before it is stored."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import gate, jobs
from worldcafe.serve.corrections import StoredEdit, stored_edits
from worldcafe.serve.edits import ASIDE, EDITS, ThemeEdit
from worldcafe.serve.log import Actor, Refused
from worldcafe.serve.models import Run
from worldcafe.serve.pages_of import show
from worldcafe.serve.themes import Standing, look, newest_edit, standing, store

NOWHERE = "aside"  # what addresses call the notes that are set aside
TICKED = ("split", "move", "pin")  # edits of notes that are ticked


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """List the themes, what was changed by hand, and what came of it in the last run."""
    now = standing()
    run = Run.objects.order_by("-no").first()
    told = {
        "rows": [(theme, name, len(now.members(theme))) for theme, name in now.names.items()],
        "aside": len(now.members("")),
        "pending": now.pending,
        "done": _done(run, now),
        "here": jobs.notes_of_newest() is not None,
        "NOWHERE": NOWHERE,
    }
    return show(request, "themes.html", told)


def _done(run: Run | None, now: Standing) -> list[tuple[StoredEdit, str]]:
    """Give the edits that the last run followed, with what came of each."""
    waiting = {stored.seq for stored in now.pending}
    return [
        (stored, run.followed.get(str(stored.seq), ""))
        for stored in stored_edits()
        if run and stored.seq not in waiting
    ]


@require_safe
def theme(request: HttpRequest, local: str) -> HttpResponse:
    """Show the notes of a theme, those first that are least sure of it, to be ticked."""
    return _show_theme(request, local, "")


def _show_theme(request: HttpRequest, local: str, wrong: str) -> HttpResponse:
    now = standing()
    theme = "" if local == NOWHERE else local
    if theme and theme not in now.names:
        raise Http404
    notes = now.members(theme)
    told = {
        "local": local,
        "name": now.names.get(theme, "Set aside"),
        "notes": [
            (note, [now.names[near] for near in note.nearest if near in now.names and near != theme])
            for note in notes
        ],
        "others": [(other, name) for other, name in now.names.items() if other != theme],
        "theme": theme,
        "wrong": wrong,
        "ASIDE": ASIDE,
        "ticked": request.POST.getlist("note"),
        "typed": request.POST.get("name", ""),
    }
    return show(request, "theme.html", told, 422 if wrong else 200)


@require_POST
def look_at(request: HttpRequest, local: str) -> HttpResponse:
    """Show what an edit would change; nothing is stored yet."""
    try:
        edit = _edit(request, local)
        return _show_change(request, local, edit, "")
    except Refused as refused:
        return _show_theme(request, local, str(refused))


def _show_change(request: HttpRequest, local: str, edit: ThemeEdit, wrong: str) -> HttpResponse:
    told: dict[str, Any] = {
        "change": look(edit),
        "edit": edit,
        "packed": json.dumps(
            {"verb": edit.verb, "notes": edit.notes, "themes": edit.themes, "name": edit.name}
        ),
        "seen": newest_edit(),
        "local": local,
        "wrong": wrong,
    }
    return show(request, "change.html", told, 409 if wrong else 200)


def _edit(request: HttpRequest, local: str) -> ThemeEdit:
    """Give the edit that a form asks for.

    Raises:
        Refused: it is none that a form offers.
    """
    now = standing()
    theme = "" if local == NOWHERE else local
    verb, other = request.POST.get("verb", ""), request.POST.get("to", "")
    name = " ".join(request.POST.get("name", "").split())
    ticked = [note for note in request.POST.getlist("note") if now.theme_of.get(note) == theme]
    notes = tuple(dict.fromkeys(now.notes[note].text for note in ticked))
    if verb not in EDITS or len(name) > 120:
        raise Refused("That is none of the changes, or its name has more than 120 letters.")
    if verb in TICKED and not 0 < len(notes) <= 150:
        raise Refused("Tick the notes, 150 at most.")
    if verb in ("rename", "merge") and not theme:
        raise Refused("What is set aside is no theme; tick notes of it.")
    if verb == "rename" and not name:
        raise Refused("Write the new name.")
    if verb in ("move", "merge") and other not in (*now.names, *([ASIDE] if verb == "move" else [])):
        raise Refused("Choose the theme.")
    to = (ASIDE,) if other == ASIDE else now.words(other, ticked) if other else ()
    return {
        "rename": ThemeEdit(verb, themes=(now.words(theme),), name=name),
        "merge": ThemeEdit(verb, themes=(now.words(theme), to), name=name),
        "move": ThemeEdit(verb, notes, (to,)),
    }.get(verb, ThemeEdit(verb, notes, name=name))


@require_POST
def store_edit(request: HttpRequest, local: str) -> HttpResponse:
    """Store an edit that was looked at."""
    seen, key = request.POST.get("seen", ""), request.POST.get("key", "")[:64]
    try:
        told = json.loads(request.POST.get("edit", ""))
        edit = ThemeEdit(
            str(told["verb"]),
            tuple(map(str, told["notes"])),
            tuple(tuple(map(str, theme)) for theme in told["themes"]),
            str(told["name"]),
        )
    except (ValueError, TypeError, KeyError):
        edit = ThemeEdit("")
    if edit.verb not in EDITS or len(edit.name) > 120 or not seen.isdecimal() or len(seen) > 9 or not key:
        return gate.refuse(request, 422, "This form is not whole; open the page anew.")
    try:
        store(Actor(request.person.name), edit, int(seen), key)  # type: ignore[attr-defined]
    except Refused as refused:
        return _refused(request, local, edit, str(refused))
    return HttpResponseRedirect("/themes")


def _refused(request: HttpRequest, local: str, edit: ThemeEdit, why: str) -> HttpResponse:
    """Show anew what it would change, where it can be done; else why not."""
    try:
        return _show_change(request, local, edit, why)
    except Refused:
        return gate.refuse(request, 409, why)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Begin to analyse the notes again, with all that was corrected."""
    notes = jobs.notes_of_newest()
    if notes is None:
        return gate.refuse(request, 422, "The notes of this run are elsewhere; drop them on the page Notes.")
    job = jobs.analyse(notes, Actor(request.person.name))  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"/intake/{job}")
