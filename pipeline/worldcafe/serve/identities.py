"""Identities before publishing: what was removed and what may identify somebody, answered beside the run.

The queue is shown only on the machine that has the private list, to a browser on it; the answers go to the
private file that `worldcafe identities` writes. Nothing is published before it is empty, or was waived.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from worldcafe.errors import InputError
from worldcafe.serve import gate, jobs
from worldcafe.serve.database import compact
from worldcafe.serve.history import PAGE
from worldcafe.serve.live.wiping import wipe
from worldcafe.serve.loading import load_readers
from worldcafe.serve.log import Actor, Conflict, Refused, Wish, decide
from worldcafe.serve.models import Fact, Run
from worldcafe.serve.names import private_run
from worldcafe.serve.pages_of import show
from worldcafe.serve.proposals import is_chair
from worldcafe.serve.taking_out import count_texts, take_out
from worldcafe.serve.texts import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from worldcafe.tasks.identities import Listed

LOCAL = ("127.0.0.1", "localhost", "::1")
WAIVED, WHY = "waived", "waived_why"
_is_open = False


def open_queue() -> None:
    """Let browsers on this machine see the identities: no proxy stands before the app."""
    global _is_open  # noqa: PLW0603 - one server
    _is_open = True


def may_see(request: HttpRequest) -> bool:
    """Tell whether the queue may be shown: a browser on this machine asks, and the private list is here."""
    host = request.get_host().rpartition(":")[0].strip("[]") or request.get_host()
    try:
        near = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        near = False
    return _is_open and near and host in LOCAL and private_run() is not None


def is_waived() -> bool:
    """Tell whether the chair lets the newest run be published without looking through its identities."""
    newest = Run.objects.order_by("-no").values_list("no", flat=True).first()
    return newest is not None and Fact.objects.filter(key=WAIVED, value=str(newest)).exists()


def why_waived() -> str:
    """Give the reason for which the chair waived it for the newest run, "" where it was not."""
    return text_of(WHY, Fact.objects.get(key=WHY).value) if is_waived() else ""


def why_locked() -> str:
    """Say in a sentence why nothing can be published yet, "" where it can be."""
    run = private_run()
    if run is None:
        if is_waived() or not Run.objects.exists():
            return ""
        return "The list of who was taken out of the notes is elsewhere; only there it can be looked through."
    load_readers()
    from worldcafe.tasks.identities import list_still_named  # noqa: PLC0415 - slow to import

    try:
        if still := list_still_named(run):
            return f"{_counted(len(still))} to be taken out and still in the notes: analyse them again."
        left = 0 if is_waived() else sum(not item.answer for item in _listed(run))
    except InputError as error:
        return str(error)
    return f"{_counted(left)} not looked through yet." if left else ""


def _counted(number: int) -> str:
    return "1 identity is" if number == 1 else f"{number} identities are"


def _listed(run: Path) -> list[Listed]:
    """Give what was removed and reported, read anew at every request."""
    load_readers()
    from worldcafe.tasks.identities import list_identities  # noqa: PLC0415 - slow to import

    return list_identities(run)


def _mark(item: Listed) -> str:
    """Give what a form calls an identity by; it stands on the page alone."""
    return hashlib.sha256(f"{item.type}\n{item.text}".encode()).hexdigest()[:24]


def identities(request: HttpRequest) -> HttpResponse:
    """Show the queue; keep the answers of its form."""
    run = private_run() if may_see(request) else None
    if run is None:
        raise Http404
    try:
        listed = _listed(run)
        if request.method == "POST":
            standing = _answer(request, run, listed)
            return HttpResponseRedirect(f"/identities?alone={standing}" if standing else "/identities")
    except InputError as error:
        return gate.refuse(request, 422, str(error))
    left = [(_mark(item), item) for item in listed if not item.answer]
    told = {
        "left": left[:PAGE],
        "n_left": len(left),
        "done": [(_mark(item), item) for item in listed if item.answer],
        "total": len(listed),
        "locked": why_locked(),
        "alone": alone if (alone := request.GET.get("alone", "")).isdecimal() else "",
    }
    return show(request, "identities.html", told)


def _answer(request: HttpRequest, run: Path, listed: Sequence[Listed]) -> int:
    """Keep the answers beside the run; a name that is to go goes from all that the app stores at once.

    Gives in how many texts a word of such a name stands by itself still.
    """
    from worldcafe.tasks.identities import (  # noqa: PLC0415 - slow to import
        PERSON,
        answer_identities,
        has_word_of,
        mask_names,
    )

    given: dict[str, list[str]] = {"remove": [], "keep": []}
    shown = request.POST.getlist("shown")
    late = []
    for item in listed:
        mark = _mark(item)
        rest = "remove" if request.POST.get("rest") and item.removed and mark in shown else ""
        answer = request.POST.get(f"a-{mark}", "") or rest
        if answer in given and answer != item.answer:
            given[answer].append(item.text)
            late += [(item.text, item.type)] if answer == "remove" and not item.removed else []
    if missed := " ".join(request.POST.get("missed", "").split()):
        given["remove"].append(missed)
        late.append((missed, PERSON))
    if any(given.values()):
        answer_identities(run, **given)
    if late:
        wipe(jobs.home(), mask_names(late))
        take_out(late, Actor(request.person.name))  # type: ignore[attr-defined]
        compact()
    return count_texts(has_word_of(name for name, _ in late)) if late else 0


@require_POST
def waive(request: HttpRequest) -> HttpResponse:
    """Let the newest run be published as it is; why stands in the history."""
    run = Run.objects.order_by("-no").first()
    why = request.POST.get("why", "").strip().replace("\r\n", "\n")
    base, key = request.POST.get("base", ""), request.POST.get("key", "")[:64]
    if not is_chair(request.person.name):  # type: ignore[attr-defined]
        return gate.refuse(request, 422, "The chair waives it.")
    if run is None or not why or not key or not base.isdecimal() or len(base) > 9:
        return gate.refuse(
            request, 422, "Write why it may be published without; the reason stands in the history."
        )
    wish = Wish(0, {WAIVED: str(run.no), WHY: why}, int(base), key, "waive")
    try:
        decide(Actor(request.person.name), wish)  # type: ignore[attr-defined]
    except Conflict:
        return gate.refuse(request, 409, "Somebody waived it meanwhile; look at the history.")
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    return HttpResponseRedirect("/publish")
