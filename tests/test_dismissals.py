"""What a summary waves away is held against the tables, and against what was found to come back."""

import numpy as np
import pandas as pd
import pytest

from tables_of import table_of
from test_crossref import NOTES, build
from worldcafe.crossref import check_dismissals, crossref_claims
from worldcafe.crossref.dismissals import _holds
from worldcafe.language.reasons import HOLDS, HOLDS_NOT, HOLDS_PARTLY
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings, Suggestions


def checked(segments, meanings, *again):
    """The reason of the first claim, a pointer, where some notes were found to propose the same."""
    vectors = Embeddings(tuple(segments["segment_id"]), meanings, "by hand")
    suggestions = table_of(
        Suggestions,
        [{"suggestion_id": f"s{row}", "note_ids": ";".join(notes)} for row, notes in enumerate(again)],
    )
    judged = crossref_claims(segments, vectors, CrossrefSettings()).claims
    found = check_dismissals(judged, segments, suggestions, vectors, CrossrefSettings()).iloc[0]
    assert found["verdict"] == "pointer"
    return found["reason"]


@pytest.mark.parametrize(
    ("claim", "where", "holds"),
    [
        ("Similar to the topic Tools", "under Tools", f" {HOLDS_NOT}"),
        ("Confirming what was said at Table 2", "at Table 2", f" {HOLDS_NOT}"),
        ("No new insights", "at another table", f" {HOLDS_NOT}"),
        ("On bins for the street see Table 2.", "at Table 2", ""),  # it leads there and claims nothing
    ],
)
def test_dismissal_is_checked_against_the_table_that_it_points_at(claim, where, holds):
    segments = build([("Compost", claim)], NOTES)
    assert checked(segments, np.zeros((len(segments), 4), dtype=np.float32)).endswith(
        f" None of the 4 suggestions of Table 1 were also made {where}.{holds}"
    )


@pytest.mark.parametrize(
    ("found", "total", "told"),
    [
        (0, 1, HOLDS_NOT),
        (0, 9, HOLDS_NOT),
        (1, 9, HOLDS_PARTLY),
        (4, 9, HOLDS_PARTLY),
        (5, 10, HOLDS),
        (1, 1, HOLDS),
    ],
)
def test_dismissal_holds_when_half_of_what_its_table_proposed_was_made_there(found, total, told):
    assert _holds(found, total) == told


@pytest.mark.parametrize(
    ("own", "again", "told"),
    [
        (NOTES[:4], True, f" 1 of the 4 suggestions of Table 1 was also made under Tools. {HOLDS_PARTLY}"),
        (NOTES[1:2], True, f" The only suggestion of Table 1 was also made under Tools. {HOLDS}"),
        (NOTES[1:2], False, f" The only suggestion of Table 1 was not made under Tools. {HOLDS_NOT}"),
    ],
)
def test_suggestions_made_again_where_a_dismissal_points_are_counted(own, again, told):
    notes = [*own, *NOTES[4:], *[("Table 2", "Tools", "1", "", NOTES[1][4])][:again]]
    segments = build([("Compost", "Similar to the topic Tools")], notes)
    meanings = np.eye(len(segments), dtype=np.float32)[pd.factorize(segments["clean_text"])[0]]
    assert checked(segments, meanings).endswith(told)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((1, 5), f" 1 of the 4 suggestions of Table 1 was also made under Tools. {HOLDS_PARTLY}"),
        ((1, 2), f" None of the 4 suggestions of Table 1 were also made under Tools. {HOLDS_NOT}"),
        ((1,), f" None of the 4 suggestions of Table 1 were also made under Tools. {HOLDS_NOT}"),
    ],
)
def test_what_was_found_to_come_back_there_counts_as_made_there(rows, told):
    segments = build([("Compost", "Similar to the topic Tools")], NOTES)
    notes = segments.loc[segments["role"] == "note", "segment_id"].tolist()
    nothing_alike = np.eye(len(segments), dtype=np.float32)
    assert checked(segments, nothing_alike, [notes[row] for row in rows]).endswith(told)


def test_claims_that_point_nowhere_keep_their_reasons():
    segments = build([("Compost", "People want rakes"), ("Tools", "Nothing new")], NOTES)
    vectors = Embeddings(tuple(segments["segment_id"]), np.eye(len(segments), dtype=np.float32), "by hand")
    judged = crossref_claims(segments, vectors, CrossrefSettings()).claims
    after = check_dismissals(judged, segments, Suggestions.of(), vectors, CrossrefSettings())
    assert (after["reason"] != judged["reason"]).tolist() == [False, True]
