"""Decisions as files: out of the app, through a spreadsheet or a run, and back, nothing changes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from serve_app import fill, fresh_database, suggestion, told, use_database
from worldcafe.register import read_register
from worldcafe.settings import RegisterSettings, Settings

OFFICE = shutil.which("soffice")
SAVED = Path(__file__).parent / "workbooks" / "saved-by-libreoffice.xlsx"
WRITTEN = {
    1: {
        "remit": "yes",
        "scope": "committee",
        "body": "=Parks & trees",
        "informed": "2026-05-01",
        "due": "2026-06-01",
    },
    2: {"remit": "no", "remit_why": "The county's.", "public_text": 'Two\nlines "quoted" \\ =1+1'},
    3: {"remit": "yes", "scope": "council", "answer": "yes", "progress": "done"},
}


@pytest.fixture(name="folder")
def _folder(tmp_path):
    fresh_database(tmp_path)
    yield tmp_path
    use_database(str(tmp_path / "after.db"))


def decide_all(values=None):
    from worldcafe.serve.log import Actor, Wish, decide

    for number, facts in (values or WRITTEN).items():
        decide(Actor("Ana"), Wish(number, facts, 0, f"k{number}"))


def triage():
    from worldcafe.serve.models import Item
    from worldcafe.serve.process import triage_of
    from worldcafe.serve.texts import facts_of

    return {item.number: triage_of(facts_of(item)) for item in Item.objects.all()}


def save_with_libreoffice(path):
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc-nogui)")
    out = path.parent / "saved"
    command = [OFFICE, f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", out, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return out / path.name


def test_a_workbook_of_the_app_that_libreoffice_saved_changes_nothing(folder):
    from worldcafe.serve.files_out import changes_in, make_workbook

    fill()
    decide_all()
    path = folder / "register.xlsx"
    path.write_bytes(make_workbook())
    assert changes_in(path.read_bytes(), ".xlsx") == []
    assert changes_in(save_with_libreoffice(path).read_bytes(), ".xlsx") == []


def test_a_workbook_that_libreoffice_saved_long_ago_changes_nothing(folder):
    from worldcafe.serve.files_out import changes_in

    fill()
    decide_all()
    assert changes_in(SAVED.read_bytes(), ".xlsx") == []


def test_a_cell_changed_in_that_workbook_is_the_one_change(folder):
    from worldcafe.serve.files_out import changes_in

    fill()
    decide_all()
    book = openpyxl.load_workbook(SAVED)
    book.active.cell(5, 5).value = "Tools group"
    book.save(folder / "changed.xlsx")
    (change,) = changes_in((folder / "changed.xlsx").read_bytes(), ".xlsx")
    assert (change["item"].number, change["told"]) == (4, [("body", "", "Tools group")])


@pytest.mark.slow
def test_a_workbook_of_a_run_that_libreoffice_saved_gives_the_same_register(corpus_run, tmp_path):
    path = tmp_path / "register.xlsx"
    book = openpyxl.load_workbook(corpus_run / "register.xlsx")
    headings = [cell.value for cell in book.active[1]]
    for row, who in ((2, "=Council"), (4, "Ärzte & “Öffentlichkeit”")):
        book.active.cell(row, headings.index("Who") + 1).value = f"'{who}" if who[0] == "=" else who
    book.save(path)
    before = read_register(path)
    assert [entry.triage["who"] for entry in before if entry.triage["who"]] == [
        "=Council",
        "Ärzte & “Öffentlichkeit”",
    ]
    assert read_register(save_with_libreoffice(path)) == before


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "toml"])
def test_out_of_the_app_through_a_run_and_back_nothing_changes(folder, tiny_report, kind):
    import worldcafe
    from worldcafe.serve.files_out import make_toml, make_workbook
    from worldcafe.serve.imports import import_run
    from worldcafe.serve.log import Actor
    from worldcafe.serve.models import Event, Item
    from worldcafe.serve.replay import find_differences

    worldcafe.analyse(tiny_report).save(folder / "run-1")
    import_run(folder / "run-1", Actor("Ana"))
    numbers = sorted(Item.objects.values_list("number", flat=True))[:3]
    decide_all(dict(zip(numbers, WRITTEN.values(), strict=True)))
    before, entries = triage(), Event.objects.count()
    path = folder / f"register.{kind}"
    path.write_bytes(make_workbook() if kind == "xlsx" else make_toml().encode())
    settings = Settings(register=RegisterSettings(str(path)))
    worldcafe.analyse(tiny_report, settings=settings).save(folder / "run-2")
    listed = read_register(folder / "run-2")
    assert {entry.number: dict(entry.triage) for entry in listed} == before
    import_run(folder / "run-2", Actor("Ana"))
    assert triage() == before
    assert set(Item.objects.values_list("standing", flat=True)) == {"same"}
    assert Event.objects.count() == entries + 1  # that it was taken in
    use_database(str(folder / "another.db"))
    import_run(folder / "run-2", Actor("Ben"))
    assert triage() == before
    assert find_differences() == []


NO_GROUP = {"remit": "yes", "remit_why": "", "scope": "committee", "who": "", "status": "asked"}


def test_a_row_of_the_first_workbook_that_names_no_group_waits_and_says_which_cell_is_empty(folder):
    from worldcafe.serve.groups import all_groups
    from worldcafe.serve.models import Comment, Item, Text

    blank = {"report_back": "", "reason": "", "on": "2026-05-01"}
    rows = [
        suggestion("Lend tools", ["lend tools"], 1, triage={**NO_GROUP, **blank}),
        suggestion("Plant trees", ["plant trees"], 2, triage={**NO_GROUP, **blank, "who": "Parks"}),
    ]
    fill(told(rows))
    states = dict(Item.objects.values_list("number", "state"))
    assert states == {1: "whose scope", 2: "asked"}
    assert [group.name for group in all_groups()] == ["Parks"]
    (held,) = Comment.objects.all()
    said = Text.objects.get(ref=held.ref).body
    assert (held.item, said.partition(".")[0]) == (1, "No 1, Who: write which group it is")
    assert "committee; Informed and asked on: 2026-05-01" in said


def test_a_row_of_a_file_that_names_no_group_is_shown_with_its_cell_and_only_the_rest_is_stored(folder):
    from worldcafe.serve.files_out import changes_in

    fill()
    head = "number,text,remit,scope,who,status\n"
    data = f"{head}1,Plant trees,yes,committee,,to inform\n2,Open,yes,committee,Culture,to inform\n"
    first, second = changes_in(data.encode(), ".csv")
    assert (first["packed"], second["held"]) == ('{"remit": "yes"}', "")
    assert first["held"].startswith("decisions.csv, row 1, Who: write which group it is.")
