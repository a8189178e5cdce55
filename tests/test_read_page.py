"""read: web pages, as word processors, document services and wikis save them."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments
from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings

HEAD = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>'


@pytest.fixture(name="read")
def _read(tmp_path):
    path = tmp_path / "notes.html"

    def read(page, head=HEAD, encoding="utf-8"):
        path.write_bytes(f"{head}{page}</body></html>".encode(encoding))
        return read_sources([path], ReadSettings())[0]

    return read


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<h2>Table 1</h2><p>More <i>shade</i> &amp; light</p>", "## Table 1\n\nMore shade & light\n"),
        ("<p>one\nparagraph\n  wrapped</p>", "one paragraph wrapped\n"),
        ("<p>one<br>two</p>", "one\ntwo\n"),
        ("<ul><li>oaks<ul><li>old ones</li></ul></li><li>pines</li></ul>", "- oaks\n  - old ones\n- pines\n"),
        ("<ul><li><p>oaks</p></li></ul>", "- oaks\n"),
        ("<ul><li>oaks<li>pines</ul>tail", "- oaks\n- pines\ntail\n"),
        ("<p><b>Round 1</b></p>", "**Round 1**\n"),
        ("<p>not <b>all</b> bold</p>", "not all bold\n"),
        ("<p><span style='font-weight:700'>Round 1</span></p>", "**Round 1**\n"),
        ("<p>kept <del>struck out</del></p><script>let a = '<p>no</p>';</script>", "kept\n"),
        ("<pre>one\n  two</pre>", "one\ntwo\n"),
        ("<p>• oaks\n• pines</p>", "• oaks\n• pines\n"),
        (
            '<ul class="lst-kix_a-0"><li>oaks</li></ul><ul class="lst-kix_a-1"><li>old</li></ul>',
            "- oaks\n  - old\n",
        ),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>"
            "<span style='mso-list:Ignore'>o</span>oaks</p>",
            "  - oaks\n",
        ),
        ("<table><tr><td>oaks</td><td><ul><li>pines</li></ul></td></tr></table>", "oaks\n- pines\n"),
    ],
)
def test_a_page_reads_as_it_looks(read, page, text):
    assert read(page).text == text


def test_a_table_with_known_headers_has_a_note_a_row_and_merged_cells_reach_down(read):
    source = read(
        "<table><tr><th>Table</th><th>Note</th></tr>"
        '<tr><td rowspan="2">4</td><td>oaks</td></tr><tr><td>pines</td></tr></table>'
    )
    assert source.text == "- oaks\n- pines\n"
    assert {dict(mark.fields)["table"] for mark in source.marks} == {"Table 4"}


def marked(source, reason):
    """Give the stretches that a source sets aside for a reason."""
    return [source.text[mark.start : mark.end] for mark in source.marks if ("aside", reason) in mark.fields]


def test_comments_in_the_margin_are_remarks_at_the_end(read):
    source = read(
        '<p>oaks<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>Who said so?</p></div>'
    )
    assert source.text == "oaks\n\nWho said so?\n"
    assert marked(source, "comment in the margin") == ["Who said so?"]


def test_what_a_page_says_beside_its_text_is_kept_as_remarks(read):
    source = read(
        "<p>oaks</p><img alt='A plan of the park'><!-- from the flipchart --><!--[if mso]>x<![endif]-->"
        "<p title='Hint'>pines</p><template>later</template><input placeholder='Your idea'>",
        "<!DOCTYPE html><html><head><title>Our café</title></head><body>",
    )
    assert source.text.startswith("oaks\n\npines\n")
    assert marked(source, "title of the page") == ["Our café"]
    assert marked(source, "description of a picture") == ["A plan of the park"]
    assert marked(source, "comment in the markup of the file") == ["from the flipchart"]
    assert marked(source, "hint on the page") == ["Hint"]
    assert marked(source, "not shown by browsers") == ["later"]
    assert marked(source, "hint in a form") == ["Your idea"]


def test_what_was_struck_out_stays_out_and_that_is_told(read):
    source = read("<p>oaks <del>and a secret</del></p><script>let code</script>")
    assert source.text == "oaks\n"
    assert source.set_aside == ("what was struck out is not read",)


def test_a_page_may_state_its_encoding(read):
    head = '<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"></head><body>'
    assert read("<p>größer – naïve</p>", head, "cp1252").text == "größer – naïve\n"


def test_depth_and_broken_markup_cost_nothing(read):
    deep = read("<div>" * 10_000 + "<p>oaks</p>" + "<ul><li>x" * 10_000)
    assert deep.text.startswith("oaks\n- x\n  - x\n")
    assert read("<p>oaks" + "<b " * 20_000).text == "oaks\n"


def test_a_text_with_some_tags_in_it_stays_as_it_is(tmp_path):
    (tmp_path / "notes.html").write_text("<p>Table 1</p>\n- oaks &amp; pines\n", encoding="utf-8")
    assert read_sources([tmp_path / "notes.html"], ReadSettings())[0].text == (
        "<p>Table 1</p>\n- oaks &amp; pines\n"
    )


def test_the_menu_and_the_foot_of_a_page_are_remarks_and_what_is_beside_them_is_read(tmp_path):
    page = "<html><body><nav><h4>Menu</h4><ul><li><a href=/>Home</a><li>Contact us</ul></nav>"
    page += "<main><h2>Table 1</h2><ul><li>more reed<li>a bench</ul><aside><p>frogs first</p></aside></main>"
    page += "<footer><table><tr><td>Imprint</td><td>Town of Marsh</td></tr></table></footer></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    rows = read_segments(tmp_path / "a.html")
    apart = {row.text: row.set_aside for row in rows.itertuples() if row.set_aside}
    assert apart == {
        "Menu": "menu of the page",
        "Home": "menu of the page",
        "Contact us": "menu of the page",
        "Imprint": "foot of the page",
        "Town of Marsh": "foot of the page",
    }
    notes = rows[rows["role"] == "note"]
    assert list(notes["text"]) == ["more reed", "a bench", "frogs first"]
    assert set(notes["table"]) == {"Table 1"}
