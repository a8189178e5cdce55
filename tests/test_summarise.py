"""A first draft of the summary: the notes' own sentences, ten bullets a topic at most, nothing invented."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace

import pytest

from corpus_lines import read_segments
from sample_analysis import emptied, sample_analysis
from worldcafe.errors import InputError
from worldcafe.report.first_draft import MOST, as_markdown, draft_topics
from worldcafe.report.view import build_view
from worldcafe.tasks.summarise import write_draft


def test_every_sentence_is_that_of_a_note_and_each_bullet_names_its_notes():
    view = build_view(sample_analysis())
    said = {" ".join(note.clean_text.split()).rstrip(".") for note in view.notes}
    bullets = [bullet for topic in draft_topics(view) for bullet in topic.bullets]
    assert bullets
    assert all(sentence.rstrip(".") in said for bullet in bullets for sentence in bullet.sentences)
    assert all(bullet.notes for bullet in bullets)


def test_what_several_tables_said_is_given_with_all_their_places():
    text = as_markdown("Rooms", draft_topics(build_view(sample_analysis())))
    line = next(line for line in text.splitlines() if line.startswith("[^1]: "))
    assert "s04" in line
    assert "s07" in line
    assert "s09" in line
    assert "South" in line


def test_dissent_is_kept():
    told = [
        sentence
        for topic in draft_topics(build_view(sample_analysis()))
        for bullet in topic.bullets
        for sentence in bullet.sentences
    ]
    assert "closed when families have time." in [sentence.replace("*", "") for sentence in told]


def test_topic_has_at_most_ten_bullets():
    view = build_view(sample_analysis())
    note = view.notes[0]
    many = tuple(
        replace(
            note,
            note_id=f"n{number}",
            clean_text=f"Paint wall number {number} blue",
            theme_ids=(f"t{number}",),
        )
        for number in range(60)
    )
    (topic,) = draft_topics(replace(view, notes=many, suggestions=(), themes=()))
    assert len(topic.bullets) == MOST


def test_draft_that_somebody_may_have_edited_is_not_replaced(tmp_path):
    made = write_draft(sample_analysis(), tmp_path / "draft.md")
    assert [path.name for path in made] == ["draft.md", "draft.docx"]
    for path in made:
        edited = tmp_path / path.stem / path.name
        edited.parent.mkdir(exist_ok=True)
        edited.write_text("edited", encoding="utf-8")
        with pytest.raises(InputError, match=r"this file (exists|is there already)"):
            write_draft(sample_analysis(), edited.with_suffix(".md"))
        assert edited.read_text(encoding="utf-8") == "edited"
        edited.unlink()


def test_run_without_anything_to_say_gives_no_draft(tmp_path):
    sample = sample_analysis(**emptied("suggestions", "themes"))
    sample.sides = sample.sides.head(0)
    sample.segments = sample.segments.assign(kind="observation", theme_id="")
    with pytest.raises(InputError, match="nothing to draft"):
        write_draft(sample, tmp_path / "draft.md")


def test_word_has_real_footnotes_which_no_reader_takes_for_claims(tmp_path):
    _, path = write_draft(sample_analysis(), tmp_path / "draft.md")
    with zipfile.ZipFile(path) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        text = archive.read("word/document.xml").decode()
    marks = re.findall(r'<w:footnoteReference w:id="(\d+)"', text)
    assert marks == re.findall(r'<w:footnote w:id="(\d+)"', notes)
    assert "s04" in notes
    assert "s04" not in text
    rows = read_segments(path)
    assert set(rows.loc[rows["text"].str.contains("s04"), "role"]) == {"meta"}
