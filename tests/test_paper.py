"""The paper in Word and PDF: the numbers of the tables, the words of the notes, and a way to find them."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from conftest import read_table
from sample_analysis import emptied, sample_analysis
from worldcafe.found import saying
from worldcafe.report.paper import compose_paper
from worldcafe.report.paper.blocks import (
    Bullets,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Said,
    Styled,
    shortened,
)
from worldcafe.report.pdf import write_pdf
from worldcafe.report.view import build_view
from worldcafe.report.word import write_word
from worldcafe.settings import LlmSettings, Settings

VARIANTS = {
    "whole": {},
    "no report": emptied("claims", "links", "topics"),
    "no themes": emptied("themes"),
    "no suggestions": emptied("suggestions"),
    "notes alone": emptied("claims", "links", "topics", "themes", "suggestions"),
}


def paper_of(**changes):
    return compose_paper(build_view(sample_analysis(**changes)))


def texts(paper):
    """All text of a paper, block by block."""
    for block in paper.blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph | Said):
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Bullets):
            yield from ("".join(run.text for run in point) for point in block.points)
        elif isinstance(block, Picture):
            yield block.caption
        elif isinstance(block, Grid):
            yield from (block.caption, *block.header)
            yield from ("".join(run.text for run in cell) for row in block.rows for cell in row)


@pytest.fixture(name="word", scope="module")
def _word(corpus_run):
    return docx.Document(str(corpus_run / "report.docx"))


@pytest.fixture(name="pdf", scope="module")
def _pdf(corpus_run):
    return pypdf.PdfReader(corpus_run / "report.pdf")


def squeezed(text):
    """A text without white space and hyphens: lines break where they like."""
    return re.sub(r"[\s\u00ad-]+", "", text)


# What both hold


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_word_and_pdf_hold_every_text_of_the_paper_in_order(tmp_path, changes):
    paper = paper_of(**changes)
    write_word(paper, tmp_path / "p.docx")
    write_pdf(paper, tmp_path / "p.pdf")
    printed = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "p.pdf").pages))
    body = docx.Document(str(tmp_path / "p.docx")).element.body
    written = squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))
    at = 0
    for text in texts(paper):
        assert squeezed(text) in printed, text
        at = written.index(squeezed(text), at)


def test_paper_tells_the_numbers_of_the_tables(corpus_run, word):
    told = " ".join(paragraph.text for paragraph in word.paragraphs)
    themes, suggestions = read_table(corpus_run, "themes"), read_table(corpus_run, "suggestions")
    suggestions = suggestions[suggestions["set_aside"] == ""]
    segments, claims = read_table(corpus_run, "segments"), read_table(corpus_run, "claims")
    notes = segments[segments["role"] == "note"]
    assert f"{len(notes)} notes" in told
    assert f"{len(themes)} themes and {len(suggestions)} suggestions" in told
    assert f"{(themes['n_places'] > 1).sum()} of {len(themes)} themes came up at more than one place" in told
    unfounded = (claims["verdict"] == "unsupported").sum()
    assert f"{unfounded or 'None'} of {len(claims)} claims" in told
    silent = (~notes["segment_id"].isin(saying(read_table(corpus_run, "links"))["note_id"])).sum()
    assert f"{silent} of {len(notes)} notes were found in no claim" in told
    families = read_table(corpus_run, "families").sort_values(["n_places", "n_notes"], ascending=False)
    for family in families.head(5).itertuples():
        assert f"{family.n_places} places: {family.n_notes} notes" in told


def test_tables_of_the_paper_are_rows_of_the_tables(corpus_run, word):
    grids = {table.cell(0, 0).text: table for table in word.tables}
    topics = read_table(corpus_run, "topics")
    rows = [[cell.text for cell in row.cells] for row in grids["Topic"].rows[1:]]
    assert [row[0] for row in rows] == topics["topic"].tolist()
    assert [int(row[2]) for row in rows] == topics["n_notes"].tolist()
    assert [row[3] for row in rows] == [f"{share:.0%}" for share in topics["coverage"]]
    suggestions = read_table(corpus_run, "suggestions")
    suggestions = suggestions[suggestions["set_aside"] == ""]
    listed = [row.cells[0].text for row in grids["Suggestion"].rows[1:]]
    assert listed == [shortened(text, 220) for text in suggestions["text"].head(len(listed))]
    themes = read_table(corpus_run, "themes").set_index("name")
    for row in grids["Theme"].rows[1:]:
        assert themes.loc[row.cells[0].text, "n_tables"] == 1
        assert themes.loc[row.cells[0].text, "n_notes"] == int(row.cells[2].text)


def test_paper_has_six_to_ten_pages_for_the_corpus(pdf):
    assert 6 <= len(pdf.pages) <= 10


def lines_of_last_page(paper, path):
    write_pdf(paper, path)
    return len(pypdf.PdfReader(path).pages[-1].extract_text().splitlines())


def test_paper_whose_last_page_would_be_near_empty_is_set_closer(tmp_path, monkeypatch):
    said = [Paragraph((Styled("A few words of somebody. " * 8),))] * 42
    few = Paper("Notes", "of a café", (Heading(1, "Answers"), Heading(1, "Said"), *said))
    chosen = lines_of_last_page(few, tmp_path / "chosen.pdf")
    monkeypatch.setattr("worldcafe.report.pdf.SIZES", ("10.5",))
    plain = lines_of_last_page(few, tmp_path / "plain.pdf")
    assert plain < 10 < chosen


def test_every_quote_of_the_paper_stands_in_the_masked_sources(corpus_run, word):
    segments = read_table(corpus_run, "segments")
    source = squeezed(re.sub(r"<[^>]*>|█+|\[removed\]|[*_]", "", " ".join(segments["text"])))
    quotes = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "Quote"]
    assert len(quotes) > 10
    for paragraph in quotes:
        words = paragraph.runs[0].text.strip("“”").removesuffix(" …")
        for piece in words.split("[removed]"):
            assert squeezed(re.sub(r"[*_]", "", piece)) in source, words


# Word


def test_word_has_headings_and_a_filled_table_of_contents_that_leads_to_them(word):
    headings = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    lines = [paragraph for paragraph in word.paragraphs if paragraph.style.name.lower() == "toc 1"]
    assert [line.text for line in lines] == headings
    assert [text.split(".")[0] for text in headings] == [str(number + 1) for number in range(len(headings))]
    marks = {node.get(qn("w:name")) for node in word.element.body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for line in lines for link in line._p.iter(qn("w:hyperlink"))} == marks
    kinds = [node.get(qn("w:fldCharType")) for node in word.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") >= 4
    assert "updateFields" not in word.settings.element.xml


def test_word_describes_pictures_and_repeats_header_rows(word):
    pictures = list(word.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == len(word.inline_shapes) >= 2
    assert all(len(picture.get("descr")) > 40 for picture in pictures)
    for table in word.tables:
        first, *rest = (row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows)
        assert (first, any(rest)) == (True, False)


def test_word_captions_are_numbered(word):
    captions = [line.text for line in word.paragraphs if line.style.name == "Caption"]
    for kind, number in (("Figure", len(word.inline_shapes)), ("Table", len(word.tables))):
        found = [line.split(".")[0] for line in captions if line.startswith(kind)]
        assert found == [f"{kind} {place + 1}" for place in range(number)]


def test_word_says_its_language_and_nobodys_name(corpus_run, word):
    properties = word.core_properties
    assert (properties.author, properties.last_modified_by, properties.language) == (
        "worldcafe",
        "worldcafe",
        "en-GB",
    )
    assert "python-docx" not in properties.comments
    assert {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    with zipfile.ZipFile(corpus_run / "report.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# PDF


def test_pdf_is_tagged_and_promises_so(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of boolean
    assert str(root["/Lang"]).lower().startswith("en")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = {kind for kind, _ in tagged(root["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/P", "/Figure", "/Table", "/TH", "/TD", "/L", "/Caption"} <= tags


def test_pdf_describes_its_pictures(pdf):
    pictures = [node for kind, node in tagged(pdf.trailer["/Root"]["/StructTreeRoot"]) if kind == "/Figure"]
    assert len(pictures) >= 2
    assert all(len(str(node.get("/Alt", ""))) > 40 for node in pictures)


def tagged(node):
    """(kind, element) of the structure, from the top."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), node
        if "/K" in node:
            yield from tagged(node["/K"])


