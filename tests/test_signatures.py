"""Who signs a note in the bracket at its end is taken out; other brackets stay."""

from __future__ import annotations

import pytest

from worldcafe.redact.announced_names import find_listed
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.signatures import find_signatures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one pump left, and one who knows it (Walt)", "Walt"),
        ("the ferry was late again (Grace)", "Grace"),  # a word, and a name in many countries
        ("the ferry was late again (Dragan P.)", "Dragan P."),
        ("the ferry was late again [Dragan P.].", "Dragan P."),
        ("they follow me round (Tariq, 15)", "Tariq"),
        ("they follow me round (K., 15)", "K."),
        ("cried in the car (son of W.T.)", "W.T."),
        ("one cable only (K. V.)", "K. V."),
        ("one cable only (cable)", ""),
        ("one cable only (Walt) so far", ""),  # not at the end
        ("the boat to Walt (Friesland)", ""),
        ("the sun is better there (Florence)", ""),  # a town
        ("nobody came (April)", ""),
        ("nobody came (Bench)", ""),  # a word alone
        ("the pump is from there (U.S.)", ""),
        ("he moved there (Washington D.C.)", ""),
        ("see the annex (A)", ""),
        ("mint and basil (Basil)", ""),  # a word that stands without a capital, too
    ],
)
def test_bracket_at_the_end_of_a_note_says_whose_it_is(text, found):
    findings = [*find_signatures([text], Usage(lowered={"basil"}))]
    assert [text[each.start : each.end] for each in findings] == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("notes H.B., after a night shift", ["H.B."]),
        ("scribe: activities (P.O.), residents", ["P.O."]),
        ("our notes H.B., after a night shift", []),  # no label, as it does not begin the line
        ("scribe: activities (PO), residents", []),  # no initials of what stands before them
    ],
)
def test_initials_with_dots_go_after_a_label(text, found):
    findings = find_listed([text], ["note"], ["a.md"])
    assert [text[each.start : each.end] for each in findings if each.type == "note-taker"] == found
