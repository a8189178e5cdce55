"""One room for everything that depends on a language: each file has all lists, no other room has words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kinds_notes import notes as notes_table
from test_parse_and_segment import segments_of
from worldcafe.language.lists import gather, known_languages, languages_with, listed, names, read_lists
from worldcafe.language.spoken import languages_of, with_languages
from worldcafe.language.stems import family
from worldcafe.language.stop_words import foreign_stop_words, is_function_word, stop_words
from worldcafe.parse import parse_sources
from worldcafe.parse.headings import read_heading
from worldcafe.parse.words import _counted, load_words
from worldcafe.read import read_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import ParseSettings, ReadSettings, SegmentSettings

PACKAGE = Path(__file__).parents[1] / "pipeline" / "worldcafe"
# How each language writes a spreadsheet, a place and a remark: one row is all that a new language needs here.
READ = {
    "de": ("Tisch,Runde,Notizen", "Tisch 2", "Zweite Runde", "Mehr Bänke am Fluss, das wäre schön für uns"),
    "en": ("Table,Round,Notes", "Table 2", "Second round", "More benches by the river for all of us"),
    "es": ("Mesa,Ronda,Notas", "Mesa 2", "Segunda ronda", "Más bancos junto al río para todos nosotros"),
    "fr": ("Table,Tour,Notes", "Table 2", "Deuxième tour", "Plus de bancs au bord de la rivière pour nous"),
    "it": ("Tavolo,Turno,Appunti", "Tavolo 2", "Secondo turno", "Più panchine lungo il fiume per tutti noi"),
    "nl": ("Tafel,Ronde,Notities", "Tafel 2", "Tweede ronde", "Meer bankjes langs het water voor iedereen"),
    "pt": ("Mesa,Rodada,Notas", "Mesa 2", "Segunda rodada", "Mais bancos junto ao rio para todos nós"),
    "sv": ("Bord,Omgång,Anteckningar", "Bord 2", "Andra omgång", "Fler bänkar vid ån, det vore bra för oss"),
}
DECLARED = [(section, key) for section, keys in read_lists("lists").items() for key in keys]


@pytest.mark.parametrize("language", known_languages())
def test_a_language_has_every_list_or_says_why_not(language):
    data = read_lists(language)
    said = data.get("lacks", {})
    missing = [(section, key) for section, key in DECLARED if not data.get(section, {}).get(key)]
    assert [(section, key) for section, key in missing if not {section, f"{section}.{key}"} & {*said}] == []


@pytest.mark.parametrize("language", known_languages())
def test_a_language_has_no_list_that_is_not_explained_and_none_that_it_says_it_lacks(language):
    data = {name: keys for name, keys in read_lists(language).items() if name not in ("name", "lacks")}
    held = {(section, key) for section, keys in data.items() for key in keys}
    assert held <= set(DECLARED)
    said = set(read_lists(language).get("lacks", {}))
    assert not said & ({*data} | {f"{section}.{key}" for section, key in held})
    assert all(reason.strip() for reason in read_lists(language).get("lacks", {}).values())


def test_what_a_language_lacks_is_known_at_run_time():
    assert "sv" not in languages_with("kinds")
    assert {"de", "sv"} <= languages_with("structure")


def test_a_list_of_one_text_and_an_array_read_alike():
    assert "the" in listed("en", "grammar", "stop")
    assert listed("de", "structure", "table")[0] == "tisch"
    assert listed("de", "structure", "nothing") == ()
    assert {"table", "tisch", "tavolo"} <= set(gather("structure", "table"))


def test_a_language_without_a_file_is_refused():
    with pytest.raises(KeyError):
        read_lists("xx")


@pytest.mark.parametrize(
    ("language", "forms", "other"),
    [
        ("en", ("mentor", "mentors", "mentoring"), "orbit"),
        ("de", ("bank", "banken"), "baum"),
        ("fr", ("banc", "bancs"), "balcon"),
        ("es", ("árbol", "árboles"), "arena"),
        ("pt", ("árvore", "árvores"), "areia"),
        ("nl", ("bank", "banken"), "boom"),
        ("it", ("panchina", "panchine"), "pancetta"),
        ("sv", ("bänk", "bänkar"), "buss"),
        ("uk", ("лавка",), "лавки"),  # no algorithm: words as they are
    ],
)
def test_forms_of_a_word_are_of_one_family_in_its_language(language, forms, other):
    found = {family(form, language) for form in forms}
    assert len(found) == 1
    assert family(other, language) not in found


@pytest.mark.parametrize(
    ("language", "form", "word", "is_one"),
    [
        ("de", "gepflegt", "pflegen", True),
        ("de", "eingeführt", "einführen", True),
        ("de", "abzuschaffen", "abschaffen", True),
        ("de", "verlängert", "verlängern", True),
        ("de", "verboten", "verbieten", True),
        ("de", "gestaltet", "gestalten", True),
        ("de", "gesellschaft", "gesellschaften", True),
        ("de", "bericht", "bereich", False),
        ("nl", "verlengd", "verlengen", True),
        ("nl", "gesloten", "sluiten", True),
        ("nl", "kinderen", "kind", True),
        ("nl", "beleid", "bel", False),
        ("fr", "ouverte", "ouvrir", True),
        ("fr", "travaux", "travailler", False),
        ("es", "abierta", "abrir", True),
        ("es", "organicen", "organizar", True),
        ("es", "luces", "luz", True),
        ("es", "lucha", "luz", False),
        ("it", "chiuso", "chiudere", True),
        ("it", "pagheranno", "pagare", True),
        ("it", "mercato", "mare", False),
        ("pt", "reuniões", "reunião", True),
        ("pt", "papéis", "papel", True),
        ("pt", "mais", "mal", False),
    ],
)
def test_irregular_and_respelled_forms_are_of_the_family_of_their_word(language, form, word, is_one):
    assert (family(form, language) == family(word, language)) is is_one


def test_function_words_of_english_carry_no_subject():
    assert is_function_word("the")
    assert is_function_word("our")
    assert not any(map(is_function_word, ("bench", "system", "fire", "interest", "detail", "find")))


@pytest.mark.parametrize(
    ("language", "words"), [("de", "und der nicht"), ("sv", "och inte"), ("fi", "ei ja")]
)
def test_each_language_has_its_own_stop_words(language, words):
    assert set(words.split()) <= stop_words(language)
    assert "bench" not in stop_words(language)


def test_those_of_other_languages_have_none_of_what_is_not_known():
    assert stop_words("xx") == frozenset()
    assert "der" in foreign_stop_words()
    assert "the" not in foreign_stop_words()


def test_every_language_has_a_name():
    assert names()["it"] == "Italian"
    assert names()["fi"] == "Finnish"


def sources():
    return [(path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]


def outside(*allowed):
    return [(path, text) for path, text in sources() if path.relative_to(PACKAGE).as_posix() not in allowed]


def test_there_is_one_stemmer():
    assert not [
        path for path, text in outside("language/stems.py") if re.search(r"[Ss]temmer\b.*\(|snowball", text)
    ]


def test_there_is_one_stop_list():
    said = re.compile(r"STOP_WORDS|\.Defaults|stop_words=\"english\"|runpy")
    assert not [path for path, text in outside() if said.search(text)]


def test_words_of_languages_are_read_by_one_loader():
    reads = re.compile(r"""["'](?:en|de|fr|es|pt|nl|it|english|others)\.toml|["']language["'/], ?["']data""")
    assert not [path for path, text in outside() if reads.search(text)]


