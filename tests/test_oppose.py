"""Both sides of a point are told, never merged unseen."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from sample_analysis import sample_analysis
from tables_of import table_of
from test_themes import segments_of
from worldcafe.language.english import parse_english
from worldcafe.oppose import oppose_notes
from worldcafe.oppose.stage import ENOUGH, _to_read
from worldcafe.oppose.stance import find_stances
from worldcafe.report.view import build_view
from worldcafe.tables import Themes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We should keep the night bus.", "The night bus should be abolished."),
        ("Speed bumps should be banned", "Speed bumps should not be banned"),
        ("Entrance fees are necessary.", "Entrance fees are unnecessary."),
        ("We need a printed programme.", "We do not need a printed programme."),
        ("There is no need for a printed programme.", "We need a printed programme."),
        ("I am against entrance fees.", "I support entrance fees."),
        ("Keep the old stage!", "Do not keep the old stage!"),
        ("Share the tools with the school.", "We should not share the tools with the school."),
        ("The stage helps young bands.", "The stage harms our neighbours."),
        ("I don't think we should keep the choir.", "We should keep the choir."),
        ("More benches", "No benches"),
        ("A night market is a great idea.", "A night market is a bad idea."),
    ],
)
def test_opposite_things_said_of_one_point_are_opposed(one, other):
    left, right = (find_stances(doc) for doc in parse_english([one, other]))
    assert any(a.opposes(b) for a in left for b in right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We should keep the night bus.", "We should not keep the morning bus."),  # two points
        ("We should keep the night bus.", "The night bus must stay."),
        ("Why should we keep the night bus?", "We should not keep the night bus."),  # asks, says nothing
        ("The stage is less useful than the hall.", "The stage is useful."),  # compares
        ("It should be kept.", "It should not be kept."),  # who knows what
        ("We should not share the tools.", "We should repair the tools."),  # another act
        ("Ban cars to protect children.", "We should not ban dogs."),
        ("Not everybody came to the fair.", "Everybody should come to the fair."),
        ("There should be no fees without notice.", "A notice hangs on the door."),
        ("The thing is bad.", "The thing is good."),
        ("No idea.", "More ideas"),
    ],
)
def test_other_things_are_not_opposed(one, other):
    left, right = (find_stances(doc) for doc in parse_english([one, other]))
    assert not any(a.opposes(b) for a in left for b in right)


def themed(*texts: str, **changes: object) -> tuple[pd.DataFrame, pd.DataFrame]:
    segments = segments_of({"Table 1": list(texts)}).assign(theme_id="T01", **changes)
    return segments, table_of(Themes, [{"theme_id": "T01", "name": "Buses"}])


def test_theme_with_both_sides_says_so_and_names_the_notes_of_each():
    segments, themes = themed(
        "We should keep the night bus.", "The night bus should be abolished.", "Buses are red.",
        "Keep the night bus",
    )  # fmt: skip
    found = oppose_notes(segments, themes)
    assert found.themes["both_sides"].tolist() == ["night bus (2 for, 1 against)"]
    sides = found.sides.groupby("side")["note_id"].apply(list).to_dict()
    assert sides == {"for": ["n000", "n003"], "against": ["n001"]}


@pytest.mark.parametrize("texts", [("Keep the bus.", "Buses are red."), ("Abolish the bus.", "End the bus.")])
def test_theme_of_one_mind_says_nothing(texts):
    found = oppose_notes(*themed(*texts))
    assert found.themes["both_sides"].tolist() == [""]
    assert len(found.sides) == 0


def test_note_that_contradicts_itself_alone_makes_no_second_side():
    assert len(oppose_notes(*themed("Keep the bus, but the bus should not be kept at night.")).sides) == 0


def test_sides_named_by_labels_and_headings_count():
    labelled = oppose_notes(*themed("Agree: it saves time", "Disagree: too loud", "It rains"))
    assert labelled.sides["side"].tolist() == ["for", "against"]
    headed = oppose_notes(*themed("It saves time", "Too loud", subsection=["Pros", "Cons"]))
    assert headed.themes["both_sides"].tolist() == ["the matter itself (1 for, 1 against)"]
    plain = oppose_notes(*themed("It saves time", "Too loud", subsection=["Procedures", "Concerts"]))
    assert len(plain.sides) == 0


def test_view_quotes_both_sides():
    theme = build_view(sample_analysis()).themes[0]
    (dispute,) = theme.disputes
    assert dispute.point == "early closing"
    assert [quote.segment_id for quote in dispute.in_favour] == ["s09"]
    assert [quote.segment_id for quote in dispute.against] == ["s05"]


def test_sides_of_a_large_theme_are_read_from_notes_spread_over_it_and_it_says_so():
    said = [f"The market of street {number} is loud" for number in range(2000)]
    said[700], said[1400] = "We should keep the night bus.", "The night bus should be abolished."
    rows = _to_read(said)
    assert len(rows) == ENOUGH
    assert 1400 in rows  # one of the few that may be against something
    assert max(b - a for a, b in pairwise(rows)) < 12
    kept = [said[row] for row in rows[:10]] * 60  # 600 notes, and sixty of each
    kept[0], kept[-1] = "The night bus should be abolished.", "The night bus should be abolished."
    kept[1::2] = ["We should keep the night bus."] * 300
    told = oppose_notes(*themed(*kept)).themes["both_sides"][0]
    assert told.startswith("night bus (")
    assert told.endswith(f"{ENOUGH} of 600 notes were read for this")


def test_nothing_is_parsed_where_nobody_may_be_against():
    assert _to_read(["Keep the bus.", "Buses are red."]) == []
    assert _to_read(["Keep the bus.", "No buses."]) == [0, 1]
