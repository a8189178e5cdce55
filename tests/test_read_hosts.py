"""read and parse: in a conversation the host's questions are prompts, everybody else's are notes."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments
from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings

CHAT = """10:00:01 From Mia Host to Everyone:
	So what is missing at the pond?
10:01:11 From Bo Marsh to Everyone:
	{said}
10:02:21 From Ada Lind to Everyone:
	More reed at the north end
10:03:31 From Mia Host to Everyone:
	What about the frogs?
10:04:41 From Bo Marsh to Everyone:
	They need a tunnel
"""


def role_of(tmp_path, said):
    """The roles of what Bo says in the chat."""
    (tmp_path / "chat.txt").write_text(CHAT.format(said=said), encoding="utf-8")
    rows = read_segments(tmp_path / "chat.txt")
    assert list(rows.loc[rows["text"].str.endswith("pond?") & rows["text"].str.startswith("So"), "role"]) == [
        "prompt"
    ]
    assert list(rows.loc[rows["text"] == "What about the frogs?", "role"]) == ["prompt"]
    return [
        role for role, text in zip(rows["role"], rows["text"], strict=True) if text in said and len(text) > 4
    ]


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("Could we have a bench there?", ["note"]),
        ("We should dig it out, but how?", ["note"]),
        ("How deep is it?", ["note"]),
        ("It is full of mud. What are your thoughts on mud?", ["note", "prompt"]),
        ("Thanks Mia!", ["meta"]),
        ("https://pond.example/map", ["meta"]),
        ("sorry, my mic is broken", ["meta"]),
        # what has something to say
        ("thanks to the school for the fence", ["note"]),
        ("muddy water", ["note"]),
        ("the map is at https://pond.example/map", ["note"]),
        ("no dogs", ["note"]),
    ],
)
def test_what_people_say_in_a_chat(tmp_path, said, roles):
    assert role_of(tmp_path, said) == roles


ROOMS = """Breakout 1 – notes

10:02 Ana: we need reed at the pond
10:03 Ben: and a bench
10:04 Host: What else?
10:05 Ana: Table 2 had frogs

Breakout 2 – notes

10:02 Dora: dig out the mud
10:03 Emil: Could we mow later?
"""


def test_a_line_between_messages_that_names_a_place_is_where_they_were_sent(tmp_path):
    (tmp_path / "chat.txt").write_text(ROOMS, encoding="utf-8")
    rows = read_segments(tmp_path / "chat.txt")
    told = rows[rows["role"].isin(["note", "prompt"])]
    assert list(zip(told["role"], told["table"], told["text"], strict=True)) == [
        ("note", "Breakout 1", "we need reed at the pond"),
        ("note", "Breakout 1", "and a bench"),
        ("prompt", "Breakout 1", "What else?"),
        ("note", "Breakout 1", "Table 2 had frogs"),
        ("note", "Breakout 2", "dig out the mud"),
        ("note", "Breakout 2", "Could we mow later?"),
    ]
    named = [
        mark
        for mark in read_sources([tmp_path / "chat.txt"], ReadSettings())[0].marks
        if "identity" in dict(mark.fields)
    ]
    assert {ROOMS[mark.start : mark.end] for mark in named} == {"Ana", "Ben", "Dora", "Emil"}


MAIL = """From: Ines Duarte <ines@oldtown.example>
To: planning group
Subject: notes from our table

Hi all,

here is what we said, sorry for the delay.

{said}

Let me know if I forgot something.

Best wishes,
Ines
"""


@pytest.mark.parametrize(
    ("said", "notes"),
    [
        ("- mow later\n- dig it out.\n- no dogs", ["mow later", "dig it out.", "no dogs"]),
        (
            "- mow later\n- no dogs\n\nAnd frogs, of course!\n\n- dig it out",
            ["mow later", "no dogs", "And frogs, of course!", "dig it out"],
        ),
        # a mail without a list is what it says
        (
            "We should mow later.",
            [
                "here is what we said, sorry for the delay.",
                "We should mow later.",
                "Let me know if I forgot something.",
            ],
        ),
    ],
)
def test_what_a_mail_says_around_its_list_is_no_note(tmp_path, said, notes):
    (tmp_path / "mail.txt").write_text(MAIL.format(said=said), encoding="utf-8")
    rows = read_segments(tmp_path / "mail.txt")
    assert list(rows.loc[rows["role"] == "note", "text"]) == notes


TALK = """Pond evening - transcript

Ana: {first}
Bo: It is full of mud.
Ana: Lovely, I am writing mud down.
Cem: We need reed.
Ana: {second}
Dora: Dig it out. Who pays for that?
Cem: Let us pay half.
"""


def roles_in(tmp_path, text, name="talk.txt"):
    """The role of each text of a file."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / name)
    return dict(zip(rows["text"], rows["role"], strict=True))


@pytest.mark.parametrize(
    ("first", "second", "role"),
    [
        ("Hello. Is it on?", "And what should we do about it ourselves?", "meta"),
        ("Hello. Is it on?", "The card says, what should we do ourselves?", "meta"),
        ("Hello. Is it on?", "Here is the card. It says, what should we do ourselves?", "meta"),
        # who does not speak first, asks no more than others, or does not ask, takes part
        ("Hello.", "And what should we do about it ourselves?", "note"),
        ("It is deep. Is it not?", "We should mow.", "note"),
    ],
)
def test_who_speaks_first_and_asks_most_leads_and_says_nothing_else_of_the_matter(
    tmp_path, first, second, role
):
    found = roles_in(tmp_path, TALK.format(first=first, second=second))
    assert found["Lovely, I am writing mud down."] == role
    assert found["It is full of mud."] == "note"
    assert found["Let us pay half."] == "note"
    if "what" in second and role == "meta":
        assert found[second.removeprefix("Here is the card. ")] == "prompt"


