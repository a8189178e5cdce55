"""Every number and quote of the page, the paper and the workbook leads back to tables and to the source."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import openpyxl
import pytest
from docx import Document

from conftest import read_table
from corpus_lines import CORPUS
from test_run import same_but_masks
from worldcafe.found import saying
from worldcafe.report.quote import quote

COUNTED = re.compile(r"(\d+)(%?)(?: of \d+)?(?: (note|place|table|suggestion|theme))?")


class Page(HTMLParser):
    """The links to notes with their labels, and the quotes with the segment that each leads to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.quotes = [], []
        self._label, self._filter, self._said, self._cites, self._skips = "", "", [], False, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "span" and (self._skips or known.get("class") in ("unseen", "share")):
            self._skips += 1
        if tag == "a" and known.get("data-f", "").startswith("notes?"):
            self._filter, self._label = known["data-f"].removeprefix("notes?"), known.get("aria-label", "")
            self.links.append([self._filter, self._label])
        if tag == "blockquote":
            self._cites, self._said = True, []
        if tag == "a" and self._cites and known["href"].startswith(("#n-", "#claim-")):
            self.quotes.append((known["href"].partition("-")[2], "".join(self._said).strip()))
            self._cites = False

    def handle_endtag(self, tag):
        if tag == "span" and self._skips:
            self._skips -= 1
        if tag == "a":
            self._filter = ""

    def handle_data(self, data):
        if self._filter and not self._label and not self._skips:
            self.links[-1][1] += data
        if self._cites and not self._skips:
            self._said.append(data)


@pytest.fixture(name="page", scope="module")
def _page(corpus_run):
    return Page((corpus_run / "report.html").read_text(encoding="utf-8"))


@pytest.fixture(name="notes", scope="module")
def _notes(corpus_run):
    """The notes with what the filters of the page ask for, taken from the tables alone."""
    segments = read_table(corpus_run, "segments")
    notes = segments[segments["role"] == "note"]
    links, suggestions = saying(read_table(corpus_run, "links")), read_table(corpus_run, "suggestions")
    claims = links.groupby("note_id")["claim_id"].agg(list).to_dict()
    groups = {note: row.suggestion_id for row in suggestions.itertuples() for note in row.note_ids.split(";")}
    statuses = read_table(corpus_run, "themes").set_index("theme_id")["status"].to_dict()
    return [
        {
            "cafe": [row.cafe],
            "table": [f"{row.cafe}, {row.table}"],
            "round": [row.round],
            "kind": [row.kind],
            "theme": [row.theme_id],
            "status": [statuses.get(row.theme_id, "")],
            "claim": [*claims[row.segment_id], "any"] if row.segment_id in claims else ["none"],
            "suggestion": [groups.get(row.segment_id, "")],
            "aside": [row.set_aside],
            "place": (row.cafe, row.table, row.round),
        }
        for row in notes.itertuples()
    ]


def chosen(notes, filtered):
    """The notes that a filter of the page leaves."""
    wanted = {}
    for field, value in parse_qsl(filtered):
        wanted.setdefault(field, set()).add(value)
    return [note for note in notes if all(values & set(note[field]) for field, values in wanted.items())]


def counted(notes, filtered, label):
    """The number that a link should say, by the word behind it."""
    found = chosen(notes, filtered)
    number, share, unit = COUNTED.search(label).groups()
    if share:
        group = "&".join(part for part in filtered.split("&") if part.startswith(("cafe=", "round=")))
        of = len(found) / len(chosen(notes, group))
        return "1" if "<" in label else f"{of:.0%}".rstrip("%"), number
    by_unit = {
        "place": lambda: len({note["place"] for note in found}),
        "table": lambda: len({note["place"][:2] for note in found}),
        "theme": lambda: len(parse_qsl(filtered)),
    }
    fields = {field for field, _ in parse_qsl(filtered)}
    if not unit and fields == {"theme"}:  # "7 themes came up in both, 29 only in ..."
        unit = "theme"
    return str(by_unit.get(unit, lambda: len(found))()), number


def test_every_number_of_the_page_is_that_of_the_notes_it_leads_to(page, notes):
    tables = {table.rpartition(", ")[2] for note in notes for table in note["table"]}
    names = re.compile("|".join(sorted(map(re.escape, tables), key=len, reverse=True)))
    said_of = [(filtered, names.sub("", label.replace("\xa0", " "))) for filtered, label in page.links]
    numbers = [link for link in said_of if COUNTED.search(link[1])]  # "Table 5" counts nothing
    assert len(numbers) > 200
    wrong = []
    for filtered, label in numbers:
        is_number, said = counted(notes, filtered, label)
        wrong += [(filtered, label, is_number)] if is_number != said else []
    assert wrong == []


def test_every_quote_of_the_page_stands_in_the_source_between_the_offsets_of_its_segment(page, corpus_run):
    text = CORPUS.read_text(encoding="utf-8")
    segments = read_table(corpus_run, "segments").set_index("segment_id")
    assert len(page.quotes) > 200
    for segment_id, said in page.quotes:
        row = segments.loc[segment_id]
        quote(said.strip("“” …"), row.text, 0, len(row.text))
        assert same_but_masks(row.text, text[max(0, row.start - 2) : row.end + 2])


@pytest.mark.parametrize(("sheet", "column"), [("Evidence", "Quote"), ("Claims", "Claim")])
def test_every_quote_of_the_workbook_stands_in_the_source_between_its_offsets(corpus_run, sheet, column):
    text = CORPUS.read_text(encoding="utf-8")
    segments = {row.start: row.text for row in read_table(corpus_run, "segments").itertuples()}
    header, *rows = openpyxl.load_workbook(corpus_run / "register.xlsx")[sheet].iter_rows(values_only=True)
    assert rows
    for row in rows:
        cell = dict(zip(header, row, strict=True))
        shown = segments[cell["From"]]
        quote(cell[column].removeprefix("'"), shown, 0, len(shown))
        assert same_but_masks(shown, text[max(0, cell["From"] - 2) : cell["To"] + 2])


def test_every_count_of_notes_and_places_in_the_paper_is_one_of_its_theme_or_suggestion(corpus_run):
    themes, suggestions = read_table(corpus_run, "themes"), read_table(corpus_run, "suggestions")
    known = {row.name: (row.n_notes, row.n_places) for row in themes.itertuples()}
    known |= {row.text: (row.n_notes, row.n_places) for row in suggestions.itertuples()}
    said = [paragraph.text for paragraph in Document(str(corpus_run / "report.docx")).paragraphs]
    told = re.compile(r"([^“”]+?) \((\d+) notes? at (\d+) places?\)")
    found = [match.groups() for text in said if (match := told.match(text))]
    assert len(found) > 8
    for name, n_notes, n_places in found:
        whole = next((full for full in known if full.startswith(name.removesuffix(" …"))), "")
        assert whole, name
        assert known[whole] == (int(n_notes), int(n_places))
