"""redact: which words may be a name, by their letters, what stands around them, and what no list has."""

from __future__ import annotations

import re

import pytest

from tables_of import table_of
from test_redact_rules import BESIDE, candidates, seen
from worldcafe.redact import Batch, affiliations, announced_names
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.vocabulary import Vocabulary
from worldcafe.tables import Segments


def test_word_known_as_a_name_is_looked_at_though_it_is_none_alone():
    assert candidates(BESIDE.format("Easter"), known=["easter"]) == ["Easter"]
    assert candidates(BESIDE.format("rain"), known=["rain"]) == ["rain"]


def test_first_word_of_a_sentence_is_looked_at_where_it_never_stands_without_a_capital():
    text = "Zarvonik sees the trees by the river and we like them"
    assert candidates(text) == ["Zarvonik"]
    assert candidates(text, lowered=["zarvonik"]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("para podermos usar as zarvonoes que já temos no parque da cidade", []),
        ("para podermos usar as Zarvonoes que já temos no parque da cidade", ["Zarvonoes"]),
        ("como disse zarvonik, para podermos usar o parque da cidade que já temos", ["zarvonik"]),
    ],
)
def test_small_word_of_the_language_announces_no_name_without_a_capital(text, found):
    assert [word for word in candidates(text) if word.lower().startswith("zarvon")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dhr. Wiersma kan de trap niet op en vraagt om een hek bij de school", ["Wiersma"]),
        ("De trap is te hoog. Wiersma vraagt om een hek bij de school en de kerk", []),
        ("De trap is te hoog, zegt mevr. Verkeer, en vraagt om een hek bij de school", ["Verkeer"]),
        ("De trap is te hoog. Verkeer is er ook te veel bij de school en de kerk", []),
    ],
)
def test_behind_a_title_with_a_full_stop_no_sentence_begins(text, found):
    assert [word for word in candidates(text) if word in ("Wiersma", "Verkeer")] == found


@pytest.mark.parametrize(("text", "found"), [("(.de) said it", [".de"]), ("x.de", []), ("ends .org", [])])
def test_country_code_stands_by_itself(text, found):
    assert [name for name, _ in seen(affiliations._domains([text]), [text])] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as some do (Zorvex) already", ["Zorvex"]),
        ("as some do (e.g. Zorvex) already", ["Zorvex"]),
        ("as some do (zorvex) already", ["zorvex"]),
        ("as some do (rivers) already", []),
        ("grapar (arriba, derecha) o (derecha)", []),
        ("an idea (interpersonally)", []),
        ("evidence-based practice (EBP)", []),
        ("something else (EBP)", ["EBP"]),
    ],
)
def test_name_in_brackets_that_nothing_spells_out(text, found):
    assert [name for name, _ in seen(affiliations._bracketed([text]), [text])] == found


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
        ("At Gardnic Foods, we dig", FIRST),  # of a body by its two words
        ("At Gardnic Foods they dig", ""),
    ],
)
def test_organisation_is_ones_own_by_what_stands_around_it(text, reason):
    place = re.search("gardnic(?: foods)?", text, re.IGNORECASE)
    assert affiliations._reason(text, *place.span()) == reason


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("After the storm Zorvex Exchange had no light", ["Zorvex Exchange"]),
        ("the story of Zorvex was told twice", ["Zorvex"]),
        ("a script from Zorvex Lab is used most", ["Zorvex Lab"]),
        ("the Exchange had no light", []),
        ("Zorvex Exchange is far", []),
        ("the story of Bench was told twice", []),
    ],
)
def test_name_with_the_word_of_a_body_is_one(text, found):
    assert [
        name
        for name, _ in seen(affiliations.find_affiliations([text], Vocabulary([text]), Usage(), 3), [text])
    ] == found


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
        ("Karst-IX", True),
        ("Non-EU", False),
        ("well-known", False),
        ("river", False),
        ("Anna", False),
        ("Zorvexly", True),
    ],
)
def test_name_that_no_list_has(name, is_unlisted):
    assert affiliations._is_unlisted(name) is is_unlisted


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


IN_GERMAN = "die alten Bäume stehen an dem Fluss und {} mögen wir die Luft dort"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("svetlana zarvonik", ["svetlana", "zarvonik"]),  # rare, and both without a capital
        ("Svetlana zarvonik", ["Svetlana"]),  # which a name would have, too
        ("svetlana lol", ["svetlana"]),
        ("anna", ["anna"]),
        ("swantje", []),  # few countries list it
        ("gaby", []),
        ("tom", []),
        ("zarvonik", []),
        ("laut zarvonik", ["zarvonik"]),
        ("Wir", []),
        ("Frau Berg", ["Berg"]),
        ("Verein", []),  # a body, which speaks, too
        ("Verein sagte", []),
        ("laut Verein", ["Verein"]),
        ("Berlin", []),  # a place that is no name
        ("Paris", ["Paris"]),
        ("Ostern", []),
        ("Ostern sagte", []),
        ("Svetlana Ostern", ["Svetlana", "Ostern"]),
        ("Zarvonik's", ["Zarvonik"]),
        ("ZQX", []),
    ],
)
def test_word_that_may_be_a_name_in_a_text_whose_nouns_have_capitals(words, found):
    assert candidates(IN_GERMAN.format(words)) == ["Bäume", "Fluss", *found, "Luft"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rob said so", ["rob"]),
        ("zarvonik said so", ["zarvonik"]),  # rare
        ("rob dug so", []),
        ("so rob said", []),
        ("rob, said", []),
        ("mo said it", []),  # too short without a capital
        ("bench said so", []),
    ],
)
def test_who_speaks_at_the_beginning_of_a_sentence_may_have_no_capital(text, found):
    assert [word for word in candidates(text) if word != "said"] == found  # "Said" is a name
