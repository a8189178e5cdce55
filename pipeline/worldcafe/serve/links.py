"""Links that let somebody in, sessions among them: stored is the hash of a token, of no use to a reader."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest

from worldcafe.serve.models import Link


def mark_of(token: str) -> str:
    """Give what is stored of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(kind: str, lasts: dt.timedelta, body: str = "") -> str:
    """Store a link of a kind for somebody; give its token, which is known to nobody else."""
    token, made = secrets.token_urlsafe(24), dt.datetime.now(dt.UTC)
    Link.objects.create(
        mark=mark_of(token),
        kind=kind,
        body=body,
        made=made.isoformat(timespec="seconds"),
        expires=(made + lasts).isoformat(timespec="seconds"),
    )
    return token


def holder_of(kind: str, token: str) -> str | None:
    """Give whom a link is for; None where it is none of this kind, or no more."""
    current = dt.datetime.now(dt.UTC).isoformat()
    links = Link.objects.filter(mark=mark_of(token), kind=kind, expires__gt=current)
    return links.values_list("body", flat=True).first()


def use_up(kind: str, token: str) -> str | None:
    """Give whom a link is for that is good for once; of two who come with it, one gets an answer."""
    holder = holder_of(kind, token)
    # one statement: of two browsers, also of two processes, one finds it
    used, _ = Link.objects.filter(mark=mark_of(token), kind=kind).delete()
    return holder if used else None


def address_of(request: HttpRequest) -> str:
    """Give the address at which people reach the app, as it was told, else as this browser has it."""
    return settings.WORLDCAFE_ADDRESS or f"{request.scheme}://{request.get_host()}"
