"""The paper as PDF: tagged, with bookmarks, alternative texts and its fonts inside (PDF/UA-1).

Typst sets it, from a fixed template and the blocks as data, so nothing that a note says can be taken for
markup. Fonts are Typst's own and those of matplotlib, never those of the machine: the same input gives the
same bytes. Only where a script is in none of them does the machine's own font step in.
"""

from __future__ import annotations

import dataclasses
import json
import tempfile
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal

import typst
from matplotlib import get_data_path

from worldcafe.language.wording import later, phrase, region_now, say, speaking
from worldcafe.report import charts
from worldcafe.report.archive import printable
from worldcafe.report.paper.blocks import Block, Bullets, Grid, Paper, Picture

if TYPE_CHECKING:
    from worldcafe.report.paper.blocks import Runs

FONTS = ("Libertinus Serif", "DejaVu Sans", "New Computer Modern")  # each fills in for the one before
SIZES = (
    "10.5",
    "10.25",
    "10",
    "9.75",
    "11",
)  # of letters, in points: the first that leaves no near-empty page
HEIGHT, FULL = 842, 0.45  # of a page in points; how far down its last page a paper should reach
PAGE = later("Page {n} of {total}")
STANDARD: Literal["ua-1"] = "ua-1"


def write_pdf(paper: Paper, path: Path) -> None:
    """Write the paper as PDF."""
    with tempfile.TemporaryDirectory() as name, speaking(paper.language):
        folder = Path(name)
        blocks = [_told(block, number, folder) for number, block in enumerate(paper.blocks)]
        first = len(paper.first_page[0])
        told = {
            "title": printable(paper.title),
            "subtitle": paper.subtitle,
            "fonts": FONTS,
            "language": region_now().split("-"),
            "words": {"figure": say("Figure"), "table": say("Table"), "page": _around(PAGE)},
            "blocks": blocks[:first],
            "rest": blocks[first:],
        }
        (folder / "paper.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        template = resources.files("worldcafe.report").joinpath("templates", "paper.typ")
        (folder / "paper.typ").write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
        path.write_bytes(_set(folder / "paper.typ"))


def _around(text: str) -> list[str]:
    """Give what stands before, between and after the places of a template."""
    return [literal for literal, *_ in Formatter().parse(phrase(text) + "{}")][:3]


def _set(main: Path) -> bytes:
    """Give the PDF; a script that no font of ours has costs the promise of the standard, not the paper."""
    fonts = [Path(get_data_path()) / "fonts" / "ttf"]
    size = {"size": max(SIZES, key=lambda size: _fills(main, size, fonts))}
    try:
        return typst.compile(
            main, font_paths=fonts, ignore_system_fonts=True, pdf_standards=STANDARD, sys_inputs=size
        )
    except typst.TypstError:
        return typst.compile(main, font_paths=fonts, sys_inputs=size)


def _fills(main: Path, size: str, fonts: list[Path]) -> float:
    """Give how far down its last page a paper reaches in letters of a size; from FULL on, all are as good."""
    told = typst.query(
        main, "<end>", field="value", one=True, font_paths=fonts, ignore_system_fonts=True,
        sys_inputs={"size": size},
    )  # fmt: skip
    end = json.loads(told)
    return FULL if end["page"] == 1 else min(end["down"] / HEIGHT, FULL)


def _told(block: Block, number: int, folder: Path) -> dict[str, Any]:
    """Give a block as data, its picture as a file beside."""
    told: dict[str, Any] = {"kind": type(block).__name__.lower()}
    if isinstance(block, Picture):
        file = f"picture-{number}.svg"
        (folder / file).write_text(charts.render_svg(charts.draw(block.chart)), encoding="utf-8")
        return told | {"file": file, "alt": printable(block.chart.alt), "caption": printable(block.caption)}
    if isinstance(block, Bullets):
        return told | {"points": [{"runs": _runs(point)} for point in block.points]}
    if isinstance(block, Grid):
        rows = [[{"runs": _runs(cell)} for cell in row] for row in block.rows]
        return told | {**vars(block), "rows": rows}
    fields = {field.name: getattr(block, field.name) for field in dataclasses.fields(block)}
    return told | {name: _runs(value) if name == "runs" else value for name, value in fields.items()}


def _runs(runs: Runs) -> list[dict[str, str]]:
    """Give runs as data."""
    return [{"text": printable(run.text), "style": run.style} for run in runs]
