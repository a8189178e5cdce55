"""Who may come in: pages of this address only, people with a link, and headers that let nothing else run.

A server on one machine still needs a door: other users of the machine reach the port, other sites can post
to it from a browser, and a foreign name can be made to lead here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from worldcafe.serve.live.notes import is_on
from worldcafe.serve.models import Cafe, Link
from worldcafe.serve.options import LARGEST, LARGEST_FORM, POLICY
from worldcafe.serve.pages_of import show

Respond = Callable[[HttpRequest], HttpResponse]
COOKIE = "worldcafe"
SALT = "worldcafe.person"
TABLES = ("/t/", "/static/", "/health")  # all that other machines may ask for while a café goes on
OPEN = ("/enter/", "/g/", *TABLES)  # may be asked for without a cookie
LONGEST_NAME = 60
LINK_LASTS = dt.timedelta(days=7)


@dataclass(frozen=True)
class Person:
    """Who sits at a browser: a name that the log gets ("" as long as none was given)."""

    name: str


def new_link() -> str:
    """Give the path of a link that lets one browser in, once, within a week."""
    token = new_token()
    made = dt.datetime.now(dt.UTC)
    Link.objects.create(
        mark=mark_of(token), kind="browser", made=made.isoformat(), expires=(made + LINK_LASTS).isoformat()
    )
    return f"/enter/{token}"


def new_token() -> str:
    """Give what makes a link one that nobody can guess."""
    return secrets.token_urlsafe(24)


def mark_of(token: str) -> str:
    """Give what is stored of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Let a browser in that has a link; the link is worth nothing afterwards."""
    current = dt.datetime.now(dt.UTC).isoformat()
    # one statement: of two browsers, also of two processes, one gets in
    used, _ = Link.objects.filter(mark=mark_of(token), kind="browser", expires__gt=current).delete()
    if not used:
        if person_of(request) is not None:
            return HttpResponseRedirect("/")
        return refuse(request, 403, "This link was used already, or is none.")
    response = HttpResponseRedirect("/name")
    remember(request, response, "")
    return response


def remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Give the browser a signed cookie with the name of its person."""
    value = signing.dumps({"name": name, "of": secrets.token_hex(8)}, key=_secret(), salt=SALT)
    response.set_cookie(
        COOKIE, value, httponly=True, samesite="Lax", secure=request.is_secure(), max_age=90 * 86400
    )


def person_of(request: HttpRequest) -> Person | None:
    """Give the person of a request, None where it comes from a browser that was not let in."""
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), key=_secret(), salt=SALT, max_age=90 * 86400)
    except signing.BadSignature:
        return None
    return Person(str(told["name"]))


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
    return site in ("same-origin", "none") and origin in ("", f"{request.scheme}://{host}")


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
            return refuse(
                request, 403, "Open the link that was printed when the app was started, or ask for one."
            )
        if not person.name and request.path != "/name":
            return HttpResponseRedirect("/name")
        request.person = person  # type: ignore[attr-defined]
        return respond(request)

    return answer


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
