"""What a reader sees of a text: one table for cleaning, for looking for names and for quotes."""

from __future__ import annotations

import ast
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_architecture import PACKAGE
from worldcafe.language.as_read import as_read, read_otherwise
from worldcafe.report.quote import quote, readable

READS = [  # as written, as read
    # marks of emphasis
    ("**Shared** tools", "Shared tools"),
    ("*very* _much_ ***more***", "very much more"),
    ("__Mend__ the `tap`", "Mend the tap"),
    ("~~Close~~ the gate", "Close the gate"),
    ("An*na*bel", "Annabel"),
    ("begins **here", "begins here"),
    ("\\*not bold\\*", "*not bold*"),
    # links, and calls of footnotes
    ("see [the plan](#a)", "see the plan"),
    ("mend the tap.[^12]", "mend the tap."),
    ("the tap[^a-note] and the hose", "the tap and the hose"),
    ("[^12]: at Table 2", "[^12]: at Table 2"),
    ("two [12] and 2[^ 3]", "two [12] and 2[^ 3]"),
    ("![a map](map.png) of beds", "a map of beds"),
    ("ask [[person 1]](https://garden.example/a_(b))", "ask [person 1]"),
    # tags and entities
    ("<b>Rain</b>", "Rain"),
    ("com<b>post</b> heap", "compost heap"),
    ("beds<br>paths", "beds paths"),
    ("<p>beds</p><p>paths</p>", " beds  paths "),
    ("wet &amp; cold &#8211; &eacute;t&eacute;", "wet & cold – été"),
    ("5 &lt; 6, a &lt;b&gt; c", "5 < 6, a <b> c"),
    # bullets, boxes, quotations, cells
    ("★ Buy a ladder", "Buy a ladder"),
    ("- [ ] mend the tap", "mend the tap"),
    ("[x] done", "done"),
    ("> as said before", "as said before"),
    ("## Housing", "Housing"),
    ("| beds | paths |", "beds | paths"),
    # broken and invisible characters
    ("cafÃ©s, GrÃ¶ÃŸe, Itâ€™s, IvanoviÄ‡, ðŸ™‚", "cafés, Größe, It’s, Ivanović, 🙂"),
    ("Andre\u0301", "André"),
    ("Andr&eacute; and JosÃ© dig", "André and José dig"),
    ("com\u00adpost \u200e\ufeffbeds", "compost beds"),
    # one in another
    ("★ <b>An</b>na &amp; the [**cafÃ©**](#a)", "Anna & the café"),
    # what must not change
    ("> 5 people per bed", "> 5 people per bed"),
    ("<said quietly> more beds", "<said quietly> more beds"),
    ("Kim <kim@garden.example>, <Kim said so>", "Kim <kim@garden.example>, <Kim said so>"),
    ("[sic] as written", "[sic] as written"),
    ("[person 1] likes compost", "[person 1] likes compost"),
    ("a|b and 2*3*4 and 2**3", "a|b and 2*3*4 and 2**3"),
    ("3 * 4 beds", "3 * 4 beds"),
    ("Gärtner*innen und Besucher*innen", "Gärtner*innen und Besucher*innen"),
    ("file_name_here and Ã alone", "file_name_here and Ã alone"),
    ("see https://garden.example/a_b_c", "see https://garden.example/a_b_c"),
    ("#gardens, C# and C++", "#gardens, C# and C++"),
    ("-> less work, 5 > 3, I <3 beans", "-> less work, 5 > 3, I <3 beans"),
    ("fewer than 3 < 4 beds", "fewer than 3 < 4 beds"),
    ("1. first bed", "1. first bed"),
    ("AT&T, Q&A; &nosuchthing; R&D", "AT&T, Q&A; &nosuchthing; R&D"),
    ("SÃO Paulo, MENÜ», l’été, «oui»", "SÃO Paulo, MENÜ», l’été, «oui»"),
    ("½ m² of H₂O, żółć, 水を運ぶ, حديقة", "½ m² of H₂O, żółć, 水を運ぶ, حديقة"),
]


@pytest.mark.parametrize(("written", "read"), READS)
def test_text_reads_as_its_reader_sees_it(written, read):
    assert as_read(written).text == read


@pytest.mark.parametrize(("written", "read"), READS)
def test_quote_of_a_text_is_what_its_reader_sees(written, read):
    assert quote(readable(written), written, 0, len(written)) == " ".join(read.split())


@pytest.mark.parametrize(("written", "read"), READS)
def test_only_what_reads_otherwise_is_looked_at(written, read):
    assert [view.text for view in read_otherwise([written, "plain words"]).values()] == [read] * (
        written != read
    )


@pytest.mark.parametrize(
    ("written", "word", "place"),
    [
        ("<b>An</b>na said", "Anna", (3, 11)),
        ("★ [**Jos\u00c3\u00a9**](#a) said", "José", (5, 10)),
        ("wet &amp; cold", "&", (4, 9)),
        ("by Andre\u0301, twice", "André", (3, 9)),
        ("- **Rain** falls", "falls", (11, 16)),
        ("no markup at all", "markup", (3, 9)),
    ],
)
def test_what_is_read_leads_back_to_where_it_is_written(written, word, place):
    view = as_read(written)
    start = view.text.index(word)
    assert view.original(start, start + len(word)) == place


PIECES = [
    "a",
    "Bo",
    " ",
    "\n",
    "**",
    "*",
    "_",
    "`",
    "<b>",
    "</b>",
    "<br>",
    "&amp;",
    "[",
    "](x)",
    "\\",
    "Ã©",
    "e\u0301",
    "|",
    "- ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_way_back_is_in_order_within_the_text_and_true_of_plain_letters(written):
    view = as_read(written)
    last = 0
    for position, sign in enumerate(view.text):
        start, end = view.original(position, position + 1)
        assert last <= start < end <= len(written)
        last = start
        if sign.isascii() and sign.isalpha():
            assert sign in written[start:end]


@given(st.text(max_size=60))
def test_reading_never_fails_and_leads_nowhere_outside_of_the_text(written):
    view = as_read(written)
    if view.text:
        start, end = view.original(0, len(view.text))
        assert 0 <= start < end <= len(written)


def test_links_stay_where_it_is_looked_at_where_they_lead():
    assert (
        as_read("**[Bo](mailto:bo@garden.example)**", targets=True).text == "[Bo](mailto:bo@garden.example)"
    )


def test_markup_is_taken_off_in_one_module():
    """Others know tags to cut text at them, to look into them or to count them, and take none off."""
    users = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "worldcafe.language.markup":
                users.add(path.relative_to(PACKAGE).with_suffix("").as_posix())
    assert users == {"language/as_read", "conserve", "parse/layout", "parse/tags", "redact/unseen"}
    strips = re.compile(r"html\.unescape|fix_encoding|\.replace\(\"\*\*\"")
    found = {path.stem for path in PACKAGE.rglob("*.py") if strips.search(path.read_text(encoding="utf-8"))}
    assert found <= {"as_read"}, found