# Columns, choices and attributes are called so; they are no words of a text.
NO_WORDS_OF_TEXTS = {
    "register/file.py",
    "redact/unseen.py",
    "rulings.py",
    "serve/register_page.py",
    "name/writing.py",  # beginnings of words
    "read/latex.py",
    "report/word.py",
    "report/chart_tables.py",
    "redact/contacts.py",  # parts of addresses
    "read/sidecar.py",  # keys of a file
}


def words_in(value):
    """What could be words in a constant: members of a collection, alternatives of an expression."""
    for node in ast.walk(value):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            members = [each.value for each in node.elts if isinstance(each, ast.Constant)]
            yield [each for each in members if isinstance(each, str)]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            said = " ".join(text for text in texts if isinstance(text, str))
            yield re.findall(r"[^\W\d_]{2,}", re.sub(r"\\[a-zA-Z]", " ", said))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('frozenset({"the", "and", "with", "hedge"})', 3),
        ('re.compile(r"\\b(?:was|were|has)\\b")', 3),
        ('re.compile(r"[a-z]+ (?P<open>x)")', 0),
        ('("cafe", "table", "round")', 0),
    ],
)
def test_words_in_code_are_seen(code, found):
    stops = stop_words() | foreign_stop_words()
    assert (
        max((len(stops & {*words}) for words in words_in(ast.parse(code).body[0].value)), default=0) == found
    )


def test_no_list_of_words_of_a_language_stands_in_code():
    """Three words of grammar in a constant of a module are a list: its place is a file of the language."""
    stops = stop_words() | foreign_stop_words()
    found = {
        (path.relative_to(PACKAGE).as_posix(), statement.lineno)
        for path, text in sources()
        for statement in ast.parse(text).body
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value
        for words in words_in(statement.value)
        if len(stops & {*words}) > 2
    }
    assert {(file, line) for file, line in found if file not in NO_WORDS_OF_TEXTS} == set()


