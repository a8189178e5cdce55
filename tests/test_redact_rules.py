"""The rules that find identities, one by one: what each sees in a text, and what it leaves."""

from __future__ import annotations

import math

import pytest

from worldcafe.redact import (
    affiliations,
    announced_names,
    contacts,
    folders,
    lexicon,
    mask,
    unseen,
)
from worldcafe.redact.finding import CONTACT, COUNTRY, ORGANISATION, PERSON, ROLE, Finding
from worldcafe.redact.name_features import FEATURES, Notes
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.prose import Language
from worldcafe.redact.stage import _settled, _without_overlap
from worldcafe.settings import RedactSettings


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
    ],
)
def test_word_that_may_be_a_name_is_looked_at(text, words):
    assert candidates(text) == words


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


# masking


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
