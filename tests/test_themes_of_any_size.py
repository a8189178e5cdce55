"""Themes of few and of many notes, of equal notes, of fillers, of two languages."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from sklearn.metrics import adjusted_mutual_info_score

from test_themes import COMPOST, MUSIC, TOOLS, cluster, partition, segments_of
from worldcafe.embed import quick_vectors
from worldcafe.language.common_words import count_content_words
from worldcafe.name import hear_themes, name_themes
from worldcafe.settings import NameSettings

SUBJECTS = [
    "compost bins", "garden tools", "choir practice", "school lunches", "bus stops",
    "street lamps", "swimming lessons", "library books", "bicycle paths", "rain barrels",
    "dog walkers", "newsletter delivery",
]  # fmt: skip
REMARKS = [
    "More {} near the old mill", "Nobody looks after the {}", "The {} cost too much",
    "Neighbours could share {}", "Ask the council about {}", "We are proud of the {}",
    "Somebody has to pay for {}", "What about {} in winter?",
    "Young families miss {}", "Volunteers for the {} are tired", "Put the {} on the map",
    "The {} are noisy at night", "Less paperwork for {}", "A prize for the best {}",
    "Old people use the {}", "Two weeks without {}",
    "There were {} here before", "Children drew the {}", "A day of {} in May", "Visitors admire the {}",
    "Clear rules for {}", "The {} were moved last year", "Try {} for a month", "A song about {}", "Donate {}",
]  # fmt: skip
GERMAN = [
    "Jede Straße braucht einen Kompost", "Der Kompost stinkt im Sommer", "Ein Kurs über Kompost für Neue",
    "Niemand weiß, was in den Kompost darf", "Werkzeuge für den Garten teilen",
    "Der Schuppen mit Werkzeug ist offen", "Eine Liste zum Ausleihen von Werkzeugen",
    "Jemand sollte die Werkzeuge reparieren",
]  # fmt: skip
FILLERS = {
    "en": [
        "No",
        "n/a",
        "As above",
        "None",
        "ditto",
        "Nothing to add",
        "Same as above",
        "-",
        "See above",
        "No comment",
    ],
    "de": [
        "Nein",
        "keine",
        "wie oben",
        "dito",
        "nichts",
        "k.A.",
        "Keine Angabe",
        "siehe oben",
        "nichts hinzuzufügen",
    ],
    "fr": [
        "Non",
        "rien",
        "idem",
        "Néant",
        "voir ci-dessus",
        "rien à ajouter",
        "sans objet",
        "pas de commentaire",
    ],
    "es": [
        "No",
        "nada",
        "ídem",
        "Ninguno",
        "igual que arriba",
        "nada que añadir",
        "sin comentarios",
        "lo mismo",
    ],
    "pt": [
        "Não",
        "nada",
        "idem",
        "Nenhum",
        "igual ao anterior",
        "sem comentários",
        "nada a acrescentar",
        "o mesmo",
    ],
    "nl": ["Nee", "niets", "geen", "idem", "zie boven", "n.v.t.", "niets toe te voegen", "geen opmerkingen"],
}


def planted(number: int) -> list[str]:
    """Give that many notes, those of one subject after each other."""
    subjects = SUBJECTS[: max(1, number // 4)]
    said = list(product(REMARKS, subjects))[:number]
    return [
        remark.format(subject) for remark, subject in sorted(said, key=lambda one: subjects.index(one[1]))
    ]


def names_of(segments, clustering) -> list[str]:
    themed = segments.assign(theme_id=clustering.assignments["theme_id"])
    heard = hear_themes(themed, quick_vectors)
    return name_themes(themed, clustering, NameSettings(), heard)["name"].tolist()


@pytest.mark.parametrize(
    ("number", "fewest", "most"), [(2, 0, 0), (5, 0, 0), (10, 1, 5), (50, 6, 20), (300, 8, 30)], ids=str
)
@pytest.mark.parametrize("tables", [1, 40])
def test_number_of_themes_suits_the_number_of_notes(number, fewest, most, tables):
    texts = planted(number)
    segments = segments_of({f"Table {i}": texts[i::tables] for i in range(tables) if texts[i::tables]})
    assignments = cluster(segments).assignments
    assert fewest <= len(set(assignments["theme_id"]) - {""}) <= most
    assert number < 6 or (assignments["theme_id"] == "").mean() <= 0.2


def test_planted_subjects_of_300_notes_are_found():
    texts = planted(300)
    subject = np.repeat(np.arange(len(SUBJECTS)), len(REMARKS))
    segments = segments_of({f"Table {i}": texts[i * 30 : i * 30 + 30] for i in range(10)})
    found = cluster(segments).assignments["theme_id"]
    assert adjusted_mutual_info_score(subject, found) > 0.8


@pytest.mark.parametrize("tables", [1, 8])
def test_equal_notes_are_one_theme_wherever_they_were_said(tables):
    segments = segments_of(
        {f"Table {i}": ["More benches in the park"] * (40 // tables) for i in range(tables)}
    )
    clustering = cluster(segments)
    assert set(clustering.assignments["theme_id"]) == {"T01"}
    assert names_of(segments, clustering) == ["Benches in the park"]


def test_two_sorts_of_equal_notes_are_two_themes():
    segments = segments_of({"Table 1": ["More benches in the park"] * 20 + ["The bus is late"] * 20})
    clustering = cluster(segments)
    assert partition(segments, clustering) == {
        frozenset(["More benches in the park"]),
        frozenset(["The bus is late"]),
    }
    assert len(set(clustering.assignments["theme_id"])) == 2


def test_fillers_alone_in_six_languages_are_no_theme():
    segments = segments_of(FILLERS)
    assignments = cluster(segments).assignments
    assert assignments["set_aside"].str.startswith("filler").all()


def test_fillers_at_many_tables_in_six_languages_change_no_theme():
    tables = {"Table 1": COMPOST, "Table 2": TOOLS, "Table 3": MUSIC}
    segments = segments_of(tables)
    with_fillers = segments_of(tables | FILLERS)
    fillers = frozenset(text for texts in FILLERS.values() for text in texts)
    found = partition(with_fillers, cluster(with_fillers))
    assert found - {fillers} == partition(segments, cluster(segments))


@pytest.mark.parametrize(
    "text",
    [
        "No bins",
        "Nothing works above the mill",
        "Kein Kompost",
        "rien pour les jeunes",
        "sin agua",
        "geen bus",
        "Add trees",
    ],
)
def test_note_that_begins_like_a_filler_says_something(text):
    assert count_content_words(text) >= 1


def test_notes_in_two_languages_have_themes_with_names_of_their_own_language():
    segments = segments_of({"Table 1": [*COMPOST, *MUSIC], "Tisch 2": GERMAN})
    clustering = cluster(segments)
    for texts in partition(segments, clustering):
        assert texts <= {*GERMAN} or texts.isdisjoint(GERMAN)
    names = names_of(segments, clustering)
    assert any("Kompost" in name for name in names)
    assert all(name.split()[0] not in {"Ein", "Eine", "Der", "Den", "Die", "Das", "Im"} for name in names)
