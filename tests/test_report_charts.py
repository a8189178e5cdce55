"""The charts: they hold what the tables say, are drawn the same each time, and nothing collides."""

from dataclasses import replace

import pytest

from sample_analysis import sample_analysis
from worldcafe.report import charts
from worldcafe.report.chart_tables import suggestion_chart, theme_chart, topic_chart
from worldcafe.report.layout import WIDE_LINE, corners_of, lay_out
from worldcafe.report.view import build_view


def test_charts_hold_exactly_what_the_tables_say():
    view = build_view(sample_analysis())
    drawn = {chart.name: chart for chart in view.charts}
    assert set(drawn) == {
        "themes",
        "tables",
        "heard",
        "topics",
        "suggestions",
        "comparison",
        "trend",
        "map",
        "numbers",
    }
    assert list(drawn["themes"].table["n_places"]) == [3, 2, 1]
    assert dict(drawn["heard"].table[["table", "n_heard"]].to_numpy()) == {
        "South, Table 1": 1,
        "North, Table 1": 2,
        "North, Table 2": 1,
    }
    assert drawn["tables"].table["n_notes"].sum() == sum(bool(note.theme_ids) for note in view.notes)
    assert drawn["themes"].title == (
        "“Sunday opening” came up at the most places, 3; the summaries miss 1 of 3 themes"
    )


@pytest.mark.parametrize(
    ("places", "proposed", "told"),
    [
        (1, 0, "None of the themes came up at more than one place"),
        (1, 1, "No theme came up at more than one place, but 1 suggestion did"),
        (1, 4, "No theme came up at more than one place, but 4 suggestions did"),
        (3, 4, "“Shade” came up at the most places, 3"),
    ],
)
def test_that_no_theme_recurs_is_not_said_without_the_suggestions_that_do(places, proposed, told):
    family = replace(build_view(sample_analysis()).families[0], name="Shade", n_places=places)
    assert theme_chart([family], proposed).title.startswith(told)


def test_where_nothing_came_up_at_a_second_place_bars_are_as_long_as_the_notes():
    family = build_view(sample_analysis()).families[0]
    sizes = {"Shade": 9, "Benches": 2}
    once = [replace(family, name=name, n_notes=size, n_places=1) for name, size in sizes.items()]
    chart = theme_chart(once)
    assert "; “Shade” has the most notes, 9" in chart.title
    assert "Bars, notes: Shade 9; Benches 2" in chart.alt
    lengths = [bar.get_width() for bar in charts.draw(chart).axes[0].patches]
    assert lengths == [9, 2]
    assert all("place" not in label.get_text() for label in charts.draw(chart).axes[0].texts)
    again = theme_chart([replace(once[0], n_places=2), once[1]])
    assert "has the most notes" not in again.title
    assert [bar.get_width() for bar in charts.draw(again).axes[0].patches] == [2, 1]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ((1,), "None of 1 suggestion came up at more than one place"),
        ((2, 1), "1 of 2 suggestions came up at more than one place"),
        ((3, 2, 1), "2 of 3 suggestions came up at more than one place"),
    ],
)
def test_suggestions_are_counted_by_their_number(places, told):
    entry = build_view(sample_analysis()).suggestions[0]
    chart = suggestion_chart([replace(entry, n_places=number) for number in places])
    assert chart.title.startswith(told)


@pytest.mark.parametrize(
    ("n_claims", "supported", "pointers", "said"),
    [
        (1, 0, 1, "1 claim, only points elsewhere"),
        (3, 2, 1, "3 claims, 2 with notes behind them, 1 points elsewhere"),
        (3, 2, 0, "3 claims, 2 with notes behind them, 1 in doubt"),
        (4, 4, 0, "4 claims, all with notes behind them"),
        (1, 1, 0, "1 claim, with notes behind it"),
    ],
)
def test_claim_that_only_points_elsewhere_has_no_bar_of_notes_behind_it(n_claims, supported, pointers, said):
    topic = replace(
        build_view(sample_analysis()).topics[0],
        n_claims=n_claims,
        n_supported=supported,
        n_pointers=pointers,
    )
    chart = topic_chart([topic])
    assert said in chart.alt
    figure = charts.draw(chart)
    assert said in {text.get_text() for text in figure.axes[0].texts}
    assert figure.axes[0].patches[1].get_width() == supported / n_claims


