"""parse: the number of an item of a list or of a point in a chapter is no part of what it says."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments


def said(tmp_path, text):
    """The segments of notes that are no heading: "role|words"."""
    (tmp_path / "pond.md").write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / "pond.md")
    return [f"{row.role}|{row.text}" for row in rows.itertuples() if row.role != "heading"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        # a figure behind the number of a list
        (
            ("1. 1 nurse, 44 beds", "2. no key"),
            ["meta|1.", "note|1 nurse, 44 beds", "meta|2.", "note|no key"],
        ),
        (
            ("6. a hedge", "7. 9 falls in August"),
            ["meta|6.", "note|a hedge", "meta|7.", "note|9 falls in August"],
        ),
        (("4. 3 May is early", "5. a pond"), ["meta|4.", "note|3 May is early", "meta|5.", "note|a pond"]),
        # points in a chapter
        (
            ("1.1 The pond leaks.", "", "1.2 It has no fence."),
            ["meta|1.1", "note|The pond leaks.", "meta|1.2", "note|It has no fence."],
        ),
        (
            ("2.1.4 The pond leaks.", "", "2.1.5. 3 of 4 beds are dry."),
            ["meta|2.1.4", "note|The pond leaks.", "meta|2.1.5.", "note|3 of 4 beds are dry."],
        ),
        # what stays as it is
        (("1. 1 nurse, 44 beds", "5. no key"), ["note|1. 1 nurse, 44 beds", "note|5. no key"]),
        (("3. 5. is the fair", "4. 5. we clean up"), ["note|3. 5. is the fair", "note|4. 5. we clean up"]),
        (
            ("1.5 litres a day are enough.", "", "A pump helps."),
            ["note|1.5 litres a day are enough.", "note|A pump helps."],
        ),
        (
            ("1.5 litres a day are enough.", "", "2.5 litres were used."),
            ["note|1.5 litres a day are enough.", "note|2.5 litres were used."],
        ),
        (("- 1.1 is the best tap", "- 1.2 leaks"), ["note|1.1 is the best tap", "note|1.2 leaks"]),
    ],
)
def test_numbers_of_lists_and_points_are_told_from_figures(tmp_path, lines, told):
    assert said(tmp_path, "\n".join(("## Table 1: Pond", "", *lines, ""))) == told