def test_pdf_bookmarks_are_the_headings(pdf, word):
    flat = []

    def walk(entries):
        for entry in entries:
            walk(entry) if isinstance(entry, list) else flat.append(entry.title)

    walk(pdf.outline)
    assert flat == [line.text for line in word.paragraphs if line.style.name in ("Heading 1", "Heading 2")]


def test_pdf_has_all_its_fonts_inside(pdf):
    fonts = [
        font.get_object()
        for page in pdf.pages
        for holder in page["/Resources"].get("/Font", {}).values()
        for font in holder.get_object()["/DescendantFonts"]
    ]
    assert fonts
    for font in fonts:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"])


def test_pdf_of_a_script_that_our_fonts_lack_is_still_written(tmp_path):
    analysis = sample_analysis()
    analysis.themes.loc[0, "name"] = "図書館 \U0001f333"
    write_pdf(compose_paper(build_view(analysis)), tmp_path / "p.pdf")
    reader = pypdf.PdfReader(tmp_path / "p.pdf")
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert "It came up at 3 places" in " ".join(reader.pages[1].extract_text().split())


# Both


def test_markup_in_a_note_stays_text(tmp_path):
    paper = paper_of()
    paths = tmp_path / "p.docx", tmp_path / "p.pdf"
    write_word(paper, paths[0])
    write_pdf(paper, paths[1])
    assert 'Heating "and" <b>cost</b>' in "\n".join(
        line.text for line in docx.Document(str(paths[0])).paragraphs
    )
    text = "".join(page.extract_text() for page in pypdf.PdfReader(paths[1]).pages)
    assert squeezed("<b>cost</b>") in squeezed(text)


