"""The changes that CONTRIBUTING walks through touch what it says, and no more: each is made here."""

from __future__ import annotations

import re
import sys
import types
from concurrent.futures import Future

import pytest

from conftest import REPO
from sample_analysis import sample_analysis
from test_architecture import PACKAGE
from worldcafe.engine.progress import Stages
from worldcafe.read import read_sources
from worldcafe.read.document import Reading
from worldcafe.run.render import render_files
from worldcafe.settings import ReadSettings

CONTRIBUTING = (REPO / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_another_input_format_is_a_reader_its_line_and_its_ending(tmp_path, monkeypatch):
    reader = types.ModuleType("worldcafe.read.jotted")
    reader.read_jotted = lambda document, settings: Reading(document.read().decode().replace("@", "- "))
    monkeypatch.setitem(sys.modules, "worldcafe.read.jotted", reader)
    monkeypatch.setitem(sys.modules["worldcafe.read.stage"].READERS, "jotted", ("jotted", "read_jotted"))
    monkeypatch.setitem(sys.modules["worldcafe.read.recognise"].ENDINGS, ".jot", "jotted")
    path = tmp_path / "table 1.jot"
    path.write_text("@More lamps\n", encoding="utf-8")
    (source,) = read_sources([path], ReadSettings())
    assert source.text == "- More lamps\n"


def test_another_output_format_is_a_writer_and_two_lines(tmp_path, monkeypatch):
    def write_list(view, analysis, path):
        path.write_text("\n".join(theme.name for theme in view.themes), encoding="utf-8")

    monkeypatch.setitem(sys.modules["worldcafe.report.formats"].FORMATS, "list", "themes.list")
    monkeypatch.setitem(sys.modules["worldcafe.report.write"].WRITERS, "list", write_list)
    analysis = sample_analysis()
    rendered = render_files(analysis, tmp_path, ["list"])
    (made,) = rendered.made
    assert rendered.failures == ()
    assert made.name == "themes.list"
    assert sorted(made.read_text(encoding="utf-8").split("\n")) == sorted(analysis.themes["name"])


class Elsewhere:
    """Does calls on another machine, as far as the stages can tell."""

    def __init__(self):
        self.done, self.closed = [], False

    def begin(self, function, *args, **kwargs):
        self.done.append(function.__name__)
        return Kept(function, args, kwargs)

    def close(self):
        self.closed = True


class Kept:
    """What a call gave; an argument may itself be such a promise."""

    is_kept, seconds = True, 0.5

    def __init__(self, function, args, kwargs):
        self.function, self.args = function, args
        self.future: Future = Future()
        self.future.set_result(function(*(arg() if isinstance(arg, Kept) else arg for arg in args), **kwargs))

    def __call__(self):
        return self.future.result()


def doubled(rows):
    return [*rows, *rows]


def test_stages_on_other_machines_are_one_object_with_two_methods():
    elsewhere = Elsewhere()
    with Stages(second=elsewhere) as stages:
        first = stages.ahead(doubled, [1])
        assert stages.result(stages.ahead(doubled, first)) == [1, 1, 1, 1]
    assert elsewhere.done == ["doubled", "doubled"]
    assert elsewhere.closed
    assert stages.records[0].seconds == 0.5


@pytest.mark.parametrize(
    ("room", "module", "name"),
    [("read", "latex", "latex"), ("read", "records", "records"), ("report", "qdpx", "qdpx")],
)
def test_a_format_is_known_to_four_files_of_its_room(room, module, name):
    """The module itself, its line in the map, and two in which it is one among all."""
    word = re.compile(rf"\b{name}\b")
    files = {path.stem for path in (PACKAGE / room).glob("*.py") if word.search(path.read_text("utf-8"))}
    others = {"stage", "recognise"} if room == "read" else {"write", "formats"}
    assert files | {module} == {module, "__init__", *others}


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ("read another format", 4),
        ("write another format", 4),
        ("another encoder", 0),
        ("stages on other machines", 1),
        ("a web application", 0),
        ("add a language", 1),
    ],
)
def test_changes_are_told_with_the_number_of_files_and_files_that_are_there(change, count):
    row = re.search(rf"^\| {change} \| (.*) \|$", CONTRIBUTING, re.MULTILINE)[1]
    assert row.startswith(f"{count}:")
    for name in re.findall(r"`([\w/]+(?:\.py|\.toml|/))`", row):
        assert "CODE" in name or list(REPO.glob(f"**/{name}")), name