@pytest.mark.parametrize(
    "text",
    [
        # two talk; somebody else asks as often
        "Ana: Is it on? Fine then.\nBo: Mud.\nAna: We could mow. Or not?\nBo: Reed.\nAna: I like mud.\n",
        "Ana: Is it on? Fine then.\nBo: Why mud? Or reed?\nAna: We could mow. Or not?\nCem: Reed.\n"
        "Bo: How deep is it? And wide?\nAna: I like mud.\n",
    ],
)
def test_of_two_who_talk_and_of_those_who_ask_alike_nobody_leads(tmp_path, text):
    found = roles_in(tmp_path, f"Pond evening - transcript\n\n{text}")
    assert found["I like mud."] == "note"


def test_a_name_with_a_bracket_behind_the_last_words_of_a_mail_signs(tmp_path):
    mail = "From: Ines Duarte <ines@a.example>\nSubject: pond\n\nMow it in autumn.\n\nRegards, Bo (flat 2)\n"
    found = roles_in(tmp_path, mail, "mail.txt")
    assert found["Mow it in autumn."] == "note"
    assert "note" not in {role for text, role in found.items() if "Regards" in text or "flat" in text}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Host", "meta"),
        ("Host2", "meta"),
        ("Eva Lind, Moderator", "meta"),
        # who writes for a table says what was said at it
        ("Scribe", "note"),
        ("Rapporteur", "note"),
        ("Eva Lind", "note"),
    ],
)
def test_who_is_called_by_an_office_leads_unless_it_is_to_write(tmp_path, name, role):
    lines = [
        "Ada: More reed.",
        f"{name}: We move on to the mud.",
        "Bo: Dig it out.",
        "Ada: And mow.",
        "Bo: Later.",
    ]
    chat = "\n".join(f"[10:0{number}] {line}" for number, line in enumerate(lines))
    assert roles_in(tmp_path, chat + "\n", "chat.txt")["We move on to the mud."] == role


ROOMS_TOLD = """10:01 Ada: We are back.
10:02 Bo: {head}
- more reed
- dig it out
10:03 Ada: A bench too.
10:04 Cem: Room 2 also: mow later
10:05 Ada: Room 2 had frogs
10:06 Bo: Fewer dogs.
"""


@pytest.mark.parametrize(
    ("head", "table"),
    [
        ("ROOM 1", "Room 1"),
        ("Room 1 - pond", "Room 1"),
        ("Room 1:", "Room 1"),
        ("The room in 1 word", ""),
        ("what we said", ""),
    ],
)
def test_a_place_that_a_message_begins_with_is_that_of_this_message_alone(tmp_path, head, table):
    (tmp_path / "chat.txt").write_text(ROOMS_TOLD.format(head=head), encoding="utf-8")
    rows = read_segments(tmp_path / "chat.txt").query("role == 'note'")
    told = dict(zip(rows["text"], rows["table"], strict=True))
    assert told["more reed"] == told["dig it out"] == table
    assert (head in told) == (not table)
    assert told["Room 2 also: mow later"] == "Room 2"
    assert told["A bench too."] == told["Room 2 had frogs"] == told["Fewer dogs."] == ""


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("Mm. Right. We need reed.", {"Mm. Right.": "meta", "We need reed.": "note"}),
        ("We need reed. Thank you!", {"We need reed.": "note", "Thank you!": "meta"}),
        ("We need reed. [laughter]", {"We need reed.": "note", "[laughter]": "meta"}),
        # in the middle it stays, and so does what says something
        ("We need reed. Yes. It is dry.", {"We need reed.": "note", "Yes. It is dry.": "note"}),
        ("Thanks to the school. We need reed.", {"Thanks to the school.": "note", "We need reed.": "note"}),
        ("Yes, we need reed.", {"Yes, we need reed.": "note"}),
    ],
)
def test_small_talk_at_the_edges_of_what_somebody_says_is_a_remark(tmp_path, said, roles):
    found = roles_in(tmp_path, TALK.format(first="Hm.", second=said))
    assert {text: role for text, role in found.items() if text in roles} == roles


WHATSAPP = """\u200e[07/11/2023, 19:02:46] Messages and calls are end-to-end encrypted.
[07/11/2023, 19:05:56] Ana: the pond is dry
\u200e[07/11/2023, 19:06:03] Ana: <Media omitted>
\u200e[07/11/2023, 19:08:08] This message was taken back
\u200e[07/11/2023, 19:08:30] Ana: more reed
[07/11/2023, 19:09:00] Bo: dig it out
at [19:30] tonight
[07/11/2023, 19:10:00] Ana: 19:30 is late
\u200e[07/11/2023, 19:51:58] Bo left
"""


def test_what_a_program_says_with_a_time_and_no_name_is_a_remark(tmp_path):
    found = roles_in(tmp_path, WHATSAPP, "_chat.txt")
    notes = [text for text, role in found.items() if role == "note"]
    assert notes == ["the pond is dry", "more reed", "dig it out", "at [19:30] tonight", "19:30 is late"]


def test_a_comment_in_captions_is_a_remark_to_its_end(tmp_path):
    cue = "00:00:0{0}.000 --> 00:00:0{0}.900\n<v Ana>{1}\n\n"
    text = "WEBVTT\n\nNOTE\nrecorded by the door\non a phone\n\n"
    text += cue.format(1, "More reed at the edge.") + cue.format(2, "NOTE the frogs, please.")
    found = roles_in(tmp_path, text, "talk.vtt")
    assert [text for text, role in found.items() if role == "note"] == [
        "More reed at the edge.",
        "NOTE the frogs, please.",
    ]
