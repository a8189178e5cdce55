"""Who may come in: pages of this address only, people who are known, and headers that let nothing else run.

A server on one machine still needs a door: other users of the machine reach the port, other sites can post
to it from a browser, and a foreign name can be made to lead here.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from worldcafe.serve.links import make_link, use_up
from worldcafe.serve.live.notes import is_on
from worldcafe.serve.models import Cafe
from worldcafe.serve.options import LARGEST, LARGEST_FORM, POLICY
from worldcafe.serve.pages_of import show
from worldcafe.serve.people import READER, everybody, find_person, name_of_proxy, name_of_session

Respond = Callable[[HttpRequest], HttpResponse]
COOKIE = "worldcafe"
SALT = "worldcafe.person"
TABLES = ("/t/", "/static/", "/health")  # all that other machines may ask for while a café goes on
OPEN = ("/enter/", "/g/", "/welcome/", "/login", *TABLES)  # may be asked for without a cookie
READ = (  # all that those see who only read
    *("/register", "/s/", "/meeting", "/publish", "/publications/", "/claims", "/themes", "/history"),
    *("/changes", "/keys", "/name", "/password", "/logout", "/files/"),
)
LONGEST_NAME = 60
LINK_LASTS = dt.timedelta(days=7)
LET_IN_FOR = dt.timedelta(days=90)


@dataclass(frozen=True)
class Person:
    """Who sits at a browser: a name that the log gets ("" as long as none was given), and what they are.

    `role` is "" where there are no accounts and everybody may do everything.
    """

    name: str
    role: str = ""

    @property
    def is_reader(self) -> bool:
        """Whether they read and change nothing."""
        return self.role == READER


def new_link(role: str = "") -> str:
    """Give the path of a link that lets one browser in, once, within a week."""
    return f"/enter/{make_link('browser', LINK_LASTS, role)}"


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Let a browser in that has a link; the link is worth nothing afterwards."""
    role = use_up("browser", token)
    if role is None:
        if person_of(request) is not None:
            return HttpResponseRedirect("/")
        return refuse(request, 403, "This link was used already, or is none.")
    response = HttpResponseRedirect("/name")
    remember(request, response, Person("", role))
    return response


