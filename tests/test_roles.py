"""Roles that one person alone has go where they tell who spoke; what is asked of an office stays."""

from __future__ import annotations

import pytest

from test_redact import redacted, removals
from worldcafe.redact import roles
from worldcafe.redact.finding import CONTACT, PERSON, Finding
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.vocabulary import Vocabulary
from worldcafe.settings import RedactSettings


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        # at a place that has a name
        ("the ferryman at Long Reach has asked twice", "ferryman at Long Reach"),
        ("Our deputy head of St Brannoc's wrote", "deputy head of St Brannoc's"),
        ("der Küster von Sankt Veit hat den Schlüssel", "Küster von Sankt Veit"),
        ("la directrice de l'École Jonquille accepte", "directrice de l'École Jonquille"),
        # one person alone
        ("the only physiotherapist on Ward 4 is off on Sundays", "only physiotherapist on Ward 4"),
        ("die einzige Hebamme im Ort hört auf", "einzige Hebamme im Ort"),
        ("la única farmacéutica del valle se va", "única farmacéutica del valle"),
        ("l'unica ostetrica del paese va via", "unica ostetrica del paese"),
        # of oneself
        ("As head of the sailing school, I see forty children", "head of the sailing school"),
        ("I am the treasurer of the choir", "treasurer of the choir"),
        ("en tant que trésorière, je vois les comptes", "trésorière"),
        ("als voorzitter van het koor zie ik dat anders", "voorzitter van het koor"),
        # of somebody who speaks, or is thanked
        ("The caretaker said the gate sticks", "caretaker"),
        ("a card from the chaplain is on my fridge", "chaplain"),
        ("Nobody reads the board (the librarian)", "librarian"),
        # beside a name
        ("Zarvonik (treasurer) said so", "treasurer"),
        ("Zarvonik from the repair shop said so", "repair shop"),
    ],
)
def test_a_role_that_tells_who_spoke_goes(text, gone):
    row = redacted(text)
    assert gone.split()[0] not in row["text"]
    assert gone.split()[-1] not in row["text"]
    assert "[role 1]" in row["clean_text"]


@pytest.mark.parametrize(
    "text",
    [
        "The treasurer should pay for seeds",
        "The mayor must mend the bridge",
        "A caretaker for all schools would help",
        "The council and the teachers want a crossing",
        "The only bus to town leaves at six",
        "The only way is a second tap",
        "My only wish is a bench",
        "That is the only thing a dean understands",
        "The head of the queue waits in the rain",
        "The mayor of London did the same with bikes",
        "As a mother I want a crossing",
        "As soon as it rains, the lane floods",
        "Its secretary is never paid",
        "Die Stadt soll den Platz pflegen",
        "Le maire doit voir le budget",
        "Ein Hausmeister für alle Schulen wäre gut",
        "Hace falta un conserje en la escuela",
        "Il comune deve pulire la strada",
    ],
)
def test_an_office_that_something_is_asked_of_stays(text):
    assert redacted(text)["text"] == text


def test_a_bare_role_is_reported_once_it_is_not_removed():
    told = removals("The chaplain has a garden", RedactSettings())
    assert told[["text", "type", "removed"]].to_numpy().tolist() == [["chaplain", "context", False]]
    assert removals("The chaplain has a garden", RedactSettings(report=())).empty


def test_roles_that_are_not_to_be_removed_are_reported():
    kept = RedactSettings(remove=("person",))
    assert removals("The caretaker said the gate sticks", kept)["removed"].tolist() == [False]


def test_a_bare_role_that_goes_at_one_place_stays_where_it_tells_of_nobody():
    row = redacted("The vicar said no, and a vicar should not decide")
    assert row["clean_text"] == "The [role 1] said no, and a vicar should not decide"


@pytest.mark.parametrize(
    ("text", "name", "stays"),
    [
        ("In QRLM, nobody asks before a road is closed", "QRLM", False),
        ("At QRLM we stop when it is hot", "QRLM", False),
        ("In QRLM format files are large", "QRLM", True),
        ("Somebody at the University of Corrimoor measured it", "Corrimoor", False),
        ("Measured at Corrimoor Institute in spring", "Corrimoor", False),
        ("Buses to the University of Corrimoor stop at six", "Corrimoor", True),
        ("Buses at the University stop at six", "University", True),
    ],
)
def test_where_a_sentence_says_its_speaker_works_goes(text, name, stays):
    assert (name in redacted(text)["text"]) is stays


