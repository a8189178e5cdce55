"""The rules that find identities, one by one: what each sees in a text, and what it leaves."""

from __future__ import annotations

import math

import pytest

from worldcafe.redact import announced_names, contacts, folders, lexicon
from worldcafe.redact.dictionaries import frequency
from worldcafe.redact.name_features import FEATURES, Notes
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.prose import Language


def seen(findings, texts):
    return [(texts[found.row][found.start : found.end], found.reason) for found in findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call 020 7946 0958 now", [("020 7946 0958", "phone number")]),
        ("tel: 1 234 567", [("1 234 567", "phone number")]),  # seven digits
        ("tel: 123 456", []),  # six
        ("on 12.10.2024 at 10", []),
        ("room 1234567", []),
        ("see https://x.com/anna", [("https://x.com/anna", "personal web address")]),
        ("see https://garden.example/plan", []),
        ("mail a@b.org", [("a@b.org", "e-mail address")]),
        ("ana (at) garden (dot) org", [("ana (at) garden (dot) org", "e-mail address")]),
        ("@annab said", [("@annab", "handle")]),
        ("beans @ 2 each", []),
    ],
)
def test_contacts_are_seen_whole(text, found):
    assert seen(contacts.find_contacts([text]), [text]) == found


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["(S) we said", "more (S) said"], ["(S)", "(S)"]),
        (["(Q) why", "(A) so", "(S) we"], []),  # questions and answers
        (["(Q) why", "(S) we"], ["(Q)", "(S)"]),
        (["(A) one", "(B) two", "(S) we"], []),  # a list that is numbered so
        (["(B) two", "(JK) we"], ["(B)", "(JK)"]),
        (["(JK) we", "the JK plan"], []),  # an abbreviation elsewhere
        (["JK: yes", "JK: no"], ["JK", "JK"]),
        (["JK: yes", "LM: no"], ["JK", "LM"]),  # each but once
        (["HR: no", "PS: yes"], []),  # what is spoken of
        (["JS: no", "JS: yes"], ["JS", "JS"]),  # programs once, somebody twice
        (["JS: no", "the JS code"], []),
        (["why? JK: yes", "A.W.: no"], ["JK", "A.W."]),
        (["by train: yes", "at JKL: no"], []),
        (["JK: yes", "JK: no", "the JK plan"], []),
    ],
)
def test_marks_of_note_takers_are_told_from_lists_and_abbreviations(texts, marks):
    assert [text for text, _ in seen(contacts.find_marks(texts), texts)] == marks


LISTED = "named in a list of people"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Host: Anna Kowalska, Bram (scribe TM) and others. Then",
            [("Anna Kowalska", LISTED), ("Bram", LISTED), ("TM", "initials after a label")],
        ),
        ("(scribe: Sakura) wrote Tamsin", [("Sakura", LISTED)]),
        ("[scribe: Sakura] wrote Tamsin", [("Sakura", LISTED)]),
        ("Host: NASA", []),
        ("Note-taker: KR", [("KR", "initials after a label")]),
        (
            "Participants: Anna Kowalska (AK), the council",
            [("AK", "initials in brackets after a label"), ("Anna Kowalska", LISTED)],
        ),
        ("Participants: Anna Kowalska (XY)", [("Anna Kowalska", LISTED)]),
        ("Host: Ana and 3 others", [("Ana", LISTED)]),
        ("Host: rain", []),
    ],
)
def test_names_that_a_label_announces(text, found):
    assert seen(announced_names.find_listed([text], ["note"], ["s"]), [text]) == found


@pytest.mark.parametrize(
    ("item", "is_name"),
    [
        ("Anna", True),
        ("Zarvonik", True),
        ("A. Kowalska", True),
        ("rain", False),
        ("Paris", False),
        ("the board", False),
        ("Anna 3", False),
        ("UN", False),
        ("anna maria kowalska", False),
        ("Garden Tools", False),
        ("", False),
    ],
)
def test_item_of_a_list_of_people_is_a_name_or_none(item, is_name):
    assert announced_names.is_listed_name(item) is is_name


ENGLISH = "the trees are by the old river and we like them"


GERMAN = "die alten Bäume stehen an dem Fluss und wir mögen die Ruhe dort"


def test_language_of_a_text_is_told_by_its_words_or_by_the_others():
    language = Language([ENGLISH, GERMAN, "so"], [ENGLISH])
    assert [language.is_english(row) for row in range(3)] == [True, False, True]
    german = Language([ENGLISH, GERMAN, "so"], [GERMAN])
    assert [german.is_english(row) for row in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    ("cafe", "people", "is_named"),
    [
        ("Anna", (), True),
        ("Rose", (), True),
        ("Paris", (), False),
        ("Marigold Featherstone", ("Marigold",), True),
        ("old mill", (), False),
        ("Anna mill", (), False),
        ("Anna Ladder", (), False),
        ("Anna Zarvonik", (), True),
        ("Anna Maria Berg Lund Holm", (), False),  # five words
        ("Housing", (), False),
        ("Anna Council", (), False),
        ("Anna 2", (), False),
        ("Ana-María O’Brien", (), True),
        ("", (), False),
    ],
)
def test_folder_is_called_after_a_person(cafe, people, is_named):
    assert folders.is_called_after(cafe, people, Usage()) is is_named


