"""Identities leave every column; subjects and ordinary words stay."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables_of import table_of
from worldcafe.errors import InputError
from worldcafe.redact import mask_sources, redact_identities
from worldcafe.settings import BY_USER, RedactSettings
from worldcafe.source import Source
from worldcafe.tables import Segments

NO_SEGMENTS = pd.DataFrame(columns=["source", "start", "end", "text"])


def redaction(text, settings):
    """One note after redaction."""
    given = {"segment_id": "s1", "source": "garden.md", "role": "note", "text": text, "table": "Table 1"}
    return redact_identities(table_of(Segments, [{**given, "end": len(text)}]), settings)


def redacted(text):
    """The row of a note after redaction."""
    return redaction(text, RedactSettings()).segments.iloc[0]


def removals(text, settings):
    """What was found in a note."""
    return redaction(text, settings).removals


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("According to Maria the shed leaks", "Maria"),
        ("The lock is broken, said Dr Okoye", "Okoye"),
        ("Write to ines@garden.example for a key", "ines@garden.example"),
        # a name that is a word as well
        ("We should let Rose decide about the seeds", "Rose"),
        ("The tools belong to Grace Adeyemi", "Adeyemi"),
        ("Will said the gate should stay open", "Will"),
        ("Paul's plot is dry", "Paul"),
        # a name that no list has
        ("Zarvonik said he would mend the pump", "Zarvonik"),
        ("My name is Oluwatoyin and I grow beans", "Oluwatoyin"),
        ("Thanks to Xiuying and Thabo the paths are clear", "Thabo"),
        # no capitals, or nothing but capitals
        ("ask svetlana about the compost", "svetlana"),
        ("kevin murphy has the key", "kevin murphy"),
        ("KEY IS WITH ANNA KOWALSKI", "ANNA KOWALSKI"),
        # lists, labels, titles, other languages
        ("Participants: Bram, Noor and Quilliam", "Quilliam"),
        ("Note-taker: Sakura", "Sakura"),
        ("Frau Lindner sagte, das Tor klemmt", "Lindner"),
        ("Selon Amélie, il manque de l'eau", "Amélie"),
        ("Según Joaquín falta agua", "Joaquín"),
        ("Jean-Pierre a proposé un banc", "Jean-Pierre"),
        ("Seán O’Brien knows the well", "Brien"),
        # a surname that is a word, behind a title
        ("Mrs Weber and Frau Berg have the key", "Weber"),
        ("Mrs Weber and Frau Berg have the key", "Berg"),
        ("Dr Young has the key", "Young"),
        # names of two letters
        ("Bike repair (Mo & Svetlana)", "Mo"),
        ("Svetlana and Jo have the key", "Jo"),
        # what follows a name does not hide it
        ("Hey Anna, I thought that water was free", "Anna"),
        ("Ask Tariq I. Okoye for the visa", "Tariq I."),
    ],
)
def test_identities_leave_every_column(text, identity):
    row = redacted(text)
    assert not any(identity in str(value) for value in row)
    assert len(row["text"]) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bins smell in summer",
        "Work with neighbours (interpersonally)",
        "May and June are too dry",
        # words that are names elsewhere
        "Will there be a second tap?",
        "Mark the beds with string",
        "Grant access to the shed",
        "Hope is not a plan",
        "A round robin for watering, or a Round Robin",
        "Don't lock it, I'll come by",
        "Can we rose to the challenge",
        # places and directions
        "North America and South Sudan have drier soil",
        "Paris has more gardens than Georgia",
        "what time does hong kong open its gardens",
        # what opens a remark, and what is paid with
        "Hey, I thought that water was free",
        "Seeds are paid with Visa, and a visa takes months",
        "Cash I did not get back",
        # titles before what is no surname
        "The nurse station and a sister city, a Coach trip",
        # dates, and what stands before a number
        "Date: Tue, 4 Jun 2024, then Fri and Sat",
        "Tel. of the shed",
        # German nouns
        "Forum Kulturhaus – Ergebnisse der Gruppen, zu kurz für Kinder und Eltern",
        # subjects, tools, abbreviations spelled out
        "ICANN and the GAC met on Tech Day",
        "Use GitHub or Zoom for the list",
        "An integrated watering plan (IWP) for all",
        "Regularly-updated lists help",
        # German writes every noun with a capital
        "Die Gemeinschaft braucht Vertrauen und einen Brunnen",
        "Mehr Beete für Kinder, weniger Regeln für Hunde",
        "Passwörter für zwei Tage, am 3. Mai Feste am schwarzen Brett für Kinder",
        # labels that announce no person
        "Host: the town library",
        "Moderation: Stiftung Wald, danach gibt es einen kleinen Imbiss für uns",
        "Participants: pupils, parents and gardeners",
        "Contact: town hall, first floor",
        "Present: 12 people",
        "Notes: Money is short",
        "Soil (host plants matter)",
        # numbers that reach nobody
        "open 02.03.2024 14:00 to 18:30, then 2025 and 2026",
        "beds 0-10 and 10-20, 1000 2000 3000 litres",
        "0.5 to 0.75 metres, 007 and 0800",
        # whose doings give nobody away
        "GitHub has many sponsors for gardens",
        # typing errors are no names
        "the manegement of ta garden is complicat",
    ],
)
def test_ordinary_words_stay(text):
    assert redacted(text)["text"] == text


@pytest.mark.parametrize(
    ("text", "name", "stays"),
    [
        ("It was done with GARDNIC who liked it", "GARDNIC", False),
        ("GARDNIC has done many surveys", "GARDNIC", False),
        ("A GARDNIC student will count the bees", "GARDNIC", False),
        ("GARDNIC employees are not allowed to dig", "GARDNIC", False),
        ("PDF pages and CSV tables for all", "PDF", True),
        # what others say, and what a body offers to all, gives no participant away
        ("I've heard from GARDNIC that plots are scarce", "GARDNIC", True),
        ("GARDNIC gives you tools for the soil", "GARDNIC", True),
        ("Read the rules of GARDNIC first", "GARDNIC", True),
    ],
)
def test_organisations_go_where_they_attribute_and_stay_as_subjects(text, name, stays):
    assert (name in redacted(text)["text"]) is stays


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The treasurer has a plot", "role"),
        ("In my village nobody has a plot", "self-description"),
        ("Ich bin ein Imker und brauche Blumen", "self-description"),
        ("Le maire jardine", "role"),
        ("Only one participant joined", "single attendee"),
    ],
)
def test_statements_traceable_to_one_person_are_reported_not_removed_each_by_its_setting(text, way):
    rest = tuple(other for other in RedactSettings().report if other != way)
    told = removals(text, RedactSettings())
    assert set(told["type"]) == {"context"}
    assert not told["removed"].any()
    assert removals(text, RedactSettings(report=rest)).empty


@pytest.mark.parametrize(
    "text",
    [
        "The treasurer should pay for seeds",
        "Every village needs a plot",
        "Die Imker brauchen Blumen",
        "Le maire doit voir le budget",
        "Each participant takes a plot",
    ],
)
def test_statements_of_anybody_are_not_reported(text):
    assert removals(text, RedactSettings()).empty


def test_an_unknown_way_to_be_recognised_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match=r'"shoes".*single attendee, role, self-description'):
        removals("Any note", RedactSettings(report=("shoes",)))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            '- <a href="mailto:kim@garden.example">Write</a>',
            '- <a href="█████████████████████████">Write</a>',
        ),
        ("<!-- by Ines --> shade", "<!-- by ████ --> shade"),
        ("<!-- by Ines, never closed", "<!-- by ████, never closed"),
        ("Kim <kim@garden.example>", "Kim <██████████████████>"),
        ("kim@garden.examplelee@garden.example", "█" * 36),
        ("<b kim@garden.example>beds</b>", "<b ██████████████████>beds</b>"),
        ("<b title=kim>beds</b>", "<b title=███>beds</b>"),
        ("<o:p>beds</o:p> <VP said so>", "<o:p>beds</o:p> <VP said so>"),
        ("Ines\n---\nask kim@garden.example", "████\n---\nask ██████████████████"),
        ("<b>In</b>es knows", "<b>████████ knows"),
        ('<img class="wide" width="20"> beds', '<img class="wide" width="20"> beds'),
        ('<a href="https://garden.example/beds">beds</a>', '<a href="https://garden.example/beds">beds</a>'),
    ],
)
def test_what_lies_between_segments_is_masked_too(text, left):
    found = pd.DataFrame(
        [{"source": "a.md", "start": 0, "end": 0, "text": "Ines", "type": "person", "removed": True}]
    )
    (masked,) = mask_sources((Source("a.md", text, ""),), NO_SEGMENTS, found, RedactSettings().remove)
    assert masked.text == left


PIECES = [
    "kim@garden.example",
    "<b>",
    "</b>",
    "<kim ",
    ">",
    "<!--",
    "-->",
    "&eacute;",
    "Ã©",
    "e\u0301",
    " ",
    "\n",
    " Ines ",
]
PIECES += ["**", "\u00ad", '<a title="Ines">', "Tools", "(S) ", "+44 20 7946 0999"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_text_keeps_its_length_and_shows_no_contact_whatever_surrounds_it(parts):
    text = "".join(parts)
    found = redaction(text, RedactSettings(find_names=False, always=("Ines",)))
    row = found.segments.iloc[0]
    source = Source("garden.md", text, "")
    (masked,) = mask_sources((source,), found.segments, found.removals, RedactSettings().remove)
    assert len(row["text"]) == len(masked.text) == len(text)
    for shown in (row["text"], row["clean_text"], masked.text):
        assert "kim@garden.example" not in shown
        assert "Ines" not in shown


def test_a_first_name_stands_for_the_only_person_who_has_it():
    text = "Tom Weber has the key. Ask Tom or Ines. Ines Roth and Ines Brandt know too."
    shown = redacted(text)["clean_text"]
    assert shown.startswith("[person 1] has the key. Ask [person 1] or [person 2].")
    assert "[person 2] and" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mr and Mrs Weber", "Mr and Mrs [person 1]"),
        ("TV and Svetlana", "TV and [person 1]"),
        ("We and Svetlana, No and Svetlana", "We and [person 1], No and [person 1]"),
    ],
)
def test_small_words_and_titles_beside_a_name_are_no_names(text, shown):
    assert redacted(text)["clean_text"] == shown


def masked(*notes):
    """The texts of notes of one table after redaction, without names of people being looked for."""
    rows, start = [], 0
    for number, text in enumerate(notes):
        rows.append({"segment_id": f"s{number}", "text": text, "start": start, "end": start + len(text)})
        start += len(text) + 1
    segments = table_of(Segments, rows, source="garden.md", role="note", table="1")
    return redact_identities(segments, RedactSettings()).segments["text"].tolist()


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        (("Tom Braun - welcome", "ask Braun for the key"), "ask █████ for the key"),
        (("Tom Green: shade for the yard", "Green roofs and a green belt"), "Green roofs and a green belt"),
        (("Tom Green: shade for the yard", "Bowling Green needs buses"), "Bowling Green needs buses"),
        (
            ("Begoña Campo dijo que sí", "El campo de la escuela está seco"),
            "El campo de la escuela está seco",
        ),
        (("Speakers: Joan West (JW)", "JW: the sites talk more"), "██: the sites talk more"),
        (("Speakers: Joan West (UN)", "UN: the sites talk more"), "UN: the sites talk more"),
        (("A.W.: more light", "A.W.: and less noise"), "████: and less noise"),
        (("Host: Ines Roth, scribe KR", "KR: a tap for the beds"), "██: a tap for the beds"),
    ],
)
def test_a_part_of_a_known_name_goes_where_it_names_somebody_and_stays_as_a_word(notes, shown):
    assert masked(*notes)[1] == shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Only one participant joined", True),
        ("Note: limited attendance. (1 person)", True),
        ("Attendance: 1", True),
        ("One person should not own two plots", False),
        ("Each plot is for one person or a family", False),
        ("Give one person the key", False),
    ],
)
def test_a_round_is_for_one_attendee_only_where_its_attendance_is_told(text, told):
    reasons = set(removals(text, RedactSettings())["reason"])
    assert ("a round with a single attendee" in reasons) is told


def test_words_of_the_user_are_told_as_such_and_what_was_found_by_its_rule():
    text = "The Maple Street Singers meet here. Host: Ines Okoye. Ask Ines Okoye."
    found = redaction(text, RedactSettings(always=("Maple Street Singers", "Ines Okoye"))).removals
    told = dict(zip(found["text"], found["reason"], strict=True))
    assert told["Maple Street Singers"] == BY_USER
    assert told["Ines Okoye"] not in (BY_USER, "")
    alone = redaction(text.replace("Host: ", ""), RedactSettings(find_names=False)).removals
    assert BY_USER not in set(alone["reason"])
