"""The page for the projector: after each round, what was said at several tables, and by nobody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from worldcafe.serve.live import hearing
from worldcafe.serve.live.host import required
from worldcafe.serve.pages_of import show


@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Show the wall."""
    return show(request, "live_wall.html", {**_told(request), "bare": True})


@require_safe
def said(request: HttpRequest) -> HttpResponse:
    """Show the part of it that changes by itself; what another process wiped is read again."""
    told = _told(request)
    hearing.hear_what_is_new()
    return show(request, "live_said.html", told)


def _told(request: HttpRequest) -> dict[str, Any]:
    """Give what the wall shows: of the round that ended last, unless another is asked for."""
    live = required()
    last = live.round if live.ended else live.round - 1
    asked = request.GET.get("round", "")
    round_ = int(asked) if asked.isdecimal() and len(asked) < 3 and 1 <= int(asked) <= last else last
    return {"live": live, "round": round_, "last": last, "heard": hearing.heard(round_) if round_ else {}}