def test_places_are_countries_capitals_and_regions():
    found = [lexicon.is_place(word) for word in ("Germany", "Paris", "Europe", "Florence", "Ladder")]
    assert found == [True, True, True, True, False]


def featured(text, word, *, known=(), announced=(), lowered=()):
    usage = Usage(announced=set(announced), lowered=set(lowered))
    notes = Notes([text], usage, Language([text], [text]), set(known))
    (found,) = [found for found in notes.candidates(0) if found.text == word]
    return dict(zip(FEATURES, notes.features(found), strict=True))


BESIDE = "they say that the {} trees by the river are old and we like them"


def told(features):
    return {name for name, value in features.items() if value == 1.0 and name not in ("listed", "surname")}


@pytest.mark.parametrize(
    ("text", "word", "flags"),
    [
        (BESIDE.format("Zarvonik"), "Zarvonik", {"capital inside", "unknown inside"}),
        (BESIDE.format("ANNA"), "ANNA", {"shouted", "acronym", "noun"}),
        (
            "Zarvonik sees the trees by the river and we like them",
            "Zarvonik",
            {"capital first", "unknown first"},
        ),
        (BESIDE.format("Germany"), "Germany", {"capital inside", "place", "noun"}),
    ],
)
def test_features_of_a_word_are_what_is_seen_of_it(text, word, flags):
    assert flags <= told(featured(text, word))


def test_lists_count_by_the_logarithm_of_their_countries():
    features = featured(BESIDE.format("Anna"), "Anna")
    assert features["listed"] == pytest.approx(math.log1p(lexicon.spread("Anna")))
    assert features["listed"] > 2
    assert told(features) == {"capital inside", "noun"}  # it is a coin, too


def test_what_is_known_announced_or_lowered_is_a_feature():
    zarvonik = BESIDE.format("Zarvonik")
    assert {"known"} <= told(featured(zarvonik, "Zarvonik", known=["zarvonik"]))
    assert {"announced"} <= told(featured(zarvonik, "Zarvonik", announced=["zarvonik"]))
    assert {"lowered"} <= told(featured(zarvonik, "Zarvonik", lowered=["zarvonik"]))
    assert {"known word"} <= told(featured(BESIDE.format("Rain"), "Rain", known=["rain"]))


PART_OF_A_GERMAN_TEXT = "die alten Bäume stehen an dem Fluss und {} mögen wir die Luft dort"


@pytest.mark.parametrize(
    ("text", "word", "flags"),
    [
        # each row has all that is seen of the word, so that one flag more or less is noticed
        (BESIDE.format("Kowalska"), "Kowalska", {"capital inside", "unknown inside", "unlisted"}),
        (BESIDE.format("Rose"), "Rose", {"capital inside", "word", "place"}),
        (BESIDE.format("Hope"), "Hope", {"capital inside", "word"}),
        (BESIDE.format("Will"), "Will", {"capital inside", "word", "small"}),
        (BESIDE.format("London"), "London", {"capital inside", "noun", "place"}),
        (BESIDE.format("Germany"), "Germany", {"capital inside", "noun", "place", "plain word", "unlisted"}),
        (BESIDE.format("Bowling"), "Bowling", {"capital inside", "noun", "plain word", "unlisted"}),
        (BESIDE.format("JOAN"), "JOAN", {"shouted", "acronym"}),
        (BESIDE.format("McKay"), "McKay", {"capital inside"}),
        (BESIDE.format("svetlana"), "svetlana", set()),
        (BESIDE.format("mark"), "mark", {"word", "place"}),
        (BESIDE.format("Anna's"), "Anna", {"capital inside", "noun", "after"}),
        ("Bridge trees by the river are old, and we like them", "Bridge", {"capital first", "word"}),
        (
            "ask according to Zarvonik for the trees by the river",
            "Zarvonik",
            {"capital inside", "unknown inside", "unlisted", "before"},
        ),
        ("as told according to zarvonik the trees by the river are old", "zarvonik", {"before"}),
        (
            "we like what Zarvonik said about the trees by the river",
            "Zarvonik",
            {"capital inside", "unknown inside", "unlisted", "after"},
        ),
        (
            BESIDE.format("Svetlana Zarvonik"),
            "Zarvonik",
            {"capital inside", "unknown inside", "unlisted", "paired"},
        ),
        (
            BESIDE.format("Zarvonik Svetlana"),
            "Zarvonik",
            {"capital inside", "unknown inside", "unlisted", "paired"},
        ),
        ("we met at Café Anna by the river and like it", "Anna", {"capital inside", "noun", "called after"}),
        (
            PART_OF_A_GERMAN_TEXT.format("Anna"),
            "Anna",
            {"capital of a noun", "word", "foreign"},
        ),
        (
            PART_OF_A_GERMAN_TEXT.format("Ruhe"),
            "Ruhe",
            {"capital of a noun", "word", "foreign", "plain word of another language", "unlisted"},
        ),
        (PART_OF_A_GERMAN_TEXT.format("Swantje"), "Swantje", {"capital of a noun", "foreign"}),
        (
            PART_OF_A_GERMAN_TEXT.format("Zarvonik"),
            "Zarvonik",
            {"capital of a noun", "unknown inside", "foreign", "unlisted"},
        ),
        (
            "El viejo árbol de la plaza y el río son para todos, y Lucía lo dijo",
            "Lucía",
            {"capital inside", "word", "foreign"},
        ),
    ],
)
def test_features_of_a_word_are_no_others(text, word, flags):
    counted = {"listed", "surname", "often in another language"}
    assert {name for name, value in featured(text, word).items() if value} - counted == flags


