"""The notes for tools of qualitative analysis: a REFI-QDA project (.qdpx).

NVivo, MAXQDA, ATLAS.ti and QualCoder read it. Sources are the masked texts, UTF-8 with LF and without a byte
order mark; positions are code points from 0, the end being the first after the selection, as QualCoder writes
and reads them. What readers trip over is avoided: each selection carries one code, every element that has a
time says it, codes go two levels deep and the folder is called `Sources`. Ids come from the names of things,
so the same run gives the same file.
"""

from __future__ import annotations

import bisect
import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from worldcafe.found import saying
from worldcafe.report.archive import STAMP, dated, printable, put
from worldcafe.report.quote import REMOVED

if TYPE_CHECKING:
    from worldcafe.found import Analysis
    from worldcafe.source import Source

NAMESPACE = "urn:QDA-XML:project:1.0"
ROOT = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
PLACE_NAMES = {"cafe": "Café", "table": "Table", "round": "Round"}
GROUPS = ("Theme", "Kind", "Verdict")  # of codes
REWRITTEN = re.compile(r"(?P<gone>\A\ufeff+|\r(?=\n))|(?P<end>\r)|(?P<bar>█+)")
WRITTEN = {"gone": "", "end": "\n", "bar": REMOVED}
LONGEST_NAME = 60  # characters of a quote that names a selection
COLOURS = {
    "suggestion": "#0B5C7A",
    "problem": "#B3412E",
    "question": "#8A6D00",
    "value": "#3F7D3A",
    "observation": "#6B7280",
    "covered": "#0B5C7A",
    "partial": "#5AA0BD",
    "gap": "#B3412E",
}
HERE, CLOSED = b"<Here />", b" />"

Element = ElementTree.Element


@dataclass(frozen=True)
class _Text:
    """A source as it is written, and where the characters of the original lie in it."""

    content: str
    old: tuple[int, ...]  # where stretches of the original begin
    new: tuple[int, ...]  # where they begin as they are written

    def position(self, original: int) -> int:
        """Give the position in the written text of a position in the original."""
        place = bisect.bisect_right(self.old, original) - 1
        follows = self.new[place + 1] if place + 1 < len(self.new) else len(self.content)
        return min(self.new[place] + original - self.old[place], follows)


def write_qdpx(analysis: Analysis, title: str, path: Path) -> None:
    """Write the project: sources, codes for themes, kinds and verdicts, coded segments, places as cases."""
    texts = {source.name: unify_lines(source.text) for source in analysis.sources}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        skeleton, known = _project(analysis, title)
        head, tail = ElementTree.tostring(skeleton, "utf-8", xml_declaration=True).split(HERE)
        with archive.open(dated("project.qde"), "w") as file:
            file.write(head)
            for source in analysis.sources:
                file.writelines(_source(source, texts[source.name], _codings(analysis, source.name, known)))
            file.write(tail)
        for name, text in texts.items():
            put(archive, f"Sources/{guid('source', name)}.txt", text.content.encode())
    path.write_bytes(packed.getvalue())


def unify_lines(text: str) -> _Text:
    """Give a text with LF alone between lines, no byte order mark and all removed identities of one length.

    The way back to its positions comes with it.
    """
    old, new, pieces, length = [0], [0], [], 0
    for found in REWRITTEN.finditer(text):
        pieces += [text[old[-1] : found.start()], WRITTEN[str(found.lastgroup)]]
        before = length + found.start() - old[-1]
        length = before + len(pieces[-1])
        old += [found.start(), found.end()]
        new += [before, length]
    return _Text("".join([*pieces, text[old[-1] :]]), tuple(old), tuple(new))