def test_every_language_has_a_row_here():
    assert {*READ} == {*known_languages()}


@pytest.mark.parametrize("language", READ)
def test_a_spreadsheet_is_read_by_the_words_of_a_language(language, tmp_path):
    header, place, _, note = READ[language]
    file = tmp_path / "notes.csv"
    file.write_text(f'{header}\n2,1,"{note}"\n2,1,"{note}!"\n', encoding="utf-8")
    sources = read_sources([file], ReadSettings())
    segments = segment_blocks(sources, parse_sources(sources, ParseSettings()), SegmentSettings())
    notes = segments[segments["role"] == "note"]
    assert notes["table"].tolist() == [place] * len(notes)
    assert notes["round"].tolist() == ["1"] * len(notes)
    assert note in " ".join(notes["text"])


@pytest.mark.parametrize("language", READ)
def test_places_are_known_by_the_words_of_a_language(language):
    _, place, second, note = READ[language]
    found = segments_of(f"{place}\n\n{second}\n\n- {note}\n").iloc[-1]
    assert (found["role"], found["table"], found["round"]) == ("note", place, "2")


@pytest.mark.parametrize("language", READ)
def test_words_of_one_language_alone_read_its_places(language):
    _, place, second, note = READ[language]
    words = load_words((language,))
    assert (read_heading(place, words).table, read_heading(second, words).round) == (place, "2")
    assert not read_heading(note, words).is_place
    assert not [
        name for name in ("people", "admin", "office", "pointers") if getattr(words, name).search(", - ")
    ]


def test_each_language_counts_from_one_however_many_words_it_has(monkeypatch):
    lists = {"aa": ("uno|una",), "bb": ("one", "two")}
    monkeypatch.setattr("worldcafe.parse.words.listed", lambda language, _, key: lists[language])
    assert _counted("number", ("aa", "bb")) == {"uno": "1", "una": "1", "one": "1", "two": "2"}


@pytest.mark.parametrize("language", READ)
def test_a_note_is_known_to_be_in_its_language(language):
    assert with_languages(notes_table(READ[language][3]))["language"].tolist() == [language]


@pytest.mark.parametrize(
    ("line", "is_round"),
    [
        ("10:00 bis 10:25 Uhr", True),
        ("14h00 à 14h30", True),
        ("9:00 alle 9:45", True),
        ("19:00 tot 19:30 uur", True),
        ("10:00 mit 10:25 Uhr", False),  # "mit" stands between no two times
    ],
)
def test_two_times_of_day_name_a_round_in_the_words_of_a_language(line, is_round):
    assert bool(load_words(()).span.fullmatch(line)) is is_round


@pytest.mark.parametrize(
    ("heading", "cafe"),
    [
        ("Il Café mondiale", ""),
        ("Das Welt-Café der Nordstadt", "Nordstadt"),
        ("Welt Café Ostwind", "Ostwind"),
        ("Världs Kafé", ""),
    ],
)
def test_words_beside_a_cafe_that_name_nothing_are_no_name_of_it(heading, cafe):
    assert read_heading(heading, load_words(())).cafe == cafe


def test_grammar_of_a_language_that_nobody_speaks_says_nothing_of_a_text():
    assert {"on", "the"} & load_words(()).verbs == {"on"}  # a verb of French
    assert "on" not in load_words((), ("en",)).verbs
    assert "on" in load_words((), ("en", "fr")).verbs
    assert load_words((), ("en",)).place.match("Tisch 3")  # words of places are those of all


@pytest.mark.parametrize(
    ("texts", "languages"),
    [
        (["We need more benches by the river for all of us"], ("en",)),
        (["Wir brauchen mehr Bänke am Fluss, das wäre schön"], ("de",)),
        (
            ["We need more benches by the river for all of us", "Wir brauchen mehr Bänke, das wäre schön"],
            ("de", "en"),
        ),
        (["Table 3"], ()),
        ([], ()),
    ],
)
def test_languages_of_texts_are_those_whose_function_words_they_have(texts, languages):
    assert languages_of(texts) == languages


def test_heading_with_a_word_that_is_a_verb_elsewhere_is_no_statement(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("Focus on the river\n\n## Table 1\n\n- We should have more benches\n", encoding="utf-8")
    sources = read_sources([path], ReadSettings())
    roles = parse_sources(sources, ParseSettings())["role"].tolist()
    assert roles == ["heading", "heading", "note"]
