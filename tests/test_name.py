"""Names, keywords and exemplars of themes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from test_themes import COMPOST, MUSIC, TOOLS, cluster, segments_of
from worldcafe.embed import quick_vectors
from worldcafe.language.stems import family
from worldcafe.name import Settled, hear_themes, name_families, name_themes
from worldcafe.name.hear import ENOUGH, enough_rows
from worldcafe.name.keywords import list_keywords
from worldcafe.name.phrases import find_phrases
from worldcafe.name.writing import gerund, is_light
from worldcafe.settings import NameSettings


def name_all(segments, found, settled=None):
    heard = hear_themes(segments, quick_vectors)
    return name_themes(segments, found, NameSettings(), heard, settled or Settled())


def texts_of(*notes: str) -> set[str]:
    return {phrase.text for note in find_phrases(notes) for phrase in note.phrases}


@pytest.mark.parametrize(
    ("note", "phrase"),
    [
        ("We need a lending library for garden tools.", "lending library for garden tools"),
        ("We need a lending library for garden tools.", "lending library"),
        ("Repair the broken tools together.", "repairing the broken tools"),
        ("They want trust and openness.", "trust and openness"),
        ("Somebody must mend the roof of the hall.", "roof of the hall"),
        ("Badly lit paths scare people.", "badly lit paths"),
        ("Teams waste 'lost' effort.", "lost effort"),
        ("Sign-up sheets for reps", "sign-up sheets for representatives"),
        ("More info on rents", "information on rents"),
        ("Reset my passcode.", "resetting the passcode"),
        ("The roof was mended last week.", "mended roof"),
        ("Volunteers are scarce.", "scarce volunteers"),
        ("Assume costs are low.", "assuming costs"),
        ("Ein Kurs über Kompost für Neue", "Kurs über Kompost für Neue"),
        ("A van for the school", "van for the school"),
    ],
)
def test_phrase_stands_in_its_note(note, phrase):
    assert phrase in texts_of(note)


@pytest.mark.parametrize(
    ("note", "phrase"),
    [
        ("The choir has a problem with the piano.", "problem with the piano"),  # says no more than the piano
        ("She repaired tools all day.", "repairing tools"),  # a tale, no proposal
        ("We have a piano.", "having a piano"),
        ("[person 1] wants a piano.", "person"),
        ("Paint it.", "it"),
        ("Bring tools in the hall.", "tools in"),
        ("The pilot - a success", "pilot - a success"),
        ("Sign-up sheets for reps", "sheets"),  # half of a compound
        ("Badly lit paths scare people.", "lit paths"),
        ("The roof should be mended.", "mended roof"),
        ("The roof is not mended.", "mended roof"),
        ("A talk of gardening", "talk of gardening"),
        ("A wall between the yard and the street", "wall between the yard"),
        ("Assume costs are low.", "assume costs"),
        ("The organ needs a repair.", "organisation"),
        ("Den Kompost darf niemand füllen", "Kompost darf"),
        ("Eine Liste der Werkzeuge", "Eine Liste der Werkzeuge"),
        ("Open Day = expertise of guests", "Open Day = expertise"),
        ("Open Day = expertise of guests", "Day = expertise"),
    ],
)
def test_what_nobody_would_write_in_a_list_is_no_phrase(note, phrase):
    assert phrase not in texts_of(note)


@pytest.mark.parametrize(
    ("note", "phrase"),
    [
        ("They met at the Policy Forum of May.", "Policy Forum"),
        ("Policy Forum for all", "Policy Forum"),
        ("They met at the policy forum.", "policy forum"),
        ("Policy forum for all", "policy forum"),  # a sentence begins so
        ("POLICY FORUM FOR ALL", "policy forum"),  # shouted
        ("The Forum has a policy.", "policy"),
    ],
)
def test_what_has_a_name_of_its_own_keeps_its_capitals(note, phrase):
    often = ["A policy is needed.", "The policy is late.", "A forum is needed.", "The forum is late."]
    found = find_phrases([note, *often])[0]
    assert phrase in {one.text for one in found.phrases}


@pytest.mark.parametrize(
    ("note", "text", "is_piled"),
    [
        ("Thank the beginners mentors.", "beginners mentors", True),
        ("All NGOs work helps.", "NGOs work", True),
        ("A beginner course helps.", "beginner course", False),
        ("Mentors for beginners are needed.", "mentors for beginners", False),
        ("The NGO office helps.", "NGO office", False),
    ],
)
def test_nouns_are_piled_up_where_the_first_of_two_is_many(note, text, is_piled):
    found = {phrase.text: phrase.is_piled for one in find_phrases([note]) for phrase in one.phrases}
    assert found[text] is is_piled


def test_acronym_in_the_plural_is_of_the_family_of_its_singular():
    one, many, other = (
        note.families for note in find_phrases(["Help the NGO.", "Help all NGOs.", "Use the GPS."])
    )
    assert one == many
    assert not one & other - {family("help")}
    assert family("gps") in other  # its s is no plural's


def test_action_is_vague_when_what_is_acted_on_is():
    found = {
        phrase.text: phrase.is_vague
        for one in find_phrases(["Drop the word.", "Drop the fee."])
        for phrase in one.phrases
    }
    assert found["dropping the word"]
    assert not found["dropping the fee"]


def test_acronym_written_without_care_is_written_as_one():
    assert "DNS abuse" in texts_of("They talked of dns abuse.")
    assert "gym floor" in texts_of("They talked of the gym floor.")


def test_word_with_an_accent_alone_is_no_acronym():
    assert "FÜR" not in " ".join(texts_of("Ein Kurs über Kompost für Neue"))


def test_keywords_in_other_languages_are_no_grammar():
    notes = find_phrases(["Eine Liste zum Ausleihen von Werkzeugen", "La liste des outils pour le jardin"])
    words = {text.lower() for note in notes for _, text in note.words}
    assert words.isdisjoint({"eine", "zum", "von", "la", "des", "pour", "le"})
    assert {"liste", "werkzeugen", "jardin"} <= words


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("share", "sharing"), ("plan", "planning"), ("tie", "tying"), ("see", "seeing"),
        ("submit", "submitting"),
        ("visit", "visiting"), ("fix", "fixing"), ("open", "opening"), ("refer", "referring"),
        ("clean", "cleaning"),
    ],
)  # fmt: skip
def test_verb_becomes_a_name_of_an_action(verb, form):
    assert gerund(verb) == form


def test_words_of_one_family_count_as_one_and_others_do_not():
    assert family("mentor") == family("mentors") == family("mentoring")
    assert family("organ") != family("orbit")
    assert is_light(family("things"))
    assert not is_light(family("tools"))


def test_keywords_hold_no_junk_and_no_near_duplicates():
    notes = find_phrases(
        ["Mentors help newcomers", "Mentorship for the newcomers is a good thing", "A mentor helps"]
    )
    found = list_keywords(["mentorship", "thing", "mentor", "necessarily", "newcomers"], notes, {}, 8)
    assert found == ["mentorship", "newcomers"]
    assert list_keywords([], notes, {family("newcomers"): 1.0}, 8) == ["newcomers"]


@pytest.mark.parametrize("name", ["theme", "family"])
def test_name_begins_with_a_capital_and_holds_no_mark(themes, name):
    segments, found = themes
    table = name_all(segments, found)
    families = name_families(segments, table, hear_themes(segments, quick_vectors))
    for text in (table if name == "theme" else families)["name"]:
        assert text[0].isupper()
        assert not set(text) & set('"“”:;/–—[]')


@pytest.fixture(name="themes", scope="module")
def _themes():
    segments = segments_of({"Table 1": COMPOST, "Table 2": TOOLS, "Table 3": MUSIC})
    found = cluster(segments)
    segments = segments.assign(theme_id=found.assignments["theme_id"])
    return segments, found


def test_name_given_by_people_stays_and_no_other_theme_takes_it(themes):
    segments, found = themes
    machine = name_all(segments, found).set_index("theme_id")["name"]
    one, other = machine.index[:2]
    named = name_all(segments, found, Settled({one: machine[other]}))
    named = named.set_index("theme_id")["name"]
    assert named[one] == machine[other]
    assert named[other] != machine[other]


def test_family_has_a_name_of_its_own_and_one_of_a_theme_alone_has_its_name(themes):
    segments, found = themes
    one, *others = sorted(set(segments["theme_id"]) - {""})
    together = replace(found, families={one: one, **dict.fromkeys(others, others[0])})
    named = name_all(segments, together)
    families = name_families(segments, named, hear_themes(segments, quick_vectors)).set_index("theme_ids")
    by_id = named.set_index("theme_id")
    assert families.loc[one, ["name", "sentence", "n_themes"]].tolist() == [
        by_id.loc[one, "name"], by_id.loc[one, "sentence"], 1,
    ]  # fmt: skip
    rest = families.drop(one).iloc[0]
    assert (rest["n_themes"], rest["n_notes"]) == (len(others), by_id.loc[others, "n_notes"].sum())
    assert families["n_notes"].sum() == (segments["theme_id"] != "").sum()
    assert rest["name"] not in named["name"].tolist()


def test_family_is_called_as_people_called_it_where_most_of_the_quoted_notes_lie(themes):
    segments, found = themes
    one, *others = sorted(set(segments["theme_id"]) - {""})
    named = name_all(segments, replace(found, families={one: one, **dict.fromkeys(others, others[0])}))
    ids = segments.groupby("theme_id")["segment_id"].agg(list)
    heard = hear_themes(segments, quick_vectors)
    plain = name_families(segments, named, heard).set_index("theme_ids")
    quoted = (*ids[others[0]][:2], ids[one][0])
    again = name_families(segments, named, heard, [(quoted, "All else"), (("gone",), "Nobody")])
    again = again.set_index("theme_ids")
    assert again.drop(one)["name"].tolist() == ["All else"]
    assert again.loc[one].equals(plain.loc[one])
    assert again.drop(columns="name").equals(plain.drop(columns="name"))


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("Bins", "too short to be understood"),
        ("The compost bins in every street of ours", "no sentence"),
        ("[person 1] says that every street needs a compost bin", "hides a name"),
        ("Does every street need a compost bin of its own?", "only asks"),
    ],
)
def test_sentence_is_a_note_that_can_be_read_alone(other, why):
    texts = [other, "Every street needs a compost bin", "More compost bins", "Compost bins"]
    segments = segments_of({"Table 1": texts, "Table 2": [*TOOLS, *MUSIC]})
    segments = segments.assign(theme_id=["T01"] * 4 + ["T02"] * 12)
    themes = name_all(segments, cluster(segments)).set_index("theme_id")
    assert themes.loc["T01", "sentence"] == texts[1], why
    assert themes.loc["T01", "sentence_id"] == "n001"


def test_no_word_of_a_masked_name_stands_in_a_name_or_among_the_keywords(themes):
    segments, found = themes
    plain = name_all(segments, found)
    assert "compost" in " ".join([*plain["name"], *plain["keywords"]]).lower()  # it would
    heard = hear_themes(segments, quick_vectors, ["Anna Compost", "the choir"])
    masked = name_themes(segments, found, NameSettings(), heard)
    families = name_families(segments, masked, heard)
    said = " ".join([*masked["name"], *masked["keywords"], *families["name"]]).lower()
    assert "compost" not in said
    assert "choir" not in said
    assert {"tools", "music"} <= set(said.replace(";", " ").split())  # "the" hides nothing


@pytest.mark.parametrize(
    ("word", "names_nothing"),
    [
        ("July", True),
        ("Sunday", True),
        ("mornings", True),
        ("roof", False),
        ("market", False),
        ("winter", False),
    ],
)
def test_when_something_is_names_nothing_alone(word, names_nothing):
    assert is_light(family(word.lower())) is names_nothing


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["The choir sings", "A choir for children", "Nobody heard a choir"], None),  # a word alone
        (["A lending list for tools", "The lending list is long", "Foam in the loft"], "Lending list"),
        (
            ["The roof leaks", "A roof of glass", "Opening hours", "Longer opening hours"],
            "Opening hours",  # nobody speaks of both
        ),
        (
            [
                "The roof leaks",
                "A roof of glass",
                "Opening hours",
                "Longer opening hours while the roof is mended",
            ],
            "Opening hours and mended roof",
        ),
        (["A voice at last", "The voice of the hall", "They told a sad story", "Such a story"], "Sad story"),
        (
            ["Improve for the future", "Keep the sense of continuity", "Key messages about what we do"],
            "Key messages",  # of a word alone in each, none is a name
        ),
    ],
)
def test_name_is_more_than_a_word_and_is_shared_by_notes(texts, name):
    segments = segments_of({"Table 1": texts, "Table 2": COMPOST})
    segments = segments.assign(theme_id=["T01"] * len(texts) + ["T02"] * len(COMPOST))
    named = name_all(segments, cluster(segments)).set_index("theme_id")["name"]
    assert len(named["T01"].split()) > 1
    assert name is None or sorted(named["T01"].lower().split()) == sorted(name.lower().split())


def test_exemplars_are_of_their_theme_and_cover_more_than_one_wording(themes):
    segments, found = themes
    theme_of = segments.set_index("segment_id")["theme_id"]
    for row in name_all(segments, found).itertuples():
        shown = row.exemplar_ids.split(";")
        assert len(shown) == len(set(shown)) == min(3, row.n_notes)
        assert (theme_of[shown] == row.theme_id).all()


def test_note_with_a_hidden_name_is_no_exemplar_where_others_serve():
    texts = [*COMPOST[:4], "[person 1] asks for compost bins that are emptied twice a week"]
    segments = segments_of({"Table 1": texts, "Table 2": [*TOOLS, *MUSIC]})
    theme = ["T01"] * 5 + ["T02"] * 12
    found = cluster(segments)
    named = name_all(segments.assign(theme_id=theme), found)
    shown = named.loc[named["theme_id"] == "T01", "exemplar_ids"].item().split(";")
    assert segments.loc[4, "segment_id"] not in shown


def test_a_large_theme_is_named_by_notes_spread_over_all_of_it():
    groups = pd.Series(["T01"] * 7 + ["T02"] * 1000 + ["T01"] * 2)
    rows = enough_rows(groups)
    assert rows == sorted(rows)
    assert [row for row in rows if groups[row] == "T01"] == [0, 1, 2, 3, 4, 5, 6, 1007, 1008]
    of_large = [row for row in rows if groups[row] == "T02"]
    assert len(of_large) == ENOUGH
    assert max(b - a for a, b in pairwise(of_large)) <= 4  # 1,000 notes, every third or fourth


def test_all_notes_of_a_small_theme_are_heard():
    assert enough_rows(pd.Series(["T01", "T02", "T01"] * 90)) == list(range(270))
    assert enough_rows(pd.Series([], dtype=str)) == []
