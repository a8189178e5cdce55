"""Presentations made by hand, as small as a program opens them."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Sequence
from pathlib import Path

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_SPACES = " ".join(
    f'xmlns:{short}="{ODF}:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "presentation": "presentation",
    }.items()
)


def paragraph(text: str, level: int = -1, *, mark: str = "", bold: bool = False) -> str:
    """One paragraph of a box; `mark` says how its bullet is told."""
    about = f'<a:pPr lvl="{max(level, 0)}">{mark}</a:pPr>' if mark or level >= 0 else ""
    weight = '<a:rPr b="1"/>' * bold
    return f"<a:p>{about}<a:r>{weight}<a:t>{html.escape(text, quote=False)}</a:t></a:r></a:p>"


def box(*paragraphs: str, kind: str | None = None, descr: str = "") -> str:
    """A box on a slide; `kind` is that of its place in the layout, None for a box that somebody drew."""
    place = "" if kind is None else f'<p:ph type="{kind}"/>' if kind else '<p:ph idx="1"/>'
    about = f'<p:cNvPr id="2" name="Box" descr="{descr}"/>'
    body = "".join(each if each.startswith("<") else paragraph(each) for each in paragraphs)
    return (
        f"<p:sp><p:nvSpPr>{about}<p:cNvSpPr/><p:nvPr>{place}</p:nvPr></p:nvSpPr>"
        f"<p:spPr/><p:txBody><a:bodyPr/>{body}</p:txBody></p:sp>"
    )


def grid(*rows: Sequence[str]) -> str:
    """A table on a slide."""
    cells = (
        "<a:tr>" + "".join(f"<a:tc><a:txBody>{paragraph(cell)}</a:txBody></a:tc>" for cell in row) + "</a:tr>"
        for row in rows
    )
    return (
        "<p:graphicFrame><a:graphic><a:graphicData>"
        f"<a:tbl>{''.join(cells)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def relations(*targets: tuple[str, str, str]) -> bytes:
    """What a part refers to: key, kind and where it is."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>' for key, kind, target in targets
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'.encode()


def part(shapes: str, root: str = "sld") -> bytes:
    """A slide, a page of notes or a layout."""
    return (
        f"<p:{root} {SPACES}><p:cSld><p:spTree><p:grpSpPr/>{shapes}</p:spTree></p:cSld></p:{root}>".encode()
    )


def deck(path: Path, slides: Sequence[str], more: dict[str, bytes] | None = None) -> Path:
    """A .pptx of slides; `more` are other parts, such as what slides refer to."""
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in numbers)
    targets = [(f"rId{number}", "slide", f"slides/slide{number}.xml") for number in numbers]
    show = f"<p:presentation {SPACES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
    members = {
        "ppt/presentation.xml": show.encode(),
        "ppt/_rels/presentation.xml.rels": relations(*targets),
        **{f"ppt/slides/slide{number}.xml": part(slides[number - 1]) for number in numbers},
        **(more or {}),
    }
    return _packed(path, members)


def odp(
    path: Path,
    pages: Sequence[str],
    before: str = "",
    *,
    kind: str = "presentation",
    body: str = "presentation",
) -> Path:
    """An .odp of pages; `kind` and `body` are what its first part and its content say that it is."""
    inside = before + "".join(f"<draw:page>{page}</draw:page>" for page in pages)
    content = (
        f"<office:document-content {ODF_SPACES}><office:body><office:{body}>{inside}"
        f"</office:{body}></office:body></office:document-content>"
    )
    return _packed(
        path,
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b"<m/>",
        },
    )


def frame(inside: str, kind: str = "") -> str:
    """A box on a page of an .odp; `kind` is "title", "outline" or none."""
    told = f' presentation:class="{kind}"' if kind else ""
    return f"<draw:frame{told}><draw:text-box>{inside}</draw:text-box></draw:frame>"


def _packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path
