"""Today, the settings, what became of suggestions after a new run, and small answers."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import gate, jobs, questions
from worldcafe.serve.corrections import stored_rulings
from worldcafe.serve.history import told_of
from worldcafe.serve.links import address_of
from worldcafe.serve.log import Actor, Conflict, Refused, Wish, decide, writing
from worldcafe.serve.models import (
    Cafe,
    Claim,
    Event,
    Fact,
    Item,
    Presence,
    Publication,
    Run,
    listed,
    set_aside,
)
from worldcafe.serve.pages_of import show
from worldcafe.serve.people import READER, everybody
from worldcafe.serve.process import ALL_STATES, ASKED, ENDS, NEW
from worldcafe.serve.proposals import SILENCE, is_chair
from worldcafe.serve.register_page import overdue
from worldcafe.serve.suggestion import show_conflict

PRESENT = 90  # seconds after which nobody is taken to be on a page any more
SETTINGS = (
    ("remit criteria", "When is something within the remit?", "text"),
    (
        "opinions",
        "How many people answer a small question (2: what they see differently goes to the chair)",
        "line",
    ),
    ("chair", "Who confirms what others propose (nobody: every answer counts at once)", "line"),
    (
        SILENCE,
        "Days after which everybody may confirm what nobody objected to (nothing: the chair alone)",
        "line",
    ),
    ("groups", "The groups that may be asked, a line each: name, then what is in their scope", "text"),
)


def health(request: HttpRequest) -> HttpResponse:
    """Say that the server answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what waits, how far everything is, and what others did."""
    items = listed()
    counts = Counter(items.values_list("state", flat=True))
    recent = Event.objects.exclude(verb="import").order_by("-seq")[:8]
    told: dict[str, Any] = {
        "total": sum(counts.values()),
        "counts": [(state, counts.get(state, 0)) for state in ALL_STATES if counts.get(state)],
        "aside": set_aside().count(),
        "runs": jobs.runs_of_home(),
        "decided": sum(counts.values()) - counts.get(NEW, 0),
        "closed": sum(counts.get(state, 0) for state in ENDS),
        "waiting": counts.get(ASKED, 0),
        "overdue": overdue(items, dt.date.today()).count(),
        "disputed": sum(len(questions.disputed(queue)) for queue in questions.QUEUES),
        "asked": Item.objects.filter(standing__startswith="asked").count(),
        "proposals": items.filter(facts__has_key="proposal").count(),
        "first": items.filter(state=NEW).order_by("-n_places", "number").first(),
        "recent": [told_of(event) for event in recent],
        "claims": Claim.objects.exclude(key__in=stored_rulings()).count(),
        "told": Publication.objects.exclude(no=0).order_by("-no").first(),
        **_since_last(request.person.name),  # type: ignore[attr-defined]
        "jobs": jobs.unsettled(),
        "run": Run.objects.order_by("-no").first(),
    }
    return show(request, "today.html", told)


def _since_last(person: str) -> dict[str, Any]:
    """Give what others did since somebody did something last: how much, and the newest of it."""
    done = Event.objects.exclude(verb="import")
    own = done.filter(actor=person).order_by("-seq").values_list("seq", flat=True).first()
    others = done.filter(seq__gt=own or 0).exclude(actor=person)
    return {
        "since": others.count() if own else 0,
        "news": [told_of(one) for one in others.order_by("-seq")[:5]],
    }


def name(request: HttpRequest) -> HttpResponse:
    """Ask once who is at the keyboard; where people have accounts, nobody is another."""
    if everybody():
        return HttpResponseRedirect("/password")
    given = gate.clean_name(request.POST.get("name", ""))
    if request.method == "POST" and given:
        response = HttpResponseRedirect("/")
        gate.remember(request, response, gate.Person(given, request.person.role))  # type: ignore[attr-defined]
        return response
    wrong = (
        "Write a name; it stands in the history beside what you decide." if request.method == "POST" else ""
    )
    return show(request, "name.html", {"wrong": wrong}, 422 if wrong else 200)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Say in a line what was stored since an entry of the log, and who else is on a suggestion."""
    since = _number(request.GET.get("since", "")) or 0
    item = _number(request.GET.get("item", ""))
    person = request.person.name  # type: ignore[attr-defined]
    seq = Cafe.objects.values_list("seq", flat=True).get(pk=1)
    events = Event.objects.filter(seq__gt=since).exclude(actor=person).order_by("-seq")
    here = [told_of(event) for event in events.filter(item=item)[:3]] if item else []
    told = {
        "since": since,
        "item": item,
        "here": here,
        "others": events.count(),
        "present": others_on(item, person) if item else [],
        "seq": seq,
    }
    return show(request, "changes.html", told)


def others_on(item: int, person: str) -> list[str]:
    """Note that a person is on a suggestion; give who else is."""
    now = time.time()
    with writing():
        Presence.objects.update_or_create(person=person, item=item, defaults={"at": now})
    others = Presence.objects.filter(item=item, at__gt=now - PRESENT).exclude(person=person)
    return list(others.order_by("person").values_list("person", flat=True))


@require_safe
def matches(request: HttpRequest) -> HttpResponse:
    """Show the suggestions of which a person must say what they are now, and those that moved."""
    asked = []
    for item in Item.objects.filter(standing__startswith="asked"):
        offers = [int(part) for part in item.standing.removeprefix("asked").strip().split(";") if part]
        asked.append((item, list(Item.objects.filter(number__in=offers))))
    moved = Item.objects.filter(Q(standing__startswith="merged") | Q(standing__in=("gone", "split")))
    return show(request, "matches.html", {"asked": asked, "moved": moved})


def settings(request: HttpRequest) -> HttpResponse:
    """Show the settings, and store them."""
    stored = dict(Fact.objects.values_list("key", "value"))
    fields = [field for field in SETTINGS if field[0] != "chair" or not everybody()]
    if request.method == "POST":
        values = {key: request.POST.get(key, "").strip().replace("\r\n", "\n") for key, _, _ in fields}
        wish = Wish(
            0, values, int(_number(request.POST.get("base", "")) or 0), request.POST.get("key", "")[:64]
        )
        actor = Actor(request.person.name)  # type: ignore[attr-defined]
        if not is_chair(actor.name):
            return gate.refuse(request, 422, "The chair changes the settings.")
        if (days := values[SILENCE]) and not (days.isdecimal() and len(days) < 4):
            return gate.refuse(request, 422, "The days are a number, or nothing.")
        try:
            decide(actor, wish)
        except Conflict as conflict:
            return show_conflict(request, "/settings", wish, conflict)
        except Refused as refused:
            return gate.refuse(request, 422, str(refused))
        return HttpResponseRedirect("/settings?saved=1")
    told = {
        "fields": [(key, label, kind, stored.get(key, "")) for key, label, kind in fields],
        "version": stored.get("version", "0"),
        "runs": Run.objects.order_by("-no"),
        "saved": "saved" in request.GET,
        "READER": READER,
        "accounts": bool(everybody()),
    }
    return show(request, "settings.html", told)


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link that lets one more browser in, of somebody who may only read where that is asked."""
    if everybody():
        return gate.refuse(request, 422, "People have accounts here; the page People lets them in.")
    role = READER if request.POST.get("role") == READER else ""
    return show(request, "invite.html", {"link": f"{address_of(request)}{gate.new_link(role)}"})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys."""
    return show(request, "keys.html", {})


def _number(text: str) -> int | None:
    """Read a number of an address; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else None
