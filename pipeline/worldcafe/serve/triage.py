"""One answer for all suggestions of a theme; each of them may be answered otherwise later."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from worldcafe.serve.groups import named_groups
from worldcafe.serve.log import Actor, Conflict, Refused, Wish
from worldcafe.serve.models import Item, listed
from worldcafe.serve.pages_of import show
from worldcafe.serve.process import pruned
from worldcafe.serve.proposals import answer, is_chair
from worldcafe.serve.suggestion import lacks_reason, wrong_together
from worldcafe.serve.themes import Standing, standing

ANSWERED = ("remit", "remit_why", "scope", "body")  # what is asked of a theme


def suggestions_of(now: Standing, theme: str) -> list[Item]:
    """Give the suggestions that have most of their notes in a theme as it is with all edits."""
    found = []
    for item in listed().exclude(standing="gone"):
        themes = Counter(now.theme_of.get(note["id"], "") for note in item.found.get("notes", ()))
        if themes and themes.most_common(1)[0][0] == theme:
            found.append(item)
    return found


def triage(request: HttpRequest, local: str) -> HttpResponse:
    """Show the suggestions of a theme with one form for all; store its answer for those that are ticked."""
    now = standing()
    if local not in now.names:
        raise Http404
    rows = suggestions_of(now, local)
    values = {name: request.POST.get(name, "").strip().replace("\r\n", "\n") for name in ANSWERED}
    wrong = _store(request, values) if request.method == "POST" else ""
    if request.method == "POST" and not wrong:
        return HttpResponseRedirect(f"/register?{urlencode({'told': 'Stored for the theme.'})}")
    told = {
        "local": local,
        "name": now.names[local],
        "rows": rows,
        "ticked": request.POST.getlist("row") or [_row(item) for item in rows if item.state == "new"],
        "values": values,
        "wrong": wrong,
        "groups": list(named_groups()),
        "fields": ANSWERED,
        "row_of": _row,
        "chair": is_chair(request.person.name),  # type: ignore[attr-defined]
    }
    return show(request, "triage.html", told, 422 if wrong else 200)


def _row(item: Item) -> str:
    return f"{item.number}:{item.version}"


def _store(request: HttpRequest, values: dict[str, str]) -> str:
    """Store an answer for every row that is ticked; say what is wrong, "" for nothing."""
    person, key = request.person.name, request.POST.get("key", "")[:50]  # type: ignore[attr-defined]
    given = {name: value for name, value in values.items() if value}
    rows = [row.partition(":") for row in request.POST.getlist("row")[:500]]
    if not key or not all(number.isdecimal() and base.isdecimal() for number, _, base in rows):
        return "This form is not whole; open the page anew."
    if not given or not rows:
        return "Tick suggestions, and answer for them."
    given = pruned(given)
    if wrong := lacks_reason({**given, "remit_why": values["remit_why"]}) or wrong_together(given, {}):
        return wrong
    left = []
    for number, _, base in rows:
        try:
            answer(Actor(person), Wish(int(number), given, int(base), f"{key}/{number}"))
        except Conflict:
            left.append(f"No {number} was changed meanwhile.")
        except Refused as refused:
            left.append(f"No {number}: {refused}")
    return " ".join(left)
