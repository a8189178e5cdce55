"""A paper as one static page: no script, nothing loaded, readable on a phone."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

    from worldcafe.report.paper.blocks import Paper


def render_leaf(paper: Paper) -> str:
    """Give the page as text; pictures have no place on it."""
    engine = _engine()
    style = engine.get_template("leaf.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    blocks = [(type(block).__name__.lower(), block) for block in paper.blocks]
    return engine.get_template("leaf.html").render(
        paper=paper,
        blocks=blocks,
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


@lru_cache(maxsize=1)
def _engine() -> Environment:
    """Give the template engine; everything that is not markup of ours is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=PackageLoader("worldcafe.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
