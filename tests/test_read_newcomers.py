"""read: what people bring of other programs: captions, chats, boards, mails, JSON, bold beginnings."""

from __future__ import annotations

import docx
import pytest

from corpus_lines import read_segments
from worldcafe.errors import InputError


def rows(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_segments(tmp_path / name)


def notes(found, *columns):
    said = found[found["role"] == "note"]
    return [tuple(row[column] for column in (*columns, "text")) for row in said.to_dict("records")]


CUES = """\
WEBVTT

7c/1-0
00:00:03.120 --> 00:00:08.300
<v Prado, Ana (Guest)>Right. We talk about
the night bus.</v>

7c/2-0
00:00:09.000 --> 00:00:14.100
<v Bo Holm>It should go
every hour.</v>
"""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("teams.vtt", CUES, ["We talk about\nthe night bus.", "It should go\nevery hour."]),
        (
            "two.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nmore reed\nat the edge\n\n"
            "2\n00:00:03,000 --> 00:00:04,000\na bench\n",
            ["more reed\nat the edge", "a bench"],
        ),
        # two who speak in one cue stay two
        (
            "dash.srt",
            "1\n00:00:01,000 --> 00:00:02,000\n- more reed\n- a bench\n\n"
            "2\n00:00:03,000 --> 00:00:04,000\nno dogs\n",
            ["more reed", "a bench", "no dogs"],
        ),
        (
            "names.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nAna Prado: reed\nBo Holm: a bench\n\n"
            "00:03.000 --> 00:04.000\nno dogs\n",
            ["reed", "a bench", "no dogs"],
        ),
    ],
)
def test_lines_of_a_cue_are_one_where_one_speaks(tmp_path, name, text, said):
    assert [text for (text,) in notes(rows(tmp_path, name, text))] == [one.replace("\n", " ") for one in said]


