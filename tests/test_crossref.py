"""Claims against notes: links, verdicts, status of themes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.crossref import cover_themes, crossref_claims
from worldcafe.crossref.coverage import stand_by_name, weigh_themes
from worldcafe.found import saying
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings, Segments, Themes

NOTES = [
    # table, topic, round, theme, text
    ("Table 1", "Compost", "1", "T1", "Every street should have a shared compost bin."),
    ("Table 1", "Compost", "1", "T1", "Ask the city for a second collection day"),
    ("Table 1", "Compost", "2", "T1", "A compost bin for each street would help."),
    ("Table 1", "Compost", "2", "T2", "The smell keeps neighbours away in summer"),
    ("Table 2", "Tools", "1", "T2", "A lending list for the shed"),
    ("Table 2", "Tools", "1", "T2", "Somebody should repair the wheelbarrow."),
]


def build(claims, notes=NOTES):
    """Segments of some claims (topic, text) and notes."""
    rows = [
        {"role": "summary", "table": "", "topic": topic, "round": "", "theme_id": "", "clean_text": text}
        for topic, text in claims
    ]
    rows += [
        {"role": "note", "table": table, "topic": topic, "round": turn, "theme_id": theme, "clean_text": text}
        for table, topic, turn, theme, text in notes
    ]
    frame = pd.DataFrame(rows)
    length = frame["clean_text"].str.len() + 1
    end = length.cumsum()
    given = {
        "segment_id": [f"s{row}" for row in range(len(frame))],
        "source": "garden.md",
        "start": end - length,
        "end": end - 1,
        "cafe": "Garden",
        "text": frame["clean_text"],
        "depth": 0,
        "kind": "suggestion",
        "kind_score": 1.0,
    }
    frame = frame.assign(**given)
    return table_of(Segments, frame.to_dict("records"))


def themes(*ids):
    return table_of(Themes, [{"theme_id": name, "name": name} for name in ids])


def run(claims, notes=NOTES, settings=None):
    segments = build(claims, notes)
    ids = tuple(segments["segment_id"])
    vectors = Embeddings(ids, np.zeros((len(ids), 4), dtype=np.float32), "none")
    return crossref_claims(segments, vectors, settings or CrossrefSettings())


def covered(claims):
    return cover_themes(themes("T1", "T2"), build(claims, NOTES), run(claims), CrossrefSettings())


def verdict(claim, notes=NOTES, topic="Compost"):
    return run([(topic, claim)], notes).claims.iloc[0]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Every street should have a shared compost bin.", "supported"),
        ("every street should have a shared compost bin", "supported"),
        ("A compost bin for every street", "supported"),
        ("Every street should not have a shared compost bin.", "altered"),
        ("Every street should have a shared compost lorry.", "altered"),
        ("Ask the city for a third collection day", "altered"),
        ("A choir sings on Mondays.", "unsupported"),
        ("Similar points were raised as under the topic Tools.", "pointer"),
        ("It is this", "unsupported"),
        ("Nothing new", "pointer"),
        ("Similar to last year, the wheelbarrow stays broken all winter.", "unsupported"),
    ],
)
def test_verdict_says_what_the_notes_say(claim, expected):
    assert verdict(claim)["verdict"] == expected


def test_altered_claim_shows_the_words_that_differ():
    assert verdict("Every street should have a shared compost lorry.")["diff"] == (
        "Every street should have a shared compost [-bin-] {+lorry+}"
    )


def test_claim_from_another_table_than_its_topic_says_so():
    assert verdict("Somebody should repair the wheelbarrow.")["moved_from"] == "Table 2"
    assert verdict("Somebody should repair the wheelbarrow.", topic="Tools")["moved_from"] == ""


def test_source_without_claims_gives_empty_tables_and_open_themes():
    result = run([])
    assert result.claims.empty
    assert result.links.empty
    assert result.topics.empty
    assert set(covered([])["status"]) == {""}


def test_source_without_notes_leaves_every_claim_unsupported():
    result = run([("Compost", "Children water the beds.")], notes=[])
    assert result.claims["verdict"].to_list() == ["unsupported"]
    assert result.links.empty


def test_theme_status_follows_the_share_of_its_suggestions_in_the_claims():
    found = covered([("Compost", NOTES[0][4]), ("Compost", NOTES[1][4])])
    status = found.set_index("theme_id")["status"]
    assert status.to_dict() == {"T1": "covered", "T2": "gap"}


@pytest.mark.parametrize(
    ("kinds", "said", "status", "reason"),
    [
        ("ssoo", "", "gap", "The topic summaries carry 0 of 2 suggestions (0%) and 0 of 4 notes (0%)."),
        (
            "ssoo",
            "1",
            "partial",
            "The topic summaries carry 1 of 2 suggestions (50%) and 1 of 4 notes (25%).",
        ),
        (
            "ssoo",
            "34",
            "partial",
            "The topic summaries carry 0 of 2 suggestions (0%) and 2 of 4 notes (50%).",
        ),
        (
            "ssoo",
            "12",
            "covered",
            "The topic summaries carry 2 of 2 suggestions (100%) and 2 of 4 notes (50%).",
        ),
        ("oooo", "12", "covered", "The topic summaries carry 2 of 4 notes (50%)."),
        ("oooo", "1", "partial", "The topic summaries carry 1 of 4 notes (25%)."),
        ("s", "", "gap", "The topic summaries carry 0 of 1 suggestion (0%) and 0 of 1 note (0%)."),
    ],
)
def test_status_goes_by_suggestions_and_by_all_notes(kinds, said, status, reason):
    notes = pd.DataFrame({"segment_id": [str(row + 1) for row in range(len(kinds))], "theme_id": "T1"})
    notes["kind"] = ["suggestion" if kind == "s" else "observation" for kind in kinds]
    links = pd.DataFrame({"claim_id": ["c"] * len(said), "note_id": list(said)}, dtype=object)
    found = weigh_themes(themes("T1", "T2"), notes, links, CrossrefSettings()).set_index("theme_id")
    assert found.loc["T1", ["status", "status_reason", "claim_ids"]].to_list() == [
        status,
        reason,
        "c" * bool(said),
    ]
    assert found.loc["T2", "status"] == "gap"


def test_input_tables_stay_as_they_were():
    segments = build([("Compost", "A bin")])
    before, given = segments.copy(), themes("T1", "T2")
    vectors = Embeddings(("s0",), np.ones((1, 4), dtype=np.float32), "none")
    cover_themes(
        given,
        segments,
        crossref_claims(segments, vectors, CrossrefSettings()),
        CrossrefSettings(),
    )
    pd.testing.assert_frame_equal(segments, before)
    pd.testing.assert_frame_equal(given, themes("T1", "T2"))


def test_same_input_gives_same_tables():
    claims = [("Compost", "A compost bin for every street"), ("Tools", "A list for the shed")]
    one, other = run(claims), run(claims)
    pd.testing.assert_frame_equal(one.claims, other.claims)
    pd.testing.assert_frame_equal(one.links, other.links)


def test_link_says_which_words_table_and_theme_the_two_share():
    links = run([("Compost", NOTES[0][4])]).links.set_index("note_id")
    assert links.loc["s1", "shared"] == "street, shared, compost, bin (same table and theme)"
    assert links.loc["s1", "strength"] == "same"
    assert (
        run([("Tools", NOTES[0][4])]).links.set_index("note_id").loc["s1", "shared"].endswith("(same theme)")
    )


def test_candidates_are_the_best_dozen_of_each_claim_linked_or_not():
    more = [("Table 1", "Compost", "2", "T1", f"Worm number {number} likes peel") for number in range(20)]
    found = run([("Compost", NOTES[0][4]), ("Tools", "A choir sings on Mondays.")], [*NOTES, *more])
    assert found.candidates.groupby("claim_id")["rank"].apply(list).to_dict() == {
        "s0": list(range(1, 13)),
        "s1": list(range(1, 13)),
    }
    first = found.candidates.iloc[0]
    assert (first["note_id"], first["linked"]) == ("s2", True)
    chosen = found.candidates[found.candidates["linked"]]
    said = saying(found.links)
    assert set(zip(chosen["claim_id"], chosen["note_id"], strict=True)) == set(
        zip(said["claim_id"], said["note_id"], strict=True)
    )
    assert (found.candidates.groupby("claim_id")["score"].diff().dropna() <= 0).all()


def test_a_claim_that_no_note_surely_says_keeps_its_notes_as_near_and_they_count_for_nothing():
    unsure = CrossrefSettings(supported_from=1.0, near_from=0.0)
    near = run([("Tools", "A choir sings on Mondays.")], settings=unsure)
    assert near.claims["verdict"].tolist() == ["unsupported"]
    assert set(near.links["strength"]) == {"near"}
    assert near.claims["n_notes"].tolist() == [0]
    assert not near.candidates["linked"].any()
    assert saying(near.links).empty


def test_a_claim_that_is_near_no_note_has_no_links_at_all():
    unsure = CrossrefSettings(supported_from=1.0, near_from=1.0)
    assert run([("Tools", "A choir sings on Mondays.")], settings=unsure).links.empty


def test_notes_of_a_claim_that_notes_say_are_not_only_near():
    found = run([("Compost", NOTES[0][4])], settings=CrossrefSettings(supported_from=1.0))
    assert "same" in set(found.links["strength"])
    assert "near" not in set(found.links["strength"])


@pytest.mark.parametrize(
    ("claim", "merged"),
    [
        ("Compost bin for every street - a second collection day", True),
        ("A second collection day, a compost bin for every street", True),
        ("A compost bin for every street", False),
        ("Every street should have a shared compost bin.", False),
        ("A compost bin for every street, and soon", False),
    ],
)
def test_claim_is_merged_when_its_parts_come_from_different_notes(claim, merged):
    assert (
        run(
            [("Compost", claim)],
            settings=CrossrefSettings(link_from=0.02, supported_from=0.02, near_from=0.0),
        )
        .claims["merged"]
        .iloc[0]
        == merged
    )


def test_one_note_in_other_words_is_too_little_to_call_a_claim_moved():
    notes = [*NOTES, ("Table 2", "Tools", "2", "T2", "The wheelbarrow lost a wheel, repair is due")]
    claim = [("Compost", "Repair what is broken of the wheelbarrow")]
    one, two = (
        run(claim, some, CrossrefSettings(link_from=0.02, supported_from=0.02, near_from=0.0)).claims.iloc[0]
        for some in (NOTES, notes)
    )
    assert (one["n_notes"], one["moved_from"]) == (1, "")
    assert (two["n_notes"], two["moved_from"]) == (2, "Table 2")


@pytest.mark.parametrize("claim", ["People come to see tools", "A table for the shed"])
def test_place_without_a_lead_is_no_pointer(claim):
    assert verdict(claim)["verdict"] != "pointer"


@pytest.mark.parametrize(
    ("name", "exemplars", "claim", "status"),
    [
        ("Compost bins", "s9", "Bins for compost are wanted.", "partial"),
        ("Compost bins", "s9", "Compost is wanted.", "gap"),
        ("Worms", "s9", "Compost is wanted.", "gap"),
        ("Worms", "s8;s9", "Compost is wanted.", "gap"),
        ("Worms", "s7;s1", "Compost is wanted.", "partial"),  # s1 is behind a claim
        ("The", "", "Compost is wanted.", "gap"),
    ],
)
def test_theme_is_no_gap_when_its_name_or_a_shown_note_stands_in_the_report(name, exemplars, claim, status):
    given = themes("T1").assign(name=name, exemplar_ids=exemplars, status="gap")
    links = pd.DataFrame({"note_id": ["s1"]})
    found = stand_by_name(given, pd.DataFrame({"text": [claim]}), links)
    assert found["status"].item() == status
    assert found["status_reason"].item().endswith("shows it.") == (status == "partial")
