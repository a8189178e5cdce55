"""Footnotes of a Word document, which python-docx cannot make: the part that holds them, and their marks."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STYLE, MARK = "Footnote Text", "Footnote Reference"  # of a footnote, of its number
LINES = (  # that part footnotes from the text, which every such part has
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)


class Footnotes:
    """The footnotes of one document, in the order of their marks."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._texts: list[str] = []

    def mark(self, line: Any, text: str) -> None:
        """Add a footnote, and its number at the end of a paragraph."""
        self._texts.append(text)
        run = line.add_run()
        run.style = MARK
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._texts)))
        run._r.append(reference)

    def close(self) -> None:
        """Put the part into the document; nothing where there are no footnotes."""
        if not self._texts:
            return
        ids = {style.name: style.style_id for style in self._document.styles}
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{ids[STYLE]}"/></w:pPr><w:r><w:rPr>'
            f'<w:rStyle w:val="{ids[MARK]}"/></w:rPr><w:footnoteRef/></w:r><w:r>'
            f'<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self._texts, start=1)
        )
        blob = f"{HEAD}<w:footnotes {nsdecls('w')}>{LINES}{notes}</w:footnotes>"
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), TYPE, blob.encode(), package)
        self._document.part.relate_to(part, KIND)
