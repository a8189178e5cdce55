"""Nobody who guesses a removed name finds out that it is right: what is shared does not depend on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import TINY
from worldcafe.cli import main
from worldcafe.tasks.publish import private_path

FORMATS = "html,docx,pdf,xlsx,qdpx,charts"
NOTES = TINY.replace("- The bins smell in summer", "- The bins smell, as {first} told {friend}").replace(
    "### Round 2\n", "### Round 2\n\nHost: {host}\n", 1
)
ONE = {"first": "Margaret", "friend": "Tobias", "host": "Margaret Holloway"}
OTHER = {"first": "Wilhelmina", "friend": "Gerda", "host": "Wilhelmina Orchard"[:17]}


def shared_by(folder: Path, names: dict[str, str]) -> dict[str, bytes]:
    """The files of a run on notes with these names, and what is in its record but for how long it took."""
    folder.mkdir()
    (folder / "garden.md").write_text(NOTES.format(**names), encoding="utf-8")
    assert main(["run", str(folder / "garden.md"), "--out", str(folder / "out"), "--format", FORMATS]) == 0
    listed = private_path(folder / "out").read_text(encoding="utf-8")
    assert all(name in listed for name in names.values())
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in (folder / "out").rglob("*")
        if path.is_file()
    }
    record = json.loads(found.pop("out/run.json"))
    record["stages"] = [{**stage, "seconds": 0} for stage in record["stages"]]
    return found | {"out/run.json": json.dumps(record).encode()}


@pytest.mark.slow
def test_what_is_shared_is_the_same_byte_for_byte_whoever_was_named(tmp_path):
    one, other = shared_by(tmp_path / "one", ONE), shared_by(tmp_path / "other", OTHER)
    assert len(one) > 40
    assert [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)] == []
