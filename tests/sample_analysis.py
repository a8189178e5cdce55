"""A small cafe written by hand: the tables of a run, whose report can be checked by eye."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd

from tables_of import table_of
from worldcafe.settings import Settings
from worldcafe.source import Source
from worldcafe.tables import (
    TRIAGE,
    Candidates,
    Claims,
    Comparisons,
    Families,
    Kinds,
    Links,
    Measures,
    Segments,
    Sides,
    Suggestions,
    Themes,
    Topics,
)

HOSTILE = "<script>alert(1)</script> & \"quoted' onmouseover=alert(2) </style></script>"

# role, cafe, table, round, kind, theme, text
ROWS = (
    ("heading", "", "", "", "", "", "The reading room café"),
    ("summary", "North", "Table 1", "", "suggestion", "", "Open the reading room on Sundays."),
    ("summary", "North", "Table 1", "", "value", "", "Silence is what everybody wants"),
    ("summary", "South", "Table 1", "", "suggestion", "", "Loans must be longer"),
    ("note", "North", "Table 1", "1", "suggestion", "t1", "- Open the reading room\n  on Sundays."),
    ("note", "North", "Table 1", "1", "problem", "t1", "closed when **families** have time"),
    ("note", "North", "Table 1", "2", "suggestion", "t2", "longer loans, asked by ██████ twice"),
    ("note", "North", "Table 2", "1", "suggestion", "t1", "Sunday opening, even for half a day"),
    ("note", "North", "Table 2", "1", "question", "t3", "Who pays for the heating?"),
    ("note", "South", "Table 1", "1", "suggestion", "t1", "open on Sundays as well"),
    ("note", "South", "Table 1", "1", "value", "t3", "a warm room is worth a lot"),
    ("note", "South", "Table 1", "2", "observation", "", HOSTILE),
)
THEMES = (
    ("t1", "Sunday opening", 4, 3, 3, 3, 2, "covered"),
    ("t2", "Longer loans", 1, 1, 1, 1, 1, "partial"),
    ("t3", 'Heating "and" <b>cost</b>', 2, 0, 2, 2, 2, "gap"),
)
EMPTY = {"claims": Claims, "links": Links, "topics": Topics, "themes": Themes, "suggestions": Suggestions}


def sample_analysis(**changes: object) -> SimpleNamespace:
    """Give what `build_view` reads of an `Analysis`, without importing the stages."""
    segments, text = _segments()
    sample = SimpleNamespace(
        to_compare={},
        version="1.2.3",
        title="The reading room café",
        sources=(Source("notes.txt", text, "0" * 64, ((0, "page 1"),)),),
        settings=Settings(),
        segments=segments,
        kinds=_table(Kinds, []),
        claims=_claims(),
        links=_table(
            Links,
            [
                ("s01", "s04", "same", 0.9, "open sundays"),
                ("s01", "s07", "support", 0.6, "sunday"),
                ("s01", "s09", "support", 0.7, ""),
                ("s03", "s06", "support", 0.5, "loans"),
            ],
        ),
        candidates=_table(Candidates, [("s01", "s04", 1, 0.9, True), ("s01", "s05", 2, 0.1, False)]),
        topics=_table(
            Topics,
            [("Rooms", "North", "Table 1", 2, 3, 1 / 3, 0.5), ("Loans", "South", "Table 1", 1, 3, 0, 0)],
        ),
        families=_families((key,) for key, *_ in THEMES),
        themes=_themes(),
        comparisons=_table(
            Comparisons,
            [
                ("s09", "s04", "South", "North", "confirms", 0.8, "open, sundays", "", "It says the same."),
                (
                    "s11",
                    "s05",
                    "South",
                    "North",
                    "contradicts",
                    0.6,
                    "room",
                    "[-closed-] {+open+} room",
                    "turned",
                ),
            ],
        ),
        sides=_table(
            Sides, [("t1", "early closing", "for", "s09"), ("t1", "early closing", "against", "s05")]
        ),
        suggestions=_suggestions(),
        numbers=pd.DataFrame(
            {"n_themes": [2, 3], "stability": [0.4, 0.7], "separation": [0.1, 0.2], "is_found": [False, True]}
        ),
        measures=_table(Measures, [("stability", 0.7, "How much of the themes comes back.")]),
        removed={"person": 1},
    )
    return SimpleNamespace(**{**vars(sample), **changes})


def grouped_analysis(**changes: object) -> SimpleNamespace:
    """Give the sample with two of its themes in one family."""
    return sample_analysis(families=_families([("t1", "t3"), ("t2",)]), **changes)


def hostile_analysis() -> SimpleNamespace:
    """Give the sample with hostile words wherever a source or a user can put words."""
    sample = sample_analysis()
    cafe = sample.segments["cafe"].replace("North", HOSTILE)
    names = {"cafe": cafe, "table": HOSTILE, "round": HOSTILE, "source": HOSTILE}
    said = {
        "name": [f"{HOSTILE} {number}" for number in range(3)],
        "keywords": HOSTILE,
        "status_reason": HOSTILE,
        "both_sides": HOSTILE,
    }
    sample.segments = sample.segments.assign(**names)
    sample.sources = (replace(sample.sources[0], name=HOSTILE, anchors=((0, HOSTILE),)),)
    sample.themes = sample.themes.assign(**said)
    sample.claims = sample.claims.assign(topic=HOSTILE, reason=HOSTILE, moved_from=HOSTILE, diff=HOSTILE)
    sample.topics = sample.topics.head(1).assign(topic=HOSTILE, cafe=HOSTILE, table=HOSTILE)
    sample.suggestions = sample.suggestions.assign(text=HOSTILE, places=HOSTILE, who=HOSTILE)
    sample.links = sample.links.assign(shared=HOSTILE)
    return sample


def emptied(*names: str) -> dict[str, object]:
    """Give these tables without rows."""
    return {name: _table(EMPTY[name], []) for name in names}


def _table(schema, rows):
    return table_of(schema, rows)


def _segments():
    text, rows = "", []
    for number, (role, cafe, table, turn, kind, theme, words) in enumerate(ROWS):
        start, end = len(text), len(text) + len(words)
        text += words + "\n\n"
        spoken = words if role in ("note", "summary") else ""
        asked = "What do <we> need?" if role == "note" else ""
        aside = "fits no theme" if role == "note" and not theme else ""
        place = (cafe, table, "Rooms", turn, asked, "", "", 0, "")
        ends = (words, spoken, kind, 0.5, theme, "", aside, "en")
        rows.append((f"s{number:02d}", "notes.txt", start, end, role, *place, *ends))
    return _table(Segments, rows), text


def _claims():
    return _table(
        Claims,
        [
            (
                "s01",
                "Rooms",
                ROWS[1][6],
                "supported",
                3,
                3,
                "",
                False,
                "s04",
                "Open the room",
                "said three times",
            ),
            (
                "s02",
                "Rooms",
                ROWS[2][6],
                "unsupported",
                0,
                0,
                "",
                False,
                "s10",
                "[-warm-] {+silent+}",
                "nobody",
            ),
            (
                "s03",
                "Loans",
                ROWS[3][6],
                "altered",
                1,
                1,
                "Table 1",
                True,
                "s06",
                "{+must+} loans",
                "stronger",
            ),
        ],
    )


def _families(groups):
    rows = {key: (name, *numbers) for key, name, *numbers, _ in THEMES}
    found = []
    for place, keys in enumerate(groups, start=1):
        own = [rows[key] for key in keys]
        sums = [sum(row[at] for row in own) for at in (1, 2)]
        most = [max(row[at] for row in own) for at in (3, 5, 4)]
        name = own[0][0] if len(own) == 1 else "Rooms and warmth"
        counts = (len(own), *sums, most[0], 1, *most[1:])
        found.append((f"F{place}", name, "open", "s04", ";".join(keys), *counts))
    return _table(Families, found)


def _themes():
    return _table(
        Themes,
        [
            (
                key,
                name,
                "room;open",
                "open on Sundays as well",
                "s09",
                exemplar,
                key.replace("t", "F"),
                notes < 5,
                notes,
                proposed,
                tables,
                1,
                cafes,
                places,
                status,
                "so",
                "",
                0.5,
                "",
            )
            for (key, name, notes, proposed, tables, places, cafes, status), exemplar in zip(
                THEMES, ("s04;s05", "s06", "s08"), strict=True
            )
        ],
    )


def _suggestions():
    triage = ("",) * len(TRIAGE)
    return _table(
        Suggestions,
        [
            (
                "g1",
                1,
                "Open on Sundays",
                "s04;s07;s09",
                "t1",
                3,
                3,
                "North; South",
                "open, Sundays",
                "persisting",
                3,
                "yes",
                "s01",
                *triage,
                "",
                "Open the reading room on Sundays.\nSunday opening, even for half a day\n"
                "open on Sundays as well",
                "",
            ),
            (
                *("g2", 2, "Longer loans", "s06", "t2", 1, 1, "North", "", "dropped", 1, "no", "", *triage),
                *("", "longer loans, asked by [person] twice", ""),
            ),
        ],
    )