def test_what_is_counted_of_a_word_is_counted_by_its_logarithm():
    english = featured(BESIDE.format("Mark"), "Mark")
    assert english["listed"] == pytest.approx(math.log1p(lexicon.spread("Mark"))) != 0
    assert english["surname"] == pytest.approx(math.log1p(lexicon.surnames()["mark"])) != 0
    assert english["often in another language"] == 0  # English has dictionaries of its own
    german = featured(PART_OF_A_GERMAN_TEXT.format("Ruhe"), "Ruhe")
    assert german["often in another language"] == pytest.approx(frequency("Ruhe", "de"))
    assert 1 < german["often in another language"] < 4
    assert featured(BESIDE.format("Kowalska"), "Kowalska")["surname"] == 0


def candidates(text, **given):
    usage = Usage(lowered=set(given.pop("lowered", ())))
    notes = Notes([text], usage, Language([text], [text]), set(given.pop("known", ())))
    return [word.text for word in notes.candidates(0)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BESIDE.format("Anna"), ["Anna"]),
        (BESIDE.format("anna"), ["anna"]),  # many countries list it
        (BESIDE.format("anna@garden.example"), []),
        (BESIDE.format("Anna.txt"), []),
        ("They say that we should ask about the trees by the river", []),
        (BESIDE.format("Mrs"), []),
        (BESIDE.format("NASA"), []),
        (BESIDE.format("Anna."), ["Anna"]),
        (BESIDE.format("Anna.x"), []),
        (BESIDE.format("x.Anna"), []),
        (BESIDE.format("Anna_x"), []),
        (BESIDE.format("Anna@x"), []),
        (BESIDE.format("@Anna"), []),
        (BESIDE.format("The"), []),
        (BESIDE.format("Don't"), []),
        (BESIDE.format("I'll"), []),
        (BESIDE.format("X"), []),  # one letter
        (BESIDE.format("Mo"), ["Mo"]),
        (BESIDE.format("Bridge"), ["Bridge"]),  # a surname
        (BESIDE.format("Easter"), []),  # never a name by itself
        (BESIDE.format("Easter Svetlana"), ["Easter", "Svetlana"]),  # beside one
        # without a capital: listed in many countries, and long enough; or rare behind what announces a name
        (BESIDE.format("bo"), []),
        (BESIDE.format("tom"), []),
        (BESIDE.format("mark"), ["mark"]),
        (BESIDE.format("can't"), []),  # "Can" is a name
        (BESIDE.format("svetlana zarvonik"), ["svetlana", "zarvonik"]),  # rare behind a given name
        (BESIDE.format("svetlana rain"), ["svetlana"]),
        (BESIDE.format("kevin short"), ["kevin", "short"]),  # a surname behind one
        (BESIDE.format("so short"), []),
        (BESIDE.format("rain zarvonik"), []),
        (BESIDE.format("svetlana lol"), ["svetlana"]),  # said in a chat
        (BESIDE.format("Lol"), []),
        (BESIDE.format("gaby"), ["gaby"]),  # in some list, and no word
        (BESIDE.format("blanket"), []),
        (BESIDE.format("rain"), []),
        (BESIDE.format("zarvonik"), []),
        (BESIDE.format("Svetlana zarvonik"), ["Svetlana", "zarvonik"]),
        ("ask according to zarvonik for the trees by the river", ["zarvonik"]),
        ("ask according to rain for the trees by the river", []),
    ],
)
def test_word_that_may_be_a_name_is_looked_at(text, words):
    assert candidates(text) == words
