"""parse: what stands among notes and is none, and what looks like it and is one."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments
from worldcafe.parse import asides


def roles(tmp_path, text, name="pond.md"):
    """The segments of a text: "role|words"."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / name)
    return [f"{row.role}|{row.text}" for row in rows.itertuples()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Pond\n\n## Timetable\n\n- doors open\n- tea\n", ["meta|doors open", "meta|tea"]),
        ("# Pond\n\n- 9:30 doors open\n- 10.15 walk\n- noon: soup\n", ["meta|noon: soup"]),
        (
            "# Pond\n\n- the map: https://pond.example/map\n- survey (www.pond.example)\n",
            ["meta|the map: https://pond.example/map"],
        ),
        (
            "# Pond\n\n- dig it out\n- https://pond.example/a\n",
            ["note|dig it out", "meta|https://pond.example/a"],
        ),
        ("# Pond\n\nNotes by Lou Hart\n\n- dig it out\n", ["meta|Notes by Lou Hart", "note|dig it out"]),
        ("# Pond\n\n- Introduction\n- Methods used\n- Conclusions\n- dig\n", ["narrative|Introduction"]),
        ("# Pond\n\n- dig it out\n- [tea, ten minutes]\n", ["note|dig it out", "meta|[tea, ten minutes]"]),
        (
            "# Table 1\n\nRound 1\n\nno flip chart, paper cloth\n\n- dig it out\n- fence\n",
            ["meta|no flip chart, paper cloth", "note|dig it out"],
        ),
        ("# Table 1\n\n14 at the pond.\n\n- dig it out\n- fence\n", ["meta|14 at the pond."]),
        ("# Table 1\n\nwith Ada Lind as host\n\n- dig it\n- fence\n", ["meta|with Ada Lind as host"]),
        (
            "# Table 1\n\nWe all like the pond. The group named the following wishes:\n\n- dig it out\n",
            ["note|We all like the pond.", "narrative|The group named the following wishes:"],
        ),
        (
            "# Table 1\n\nPanel:\n- Ada Lind\n- Bo Marsh\n\n- frogs cross the road there\n",
            ["meta|Bo Marsh", "note|frogs cross the road there"],
        ),
        (
            "# Pond\n\n- dig it out[^1]\n- fence\n\n[^1]: said at Table 2\n",
            ["note|dig it out[^1]", "meta|[^1]: said at Table 2"],
        ),
        ("# Table 1\n\n## Round 1\n\nQuestion:\n\n- dig it\n", ["heading|Question:", "note|dig it"]),
        (
            "# Table 1\n\n## Round 1\n\n- dig it\n\n## Round 2\n\nPregunta:\n",
            ["note|dig it", "meta|Pregunta:"],
        ),
        # what stays what it was
        ("# Table 1\n\n- dig it out\n\n14 at the pond.\n", ["note|14 at the pond."]),
        (
            "# Table 1\n\n- dig it\n\nThe group named the following wish:\n\na fence round it, soon.\n",
            ["note|The group named the following wish:"],
        ),
        ("# Table 1\n\n## Round 1\n\nQuestion: the pond\n\n- dig it\n", ["prompt|Question: the pond"]),
        ("# Table 1\n\n## Round 1\n\n- Question: who digs\n- tea\n", ["note|Question: who digs"]),
        ("# Pond\n\n- dig it [1]: then a fence\n- tea\n", ["note|dig it [1]: then a fence"]),
        (
            "# Pond\n\n- at 9:30 the gate is still shut\n- dig it out\n",
            ["note|at 9:30 the gate is still shut"],
        ),
        ("# Pond\n\n- 9:30 is too early\n- 10:15 would be fine\n", ["note|9:30 is too early"]),
        ("# Pond\n\n- links to the bus are missing\n- dig\n", ["note|links to the bus are missing"]),
        ("# Pond\n\n- notes by the gate would help\n", ["note|notes by the gate would help"]),
        ("# Pond\n\n- [we should ask the school]\n- dig\n", ["note|we should ask the school"]),
        (
            "# Pond\n\n- write to the mayor at hall@pond.example\n",
            ["note|write to the mayor at hall@pond.example"],
        ),
        (
            "# Table 1\n\nRound 1\n\nwe need a fence round it\n\n- dig it out\n",
            ["note|we need a fence round it"],
        ),
        ("# Table 1\n\nPanel:\n- Ada Lind\n- Bo Marsh\n", ["meta|Ada Lind", "meta|Bo Marsh"]),
    ],
)
def test_what_is_no_note_is_told_from_notes(tmp_path, text, told):
    found = roles(tmp_path, text)
    assert [line for line in told if line not in found] == [], found


@pytest.mark.parametrize("pattern", [asides.RE_LINK, asides.RE_CONTACT])
@pytest.mark.parametrize("text", ["a" * 60_000, "a@" * 30_000, "[" * 60_000, "a](" * 20_000])
def test_long_word_is_looked_through_once(pattern, text):
    """From each of its letters on, it would take minutes, and a test that hangs is seen."""
    assert pattern.search(text) is None


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (asides.RE_LINK, "see [the map](https://pond.example/map) first", "map](https://pond.example/map)"),
        (asides.RE_LINK, "x<https://pond.example>", "<https://pond.example>"),
        (asides.RE_LINK, "a](b", ""),
        (asides.RE_CONTACT, "write (to pond@pond.example)", "pond@pond.example"),
        (asides.RE_CONTACT, "meet @ noon", ""),
    ],
)
def test_link_and_contact_begin_where_a_word_does(pattern, text, found):
    match = pattern.search(text)
    assert (match[0] if match else "") == found
