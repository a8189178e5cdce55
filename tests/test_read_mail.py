"""read: a thread of mails, each with its own list and signature."""

from __future__ import annotations

from corpus_lines import read_segments

THREAD = """From: Ines Duarte <ines@oldtown.example>
Subject: the pond

Dear all of you there:

Here are three questions, please answer below.

- how deep is it
- how old
- how wide

Best,
Ines

-----

From: Bo Marsh <bo@oldtown.example>
Subject: Re: the pond

On Mon, 3 Jun 2024, Ines Duarte wrote:
> 1) What do you like about it?

The frogs at dusk are loud.

> 2) {asked}
It is dry in May.

I can bring a spade.

Bo
sent from my telephone
"""


def roles_in(tmp_path, text):
    """The role of each text of a mail."""
    (tmp_path / "mail.txt").write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / "mail.txt")
    return dict(zip(rows["text"], rows["role"], strict=True))


def test_in_a_thread_each_mail_has_its_own_list_and_its_own_signature(tmp_path):
    found = roles_in(tmp_path, THREAD.format(asked="What is missing there?"))
    notes = [text for text, role in found.items() if role == "note"]
    assert notes == [
        "how deep is it",
        "how old",
        "how wide",
        "The frogs at dusk are loud.",
        "It is dry in May.",
        "I can bring a spade.",
    ]
    assert found["Dear all of you there:"] == found["Bo"] == found["sent from my telephone"] == "meta"
    assert [text for text, role in found.items() if role == "prompt"] == [
        "1) What do you like about it?",
        "2) What is missing there?",
    ]


def test_what_answers_a_quoted_line_is_said_also_beside_a_list(tmp_path):
    text = THREAD.format(asked="What is missing there?").replace("I can", "- reed\n- mud\n- dirt\n\nI can")
    found = roles_in(tmp_path, text)
    assert found["The frogs at dusk are loud."] == found["reed"] == "note"
    assert found["I can bring a spade."] == "meta"
