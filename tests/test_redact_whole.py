"""A name goes whole, and by what announces it: initials, particles, whom it is joined with, what it says."""

from __future__ import annotations

import pytest

from tables_of import table_of
from worldcafe.language.reasons import BEHIND
from worldcafe.redact import affiliations, contacts, lexicon, redact_identities
from worldcafe.redact.announced_names import announced_parts, find_listed
from worldcafe.redact.batch import Batch
from worldcafe.redact.name_features import FEATURES, Notes
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.people import is_initials
from worldcafe.redact.prose import Language
from worldcafe.redact.surroundings import after_name
from worldcafe.redact.vocabulary import Vocabulary
from worldcafe.settings import RedactSettings
from worldcafe.tables import Segments


def segments_of(*texts, role="note", **columns):
    given = {"source": "garden.md", "role": role, "table": "Table 1", **columns}
    return table_of(
        Segments,
        [{**given, "segment_id": f"s{at}", "text": text, "end": len(text)} for at, text in enumerate(texts)],
    )


def masked(*texts):
    return redact_identities(segments_of(*texts), RedactSettings()).segments["clean_text"].tolist()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("J. Prendergast wants a bench by the pond", "[person 1] wants a bench by the pond"),
        ("the shed belongs to J.R. Prendergast now", "the shed belongs to [person 1] now"),
        ("Mr. van der Poel rents out boats", "Mr. [person 1] rents out boats"),
        ("the house of van der Poel is old", "the house of van der [person 1] is old"),  # no title
        ("Plan B is to ask Dr Okoye", "Plan B is to ask Dr [person 1]"),
        ("Svetlana de Souza wants a bench", "[person 1] wants a bench"),
        (
            "Joris van het koor zoekt een bank bij de vijver",
            "[person 1] van het koor zoekt een bank bij de vijver",
        ),
        ("M. Kouassi demande un abri pour les vélos", "M. [person 1] demande un abri pour les vélos"),
        ("the van of Mr van der Poel", "the van of Mr [person 1]"),  # a particle by itself is no name
    ],
)
def test_initials_go_with_a_name_and_particles_behind_a_title(text, shown):
    assert masked(text) == [shown]


@pytest.mark.parametrize(
    ("word", "tells"),
    [("J.", True), ("A.W.", True), ("Mr.", False), ("J", False), ("j.", False), (".", False), ("B.x", False)],
)
def test_initials_are_capitals_with_full_stops(word, tells):
    assert is_initials(word) is tells


def test_initials_that_are_announced_are_known_also_without_full_stops():
    batch = Batch.of(segments_of("Host: Zoe Kowalski, notes Z.F., about 2 p.m."))
    assert {"ZK", "ZF", "zoe", "kowalski"} <= announced_parts(batch)
    assert "PM" not in announced_parts(batch)


@pytest.mark.parametrize(
    ("texts", "known", "marks"),
    [
        (["GP: close the road"], {"GP"}, ["GP"]),  # the initials of somebody there
        (["GP: close the road"], set(), []),  # else a doctor
        (["ABC: close the road"], {"ABC"}, ["ABC"]),
        (["ABC: close the road"], set(), []),
        (["why? ABC: no", "the ABC plan"], {"ABC"}, ["ABC"]),
        (["road GP: closed"], {"GP"}, []),
    ],
)
def test_known_initials_before_a_colon_are_who_speaks(texts, known, marks):
    found = [texts[each.row][each.start : each.end] for each in contacts.find_marks(texts, known)]
    assert found == marks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KL", ["KL"]),
        ("KL, Bram Okoye", ["KL", "Bram Okoye"]),
        ("ward clerk", []),
        ("all", []),
        ("OD team", []),
    ],
)
def test_column_of_who_stands_behind_a_note_announces_names(text, found):
    for reason, expected in ((BEHIND, found), ("", []), ("empty", [])):
        findings = find_listed([text, "we ask"], ["meta", "note"], ["s", "s"], [reason, ""])
        assert [text[each.start : each.end] for each in findings] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("scribe: jf", ["jf"]),
        ("host Okoye / scribe: jf", ["jf"]),
        ("see a/b.example/scribe for more: jf", []),
        ("scribe: no", []),
        ("scribe: us", []),
        ("shelf: jf", []),
    ],
)
def test_initials_in_small_letters_go_behind_a_label_where_they_are_no_syllable(text, found):
    findings = find_listed([text], ["note"], ["s"])
    assert [text[each.start : each.end] for each in findings] == found


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (" said", True),
        (" from the finance team said", True),
        (" van het koor zei", True),
        (" de l'équipe dit", True),
        (" del gruppo ha detto", True),
        (" from the finance team pays", False),
        (" of the four rivers that run here said", False),  # too far
        (" of the moon", False),
        (" from here", False),
    ],
)
def test_who_speaks_for_a_body_speaks(text, tells):
    assert bool(after_name().match(text)) is tells


@pytest.mark.parametrize(
    ("text", "word", "linked"),
    [
        ("we hear that Hope and Grace will count the boats", "Hope", 1),
        ("we hear that Hope and Grace will count the boats", "Grace", 1),
        ("vemos que Sol y Consuelo cuentan las barcas", "Sol", 1),
        ("we hear that Grace and Paris will count the boats", "Grace", 0),  # a place
        ("we hear that Rose and Crown is a pub by the river", "Rose", 0),
        ("we hear that Hope, Grace will count the boats", "Hope", 0),
        ("we hear that Grace or Hope will count the boats", "Grace", 0),
    ],
)
def test_given_names_that_are_joined_are_names_together(text, word, linked):
    notes = Notes([text], Usage(), Language([text], [text]), frozenset())
    found = [notes.features(each) for each in notes.candidates(0) if each.text == word]
    assert [features[FEATURES.index("linked")] for features in found] == [linked]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see www.denise-obi-photography.example", ["www.denise-obi-photography.example"]),
        ("see https://garden.example/svetlana.murphy", ["https://garden.example/svetlana.murphy"]),
        ("see www.garden-shed.example", []),
        ("see www.san-diego.example", []),
        ("see https://www.paris-brown.example", []),  # a place
        ("see www.svetlana.example", []),
    ],
)
def test_address_with_a_given_name_and_a_surname_is_somebodys(text, found):
    assert [text[each.start : each.end] for each in contacts.find_contacts([text])] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("someone from Norholt Haulage told us so", ["Norholt Haulage"]),
        ("someone from Norholt told us so", ["Norholt"]),
        ("At Norholt Foods, we share a bus", ["Norholt Foods"]),
        ("At Norholt, we share a bus", []),
        ("The Norholt Foods van is late", []),
        ("Los Angeles did the same", []),
        ("someone from Green Street told us so", []),
    ],
)
def test_body_goes_with_the_words_that_belong_to_its_name(text, found):
    findings = affiliations.find_affiliations([text], Vocabulary([text]), Usage(), 3)
    assert [text[each.start : each.end] for each in findings] == found


@pytest.mark.parametrize(
    ("word", "is_never"),
    [
        ("Severn", True),
        ("Guadalquivir", True),
        ("Erasmus", True),
        ("Kangoo", True),
        ("Clyde", False),
        ("Mac", False),
    ],
)
def test_rivers_and_products_are_nobody_where_no_list_has_them_for_common_names(word, is_never):
    assert lexicon.is_never(word) is is_never
