"""The end of a run: one truth for segments and sources, and no failure that throws the work away."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import worldcafe
from sample_analysis import sample_analysis
from worldcafe.cli import main
from worldcafe.parse import parse_sources
from worldcafe.redact import mask_sources, redact_identities
from worldcafe.register import apply_decisions
from worldcafe.report import write
from worldcafe.report.html import render_html
from worldcafe.report.paper import compose_paper
from worldcafe.report.title import is_title
from worldcafe.report.view import NOT_QUOTED, build_view
from worldcafe.segment import segment_blocks
from worldcafe.settings import RegisterSettings, Settings
from worldcafe.source import Source
from worldcafe.tables import Suggestions

NOTES = """# Table 1

- More benches in the park, please
- Paint the fence near the gate
- A map of all paths would help visitors
- Open the gate earlier in winter
- Plant trees along the canal
- Mend the fence behind the hall
"""
EVERY_FORMAT = ("html", "docx", "xlsx", "qdpx", "charts")


def masked(text: str) -> tuple[str, pd.DataFrame]:
    """Give a masked source and its masked segments."""
    settings, sources = Settings(), (Source("notes.md", text, "0" * 64),)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    done = redact_identities(segments, settings.redact)
    shown = mask_sources(sources, done.segments, done.removals, settings.redact.remove)
    return shown[0].text, done.segments


OTHER = """# Table 4

