"""The groups as pages: what is sent to each, its links; and the page on which a group answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from worldcafe.serve import gate
from worldcafe.serve.groups import (
    ANSWERABLE,
    all_groups,
    group_of,
    letter_to,
    mail_to,
    open_link,
    reminder_to,
)
from worldcafe.serve.links import address_of
from worldcafe.serve.log import Actor, Conflict, Refused, Wish, decide
from worldcafe.serve.models import Item, Link
from worldcafe.serve.pages_of import show
from worldcafe.serve.process import ANSWER, TO_INFORM, wrong_with
from worldcafe.serve.proposals import is_chair
from worldcafe.serve.suggestion import BACK, NOT_OURS, lacks_reason, wrong_together
from worldcafe.serve.texts import facts_of

USUAL = dt.timedelta(days=42)  # until an answer is due, unless somebody says otherwise


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Show the groups with what waits for each."""
    return _show_groups(request)


def _show_groups(request: HttpRequest, name: str = "", link: str = "") -> HttpResponse:
    """Give the page; a link that was made just now is shown once, in the letter of its group."""
    current = dt.date.today()
    due = (current + USUAL).isoformat()
    found = all_groups()
    told = {
        "groups": [
            (
                group,
                letter_to(
                    group.name,
                    group.to_inform or group.asked,
                    due if group.to_inform else "",
                    link if group.name == name else "",
                ),
                reminder_to(group.name, group.asked, link if group.name == name else ""),
            )
            for group in found
        ],
        "made": name,
        "link": link,
        "today": current.isoformat(),
        "due": due,
        "chair": is_chair(request.person.name),  # type: ignore[attr-defined]
    }
    return show(request, "groups.html", told)


def _group(request: HttpRequest) -> Any:
    name = request.POST.get("group", "") or request.GET.get("group", "")
    found = next((group for group in all_groups() if group.name == name), None)
    if found is None:
        raise Http404
    return found


@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Make a link for a group."""
    if not is_chair(request.person.name):  # type: ignore[attr-defined]
        return gate.refuse(request, 422, "The chair lets groups answer.")
    group = _group(request)
    return _show_groups(request, group.name, f"{address_of(request)}{open_link(group.name)}")


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back a link of a group."""
    if not is_chair(request.person.name):  # type: ignore[attr-defined]
        return gate.refuse(request, 422, "The chair lets groups answer.")
    Link.objects.filter(kind="group", mark=request.POST.get("mark", "")).delete()
    return HttpResponseRedirect("/groups")


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Send the letter to a group as a draft for a mail program, with its link if that was made just now."""
    group, form = _group(request), request.POST or request.GET
    due, link = form.get("due", "") if group.to_inform else "", request.POST.get("link", "")
    text = letter_to(
        group.name,
        group.to_inform or group.asked,
        "" if wrong_with("due", due) else due,
        link if group_of(link.rpartition("/")[2]) == group.name else "",
    )
    response = HttpResponse(mail_to(group.name, text), content_type="message/rfc822")
    response["Content-Disposition"] = 'attachment; filename="letter.eml"'
    return response


@require_POST
def sent(request: HttpRequest) -> HttpResponse:
    """Store that a group was informed and asked, of all that waited for it."""
    actor, key = Actor(request.person.name), request.POST.get("key", "")[:50]  # type: ignore[attr-defined]
    values = {name: request.POST.get(name, "") for name in ("informed", "due")}
    if not key or not values["informed"] or not is_chair(actor.name):
        return gate.refuse(request, 422, "The chair says on which day it was sent.")
    if wrong := wrong_together(values, {}):
        return gate.refuse(request, 422, wrong)
    left = []
    for ticked in request.POST.getlist("row")[:500]:
        number, _, base = ticked.partition(":")
        if not (number.isdecimal() and base.isdecimal() and len(number) < 10 and len(base) < 10):
            return gate.refuse(request, 422, "This form is not whole; open the page anew.")
        try:
            decide(actor, Wish(int(number), values, int(base), f"{key}/{number}"))
        except Conflict:
            left.append(f"No {number} was changed meanwhile.")
        except Refused as refused:
            left.append(str(refused))
    return gate.refuse(request, 409, " ".join(left)) if left else HttpResponseRedirect("/groups")


@require_safe
def answers(request: HttpRequest, token: str) -> HttpResponse:
    """Show a group what it is asked, and nothing else."""
    return _show_answers(request, token, _let_in(token))


def _let_in(token: str) -> str:
    """Give the group of a link.

    Raises:
        Http404: it is none, or no more.
    """
    group = group_of(token)
    if group is None:
        raise Http404
    return group


def _show_answers(
    request: HttpRequest, token: str, group: str, wrong: tuple[int, str] = (0, ""), status: int = 200
) -> HttpResponse:
    """Give the page; `wrong` says of a suggestion why its answer was not stored."""
    items = Item.objects.filter(body=group, state__in=ANSWERABLE)
    typed = {name: request.POST.get(name, "") for name in ("answer", *ANSWER.also)}
    told = {
        "group": group,
        "token": token,
        "rows": [(item, {**facts_of(item), **(typed if item.number == wrong[0] else {})}) for item in items],
        "wrong": wrong,
        "question": ANSWER,
        "NOT_OURS": NOT_OURS,
        "kept": request.GET.get("kept", "") if request.GET.get("kept", "").isdecimal() else "",
        "shown": [str(item.number) for item in items],
        "untold": Item.objects.filter(body=group, state=TO_INFORM).exists(),
        "bare": True,
    }
    return show(request, "answers.html", told, status)


@require_POST
def answer(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Store what a group answers on a suggestion that it was asked about."""
    group = _let_in(token)
    item = Item.objects.filter(number=number, body=group, state__in=ANSWERABLE).first()
    base, key = request.POST.get("base", ""), request.POST.get("key", "")[:64]
    if item is None or not key or not base.isdecimal() or len(base) > 9:
        raise Http404
    values = {
        name: request.POST.get(name, "").strip().replace("\r\n", "\n") for name in ("answer", *ANSWER.also)
    }
    wrong = lacks_reason(values) or ("" if values["answer"] else "Choose one of the answers.")
    if wrong:
        return _show_answers(request, token, group, (number, wrong), 422)
    if values["answer"] == NOT_OURS:
        values = {"answer_why": values["answer_why"], **BACK}
    try:
        decide(Actor(group, "group link"), Wish(number, values, int(base), key))
    except Conflict as conflict:
        told = "; ".join(
            f"{clash.who} stored meanwhile: {clash.theirs or 'nothing'}" for clash in conflict.clashes
        )
        return _show_answers(
            request, token, group, (number, f"{told}. Yours stands below, not stored yet."), 409
        )
    except Refused as refused:
        return _show_answers(request, token, group, (number, str(refused)), 422)
    return HttpResponseRedirect(f"/g/{token}?stored={key}&kept={number}#no-{number}")
