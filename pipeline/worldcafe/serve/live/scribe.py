"""The page of a table: who has its code types what is said there, and sees nothing else of the app.

Every action is a form that works without a script. The script sends the same forms, keeps them in the
browser until they are answered, and is answered with the list of notes alone.
"""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve.live import hearing, typed
from worldcafe.serve.live.notes import LONGEST, LiveCafe, LiveNote, LiveTable, cafe, is_on, notes_of
from worldcafe.serve.pages_of import show

WRONG_CODES, WITHIN = 12, 60.0  # wrong codes of one address within so many seconds, then it waits
_wrong: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=WRONG_CODES))


@dataclass(frozen=True)
class Seat:
    """Where a scribe sits: the café, the table, and the round that is looked at."""

    cafe: LiveCafe
    table: LiveTable
    round: int

    @property
    def path(self) -> str:
        """The address of the page."""
        return f"/t/{self.table.code}"


def door(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a table, and lead to its page."""
    live = cafe() if is_on() else None
    if live is None:
        raise Http404
    if request.method != "POST":
        return show(request, "live_door.html", {"cafe": live, "wrong": "", "bare": True})
    tried = _wrong[request.META.get("REMOTE_ADDR", "")]
    if len(tried) == WRONG_CODES and tried[0] > time.monotonic() - WITHIN:
        told = {"cafe": live, "wrong": "Too many wrong codes; wait a minute.", "bare": True}
        return show(request, "live_door.html", told, 429)
    code = "".join(letter for letter in request.POST.get("code", "").upper() if letter.isalnum())
    if any(table.code == code for table in live.tables):
        return HttpResponseRedirect(f"/t/{code}")
    tried.append(time.monotonic())
    told = {"cafe": live, "wrong": "No table has this code; look at the card on your table.", "bare": True}
    return show(request, "live_door.html", told, 422)


def _seat(request: HttpRequest, code: str) -> Seat:
    """Give where the scribe of a code sits.

    Raises:
        Http404: no café goes on, or no table has the code any more.
    """
    live = cafe() if is_on() else None
    table = next((one for one in live.tables if one.code == code), None) if live else None
    if live is None or table is None:
        raise Http404
    asked = request.GET.get("round", "") or request.POST.get("round", "")
    round_ = int(asked) if asked.isdecimal() and len(asked) < 3 else live.round
    return Seat(live, table, round_ if 1 <= round_ <= live.round else live.round)


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page of a table."""
    return _show(request, _seat(request, code))


@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Say which round goes on."""
    live = _seat(request, code).cafe
    return JsonResponse({"round": live.round, "ended": live.ended})


@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Store one more note."""
    seat = _seat(request, code)
    asked = request.POST.get("round", "")
    round_ = int(asked) if asked.isdecimal() and len(asked) < 3 else 0
    text = request.POST.get("text", "")
    return _answer(request, seat, lambda key: typed.write(seat.table.no, round_, text, key), text)


@require_POST
def correct(request: HttpRequest, code: str, no: int) -> HttpResponse:
    """Store other words for a note."""
    seat = _seat(request, code)
    base, text = request.POST.get("base", ""), request.POST.get("text", "")
    version = int(base) if base.isdecimal() and len(base) < 10 else 0
    return _answer(
        request, seat, lambda key: typed.correct(seat.table.no, no, text, version, key), text, number=no
    )


@require_POST
def strike(request: HttpRequest, code: str, no: int) -> HttpResponse:
    """Strike out a note, or let it stand again."""
    seat = _seat(request, code)
    struck = request.POST.get("struck", "") == "1"
    return _answer(request, seat, lambda key: typed.strike(seat.table.no, no, key, struck=struck))


def _answer(
    request: HttpRequest, seat: Seat, act: Callable[[str], LiveNote], text: str = "", *, number: int = 0
) -> HttpResponse:
    """Do what a form asks; what cannot be stored is in the answer, with the reason."""
    key = request.POST.get("key", "")[:64]
    try:
        if not key:
            raise typed.CannotBeStoredError("This form is not whole; open the page anew.")
        note = act(key)
    except typed.CannotBeStoredError as refused:
        return _show(request, seat, 422, wrong=str(refused), typed=text, number=number)
    except typed.ChangedMeanwhileError as changed:
        told = "This note was changed meanwhile; it is now as it stands here. Yours is below, not stored yet."
        return _show(request, seat, 409, wrong=told, typed=text, number=changed.note.no)
    hearing.hear_again()
    if _by_script(request):
        return _show(request, seat)
    return HttpResponseRedirect(f"{seat.path}?round={note.round}&stored={note.no}")


def _by_script(request: HttpRequest) -> bool:
    """Tell whether the script of the page asks, which needs the list alone."""
    return request.headers.get("X-Worldcafe") == "script"


def _show(request: HttpRequest, seat: Seat, status: int = 200, **more: Any) -> HttpResponse:
    """Give the page, or the list of it."""
    notes = notes_of(seat.table.no, seat.round)
    told: dict[str, Any] = {
        "cafe": seat.cafe,
        "live": seat.cafe,
        "table": seat.table,
        "round": seat.round,
        "question": seat.cafe.question(seat.round),
        "at": seat.path,
        "notes": notes[::-1],
        "stored": request.GET.get("stored", ""),
        "longest": LONGEST,
        "bare": True,
        "alone": _by_script(request),
        "wrong": "",
        "typed": "",
        "number": 0,
        **more,
    }
    return show(request, "live_notes.html" if _by_script(request) else "live_table.html", told, status)