def remember(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Give the browser a signed cookie with its person."""
    told = {"name": person.name, "role": person.role, "of": secrets.token_hex(8)}
    set_cookie(request, response, signing.dumps(told, key=_secret(), salt=SALT), LET_IN_FOR)


def set_cookie(request: HttpRequest, response: HttpResponse, value: str, lasts: dt.timedelta) -> None:
    """Give the browser the cookie by which it is known; scripts do not see it."""
    secure = request.is_secure() or settings.WORLDCAFE_ADDRESS.startswith("https:")
    response.set_cookie(COOKIE, value, httponly=True, samesite="Lax", secure=secure, max_age=lasts)


def person_of(request: HttpRequest) -> Person | None:
    """Give the person of a request, None where it comes from a browser that was not let in.

    Where people have accounts a session counts, or who the proxy says it is; where none has, a link does.
    """
    people, kept = everybody(), request.COOKIES.get(COOKIE, "")
    if people or settings.WORLDCAFE_HEADER:
        told = name_of_proxy(request) if settings.WORLDCAFE_HEADER else name_of_session(kept)
        name = find_person(told or "", people)
        return Person(name, people[name]) if name else None
    try:
        found = signing.loads(kept, key=_secret(), salt=SALT, max_age=LET_IN_FOR)
    except signing.BadSignature:
        return None
    return Person(str(found["name"]), str(found.get("role", "")))


def _secret() -> str:
    secret: str = Cafe.objects.values_list("secret", flat=True).get(pk=1)
    return secret


def clean_name(text: str) -> str:
    """Give a name as it may stand in the log: printable, one line, not too long."""
    return " ".join("".join(letter for letter in text if letter.isprintable()).split())[:LONGEST_NAME]


def headers(respond: Respond) -> Respond:
    """Middleware: what a browser may do with our pages."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response["X-Content-Type-Options"] = "nosniff"
        response["Referrer-Policy"] = "same-origin"  # with none at all a browser hides where a form is from
        response["X-Frame-Options"] = "DENY"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response.setdefault("Cache-Control", "no-store")
        return response

    return answer


def own_pages_only(respond: Respond) -> Respond:
    """Middleware: refuse other hosts, other origins and forms that are too large."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            host = request.get_host()
        except DisallowedHost:
            return HttpResponse("This address is not served here.", status=400, content_type="text/plain")
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponse("Only GET and POST.", status=405, content_type="text/plain")
        if request.method == "POST" and not _is_own(request, host):
            return refuse(request, 403, "This form was sent from another site.")
        most = LARGEST if request.content_type == "multipart/form-data" else LARGEST_FORM
        if int(request.META.get("CONTENT_LENGTH") or 0) > most:
            return HttpResponse("Too large.", status=413, content_type="text/plain")
        return respond(request)

    return answer


def _is_own(request: HttpRequest, host: str) -> bool:
    """Tell whether a browser says that a form comes from a page of ours."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "")
    ours = (f"{request.scheme}://{host}", settings.WORLDCAFE_ADDRESS)  # a proxy may not say that it has TLS
    return site in ("same-origin", "none") and origin in ("", *ours)


def tables_only_from_elsewhere(respond: Respond) -> Respond:
    """Middleware: while a café goes on, other machines reach the pages of tables and nothing else."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not is_on() or _is_from_here(request) or request.path.startswith(TABLES):
            return respond(request)
        if request.path in ("/", "/t"):  # what is typed on phones
            return HttpResponseRedirect("/t/")
        return refuse(request, 403, "From other machines only the pages of tables are open.")

    return answer


def _is_from_here(request: HttpRequest) -> bool:
    """Tell whether this machine asks, or a proxy on it."""
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def known_people_only(respond: Respond) -> Respond:
    """Middleware: only browsers that were let in, and only people with a name may write."""

    def answer(request: HttpRequest) -> HttpResponse:
        sent = (
            text for texts in (request.GET, request.POST) for _, values in texts.lists() for text in values
        )
        if any("\x00" in text for text in sent):
            return refuse(request, 400, "A text holds a letter that cannot be stored.")
        if request.path.startswith(OPEN):
            return respond(request)
        person = person_of(request)
        if person is None:
            return _not_let_in(request)
        if not person.name and request.path != "/name":
            return HttpResponseRedirect("/name")
        if person.is_reader and not _is_reading(request):
            return refuse(request, 403, "You read here, and change nothing; the chair may let you do more.")
        request.person = person  # type: ignore[attr-defined]
        return respond(request)

    return answer


def _not_let_in(request: HttpRequest) -> HttpResponse:
    """Say how one gets in."""
    if settings.WORLDCAFE_HEADER:
        told = name_of_proxy(request)
        if not told:
            return refuse(request, 403, "The sign-on of your house does not say who you are; come in by it.")
        name = f"You are known as {told}, who is none of the people here"
        return refuse(request, 403, f"{name}; ask the chair to let you in.")
    if everybody():
        return HttpResponseRedirect("/login") if request.method == "GET" else refuse(request, 403, "Sign in.")
    return refuse(request, 403, "Open the link that was printed when the app was started, or ask for one.")


def _is_reading(request: HttpRequest) -> bool:
    """Tell whether a request is one of those that change nothing, but for what is the reader's own."""
    if request.method == "POST":
        return request.path in ("/name", "/password", "/logout")
    return request.path == "/" or request.path.startswith(READ)


def refuse(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """Give a page that says why not."""
    return show(request, "refused.html", {"sentence": sentence, "bare": True}, status)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form had no token of ours."""
    return refuse(
        request, 403, "This form is too old, or cookies are off. Go back, reload the page, send again."
    )


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that an address leads nowhere."""
    return refuse(request, 404, "There is no such page here.")


def fault(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong that should not; it needs no database, which may be what is wrong."""
    told = "Something went wrong in the app; nothing of this form was stored. Go back and send it again."
    return HttpResponse(told, status=500, content_type="text/plain; charset=utf-8")
