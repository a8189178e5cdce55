"""A run beside notes read by hand, and two people beside each other."""

from __future__ import annotations

import json

import pytest

from sample_analysis import sample_analysis
from worldcafe.annotation.asked import read_annotation
from worldcafe.annotation.figures import Figure
from worldcafe.annotation.findings import figures_of_findings
from worldcafe.annotation.on_texts import figures_of_texts
from worldcafe.annotation.on_themes import figures_of_themes
from worldcafe.annotation.overlay import lay_over
from worldcafe.errors import InputError

# The segments of the sample: s01 to s03 are claims, s04 to s11 notes.
UNITS = [f"s{number:02}" for number in range(1, 12)]


KINDS = [
    *("suggestion", "value", "suggestion"),
    *("suggestion", "problem", "suggestion", "suggestion", "question", "suggestion", "value", "observation"),
]


def unit(segments, name, **changes):
    row = segments.set_index("segment_id").loc[name]
    told = {key: row[key] for key in ("source", "start", "end", "role", "text", "cafe", "table", "round")}
    return {"id": f"u-{name}", **told, **changes}


def packed(content):
    return json.dumps(content, default=int)  # offsets come from a frame


def write_folder(folder, **files):
    folder.mkdir()
    for name, content in files.items():
        stem, ending = name.rsplit("_", 1)
        lines = "\n".join(map(packed, content)) if ending == "jsonl" else packed(content)
        (folder / f"{stem}.{ending}").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(name="folder")
def _folder(tmp_path):
    """An annotation that agrees with the sample, but for what the tests say."""
    segments = sample_analysis().segments
    labels = [
        {"id": f"u-{name}", "kind": kind, "person": []} for name, kind in zip(UNITS, KINDS, strict=True)
    ]
    labels[3]["person"] = [
        {"text": "reading room", "type": "organisation"},
        {"text": "Open", "type": "country"},
    ]
    return write_folder(
        tmp_path / "annotated",
        units_jsonl=[unit(segments, name) for name in UNITS],
        labels_jsonl=labels,
        themes_jsonl=[
            {"name": "Sundays", "units": ["u-s04", "u-s05", "u-s07", "u-s09"]},
            {"name": "Money", "units": ["u-s06", "u-s08"]},
            {"name": "Misc.", "units": ["u-s10"]},
        ],
        recurrent_json=[{"name": "Sundays", "units": ["u-s04", "u-s07", "u-s09"]}],
        gaps_json=[{"name": "Longer loans", "units": ["u-s06"]}],
        alignment_jsonl=[
            {
                "id": "u-s01",
                "supports": [{"id": "u-s04", "strength": "same"}, {"id": "u-s05", "strength": "support"}],
            },
            {"id": "u-s02", "supports": []},
            {
                "id": "u-s03",
                "supports": [{"id": "u-s06", "strength": "support"}],
                "altered": "longer, not free",
            },
        ],
    )


def figures(folder, analysis=None):
    analysis = analysis or sample_analysis()
    overlay = lay_over(read_annotation(folder), analysis.segments)
    found = [*figures_of_texts(overlay), *figures_of_themes(overlay), *figures_of_findings(overlay, analysis)]
    return {figure.figure: figure for figure in found}


def test_what_agrees_has_one(folder):
    found = figures(folder)
    for name in ("spans", "role note", "role summary", "table", "round", "same found"):
        assert found[name].value == 1, name
    assert found["spans"].n == 11


def test_kinds_are_counted_each_the_same(folder):
    kinds = dict(zip(UNITS, KINDS, strict=True))
    wrong = [
        {"id": f"u-{name}", "kind": kind, "person": []} for name, kind in (kinds | {"s08": "value"}).items()
    ]
    (folder / "labels.jsonl").write_text("\n".join(map(packed, wrong)), encoding="utf-8")
    found = figures(folder)
    # question is never right, value is right twice of three, the other three are right: (0 + .8 + 3) / 5
    assert found["kinds"].value == pytest.approx(0.76)
    assert found["suggestions"] == Figure("suggestions", 1.0, 6, "what is a suggestion")


def test_identity_that_stays_is_counted_and_a_country_is_none(folder):
    assert figures(folder)["identities removed"][1:3] == (0.0, 1)


def test_links_are_pairs_of_claims_and_notes(folder):
    # told: s01-s04, s01-s07, s01-s09, s03-s06; wanted: s01-s04, s01-s05, s03-s06
    found = figures(folder)
    assert found["links"].value == pytest.approx(2 * 2 / (4 + 3))
    assert (found["links right"].value, found["links found"].value) == (0.5, pytest.approx(2 / 3))


def test_themes_are_compared_where_somebody_made_one(folder):
    # the sample: t1 = 04 05 07 09, t2 = 06, t3 = 08; the hand: the first four, and 06 with 08
    found = figures(folder)
    assert found["theme pairs"].value == pytest.approx(2 * 6 / (6 + 7))
    assert found["themes"].n == 6
    assert 0 < found["themes"].value < 1


def test_figure_that_was_not_annotated_is_not_told(folder):
    for name in ("alignment.jsonl", "gaps.json", "themes.jsonl", "recurrent.json"):
        (folder / name).unlink()
    assert not {"links", "unsupported", "gaps found", "themes", "recurrence found"} & set(figures(folder))


def test_units_are_found_where_a_reader_moved_them(folder):
    segments = sample_analysis().segments
    moved = [
        unit(segments, name, source="as-i-saved-it.docx", start=9_000 - 40 * n, end=0)
        for n, name in enumerate(UNITS)
    ]
    moved = [{**row, "start": 100 * n, "end": 100 * n + len(row["text"])} for n, row in enumerate(moved)]
    (folder / "units.jsonl").write_text("\n".join(map(packed, moved)), encoding="utf-8")
    assert figures(folder)["spans"].value == 1


def test_unit_that_the_run_has_not_lies_nowhere(folder):
    segments = sample_analysis().segments
    rows = [
        *(unit(segments, name) for name in UNITS),
        unit(segments, "s11", id="new", text="marzipan for everyone"),
    ]
    (folder / "units.jsonl").write_text("\n".join(map(packed, rows)), encoding="utf-8")
    assert figures(folder)["spans"].value == pytest.approx(2 * 11 / (11 + 12))


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("units.jsonl", '{"id": "a"}', "units.jsonl, line 1: this line cannot be used (it lacks 'role')"),
        (
            "labels.jsonl",
            '\n{"id": "a", "kind": "wish"}',
            "labels.jsonl, line 2: .*no kind wish; known: suggestion",
        ),
        ("themes.jsonl", "[]", "themes.jsonl, line 1"),
        ("recurrent.json", "{", "recurrent.json: this is no list of groups"),
        ("gaps.json", '[{"name": "x"}]', "gaps.json: this is no list of groups"),
    ],
)
def test_line_that_cannot_be_used_is_named(folder, file, content, told):
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told.replace("(", r"\(").replace(")", r"\)")):
        read_annotation(folder)


def test_folder_without_units_is_no_annotation(tmp_path):
    with pytest.raises(InputError, match=r"needs at least units\.jsonl"):
        read_annotation(tmp_path)
