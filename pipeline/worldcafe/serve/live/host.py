"""The pages of who leads a café: what it is, the cards for its tables, its rounds, and the run of it."""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
from collections import Counter
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.errors import InputError
from worldcafe.serve import gate, jobs
from worldcafe.serve.links import address_of
from worldcafe.serve.live import hearing
from worldcafe.serve.live.notes import (
    MOST_TABLES,
    LiveCafe,
    cafe,
    change_code,
    go_on,
    is_on,
    notes_of,
    set_up,
)
from worldcafe.serve.log import Actor
from worldcafe.serve.pages_of import show


def required() -> LiveCafe:
    """Give the café that goes on.

    Raises:
        Http404: none does.
    """
    live = cafe() if is_on() else None
    if live is None:
        raise Http404
    return live


@require_safe
def host(request: HttpRequest) -> HttpResponse:
    """Show how the café goes; before there is one, ask what it is."""
    if not is_on():
        raise Http404
    live = cafe()
    return setup(request) if live is None else show(request, "live_host.html", _told(request, live))


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """Show the part of the page that changes by itself."""
    return show(request, "live_state.html", _told(request, required()))


def _told(request: HttpRequest, live: LiveCafe) -> dict[str, Any]:
    """Give what the page says: which table wrote how much in which round, and when last."""
    notes = notes_of(struck=False)
    counts = Counter((note.table, note.round) for note in notes)
    last = {note.table: note.at for note in notes}
    rounds = range(1, live.round + 1)
    return {
        "live": live,
        "rounds": rounds,
        "rows": [
            (table, [counts[table.no, round_] for round_ in rounds], _ago(last.get(table.no, "")))
            for table in live.tables
        ],
        "total": len(notes),
        "heard": {round_: hearing.heard(round_) for round_ in rounds},
        "base": base_of(request),
    }


def _ago(stamp: str) -> str:
    """Give how long ago something was stored."""
    if not stamp:
        return "nothing yet"
    minutes = (dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(stamp)) // dt.timedelta(minutes=1)
    return f"{minutes} min ago" if minutes > 0 else "just now"


def base_of(request: HttpRequest) -> str:
    """Give the address under which phones at the tables reach the app."""
    bind = settings.WORLDCAFE_BIND
    host = f"[{bind}]" if ":" in bind else bind
    return f"http://{host}:{request.get_port()}" if bind else address_of(request)


def setup(request: HttpRequest) -> HttpResponse:
    """Show what the café is, and store it."""
    if not is_on():
        raise Http404
    live = cafe()
    if request.method != "POST":
        return _show_setup(request, _typed_of(live))
    typed = {name: request.POST.get(name, "").strip() for name in ("title", "tables", "topics", "questions")}
    topics, questions = _lines(typed["topics"]), [line for line in _lines(typed["questions"]) if line]
    number = int(typed["tables"]) if typed["tables"].isdecimal() and len(typed["tables"]) < 4 else 0
    if len(topics) > number:
        return _show_setup(request, typed, "There are more topics than tables.")
    if number > MOST_TABLES:
        return _show_setup(request, typed, f"There are at most {MOST_TABLES} tables.")
    try:
        set_up(" ".join(typed["title"].split()), [*topics, *[""] * (number - len(topics))], questions)
    except InputError as error:
        return _show_setup(request, typed, str(error))
    return HttpResponseRedirect("/live")


def _lines(text: str) -> list[str]:
    """Give the lines of a field."""
    return [" ".join(line.split()) for line in text.splitlines()]


def _typed_of(live: LiveCafe | None) -> dict[str, str]:
    """Give what the form shows of a café that is set up."""
    if live is None:
        return {"title": "", "tables": "", "topics": "", "questions": ""}
    return {
        "title": live.title,
        "tables": str(len(live.tables)),
        "topics": "\n".join(table.topic for table in live.tables).rstrip(),
        "questions": "\n".join(live.questions),
    }


def _show_setup(request: HttpRequest, typed: dict[str, str], wrong: str = "") -> HttpResponse:
    told = {"typed": typed, "wrong": wrong, "most": MOST_TABLES, "known": cafe() is not None}
    return show(request, "live_setup.html", told, 422 if wrong else 200)


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Show a card for each table, to be printed."""
    return show(request, "live_cards.html", {"live": required(), "base": base_of(request)})


@require_POST
def round_(request: HttpRequest) -> HttpResponse:
    """Let a round end, or the next one begin."""
    required()
    asked, ended = request.POST.get("round", ""), request.POST.get("what", "") == "end"
    if not asked.isdecimal() or len(asked) > 2:
        return gate.refuse(request, 422, "This form is not whole; open the page anew.")
    go_on(int(asked), ended=ended)
    hearing.hear_again()
    return HttpResponseRedirect("/live")


@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """Give a table another code."""
    asked = request.POST.get("table", "")
    if not any(str(table.no) == asked for table in required().tables):
        raise Http404
    change_code(int(asked))
    return HttpResponseRedirect("/live")


@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Begin the review: the notes are analysed, and what comes of it is taken in."""
    live, notes = required(), notes_of(struck=False)
    if not notes:
        return gate.refuse(request, 422, "No table has written a note yet.")
    folder = jobs.home() / "notes" / f"live-{secrets.token_hex(4)}"
    folder.mkdir(parents=True, mode=0o700)
    told = json.dumps(hearing.told_of(live, notes), ensure_ascii=False)
    with os.fdopen(os.open(folder / "notes.cafe", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(told.encode())
    job = jobs.analyse(folder, Actor(request.person.name))  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"/intake/{job}")
