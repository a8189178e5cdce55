"""The rules that find identities, one by one: what each sees in a text, and what it leaves."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.redact import (
    Batch,
    Redactor,
    affiliations,
    announced_names,
    contacts,
    folders,
    lexicon,
    mask,
    mask_sources,
    unseen,
)
from worldcafe.redact.dictionaries import frequency
from worldcafe.redact.finding import CONTACT, COUNTRY, ORGANISATION, PERSON, ROLE, Finding
from worldcafe.redact.name_features import FEATURES, Notes
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.prose import Language
from worldcafe.redact.stage import _settled, _without_overlap
from worldcafe.redact.vocabulary import Vocabulary
from worldcafe.settings import RedactSettings
from worldcafe.source import Source
from worldcafe.tables import Segments


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
        (["JK: yes", "LM: no"], []),  # each but once
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
            [("AK", "initials of a name before them"), ("Anna Kowalska", LISTED)],
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
        ("Anna Maria Berg Lund Holm", (), False),  # five words
        ("Housing", (), False),
        ("Anna Council", (), False),
        ("", (), False),
    ],
)
def test_folder_is_called_after_a_person(cafe, people, is_named):
    assert folders.is_called_after(cafe, people, Usage()) is is_named


def test_places_are_countries_capitals_and_regions():
    assert [lexicon.is_place(word) for word in ("Germany", "Paris", "Europe", "Ladder")] == [
        True,
        True,
        True,
        False,
    ]


# features


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
        (BESIDE.format("rain"), []),
        (BESIDE.format("zarvonik"), []),
        (BESIDE.format("Svetlana zarvonik"), ["Svetlana", "zarvonik"]),
        ("ask according to zarvonik for the trees by the river", ["zarvonik"]),
        ("ask according to rain for the trees by the river", []),
    ],
)
def test_word_that_may_be_a_name_is_looked_at(text, words):
    assert candidates(text) == words


def test_word_known_as_a_name_is_looked_at_though_it_is_none_alone():
    assert candidates(BESIDE.format("Easter"), known=["easter"]) == ["Easter"]
    assert candidates(BESIDE.format("rain"), known=["rain"]) == ["rain"]


def test_first_word_of_a_sentence_is_looked_at_where_it_never_stands_without_a_capital():
    text = "Zarvonik sees the trees by the river and we like them"
    assert candidates(text) == ["Zarvonik"]
    assert candidates(text, lowered=["zarvonik"]) == []


# affiliations


@pytest.mark.parametrize(("text", "found"), [("(.de) said it", [".de"]), ("x.de", []), ("ends .org", [])])
def test_country_code_stands_by_itself(text, found):
    assert [name for name, _ in seen(affiliations._domains([text]), [text])] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as some do (Zorvex) already", ["Zorvex"]),
        ("as some do (e.g. Zorvex) already", ["Zorvex"]),
        ("as some do (rivers) already", []),
        ("evidence-based practice (EBP)", []),
        ("something else (EBP)", ["EBP"]),
    ],
)
def test_name_in_brackets_that_nothing_spells_out(text, found):
    assert [name for name, _ in seen(affiliations._bracketed([text], Usage()), [text])] == found


def test_subject_of_all_is_public():
    usage = Usage(announced={"zorvex"}, generic={"ngo", "smes"})
    usage.tables["kanvar"] = {("a",), ("b",), ("c",)}
    usage.tables["lumo"] = {("a",), ("b",)}
    names = ("Zorvex", "NGO", "SME", "Kanvar", "Lumo", "Else")
    assert [usage.is_public(name, 3) for name in names] == [True, True, True, True, False, False]


def test_abbreviation_that_is_counted_is_a_common_noun():
    texts = ["Each KEDAN digs", "a new LUMVO digs", "two ZORKs", "A VARNO student digs", "the QUEDO digs"]
    rows = [
        {"segment_id": f"s{row}", "text": text, "start": row, "end": row + 1}
        for row, text in enumerate(texts)
    ]
    usage = Usage()
    usage.count(Batch.of(table_of(Segments, rows, source="a.md", role="note", table="1")))
    assert usage.generic == {"kedan", "lumvo", "zorks"}
    assert {"kedan", "quedo"} <= usage.acronyms


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Parks (facilitator: B. Kowalska, notes: D. Tarrow)", ["B. Kowalska", "D. Tarrow"]),
        ("Host: Zarvonik Quell (Parks), scribe: Ada Tarrow", ["Zarvonik Quell", "Ada Tarrow"]),
        ("Parks (opened: May)", []),
    ],
)
def test_names_after_labels_end_before_a_bracket(text, names):
    assert [
        text[each.start : each.end] for each in announced_names.find_listed([text], ["heading"], [""])
    ] == names


AFTER, BEFORE, FIRST = (
    f"an example from one's own place, {how}"
    for how in ("by the words after it", "by the words before it", "with which a sentence begins")
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("GARDNIC has done it", AFTER),
        ("GARDNIC has already done it", AFTER),
        ("GARDNIC have the same beds", AFTER),
        ("GARDNIC had 3 plots", AFTER),
        ("GARDNIC has rivers", ""),
        ("GARDNIC still has it", AFTER),
        ("GARDNIC also still waters it", AFTER),
        ("GARDNIC quickly made it", AFTER),
        ("GARDNIC runs it", AFTER),
        ("GARDNIC digs", ""),
        ("GARDNIC's paper says", AFTER),
        ("GARDNIC paper says", AFTER),
        ("GARDNIC's own paper", AFTER),
        ("GARDNIC's paper is", ""),
        ("GARDNIC's paper should", ""),
        ("GARDNIC's had it", AFTER),
        ("GARDNIC volunteers dig", AFTER),
        ("GARDNIC members dig", ""),
        ("GARDNIC, where we dig", AFTER),
        ("It was done with the GARDNIC", BEFORE),
        ("It was redone with GARDNIC", ""),
        ("as in GARDNIC there", BEFORE),
        ("In GARDNIC, we dig", FIRST),
        ("At the GARDNIC we dig", FIRST),
        ("Then. In GARDNIC I dig", FIRST),
        ("so in GARDNIC we dig", ""),
        ("In GARDNIC they dig", ""),
        ("In Gardnic, we dig", ""),  # a name like any other
    ],
)
def test_organisation_is_ones_own_by_what_stands_around_it(text, reason):
    place = re.search("gardnic", text, re.IGNORECASE)
    assert affiliations._reason(text, place) == reason


@pytest.mark.parametrize(
    ("find", "text", "found"),
    [
        ("_regions", "the Baltic region proposed a fund", ["Baltic region"]),
        ("_regions", "North Baltic region has already done it", ["North Baltic region"]),
        ("_regions", "the Baltic region is dry", []),
        ("_regions", "the dry region proposed a fund", []),
        ("_institutions", "we did it at the University of Kent", ["University of Kent"]),
        ("_institutions", "we did it at Kent University too", ["Kent University"]),
        ("_institutions", "we did it at Old Kent College of the North", ["Old Kent College of the North"]),
        ("_institutions", "the University of Kent is old", []),
        ("_institutions", "we met at the University", []),
        ("_institutions", "we met at the university of life", []),
        ("_attributed_countries", "Germany has done many surveys", ["Germany"]),
        ("_attributed_countries", "South Korea's paper, then Chad and Peru", ["South Korea"]),
        ("_attributed_countries", "We like Germany", []),
        ("_attributed_countries", "germany has done many surveys", []),
    ],
)
def test_region_institution_or_country_is_found_where_it_acts(find, text, found):
    more = {"_regions": (), "_institutions": (Usage(), 3), "_attributed_countries": (Vocabulary([text]),)}
    assert [name for name, _ in seen(getattr(affiliations, find)([text], *more[find]), [text])] == found


def test_institution_whose_own_words_are_public_stays():
    text = "we did it at the University of Kent"
    assert [*affiliations._institutions([text], Usage(announced={"kent"}), 3)] == []
    assert len([*affiliations._institutions([text], Usage(announced={"university"}), 3)]) == 1


def test_organisation_that_is_a_subject_of_all_stays():
    texts = ["GARDNIC has done it", "ask LUMVO"]

    def names(usage):
        found = affiliations.find_affiliations(texts, Vocabulary(texts), usage, 3)
        return [name for name, _ in seen(found, texts)]

    assert names(Usage()) == ["GARDNIC"]
    assert names(Usage(announced={"gardnic"})) == []


@pytest.mark.parametrize(
    ("name", "is_unlisted"),
    [
        ("Zorvex", True),
        ("Zorv", True),
        ("Zo", False),
        ("ZQ", False),  # two letters
        ("ZQX", True),
        ("LacTLD", True),
        ("Germany", False),
        ("GitHub", False),
        ("OPS-LINE", False),
        ("well-known", False),
        ("river", False),
        ("Anna", False),
        ("Zorvexly", True),
        ("interzorply", False),
    ],
)
def test_name_that_no_list_has(name, is_unlisted):
    assert affiliations._is_unlisted(name) is is_unlisted


def test_word_in_small_letters_is_unknown_unless_it_is_one():
    usage = Usage(lowered={"zorvex", "rivers"})
    assert [affiliations._is_unknown(name, usage) for name in ("Zorvex", "zorvex", "rivers")] == [
        *(True, True, False)
    ]


@pytest.mark.parametrize(
    ("short", "before", "is_spelled"),
    [
        ("EBP", "evidence-based practice ", True),
        ("EBP", "evidence that is based on practice ", True),  # four words more
        ("EBP", "practice based evidence ", False),
        ("EBP", "evidence based x y z w v practice ", False),  # five
        ("EBP", "we met the old board of people ", False),
        ("EBP", "", False),
        ("Ebp", "evidence based practice ", False),
        ("eBP", "evidence based practice ", True),
    ],
)
def test_abbreviation_is_spelled_out_before_it(short, before, is_spelled):
    assert affiliations._is_spelled_out(short, before) is is_spelled


# masking


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("ask Braun for it", ["Braun"]),
        ("ask Mr Braun for it", ["Braun"]),
        ("Ask Mr. Braun for it", ["Braun"]),  # a full stop that ends no sentence
        ("Braun said so", ["Braun"]),
        ("Braun's shed", ["Braun"]),
        ("so it is. Braun digs", []),
        ("Braun digs", []),
        ("we like braun walls", []),
        ("we met in Braun Street", []),
        ("we met at Old Braun", []),
        ("TOM BRAUN digs", ["TOM BRAUN"]),
    ],
)
def test_part_of_a_name_that_is_a_word_goes_where_it_names_somebody(text, gone):
    assert removed(text, ("Tom Braun", PERSON)) == gone


@pytest.mark.parametrize(
    ("text", "gone"),
    [("Will said so", []), ("ask Will for it", ["Will"]), ("so it is. Will it rain", [])],
)
def test_name_that_is_a_verb_begins_a_sentence_as_one(text, gone):
    assert removed(text, ("Will", PERSON)) == gone


def removed(text, *named):
    names = mask.collect_names(named)
    return [text[start:end] for start, end, _ in names.occurrences(text)]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("ask Zarvonik Kowalska, ask zarvonik", ["Zarvonik Kowalska", "zarvonik"]),
        ("Kowalska's shed, zarvonikkowalska", ["Kowalska", "zarvonikkowalska"]),
        ("ZARVONIK   KOWALSKA", ["ZARVONIK   KOWALSKA"]),
        ("Zarvonik and then Kowalska", ["Zarvonik", "Kowalska"]),
        ("Zarvonikal went", []),
    ],
)
def test_name_goes_with_its_parts_in_any_case(text, gone):
    assert removed(text, ("Zarvonik Kowalska", PERSON)) == gone


def test_name_of_one_letter_or_a_role_of_one_word_is_none():
    assert removed("A said so", ("A", PERSON)) == []
    assert removed("the treasurer said", ("treasurer", ROLE)) == []
    assert removed("the deputy treasurer said", ("deputy treasurer", ROLE)) == ["deputy treasurer"]


def test_two_who_share_a_first_name_are_not_joined():
    names = mask.collect_names([("Zarvonik Quell", PERSON), ("Zarvonik Tarrow", PERSON), ("Tarrow", PERSON)])
    identities = {
        text: name.identity for text in ("Tarrow", "Zarvonik") for _, _, name in names.occurrences(text)
    }
    assert identities["Tarrow"] == "zarvonik tarrow"
    assert identities["Zarvonik"] in ("zarvonik quell", "zarvonik tarrow")


def test_short_name_stands_for_the_only_longer_one():
    def identity(*named):
        names = mask.collect_names([(name, PERSON) for name in named])
        return next(name.identity for _, _, name in names.occurrences("ask Mo"))

    assert identity("Mo Kowalska", "Mo") == "mo kowalska"
    assert identity("Mo Kowalska", "Mo Tarrow", "Mo") == "mo"
    assert identity("Ada Mo", "Mo") == "ada mo"


def test_places_that_are_called_after_somebody_are_listed_once_over_all_parts():
    def part(number):
        row = {"segment_id": f"s{number}", "text": "More trees by the river", "end": 23}
        return Batch.of(table_of(Segments, [row], source="a.md", role="note", cafe="Svetlana"))

    redactor, parts = Redactor(RedactSettings()), [part(1), part(2)]
    for one in parts:
        redactor.look(one)
    found = [redactor.find(one) for one in parts]
    masked = [redactor.mask(one, inside) for one, inside in zip(parts, found, strict=True)]
    assert [one.removals["text"].tolist() for one in masked] == [["Svetlana"], []]
    assert [one.segments["cafe"].tolist() for one in masked] == [["[place 1]"], ["[place 1]"]]


def test_place_that_a_heading_names_is_called_after_nobody():
    rows = [
        {"segment_id": "h", "role": "heading", "text": "Svetlana", "end": 8},
        {"segment_id": "n", "role": "note", "text": "More trees by the river", "start": 9, "end": 32},
    ]
    segments = table_of(Segments, rows, source="a.md", cafe="Svetlana")
    redactor = Redactor(RedactSettings())
    redactor.look(Batch.of(segments))
    assert redactor.in_places == {}


def test_source_says_what_its_segments_say_and_between_them_no_name():
    text = 'ask Ines <b title="for Ines"> --- by Ines, <i title="x">and Ines'
    pieces = table_of(
        Segments,
        [
            {"segment_id": "a", "start": 0, "end": 8, "text": "ask ████"},
            {"segment_id": "b", "start": 4, "end": 8, "text": "████"},  # in the one before
            {"segment_id": "c", "start": 56, "end": 64, "text": "and ████"},
        ],
        source="a.md",
        role="note",
    )
    gone = pd.DataFrame([{"text": "Ines", "type": "person", "removed": True}])
    (masked,) = mask_sources((Source("a.md", text, ""),), pieces, gone, ())
    assert masked.text == 'ask ████ <b title="████████"> --- by ████, <i title="█">and ████'


def test_placeholders_are_numbered_by_source_and_type():
    given = mask.Placeholders()
    calls = [
        ("a", PERSON, "x"),
        ("a", PERSON, "y"),
        ("a", CONTACT, "x"),
        ("b", PERSON, "y"),
        ("a", PERSON, "x"),
    ]
    assert [given.placeholder(*call) for call in calls] == [
        *("[person 1]", "[person 2]", "[contact 1]", "[person 1]", "[person 1]")
    ]


def test_black_out_keeps_lengths_and_takes_overlaps_once():
    assert mask.black_out("abcdef", [(1, 3), (2, 4)]) == "a███ef"
    assert mask.black_out("abcdef", [(1, 4), (2, 3)]) == "a███ef"
    assert mask.substitute("ask Anna or Bo", [(4, 8, "[1]"), (12, 14, "[2]")]) == "ask [1] or [2]"
    assert mask.identity_of(" Anna  KOWALSKA") == "anna kowalska"


def finding(start, end, kind=PERSON):
    return Finding(0, start, end, kind, "")


def test_of_overlapping_findings_contacts_win_then_longer_ones():
    def left(*found):
        return [(one.start, one.end) for one, _ in _without_overlap([(one, "") for one in found])]

    assert left(finding(0, 9), finding(2, 5, CONTACT)) == [(2, 5)]
    assert left(finding(0, 4), finding(2, 9)) == [(2, 9)]
    assert left(finding(0, 4), finding(4, 9)) == [(0, 4), (4, 9)]
    assert left(finding(4, 9), finding(0, 4)) == [(0, 4), (4, 9)]
    assert left(finding(0, 9, COUNTRY), finding(0, 9, ORGANISATION)) == [(0, 9)]


def test_type_that_is_not_to_go_is_reported_and_what_is_never_a_name_is_not():
    settings = RedactSettings(remove=("person",), never=("ROSE",))
    texts = ["Rose and Anna"]
    found = _settled([finding(0, 4), finding(9, 13), finding(5, 8, CONTACT)], texts, settings)
    assert [(one.start, one.removed) for one in found] == [(9, True), (5, False)]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ('<a href="mailto:kim@garden.example" class="wide">x</a>', ["mailto:kim@garden.example"]),
        ("<a href='https://garden.example/a'>x</a>", []),
        ("<a title='Kim was here'>x</a>", ["Kim was here"]),
        ("<a title=Kim>x</a>", ["Kim"]),
        ("<img alt='' width='20'>", []),
        ("no tag, 3 < 4", []),
    ],
)
def test_what_markup_hides_is_seen(text, hidden):
    assert [text[start:end] for start, end in unseen.hidden_in_markup(text) if end > start] == hidden
