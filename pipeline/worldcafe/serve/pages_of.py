"""Pages made of templates: what every page knows, and the files that pages are made of."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from jinja2 import Environment, StrictUndefined

from worldcafe.serve.live.notes import is_on
from worldcafe.serve.models import Cafe
from worldcafe.serve.process import ALL_STATES, FIELDS, QUESTIONS

HERE = Path(__file__).parent
REPORT = HERE.parent / "report" / "templates" / "style"
# Everything that is served as a file, by name; what is not listed is not there.
STYLES = (REPORT / "base.css", HERE / "style" / "app.css", HERE / "style" / "live.css")
SCRIPTS = {name: HERE / "script" / name for name in ("app.js", "table.js")}


def environment(**options: Any) -> Environment:
    """Give the templates: an unknown name is an error, every text is escaped."""
    made = Environment(
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    made.globals.update(
        asset=address_of,
        FIELDS=FIELDS,
        QUESTIONS=QUESTIONS,
        STATES=ALL_STATES,
        live_on=is_on,
        fresh_key=lambda: secrets.token_hex(16),
    )
    made.filters["day"] = lambda stamp: day(stamp).replace(" ", "\N{NO-BREAK SPACE}", 2)
    return made


def day(stamp: str) -> str:
    """Give "3 May 2026, 10:42" of a time of the log, "3 May 2026" of a date."""
    if not stamp:
        return ""
    if len(stamp) == len("2026-05-03"):
        date = dt.date.fromisoformat(stamp)
        return f"{date.day} {date:%B %Y}"
    at = dt.datetime.fromisoformat(stamp)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def show(request: HttpRequest, page: str, told: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Give a page with what every page needs."""
    person = getattr(request, "person", None)
    common = {"cafe": Cafe.objects.get(pk=1), "person": person, "path": request.path, "bare": False}
    return render(request, page, {**common, **told}, status=status)


@cache
def _asset(name: str) -> tuple[bytes, str]:
    """Give a file that pages load, and its type."""
    if name == "app.css":
        return b"\n".join(path.read_bytes() for path in STYLES), "text/css; charset=utf-8"
    if name in SCRIPTS:
        return SCRIPTS[name].read_bytes(), "text/javascript; charset=utf-8"
    if name == "htmx.js":
        script = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
        return script.read_bytes(), "text/javascript; charset=utf-8"
    raise Http404


@cache
def address_of(name: str) -> str:
    """Give the address of a file that pages load; it changes with the bytes."""
    return f"/static/{hashlib.sha256(_asset(name)[0]).hexdigest()[:12]}/{name}"


def send_asset(request: HttpRequest, mark: str, name: str) -> HttpResponse:
    """Send a file that pages load; it may be kept, for another version has another address."""
    data, kind = _asset(name)
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
