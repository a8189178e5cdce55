"""The page: one self-contained HTML file that reads without a network, and without JavaScript."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import math
import re
from collections import Counter
from functools import lru_cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup, escape

from worldcafe.report.findings import count
from worldcafe.report.inline import inline_svg

if TYPE_CHECKING:
    from jinja2 import Environment

    from worldcafe.report.model import Chart, ClaimView, Filter, Note, Part, Place, ReportView

_SHOWN = 20  # rows of a chart on the page; the table beside it has them all
_DRAWN = ("themes", "topics", "suggestions", "comparison")  # the other charts are interactive on the page
_MASK = re.compile("█+")
_SHADES = 5  # of the heat map


def render_html(view: ReportView) -> str:
    """Give the page as text: style, script and charts inside, nothing loaded from anywhere."""
    style, script = _template("page.css"), _template("page.js")
    counts = _table_counts(view)
    return (
        _environment()
        .get_template("page.html")
        .render(
            view=view,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            charts={chart.name: _drawn(chart) for chart in view.charts if chart.name in _DRAWN},
            titles={chart.name: chart.title for chart in view.charts},
            by_topic=_by_topic(view.claims),
            conversation=_conversation(view.notes),
            names={theme.theme_id: theme.name for theme in view.themes},
            words={note.note_id: note.quote for note in view.notes},
            heat=counts,
            top=max(counts.values(), default=1),
            options=_options(view),
            shown=_SHOWN,
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Give the template engine; everything that is not markup of ours is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    engine = Environment(
        loader=PackageLoader("worldcafe.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters.update(words=words, leads=leads, where=where, count=count, shade=shade, percent=percent)
    return engine


def _template(name: str) -> str:
    """Read a file of the templates."""
    return resources.files("worldcafe.report").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Allow this page its own style and script, by their hashes, and nothing else."""
    own = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{own[0]}'; script-src 'sha256-{own[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def words(text: str) -> Markup:
    """Escape a text; a blacked-out identity reads as "name removed" to those who listen."""
    bar = Markup(
        '<span class="mask"><span class="unseen">[removed]</span><span aria-hidden="true">{}</span></span>'
    )
    return Markup(_MASK.sub(lambda found: str(bar.format(found[0])), str(escape(text))))


def leads(notes: Filter) -> Markup:
    """Give the attributes of a link to the notes of a filter.

    `href` works without JavaScript: it leads to the theme, claim or suggestion that lists these notes,
    or to all notes; `data-f` is the filtered view that the script puts in its place.
    """
    pairs = [(field, value) for field, values in notes for value in values]
    field, value = pairs[0] if len(pairs) == 1 else ("", "")
    target = f"{field}-{value}" if field in ("theme", "claim", "suggestion") and value != "none" else "notes"
    return Markup('href="#{}" data-f="notes?{}"').format(target, urlencode(pairs))


def where(part: Part) -> Markup:
    """Give the attributes of the link of a part of a sentence."""
    if part.notes:
        return leads(part.notes)
    section, _, choice = part.ref.partition("=")
    return (
        Markup('href="#{}" data-f="{}?show={}"').format(section, section, choice)
        if choice
        else (Markup('href="#{}"').format(section))
    )


def shade(number: int, top: int) -> int:
    """Give the step (1 to 5) of a number on the scale of a heat map that ends at `top`; 0 for none.

    By the square root, so that one very full cell does not make all others look alike.
    """
    return math.ceil(_SHADES * math.sqrt(number / top))


def percent(share: float) -> str:
    """Give "42%"."""
    return f"{share:.0%}"


def _drawn(chart: Chart) -> tuple[Markup, int]:
    """Draw the first rows of a chart; give them with the number of all rows."""
    from worldcafe import charts  # noqa: PLC0415 - matplotlib, only when a page is made

    key = chart.table.columns[0]
    rows = chart.table[key].drop_duplicates()
    kept = chart.table[chart.table[key].isin(rows.head(_SHOWN))]
    svg = charts.render_svg(charts.draw(dataclasses.replace(chart, title="", table=kept)))
    return Markup(inline_svg(svg, chart.name, chart.alt)), len(rows)


def _conversation(notes: tuple[Note, ...]) -> list[tuple[Place, list[tuple[str, list[Note]]]]]:
    """Group the notes by place and then by question, in the order of the sources."""
    return [
        (place, [(asked, list(group)) for asked, group in groupby(said, key=lambda note: note.question)])
        for place, said in groupby(notes, key=lambda note: note.place)
    ]


def _by_topic(claims: tuple[ClaimView, ...]) -> dict[str, list[ClaimView]]:
    """Group the claims by topic, in the order of the report."""
    topics: dict[str, list[ClaimView]] = {}
    for claim in claims:
        topics.setdefault(claim.topic, []).append(claim)
    return topics


def _table_counts(view: ReportView) -> Counter[tuple[str, str]]:
    """Count the notes of each theme at each table."""
    return Counter((note.theme_ids[0], note.place.table_label) for note in view.notes if note.theme_ids)


def _options(view: ReportView) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Give the filters that have something to choose: (field, label, (value, words) pairs)."""
    rounds = dict.fromkeys(place.round for place in view.places if place.round)
    kinds = dict.fromkeys(note.kind for note in view.notes if note.kind)
    statuses = {"covered": "in the summaries", "partial": "partly in the summaries", "gap": "missing"}
    found = {note.status for note in view.notes}
    choices = [
        ("cafe", "Café", [(name, name) for name in view.cafes]),
        ("table", "Table", [(name, name) for name in view.tables]),
        ("round", "Round", [(name, name) for name in sorted(rounds, key=lambda name: (len(name), name))]),
        ("kind", "Kind", [(name, name) for name in kinds]),
        ("theme", "Theme", [(theme.theme_id, theme.name) for theme in view.themes]),
        ("status", "Status", [(name, text) for name, text in statuses.items() if name in found]),
    ]
    return [choice for choice in choices if len(choice[2]) > 1]
