"""What the product itself says in a report, in each language that a report can be written in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from lxml import html

from sample_analysis import sample_analysis
from wordings import all_wordings, read_catalogue
from worldcafe import InputError
from worldcafe.language import reasons
from worldcafe.language.reasons import reword
from worldcafe.language.spoken import say_untold
from worldcafe.language.wording import (
    count,
    day,
    decimal,
    many,
    page_languages,
    percent,
    require_page_language,
    say,
    says,
    speaking,
)
from worldcafe.report.html import render_html
from worldcafe.report.leaf import render_leaf
from worldcafe.report.marks import said_of
from worldcafe.report.paper import compose_paper
from worldcafe.report.reply import compose_reply
from worldcafe.report.reply import day as day_of_decision
from worldcafe.report.view import build_view
from worldcafe.report.word import write_word
from worldcafe.settings import ReportSettings, Settings

OTHERS = page_languages()[1:]
TABLES = Path(__file__).parents[1] / "reports" / "ccnso-2023" / "tables"


def in_language(language):
    return build_view(sample_analysis(settings=Settings(report=ReportSettings(language=language))))


def of_people():
    """Give the words that the sample has from people, from its files and from tables that people fill in."""
    sample = vars(sample_analysis())
    tables = [table for table in sample.values() if isinstance(table, pd.DataFrame)]
    cells = [str(cell) for table in tables for cell in table.to_numpy().ravel()]
    texts = [
        *cells,
        *(source.text for source in sample["sources"]),
        sample["title"],
        "notes.txt, page 1 table later",
    ]
    return {word for text in texts for word in re.findall(r"\w+", text.lower())}


def places(text):
    return sorted(re.findall(r"\{.*?\}", text))


def sentences(page):
    """Give the texts of a page that have two words or more, without script and style."""
    tree = html.fromstring(page)
    for apart in tree.xpath("//script | //style | //table[@class='settings']"):
        apart.getparent().remove(apart)
    texts = [" ".join(text.split()) for text in tree.itertext()]
    texts += tree.xpath("//@aria-label | //@placeholder")
    return {text for text in texts if len(re.findall(r"[^\W\d_]{3,}", text)) > 1}


def test_reports_can_be_written_in_these_languages():
    assert page_languages() == ("en", "de", "es", "fr", "it", "nl", "pt")


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_sentence_of_the_product_and_no_other(language):
    wordings, told = set(all_wordings()), set(read_catalogue(language))
    assert wordings - told == set()
    assert told - wordings == set()
    assert len(wordings) > 600


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_of_its_sentence_and_no_markup(language):
    for wording, told in read_catalogue(language).items():
        own = (wording,) if isinstance(wording, str) else wording
        assert len(own) == len(told), wording
        for text, translation in zip(own, told, strict=True):
            assert translation.strip() == translation != "", wording
            assert sorted(re.findall(r"\{.*?\}", text)) == sorted(re.findall(r"\{.*?\}", translation)), (
                wording
            )
            assert not set('"<>&') & set(translation), wording


def test_a_language_without_a_catalogue_falls_back_on_english():
    with speaking("sv"):
        assert say("Skip to the findings") == "Skip to the findings"


def test_one_language_is_spoken_inside_another_and_ends_with_it():
    with speaking("de"):
        with speaking("fr"):
            assert count(1, "note") == "1 note"
        assert count(2, "note") == "2 Notizen"
    assert count(2, "note") == "2 notes"


@pytest.mark.parametrize(
    ("language", "none", "one", "several"),
    [
        ("en", "no themes", "1 theme", "3 themes"),
        ("de", "keine Themen", "1 Thema", "3 Themen"),
        ("fr", "aucun thème", "1 thème", "3 thèmes"),
        ("es", "ningún tema", "1 tema", "3 temas"),
        ("pt", "nenhum tema", "1 tema", "3 temas"),
        ("nl", "geen thema’s", "1 thema", "3 thema’s"),
        ("it", "nessun tema", "1 tema", "3 temi"),
    ],
)
def test_things_are_counted_as_a_language_counts_them(language, none, one, several):
    with speaking(language):
        assert [count(number, "theme") for number in (0, 1, 3)] == [none, one, several]


@pytest.mark.parametrize(
    ("language", "thousands", "share", "broken", "first_of_march"),
    [
        ("en", "12,345", "42%", "0.53", "1 March 2026"),
        ("de", "12.345", "42\u00a0%", "0,53", "1. März 2026"),
        ("fr", "12\u202f345", "42\u202f%", "0,53", "1 mars 2026"),
        ("es", "12.345", "42\u00a0%", "0,53", "1 de marzo de 2026"),
        ("pt", "12\u00a0345", "42%", "0,53", "1 de março de 2026"),
        ("nl", "12.345", "42%", "0,53", "1 maart 2026"),
        ("it", "12.345", "42%", "0,53", "1 marzo 2026"),
    ],
)
def test_numbers_and_days_are_written_as_a_language_writes_them(
    language, thousands, share, broken, first_of_march
):
    with speaking(language):
        assert many(12345) == thousands
        assert percent(0.4151).replace("\u00a0", " ") == share.replace("\u202f", " ").replace("\u00a0", " ")
        assert decimal(0.528) == broken
        assert day(dt.date(2026, 3, 1)) == first_of_march
        assert day_of_decision("2026-03-01") == first_of_march
        assert day_of_decision("last spring") == "last spring"


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        ("en", 26_444, "26,444 notes"),
        ("de", 26_444, "26.444 Notizen"),
        ("fr", 26_444, "26\u202f444 notes"),
        ("es", 2644, "2.644 notas"),
        ("en", 999, "999 notes"),
        ("de", 999, "999 Notizen"),
    ],
)
def test_a_number_in_a_sentence_is_written_as_its_language_writes_it(language, number, told):
    with speaking(language):
        assert count(number, "note") == told
        assert say("{n} of {total}", n=number, total="x").split()[0][:2] == told[:2]
        assert says(number, "{n} note", "{n} notes") == told
        assert said_of(number, "{n} note", "{n} notes") == told


def test_what_is_a_name_and_no_number_is_written_as_it_is():
    assert say("No {n}", n="1234") == "No 1234"


def test_the_language_of_notes_is_named_in_the_language_of_the_page():
    languages = pd.Series(["pl", "pl", "en"])
    assert say_untold(languages) == "2 of 3 notes are in Polish"
    with speaking("de"):
        assert say_untold(languages) == "2 von 3 Notizen sind in diesen Sprachen: Polnisch"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (reasons.UNSAID, "Es wurde keine Notiz gefunden, die das sagt."),
        (
            'The closest note says something else: another quantity: "two" became "ten" (euros).',
            "Die nächstliegende Notiz sagt etwas anderes: eine andere Menge: aus „two“ wurde „ten“ (euros).",
        ),
        (
            "The closest note says something else: a negation is only in the claim.",
            "Die nächstliegende Notiz sagt etwas anderes: eine Verneinung steht nur in der Aussage.",
        ),
        (
            "The topic summaries carry 1 of 2 suggestions (50%) and 3 of 9 notes (33%). "
            "A claim says its name or a note that shows it.",
            "Die Zusammenfassungen tragen 1 von 2 Anregungen (50%) und 3 von 9 Notizen (33%). "
            "Eine Aussage nennt den Namen oder eine Notiz, die es zeigt.",
        ),
        (
            'It only points elsewhere ("see Table 1"). None of the 4 suggestions of Table 2 were also made '
            "at Table 1.",
            "Sie verweist nur auf anderes („see Table 1“). Keine der 4 Anregungen von Table 2 kam auch "
            "an Table 1.",
        ),
        (
            'It only points elsewhere ("see A"). The only suggestion of Table 2 was not made at Table 1.',
            "Sie verweist nur auf anderes („see A“). Die einzige Anregung von Table 2 kam nicht auch "
            "an Table 1.",
        ),
        (
            "ramps (2 for, 1 against); the matter itself (1 for, 1 against)",
            "ramps (2 dafür, 1 dagegen); die Sache selbst (1 dafür, 1 dagegen)",
        ),
        ("benches, river", "benches, river"),  # words of notes stay
        ("new and old (2 for, 1 against)", "new and old (2 dafür, 1 dagegen)"),
        ("notes", "notes"),
        ("", ""),
    ],
)
def test_sentences_of_tables_are_said_again_and_words_of_people_stay(written, said):
    with speaking("de"):
        told = reword(written)
    assert reword(written) == written  # in English as they stand
    assert told == said


@pytest.mark.parametrize(
    ("table", "column"), [("claims", "reason"), ("themes", "status_reason"), ("measures", "meaning")]
)
def test_every_sentence_in_the_tables_of_a_run_can_be_said_again(table, column):
    told = pd.read_csv(TABLES / f"{table}.csv", keep_default_na=False)[column]
    assert told.any()
    with speaking("nl"):
        assert [text for text in told if text and reword(text) == text] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", reasons.UNSAID), ("de", "Es wurde keine Notiz gefunden, die das sagt.")],
)
def test_run_of_before_is_not_told_to_know_more_than_that_nothing_was_found(language, said):
    with speaking(language):
        assert reword("No note says this.") == said
        assert reword("No note says this of it.") == "No note says this of it."


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_of_the_page_is_left_in_english(language):
    english, other = render_html(in_language("en")), render_html(in_language(language))
    assert f'<html lang="{language}">' in other
    same, words = sentences(english) & sentences(other), of_people()
    assert {text for text in same if not set(re.findall(r"\w+", text.lower())) <= words} == set()
    assert len(sentences(other) - same) > 150


def test_the_script_of_the_page_speaks_its_language():
    assert 'open ? "Alle zuklappen" : "Alle aufklappen"' in render_html(in_language("de"))
    assert '"Alle " + amount(found.length) + " in den Notizen"' in render_html(in_language("de"))
    assert 'open ? "Close all" : "Expand all"' in render_html(in_language("en"))


@pytest.mark.parametrize(
    ("language", "region", "heading"), [("fr", "fr-FR", "Six réponses"), ("en", "en-GB", "Six answers")]
)
def test_a_paper_is_in_its_language_and_says_so(language, region, heading, tmp_path):
    write_word(compose_paper(in_language(language)), tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    assert document.core_properties.language == region
    assert f"1. {heading}" in [line.text for line in document.paragraphs]


def test_a_letter_is_in_its_language_and_says_so():
    page = render_leaf(compose_reply(in_language("it")))
    assert '<html lang="it">' in page
    assert "Che cosa ne è stato di ciò che avete detto" in page
    assert "You made" not in page


def test_what_no_report_can_be_written_in_is_refused():
    require_page_language("")
    with pytest.raises(InputError, match="known: en, de, es, fr, it, nl, pt"):
        require_page_language("tlh")


def test_a_sentence_is_said_by_its_number():
    with speaking("fr"):
        assert says(0, "{n} note", "{n} notes") == "0 note"  # as French counts
        assert says(2, "{n} note", "{n} notes") == "2 notes"
