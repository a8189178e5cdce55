"""redact: numbers, addresses and handles lead to somebody or to nobody, by their form."""

from __future__ import annotations

import pytest

from worldcafe.redact.contacts import find_contacts, find_marks, stands_in_text


def found(text):
    """What leads to somebody in a text, with why."""
    return [(text[each.start : each.end], each.reason) for each in find_contacts([text])]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("T: 020 7946 0958", "020 7946 0958"),
        ("M. 07700 900123", "07700 900123"),
        ("tel 555 1234", "555 1234"),
        ("phone: 555-1234", "555-1234"),
        ("ask (555) 123-4567", "(555) 123-4567"),
        ("555-123-4567", "555-123-4567"),
        ("555.123.4567", "555.123.4567"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        ("0044 20 7946 0958", "0044 20 7946 0958"),
        ("030/12345678", "030/12345678"),
        ("0301234567", "0301234567"),
    ],
)
def test_number_of_a_telephone_goes_whole(text, number):
    assert found(text) == [(number, "phone number")]


@pytest.mark.parametrize(
    "text",
    [
        "T: 12 345",  # too short
        "tel 12 3 4 5",
        "555-123-45678",
        "++44 20 7946 0958",
        "a+44 20 7946 0958",
        "from 12.10.2024 14:00-16:00 0800",
        "2024-10-12 10 11 12",
        "030123456789012",  # too long
        "01:02:03:04:05",
        "0 1 2 3 4 5 6 7 8",
        "1/020 7946 0958",
        "5551234567",
    ],
)
def test_other_numbers_stay(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://garden.example/~anna", "https://garden.example/~anna"),
        ("https://garden.example/people/anna", "https://garden.example/people/anna"),
        ("https://garden.example/user/7", "https://garden.example/user/7"),
        ("https://garden.example/@anna", "https://garden.example/@anna"),
        ("https://zoom.us/j/123", "https://zoom.us/j/123"),
        ("https://calendly.com/x", "https://calendly.com/x"),
        ("https://orcid.org/0000", "https://orcid.org/0000"),
        ("https://twitter.com/anna", "https://twitter.com/anna"),
        ("linkedin.com/in/anna", "linkedin.com/in/anna"),
        ("t.me/anna", "t.me/anna"),
        ("(www.facebook.com/x) now", "www.facebook.com/x"),
    ],
)
def test_page_of_a_person_goes(text, address):
    assert found(text) == [(address, "personal web address")]


@pytest.mark.parametrize(
    "text",
    [
        "https://garden.example/peoples/anna",
        "https://garden.example/plan",
        "https://zoom.us/about",
        "https://x.com/",
        "linkedin.com/company/x",
        "www.garden.example/a/b",
    ],
)
def test_page_of_anybody_stays(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a@b.co", ["a@b.co"]),
        ("a @ b.co", ["a @ b.co"]),
        ("b@c.org,d@e.org", ["b@c.org", "d@e.org"]),
        ("ana [at] garden [dot] org", ["ana [at] garden [dot] org"]),
        ("ana {at} garden.org", ["ana {at} garden.org"]),
        ("ANA(AT)garden(dot)co(dot)uk", ["ANA(AT)garden(dot)co(dot)uk"]),
        ("@abc.de-fg said", ["@abc.de-fg"]),
        ("ask @12345678", ["@12345678"]),
        ("a@b.c", []),
        ("a@b", []),
        ("ana (at) garden", []),
        ("ana at garden dot org", []),
        ("@12345", []),
        ("@ab", []),
        ("x@abc", []),
        ("/@abc", []),
        ("@@abc", []),
    ],
)
def test_address_or_handle_goes_in_whatever_way_it_is_written(text, parts):
    assert [part for part, _ in found(text)] == parts


@pytest.mark.parametrize(
    ("initials", "texts", "stands"),
    [
        ("KR", ["the KR plan"], True),
        ("KR", ["KRs are late"], True),
        ("KR", ["plan, KR"], False),
        ("KR", ["KR said so"], False),  # as somebody does
        ("KR", ["host KR", "notes: KR"], False),
        ("KR", ["the KRX plan"], False),
        ("KR", [], False),
        ("K.R.", ["the K.R. plan"], False),
    ],
)
def test_initials_are_an_abbreviation_where_they_stand_in_running_text_and_do_not_speak(
    initials, texts, stands
):
    assert stands_in_text(initials, texts) is stands


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("(S) we said", ["(S)"]),
        ("(SK) we said", ["(SK)"]),
        ("so (S) we said", ["(S)"]),
        ("[S] we said", ["[S]"]),
        ("[(S) we said]", ["(S)"]),
        ("(S)we said", []),
        ("we said (S)", []),
        ("a(S) we said", []),
        ("(SKL) we said", []),
        ("(s) we said", []),
    ],
)
def test_mark_of_a_note_taker_stands_in_brackets_before_a_remark(text, marks):
    assert [text[each.start : each.end] for each in find_marks([text])] == marks
