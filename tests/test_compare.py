"""Two runs side by side: what is new, gone or changed."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

import worldcafe
from sample_analysis import sample_analysis
from worldcafe.cli import main
from worldcafe.run.compare import compare_runs, match_parts, trigrams

ANOTHER = """# The mill café

## Table 1

- Paint the boats blue.
- Open the hall on Mondays.
- The choir needs a room.
"""


def changes(before, after) -> list[tuple[str, str, str]]:
    found = compare_runs(before, after)
    return list(zip(found["what"], found["change"], found["text"], strict=True))


def parts(*words: str) -> list[frozenset[str]]:
    return [frozenset(word.split()) for word in words]


def test_run_differs_from_itself_in_nothing():
    found = compare_runs(sample_analysis(), sample_analysis())
    assert len(found) == 0
    assert list(found.columns) == ["what", "change", "before_id", "after_id", "text", "told"]


def test_ids_alone_change_nothing():
    after = sample_analysis()
    after.themes = after.themes.assign(theme_id=["x1", "x2", "x3"])
    names = {"t1": "x1", "t2": "x2", "t3": "x3"}
    after.segments = after.segments.assign(theme_id=after.segments["theme_id"].replace(names))
    after.suggestions = after.suggestions.assign(suggestion_id=["h1", "h2"], theme_id=["x1", "x2"])
    assert changes(sample_analysis(), after) == []


def test_what_only_one_run_has_is_new_or_gone():
    after = sample_analysis()
    after.themes, after.claims, after.suggestions = (
        after.themes.tail(2),
        after.claims.tail(2),
        after.suggestions.tail(1),
    )
    lost = [
        ("theme", "Sunday opening"),
        ("suggestion", "Open on Sundays"),
        ("verdict", "Open the reading room on Sundays."),
    ]
    assert changes(sample_analysis(), after) == [(what, "gone", text) for what, text in lost]
    assert changes(after, sample_analysis()) == [(what, "new", text) for what, text in lost]


def test_theme_that_got_another_name_status_and_notes_is_told_as_one():
    after = sample_analysis()
    after.themes = after.themes.assign(name=["Open longer", *after.themes["name"][1:]], status="gap")
    moved = after.segments["segment_id"].isin(["s09", "s11"])
    after.segments = after.segments.assign(theme_id=after.segments["theme_id"].where(~moved, "t3"))
    first, second, third = compare_runs(sample_analysis(), after).to_dict("records")
    assert (first["text"], first["before_id"], first["after_id"]) == ("Open longer", "t1", "t1")
    assert first["told"] == "was called “Sunday opening”, 1 note fewer, status: covered → gap"
    assert second["told"] == "status: partial → gap"
    assert third["told"] == "2 notes more"


def test_verdict_that_turned_is_told_also_where_the_claim_was_edited():
    after = sample_analysis()
    texts = ["Open the reading room on Sunday.", *after.claims["text"][1:]]
    after.claims = after.claims.assign(text=texts, verdict=["altered", "unsupported", "altered"])
    (row,) = compare_runs(sample_analysis(), after).to_dict("records")
    assert (row["what"], row["change"], row["told"]) == ("verdict", "changed", "verdict: supported → altered")


def test_suggestion_that_was_decided_on_is_changed():
    after = sample_analysis()
    after.suggestions = after.suggestions.assign(status=["done", ""], n_places=[4, 1])
    (row,) = compare_runs(sample_analysis(), after).to_dict("records")
    assert (row["text"], row["told"]) == ("Open on Sundays", "places: 3 → 4, status: nothing → done")


def test_suggestion_with_other_notes_is_known_by_its_words():
    after = sample_analysis()
    after.suggestions = after.suggestions.assign(note_ids=["s05", "s06"])
    assert changes(sample_analysis(), after) == []


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (parts("a b c", "d e"), parts("d e", "a b c"), [(0, 1), (1, 0)]),
        (parts("a b c d"), parts("a b x y"), [(0, 0)]),  # half of their parts, which is just enough
        (parts("a b c d"), parts("a x y z"), []),
        (parts("a b", "a b c"), parts("a b c"), [(1, 0)]),  # the best pair first
        (parts("a b"), parts("a b", "a b"), [(0, 0)]),  # each once, the first of equals
        (parts("a"), [], []),
        ([], parts("a"), []),
        (parts(""), parts(""), []),  # nothing has nothing in common
    ],
)
def test_things_are_paired_by_their_common_parts(before, after, pairs):
    assert match_parts(before, after, 0.5) == pairs


def runs(*groups: tuple[str, ...]):
    """A run with a suggestion of each group of notes, in a theme of its own."""
    made = sample_analysis()
    notes = [note for group in groups for note in group]
    ids = {note: f"s{place:02}" for place, note in enumerate(notes)}
    first = made.segments.iloc[[0] * len(notes)]
    of = [f"t{number}" for number, group in enumerate(groups) for _ in group]
    told = {"segment_id": list(ids.values()), "clean_text": notes, "role": "note", "theme_id": of}
    made.segments = first.assign(**told).reset_index(drop=True)
    rows = made.suggestions.iloc[[0] * len(groups)]
    made.suggestions = rows.assign(
        suggestion_id=[f"S{number}" for number in range(len(groups))],
        text=[group[0] for group in groups],
        note_ids=[";".join(ids[note] for note in group) for group in groups],
    )
    themes = made.themes.iloc[[0] * len(groups)]
    names = [f"about {group[0]}" for group in groups]
    made.themes = themes.assign(theme_id=[f"t{number}" for number in range(len(groups))], name=names)
    made.claims = made.claims.head(0)
    return made


BENCHES, TREES = ("More benches", "Benches at the lake", "Benches please"), ("Plant trees", "Trees for shade")


def test_what_is_part_of_another_now_is_joined_with_it_and_not_gone():
    found = compare_runs(runs(BENCHES, TREES, ("A boat",)), runs((*BENCHES, *TREES), ("A tram",)))
    told = {(row["what"], row["text"]): (row["change"], row["told"]) for row in found.to_dict("records")}
    assert told["suggestion", "Plant trees"] == ("joined", "with “More benches”")
    assert told["theme", "about Plant trees"] == ("joined", "with “about More benches”")
    assert told["suggestion", "A boat"] == ("gone", "")
    assert told["suggestion", "A tram"] == ("new", "")
    assert ("suggestion", "More benches") not in told


def test_what_was_part_of_another_is_parted_from_it_and_not_new():
    found = compare_runs(runs((*BENCHES, *TREES)), runs(BENCHES, TREES))
    rows = [row for row in found.to_dict("records") if row["text"] == "Plant trees"]
    assert [(row["change"], row["told"]) for row in rows] == [("parted", "from “More benches”")]
    assert not found["change"].isin(["new", "gone"]).any()


def test_row_that_is_kept_without_notes_is_compared_only_where_something_was_decided_on_it():
    before, after = runs(BENCHES, TREES), runs((*BENCHES, *TREES))
    kept = before.suggestions.tail(1).assign(suggestion_id="merged-2", note_ids="", trend="merged")
    for status, found in (("", 0), ("done", 1)):
        rows = [*after.suggestions.to_dict("records"), *kept.assign(status=status).to_dict("records")]
        both = runs((*BENCHES, *TREES))
        both.suggestions = pd.DataFrame(rows)
        changed = compare_runs(before, both)
        assert (changed["after_id"] == "merged-2").sum() == found


def test_more_things_than_a_block_are_paired():
    many = parts(*(f"a{number} b{number}" for number in range(2100)))
    assert match_parts(many, many[::-1], 0.5) == [(row, 2099 - row) for row in range(2100)]


def test_trigrams_see_letters_and_no_signs():
    assert trigrams("Yes!") == {" ye", "yes", "es "}
    assert trigrams("YES") == trigrams("  yes?")
    assert trigrams("no") != trigrams("yes")


def test_command_tells_what_differs(tiny_report, tmp_path, capsys):
    before = tmp_path / "before"
    worldcafe.analyse(tiny_report).save(before)
    assert main(["compare", str(before), str(shutil.copytree(before, tmp_path / "same"))]) == 0
    assert capsys.readouterr().out.startswith("Nothing differs")
    text = tiny_report.read_text().replace(
        "- Somebody should repair the wheelbarrow.", "- Plant trees in every street"
    )
    tiny_report.write_text(text)
    worldcafe.analyse(tiny_report).save(tmp_path / "after")
    assert main(["compare", str(before), str(tmp_path / "after")]) == 0
    told = capsys.readouterr().out
    assert "Suggestions: 1 new, 1 gone, " in told
    assert "new: Plant trees in every street" in told
    assert "gone: Somebody should repair the wheelbarrow" in told
    assert "no note in common" not in told
    tiny_report.write_text(ANOTHER)
    worldcafe.analyse(tiny_report).save(tmp_path / "other")
    assert main(["compare", str(before), str(tmp_path / "other")]) == 0
    assert "The two runs have no note in common, so nothing is new or gone" in capsys.readouterr().out