- Lend ladders to neighbours
- The market opens too late
- Teach children to swim
"""


def run(folder: Path, out: Path, formats: tuple[str, ...], text: str = NOTES) -> int:
    """Run on some notes and give the exit code."""
    notes, config = folder / "notes.md", folder / "quick.toml"
    notes.write_text(text, encoding="utf-8")
    config.write_text('[redact]\nfind_names = false\n[embed]\nencoder = "wordllama"\n')
    return main(
        ["run", str(notes), "--out", str(out), "--config", str(config), "--format", ",".join(formats)]
    )


def without_ink(*_: object) -> None:
    """Stand in for a writer of a format, also in the second process."""
    raise RuntimeError("no ink")


@pytest.mark.parametrize(
    "text",
    [
        "# Table 1\n\n- At first Ray Hollis spoke\n- He said that Ray wants benches\n- then a pause\n"
        "- Ray: the gate should stay open\n- Paint the fence\n",
        "# Table 1\n\n- Cheaper beds for every fam. @ 2.50% tax\n- Plant trees\n- Mend the fence\n",
        "# Table 1\n\n- send it to ana@\n- garden.org is down\n- Plant trees\n",
        "# Table 1\n\n- Ask Anna\n- Kowalska street is loud\n- Anna Kowalska and <b>An</b>na came\n",
    ],
)
def test_source_says_of_every_segment_what_the_segment_says(text):
    source, segments = masked(text)
    assert len(source) == len(text)
    for row in segments.itertuples():
        assert source[row.start : row.end] == row.text


WORDS = st.sampled_from(["Ray Hollis", "Ray", "Anna", "ask", "@", "fam.", "a@b.org", "2.50%", "<b>An</b>"])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5))
def test_source_and_segments_agree_whatever_the_notes_hold(notes):
    text = "# Table 1\n\n" + "".join(f"- {note}\n" for note in notes)
    source, segments = masked(text)
    assert len(source) == len(text)
    assert all(source[row.start : row.end] == row.text for row in segments.itertuples())


def test_a_known_name_in_markup_between_segments_goes_too():
    source, _ = masked("# Table 1\n\n- Anna Kowalska spoke\n<!-- typed by Anna Kowalska -->\n- Plant trees\n")
    assert "Kowalska" not in source
    assert "Plant trees" in source


def test_contact_is_not_put_together_from_two_notes():
    _, segments = masked("# Table 1\n\n- Cheaper beds for every fam. @ 2.50% tax\n- Plant trees\n- Mend it\n")
    assert "Cheaper beds for every fam." in " ".join(segments["text"])
    assert "█" not in "".join(segments["text"])


def test_quote_that_does_not_stand_in_its_source_is_left_out_and_counted():
    analysis = sample_analysis()
    changed = analysis.segments["text"].where(analysis.segments["segment_id"] != "s06", "Longer lies")
    view = build_view(sample_analysis(segments=analysis.segments.assign(text=changed)))
    said = {note.note_id: note.quote.text for note in view.notes}
    assert said["s06"] == NOT_QUOTED
    assert said["s09"] == "open on Sundays as well"
    assert view.made.left_out == 1
    assert "1 quote left out" in render_html(view)
    assert build_view(analysis).made.left_out == 0


@pytest.mark.parametrize("entity", ["&amp;lt;b&amp;gt; stays", "5 &lt; 6 &gt; 4 trees", "a &lt;b&gt; c"])
def test_what_reads_like_markup_once_decoded_is_still_a_quote(entity):
    from worldcafe.report.quote import quote, readable

    assert quote(readable(entity), entity, 0, len(entity)) == readable(entity)


@pytest.mark.parametrize("name", EVERY_FORMAT)
def test_a_format_that_fails_takes_nothing_else_with_it(tmp_path, monkeypatch, capsys, name):
    if name == "charts":
        monkeypatch.setattr(write, "write_charts", without_ink)
    else:
        monkeypatch.setitem(write.WRITERS, name, without_ink)
    out = tmp_path / "out"
    assert run(tmp_path, out, EVERY_FORMAT) == 1
    told = capsys.readouterr().err
    assert f"{write.FORMATS[name]} was not written (RuntimeError: no ink)" in told
    assert "Traceback" not in told
    files = {write.FORMATS[other] for other in EVERY_FORMAT if other != name}
    assert files | {"tables", "model", "run.json", "sources.json"} == {path.name for path in out.iterdir()}
    assert json.loads((out / "run.json").read_text())["not written"] == [name]


def test_a_report_that_cannot_be_composed_leaves_tables_model_and_record(tmp_path, monkeypatch, capsys):
    def fail(_: object) -> None:
        raise KeyError("gone")

    monkeypatch.setattr("worldcafe.tasks.publish.build_view", fail)
    out = tmp_path / "out"
    assert run(tmp_path, out, ("html", "xlsx")) == 1
    assert {path.name for path in out.iterdir()} == {"tables", "model", "run.json", "sources.json"}
    assert "report.html was not written" in capsys.readouterr().err


def test_a_format_that_fails_half_way_leaves_no_half_file(tmp_path, monkeypatch):
    def fail(_view: object, _analysis: object, path: Path) -> None:
        path.write_text("<html>half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(write.WRITERS, "html", fail)
    out = tmp_path / "out"
    assert run(tmp_path, out, ("html", "xlsx")) == 1
    assert not (out / "report.html").exists()
    assert (out / "register.xlsx").exists()


def decided(tmp_path: Path) -> Suggestions:
    """Give the register of the sample with a decision on what nobody says any more."""
    path = tmp_path / "decisions.toml"
    path.write_text('[[decision]]\ntext = "A tram to the moon"\nremit = "no"\nstatus = "done"\n')
    sample = sample_analysis()
    return apply_decisions(
        sample.suggestions, sample.segments, RegisterSettings(decisions=str(path))
    ).suggestions


def test_decision_whose_suggestion_is_gone_is_shown_with_it_in_a_report_of_two_cafes(tmp_path):
    register = decided(tmp_path)
    assert register["trend"].tolist() == ["persisting", "dropped", "gone"]
    view = build_view(sample_analysis(suggestions=register))
    page = render_html(view)
    assert "A tram to the moon" in page
    assert "decided on before, but no note says it now" in page
    assert compose_paper(view)
    trend = next(chart for chart in view.charts if chart.name == "trend")
    assert trend.title.startswith("1 of 2 suggestions came back")


def test_formats_that_are_not_asked_for_stay_and_are_marked_as_of_the_run_before(tmp_path, capsys):
    out = tmp_path / "out"
    assert run(tmp_path, out, ("html", "xlsx", "charts")) == 0
    workbook, page = (out / "register.xlsx").read_bytes(), out / "report.html"
    page.write_text("older", encoding="utf-8")
    capsys.readouterr()
    assert run(tmp_path, out, ("html",)) == 0
    assert (out / "register.xlsx").read_bytes() == workbook
    assert (out / "charts" / "themes.png").is_file()
    assert page.read_text(encoding="utf-8") != "older"
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["of an older run"] == ["register.xlsx", "charts"]
    told = capsys.readouterr()
    assert "Left as the run before made them: register.xlsx, charts" in told.out + told.err


def test_run_into_a_new_folder_has_nothing_of_an_older_one(tmp_path):
    assert run(tmp_path, tmp_path / "out", ("qdpx",)) == 0
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["of an older run"] == []


def test_folders_above_the_one_that_is_written_are_made(tmp_path):
    assert run(tmp_path, tmp_path / "spring" / "first" / "out", ("xlsx",)) == 0
    assert (tmp_path / "spring" / "first" / "out" / "tables" / "segments.csv").exists()


def test_run_of_other_notes_is_kept_whole_beside_the_new_one_and_said(tmp_path, capsys):
    out = tmp_path / "out"
    assert run(tmp_path, out, ("html", "xlsx")) == 0
    (out / "report.html").write_text("mine", encoding="utf-8")
    (tmp_path / "out.removed.csv").write_text("source,start,end,text,placeholder\n", encoding="utf-8")
    for number in ("", "-2"):
        before = {path.name for path in out.iterdir()}
        assert run(tmp_path, out, ("html",), OTHER if not number else NOTES) == 0
        kept = tmp_path / f"out-before{number}"
        assert (
            f"A run of other notes was in {out}; it is kept beside it as {kept.name}"
            in capsys.readouterr().out
        )
        assert {path.name for path in kept.iterdir()} == before
        assert (tmp_path / f"out-before{number}.removed.csv").is_file()
        assert not (out / "register.xlsx").exists()
    assert (tmp_path / "out-before" / "report.html").read_text(encoding="utf-8") == "mine"


def test_run_of_nearly_the_same_notes_replaces_the_one_before_and_nothing_is_kept(tmp_path, capsys):
    assert run(tmp_path, tmp_path / "out", ("html",)) == 0
    assert run(tmp_path, tmp_path / "out", ("html",), NOTES + OTHER) == 0
    assert "kept" not in capsys.readouterr().out
    assert not (tmp_path / "out-before").exists()


def test_terminal_counts_the_suggestions_that_the_page_lists(tmp_path, capsys):
    assert run(tmp_path, tmp_path / "out", ("html",)) == 0
    same = '[[same]]\nnotes = ["Plant trees along the canal", "Open the gate earlier in winter"]\n'
    (tmp_path / "corrections.toml").write_text(same, encoding="utf-8")
    capsys.readouterr()
    assert run(tmp_path, tmp_path / "out", ("html",)) == 0
    told = capsys.readouterr().out
    found = worldcafe.load(tmp_path / "out").analysis
    assert found.suggestions["trend"].tolist().count("merged") == 1
    listed = len(build_view(found).suggestions)
    assert f", {listed} suggestions, " in told
    assert listed == len(found.suggestions) - 1


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("comment-body", False),
        ("notes_2024", False),
        ("body", False),
        ("harvest.docx", False),
        ("final notes.docx", False),
        ("2024-05-01", False),
        ("Outcome Report", True),
        ("Harvest", True),
        ("what we said in May", True),
        ("Co-design", True),
        ("Über uns", True),
    ],
)
def test_name_of_a_file_or_a_column_is_no_title(text, is_one):
    assert is_title(text) is is_one


def test_run_without_a_title_asks_for_one_and_takes_what_is_given(tmp_path, capsys):
    notes = tmp_path / "export.csv"
    notes.write_text("comment-body\n" + NOTES.partition("\n\n")[2].replace("- ", "").replace(",", ""))
    config = tmp_path / "quick.toml"
    config.write_text('[redact]\nfind_names = false\n[embed]\nencoder = "wordllama"\n')
    asked = ["run", str(notes), "--out", str(tmp_path / "out"), "--config", str(config), "--format", "qdpx"]
    assert main(asked) == 0
    told = capsys.readouterr()
    assert 'give one with --title "..."' in told.out + told.err
    assert main([*asked, "--title", "Our park"]) == 0
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["title"] == "Our park"
    told = capsys.readouterr()
    assert "No title" not in told.out + told.err


def test_run_without_room_for_the_list_of_names_changes_nothing(tmp_path, monkeypatch, capsys):
    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    assert run(tmp_path, tmp_path / "out", ("html",)) == 0
    before = (tmp_path / "out" / "run.json").stat().st_ino, (tmp_path / "out.removed.csv").stat().st_ino
    monkeypatch.setattr("worldcafe.files.store.growing_file", no_room)
    assert run(tmp_path, tmp_path / "out", ("html",)) == 2
    assert "cannot be written (No space left on device)" in capsys.readouterr().err
    after = (tmp_path / "out" / "run.json").stat().st_ino, (tmp_path / "out.removed.csv").stat().st_ino
    assert after == before
