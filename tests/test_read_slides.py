"""read: presentations: titles, boxes, lists, tables; what is said beside the slides is kept apart."""

from __future__ import annotations

import re

import pytest

from corpus_lines import read_segments
from slides_made import SPACES, P, box, deck, frame, grid, odp, paragraph, part, relations
from test_read_hostile import refusal
from worldcafe.read import read_sources
from worldcafe.read.rows import DEEPEST
from worldcafe.settings import ReadSettings

TITLE = box("Table 2: The pond", kind="title")
RUNS = (
    "<a:p><a:r><a:t>More </a:t></a:r><a:r><a:t>reed</a:t></a:r><a:br/><a:r><a:t>at the edge</a:t></a:r></a:p>"
)


def text_of(path):
    """The text, of several empty lines one."""
    return re.sub(r"\n\n+", "\n\n", read_sources([path], ReadSettings())[0].text.strip("\n"))


def apart(path):
    rows = read_segments(path)
    return {row["text"]: row["set_aside"] for row in rows.to_dict("records") if row["set_aside"]}


def notes_of(path):
    rows = read_segments(path).query("role == 'note'")
    return [tuple(row) for row in rows[["table", "round", "text"]].itertuples(index=False)]


@pytest.mark.parametrize(
    ("shapes", "read"),
    [
        (box("Our day", kind="ctrTitle"), "# Our day"),
        (box("More reed"), "More reed"),
        (box(RUNS), "More reed\nat the edge"),
        (box("More reed", kind="body"), "- More reed"),
        (box("More reed", kind=""), "- More reed"),
        (box("More reed", kind="subTitle"), "More reed"),
        (
            box(paragraph("More reed"), paragraph("at the edge", 1), kind="body"),
            "- More reed\n  - at the edge",
        ),
        (box(paragraph("More reed", mark="<a:buNone/>"), kind="body"), "More reed"),
        (box(paragraph("More reed", mark='<a:buChar char="-"/>')), "- More reed"),
        (box(paragraph("More reed", mark="<a:buAutoNum/>")), "- More reed"),
        (box(paragraph("More reed", 10**12), kind="body"), f"{'  ' * DEEPEST}- More reed"),
        (box("More reed") + TITLE, "## Table 2: The pond\n\nMore reed"),
        (f"<p:grpSp>{box('More reed')}{box('A bench')}</p:grpSp>", "More reed\n\nA bench"),
        (box("", "More reed", kind="title"), "# More reed"),
        (box("More reed", kind="title") + box("Our day", kind="subTitle"), "# More reed\n\nOur day"),
        (box("More reed", kind="title") + box("Our day", kind="ftr"), "# More reed\n\nOur day"),
        (box("Our day", kind="ctrTitle") + box("More reed"), "## Our day\n\nMore reed"),
        (box(paragraph("More reed", bold=True)), "**More reed**"),
        (box(RUNS.replace("<a:r>", '<a:r><a:rPr b="1"/>', 1)), "More reed\nat the edge"),
        (box("<a:p><a:fld type='slidenum'><a:t>7</a:t></a:fld><a:r><a:t>Reed</a:t></a:r></a:p>"), "Reed"),
        (box("Twice", "Twice"), "Twice\n\nTwice"),
    ],
)
def test_boxes_are_paragraphs_lists_and_headings(tmp_path, shapes, read):
    assert text_of(deck(tmp_path / "a.pptx", [shapes])) == read


def test_what_is_there_again_for_older_programs_is_read_once(tmp_path):
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice>{box("Reed")}</mc:Choice>'
    both += f"<mc:Fallback>{box('Reed, drawn')}</mc:Fallback></mc:AlternateContent>"
    assert text_of(deck(tmp_path / "a.pptx", [both])) == "Reed"


def test_slides_stand_in_the_order_in_which_they_are_shown(tmp_path):
    turned = relations(("rId1", "slide", "slides/slide2.xml"), ("rId2", "slide", "/ppt/slides/slide1.xml"))
    path = deck(
        tmp_path / "a.pptx",
        [box("Shown last"), box("Shown first")],
        {"ppt/_rels/presentation.xml.rels": turned},
    )
    (source,) = read_sources([path], ReadSettings())
    assert source.text.split() == ["Shown", "first", "Shown", "last"]
    assert [anchor for _, anchor in source.anchors] == ["slide 1", "slide 2"]


def test_a_table_of_a_slide_has_its_rounds_and_one_without_a_header_is_read_cell_by_cell(tmp_path):
    rounds = TITLE + grid(
        ("Round 1", "Round 2"), ("The pond smells.", "Plant more reed."), ("", "Ask the school.")
    )
    assert notes_of(deck(tmp_path / "a.pptx", [rounds])) == [
        ("Table 2", "1", "The pond smells."),
        ("Table 2", "2", "Plant more reed."),
        ("Table 2", "2", "Ask the school."),
    ]
    loose = text_of(deck(tmp_path / "b.pptx", [TITLE + grid(("The pond smells.",), ("Plant more reed.",))]))
    assert loose == "## Table 2: The pond\n\nThe pond smells.\n\nPlant more reed."


def test_places_of_titles_and_boxes_are_those_of_their_notes(tmp_path):
    slide = TITLE + box("Round 1", "The pond smells.") + box("Round 2", "Plant more reed.")
    assert notes_of(deck(tmp_path / "a.pptx", [slide])) == [
        ("Table 2", "1", "The pond smells."),
        ("Table 2", "2", "Plant more reed."),
    ]


