"""What was removed is listed with its context and takes answers, which the next run follows."""

from __future__ import annotations

import stat

import pytest

from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.language.words import PLACEHOLDER as name_placeholder
from worldcafe.recur.wording import PLACEHOLDER as recur_placeholder
from worldcafe.redact.stage import TYPES
from worldcafe.settings import RedactSettings, Settings
from worldcafe.tasks.identities import (
    answer_identities,
    answers_path,
    list_identities,
    read_answers,
    with_answers,
)

NOTES = """# Garden café

## Table 1

Host: Ines Okoye

- Ines Okoye said the gate should stay open
- the key of the shed hangs at brindlewick
- the treasurer keeps bees
- more benches along the canal
- plant trees in front of the hall
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run on notes in which one name is found and one is not."""
    folder = tmp_path_factory.mktemp("identities")
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")
    assert main(["run", str(folder / "notes.md"), "--out", str(folder / "out"), "--format", "html"]) == 0
    return folder / "out"


def public(run):
    """All that a run shows to others."""
    files = [path for path in run.rglob("*") if path.suffix in (".csv", ".json", ".html", ".md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_identities_are_listed_in_their_context_and_without_other_names(run):
    items = {item.text: item for item in list_identities(run)}
    assert items["Ines Okoye"].removed
    assert items["Ines Okoye"].count == 2
    assert any("[person 1] said the gate" in passage for passage in items["Ines Okoye"].passages)
    assert not items["treasurer"].removed


def test_answers_are_private_and_the_last_one_counts(run):
    answer_identities(run, remove=["Olverston"], keep=["Ines Okoye"])
    assert answer_identities(run, remove=["ines okoye"]).keep == ()
    assert read_answers(run).remove == ("Olverston", "ines okoye")
    assert stat.S_IMODE(answers_path(run).stat().st_mode) == 0o600
    followed = with_answers(Settings(redact=RedactSettings(never=("Hall",))), run).redact
    assert (followed.always, followed.never) == (("Olverston", "ines okoye"), ("Hall",))
    answers_path(run).unlink()


def test_a_missed_name_that_is_reported_is_gone_everywhere_in_the_next_run(run, capsys):
    assert "brindlewick" in public(run)
    assert main(["identities", str(run), "--remove", "Brindlewick"]) == 0
    assert main(["run", str(run.parent / "notes.md"), "--out", str(run), "--format", "html"]) == 0
    assert "brindlewick" not in public(run).casefold()
    capsys.readouterr()
    assert main(["identities", str(run)]) == 0
    told = capsys.readouterr().out
    assert "brindlewick (words of yours, 1x, removed, answered: remove): named by you, in" in told
    assert "Ines Okoye (person, 2x, removed): " in told
    assert main(["identities", str(run)]) == 0
    told = capsys.readouterr().out
    assert "Ines Okoye" in told
    assert "brindlewick" in told


def test_a_folder_without_a_run_and_a_list_that_is_elsewhere_are_told(tmp_path, run):
    with pytest.raises(InputError, match="no run of worldcafe"):
        list_identities(tmp_path)
    with pytest.raises(InputError, match="names nobody"):
        answer_identities(run, keep=["--"])


@pytest.mark.parametrize("kind", [*TYPES, "place"])
def test_a_placeholder_of_any_type_names_no_theme_and_is_shared_by_nobody(kind):
    placeholder = f"[{kind} 12]"
    assert name_placeholder.fullmatch(placeholder)
    assert recur_placeholder.fullmatch(placeholder)


def test_run_without_identities_says_that_there_are_none(tmp_path, capsys):
    (tmp_path / "notes.md").write_text("# Table 1\n\n- more benches\n- plant trees\n", encoding="utf-8")
    assert main(["run", str(tmp_path / "notes.md"), "--out", str(tmp_path / "out"), "--format", "html"]) == 0
    capsys.readouterr()
    assert main(["identities", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.startswith("Nothing was removed, and nothing was found that may identify")
