"""Cleaning makes text readable and leaves words, placeholders and meaning alone."""

from __future__ import annotations

import pytest

from worldcafe.clean import expand_shorthand, mend_characters, read_shorthand, strip_markup, tidy_spaces


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("**Shared** tools", "Shared tools"),
        ("★ Buy a ladder", "Buy a ladder"),
        ("see [the plan](#a)", "see the plan"),
        ("<b>Rain</b>", " Rain "),
        ("[person 1] likes compost", "[person 1] likes compost"),
        ("3 * 4 beds", "3 * 4 beds"),
        ("file_name_here stays", "file_name_here stays"),
        ("fewer than 3 < 4 beds", "fewer than 3 < 4 beds"),
    ],
)
def test_markup_goes_and_text_stays(text, readable):
    assert strip_markup(text) == readable


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("Gvt talks", "Government talks"),
        ("tea w/ milk", "tea with milk"),
        ("GVT", "GVT"),
        ("see x.gov", "see x.gov"),
    ],
)
def test_shorthand_is_spelled_out_only_as_a_whole_token(text, readable):
    assert expand_shorthand(text, shorthand=read_shorthand()) == readable


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("It\u00e2\u20ac\u2122s wet &amp; cold", "It's wet & cold"),
        ("cafe\u0301", "café"),
        ("naïve Grüße", "naïve Grüße"),
        ("plain words", "plain words"),
    ],
)
def test_broken_characters_are_mended_and_whole_ones_stay(text, readable):
    assert mend_characters(text) == readable


def test_spaces_are_tidied():
    assert tidy_spaces("a  list ,\n and more") == "a list, and more"
