"""People whom a proxy signs on: which addresses are believed, and what the options allow."""

from __future__ import annotations

import logging

import pytest

from serve_app import Browser, running
from test_serve_people import GOOD, _home, _port, begin  # noqa: F401 - fixtures
from worldcafe.errors import InputError


@pytest.fixture(name="house")
def _house(home, monkeypatch):
    """An app that believes X-Remote-User of one proxy; gives how to ask it from an address."""
    from django.conf import settings
    from django.test import Client

    from worldcafe.serve import people

    monkeypatch.setattr(settings, "WORLDCAFE_HEADER", "X-Remote-User")
    monkeypatch.setattr(settings, "WORLDCAFE_PROXIES", ("192.0.2.7", "2001:db8::/64"))
    people._tell_ignored.cache_clear()
    begin("Ana")
    begin("Ben")

    def ask(address, told, path="/", method="get", **form):
        client = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR=address)
        headers = {"X-Remote-User": told} if told is not None else {}
        return getattr(client, method)(path, form or None, headers=headers)

    return ask


SIGNED_ON = (  # address, what the header says, whether somebody is let in
    ("192.0.2.7", "Ana", True),
    ("192.0.2.7", "ana", True),
    ("2001:db8::9", "Ben", True),
    ("192.0.2.8", "Ana", False),
    ("127.0.0.1", "Ana", False),
    ("", "Ana", False),
    ("not an address", "Ana", False),
    ("192.0.2.7", "Eve", False),
    ("192.0.2.7", "", False),
    ("192.0.2.7", None, False),
    ("192.0.2.7", "Eve, Ana", False),
    ("192.0.2.7", "Ana, Ana", False),
)


@pytest.mark.parametrize(("address", "told", "lets_in"), SIGNED_ON)
def test_who_is_signed_on_is_believed_of_a_listed_proxy_alone(house, address, told, lets_in):
    assert house(address, told).status_code == (200 if lets_in else 403)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Eve", "You are known as Eve, who is none of the people here"),
        ("", "does not say who you are"),
    ],
)
def test_who_is_not_let_in_is_told_whom_to_ask(house, name, told):
    assert told in house("192.0.2.7", name).content.decode()


def test_a_header_from_elsewhere_is_logged_once_without_what_it_said(house, caplog):
    with caplog.at_level(logging.WARNING):
        house("192.0.2.8", "Ana")
        house("192.0.2.8", "Ben")
        house("192.0.2.7", "Ana")
    (record,) = [record for record in caplog.records if record.name == "worldcafe.serve.people"]
    assert (
        record.getMessage() == "X-Remote-User came from 192.0.2.8, which is no listed proxy; it was ignored."
    )


def test_where_a_proxy_signs_on_no_password_and_no_link_lets_in(house):
    from worldcafe.serve.gate import new_link
    from worldcafe.serve.people import SESSION, SESSION_LASTS, make_link

    assert house("192.0.2.8", None, "/login").status_code == 404
    from django.test import Client

    browser = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="192.0.2.8")
    browser.get(new_link())
    assert browser.get("/").status_code == 403
    browser.cookies["worldcafe"] = make_link(SESSION, SESSION_LASTS, "Ana")
    assert browser.get("/").status_code == 403


def test_a_header_with_an_underscore_is_none_of_a_proxy(home, monkeypatch):
    """A proxy that strips X-Remote-User lets X_Remote_User through, which a server may take for the same."""
    from django.conf import settings

    monkeypatch.setattr(settings, "WORLDCAFE_HEADER", "X-Remote-User")
    monkeypatch.setattr(settings, "WORLDCAFE_PROXIES", ("127.0.0.1",))
    begin("Ana")
    with running() as port:
        browser = Browser(port)
        assert browser.get("/register", **{"X-Remote-User": "Ana"}).status == 200
        assert browser.get("/register", X_Remote_User="Ana").status == 403
        assert browser.get("/register").status == 403


LISTED = (
    ("X-Remote-User", "127.0.0.1", ("127.0.0.1",)),
    ("X-Remote-User", "unix, 10.0.0.0/8", ("unix", "10.0.0.0/8")),
    ("", "", ()),
    ("X-Remote-User", "", None),
    ("", "127.0.0.1", None),
    ("X-Remote-User", "proxy.example.org", None),
    ("X-Remote-User", "0.0.0.0/0", None),
    ("X-Remote-User", "::/0", None),
    ("X-Remote User", "127.0.0.1", None),
    ("X_Remote_User", "127.0.0.1", None),
)


@pytest.mark.parametrize(("header", "listed", "proxies"), LISTED)
def test_a_header_needs_a_proxy_that_is_listed_by_its_address(header, listed, proxies):
    from worldcafe.serve.options import proxies_of

    if proxies is None:
        with pytest.raises(InputError):
            proxies_of(header, listed)
    else:
        assert proxies_of(header, listed) == proxies


ADDRESSES = (
    ("https://Review.example.org/", "https://review.example.org"),
    ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ("", ""),
    ("review.example.org", None),
    ("https://review.example.org/cafe", None),
    ("ftp://review.example.org", None),
)


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_an_address_is_one_that_browsers_send(text, address):
    from worldcafe.serve.options import address_to_show

    if address is None:
        with pytest.raises(InputError):
            address_to_show(text)
    else:
        assert address_to_show(text) == address


def test_forms_are_taken_behind_a_proxy_with_tls_that_does_not_say_so(port, monkeypatch):
    from django.conf import settings

    ours = "https://review.example.org"
    monkeypatch.setattr(settings, "WORLDCAFE_ADDRESS", ours)
    monkeypatch.setattr(settings, "CSRF_TRUSTED_ORIGINS", [ours])
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["review.example.org"])
    browser = Browser(port)
    host = {"Host": "review.example.org"}
    link = begin("Ana")
    browser.ask("GET", link, headers=host)
    form = {"headers": {**host, "Origin": ours}, "password": GOOD, "again": GOOD}
    assert browser.post(link, **form).status == 302
    browser.ask("GET", "/login", headers=host)
    answer = browser.post("/login", headers={**host, "Origin": ours}, name="Ana", password=GOOD)
    assert answer.status == 302
    assert "Secure" in next(
        cookie for cookie in answer.headers.get_all("Set-Cookie") if "worldcafe=" in cookie
    )
    evil = {**host, "Origin": "https://evil.example"}
    assert browser.post("/login", headers=evil, name="Ana", password=GOOD).status == 403
