"""The page: one self-contained HTML file that reads without a network, and without JavaScript."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter, defaultdict
from functools import lru_cache
from importlib import resources
from itertools import groupby
from string import Formatter
from typing import TYPE_CHECKING

from markupsafe import Markup

from worldcafe.language.wording import phrase, region_now, say, speaking
from worldcafe.report import marks
from worldcafe.report.excerpt import excerpt, largest_tables
from worldcafe.report.layout import LINE, WIDE_LINE, lay_out
from worldcafe.report.model import Place
from worldcafe.report.model.said import STATUS_PHRASES
from worldcafe.report.palette import style_rules

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from jinja2 import Environment

    from worldcafe.report.drawn import Dot, IdeaMap
    from worldcafe.report.model import ClaimView, Comparison, Note, ReportView, TopicView

Asked = list[tuple[str, "list[Note]"]]  # the notes under each question
STYLES = ("base", "charts", "sections", "print")
SCRIPTS = ("start", "tables", "notes", "search", "map", "address")
_MARKED = re.compile(r'_\("([^"]+)"\)')  # a text of the script that people read
_TALL = 0.16  # width over height of the map of ideas on a phone


def render_html(view: ReportView) -> str:
    """Give the page as text, in its language: style, script and charts inside, nothing loaded."""
    with speaking(view.made.language):
        return _render(view)


def _render(view: ReportView) -> str:
    """Give the page in the language that is spoken."""
    style, script = _style(), _script()
    counts = Counter((note.theme_ids[0], note.place.table_label) for note in view.notes if note.theme_ids)
    columns = tuple(dict.fromkeys(Place(place.cafe, place.table, "") for place in view.places))
    shown = excerpt(view, view.limits)
    large = largest_tables(view.notes, view.limits.tables)
    beside = tuple(place for place in columns if place.label in large)
    page = templates().get_template("page.html")
    return page.render(
        view=view,
        shown=shown,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        titles={chart.name: chart.title for chart in view.charts},
        by_topic=_by_topic(shown.claims),
        topics=_weighed(view, columns),
        conversation=_conversation(shown.notes),
        names={theme.theme_id: theme.name for theme in view.themes},
        claims={claim.claim_id: claim.quote.text for claim in view.claims},
        quotes={note.note_id: note.quote for note in view.notes},
        grouped=any(not family.is_alone for family in view.families),
        contrasts={row.theme_id: row for row in (*view.comparison.rows, *view.comparison.families)},
        heard=_rows(view, "heard"),
        strengths=_strengths(view.claims),
        columns=beside,
        n_columns=len(columns),
        spans=[(cafe, len(list(places))) for cafe, places in groupby(beside, key=lambda place: place.cafe)],
        heat=counts,
        top=_fullest(view, counts),
        broad=view.idea_map if shown.notes == view.notes else lay_out(shown.families, shown.notes),
        tall=lay_out(shown.families, shown.notes, wide=_TALL),
        line=LINE,
        wide_line=WIDE_LINE,
        dots_of=_dots_of,
        shared=_shared(view.comparison),
        options=_options(view),
        region=region_now(),
    )


def load_template() -> None:
    """Compile the templates: worth calling early, while something else is waited for."""
    for name in templates().list_templates(extensions=["html"]):
        templates().get_template(name)


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Give the template engine; everything that is not markup of ours is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    engine = Environment(
        loader=PackageLoader("worldcafe.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters.update(marks.FILTERS)
    engine.globals.update(marks.SAYING)
    return engine


def _read(folder: str, names: Iterable[str], ending: str) -> str:
    """Join files of the templates."""
    root = resources.files("worldcafe.report").joinpath("templates", folder)
    return "".join(root.joinpath(f"{name}.{ending}").read_text(encoding="utf-8") for name in names)


def _style() -> str:
    """Give the style sheet; a bar of 37 % is of class w37, as the policy forbids style attributes."""
    bars = "".join(f".w{step}{{width:{step}%}}" for step in range(101))
    return _read("style", STYLES, "css") + style_rules() + bars


def _script() -> str:
    """Give the script as one closed function."""
    return f'"use strict";\n(() => {{\n{_MARKED.sub(_inlined, _read("script", SCRIPTS, "js"))}}})();\n'


def _inlined(marked: re.Match[str]) -> str:
    """Give a marked text as an expression: _("{n} of {all}") -> n + " of " + all."""
    pieces = Formatter().parse(phrase(marked[1]))
    found = [
        (json.dumps(text, ensure_ascii=False) if text else "", name or "") for text, name, _, _ in pieces
    ]
    return " + ".join(piece for pair in found for piece in pair if piece)


def _policy(style: str, script: str) -> str:
    """Allow this page its own style and script, by their hashes, and nothing else."""
    own = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{own[0]}'; script-src 'sha256-{own[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _conversation(notes: tuple[Note, ...]) -> list[tuple[str, list[tuple[Place, Asked]]]]:
    """Group the notes by table, by place and then by question, in the order of the sources."""
    return [
        (
            table,
            [
                (place, [(asked, list(group)) for asked, group in groupby(own, lambda note: note.question)])
                for place, own in groupby(said, key=lambda note: note.place)
            ],
        )
        for table, said in groupby(notes, key=lambda note: note.place.table_label)
    ]


def _by_topic(claims: tuple[ClaimView, ...]) -> dict[tuple[str, str], list[ClaimView]]:
    """Group the claims by café and topic, in the order of the report."""
    topics: dict[tuple[str, str], list[ClaimView]] = {}
    for claim in claims:
        topics.setdefault((claim.quote.place.cafe, claim.topic), []).append(claim)
    return topics


def _weighed(
    view: ReportView, columns: tuple[Place, ...]
) -> Mapping[tuple[str, str], tuple[Place, TopicView, int] | None]:
    """Give for each topic its table, its shares, and how many notes of the table are behind its claims."""
    found: dict[tuple[str, str], tuple[Place, TopicView, int] | None] = defaultdict(lambda: None)
    for topic in view.topics:
        homes = [place for place in columns if place.table == topic.table and topic.cafe in ("", place.cafe)]
        if not homes or (topic.cafe, topic.topic) in found:
            continue
        said = [note for note in view.notes if note.place.table_label == homes[0].table_label]
        behind = sum(not set(topic.claim_ids).isdisjoint(note.claim_ids) for note in said)
        found[topic.cafe, topic.topic] = (homes[0], topic, behind)
    return found


def _fullest(view: ReportView, counts: Counter[tuple[str, str]]) -> int:
    """Give the largest number of notes that a family has at one table."""
    sums = (
        sum(counts[theme.theme_id, table] for theme in family.themes)
        for family in view.families
        for table in {table for _, table in counts}
    )
    return max(sums, default=1)


def _dots_of(laid: IdeaMap) -> Mapping[str, list[Dot]]:
    """Give the dots of each theme on the map."""
    dots: dict[str, list[Dot]] = defaultdict(list)
    for dot in laid.dots:
        dots[dot.theme_id].append(dot)
    return dots


def _rows(view: ReportView, name: str) -> list[dict[Hashable, object]]:
    """Give the rows of a chart's table; none where there is no such chart."""
    return [row for chart in view.charts if chart.name == name for row in chart.table.to_dict("records")]