@pytest.mark.parametrize(
    "name", ["themes", "tables", "heard", "topics", "suggestions", "comparison", "trend", "map", "numbers"]
)
def test_chart_is_drawn_the_same_each_time_with_text_as_text(name):
    chart = next(chart for chart in build_view(sample_analysis()).charts if chart.name == name)
    first, second = (charts.render_svg(charts.draw(chart)) for _ in range(2))
    assert first == second
    assert "<text" in first
    assert "<dc:date>" not in first
    assert charts.render_png(charts.draw(chart)).startswith(b"\x89PNG")


@pytest.mark.parametrize("number", [1, 2, 8, 60])
@pytest.mark.parametrize("wide", [1.7, 0.16])
def test_islands_of_the_map_leave_each_other_and_their_names_room(number, wide):
    view = build_view(sample_analysis())
    themes = [
        replace(view.themes[0], theme_id=f"t{place}", name=f"Theme {place}" + " of long words" * (place % 7))
        for place in range(number)
    ]
    notes = [
        replace(view.notes[0], note_id=f"n{place}-{note}", theme_ids=(f"t{place}",))
        for place in range(number)
        for note in range(1 + place * 7 % 40)
    ]
    parts = [themes[at : at + 4] for at in range(0, number, 4)]
    families = [replace(view.families[0], name=part[0].name, themes=tuple(part)) for part in parts]
    laid = lay_out(families, notes, wide=wide)
    islands = [corners_of(island) for area in laid.areas for island in area.islands]
    named = [
        (area.x - 7 * max(map(len, area.lines)), area.y - WIDE_LINE * len(area.lines),
         area.x + 7 * max(map(len, area.lines)), area.y)
        for area in laid.areas
    ]  # fmt: skip
    boxes = islands + named
    assert len(islands) == number
    assert not [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.2
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.2
    ]
    assert all(
        left >= 0 and top >= 0 and right <= laid.width and low <= laid.height
        for left, top, right, low in boxes
    )
    for area in laid.areas:
        for island in area.islands:
            assert min(x for x, _ in area.hull) <= island.x <= max(x for x, _ in area.hull)


def test_dots_and_names_on_the_map_do_not_meet():
    view = build_view(sample_analysis())
    laid = lay_out(view.families, view.notes)
    spots = [(dot.x, dot.y) for dot in laid.dots]
    near = [
        (a, b) for i, a in enumerate(spots) for b in spots[:i] if abs(a[0] - b[0]) + abs(a[1] - b[1]) < 10
    ]
    assert not near
    assert all(0 < x < laid.width and 0 < y < laid.height for x, y in spots)


def test_no_name_of_a_family_on_the_map_is_cut():
    view = build_view(sample_analysis())
    chart = next(chart for chart in view.charts if chart.name == "map")
    families = [f"A family of a long name {place % 2}" for place in range(len(chart.table))]
    figure = charts.draw(replace(chart, table=chart.table.assign(family=families)))
    names = [text for text in figure.axes[0].texts if "family" in text.get_text()]
    assert len(names) == 2
    for name in names:
        box = name.get_window_extent()
        assert figure.bbox.x0 <= box.x0 < box.x1 <= figure.bbox.x1


@pytest.mark.parametrize("longest", [1, 80])
def test_what_became_of_suggestions_is_written_within_the_figure(longest):
    chart = next(chart for chart in build_view(sample_analysis()).charts if chart.name == "trend")
    figure = charts.draw(replace(chart, table=chart.table.assign(dropped=longest, persisting=3, new=10)))
    labels = figure.axes[0].texts
    assert labels
    assert all(label.get_window_extent().x1 <= figure.bbox.x1 for label in labels)


@pytest.mark.parametrize("name", ["themes", "suggestions", "topics", "heard"])
@pytest.mark.parametrize("number", [1, 987_654])
def test_labels_behind_bars_end_within_the_figure(name, number):
    chart = next(chart for chart in build_view(sample_analysis()).charts if chart.name == name)
    table = chart.table.assign(n_notes=number)
    if "told" in table:
        table["told"] = "4 of 5 themes are missing"
    figure = charts.draw(replace(chart, table=table))
    labels = figure.axes[0].texts
    assert labels
    assert all(label.get_window_extent().x1 <= figure.bbox.x1 for label in labels)
    assert max(bar.get_window_extent().width for bar in figure.axes[0].patches) > figure.bbox.width / 12
