"""The second process that draws charts."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

import pytest

from sample_analysis import sample_analysis
from worldcafe.report import Studio
from worldcafe.report.studio import write_charts
from worldcafe.report.view import build_view


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def charts():
    return build_view(sample_analysis()).charts[:2]


@pytest.fixture(scope="module")
def in_place(charts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("in_place")
    write_charts(charts, folder)
    return files(folder)


def test_second_process_writes_the_same_bytes_as_this_one(charts, in_place, tmp_path):
    Studio().begin([partial(write_charts, charts, tmp_path / "charts")])()
    assert files(tmp_path / "charts") == in_place


def test_charts_are_drawn_in_place_where_no_process_can_be_started(charts, in_place, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    Studio().begin([partial(write_charts, charts, tmp_path / "charts")])()
    assert files(tmp_path / "charts") == in_place


def test_charts_are_drawn_in_place_where_the_process_is_gone(charts, in_place, tmp_path):
    studio = Studio()
    process = studio._process
    process.kill()
    process.wait()
    studio.begin([partial(write_charts, charts, tmp_path / "charts")])()
    assert files(tmp_path / "charts") == in_place


def test_second_process_ends_when_nothing_is_asked_of_it():
    process = Studio()._process
    process.stdin.close()
    assert process.wait(timeout=60) == 0
