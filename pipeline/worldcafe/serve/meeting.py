"""The meeting: proposals without objection confirmed together, the others one by one, and the minutes."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import gate
from worldcafe.serve.history import told_of
from worldcafe.serve.log import LABELS, Actor, Conflict, Refused, stamp_of
from worldcafe.serve.models import Event, Item
from worldcafe.serve.pages_of import show
from worldcafe.serve.proposals import confirm, is_chair, may_confirm, object_to, read_proposal
from worldcafe.serve.texts import facts_of, text_of


@require_safe
def meeting(request: HttpRequest) -> HttpResponse:
    """Show what is proposed."""
    rows = [
        (item, facts_of(item)) for item in Item.objects.filter(facts__has_key="proposal").order_by("number")
    ]
    person, reads = request.person.name, request.person.is_reader  # type: ignore[attr-defined]
    told = [
        (item, facts, read_proposal(facts), not reads and may_confirm(person, item)) for item, facts in rows
    ]
    shown = {
        "agreed": [row for row in told if not row[1].get("objection")],
        "disputed": [row for row in told if row[1].get("objection")],
        "chair": is_chair(person),
        "minutes": _minutes(dt.date.today()),
    }
    return show(request, "meeting.html", shown)


def _minutes(day: dt.date) -> str:
    """Give what was decided on proposals on a day, as text to be copied."""
    undone = Event.objects.filter(undoes__gt=0).values("undoes")
    begins, ends = (_midnight(day + dt.timedelta(days=later)) for later in (0, 1))
    settled = Event.objects.filter(
        verb__in=("confirm", "decide"), changes__has_key="proposal", at__gte=begins, at__lt=ends
    )
    events = [
        one for one in settled.exclude(seq__in=undone).order_by("seq") if not one.changes["proposal"][1]
    ]
    texts = dict(Item.objects.filter(number__in=[one.item for one in events]).values_list("number", "text"))
    return "\n".join(f"No {one.item}: {texts.get(one.item, '')}\n    {_minute(one)}" for one in events)


def _midnight(day: dt.date) -> str:
    """Give when a day begins on the clock of this machine, as the log writes times."""
    return stamp_of(dt.datetime.combine(day, dt.time()).astimezone())


def _minute(event: Event) -> str:
    """Give in a line what was decided, who had proposed what, and what was objected to it."""
    before = {name: old for name, (old, _) in event.changes.items()}
    decided = [f"{label}: {now}" for label, now, _ in told_of(event)["lines"] if now]
    proposed = [f"{LABELS[name]}: {value}" for name, value in read_proposal(before).items()]
    instead = f": {'; '.join(proposed)}" if event.verb == "decide" else ""
    objection = text_of("objection", before.get("objection", ""))
    told = (
        "; ".join(decided) or "it stays as it was",
        f"proposed by {before.get('proposed_by', '')}{instead}",
        f"objected by {objection}" if objection else "",
    )
    return " – ".join(filter(None, told))


@require_POST
def confirm_ticked(request: HttpRequest) -> HttpResponse:
    """Confirm every proposal that is ticked; tell which could not be."""
    actor, key = Actor(request.person.name), request.POST.get("key", "")[:50]  # type: ignore[attr-defined]
    left = []
    for ticked in request.POST.getlist("row")[:500]:
        number, _, base = ticked.partition(":")
        if not (number.isdecimal() and base.isdecimal() and len(number) < 10 and len(base) < 10 and key):
            return gate.refuse(request, 422, "This form is not whole; open the page anew.")
        try:
            confirm(actor, int(number), int(base), f"{key}/{number}")
        except Refused as refused:
            left.append(str(refused))
        except Conflict:
            left.append(f"No {number} was changed meanwhile.")
    return gate.refuse(request, 409, " ".join(left)) if left else HttpResponseRedirect("/meeting")


@require_POST
def object_one(request: HttpRequest, number: int) -> HttpResponse:
    """Store an objection."""
    actor, key = Actor(request.person.name), request.POST.get("key", "")[:64]  # type: ignore[attr-defined]
    base, reason = request.POST.get("base", ""), request.POST.get("objection", "").strip()
    if not base.isdecimal() or len(base) > 9 or not key:
        return gate.refuse(request, 422, "This form is not whole; open the page anew.")
    try:
        object_to(actor, number, int(base), reason.replace("\r\n", "\n"), key)
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    except Conflict as conflict:
        said = conflict.clashes[0].theirs
        return gate.refuse(
            request, 409, f"Somebody objected meanwhile: {said} Yours was not stored: {reason}"
        )
    return HttpResponseRedirect(f"/s/{number}?stored={key}")
