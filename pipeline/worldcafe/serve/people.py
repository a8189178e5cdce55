"""The people of a committee and what each may do; how one is known to be who one says.

Who belongs to it and as what stands in the log, a setting `person/NAME` for each; passwords and sessions
stand beside it. As long as nobody does, there are no accounts: whoever has a link says who they are.
"""

from __future__ import annotations

import datetime as dt
import functools
import ipaddress
import logging
import secrets
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from worldcafe.errors import InputError
from worldcafe.serve.links import holder_of, make_link, mark_of, use_up
from worldcafe.serve.log import Actor, Refused, Subject, Wish, decide, writing
from worldcafe.serve.models import Account, Attempt, Event, Fact, Link
from worldcafe.serve.options import UNIX

FACT = "person/"  # begins the name of a setting that says what somebody is
CHAIR, MEMBER, READER = MAY_BE = ("chair", "member", "reader")
SESSION, WELCOME = "session", "welcome"  # kinds of links
SESSION_LASTS, WELCOME_LASTS = dt.timedelta(days=14), dt.timedelta(days=7)
# so many wrong passwords for one name and from one address within so long, then both must wait
WRONG_OF_NAME, WRONG_OF_ADDRESS, WITHIN = 5, 30, dt.timedelta(minutes=1)
SHORTEST, LONGEST = 12, 200

_log = logging.getLogger(__name__)


class TooManyError(Exception):
    """Too many wrong passwords were given just now; nothing was looked at."""


def everybody() -> dict[str, str]:
    """Give what each person is, by name; nobody where there are no accounts."""
    rows = Fact.objects.filter(key__startswith=FACT).exclude(value="").order_by("key")
    return {row.key.removeprefix(FACT): row.value for row in rows}


def find_person(name: str, people: Mapping[str, str]) -> str | None:
    """Give a name as it is written among the people, None for nobody of them."""
    return next((one for one in people if one.casefold() == name.casefold()), None)


def set_role(actor: Actor, name: str, role: str, request: str) -> Event | None:
    """Let somebody be what is said, "" for nobody any more, whose sessions end with it.

    Raises:
        Refused: there is no such role, the name is none, or nobody would be the chair any more.
    """
    if role not in (*MAY_BE, "") or not name:
        raise Refused("Write a name and choose what the person is.")
    with writing():
        people = everybody()
        name = find_person(name, people) or name
        if CHAIR not in {**people, name: role}.values():
            raise Refused("Somebody must be the chair; name another first.")
        if not role:
            end_sessions(name)
            Account.objects.filter(name=name).delete()
            Link.objects.filter(kind=WELCOME, body=name).delete()
        wish = Wish(0, {f"{FACT}{name}": role}, Subject.of(0).version, request, "people")
        return decide(actor, wish)


def invite_person(name: str) -> str:
    """Give the path of a link by which somebody of the people sets a password, once, within a week."""
    Link.objects.filter(kind=WELCOME, body=name).delete()
    return f"/welcome/{make_link(WELCOME, WELCOME_LASTS, name)}"


def begin_account(name: str) -> str:
    """Give such a link for a name; the first person, or one where no chair is, becomes the chair.

    Raises:
        InputError: the name is none.
    """
    people = everybody()
    role = MEMBER if CHAIR in people.values() else CHAIR
    known = find_person(name, people)
    if known is None or (role == CHAIR and people[known] != CHAIR):
        try:
            set_role(Actor("worldcafe", "rule"), name, role, secrets.token_hex(16))
        except Refused as refused:
            raise InputError(str(refused)) from refused
    return invite_person(known or name)


def wrong_with_password(password: str, name: str) -> str:
    """Say why words cannot be the password of somebody, "" where they can."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"A password has between {SHORTEST} and {LONGEST} letters; a short sentence is a good one."
    if len(password.casefold().replace(name.casefold(), "")) < SHORTEST:
        return "Your name is most of this password; take another."
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return "Too many people have this password; take another."
    return ""


def set_password(name: str, password: str) -> None:
    """Keep the password of somebody, as what it is known by; every session of theirs ends."""
    with writing():
        Account.objects.update_or_create(name=name, defaults={"password": make_password(password)})
        end_sessions(name)


def welcome(token: str, password: str) -> str | None:
    """Set the password of whom a link is for; None where the link is none any more."""
    name = use_up(WELCOME, token)
    if name is not None:
        set_password(name, password)
    return name


def sign_in(name: str, password: str, address: str) -> str | None:
    """Give the token of a new session, None where name or password are wrong.

    A try counts before the password is looked at, so that many at once are no way round; whether there is
    such a name is not to be seen, in the time that it takes either.

    Raises:
        TooManyError: too many were wrong just now, whatever this one is.
    """
    found = find_person(name, everybody())
    tried = _count(found or name.casefold()[:60], address)
    account = Account.objects.filter(name=found).first() if found else None
    if account is None:
        make_password(password[:LONGEST])
        return None
    if len(password) > LONGEST or not check_password(password, account.password):
        return None
    tried.delete()
    return make_link(SESSION, SESSION_LASTS, account.name)


def _count(name: str, address: str) -> Attempt:
    """Note a try.

    Raises:
        TooManyError: see `sign_in`.
    """
    with writing():
        now = dt.datetime.now(dt.UTC)
        Attempt.objects.filter(at__lt=(now - WITHIN).timestamp()).delete()
        of_name = Attempt.objects.filter(name=name).count()
        if of_name >= WRONG_OF_NAME or Attempt.objects.filter(address=address).count() >= WRONG_OF_ADDRESS:
            raise TooManyError
        return Attempt.objects.create(name=name, address=address, at=now.timestamp())


def name_of_session(token: str) -> str | None:
    """Give whose session it is, None where it is none any more."""
    return holder_of(SESSION, token)


def end_session(token: str) -> None:
    """End a session."""
    Link.objects.filter(kind=SESSION, mark=mark_of(token)).delete()


def end_sessions(name: str) -> None:
    """End every session of somebody."""
    Link.objects.filter(kind=SESSION, body=name).delete()


def name_of_proxy(request: HttpRequest) -> str:
    """Give who is signed on as a listed proxy tells it, "" for nobody.

    What another address tells is no more than words: it counts for nothing, and the log of the server has it.
    """
    told = request.META.get(f"HTTP_{settings.WORLDCAFE_HEADER.upper().replace('-', '_')}", "")
    address = request.META.get("REMOTE_ADDR", "")
    if told and not is_proxy(address, settings.WORLDCAFE_PROXIES):
        _tell_ignored(address)
        return ""
    return "" if "," in told else " ".join(told.split())  # a comma: it was sent twice


def is_proxy(address: str, proxies: tuple[str, ...]) -> bool:
    """Tell whether an address is one of the listed."""
    if not address:
        return UNIX in proxies
    try:
        here = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(here in ipaddress.ip_network(proxy) for proxy in proxies if proxy != UNIX)


@functools.lru_cache(maxsize=256)
def _tell_ignored(address: str) -> None:
    """Write once for each address that it is not believed."""
    told = "%s came from %s, which is no listed proxy; it was ignored."
    _log.warning(told, settings.WORLDCAFE_HEADER, address or "a socket")
