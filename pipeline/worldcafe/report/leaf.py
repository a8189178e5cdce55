"""A paper as one static page: no script, nothing loaded, readable on a phone."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from markupsafe import Markup

from worldcafe.report.html import templates

if TYPE_CHECKING:
    from worldcafe.report.paper.blocks import Paper


def render_leaf(paper: Paper) -> str:
    """Give the page as text; pictures have no place on it."""
    engine = templates()
    style = engine.get_template("leaf.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    blocks = [(type(block).__name__.lower(), block) for block in paper.blocks]
    return engine.get_template("leaf.html").render(
        paper=paper,
        blocks=blocks,
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
