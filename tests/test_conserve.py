"""Nothing lost: every letter of what was read is in exactly one segment, or a tag of HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldcafe.clean import strip_markup
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source

TRAPS = (
    "<!--",
    "-->",
    '<my:Layer name="map">',
    "<script>",
    "</script>",
    "<p as",
    "<td class='a",
    ">",
    "<b Kim",
    "<?xml",
    "|",
)


def segments_of(path: Path):
    """Give the sources of a file and their segments."""
    defaults = Settings()
    sources = read_sources([path], defaults.read)
    return sources, segment_blocks(sources, parse_sources(sources, defaults.parse), defaults.segment)


def notes_of(folder: Path, name: str, text: str) -> list[str]:
    """Give the notes that are found in a file."""
    (folder / name).write_text(text, encoding="utf-8")
    _, segments = segments_of(folder / name)
    return segments.loc[segments["role"] == "note", "text"].tolist()


SWALLOWING = [
    "Our page says <!-- here it stops",
    'The form holds <my:Field Name="x"> and no more',
    "Nobody closes <script> in the template",
    "Write <p as paragraph",
    "A river < 5 metres wide",
]


@pytest.mark.parametrize("trap", SWALLOWING)
@pytest.mark.parametrize("name", ["notes.csv", "notes.txt", "notes.md"])
def test_markup_in_one_note_takes_nothing_from_the_others(tmp_path, trap, name):
    said = [trap, "Plant a pear tree", "Repair the pump --> for everybody", "Paint the gate </script> green"]
    said += ["Lend ladders > and saws", "Open the shed on Sundays"]
    quoted = (f'1,"{note.replace(chr(34), chr(34) * 2)}"' for note in said)
    table = "table,note\n" + "\n".join(quoted)
    text = table if name.endswith("csv") else "Table 1\n\n" + "\n".join(f"- {note}" for note in said)
    assert notes_of(tmp_path, name, text) == said


def test_comments_of_markdown_are_remarks_that_can_be_read(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text(
        "## Table 1\n\n<!--\n- An older note\n-->\n\n"
        "- Plant a pear tree <!-- ask the gardener -->\n- Mend a pump\n",
        encoding="utf-8",
    )
    _, segments = segments_of(path)
    found = segments.loc[segments["set_aside"] != "", ["text", "role", "set_aside"]].values.tolist()
    reason = "comment or script in the markup of the file"
    assert found == [["An older note", "meta", reason], ["<!-- ask the gardener -->", "meta", reason]]
    notes = segments.loc[segments["role"] == "note", "text"].tolist()
    assert notes == ["Plant a pear tree", "Mend a pump"]


def test_in_plain_text_a_comment_is_what_somebody_said(tmp_path):
    assert notes_of(tmp_path, "notes.txt", "Table 1\n\n- Plant trees\n- <!-- not yet -->\n") == [
        "Plant trees",
        "<!-- not yet -->",
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<b>Shade</b> for <span class='x'>all</span><o:p></o:p>", "Shade for all"),
        ('<p style="margin: 0" nowrap>Shade', "Shade"),
        ("<p\n class='x'>Shade", "Shade"),
        ("The <script> is too long", "The <script> is too long"),
        ('It says <my:Map name="x"> there', 'It says <my:Map name="x"> there'),
        ("Costs <p per person and 5 > 4", "Costs <p per person and 5 > 4"),
        ("Keep <!-- this --> too", "Keep <!-- this --> too"),
    ],
)
def test_only_tags_are_taken_off(text, left):
    assert strip_markup(text).strip() == left


lines = st.lists(
    st.lists(
        st.sampled_from([*TRAPS, "trees", "4", "shade.", "Why?", "-", "#", "Table 2", "\t", "é"]),
        min_size=1,
        max_size=7,
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_every_letter_of_a_text_is_in_exactly_one_segment_or_a_tag(given_lines):
    text = "\n".join(" ".join(words) for words in given_lines)
    source = Source("notes.txt", text, "")
    defaults = Settings()
    segments = segment_blocks([source], parse_sources([source], defaults.parse), defaults.segment)
    seen = bytearray(len(text))
    for start, end in zip(segments["start"], segments["end"], strict=True):
        for position in range(start, end):
            seen[position] += 1
    missed = [letter for at, letter in enumerate(text) if letter.isalnum() and seen[at] != 1]
    assert missed == []
