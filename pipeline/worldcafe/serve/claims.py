"""The claims of the report, one on a screen, with its nearest notes to be ticked."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, repeat
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.rulings import VERDICTS
from worldcafe.serve import gate
from worldcafe.serve.corrections import keep_words, stored_rulings, texts_of
from worldcafe.serve.log import Actor, Conflict, Refused, Wish, decide
from worldcafe.serve.models import Claim, Event, Fact
from worldcafe.serve.pages_of import show
from worldcafe.serve.rulings import (
    FACT,
    claim_key,
    pack_ruling,
    read_ruling,
    tell_ruling,
)

KEYS = "1234567890-="  # of the first notes; those after them are ticked by hand


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """List the claims, those first whose answer changes most."""
    ruled = stored_rulings()
    rows = list(Claim.objects.order_by("-gain", "place"))
    told = {
        "open": [row for row in rows if row.key not in ruled],
        "done": [(row, tell_ruling(ruled[row.key])) for row in rows if row.key in ruled],
        "total": len(rows),
        "last": _tell_last({row.key: row for row in rows}, ruled),
    }
    return show(request, "claims.html", told)


def _tell_last(rows: Mapping[str, Claim], ruled: Mapping[str, str], most: int = 10) -> dict[str, int]:
    """Say what the last answers changed in the links of the run that is here."""
    taken_in = Event.objects.filter(verb="import").order_by("-seq").values_list("seq", flat=True).first()
    events = Event.objects.filter(verb="rule", seq__gt=taken_in or 0).order_by("-seq")
    keys = [name.removeprefix(FACT) for event in events for name in event.changes]
    last = [key for key in dict.fromkeys(keys) if key in rows and key in ruled][:most]
    said = [
        (note["linked"], read_ruling(ruled[key])["notes"].get(claim_key(note["text"]), note["linked"]))
        for key in last
        for note in rows[key].found["notes"]
    ]
    return {"n": len(last), "put": said.count((False, True)), "taken": said.count((True, False))}


@require_safe
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """Show one claim with its notes."""
    return _show_claim(request, _claim(key), stored_rulings().get(key, ""), "")


def _claim(key: str) -> Claim:
    found = Claim.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _show_claim(request: HttpRequest, row: Claim, packed: str, wrong: str) -> HttpResponse:
    """Give the page; where nobody ruled, what the run linked is ticked."""
    ruling = read_ruling(packed)
    notes: list[dict[str, Any]] = []
    for key, note in zip(chain(KEYS, repeat("")), row.found["notes"], strict=False):
        mark = claim_key(note["text"])
        told = {"key": key, "mark": mark, "ticked": ruling["notes"].get(mark, note["linked"])}
        notes.append({**note, **told, "proposed": note["linked"] and mark not in ruling["notes"]})
    version = Fact.objects.filter(key="version").values_list("value", flat=True).first() or "0"
    left = Claim.objects.exclude(key__in=stored_rulings()).order_by("-gain", "place")
    after = [one.key for one in left]
    at = after.index(row.key) if row.key in after else -1
    told = {
        "row": row,
        "following": next(iter(after[at + 1 :] + after[: max(at, 0)]), ""),
        "notes": notes,
        "verdict": ruling["verdict"],
        "verdicts": VERDICTS,
        "version": version,
        "left": len(after),
        "total": Claim.objects.count(),
        "wrong": wrong,
    }
    return show(request, "claim.html", told, 409 if wrong else 200)


@require_POST
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """Store which notes say what the claim says, and lead to the next claim."""
    row = _claim(key)
    base, form = request.POST.get("base", ""), request.POST.get("key", "")[:64]
    if not base.isdecimal() or len(base) > 9 or not form:
        return gate.refuse(request, 422, "This form is not whole; open the page anew.")
    packed = pack_ruling(row.found, request.POST.getlist("note"), request.POST.get("verdict", ""))
    wish = Wish(0, {f"{FACT}{key}": packed}, int(base), form, "rule")
    try:
        keep_words({claim_key(text): text for text in texts_of(row)})
        decide(Actor(request.person.name), wish)  # type: ignore[attr-defined]
    except Conflict as conflict:
        (clash,) = conflict.clashes
        told = f"{clash.who} answered this meanwhile: {tell_ruling(clash.theirs)}. Below is what you said."
        return _show_claim(request, row, packed, told)
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    following = Claim.objects.exclude(key__in=stored_rulings()).order_by("-gain", "place").first()
    return HttpResponseRedirect(f"/claims/{following.key}" if following else "/claims")
