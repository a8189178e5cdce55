"""A run in memory and on disk, and the face of the package."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pandas as pd
import pytest

import worldcafe
from conftest import TINY
from worldcafe.cli import main
from worldcafe.found import TABLES
from worldcafe.report.formats import FORMATS

ALL = tuple(FORMATS)
OLDER = b'{"tool": "worldcafe", "version": "0.1.0"}'
PACKAGE = Path(worldcafe.__file__).parent
NAMED = (
    TINY.replace("Children water the beds", "Annegret Kowalska waters the beds")
    + "\n- ask Annegret Kowalska\n"
)


@pytest.fixture(name="made", scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run of the command with every format, on notes that name a person."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "garden.md").write_text(NAMED, encoding="utf-8")
    assert (
        main(["run", str(folder / "garden.md"), "--out", str(folder / "run"), "--format", ",".join(ALL)]) == 0
    )
    return folder / "run"


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def parts(folder: Path, name: str) -> dict[str, bytes]:
    """The bytes of one format."""
    path = folder / FORMATS[name]
    return files(path) if path.is_dir() else {path.name: path.read_bytes()}


@pytest.mark.parametrize("name", ALL)
def test_format_rendered_later_has_the_bytes_of_the_run(made, tmp_path, name):
    assert main(["render", str(made), "--format", name, "--out", str(tmp_path / "later")]) == 0
    assert parts(tmp_path / "later", name) == parts(made, name)
    assert [path.name for path in (tmp_path / "later").iterdir()] == [FORMATS[name]]


@pytest.mark.parametrize(
    ("named", "told"),
    [("html", ""), (["html", "odt"], "no format odt; known: html"), ("", "no format named")],
)
def test_formats_are_named_as_on_the_command_line_or_in_a_list(made, tmp_path, named, told):
    with pytest.raises(worldcafe.InputError, match=told) if told else nullcontext():
        assert [path.name for path in worldcafe.load(made).render(tmp_path, named)] == ["report.html"]


def test_rendering_into_the_run_replaces_what_is_there_and_nothing_else(made, tmp_path):
    run = shutil.copytree(made, tmp_path / "run")
    before = files(run)
    (run / "report.html").write_text("old")
    (run / "charts" / "old.svg").write_text("old")
    assert main(["render", str(run), "--format", "html,charts"]) == 0
    assert files(run) == before


def test_saved_run_is_the_run_that_was_loaded_without_its_report(made, tmp_path):
    worldcafe.load(made).save(tmp_path / "copy")
    rendered = {name for format_ in ALL for name in ((FORMATS[format_],) if "." in FORMATS[format_] else ())}
    kept = {name: data for name, data in files(made).items() if name not in rendered and "charts" not in name}
    assert files(tmp_path / "copy") == kept


def test_analyse_gives_the_run_of_the_command(made, tmp_path):
    (tmp_path / "garden.md").write_text(NAMED, encoding="utf-8")
    run = worldcafe.analyse(str(tmp_path / "garden.md"), removed=tmp_path / "eyes.csv")
    run.save(str(tmp_path / "run"))
    for name, data in files(tmp_path / "run").items():
        if name != "run.json":
            assert data == files(made)[name], name
    assert "Annegret Kowalska" in (tmp_path / "eyes.csv").read_text()


def test_removed_name_is_in_nothing_of_a_run_in_memory_or_on_disk(made):
    run = worldcafe.load(made)
    assert "Annegret" in made.with_name("run.removed.csv").read_text()
    assert not [name for name, data in files(made).items() if b"Annegret" in data or b"Kowalska" in data]
    assert "Kowalska" not in repr(run.analysis)
    assert run.analysis.removed == {"person": 2}


def test_text_of_a_source_is_whole_and_quotes_stand_where_they_did(made):
    (source,) = worldcafe.load(made).analysis.sources
    assert source.text.startswith("# Outcome of the garden café\n\n## Compost\n")
    assert source.text.endswith("- ask " + "█" * 20 + "\n")
    assert source.digest == hashlib.sha256(source.text.encode()).hexdigest()
    for row in worldcafe.load(made).analysis.segments.itertuples():
        assert source.text[row.start : row.end] == row.text


def test_frames_hold_lists_where_ids_are_several(made):
    run = worldcafe.load(made)
    for frame, columns in (
        (run.notes, ("claim_ids",)),
        (run.themes, ("note_ids", "keywords", "exemplar_ids", "claim_ids")),
        (run.suggestions, ("note_ids", "places", "claim_ids")),
        (run.claims, ("note_ids",)),
    ):
        assert len(frame)
        for column in columns:
            assert all(isinstance(cell, list) for cell in frame[column]), column
    said = "Every street should have a shared compost bin."
    note = run.notes.set_index("clean_text").loc[said]
    claim = run.claims.set_index("text").loc[said]
    assert note["note_id"] in claim["note_ids"]
    assert claim["claim_id"] in note["claim_ids"]
    assert set(run.links.columns) >= {"claim_id", "note_id", "score"}


def test_frame_without_rows_keeps_its_columns(tmp_path):
    (tmp_path / "notes.md").write_text("# Table 1\n\n- one note is all there is\n")
    run = worldcafe.analyse(tmp_path / "notes.md")
    assert len(run.notes) == 1
    for frame in (run.themes, run.claims, run.links):
        assert len(frame) == 0
        assert len(frame.columns)
    assert "0 themes" in repr(run)
    assert "<table>" not in run._repr_html_()


def test_changed_frame_changes_nothing_in_the_run(made):
    run = worldcafe.load(made)
    themes, links = run.themes, run.links
    themes["name"] = "mine"
    links["score"] = 0.0
    assert "mine" not in set(run.themes["name"])
    assert run.links["score"].gt(0).any()


def test_run_shows_itself_in_a_line_and_in_a_notebook(made):
    run = worldcafe.load(made)
    assert repr(run).startswith("Run('Outcome of the garden café': 9 notes, ")
    assert len(repr(run)) < 200
    assert "<b>Outcome of the garden café</b>" in run._repr_html_()
    assert len(run._repr_html_()) < 4000


def test_hostile_title_stays_text_in_a_notebook():
    from sample_analysis import HOSTILE, hostile_analysis
    from worldcafe.run.summary import run_as_html

    analysis = hostile_analysis()
    analysis.title = HOSTILE
    assert "<script" not in run_as_html(analysis)
    assert "&lt;script&gt;" in run_as_html(analysis)


def test_chart_is_a_figure_and_one_without_data_is_told(made):
    from matplotlib.figure import Figure

    run = worldcafe.load(made)
    assert isinstance(run.plot.themes(), Figure)
    assert isinstance(run.plot.topics(), Figure)
    with pytest.raises(worldcafe.InputError, match="no data for the chart trend; it has themes"):
        run.plot.trend()


def test_plot_has_a_method_for_every_chart():
    from worldcafe.report.charts import DRAWN
    from worldcafe.run.plots import Plots

    assert {name for name in vars(Plots) if not name.startswith("_")} == set(DRAWN)


def test_tables_of_an_analysis_are_the_tables_written(made):
    assert {path.stem for path in (made / "tables").glob("*.csv")} == set(TABLES)


def test_chart_drawn_from_a_loaded_run_shows_itself_in_a_notebook(made):
    assert worldcafe.load(made).plot.themes()._repr_png_().startswith(b"\x89PNG")


def test_the_example_that_is_shipped_is_opened_by_this_version():
    opened = worldcafe.load(Path(__file__).parents[1] / "reports" / "ccnso-2023")
    assert len(opened.themes) > 10


def test_a_run_whose_settings_another_version_knew_better_is_opened(made, tmp_path):
    run = shutil.copytree(made, tmp_path / "run")
    told = json.loads((run / "run.json").read_text())
    told["settings"]["read"]["gone_by_now"] = True
    told["settings"]["gone"] = {"by": "now"}
    (run / "run.json").write_text(json.dumps(told))
    assert worldcafe.load(run).analysis.settings == worldcafe.load(made).analysis.settings


@pytest.mark.parametrize(
    "wrong",
    [
        ("run.json", b"{", "run.json: this run is damaged"),
        ("run.json", b"[]", "no run of worldcafe"),
        ("run.json", b'{"tool": "other"}', "no run of worldcafe"),
        ("run.json", OLDER, "an earlier build of worldcafe made this run"),
        ("run.json", OLDER, "into the same folder, where decisions are kept"),
        ("run.json", b'{"tool": "worldcafe", "layout": 99}', "install a newer version"),
        ("run.json", b'{"tool": "worldcafe", "layout": 5}', "run.json: this run is damaged"),
        ("sources.json", b"[]", "sources.json: this run is damaged"),
        ("tables/themes.parquet", b"PAR1", "themes.parquet: this run is damaged"),
        ("tables/datapackage.json", b"{}", "datapackage.json: this run is damaged"),
        ("tables/datapackage.json", b'{"resources": [1]}', "datapackage.json: this run is damaged"),
        ("run.json", None, "no run here"),
        ("sources.json", None, "sources.json: this run is damaged"),
        ("tables/links.parquet", None, "links.parquet: this run is damaged"),
        ("tables/datapackage.json", None, "datapackage.json: this run is damaged"),
    ],
)
def test_older_or_damaged_folder_gets_one_sentence(made, tmp_path, capsys, wrong):
    file, data, said = wrong
    run = shutil.copytree(made, tmp_path / "run")
    (run / file).unlink() if data is None else (run / file).write_bytes(data)
    assert main(["render", str(run)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("settings", 7),
        ("settings", {"cluster": {"blend": "much"}}),
        ("removed", ["person"]),
        ("removed", {"person": "two"}),
        ("stages", [{"stage": "read"}]),
        ("stages", 3),
        ("packages", 3),
    ],
)
def test_record_with_another_shape_is_told(made, tmp_path, key, value):
    run = shutil.copytree(made, tmp_path / "run")
    record = json.loads((run / "run.json").read_text())
    (run / "run.json").write_text(json.dumps({**record, key: value}))
    with pytest.raises(worldcafe.InputError, match=r"run\.json"):
        worldcafe.load(run)


def test_face_is_listed_documented_and_takes_text_and_path(made):
    assert {"analyse", "load", "check", "Run", "Settings", "InputError"} <= set(dir(worldcafe))
    for name in dir(worldcafe):
        assert name.startswith("__") or inspect.getdoc(getattr(worldcafe, name)), name
    with pytest.raises(AttributeError, match="has no attribute 'analyze'"):
        worldcafe.analyze  # noqa: B018
    assert repr(worldcafe.load(str(made))) == repr(worldcafe.load(made))


def test_check_says_what_the_command_says(tmp_path, capsys):
    notes, draft = tmp_path / "notes.md", tmp_path / "draft.md"
    report, annex = TINY.split("# Annex: notes")
    notes.write_text(annex, encoding="utf-8")
    draft.write_text(report, encoding="utf-8")
    found = worldcafe.check(str(draft), notes)
    assert main(["check", str(draft), "--notes", str(notes)]) == 0
    assert str(found) == capsys.readouterr().out.strip()
    assert found.claims["verdict"].eq("supported").any()


def test_opening_a_run_imports_no_stage_and_nothing_heavy(made):
    code = (
        "import sys, worldcafe\nrun = worldcafe.load(sys.argv[1])\nrun.themes, run.notes, repr(run)\n"
        "heavy = ['pandera', 'spacy', 'sklearn', 'scipy', 'matplotlib', 'onnxruntime', 'jinja2']\n"
        "stages = ('analysis', 'read', 'parse', 'embed', 'cluster', 'report')\n"
        "heavy += [f'worldcafe.{name}' for name in stages]\n"
        "sys.exit(','.join(name for name in heavy if name in sys.modules) or 0)"
    )
    paths = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-c", code, str(made)]
    done = subprocess.run(command, capture_output=True, text=True, env=paths, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_parquet_of_a_run_reads_as_its_csv(made):
    for name in TABLES:
        table = pd.read_parquet(made / "tables" / f"{name}.parquet")
        text = pd.read_csv(made / "tables" / f"{name}.csv", keep_default_na=False)
        assert list(table.columns) == list(text.columns)
        assert len(table) == len(text)


def test_chart_of_the_first_themes_is_lower_and_small_enough_for_a_notebook(made):
    plot = worldcafe.load(made).plot
    whole, first = plot.themes(), plot.themes(most=1)
    assert first.get_size_inches()[1] < whole.get_size_inches()[1]
    assert len(first._repr_png_()) < 20_000
