"""The register: what the committee decided finds its suggestion again, or is kept as gone."""

from __future__ import annotations

import pandas as pd
import pytest

from worldcafe.errors import InputError
from worldcafe.register import apply_decisions
from worldcafe.settings import RegisterSettings
from worldcafe.tables import Suggestions

COLUMNS = list(Suggestions.to_schema().columns)


def suggestions(*rows):
    base = dict.fromkeys(COLUMNS, "") | {"n_notes": 1, "n_places": 1, "in_report": "no"}
    records = [{**base, "suggestion_id": f"S-{i}", **row} for i, row in enumerate(rows)]
    return Suggestions.validate(pd.DataFrame(records, columns=COLUMNS))


RAMP = {"text": "Build a ramp at the back door", "note_ids": "n1;n2;n3"}
LAMPS = {"text": "More lamps along the river", "note_ids": "n7"}


def applied(path, *rows):
    return apply_decisions(suggestions(*rows), RegisterSettings(decisions=str(path)))


def write(path, *rows):
    frame = pd.DataFrame([{**dict.fromkeys(COLUMNS, ""), **row} for row in rows])
    if path.suffix == ".xlsx":
        frame.rename(columns={"report_back": "Report back", "who": "Who"}).to_excel(path, index=False)
    else:
        frame.to_csv(path, index=False)
    return path


def test_without_a_file_nothing_is_decided():
    assert (applied("", RAMP)[["remit", "who", "status"]] == "").all(axis=None)


@pytest.mark.parametrize("name", ["decided.csv", "decided.xlsx"])
def test_decision_is_found_again_by_text_and_notes(tmp_path, name):
    path = write(tmp_path / name, {**RAMP, "who": "board", "report_back": "in May"}, LAMPS)
    table = applied(path, LAMPS, RAMP)
    assert table["who"].tolist() == ["", "board"]
    assert table["report_back"].tolist() == ["", "in May"]


def test_decision_in_toml_is_found_again(tmp_path):
    path = tmp_path / "decided.toml"
    path.write_text('[[decision]]\nnote_ids = ["n1", "n2"]\nstatus = "done"\n')
    assert applied(path, LAMPS, RAMP)["status"].tolist() == ["", "done"]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ({"text": "Build a ramp at the back door", "note_ids": "n40;n41"}, True),
        ({"text": "A ramp for the back door", "note_ids": "n2;n3"}, True),
        ({"text": "Publish the minutes", "note_ids": "n1;n2;n3"}, False),
        ({"text": "A ramp for the stage", "note_ids": "n8"}, False),
    ],
)
def test_decision_follows_its_suggestion_and_no_other(tmp_path, now, found):
    table = applied(write(tmp_path / "d.csv", {**RAMP, "who": "board"}), now)
    assert (table["who"].iloc[0] == "board") is found


def test_decision_that_no_longer_applies_is_kept_and_marked(tmp_path):
    table = applied(write(tmp_path / "d.csv", {**RAMP, "who": "board"}), LAMPS)
    assert table[["text", "who", "trend", "n_notes"]].iloc[-1].tolist() == [RAMP["text"], "board", "gone", 0]


def test_decisions_of_groups_that_were_merged_stand_side_by_side(tmp_path):
    halves = [
        {"text": "Build a ramp", "note_ids": "n1", "who": "board"},
        {"text": "A ramp", "note_ids": "n2", "who": "city"},
    ]
    table = applied(write(tmp_path / "d.csv", *halves), {"text": "Build a ramp for all", "note_ids": "n1;n2"})
    assert table["who"].tolist() == ["board / city"]


def test_applying_twice_changes_nothing_more(tmp_path):
    path = write(tmp_path / "d.csv", {**RAMP, "who": "board"})
    once = applied(path, RAMP, LAMPS)
    pd.testing.assert_frame_equal(once, apply_decisions(once, RegisterSettings(decisions=str(path))))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("d.csv", "a,b\n1,2\n"),
        ("d.toml", "[[decision"),
        ("d.toml", "x = 1\n"),
        ("d.xlsx", "no workbook"),
        ("d.odt", ""),
        ("d.csv", None),
    ],
)
def test_file_that_cannot_be_used_is_one_clear_sentence(tmp_path, name, text):
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    with pytest.raises(InputError, match=name):
        applied(path, RAMP)
