"""The history: every entry of the log in words, and its inverse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import edits, gate, people, questions
from worldcafe.serve.log import LABELS, Actor, Conflict, Refused, undo
from worldcafe.serve.models import Event
from worldcafe.serve.pages_of import day, show
from worldcafe.serve.process import FIELDS, PROPOSAL
from worldcafe.serve.proposals import is_chair
from worldcafe.serve.rulings import FACT, tell_ruling
from worldcafe.serve.sealing import SEAL
from worldcafe.serve.texts import text_of

PAGE = 60  # entries
UNDONE = ("decide", "propose", "object", "confirm", "rule", "settle", "comment", "waive", "edit", "answer")
TOLD = (  # settings that hold something packed, by what their names begin with
    (FACT, "a claim", tell_ruling),
    (edits.FACT, "themes", edits.tell_edit),
    (questions.FACT, "answered", questions.tell_answer),
)
STANDINGS = {"same": "found again", "gone": "gone", "split": "split", "new": "new"}


def told_of(event: Event) -> dict[str, Any]:
    """Give an entry as a page tells it."""
    silent = PROPOSAL if event.verb == "confirm" else ()  # what was proposed is what is confirmed
    changes = {name: pair for name, pair in event.changes.items() if name not in silent}
    lines = [] if event.verb == "import" else [_line(name, *pair) for name, pair in changes.items()]
    if event.verb == "import":
        moved = sum(1 for name in event.changes if name.startswith("no "))
        lines = [("took in", f"run {event.changes['run'][1]}, {moved} suggestions new or otherwise", "")]
    if event.verb == "publish":
        lines = [("published", f"publication {event.changes['publication'][1]}", "")]
        lines += [("identities", after, "") for _, after in (event.changes.get("identities", ()),) if after]
    if event.verb in ("take out", SEAL):
        lines = [("took a name out", "", "")]
    return {
        "seq": event.seq,
        "at": event.at,
        "who": event.actor,
        "kind": event.actor_kind,
        "item": event.item,
        "verb": event.verb,
        "lines": lines,
        "undoes": event.undoes,
        "can_undo": event.verb in UNDONE,
    }


def _line(name: str, before: str, after: str) -> tuple[str, str, str]:
    """Give a change as label, what it is now, what it was."""
    if name == "comment":
        return ("remarked" if after else "took back a remark", "", "")
    if name == "standing":
        return ("it is now", after, before)
    if name == "proposal":
        return ("proposed", _in_words(after), _in_words(before))
    if name.startswith(people.FACT):
        return (f"{name.removeprefix(people.FACT)} is", after or "nobody here any more", before)
    for begins, label, told in TOLD:
        if name.startswith(begins):
            return (label, told(after), told(before))
    return (LABELS.get(name, name), _said(name, after), _said(name, before))


def _said(name: str, raw: str) -> str:
    """Give what a field says as people read it: the words, or the day."""
    is_day = name in FIELDS and FIELDS[name].kind == "date"
    return day(raw) if is_day else text_of(name, raw)


def _in_words(packed: str) -> str:
    """Give a proposal as a page tells it."""
    proposed = json.loads(packed or "{}")
    return "; ".join(f"{LABELS.get(name, name)}: {_said(name, raw)}" for name, raw in proposed.items())


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Show the log, the newest first; by person, suggestion and day."""
    who, item, on = (request.GET.get(key, "").strip() for key in ("who", "item", "day"))
    before = request.GET.get("before", "")
    found = Event.objects.order_by("-seq")
    if who:
        found = found.filter(actor=who)
    if item.isdecimal() and len(item) < 10:
        found = found.filter(item=int(item))
    if on:
        found = found.filter(at__startswith=on)
    if before.isdecimal() and len(before) < 10:
        found = found.filter(seq__lt=int(before))
    rows = list(found[: PAGE + 1])
    told = {
        "events": [told_of(event) for event in rows[:PAGE]],
        "more": rows[PAGE - 1].seq if len(rows) > PAGE else 0,
        "who": who,
        "item": item,
        "day": on,
        "people": sorted(set(Event.objects.values_list("actor", flat=True).distinct())),
    }
    return show(request, "history.html", told)


@require_POST
def undo_mine(request: HttpRequest) -> HttpResponse:
    """Undo what the person did last and has not undone; a confirmation is the chair's to undo."""
    person = request.person.name  # type: ignore[attr-defined]
    undone = Event.objects.filter(undoes__gt=0).values("undoes")
    own = Event.objects.filter(actor=person, verb__in=UNDONE).exclude(seq__in=undone).order_by("-seq")
    last = own.first()
    if last is None:
        return gate.refuse(request, 422, "There is nothing of yours to be undone.")
    return undo_one(request, last.seq)


@require_POST
def undo_one(request: HttpRequest, seq: int) -> HttpResponse:
    """Undo an entry, or show what came after it."""
    key = request.POST.get("key", "")[:64]
    person = request.person.name  # type: ignore[attr-defined]
    if (
        not is_chair(person)
        and not Event.objects.filter(seq=seq, actor=person).exclude(verb="confirm").exists()
    ):
        return gate.refuse(request, 422, "What others did is undone by the chair.")
    try:
        event = undo(Actor(person), seq, key)
    except Conflict as conflict:
        undone = Event.objects.get(seq=seq)
        told = {
            "back": f"/s/{undone.item}" if undone.item else "/history",
            "clashes": conflict.clashes,
            "labels": LABELS,
            "undone": True,
        }
        return show(request, "conflict.html", told, 409)
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    return HttpResponseRedirect(f"/s/{event.item}" if event and event.item else "/history")


@require_safe
def download(request: HttpRequest) -> StreamingHttpResponse:
    """Give the whole log, a line of JSON for each entry; texts stand as references."""
    response = StreamingHttpResponse(_lines(), content_type="application/x-ndjson")
    response["Content-Disposition"] = 'attachment; filename="history.jsonl"'
    return response


def _lines() -> Iterator[str]:
    for row in Event.objects.order_by("seq").values().iterator():
        yield json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"
