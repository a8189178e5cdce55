"""read and parse: rounds behind topics, questions above rounds, hosts who ask, labels before prose."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments, segments_of
from worldcafe.parse.headings import read_heading
from worldcafe.parse.words import load_words
from worldcafe.read.chat import read_chat
from worldcafe.settings import ParseSettings
from worldcafe.source import Source

FORMS = {
    "groups take turns at tables": (
        "Table 3 – Group B – Round 2 (14:00–14:30)\n\nWhat stops people?\n* Money\n   * landlords\n\n"
        "Table 3 – Group A – Round 3 (14:40–15:10)\nNew group, 5 people. Host summarised round 2.\n"
        "* one number to call\n",
        [
            "heading|Table 3||2||Table 3 – Group B – Round 2 (14:00–14:30)",
            "prompt|Table 3||2||What stops people?",
            "note|Table 3||2|What stops people?|Money",
            "note|Table 3||2|What stops people?|landlords",
            "heading|Table 3||3||Table 3 – Group A – Round 3 (14:40–15:10)",
            "meta|Table 3||3||New group, 5 people. Host summarised round 2.",
            "note|Table 3||3||one number to call",
        ],
    ),
    "a question above its rounds": (
        "# Récolte\n\n## Comment sortir ?\n\n*Tour 1*\n\n- la musique\n\n*Tour 2*\n\n- un banc\n\n"
        "## Qui nous aide ?\n\n*Tour 1*\n\n- le facteur\n- qui va payer ?\n\n"
        "## Ce que nous retenons\n\n- Un banc.\n",
        [
            "heading|||||Récolte",
            "prompt|||||Comment sortir ?",
            "heading|||1||Tour 1",
            "note|||1|Comment sortir ?|la musique",
            "heading|||2||Tour 2",
            "note|||2|Comment sortir ?|un banc",
            "prompt|||2||Qui nous aide ?",
            "heading|||1||Tour 1",
            "note|||1|Qui nous aide ?|le facteur",
            "note|||1|Qui nous aide ?|qui va payer ?",
            "heading|||1||Ce que nous retenons",
            "summary|||1||Un banc.",
        ],
    ),
    "a question of one round is none of the next": (
        "# Table 1\n\n## Round 1\n\nWhat is missing?\n\n- a pump\n\n## Round 2\n\n- a roof\n",
        [
            "heading|Table 1||||Table 1",
            "heading|Table 1||1||Round 1",
            "prompt|Table 1||1||What is missing?",
            "note|Table 1||1|What is missing?|a pump",
            "heading|Table 1||2||Round 2",
            "note|Table 1||2||a roof",
        ],
    ),
    "what a host asks is a prompt and who the host is a remark": (
        "Room 2\nHost: Pat?\nHost: Lee\nTopic: Hours\n- Sundays\nHost: What would you give up?\n- Mondays\n"
        "Topic: Noise\n- doors\n",
        [
            "heading|Room 2|Hours|||Room 2",
            "meta|Room 2|Hours|||Host: Pat?",
            "meta|Room 2|Hours|||Host: Lee",
            "heading|Room 2|Hours|||Topic: Hours",
            "note|Room 2|Hours|||Sundays",
            "prompt|Room 2|Hours|||Host: What would you give up?",
            "note|Room 2|Hours||What would you give up?|Mondays",
            "heading|Room 2|Hours|||Topic: Noise",
            "note|Room 2|Hours|||doors",
        ],
    ),
    "a paragraph for each group": (
        "Feedback\n\nGroup 1: People want more trees along the road. Some fear the roots.\n\n"
        "Group 2: Short one. We need a youth room.\n",
        [
            "heading|||||Feedback",
            "heading|Group 1||||Group 1:",
            "note|Group 1||||People want more trees along the road.",
            "note|Group 1||||Some fear the roots.",
            "heading|Group 2||||Group 2:",
            "note|Group 2||||Short one.",
            "note|Group 2||||We need a youth room.",
        ],
    ),
    "tables under each topic, its claims before and behind them": (
        "# What residents told us\n\n## Parks\n\n### What we heard\n\nDogs want a fence.\n\n"
        "### Table notes\n\n"
        "**Table 1**\n\n- no toilets\n\n### Key takeaways\n\n- Open them.\n\n## Parking\n\n"
        "### What we heard\n\nShops want bays.\n\n### Table notes\n\n**Table 1**\n\n- half an hour\n\n"
        "### Key takeaways\n\n- Short stay.\n\n## Next steps\n\nA vote.\n",
        [
            "heading|||||What residents told us",
            "heading||Parks|||Parks",
            "heading||Parks|||What we heard",
            "summary||Parks|||Dogs want a fence.",
            "heading|||||Table notes",
            "heading|Table 1|Parks|||Table 1",
            "note|Table 1|Parks|||no toilets",
            "heading||Parks|||Key takeaways",
            "summary||Parks|||Open them.",
            "heading||Parking|||Parking",
            "heading||Parking|||What we heard",
            "summary||Parking|||Shops want bays.",
            "heading|||||Table notes",
            "heading|Table 1|Parking|||Table 1",
            "note|Table 1|Parking|||half an hour",
            "heading||Parking|||Key takeaways",
            "summary||Parking|||Short stay.",
            "heading|||||Next steps",
            "narrative|||||A vote.",
        ],
    ),
    "tables under headings that are no topics": (
        "# Notes\n\n## Morning\n\n### Table 1\n\n- shade\n\n## Afternoon\n\n### Table 2\n\n- wind\n",
        [
            "heading|||||Notes",
            "heading|||||Morning",
            "heading|Table 1||||Table 1",
            "note|Table 1||||shade",
            "heading|||||Afternoon",
            "heading|Table 2||||Table 2",
            "note|Table 2||||wind",
        ],
    ),
    "one group whose label opens the prose": (
        "Table four. We began late. The pump came up first.\n\nThen the well.\n",
        [
            "heading|Table 4||||Table four.",
            "note|Table 4||||We began late.",
            "note|Table 4||||The pump came up first.",
            "note|Table 4||||Then the well.",
        ],
    ),
    "prose that speaks of groups": (
        "# Table 1\n\n- roots\n\nGroup 1: they came late and so they left early again, we think.\n\n"
        "Table 4 was loud.\n",
        [
            "heading|Table 1||||Table 1",
            "note|Table 1||||roots",
            "note|Table 1||||Group 1: they came late and so they left early again, we think.",
            "note|Table 1||||Table 4 was loud.",
        ],
    ),
    "questions and answers": (
        "# Small Group A\n\n**Q: What do you value?**\nA: Swimming in summer.\nA: It is quiet.\n",
        [
            "heading|Small group A||||Small Group A",
            "prompt|Small group A||||Q: What do you value?",
            "note|Small group A|||What do you value?|A: Swimming in summer.",
            "note|Small group A|||What do you value?|A: It is quiet.",
        ],
    ),
    "titles above prose": (
        "Second table\n\nTrust\n\nThe group felt that trust is earned slowly, and that the office moves.\n\n"
        "Mostly fine\n\nLeaflets\n\n- too long\n",
        [
            "heading|Table 2||||Second table",
            "heading|Table 2||||Trust",
            "note|Table 2||||The group felt that trust is earned slowly, and that the office moves.",
            "note|Table 2||||Mostly fine",
            "heading|Table 2||||Leaflets",
            "note|Table 2||||too long",
        ],
    ),
    "numbered questions in bold": (
        "## Mesa 1. Agua\n\n**Pregunta 1. ¿Qué falta?**\n- Más sombra. Y bancos grandes en la plaza.\n"
        "(nadie en la ronda 2)\n- Nadie avisa\n",
        [
            "heading|Mesa 1|Agua|||Mesa 1. Agua",
            "prompt|Mesa 1|Agua|||Pregunta 1. ¿Qué falta?",
            "note|Mesa 1|Agua||¿Qué falta?|Más sombra.",
            "note|Mesa 1|Agua||¿Qué falta?|Y bancos grandes en la plaza.",
            "meta|Mesa 1|Agua||¿Qué falta?|(nadie en la ronda 2)",
            "note|Mesa 1|Agua||¿Qué falta?|Nadie avisa",
        ],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_notes_keep_roles_places_and_questions(name):
    text, expected = FORMS[name]
    segments = segments_of([Source("notes.md", text, "")])
    found = [
        f"{row.role}|{row.table}|{row.topic}|{row.round}|{row.question}|{row.text.strip('*')}"
        for row in segments.itertuples()
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Table 7, Cycling - Round 1", ("Table 7", "Cycling", "1")),
        ("Tisch 2: Wasser – Runde 3 (14:00–14:30)", ("Tisch 2", "Wasser", "3")),
        ("Table 5 notes", ("Table 5", "", "")),
        ("Breakout Room 3 | Scribe: KL | 25 min", ("Breakout room 3", "", "")),
        ("Table 1 (facilitator: Jane Doe)", ("Table 1", "", "")),
        ("Table 6 - Conversation 2", ("Table 6", "", "2")),
        # what looks alike
        ("Table 6 - Conversation starters", ("Table 6", "Conversation starters", "")),
        ("Table 7, Cycling around 1 lake", ("Table 7", "Cycling around 1 lake", "")),
        ("Table 7: Round trips", ("Table 7", "Round trips", "")),
        ("Table 5: notes and coins", ("Table 5", "notes and coins", "")),
        ("Table 3: Host cities", ("Table 3", "Host cities", "")),
        ("Table 2 - Working together", ("Table 2", "Working together", "")),
    ],
)
def test_what_stands_behind_a_place_is_a_topic_or_a_round_or_neither(text, place):
    heading = read_heading(text, load_words(ParseSettings().languages))
    assert (heading.table, heading.topic, heading.round) == place


@pytest.mark.parametrize(
    ("text", "cafe"),
    [
        ("Relatório do Café Mundial - Escola Aberta", "Escola Aberta"),
        ("OOGST WERELDCAFÉ WONEN", "WONEN"),
        ("Hamburg World Café", "Hamburg"),
        ("Récolte du café-monde", ""),
    ],
)
def test_words_of_every_harvest_are_no_name_of_a_cafe(text, cafe):
    assert read_heading(text, load_words(ParseSettings().languages)).cafe == cafe


def test_header_of_a_column_is_the_subsection_of_its_notes_and_of_no_others():
    text = (
        "## Group 2\n\n| Works | Does not |\n|---|---|\n| staff | letters |\n| | mail |\n\n- last | words\n"
    )
    notes = segments_of([Source("notes.md", text, "")]).query("role == 'note'")
    assert list(zip(notes["text"], notes["subsection"], strict=True)) == [
        ("staff", "Works"),
        ("letters", "Does not"),
        ("mail", "Does not"),
        ("last | words", ""),
    ]


def test_column_of_a_table_has_its_topic_too(tmp_path):
    (tmp_path / "a.csv").write_text("Table 1: Child care,Table 2\nends at 4,roof leaks\n", encoding="utf-8")
    notes = read_segments(tmp_path / "a.csv")
    assert list(zip(notes["table"], notes["topic"], notes["text"], strict=True)) == [
        ("Table 1", "Child care", "ends at 4"),
        ("Table 2", "", "roof leaks"),
    ]


def test_what_lies_in_no_area_of_a_whiteboard_is_at_no_table(tmp_path):
    (tmp_path / "board.csv").write_text(
        "Type,Content,Frame\nframe,Table 2 - Lake,\nsticky_note,Longer hours,Table 2 - Lake\n"
        "sticky_note,child care,\n",
        encoding="utf-8",
    )
    rows = read_segments(tmp_path / "board.csv")
    assert list(zip(rows["role"], rows["table"], rows["text"], strict=True)) == [
        ("heading", "Table 2", "Table 2 - Lake"),
        ("note", "Table 2", "Longer hours"),
        ("note", "", "child care"),
    ]


def test_columns_of_a_page_are_wrapped_each_at_its_own_edge(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "notes.pdf"))
    columns = {
        60: ["Table 1: Fishing", "- smaller catches since the new", "  harbour wall", "- young people leave"],
        320: ["Table 2: Housing", "- second homes should pay double", "  in summer", "- register of houses"],
    }
    for x, lines in columns.items():
        for number, line in enumerate([*lines, "- benches", "- lights"]):
            canvas.drawString(x, 700 - 14 * number, line)
    canvas.save()
    notes = read_segments(tmp_path / "notes.pdf").query("role == 'note'")
    assert list(zip(notes["table"], notes["depth"], notes["text"], strict=True)) == [
        ("Table 1", 0, "smaller catches since the new harbour wall"),
        ("Table 1", 0, "young people leave"),
        ("Table 1", 0, "benches"),
        ("Table 1", 0, "lights"),
        ("Table 2", 0, "second homes should pay double in summer"),
        ("Table 2", 0, "register of houses"),
        ("Table 2", 0, "benches"),
        ("Table 2", 0, "lights"),
    ]


def test_whoever_wonders_in_a_chat_asks_no_prompt_but_open_questions_are():
    chat = (
        "18:05:02 From Ines Roth to Everyone:\n\tCould we get the list online?\n"
        "18:06:12 From Moderator to Everyone:\n\tQuestion for round 2: is it warm?\n"
        "18:06:30 From Moderator to Everyone:\n\tWhat would you change?\n"
        "18:06:50 From Paul Ade to Everyone:\n\tA stove.\n"
    )
    reading = read_chat(chat)
    segments = segments_of([Source("chat.txt", reading.text, "", marks=reading.marks)])
    said = segments.query("role in ('note', 'prompt')")
    assert list(zip(said["role"], said["text"], strict=True)) == [
        ("note", "Could we get the list online?"),
        ("prompt", "Question for round 2: is it warm?"),
        ("prompt", "What would you change?"),
        ("note", "A stove."),
    ]