NAMED, ONLY, SPOKE, FEW = roles.NAMED_PLACE, roles.ONLY_ONE, roles.SPEAKER, roles.FEW


@pytest.mark.parametrize(
    ("text", "role", "reason"),
    [
        ("the head at Long Reach", "head at Long Reach", NAMED),
        ("the dentist at Long Reach", "dentist at Long Reach", NAMED),  # a trade
        ("the vicar of St. Veit", "vicar of St. Veit", NAMED),
        ("the only doctor in town", "only doctor in town", ONLY),
        ("as chair, I think", "chair", SPOKE),
        ("as chair of the old choir, I think", "chair of the old choir", SPOKE),
        ("As the chair I think", "chair", SPOKE),
        ("I am the chair", "chair", SPOKE),
        ("our deputy head, said it", "deputy head", SPOKE),
        ("thanks to the chair", "chair", SPOKE),
        ("a note (the chair)", "chair", SPOKE),
        ("der Küster von Haus", "Küster", FEW),  # a noun, and no place's name
        ("the head of Germany", "head", FEW),
        ("as chair they think", "chair", FEW),
        ("a note (the chair) so", "chair", FEW),
        ("the caretaker at school 5 said", "caretaker", FEW),
    ],
)
def test_role_is_somebodys_by_the_surest_sign(text, role, reason):
    found = roles.find_roles([text], Vocabulary([text]), Usage(), 3)
    told = [(text[each.start : each.end], each.reason, each.type, each.removed) for each in found]
    assert told == [(role, reason, "context" if reason == FEW else "role", reason != FEW)]


@pytest.mark.parametrize(
    "text",
    [
        "the painter of Long Reach",  # who has many
        "head of Ward 4",
        "only one thing a dean knows",
        "the only really very good doctor",
        "as chair should pay",
        "the dentist said",
        "I am a chair",
        "chair said so",
    ],
)
def test_word_for_a_role_tells_of_nobody_by_itself(text):
    assert [*roles.find_roles([text], Vocabulary([text]), Usage(), 3)] == []


@pytest.mark.parametrize(
    ("text", "usage", "count"),
    [
        ("the chair said", Usage(announced={"chair"}), 0),
        ("our deputy chair said", Usage(announced={"chair"}), 0),
        ("the chair said", Usage(announced={"head"}), 1),
        ("the chair at Long Reach", Usage(announced={"chair"}), 1),  # which is one alone
        ("the vicar and the vicar said", Usage(), 2),
    ],
)
def test_bare_role_that_is_a_subject_of_all_stays(text, usage, count):
    assert len([*roles.find_roles([text], Vocabulary([text]), usage, 3)]) == count


@pytest.mark.parametrize(
    ("place", "is_name"),
    [
        ("Long Reach", True),
        ("St Veit", True),
        ("7", True),
        ("Veit Haus", True),
        ("Germany", False),
        ("Haus", False),
        ("Kinder Haus", False),
    ],
)
def test_name_of_a_place_is_no_country_and_not_nouns_of_german_alone(place, is_name):
    assert roles._is_name_of_place(place) is is_name


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (" (treasurer) said", "treasurer"),
        (", treasurer of the choir, said", "treasurer of the choir"),
        (", the treasurer", "treasurer"),
        (" (the old treasurer of our choir)", "old treasurer of our choir"),
        (" (dentist) said", "dentist"),
        (" from the choir said", "choir"),
        (" from the choir: more", "choir"),
        (" from the very old choir said", "very old choir"),
        (" (the big old grey treasurer)", ""),
        (" (digs) said", ""),
        (" treasurer said", ""),
        (" from the choir pays", ""),
        (" from the very very old choir said", ""),
        (", treasurer and more things to say here", ""),
        (" van het koor zei", ""),  # in a language that nobody speaks there
    ],
)
def test_what_stands_beside_a_name_tells_whose_it_is(behind, told):
    text = f"so Zarvo{behind}"
    for kind, expected in ((PERSON, [told] if told else []), (CONTACT, [])):
        found = roles.find_roles_beside([text], [Finding(0, 3, 8, kind, "")], {"en"})
        assert [text[each.start : each.end] for each in found] == expected


def test_what_stands_beside_a_name_is_read_in_the_languages_of_the_notes():
    text, name = "Zarvo van het koor zei", Finding(0, 0, 5, PERSON, "")
    (found,) = roles.find_roles_beside([text], [name], {"nl"})
    assert text[found.start : found.end] == "koor"
    assert [*roles.find_roles_beside(["Zarvo (treasurer)"], [name], {"nl"})] == []
