"""read: rich text and Org outlines, what is struck out, what stands around the notes."""

import docx
import pytest

from corpus_lines import read_segments


def told(tmp_path, name, text, *columns):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    rows = read_segments(path).to_dict("records")
    return [tuple(row[column] for column in (*columns, "text")) for row in rows]


def rtf(tmp_path, body, *columns):
    return told(tmp_path, "a.rtf", rf"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0 Arial;}}}}{body}}}", *columns)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (r"th\'e9 for all\par", "thé for all"),
        (r"\u8364?5 a cup, {\uc2\u8364 ??}7 a pot\par", "€5 a cup, €7 a pot"),
        (r"a \{big\} shed\par", "a {big} shed"),
        (r"tea\emdash and a bun\par", "tea—and a bun"),
        ("one line\nof source\\par", "one lineof source"),
        # what is no text of the document
        (r"{\info{\author Jane}}a shed\par", "a shed"),
        (r"{\*\generator Writer;}a shed\par", "a shed"),
        (r"{\pict 89504e47}a shed\par", "a shed"),
        (r"{\pict\bin4 }}}}}a shed\par", "a shed"),
    ],
)
def test_letters_of_rich_text_are_read_as_they_are_shown(tmp_path, written, said):
    assert rtf(tmp_path, written)[0] == (said,)


def test_headings_items_and_tables_of_rich_text_are_what_they_are_in_word(tmp_path):
    body = r"\pard\outlinelevel0 Table 1\par\pard{\listtext\bullet\tab}\ilvl0 a bench\par"
    body += r"\pard\outlinelevel0 Table 2\par\trowd\pard\intbl What was said\cell Votes\cell\row"
    body += r"\trowd\pard\intbl a lamp by the gate\cell 3\cell\row\pard\par"
    found = rtf(tmp_path, body, "role", "table")
    assert ("note", "Table 1", "a bench") in found
    assert ("note", "Table 2", "a lamp by the gate") in found


@pytest.mark.parametrize(
    ("level", "role"), [("0", "heading"), ("8", "heading"), ("9", "note"), ("", "note"), ("01", "note")]
)
def test_level_of_rich_text_makes_a_heading_where_there_is_one(tmp_path, level, role):
    body = rf"\pard Table 1\par\pard a shed\par\pard\outlinelevel{level} the old gate\par\pard a lamp\par"
    assert (role, "the old gate") in rtf(tmp_path, body, "role")


def test_what_stands_around_rich_text_and_what_is_struck_out_is_kept_as_a_remark(tmp_path):
    body = r"{\header Parish of St Bede\par}\pard Table 1\par\pard - {\strike no cars} fewer cars\par"
    body += r"\pard - a bench{\footnote by the well}\par\pard - {\b\strike0 a lamp}\par"
    found = rtf(tmp_path, body, "role")
    remarks = {text for role, text in found if role == "meta"}
    assert {"Parish of St Bede", "no cars", "by the well"} <= remarks
    assert {text for role, text in found if role == "note"} == {"fewer cars", "a bench", "a lamp"}


def test_rich_text_that_is_broken_off_is_read_as_far_as_it_goes(tmp_path):
    assert rtf(tmp_path, r"a shed\par {\b a b")[0] == ("a shed",)
    assert told(tmp_path, "b.rtf", r"{\rtf1\ansicpg99999 a shed\par}}}}}")[0] == ("a shed",)


def test_what_is_struck_out_in_word_is_a_remark_and_no_part_of_a_note(tmp_path):
    word = docx.Document()
    word.add_heading("Table 1", 1)
    item = word.add_paragraph(style="List Bullet")
    item.add_run("sell it").font.strike = True
    item.add_run(" keep it")
    word.add_paragraph("a bench", style="List Bullet").runs[0].font.strike = False
    word.save(tmp_path / "a.docx")
    found = [(row["role"], row["text"]) for row in read_segments(tmp_path / "a.docx").to_dict("records")]
    assert ("note", "keep it") in found
    assert ("meta", "sell it") in found
    assert ("note", "a bench") in found


@pytest.mark.parametrize(
    ("item", "roles"),
    [
        ("~~no cars~~ fewer cars", {"no cars": "meta", "fewer cars": "note"}),
        ("~~no cars~~ (withdrawn)", {"~~no cars~~ (withdrawn)": "meta"}),
        ("~~no cars~~", {"no cars": "meta"}),
        # a sign for about, and one that is not closed
        ("~~3 weeks for a bench", {"3 weeks for a bench": "note"}),
        ("~3 weeks for ~5 benches", {"3 weeks for ~5 benches": "note"}),
    ],
)
def test_what_is_struck_out_in_markdown_is_a_remark(tmp_path, item, roles):
    found = told(tmp_path, "a.md", f"# Table 1\n\n- a lamp\n- {item}\n- a gate\n", "role")
    found = {text.strip("~ "): role for role, text in found}
    assert {text: found.get(text.strip("~ ")) for text in roles} == roles


OUTLINE = """#+TITLE: Evening on the ferry
#+FILETAGS: :ferry:
* Practicalities :noexport:
  Bring coins.
* Round 1
** Table 1 (host: Ana) :quay:
   :LOGBOOK:
   - Note taken on a Wednesday
   :END:
   - the ramp is too steep for anybody
     with a pram
   1) the last boat goes
      at eight
   2) nobody sells tickets
   - build :: a roof
   - DONE count the chairs
* WAITING Letters from the harbour
  They come in May.
"""


def test_org_outlines_are_read_without_their_drawers_tags_and_tasks(tmp_path):
    found = told(tmp_path, "a.org", OUTLINE, "role", "table", "round")
    notes = [(table, number, text) for role, table, number, text in found if role == "note"]
    assert notes == [
        ("Table 1", "1", "the ramp is too steep for anybody with a pram"),
        ("Table 1", "1", "the last boat goes at eight"),
        ("Table 1", "1", "nobody sells tickets"),
        ("Table 1", "1", "a roof"),
    ]
    remarks = " ".join(text for role, *_, text in found if role == "meta")
    for text in ("coins", "Note taken", "count the chairs", "Letters", "come in May", "quay", "FILETAGS"):
        assert text in remarks


def test_tables_of_org_are_tables(tmp_path):
    text = "* Table 1\n| what was said | votes |\n|---------------+-------|\n| a lamp by the gate | 3 |\n"
    found = told(tmp_path, "a.org", text, "role", "table")
    assert ("note", "Table 1", "a lamp by the gate") in found