def test_what_stands_beside_the_slides_is_kept_apart_with_its_reason(tmp_path):
    slide = TITLE + box(paragraph("Plant more reed."), kind="body") + box("Pond club", kind="ftr")
    slide += box("12", kind="sldNum") + box(descr="Photograph of the pond")
    more = {
        "ppt/slides/_rels/slide1.xml.rels": relations(
            ("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"),
            ("rId2", "comments", "../comments/comment1.xml"),
            ("rId3", "slideLayout", "../slideLayouts/slideLayout1.xml"),
            ("rId4", "chart", "../charts/chart1.xml"),
        ),
        "ppt/notesSlides/notesSlide1.xml": part(box("Wait for the bell.", kind="body"), "notes"),
        "ppt/comments/comment1.xml": (
            f'<p:cmLst xmlns:p="{P}"><p:cm><p:text>Who said so?</p:text></p:cm></p:cmLst>'.encode()
        ),
        "ppt/slideLayouts/slideLayout1.xml": part(
            box("Click here", kind="title") + box("Draft"), "sldLayout"
        ),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
            ("rId1", "slideMaster", "../masters/m.xml")
        ),
        "ppt/masters/m.xml": part(box("Confidential"), "sldMaster"),
    }
    path = deck(tmp_path / "a.pptx", [slide, slide], more)
    assert apart(path) == {
        "Wait for the bell.": "notes of the speaker",
        "Who said so?": "comment in the margin",
        "Pond club": "foot of the slides",
        "12": "foot of the slides",
        "Draft": "foot of the slides",
        "Confidential": "foot of the slides",
        "Photograph of the pond": "description of a picture",
    }
    (source,) = read_sources([path], ReadSettings())
    assert source.set_aside == ("a chart on a slide is not read",)
    assert "Click here" not in source.text
    assert len(notes_of(path)) == 2


def test_points_of_a_drawing_with_words_are_read(tmp_path):
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    points = "".join(f"<d:pt><d:t>{paragraph(text)}</d:t></d:pt>" for text in ("More reed", "", "A bench"))
    more = {
        "ppt/slides/_rels/slide1.xml.rels": relations(("rId1", "diagramData", "../diagrams/data1.xml")),
        "ppt/diagrams/data1.xml": f'<d:m xmlns:d="{drawing}" {SPACES}>{points}</d:m>'.encode(),
    }
    assert text_of(deck(tmp_path / "a.pptx", [TITLE], more)).endswith("\n- More reed\n- A bench")


@pytest.mark.parametrize(
    "more",
    [
        {"ppt/slides/slide1.xml": b"no XML"},
        {"ppt/presentation.xml": b"no XML"},
        {"ppt/_rels/presentation.xml.rels": relations(("rId1", "slide", "slides/none.xml"))},
        {"ppt/_rels/presentation.xml.rels": relations(("rId9", "slide", "slides/slide1.xml"))},
        {"ppt/_rels/presentation.xml.rels": relations(("rId1", "slide", "../../../etc/passwd"))},
        {"ppt/slides/_rels/slide1.xml.rels": relations(("rId1", "notesSlide", "../none.xml"))},
    ],
)
def test_a_deck_of_which_a_part_is_missing_or_broken_is_refused(tmp_path, more):
    assert "damaged" in refusal(deck(tmp_path / "a.pptx", [TITLE + box("More reed")], more))


def test_a_deck_without_words_is_refused_and_one_slide_is_never_read_twice(tmp_path):
    assert "holds no text" in refusal(deck(tmp_path / "a.pptx", [box("")]))
    slides = "<p:sldId r:id='rId1'/>" * 1000
    again = f"<p:presentation {SPACES}><p:sldIdLst>{slides}</p:sldIdLst></p:presentation>"
    path = deck(tmp_path / "b.pptx", [box("More reed")], {"ppt/presentation.xml": again.encode()})
    assert text_of(path) == "More reed"


def test_what_lies_outside_the_file_is_not_looked_for(tmp_path):
    outside = relations(("rId1", "notesSlide", "file:///etc/passwd")).replace(
        b"Target=", b'TargetMode="External" Target='
    )
    path = deck(tmp_path / "a.pptx", [TITLE + box("Reed")], {"ppt/slides/_rels/slide1.xml.rels": outside})
    assert text_of(path) == "## Table 2: The pond\n\nReed"


def test_slides_of_open_documents_are_read_alike(tmp_path):
    listed = "<text:list><text:list-item><text:p>More reed</text:p><text:list><text:list-item>"
    listed += "<text:p>at the edge</text:p></text:list-item></text:list></text:list-item></text:list>"
    page = frame(listed, "outline") + frame("<text:p>Table 2: The pond</text:p>", "title")
    page += frame("<text:p>A bench</text:p>")
    page += (
        f"<presentation:notes>{frame('<text:p>Wait for the bell.</text:p>', 'notes')}</presentation:notes>"
    )
    foot = "<presentation:footer-decl>Pond club</presentation:footer-decl>"
    path = odp(tmp_path / "a.odp", [page, frame("<text:p>Round 2</text:p>", "title")], foot)
    (source,) = read_sources([path], ReadSettings())
    assert text_of(path).startswith(
        "## Table 2: The pond\n\n- More reed\n  - at the edge\n\nA bench\n\n# Round 2\n"
    )
    assert [anchor for _, anchor in source.anchors] == ["slide 1", "slide 2", "slide 1"]
    assert apart(path) == {"Wait for the bell.": "notes of the speaker", "Pond club": "foot of the slides"}


def test_a_drawing_is_no_presentation(tmp_path):
    assert "this is a drawing" in refusal(odp(tmp_path / "a.odp", [], kind="graphics"))
    assert "damaged" in refusal(odp(tmp_path / "b.odp", [], kind="presentation", body="drawing"))
