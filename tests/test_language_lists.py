"""One room for everything that depends on a language: each file has all lists, no other room has words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from worldcafe.language.lists import gather, known_languages, lacks, listed, names, read_lists
from worldcafe.language.stems import family
from worldcafe.language.stop_words import foreign_stop_words, is_function_word, stop_words

PACKAGE = Path(__file__).parents[1] / "pipeline" / "worldcafe"
DECLARED = [(section, key) for section, keys in read_lists("lists").items() for key in keys]


@pytest.mark.parametrize("language", known_languages())
def test_a_language_has_every_list_or_says_why_not(language):
    data = read_lists(language)
    missing = [
        (section, key)
        for section, key in DECLARED
        if not data.get(section, {}).get(key)
        and not lacks(language, section)
        and not lacks(language, f"{section}.{key}")
    ]
    assert missing == []


@pytest.mark.parametrize("language", known_languages())
def test_a_language_has_no_list_that_is_not_explained_and_none_that_it_says_it_lacks(language):
    data = {name: keys for name, keys in read_lists(language).items() if name not in ("name", "lacks")}
    held = {(section, key) for section, keys in data.items() for key in keys}
    assert held <= set(DECLARED)
    said = set(read_lists(language).get("lacks", {}))
    assert not said & ({*data} | {f"{section}.{key}" for section, key in held})
    assert all(reason.strip() for reason in read_lists(language).get("lacks", {}).values())


def test_what_a_language_lacks_is_known_at_run_time():
    assert lacks("en", "wording") == ""
    assert lacks("xx", "wording") == "the language has no file"


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
        ("uk", ("лавка",), "лавки"),  # no algorithm: words as they are
    ],
)
def test_forms_of_a_word_are_of_one_family_in_its_language(language, forms, other):
    found = {family(form, language) for form in forms}
    assert len(found) == 1
    assert family(other, language) not in found


def test_function_words_of_english_carry_no_subject():
    assert is_function_word("the")
    assert is_function_word("our")
    assert not any(map(is_function_word, ("bench", "system", "fire", "interest", "detail", "find")))


@pytest.mark.parametrize(("language", "words"), [("de", "und der nicht"), ("fi", "ei ja")])
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