def _strengths(claims: Iterable[ClaimView]) -> list[tuple[str, int, str]]:
    """Count apart how strongly claims stand on notes: (strength or verdict, how many, words)."""
    counts = Counter(claim.support or claim.verdict for claim in claims)
    told = {name: marks.STRENGTHS | (marks.OF_ONE if counts[name] == 1 else {}) for name in counts}
    return [(name, counts[name], say(told[name][name])) for name in marks.STRENGTHS if counts[name]]


def _shared(comparison: Comparison) -> list[tuple[str, str, int]]:
    """Give the choices of a comparison: (what to show, in words, how many themes)."""
    spreads = Counter(marks.spread(row) for row in comparison.rows)
    is_cafe, both = comparison.by == "cafe", len(comparison.groups) == 2
    every = say("In both cafés") if both else say("In all cafés")
    if not is_cafe:
        every = say("In both rounds") if both else say("In all rounds")
    choices = [("every", every, spreads["every"])]
    for place, group in enumerate(comparison.groups):
        show = f"only-{place}"
        choices.append(
            (show, say("Only in {group}", group=marks.group_name(group, comparison.by)), spreads[show])
        )
    return [choice for choice in choices if choice[2]]


def _options(view: ReportView) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Give the filters that have something to choose: (field, label, (value, words) pairs)."""
    rounds = sorted({place.round for place in view.places if place.round}, key=lambda name: (len(name), name))
    kinds = dict.fromkeys(note.kind for note in view.notes if note.kind)
    found = {note.status for note in view.notes}
    report = [("any", say("found in a claim")), ("none", say("found in no claim"))] if view.claims else []
    choices = [
        ("cafe", say("Café"), [(name, name) for name in view.cafes]),
        ("table", say("Table"), [(name, name) for name in view.tables]),
        (
            "round",
            say("Round"),
            [(name, name) for name in sorted(rounds, key=lambda name: (len(name), name))],
        ),
        ("kind", say("Kind"), [(name, say(name)) for name in kinds]),
        ("theme", say("Theme"), [(theme.theme_id, theme.name) for theme in view.themes]),
        (
            "status",
            say("Its theme is"),
            [(name, say(text)) for name, text in STATUS_PHRASES.items() if name in found],
        ),
        ("claim", say("In the report"), report),
    ]
    return [choice for choice in choices if len(choice[2]) > 1]
