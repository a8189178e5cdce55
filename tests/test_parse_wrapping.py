"""parse and clean: what an editor broke is whole again, and short notes stay apart."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments
from worldcafe.clean import tidy_spaces


def said(tmp_path, text):
    """The notes of a text, each with one space between words."""
    (tmp_path / "pond.txt").write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / "pond.txt")
    return [tidy_spaces(text) for text in rows.loc[rows["role"] == "note", "text"]]


NARROW = """Table 1

• cut the reed at the north end
before the ducks begin to nest
• a fence along the deep part of
the water for small children
• fewer dogs
• ask the school for help with
counting frogs in the spring
"""


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (
            NARROW,
            [
                "cut the reed at the north end before the ducks begin to nest",
                "a fence along the deep part of the water for small children",
                "fewer dogs",
                "ask the school for help with counting frogs in the spring",
            ],
        ),
        ("Table 1\n\n- a tunnel for tad-\npoles\n- reed\n", ["a tunnel for tadpoles", "reed"]),
        # short lines that are notes of their own
        (
            "Table 1\n\nmore reed\nfewer dogs\na bench\nthe north gate\n",
            ["more reed", "fewer dogs", "a bench", "the north gate"],
        ),
        ("Table 1\n\n- reed -\n- a bench\n- lamps\n", ["reed -", "a bench", "lamps"]),
        # lines that are set in are a list; what is not set in, and what hangs below a bullet, goes on
        (
            "Table 1\n\n  more reed at the north end of the pond, and soon\n  fewer dogs\n  Frogs\n",
            ["more reed at the north end of the pond, and soon", "fewer dogs", "Frogs"],
        ),
        (
            "Table 1\n\nMore reed at the north end of the pond, and soon\nafter that fewer dogs\n\nFrogs\n",
            ["More reed at the north end of the pond, and soon after that fewer dogs", "Frogs"],
        ),
        (
            "Table 1\n\n  - more reed at the north end of the pond, and\n    fewer dogs\n  - Frogs\n",
            ["more reed at the north end of the pond, and fewer dogs", "Frogs"],
        ),
        ("Table 1\n\n- a well-kept fence\n- reed\n", ["a well-kept fence", "reed"]),
    ],
)
def test_wrapped_notes_are_whole_and_short_ones_apart(tmp_path, text, notes):
    assert said(tmp_path, text) == notes


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("BLUE\ncut reed\nfewer dogs\n\nRED\na bench\nlamps\n", ["BLUE", "BLUE", "RED", "RED"]),
        ("Blue\ncut reed\nfewer dogs\n\nRed\na bench\nlamps\n", None),
        ("BLUE\nCUT REED\n\nRED\nA BENCH\n", None),  # all of it is loud
        ("BLUE\n\nRED\na bench\n", None),
    ],
)
def test_lines_in_capitals_head_blocks_of_notes(tmp_path, text, tables):
    (tmp_path / "board.txt").write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / "board.txt")
    found = list(rows.loc[rows["role"] == "note", "table"])
    assert found == tables if tables else not any(found)
