"""The register: filtered and sorted by its address, decided on by the row or many at once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.rulings import REMITS
from worldcafe.serve import gate
from worldcafe.serve.log import Actor, Conflict, Refused, Wish
from worldcafe.serve.models import Claim, Comment, Item, listed, set_aside
from worldcafe.serve.pages_of import show
from worldcafe.serve.process import STATES_THAT_WAIT
from worldcafe.serve.proposals import answer, read_proposal
from worldcafe.serve.suggestion import lacks_reason

PAGE, MOST_ON_ONE = 50, 500
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
        name: request.GET.get(name, "").strip()
        for name in (*FILTERS, "q", "several", "overdue", "aside", "sort", "all")
    }
    rows = _filtered(asked)
    whole = rows.count() <= MOST_ON_ONE
    pages = Paginator(rows.only(*COLUMNS), MOST_ON_ONE if whole and asked["all"] else PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = list(page.object_list)
    told: dict[str, Any] = {
        "whole": whole,
        "has_report": Claim.objects.exists(),
        "n_aside": set_aside().count(),
        "remarks": _remarks(shown),
        "ticked": request.GET.get("ticked", "").split(","),
        "asked": asked,
        "page": page,
        "rows": [(row, read_proposal(row.facts)) for row in shown],
        "total": pages.count,
        "bodies": _values("body"),
        "themes": _values("theme"),
        "today": dt.date.today().isoformat(),
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
    "facts",
)


def _remarks(rows: Sequence[Item]) -> Counter[int]:
    """Give how many remarks stand at each of some suggestions."""
    found = Comment.objects.filter(hidden=False, item__in=[row.number for row in rows])
    return Counter(found.values_list("item", flat=True))


def _values(column: str) -> list[str]:
    found = Item.objects.exclude(**{column: ""}).order_by(column).values_list(column, flat=True)
    return list(found.distinct())


def _address(asked: Mapping[str, str], changed: Mapping[str, object]) -> str:
    """Give the address of this list with something changed."""
    kept = {name: value for name, value in {**asked, **changed}.items() if value}
    return f"/register?{urlencode(kept)}"


def _filtered(asked: Mapping[str, str]) -> QuerySet[Item]:
    """Give the rows that are asked for, in their order."""
    rows = set_aside() if asked["aside"] else listed()
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
        rows = overdue(rows, dt.date.today())
    return rows.order_by(*SORTS.get(asked["sort"], SORTS["number"]))


def overdue(items: QuerySet[Item], today: dt.date) -> QuerySet[Item]:
    """Give those of which something was due before today: a group's answer, or what was to be found out."""
    return items.filter(state__in=STATES_THAT_WAIT, due__gt="", due__lt=today.isoformat())


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Say of all rows that were ticked whether they are within the remit."""
    remit = request.POST.get("remit", "")
    key = request.POST.get("key", "")[:50]
    if remit not in (*REMITS, "") or not key:
        return gate.refuse(request, 422, "Choose what is to be decided.")
    person = request.person.name  # type: ignore[attr-defined]
    stored, left = 0, []
    why = " ".join(request.POST.get("remit_why", "").split())
    values = {"remit": remit, "remit_why": why}
    rows = [ticked.partition(":") for ticked in request.POST.getlist("row")[:MOST_ON_ONE]]
    if wrong := lacks_reason(values):
        return _back(request, wrong, ",".join(number for number, _, _ in rows))
    for number, _, base in rows:
        if not (number.isdecimal() and base.isdecimal()):
            continue
        given = values if why else {"remit": remit}
        wish = Wish(int(number), given, int(base), f"{key}/{number}")
        try:
            answer(Actor(person), wish)
            stored += 1
        except (Conflict, Refused):
            left.append(f"No {number}")
    told = f"{stored} stored." + (
        f" Not stored, for somebody changed them: {', '.join(left)}." if left else ""
    )
    return _back(request, told)


def _back(request: HttpRequest, told: str, ticked: str = "") -> HttpResponse:
    """Lead back to the list, which tells what came of it; ticks stay where nothing was stored."""
    back = request.POST.get("back", "")
    query = back.partition("?")[2] if back.startswith("/register?") else ""
    more = urlencode({"told": told, **({"ticked": ticked} if ticked else {})})
    return HttpResponseRedirect(f"/register?{query}{'&' if query else ''}{more}")
