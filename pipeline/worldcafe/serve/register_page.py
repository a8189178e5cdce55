"""The register: filtered and sorted by its address, decided on by the row or many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.rulings import REMITS
from worldcafe.serve import gate
from worldcafe.serve.log import Actor, Conflict, Refused, Wish, decide
from worldcafe.serve.models import Item
from worldcafe.serve.pages_of import show
from worldcafe.serve.process import ASKED
from worldcafe.serve.proposals import is_chair, propose

PAGE = 50
SORTS = {
    "number": ("number",),
    "-number": ("-number",),
    "places": ("-n_places", "number"),
    "state": ("state", "number"),
    "due": ("due", "number"),
    "text": ("text", "number"),
}
FILTERS = ("state", "body", "theme", "in_report", "scope")


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show the rows that the address asks for."""
    asked = {
        name: request.GET.get(name, "").strip() for name in (*FILTERS, "q", "several", "overdue", "sort")
    }
    rows = _filtered(asked)
    pages = Paginator(rows.only(*COLUMNS), PAGE)
    page = pages.get_page(request.GET.get("page"))
    told: dict[str, Any] = {
        "asked": asked,
        "page": page,
        "rows": list(page.object_list),
        "total": pages.count,
        "bodies": _values("body"),
        "themes": _values("theme"),
        "today": dt.datetime.now(dt.UTC).date().isoformat(),
        "address": lambda **changed: _address(asked, changed),
        "told": request.GET.get("told", "")[:200],
    }
    return show(request, "register.html", told)


COLUMNS = (
    "number",
    "version",
    "text",
    "standing",
    "state",
    "body",
    "due",
    "n_places",
    "in_report",
    "remit",
)


def _values(column: str) -> list[str]:
    found = Item.objects.exclude(**{column: ""}).order_by(column).values_list(column, flat=True)
    return list(found.distinct())


def _address(asked: Mapping[str, str], changed: Mapping[str, object]) -> str:
    """Give the address of this list with something changed."""
    kept = {name: value for name, value in {**asked, **changed}.items() if value}
    return f"/register?{urlencode(kept)}"


def _filtered(asked: Mapping[str, str]) -> QuerySet[Item]:
    """Give the rows that are asked for, in their order."""
    rows = Item.objects.exclude(standing__startswith="merged")
    for name in FILTERS:
        if asked[name]:
            rows = rows.filter(**{name: "" if asked[name] == "-" else asked[name]})
    for word in asked["q"].casefold().split()[:8]:
        digits = word.removeprefix("no.").lstrip("#")
        is_number = digits.isdecimal() and len(digits) < 9
        rows = rows.filter(number=int(digits)) if is_number else rows.filter(words__contains=word)
    if asked["several"]:
        rows = rows.filter(n_places__gt=1)
    if asked["overdue"]:
        rows = overdue(rows, dt.datetime.now(dt.UTC).date())
    return rows.order_by(*SORTS.get(asked["sort"], SORTS["number"]))


def overdue(items: QuerySet[Item], today: dt.date) -> QuerySet[Item]:
    """Give those whose group was to answer before today and has not."""
    return items.filter(state=ASKED, due__gt="", due__lt=today.isoformat())


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Say of all rows that were ticked whether they are within the remit."""
    remit = request.POST.get("remit", "")
    key = request.POST.get("key", "")[:50]
    if remit not in (*REMITS, "") or not key:
        return gate.refuse(request, 422, "Choose what is to be decided.")
    person = request.person.name  # type: ignore[attr-defined]
    store = decide if is_chair(person) else propose
    stored, left = 0, []
    for ticked in request.POST.getlist("row")[:500]:
        number, _, base = ticked.partition(":")
        if not (number.isdecimal() and base.isdecimal()):
            continue
        wish = Wish(int(number), {"remit": remit}, int(base), f"{key}/{number}")
        try:
            store(Actor(person), wish)
            stored += 1
        except (Conflict, Refused):
            left.append(f"No {number}")
    told = f"{stored} stored." + (
        f" Not stored, for somebody changed them: {', '.join(left)}." if left else ""
    )
    back = request.POST.get("back", "")
    query = back.partition("?")[2] if back.startswith("/register?") else ""
    return HttpResponseRedirect(f"/register?{query}{'&' if query else ''}{urlencode({'told': told})}")
