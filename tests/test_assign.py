"""New notes go into the themes of a saved model, or are told to fit none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from test_themes import COMPOST, MUSIC, TOOLS, cluster, segments_of
from worldcafe.cli import main
from worldcafe.cluster import load_centres
from worldcafe.cluster.centres import learn_centres

NEW = """\
# Table 9

- Who empties the compost bins in winter?
- Lend the garden tools for a weekend, says Margarethe Quillfeather
- A choir evening with live music
- Interest rates of the central bank went up
- n/a
"""


@pytest.fixture(name="model", scope="module")
def _model(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "model"
    segments = segments_of({"Table 1": COMPOST, "Table 2": TOOLS, "Table 3": MUSIC})
    found = cluster(segments)
    theme_of = dict(zip(segments["clean_text"], found.assignments["theme_id"], strict=True))
    names = {theme_of[COMPOST[0]]: "Compost", theme_of[TOOLS[0]]: "Tools", theme_of[MUSIC[0]]: "Music"}
    found.save(folder, names)
    return folder


@pytest.fixture(name="assigned", scope="module")
def _assigned(model, tmp_path_factory):
    folder = tmp_path_factory.mktemp("new")
    (folder / "new.md").write_text(NEW, encoding="utf-8")
    assert (
        main(["assign", str(folder / "new.md"), "--model", str(model), "--out", str(folder / "a.csv")]) == 0
    )
    return pd.read_csv(folder / "a.csv", keep_default_na=False)


def test_new_notes_go_where_their_matter_is(assigned):
    theme_of = dict(zip(assigned["clean_text"].str.split().str[0], assigned["theme"], strict=True))
    assert (theme_of["Who"], theme_of["Lend"], theme_of["A"]) == ("Compost", "Tools", "Music")


def test_note_that_fits_no_theme_is_emerging_and_filler_is_not(assigned):
    reason = dict(zip(assigned["clean_text"].str.split().str[0], assigned["set_aside"], strict=True))
    assert "emerging" in reason["Interest"]
    assert reason["n/a"].startswith("filler")
    assert ((assigned["theme_id"] == "") == (assigned["set_aside"] != "")).all()


def test_every_new_note_is_in_the_table_once(assigned):
    assert len(assigned) == 5
    assert assigned["note_id"].is_unique


def test_names_in_new_notes_are_removed_too(assigned, capsys):
    assert "Quillfeather" not in assigned.to_csv() + capsys.readouterr().out


@pytest.mark.parametrize("broken", ["no folder", "no numbers", "other words"])
def test_folder_without_a_whole_model_gives_one_clear_sentence(tmp_path, capsys, model, broken):
    notes = tmp_path / "new.md"
    notes.write_text(NEW, encoding="utf-8")
    folder = tmp_path / "model"
    if broken != "no folder":
        folder.mkdir()
        (folder / "themes.json").write_text("{}" if broken == "other words" else "", encoding="utf-8")
    if broken == "other words":
        (folder / "themes.safetensors").write_bytes((model / "themes.safetensors").read_bytes())
    assert main(["assign", str(notes), "--model", str(folder), "--out", str(tmp_path / "a.csv")]) == 2
    said = capsys.readouterr().err.strip()
    assert said.count("\n") == 0
    assert "model" in said
    assert not (tmp_path / "a.csv").exists()


def test_saved_model_is_the_same_again_and_holds_no_pickle(model, tmp_path):
    centres = load_centres(model)
    centres.save(tmp_path)
    for name in ("themes.json", "themes.safetensors"):
        assert (tmp_path / name).read_bytes() == (model / name).read_bytes()
    assert {path.suffix for path in model.iterdir()} <= {".json", ".safetensors"}


def test_border_keeps_what_belongs_and_lets_go_what_is_far_from_all():
    random = np.random.default_rng(3)
    middle = np.eye(8, dtype=np.float32)
    notes = np.vstack([middle[k] + 0.15 * random.standard_normal((9, 8)) for k in range(3)])
    space = (notes / np.linalg.norm(notes, axis=1, keepdims=True)).astype(np.float32)
    centres = learn_centres(space, ["A"] * 9 + ["B"] * 9 + ["C"] * 9, ["1", "2", "3"] * 9)
    assert (centres.nearest(space)[0] == np.repeat([0, 1, 2], 9)).mean() > 0.9
    assert (centres.nearest(middle[4:])[0] == -1).all()


def test_one_theme_or_one_note_a_theme_still_makes_a_model():
    row = np.eye(2, dtype=np.float32)
    assert learn_centres(row[:1], ["A"], ["1"]).nearest(row[:1])[0].tolist() == [0]
    assert learn_centres(row, ["A", "B"], ["1", "2"]).nearest(row)[0].tolist() == [0, 1]
