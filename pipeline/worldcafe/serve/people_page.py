"""People as pages: signing in and out, the password that one sets, and who belongs to the committee."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import gate, people
from worldcafe.serve.links import address_of, holder_of
from worldcafe.serve.log import Actor, Refused
from worldcafe.serve.models import Account, Link
from worldcafe.serve.pages_of import show
from worldcafe.serve.people import MAY_BE, WELCOME
from worldcafe.serve.proposals import is_chair

WRONG = "Name or password is wrong."
WAIT = "Too many wrong passwords; wait a minute, then try again."


def _by_password() -> None:
    """Stop where people do not sign in here.

    Raises:
        Http404: there are no accounts, or a proxy says who somebody is.
    """
    if settings.WORLDCAFE_HEADER or not people.everybody():
        raise Http404


def login(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and begin a session that no page before it knew of."""
    _by_password()
    if request.method != "POST":
        return show(request, "login.html", {"wrong": "", "typed": "", "bare": True})
    name = gate.clean_name(request.POST.get("name", ""))
    told = {"typed": name, "bare": True}
    try:
        token = people.sign_in(
            name, request.POST.get("password", ""), request.META.get("REMOTE_ADDR", "")[:60]
        )
    except people.TooManyError:
        return show(request, "login.html", {**told, "wrong": WAIT}, 429)
    if token is None:
        return show(request, "login.html", {**told, "wrong": WRONG}, 422)
    response = HttpResponseRedirect("/")
    gate.set_cookie(request, response, token, people.SESSION_LASTS)
    return response


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session of this browser."""
    _by_password()
    people.end_session(request.COOKIES.get(gate.COOKIE, ""))
    response = HttpResponseRedirect("/login")
    response.delete_cookie(gate.COOKIE)
    return response


def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody who was invited set a password; the link is worth nothing afterwards."""
    _by_password()
    name = holder_of(WELCOME, token)
    if name is None:
        return gate.refuse(request, 403, "This link was used already, or is none; ask the chair for another.")
    told = {"name": name, "old": False, "wrong": "", "bare": True, "done": False}
    if request.method != "POST":
        return show(request, "password.html", told)
    password = request.POST.get("password", "")
    if wrong := _wrong_with(request, name):
        return show(request, "password.html", {**told, "wrong": wrong}, 422)
    if people.welcome(token, password) is None:
        return gate.refuse(request, 403, "This link was used already; ask the chair for another.")
    return HttpResponseRedirect("/login")


def password(request: HttpRequest) -> HttpResponse:
    """Let somebody set another password; it is asked for the one of before, and every session ends."""
    _by_password()
    name = request.person.name  # type: ignore[attr-defined]
    told = {"name": name, "old": True, "wrong": "", "done": False}
    if request.method != "POST":
        return show(request, "password.html", told)
    try:
        token = people.sign_in(name, request.POST.get("old", ""), request.META.get("REMOTE_ADDR", "")[:60])
    except people.TooManyError:
        return show(request, "password.html", {**told, "wrong": WAIT}, 429)
    wrong = _wrong_with(request, name) if token else "The password of before is another."
    if wrong:
        people.end_session(token or "")
        return show(request, "password.html", {**told, "wrong": wrong}, 422)
    people.set_password(name, request.POST.get("password", ""))
    return HttpResponseRedirect("/login")


def _wrong_with(request: HttpRequest, name: str) -> str:
    """Say why the words of a form cannot be the password of somebody."""
    first, again = (request.POST.get(field, "") for field in ("password", "again"))
    return people.wrong_with_password(first, name) or ("" if first == again else "The two differ.")


@require_safe
def committee(request: HttpRequest) -> HttpResponse:
    """Show who belongs to the committee, and as what."""
    return _show_people(request)


def _show_people(request: HttpRequest, name: str = "", link: str = "") -> HttpResponse:
    """Give the page; a link that was made just now is shown once."""
    known = people.everybody()
    able = set(Account.objects.values_list("name", flat=True))
    invited = set(Link.objects.filter(kind=WELCOME).values_list("body", flat=True))
    told = {
        "people": [(one, role, one in able, one in invited) for one, role in known.items()],
        "roles": MAY_BE if known else MAY_BE[:1],
        "by_password": not settings.WORLDCAFE_HEADER,
        "header": settings.WORLDCAFE_HEADER,
        "chair": is_chair(request.person.name),  # type: ignore[attr-defined]
        "invited": name,
        "link": link,
    }
    return show(request, "people.html", told)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Let somebody be what the chair says; who is new gets a link to set a password."""
    actor = Actor(request.person.name)  # type: ignore[attr-defined]
    name, role = gate.clean_name(request.POST.get("name", "")), request.POST.get("role", "")
    key, before = request.POST.get("key", "")[:64], people.everybody()
    if not is_chair(actor.name) or not key or "," in name:
        return gate.refuse(request, 422, "The chair says who belongs to it, by names without a comma.")
    try:
        people.set_role(actor, name, role if role in MAY_BE else "", key)
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    if role and people.find_person(name, before) is None and not settings.WORLDCAFE_HEADER:
        return _show_people(request, name, f"{address_of(request)}{people.invite_person(name)}")
    return HttpResponseRedirect("/people")


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link by which somebody sets another password; the password of before stays until then."""
    _by_password()
    name = people.find_person(request.POST.get("name", ""), people.everybody())
    if name is None or not is_chair(request.person.name):  # type: ignore[attr-defined]
        return gate.refuse(request, 422, "The chair invites people who are on the list.")
    return _show_people(request, name, f"{address_of(request)}{people.invite_person(name)}")
