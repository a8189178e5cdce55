"""read and parse: notes as different people in different countries really take them."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments

SHAPES = {
    "minutes with group work.txt": (
        "Minutes of the forum, 12 March\nPresent: Ana, Bert\n\n1. Welcome\nThe chair opened the meeting.\n\n"
        "2. Group work\n\nGroup A:\n - parking is full by six\n   * open the school yard\nGroup B:\n"
        "We talked about the crossing. Two near misses.\n\n3. Plenary\nEveryone agreed.\n",
        [
            "narrative|||Minutes of the forum, 12 March",
            "meta|||Present: Ana, Bert",
            "heading|||1. Welcome",
            "narrative|||The chair opened the meeting.",
            "heading|||2. Group work",
            "heading|Group A||Group A:",
            "note|Group A||parking is full by six",
            "note|Group A||open the school yard",
            "heading|Group B||Group B:",
            "note|Group B||We talked about the crossing.",
            "note|Group B||Two near misses.",
            "heading|||3. Plenary",
            "narrative|||Everyone agreed.",
        ],
    ),
    "rounds in words.txt": (
        "Tafel 1 - Isolatie (tafelheer: Joris)\nEerste ronde\n* subsidie is ingewikkeld\nTweede ronde\n"
        "* één loket\n(niemand)\n",
        [
            "heading|Tafel 1||Tafel 1 - Isolatie (tafelheer: Joris)",
            "heading|Tafel 1|1|Eerste ronde",
            "note|Tafel 1|1|subsidie is ingewikkeld",
            "heading|Tafel 1|2|Tweede ronde",
            "note|Tafel 1|2|één loket",
            "meta|Tafel 1|2|(niemand)",
        ],
    ),
    "with hosts.txt": (
        "Compte rendu des tables\n\nTABLE N°1 : Transports\nAnimatrice : Claire\n\n1er tour\n"
        "Question : Qu'est-ce qui vous gêne ?\n• peur des camions\nSynthèse\nLa peur domine.\n",
        [
            "heading|||Compte rendu des tables",
            "heading|Table 1||TABLE N°1 : Transports",
            "meta|Table 1||Animatrice : Claire",
            "heading|Table 1|1|1er tour",
            "prompt|Table 1|1|Question : Qu'est-ce qui vous gêne ?",
            "note|Table 1|1|peur des camions",
            "heading|Table 1|1|Synthèse",
            "summary|Table 1|1|La peur domine.",
        ],
    ),
    "in italics.md": (
        "# Café mundial\n\n**Mesa 1 – Agua**\n\n*Ronda 1*\n¿Qué problemas vemos?\n- Nadie avisa\n\n"
        "*Ronda 2*\n(No hubo participantes)\n",
        [
            "heading|||Café mundial",
            "heading|Mesa 1||Mesa 1 – Agua",
            "heading|Mesa 1|1|*Ronda 1*",
            "prompt|Mesa 1|1|¿Qué problemas vemos?",
            "note|Mesa 1|1|Nadie avisa",
            "heading|Mesa 1|2|*Ronda 2*",
            "meta|Mesa 1|2|(No hubo participantes)",
        ],
    ),
    "all in one heading.txt": (
        "ANOTAÇÕES – MESA 3 – MORADIA\nPrimeira rodada\nPergunta: O que falta?\n- aluguel subiu demais\n",
        [
            "heading|Mesa 3||ANOTAÇÕES – MESA 3 – MORADIA",
            "heading|Mesa 3|1|Primeira rodada",
            "prompt|Mesa 3|1|Pergunta: O que falta?",
            "note|Mesa 3|1|aluguel subiu demais",
        ],
    ),
    "mail.txt": (
        "From: Petra Klein\nTo: planning group\nSubject: my notes\n\nHi all,\n\nTABLE 4 -- food waste\n\n"
        "> bread is thrown out at five, why not give it to the shelter\n> fridge on the square\n\n"
        "Best,\nPetra\n\nOn 3 May 2021, at 18:02, Jo wrote:\n> Send me your notes\n",
        [
            "meta|||From:",
            "meta|||Petra Klein",
            "meta|||To: planning group",
            "meta|||Subject: my notes",
            "meta|||Hi all,",
            "heading|Table 4||TABLE 4 -- food waste",
            "note|Table 4||bread is thrown out at five, why not give it to the shelter",
            "note|Table 4||fridge on the square",
            "meta|Table 4||Best,",
            "meta|Table 4||Petra",
            "meta|Table 4||On 3 May 2021, at 18:02, Jo wrote:",
            "meta|Table 4||Send me your notes",
        ],
    ),
    "flipchart.txt": (
        'TABLE 2\n"HEALTHY STREETS"\n-> slow cars!!\n-> benches\n[illegible]\n-> water taps ??\n'
        "~ who pays?\n",
        [
            "heading|Table 2||TABLE 2",
            'heading|Table 2||"HEALTHY STREETS"',
            "note|Table 2||slow cars!!",
            "note|Table 2||benches",
            "meta|Table 2||[illegible]",
            "note|Table 2||water taps ??",
            "note|Table 2||who pays?",
        ],
    ),
    "report with key messages.md": (
        "# What we heard\n\n## Opening hours\n\nWe asked people.\n\n### Key messages\n\n"
        "- Evenings matter.\n\n### Plans\n\n- A trial.\n\n## Lending\n\n"
        "### Key messages\n\n- The app is hard to use.\n\n"
        "# Appendix: notes\n\n## Opening hours – table 1\n\n- all is closed after work\n\n"
        "## Lending – table 2\n\n- cannot make letters bigger\n",
        [
            "heading|||What we heard",
            "heading|||Opening hours",
            "narrative|||We asked people.",
            "heading|||Key messages",
            "summary|||Evenings matter.",
            "heading|||Plans",
            "narrative|||A trial.",
            "heading|||Lending",
            "heading|||Key messages",
            "summary|||The app is hard to use.",
            "heading|||Appendix: notes",
            "heading|Table 1||Opening hours – table 1",
            "note|Table 1||all is closed after work",
            "heading|Table 2||Lending – table 2",
            "note|Table 2||cannot make letters bigger",
        ],
    ),
    "with a table.md": (
        "# Table 2\n\n| Idea | Votes |\n|------|-------|\n| Stand up | 5 |\n| Agenda first | 8 |\n",
        [
            "heading|Table 2||Table 2",
            "heading|Table 2||Idea",
            "heading|Table 2||Votes",
            "note|Table 2||Stand up",
            "meta|Table 2||5",
            "note|Table 2||Agenda first",
            "meta|Table 2||8",
        ],
    ),
    "meeting chat.txt": (
        "[09:31] Anna Berg\nSecond question: what is the office for?\n[09:33] Kofi Mensah\nmeeting people\n"
        "    [09:36] Anna Berg\n    same here\n[09:37] +44 7700 900123: a door that closes\n",
        [
            "meta|||[09:31]",
            "meta|||Anna Berg",
            "prompt|||Second question: what is the office for?",
            "meta|||[09:33]",
            "meta|||Kofi Mensah",
            "note|||meeting people",
            "meta|||[09:36]",
            "meta|||Anna Berg",
            "note|||same here",
            "meta|||[09:37]",
            "meta|||+44 7700 900123",
            "note|||a door that closes",
        ],
    ),
    "captions.vtt": (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ines Roth>We should plant oaks.\n\n2\n"
        "00:00:05.000 --> 00:00:08.500\nPaul Ade: the school takes turns\n",
        [
            "meta|||WEBVTT",
            "meta|||00:00:01.000 --> 00:00:04.000",
            "meta|||<v",
            "meta|||Ines Roth",
            "note|||We should plant oaks.",
            "meta|||2",
            "meta|||00:00:05.000 --> 00:00:08.500",
            "meta|||Paul Ade",
            "note|||the school takes turns",
        ],
    ),
    "board.csv": (
        "Type,Content,Author,Frame\nframe,Table 1 - Pool,,\nsticky_note,Longer hours,Maria Keller,"
        "Table 1 - Pool\ntext,What brings you here?,Maria Keller,Table 1 - Pool\n"
        "sticky_note,+1,,Table 2 - Lake\n",
        [
            "heading|Table 1||Table 1 - Pool",
            "note|Table 1||Longer hours",
            "prompt|Table 1||What brings you here?",
            "meta|Table 2||+1",
            "meta|Table 2||Maria Keller",
        ],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_notes_of_many_shapes_keep_roles_and_places(tmp_path, name):
    text, expected = SHAPES[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    segments = read_segments(tmp_path / name)
    found = [f"{row.role}|{row.table}|{row.round}|{row.text}" for row in segments.itertuples()]
    assert found == expected