def guid(*names: str) -> str:
    """Give the id of a thing from its names: the same on every run and every machine."""
    return str(uuid.uuid5(ROOT, "\x1f".join(names)))


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element, its text and attributes without characters that XML forbids."""
    safe = {name: printable(value) for name, value in attributes.items()}
    child = ElementTree.SubElement(parent, tag, safe)
    child.text = printable(text) or None
    return child


def _project(analysis: Analysis, title: str) -> tuple[Element, set[str | None]]:
    """Give `project.qde` but for its sources, and the ids of its codes, in the order of the schema.

    Coded segments, of which there may be very many, are written one by one in the place of `HERE`.
    """
    user = guid("user")
    root = ElementTree.Element("Project", {"xmlns": NAMESPACE, "name": printable(title)})
    root.attrib |= {"origin": "worldcafe", "creatingUserGUID": user, "creationDateTime": STAMP}
    _add(_add(root, "Users"), "User", guid=user, name="worldcafe")
    codes = _add(_add(root, "CodeBook"), "Codes")
    _add_codes(codes, analysis)
    coded = {code.get("guid") for code in codes.iter("Code")}
    variables = _add(root, "Variables")
    for name in PLACE_NAMES.values():
        _add(variables, "Variable", guid=guid("variable", name), name=name, typeOfVariable="Text")
    _add_cases(root, analysis)
    _add(_add(root, "Sources"), "Here")
    _add_links(root, analysis)
    _add_sets(root, analysis)
    return root, coded


def _add_codes(codes: Element, analysis: Analysis) -> None:
    """Add a group of codes for themes, for kinds and for verdicts; groups themselves code nothing."""
    kinds = dict.fromkeys(name for name in analysis.segments["kind"] if name)
    verdicts = dict.fromkeys(analysis.claims["verdict"])
    members = {
        "Theme": [(row.theme_id, row.name, _told(row), row.status) for row in _rows(analysis.themes)],
        "Kind": [(name, name, "", name) for name in kinds],
        "Verdict": [(name, name, "", name) for name in verdicts],
    }
    for group in GROUPS:
        if members[group]:
            parent = _add(codes, "Code", guid=guid("group", group), name=group, isCodable="false")
            for key, name, told, colour in members[group]:
                _add_code(parent, guid(group, key), name, told, COLOURS.get(colour, ""))


def _add_code(parent: Element, key: str, name: str, told: str, colour: str) -> None:
    """Add a code that segments can have."""
    hue = {"color": colour} if colour else {}
    code = _add(parent, "Code", guid=key, name=name, isCodable="true", **hue)
    if told:
        _add(code, "Description", told)


def _told(theme: Any) -> str:
    """Describe a theme by its keywords and status."""
    words = f"Words: {theme.keywords.replace(';', ', ')}."
    return f"{words} In the summaries: {theme.status}. {theme.status_reason}" if theme.status else words


def _rows(table: Any) -> Iterator[Any]:
    """Give the rows as records with attributes."""
    yield from table.itertuples(index=False)


def _codings(analysis: Analysis, source: str, known: set[str | None]) -> Iterator[tuple[Any, str, str]]:
    """Give (segment, name of the coding, id of the code) for every code of every segment of a source."""
    segments = analysis.segments[analysis.segments["source"] == source]
    verdicts = dict(zip(analysis.claims["claim_id"], analysis.claims["verdict"], strict=True))
    code_of = lru_cache(maxsize=1024)(guid)
    for row in _rows(segments):
        keys = [
            ("Theme", row.theme_id),
            ("Theme", row.second_theme_id),
            ("Kind", row.kind),
            ("Verdict", verdicts.get(row.segment_id, "")),
        ]
        for group, key in keys:
            if key and (code := code_of(group, key)) in known:
                yield row, f"{group}/{key}", code


def _source(source: Source, text: _Text, codings: Iterable[tuple[Any, str, str]]) -> Iterator[bytes]:
    """Give a source with its coded segments piece by piece: a selection for each code of a segment."""
    key = guid("source", source.name)
    times = {"creatingUser": guid("user"), "creationDateTime": STAMP}
    about = {"guid": key, "name": printable(source.name), "plainTextPath": f"internal://{key}.txt", **times}
    empty = ElementTree.tostring(ElementTree.Element("TextSource", about), "utf-8")
    begun = False
    for segment, coding, code in codings:
        if not begun:
            yield empty.removesuffix(CLOSED) + b">"
            begun = True
        yield ElementTree.tostring(_selection(segment, coding, code, text, times), "utf-8")
    yield b"</TextSource>" if begun else empty


def _selection(segment: Any, coding: str, code: str, text: _Text, times: dict[str, str]) -> Element:
    """Give the selection that codes a segment."""
    start, end = text.position(segment.start), text.position(segment.end)
    about = {
        "guid": guid("selection", segment.segment_id, coding),
        "name": printable(" ".join(text.content[start:end].split())[:LONGEST_NAME]),
        "startPosition": str(start),
        "endPosition": str(end),
        **times,
    }
    selection = ElementTree.Element("PlainTextSelection", about)
    mark = _add(selection, "Coding", guid=guid("coding", segment.segment_id, coding), **times)
    _add(mark, "CodeRef", targetGUID=code)
    return selection


def _add_cases(root: Element, analysis: Analysis) -> None:
    """Add each place as a case: its cafe, table and round, and the selections said there."""
    notes = analysis.segments[(analysis.segments["role"] == "note") & (analysis.segments["kind"] != "")]
    if not len(notes):
        return
    cases = _add(root, "Cases")
    for _, said in notes.groupby(list(PLACE_NAMES), sort=False):
        values = [str(said[column].iloc[0]) for column in PLACE_NAMES]
        label = ", ".join(value for value in values if value) or "place not given"
        case = _add(cases, "Case", guid=guid("case", *values), name=label)
        for name, value in zip(PLACE_NAMES.values(), values, strict=True):
            filled = _add(case, "VariableValue")
            _add(filled, "VariableRef", targetGUID=guid("variable", name))
            _add(filled, "TextValue", value)
        for segment, kind in zip(said["segment_id"], said["kind"], strict=True):
            _add(case, "SelectionRef", targetGUID=guid("selection", segment, f"Kind/{kind}"))


def _add_links(root: Element, analysis: Analysis) -> None:
    """Add a link from each claim to each note behind it; the name says how strong it is."""
    kinds = dict(zip(analysis.segments["segment_id"], analysis.segments["kind"], strict=True))
    said = saying(analysis.links)
    if not len(said):
        return
    links = _add(root, "Links")
    for row in _rows(said):
        ends = {
            end: guid("selection", segment, f"Kind/{kinds[segment]}")
            for end, segment in (("originGUID", row.claim_id), ("targetGUID", row.note_id))
            if kinds[segment]
        }
        key = guid("link", row.claim_id, row.note_id)
        _add(links, "Link", guid=key, name=row.strength, direction="OneWay", **ends)


def _add_sets(root: Element, analysis: Analysis) -> None:
    """Add the families of themes as sets of codes."""
    if not len(analysis.families):
        return
    sets = _add(root, "Sets")
    names, members = analysis.families["name"], analysis.families["theme_ids"]
    for name, themes in zip(names, members, strict=True):
        group = _add(sets, "Set", guid=guid("set", name), name=name)
        for theme in themes.split(";"):
            _add(group, "MemberCode", targetGUID=guid("Theme", theme))