SLACK = """\
#cafe-table-3

Tuesday, June 4th

Ana Prado  10:02 AM
hi all, this is the table on the pond
10:03
more reed at the edge

Bo Holm  10:04 AM
a bench
:+1: 4
10:05
no dogs
2 replies

Ana Prado  10:06 AM
a tap
"""
OTTER = """\
World Cafe Table 5 Allotments
Sat, Apr 13, 2024 2:05PM • 41:12

SUMMARY KEYWORDS
water, plots, sheds

SPEAKERS
Ana Prado, Bo Holm

Ana Prado  00:03
Half plots would be enough.

Bo Holm  00:21
There are two taps.

Ana Prado  00:40
Keep bees.
"""
TIMES = """\
Table 3 Agenda

10:00 trees
10:05 lamps
more benches
a tap
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            SLACK,
            [
                ("Table 3", "more reed at the edge"),
                ("Table 3", "a bench"),
                ("Table 3", "no dogs"),
                ("Table 3", "a tap"),
            ],
        ),
        (
            OTTER,
            [
                ("Table 5", "Half plots would be enough."),
                ("Table 5", "There are two taps."),
                ("Table 5", "Keep bees."),
            ],
        ),
        # lines with times are no chat, and what stands below them stays a note
        (TIMES, [("Table 3", "more benches"), ("Table 3", "a tap")]),
        (
            "Table 3\n\n- 2 replies came\n- 3 replies\n",
            [("Table 3", "2 replies came"), ("Table 3", "3 replies")],
        ),
    ],
)
def test_the_head_of_a_chat_says_where_it_was_and_nothing_else(tmp_path, text, found):
    said = notes(rows(tmp_path, "chat.txt", text), "table")
    assert [one for one in said if not one[1].startswith(("hi all", "10:"))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Area,Area title,Text\na1,Group A - Play,swings\na2,Group B - Sport,a fountain\n",
            [("Group A", "Play"), ("Group B", "Sport")],
        ),
        (
            "Theme,Table A (host: Ana),Table B (host: Bo)\nRound 1,swings,a fountain\n",
            [("Table A", ""), ("Table B", "")],
        ),
        # an area without a title, and a topic in brackets, are what they were
        (
            "Area,Text\nGroup A - Play,swings\nGroup B - Sport,a fountain\n",
            [("Group A", "Play"), ("Group B", "Sport")],
        ),
        ("Table 1: Play,Table 2: Sport\nswings,a fountain\n", [("Table 1", "Play"), ("Table 2", "Sport")]),
    ],
)
def test_columns_of_boards_name_places_and_not_their_numbers_or_hosts(tmp_path, text, found):
    assert [one[:2] for one in notes(rows(tmp_path, "board.csv", text), "table", "topic")] == found


@pytest.mark.parametrize(
    ("value", "round_and_topic"),
    [
        ("Round 2", ("2", "")),
        ("Runde 2", ("2", "")),
        ("Roundabouts", ("", "Roundabouts")),
        ("2 rounds", ("", "2 rounds")),
    ],
)
def test_a_column_of_topics_that_holds_rounds_says_rounds(tmp_path, value, round_and_topic):
    found = notes(rows(tmp_path, "n.csv", f"topic,note\n{value},a tap\n{value},a bench\n"), "round", "topic")
    assert {one[:2] for one in found} == {round_and_topic}


MAIL = "From: Ana Prado\nSubject: {subject}\n\nHi Bo,\n\n- mow later\n- no dogs\n- dig it out\n\n{end}\n"


@pytest.mark.parametrize(
    ("subject", "end", "table", "last"),
    [
        ("RE: notes of table 6 (Food)", "Best, Ana", "Table 6", "dig it out"),
        ("notes", "Thanks again,\nAna", "", "dig it out"),
        ("notes", "Yours sincerely\nAna Prado", "", "dig it out"),
        # what goes on is no signature, and a table in the text goes before one in the head
        ("notes", "- thanks, but no", "", "thanks, but no"),
        ("table 6", "Table 2\n\n- a bench", "Table 2", "a bench"),
        ("our round table", "- take care of frogs", "", "take care of frogs"),
    ],
)
def test_a_mail_is_at_the_table_of_its_subject_and_ends_with_its_signature(
    tmp_path, subject, end, table, last
):
    found = notes(rows(tmp_path, "m.txt", MAIL.format(subject=subject, end=end)), "table")
    assert found[-1] == (table, last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Dear Ana,\n\n- mow later\n- no dogs\n- dig it out\n\nBest wishes, Bo\n",
            ["mow later", "no dogs", "dig it out"],
        ),
        ("Trees,\nlamps\nbenches\n", ["Trees,", "lamps", "benches"]),
        ("Table 1\n\n- Thanks, Ana\n- lamps\n", ["Thanks, Ana", "lamps"]),
    ],
)
def test_a_mail_without_a_head_greets_and_comes_to_a_close(tmp_path, text, said):
    assert [one for (one,) in notes(rows(tmp_path, "m.txt", text))] == said


JSON = (
    '[{"type":"message","user":"U01","text":"more reed","user_profile":{"real_name":"Ana Prado"},'
    '"reactions":[{"name":"+1"}]},'
    '{"type":"message","subtype":"channel_join","user":"U02","text":"<@U02> has joined the channel"},'
    '{"type":"message","user":"U02","text":"a bench"}]'
)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.json", JSON, [("", "more reed"), ("", "a bench")]),
        (
            "a.json",
            '{"name":"Café","notes":[{"table":"1","note":"reed"},{"table":"2","note":"lamps"}]}',
            [("Table 1", "reed"), ("Table 2", "lamps")],
        ),
        (
            "a.jsonl",
            '{"table":"1","note":"reed"}\n{"table":"2","note":["lamps","taps"]}\n',
            [("Table 1", "reed"), ("Table 2", "lamps\n  taps")],
        ),
        ("a.txt", "[1] more reed\n[2] a bench\n", [("", "[1] more reed"), ("", "[2] a bench")]),
    ],
)
def test_a_list_of_records_is_a_table(tmp_path, name, text, found):
    assert notes(rows(tmp_path, name, text), "table") == found


@pytest.mark.parametrize("text", ["more reed", "[1, 2]", "{}", '{"a": [' * 3, "[" * 90_000])
def test_json_without_notes_is_refused_in_one_sentence(tmp_path, text):
    with pytest.raises(InputError) as refused:
        rows(tmp_path, "a.json", text)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("bold", "rest", "found"),
    [
        ("Table 1 – Noise.", " Lorries come at five.", ("Table 1", "Noise", "Lorries come at five.")),
        ("Table 1: Noise", " Lorries come at five.", ("Table 1", "Noise", "Lorries come at five.")),
        ("Lorries", " come at five.", ("", "", "Lorries come at five.")),
        ("Tables", " 1 and 2 had no lamp.", ("", "", "Tables 1 and 2 had no lamp.")),
    ],
)
def test_bold_words_before_a_statement_say_where_it_was_made(tmp_path, bold, rest, found):
    document = docx.Document()
    document.add_paragraph("Notes of the café")
    for paragraph in (
        (bold, rest),
        ("Table 2.", " More lamps are wanted.") if found[0] else ("More", " lamps."),
    ):
        one = document.add_paragraph()
        one.add_run(paragraph[0]).bold = True
        one.add_run(paragraph[1])
    document.save(tmp_path / "n.docx")
    assert found in notes(read_segments(tmp_path / "n.docx"), "table", "topic")
