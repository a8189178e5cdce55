"""read: what names of files and a TOML beside a source say of its place."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments, segments_of
from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.read import read_sources
from worldcafe.read.path_hints import name_hints
from worldcafe.settings import ReadSettings

NOTES = "Introduction\n\nWe met by the sea.\n\nFirst talk\n\n- More shade.\n\nSecond talk\n\n- Fewer cars.\n"
KEY = "4921c0e2d1f6005abe1f9ec2e2041909"


@pytest.mark.parametrize(
    ("names", "hints"),
    [
        (["table 3 round 2.docx"], [{"table": "Table 3", "round": "2"}]),
        (["Tisch 2.txt"], [{"table": "Tisch 2"}]),
        (["T6 sunday.txt"], [{"table": "Table 6"}]),
        (["t03_flipchart.txt"], [{"table": "Table 3"}]),
        (["T6 Tisch 2.txt"], [{"table": "Tisch 2"}]),
        # no code, no table of its own but a date
        (["T800.txt"], [{}]),
        (["the T6.txt"], [{}]),
        (["workshop_station_25nov.txt"], [{}]),
        (["station25notes.txt"], [{"table": "Station 25"}]),
        (["station 25b.txt"], [{"table": "Station 25"}]),
        (["Lisbon café/Mesa 1.txt"], [{"cafe": "Lisbon", "table": "Mesa 1"}]),
        (["Day 2/Table 1/round 3.md"], [{"cafe": "Day 2", "table": "Table 1", "round": "3"}]),
        (
            ["lisbon/table 1.md", "porto/table 1.md"],
            [{"table": "Table 1", "cafe": "lisbon"}, {"table": "Table 1", "cafe": "porto"}],
        ),
        (["day/report.md", "day/table 1.md"], [{"part": "report"}, {"table": "Table 1"}]),
        (["talk/jane.md", "talk/joe.md"], [{"file": "1 jane"}, {"file": "2 joe"}]),
        (["jane/table 1.md", "joe/table 2.md"], [{"table": "Table 1"}, {"table": "Table 2"}]),
        (["report.docx"], [{}]),
        # a key that a program hangs on pages is no table, and the page that has all others below it no place
        (
            [f"Day {KEY}.md", *(f"Day {KEY}/{name} {KEY}.md" for name in ("shade", "the circle", "cars"))],
            [{"part": "other"}, {"file": "2 shade"}, {"file": "3 the circle"}, {"file": "4 cars"}],
        ),
        (
            ["Day.md", "Day/shade.md", "Day/the circle.md", "Day/cars.md"],
            [{}, {"file": "2 shade"}, {"file": "3 the circle"}, {"file": "4 cars"}],
        ),
        (
            [f"Day {KEY}.md", f"Day {KEY}/shade {KEY}.md", "x/cars.md", "x/more.md"],
            [{}, {"file": "2 shade"}, {"file": "3 cars"}, {"file": "4 more"}],
        ),
        (["notes.md", "draft.md"], [{}, {}]),
        (["notes 2023.md"], [{}]),
    ],
)
def test_names_of_files_and_folders_are_hints(names, hints):
    assert [dict(hint) for hint in name_hints(names)] == hints


def placed(segments):
    return [
        (row.text, row.role, row.cafe, row.table, row.round)
        for row in segments.itertuples()
        if row.role in ("note", "summary")
    ]


def test_a_toml_beside_a_file_says_where_its_notes_were_taken(tmp_path):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "notes.md.toml").write_text(
        'cafe = "Porto"\n\n[[part]]\nfrom = "Introduction"\nis = "other"\n\n'
        '[[part]]\nfrom = "First talk"\ntable = "Table A"\nis = "notes"\n\n'
        '[[part]]\nfrom = "Second talk"\ntable = "Table B"\nround = "2"\nis = "report"\n',
        encoding="utf-8",
    )
    assert placed(read_segments(tmp_path / "notes.md")) == [
        ("More shade.", "note", "Porto", "Table A", ""),
        ("Fewer cars.", "summary", "Porto", "Table B", "2"),
    ]


def test_a_toml_in_a_folder_speaks_of_its_files_one_by_one(tmp_path):
    (tmp_path / "one.md").write_text("- More shade.\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("- Fewer cars.\n", encoding="utf-8")
    (tmp_path / "worldcafe.toml").write_text(
        'cafe = "Porto"\n[[file]]\nname = "one.md"\ntable = "Table 7"\n'
        '[[file]]\nname = "two.md"\ntable = "Table 8"\nround = "2"\n',
        encoding="utf-8",
    )
    assert placed(read_segments(tmp_path)) == [
        ("More shade.", "note", "Porto", "Table 7", ""),
        ("Fewer cars.", "note", "Porto", "Table 8", "2"),
    ]


def test_the_text_goes_before_the_name_of_its_file(tmp_path):
    (tmp_path / "table 1.md").write_text("- More shade.\n\n# Table 2\n\n- Fewer cars.\n", encoding="utf-8")
    assert [row[3] for row in placed(read_segments(tmp_path))] == ["Table 1", "Table 2"]


def test_a_report_in_a_folder_is_the_report_and_its_introduction_no_claim(tmp_path):
    (tmp_path / "table 1.md").write_text("# Shade\n\n- More trees.\n", encoding="utf-8")
    (tmp_path / "report.md").write_text(
        "# Report\n\nIt was warm.\n\n## Shade\n\n- Plant more trees.\n", encoding="utf-8"
    )
    segments = read_segments(tmp_path)
    assert dict(zip(segments["text"], segments["role"], strict=True)) == {
        "Report": "heading",
        "It was warm.": "narrative",
        "Shade": "heading",
        "Plant more trees.": "summary",
        "More trees.": "note",
    }
    assert set(segments.loc[segments["role"].isin(["note", "summary"]), "topic"]) == {"Shade"}


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ('teble = "Table 1"\n', 'unknown key "teble"; known here: cafe, table'),
        ("table = 1\n", "expected words in quotation marks"),
        ("table = \n", "this is not a TOML file"),
        ("table = " + "[" * 5_000, "nested too deeply"),
        ('is = "minutes"\n', '"minutes" is none of report, notes, other'),
        ('[[part]]\ntable = "Table 1"\n', "needs its first words"),
        ('[[part]]\nfrom = "Third talk"\n', 'no line "Third talk"'),
        ('[[part]]\nfrom = "Second talk"\nnth = 0\n', "whole number"),
        ('[part]\nfrom = "Second talk"\n', r"write \[\[part\]\]"),
        ('[[file]]\ntable = "Table 1"\n', "needs a name"),
    ],
)
def test_a_wrong_toml_gets_one_clear_sentence(tmp_path, toml, sentence):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "notes.md.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(InputError, match=sentence):
        read_segments(tmp_path / "notes.md")


def test_a_toml_in_a_folder_may_not_speak_of_files_that_are_not_there(tmp_path):
    (tmp_path / "one.md").write_text("- More shade.\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("- Fewer cars.\n", encoding="utf-8")
    for toml, sentence in (
        ('[[file]]\nname = "three.md"\n', 'no file "three.md"; there are one.md, two.md'),
        ('[[part]]\nfrom = "More"\n', "say of which file"),
    ):
        (tmp_path / "worldcafe.toml").write_text(toml, encoding="utf-8")
        with pytest.raises(InputError, match=sentence):
            read_segments(tmp_path)


def test_init_drafts_a_toml_once(tmp_path, capsys):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "table 1.md").write_text("# Shade\n\n## Round 2\n\n- More trees.\n", encoding="utf-8")
    (folder / "table 2.md").write_text("- Fewer cars.\n", encoding="utf-8")
    before = placed(read_segments(folder))
    assert main(["init", str(folder)]) == 0
    draft = (folder / "worldcafe.toml").read_text(encoding="utf-8")
    assert '[[file]]\nname = "table 2.md"\ntable = "Table 2"\nis = "notes"\n' in draft
    assert '[[file.part]]\nfrom = "Round 2"\ntable = "Table 1"\ntopic = "Shade"\nround = "2"' in draft
    assert placed(read_segments(folder)) == before
    capsys.readouterr()
    assert main(["init", str(folder)]) == 2
    assert "this file exists" in capsys.readouterr().err


OLD_REPORT = (
    "# Report of the café\n\nForty people came.\n\n## Shade\n\n- People want trees.\n\n"
    "# Annex: notes\n\n## Table 1 - Shade\n\n- More trees.\n- Fewer cars.\n"
)
TABLES = "# Table 1 - Shade\n\n- More trees.\n\n## Key takeaways\n\n- Trees above all.\n"


def beside_draft(folder, files):
    """What the files say, with a draft beside them whose claims are the only ones."""
    (folder / "notes").mkdir()
    for name, text in files.items():
        (folder / "notes" / name).write_text(text, encoding="utf-8")
    draft = folder / "draft.md"
    draft.write_text("# Summary\n\n## Shade\n\n- Plant trees.\n", encoding="utf-8")
    sources = [folder / "notes" / next(iter(files)) if len(files) == 1 else folder / "notes", draft]
    segments = segments_of(read_sources(sources, ReadSettings(report=(str(draft),))))
    assert list(segments.loc[segments["role"] == "summary", "text"]) == ["Plant trees."]
    return dict(zip(segments["text"], segments["role"], strict=True))


@pytest.mark.parametrize(
    ("files", "notes", "others"),
    [
        (
            {"old.md": OLD_REPORT},
            ["More trees.", "Fewer cars."],
            ["People want trees.", "Forty people came."],
        ),
        ({"report.md": OLD_REPORT}, ["More trees.", "Fewer cars."], ["People want trees."]),
        ({"tables.md": TABLES}, ["More trees."], ["Trees above all."]),
        (
            {"table 1.md": "- More trees.\n", "report.md": "# Report\n\nWarm.\n\n- People want trees.\n"},
            ["More trees."],
            ["People want trees."],
        ),
        ({"harvest.md": "# Key takeaways\n\n- Trees above all.\n"}, ["Trees above all."], []),
        ({"report.md": "# Shade\n\n- More trees.\n- Fewer cars.\n"}, ["More trees.", "Fewer cars."], []),
        (
            {"table 1.md": "# Shade\n\n- More trees.\n", "table 2.md": "# Cars\n\n- Fewer cars.\n"},
            ["More trees.", "Fewer cars."],
            [],
        ),
    ],
    ids=["a report", "called report", "takeaways", "old report in a folder", "harvest", "notes", "folder"],
)
def test_summaries_beside_a_report_given_apart_are_neither_notes_nor_its_claims(
    tmp_path, files, notes, others
):
    roles = beside_draft(tmp_path, files)
    assert [text for text, role in roles.items() if role == "note"] == notes
    assert [roles[text] for text in others] == ["narrative"] * len(others)
