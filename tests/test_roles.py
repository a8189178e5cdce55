"""Roles that one person alone has go where they tell who spoke; what is asked of an office stays."""

from __future__ import annotations

import pytest

from test_redact import redacted, removals
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
