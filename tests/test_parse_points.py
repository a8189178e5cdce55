"""parse: chapters of numbered points are claims, where no heading of a report says which are."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments

ANNEX = "## Annex: notes\n\n### Table 1: Pond\n\n- dig it out\n\n### Table 2: Tap\n\n- mend it\n"
FLOOD = "1.1 Dig more.\n\n1.2 Raise the wall.\n"
HOUSE = "2.1 Mend the roof.\n\n2.2 Paint the door.\n"


def claims(tmp_path, text):
    """What is read as a claim."""
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / "report.md")
    return [row.text for row in rows.itertuples() if row.role == "summary"]


def test_points_of_chapters_are_claims(tmp_path):
    text = f"# Report\n\nWe met in May.\n\n## Floods\n\n{FLOOD}\n## Houses\n\nOf these:\n\n{HOUSE}\n{ANNEX}"
    found = claims(tmp_path, text)
    assert [each for each in found if each != "Of these:"] == [
        "Dig more.",
        "Raise the wall.",
        "Mend the roof.",
        "Paint the door.",
    ]


@pytest.mark.parametrize(
    ("chapters", "found"),
    [
        # one list may be anything
        (f"## Floods\n\n{FLOOD}\n## Houses\n\nThey are old.\n", []),
        # known parts are none
        (f"## Agenda\n\n{FLOOD}\n## Participants\n\n{HOUSE}\n", []),
        # bullets without numbers may be anything, too
        ("## Floods\n\n- dig more\n\n## Houses\n\n- mend the roof\n", []),
        # where a heading says what is a claim, it says so of all
        (f"## Floods\n\n{FLOOD}\n## Houses\n\n{HOUSE}\n## Summary\n\nDig.\n", ["Dig."]),
        (f"## Pond\n\n{FLOOD}\n## Houses\n\n{HOUSE}\n", ["Dig more.", "Raise the wall."]),
    ],
)
def test_what_is_no_claim_stays_none(tmp_path, chapters, found):
    assert claims(tmp_path, f"# Report\n\n{chapters}\n{ANNEX}") == found


def test_points_without_notes_behind_them_are_notes(tmp_path):
    assert claims(tmp_path, f"# Notes\n\n## Floods\n\n{FLOOD}\n## Houses\n\n{HOUSE}") == []
