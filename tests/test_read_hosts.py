"""read and parse: in a conversation the host's questions are prompts, everybody else's are notes."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments

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