@pytest.mark.parametrize("write", [write_word, write_pdf])
def test_same_paper_gives_the_same_bytes(tmp_path, write):
    write(paper_of(), tmp_path / "a")
    write(paper_of(), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_parts_without_anything_to_tell_are_left_out_and_the_numbers_close_up():
    paper = paper_of(**VARIANTS["notes alone"])
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings[0] == "1. Six answers"
    assert headings[-1].endswith("How this was made")
    assert [text.split(".")[0] for text in headings] == [str(place + 1) for place in range(len(headings))]
    assert not any("claims" in text for text in headings)


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("plant more trees", 40, "plant more trees"),
        ("plant more trees, and soon", 18, "plant more trees …"),
        ("plant", 5, "plant"),
        ("treesandtreesandtrees and more", 12, "treesandtree …"),
    ],
)
def test_long_quotes_are_cut_after_a_word_and_short_ones_stay(text, longest, short):
    assert shortened(text, longest) == short


def test_reading_a_paper_back_needs_no_file_but_itself(tmp_path):
    write_word(paper_of(), tmp_path / "p.docx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "p.docx").read_bytes())) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name), name


def test_claim_that_a_model_asks_to_compare_is_told_with_the_model_and_no_verdict(tmp_path):
    settings = Settings(llm=LlmSettings(model="small-7b"))
    claim = str(sample_analysis().links["claim_id"].iloc[0])
    write_word(paper_of(to_compare={claim: ()}, settings=settings), tmp_path / "p.docx")
    told = [paragraph.text for paragraph in docx.Document(str(tmp_path / "p.docx")).paragraphs]
    heading = next(place for place, text in enumerate(told) if text == "Please compare" and place)
    assert "asked by a language model (small-7b)" in told[heading + 1]
    assert "no verdict" in told[heading + 1]


def test_no_claim_is_to_be_compared_where_no_model_was_asked():
    assert "Please compare" not in list(texts(paper_of()))


def test_first_page_of_the_pdf_has_all_six_answers_and_then_the_contents(pdf, word):
    first = squeezed(pdf.pages[0].extract_text())
    parts = [line.text for line in word.paragraphs if line.style.name in ("Heading 1", "Heading 2")]
    asked = parts[1:7]
    assert asked[-1] == "What to decide next?"
    assert all(squeezed(text) in first for text in asked)
    last = [line.text for line in word.paragraphs if line.style.name == "Heading 1"][-1]
    begun = first + squeezed(pdf.pages[1].extract_text())
    assert first.index(squeezed(asked[-1])) < begun.index(squeezed(last))
    topics = next(line.text for line in word.paragraphs if line.text.startswith("Topics for the next café"))
    assert squeezed(topics) in first, "all of the last answer, too"


def test_answers_in_word_stand_closer_than_what_follows(word):
    styles = [line.style.name for line in word.paragraphs]
    border = next(place for place, name in enumerate(styles) if name.lower() == "toc 1")
    assert {"Answer", "Answer Point"} <= set(styles[:border])
    assert not {"Normal", "List Bullet"} & set(styles[:border])
    assert not {"Answer", "Answer Point"} & set(styles[border:])
