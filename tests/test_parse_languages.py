"""Structure is known by its words in seven languages, and ordinary lines with the same words stay notes."""

from __future__ import annotations

import pytest

from test_parse_and_segment import segments_of


@pytest.mark.parametrize(
    ("heading", "table", "number"),
    [
        ("Station 3", "Station 3", ""),
        ("Group B", "Group B", ""),
        ("TABLE 7: Water", "Table 7", ""),
        ("Breakout room 2, Round 1", "Breakout room 2", "1"),
        ("Table 1 round 2 – Compost", "Table 1", "2"),
        ("ROUND 0", "", "0"),
        ("Round 2 (10:15-10:35)", "", "2"),
        ("Second round", "", "2"),
        ("Round One (15 min)", "", "1"),
        ("Tisch 2, Runde 1", "Tisch 2", "1"),
        ("Zweite Runde", "", "2"),
        ("Runde 3 (14.00 - 14.20 Uhr)", "", "3"),
        ("Table ronde 3", "Table ronde 3", ""),
        ("Groupe C – L'eau", "Groupe C", ""),
        ("Deuxième tour", "", "2"),
        ("Tour 1 (20 mn)", "", "1"),
        ("Mesa 2 - Ronda 1", "Mesa 2", "1"),
        ("La primera ronda", "", "1"),
        ("Mesa 1, Rodada 2", "Mesa 1", "2"),
        ("1ª rodada", "", "1"),
        ("Segunda rodada", "", "2"),
        ("Tafel 3, Ronde 2", "Tafel 3", "2"),
        ("Tweede ronde", "", "2"),
        ("Ronde 1, 20 minuten", "", "1"),
        ("Tavolo 2: La piazza – Turno 1", "Tavolo 2", "1"),
        ("Secondo turno", "", "2"),
        ("Gruppo B, primo giro", "Gruppo B", "1"),
        ("Water (Table 3)", "Table 3", ""),
        ("Wasser – Tisch 3, Runde 1", "Tisch 3", "1"),
    ],
)
def test_a_place_is_known_by_its_words_in_any_language(heading, table, number):
    note = segments_of(f"{heading}\n\n- more benches for the garden\n").iloc[-1]
    assert (note["role"], note["table"], note["round"]) == ("note", table, number)


@pytest.mark.parametrize(
    "line",
    [
        "Round tables are great for talking",
        "Group A said no to the pond",
        "Table 3 was noisy",
        "Tables 1 and 2 had the same idea",
        "The second round was better than the first",
        "Room for improvement in the shed",
        "Roundabout 3 is dangerous",
        "Runde Tische helfen beim Reden",
        "Der Tisch ist zu klein",
        "Gruppenarbeit 2 hat Spaß gemacht",
        "Une table ronde serait utile",
        "La mesa está coja",
        "A segunda rodada foi melhor",
        "De tafel wiebelt",
        "Il tavolo è rotto",
        "Gruppo di amici cerca una sala",
        "Il secondo turno era troppo breve",
        "Data: collect more of it",
        "Come and sing with us",
    ],
)
def test_an_ordinary_line_is_no_place(line):
    found = segments_of(f"Table 9\n\n- a note\n- {line}\n- another note\n")
    assert list(found["role"]) == ["heading", "note", "note", "note"]
    assert set(found["table"][1:]) == {"Table 9"}


@pytest.mark.parametrize(
    ("place", "prompt", "note"),
    [
        ("Table 1", "Question 2: What do we need?", "Why is there no tap?"),
        ("Table 1", "Q1 | How can we share tools?", "Is the shed locked?"),
        ("Tisch 1", "Frage 1: Was brauchen wir?", "Warum ist es so dunkel?"),
        ("Tisch 1", "Leitfrage: Wie teilen wir Werkzeug?", "Ist der Schuppen offen?"),
        ("Table 1", "Question : De quoi avons-nous besoin ?", "Pourquoi fait-il si sombre ?"),
        ("Mesa 1", "Pregunta 1: ¿Qué necesitamos?", "¿Por qué está tan oscuro?"),
        ("Mesa 1", "Pergunta: O que precisamos?", "Por que está tão escuro?"),
        ("Tafel 1", "Vraag 1: Wat hebben we nodig?", "Waarom is het zo donker?"),
    ],
)
def test_the_facilitators_question_is_told_from_a_participants(place, prompt, note):
    found = segments_of(f"{place}\n\n{prompt}\n\n- a longer hose\n- {note}\n- a bench\n")
    assert list(found["role"]) == ["heading", "prompt", "note", "note", "note"]
    assert found["question"].iloc[-1] in prompt
    assert len(found["question"].iloc[-1]) > 10


@pytest.mark.parametrize(
    "line",
    [
        "Nobody joined this round.",
        "No participants attended",
        "Low turnout",
        "Notes are missing for this part",
        "Facilitator: see list",
        "(coffee break)",
        "Niemand war dabei.",
        "Geringe Beteiligung",
        "Moderation: siehe Liste",
        "Personne n'est venu",
        "Faible participation",
        "Animatrice : voir la liste",
        "Nadie vino a la mesa",
        "Poca asistencia",
        "Ninguém compareceu",
        "Baixa participação",
        "Niemand aanwezig",
        "Weinig deelnemers",
    ],
)
def test_remarks_about_the_meeting_are_no_notes(line):
    found = segments_of(f"Table 1\n\nRound 1\n\n{line}\n\nRound 2\n\n- a bench\n")
    row = found[found["text"].str.startswith(line[:8])].iloc[0]
    assert row["role"] == "meta"
    assert list(found["round"][found["role"] == "note"]) == ["2"]


@pytest.mark.parametrize(
    "line",
    [
        "Nobody waters the beds in August",
        "Low fences along the path",
        "The notes on the board are missing names of plants",
        "A facilitator should come more often",
        "A break in the hedge for the hedgehogs",
        "Niemand gießt die Beete",
        "Mehr Beteiligung der Schulen",
        "Personne ne répare la pompe",
        "Plus de participation des voisins",
        "Nadie riega los tomates",
        "Más participación de los vecinos",
        "Ninguém rega as flores",
        "Niemand geeft de planten water",
    ],
)
def test_notes_with_words_of_remarks_stay_notes(line):
    found = segments_of(f"Table 1\n\n- a bench\n- {line}\n- a tap\n")
    assert list(found["role"]) == ["heading", "note", "note", "note"]
