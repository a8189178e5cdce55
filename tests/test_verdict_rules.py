"""Verdicts, rulings, statuses and what cafés say of each other: values reckoned by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.crossref import cafes, coverage, verdicts, words
from worldcafe.crossref.dismissals import _home, _pointed_at
from worldcafe.crossref.ruled import obey_links, obey_verdicts
from worldcafe.crossref.stage import _as_judged
from worldcafe.crossref.withheld import keep_told, withhold_verdicts
from worldcafe.language import reasons
from worldcafe.rulings import Rulings
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Claims, Segments, Themes

FLAT = words.Lexicon({}, np.ones(1, np.float32))  # every word weighs 1


# verdicts

LINKS = ["claim", "note", "strength", "score", "shared"]


def links_of(*rows):
    return pd.DataFrame([(*row, "")[:5] for row in rows], columns=LINKS)


def test_claim_is_held_against_near_verbatim_notes_first_each_once():
    links = links_of((0, 4, "support", 0.5), (0, 2, "same", 0.9))
    assert verdicts._order(links, 7) == [2, 7, 4]
    assert verdicts._order(links, 2) == [2, 4]
    assert verdicts._order(links.iloc[:0], -1) == []


@pytest.mark.parametrize(
    ("linked", "turned"),
    [([0], -1), ([1], 1), ([0, 1], 1), ([1, 0], 1), ([1, 2], -1), ([2, 1], -1), ([], -1)],
)
def test_claim_turns_a_note_behind_it_where_no_other_of_them_agrees(linked, turned):
    notes = ["The ferry is slow", *(f"Walk the dogs one evening a {time}" for time in ("week", "month"))]
    claim = "Dogs should be walked one evening a month."
    reason, note = verdicts._turn(claim, linked, notes, words.learn_lexicon([*notes, claim]))
    assert (note, "quantity" in reason) == (turned, turned >= 0)


@pytest.mark.parametrize(
    ("order", "differing"),
    [([0], -1), ([1], 1), ([0, 1], -1), ([1, 0], -1), ([1, 2], 1), ([3], 3), ([2, 3], -1), ([], -1)],
)
def test_wording_is_altered_unless_a_note_as_near_to_it_agrees(order, differing):
    notes = [
        f"{start} lamps at the {end}mill" for start, end in (("More", ""), ("No more", ""), ("More", "old "))
    ]
    notes.append("Fewer lamps at the mill")
    lexicon = words.learn_lexicon([*notes, notes[0]])
    change, note = verdicts._change(notes[0], order, notes, lexicon)
    assert (note, bool(change)) == (differing, differing >= 0)


@pytest.mark.parametrize(
    ("pointer", "change", "rows", "verdict", "reason"),
    [
        ("see", "x", [], "pointer", 'It only points elsewhere ("see").'),
        ("", "x", [(0, 1, "same", 1.0)], "altered", "The closest note says something else: x."),
        ("", "", [], "unsupported", "No note was found that says this."),
        ("", "", [(0, 1, "same", 1.0)], "supported", "1 note says this in these words."),
        ("", "", [(0, 1, "support", 1.0)], "supported", "1 note says this in other words."),
        (
            "",
            "",
            [(0, 1, "same", 1.0), (0, 2, "support", 1.0)],
            "supported",
            "2 notes say this, 1 of them in these words.",
        ),
    ],
)
def test_verdict_is_given_with_its_reason(pointer, change, rows, verdict, reason):
    assert verdicts._verdict(pointer, change, links_of(*rows)) == (verdict, reason)


HOMES = pd.DataFrame(
    [("Bread", "North", "North", "Table 1")], columns=["topic", "cafe", "home_cafe", "table"]
)
BREAD = pd.Series({"topic": "Bread", "cafe": "North"})


@pytest.mark.parametrize(
    ("places", "strengths", "moved"),
    [
        ([("North", "Table 2")] * 2, ["support"] * 2, "Table 2"),
        ([("North", "Table 2")], ["support"], ""),  # one in other words is too little
        ([("North", "Table 2")], ["same"], "Table 2"),
        ([("North", "Table 1"), ("North", "Table 2")], ["support"] * 2, ""),
        ([("North", "Table 1"), ("North", "Table 2")], ["support", "same"], "Table 2"),
        ([("South", "Table 1")] * 2, ["support"] * 2, "South, Table 1"),
        ([("South", "Table 2")], ["same"], "South, Table 2"),
    ],
)
def test_claim_is_moved_whose_notes_all_come_from_another_table(places, strengths, moved):
    behind = pd.DataFrame(places, columns=["cafe", "table"])
    links = links_of(*((0, row, strength, 0.5) for row, strength in enumerate(strengths)))
    assert verdicts._moved_from(BREAD, links, behind, HOMES) == moved
    assert verdicts._moved_from(BREAD, links, behind, HOMES.assign(table="")) == ""


@pytest.mark.parametrize(
    ("claim", "behind", "merged"),
    [
        ("Mend lamps, paint benches", ["mend lamps", "paint benches"], True),
        ("Mend lamps, paint benches", ["mend lamps, paint benches", "paint benches"], False),
        ("Mend lamps, paint benches", ["mend lamps"], False),
        ("Mend lamps and paint benches", ["mend lamps", "paint benches"], False),  # one part
    ],
)
def test_claim_is_merged_whose_parts_come_from_different_notes(claim, behind, merged):
    assert verdicts._is_merged(claim, behind, FLAT) is merged


# rulings, languages, dismissals


def notes_of(*rows):
    return table_of(Segments, rows, role="note")


CLAIMS = table_of(
    Segments, [{"segment_id": "c1", "clean_text": "lamps"}, {"segment_id": "c2"}], role="summary"
)
NOTES = notes_of({"segment_id": "n1", "clean_text": "lamps", "table": "Table 1"}, {"segment_id": "n2"})


def test_links_of_people_are_added_sure_and_others_taken_away():
    links = links_of((0, 1, "support", 0.4), (1, 0, "support", 0.6))
    rulings = Rulings(
        links={("c1", "n1"): True, ("c2", "n1"): False, ("c2", "gone"): True, ("gone", "n1"): True}
    )
    found = obey_links(links, CLAIMS, NOTES, rulings)
    assert found.values.tolist() == [[0, 0, "support", 1.0, "lamps"], [0, 1, "support", 0.4, ""]]
    assert obey_links(links, CLAIMS, NOTES, Rulings()) is links
    known = obey_links(links, CLAIMS, NOTES, Rulings(links={("c1", "n2"): True}))
    assert known["score"].tolist() == [0.4, 0.6]


def judged(*rows):
    return table_of(Claims, [{"claim_id": f"c{n}", **row} for n, row in enumerate(rows, 1)])


def test_verdicts_of_people_stand_and_a_linked_claim_is_supported():
    claims = judged(
        {"verdict": "unsupported"}, {"verdict": "altered", "diff": "x"}, {"verdict": "unsupported"}
    )
    links = links_of((0, 0, "support", 1.0), (0, 1, "support", 1.0), (1, 0, "same", 1.0))
    rulings = Rulings(links={("c1", "n1"): True, ("c3", "n1"): False}, verdicts={"c2": "supported"})
    found = obey_verdicts(claims, links, NOTES, rulings)
    told = found[["verdict", "reason", "n_notes", "n_places", "diff"]].values.tolist()
    assert told == [
        ["supported", "A person linked 2 notes to it.", 2, 2, ""],
        ["supported", "A person said so.", 1, 1, ""],
        ["unsupported", "", 0, 0, ""],
    ]
    unsupported = obey_verdicts(claims, links, NOTES, Rulings(verdicts={"c2": "unsupported"}))
    assert unsupported["n_notes"].tolist()[1] == 0


def test_what_is_in_another_language_is_linked_and_judged_by_its_words_alone():
    claims = CLAIMS.assign(language=["en", "pl"])
    notes = NOTES.assign(language=["en", "pl"])
    links = links_of(*((c, n, "support", 0.5) for c in (0, 1) for n in (0, 1)), (1, 1, "same", 0.9))
    assert keep_told(links, claims, notes)[["claim", "note", "strength"]].values.tolist() == [
        [0, 0, "support"],
        [1, 1, "same"],
    ]
    verdict = judged({"verdict": "supported", "n_notes": 3}, {"verdict": "supported", "n_notes": 2})
    found = withhold_verdicts(verdict, links.iloc[:0], claims, NOTES.assign(language="en"))
    assert found["verdict"].tolist() == ["supported", "withheld"]
    assert found["n_notes"].tolist() == [3, 0]
    assert "Polish" in found["reason"].iloc[1]
    same = withhold_verdicts(verdict, links, claims, notes)
    assert same["verdict"].iloc[1] == "supported"


def test_claim_that_no_english_note_carries_is_withheld_where_most_notes_are_in_another_language():
    claims = CLAIMS.assign(language="en")
    verdict = judged({"verdict": "unsupported"}, {"verdict": "altered"})
    french = notes_of(*({"segment_id": f"n{n}", "language": "fr"} for n in range(9)))
    assert withhold_verdicts(verdict, links_of(), claims, french)["verdict"].tolist() == [
        "withheld",
        "altered",
    ]
    english = withhold_verdicts(verdict, links_of(), claims, french.assign(language="en"))
    assert english["verdict"].tolist() == ["unsupported", "altered"]


def test_pointer_leads_to_the_table_topic_or_cafe_that_it_names():
    others = pd.DataFrame(
        [("South", "Table 2", "Wine"), ("North", "Table 3", "Salt")], columns=["cafe", "table", "topic"]
    )
    home = pd.Series({"cafe": "North", "table": "Table 1"})
    for text, where, n in [
        ("Similar to Table 2", "at Table 2", 1),
        ("As under wine", "under Wine", 1),
        ("As in South", "at South", 1),
        ("As in North", "at another table", 2),
        ("As at Table 22", "at another table", 2),
    ]:
        found, told = _pointed_at(text, others, home)
        assert (told, len(found)) == (where, n), text
    assert _home(BREAD, HOMES).tolist() == ["North", "Table 1"]
    assert _home(BREAD, HOMES.assign(table="")) is None


def test_links_of_claims_that_say_nothing_are_not_told():
    links = links_of((0, 0, "support", 0.5), (1, 0, "support", 0.5), (2, 0, "support", 0.5))
    claims = judged({"verdict": "pointer"}, {"verdict": "altered"}, {"verdict": "unsupported"})
    assert _as_judged(links, claims)["claim"].tolist() == [1, 2]
    assert _as_judged(links, claims)["strength"].tolist() == ["support", "near"]


@pytest.mark.parametrize(
    ("strength", "by_hand"), [("near", "support"), ("same", "same"), ("support", "support")]
)
def test_a_note_that_was_only_near_says_the_claim_once_a_person_links_it(strength, by_hand):
    links = links_of((0, 0, strength, 0.2), (0, 1, "near", 0.1))
    claims, notes = (pd.DataFrame({"segment_id": ids, "clean_text": ids}) for ids in (["c"], ["n", "m"]))
    claims, notes = claims.assign(language="en"), notes.assign(language="en")
    found = obey_links(links, claims, notes, Rulings(links={("c", "n"): True}))
    assert found["strength"].tolist() == [by_hand, "near"]


# coverage and cafés


def members(suggestions, others):
    flags = [(True, said) for said in suggestions] + [(False, said) for said in others]
    return pd.DataFrame(flags, columns=["is_suggestion", "is_expressed"])


@pytest.mark.parametrize(
    ("suggestions", "others", "status"),
    [
        ([True], [], "covered"),
        ([True, False], [], "covered"),  # .5 of both
        ([True, False, False], [], "partial"),
        ([False] * 9, [True], "gap"),  # 0 of suggestions, .1 of notes: .05
        ([False], [True], "partial"),  # 0 and .5
        ([], [True, False], "covered"),
        ([], [False], "gap"),
    ],
)
def test_status_of_a_theme_is_the_mean_of_two_shares(suggestions, others, status):
    assert coverage._status(members(suggestions, others), CrossrefSettings())[0] == status


def test_status_is_reasoned_by_both_shares():
    told = coverage._status(members([True, False], [False]), CrossrefSettings())[1]
    assert told == "The topic summaries carry 1 of 2 suggestions (50%) and 1 of 3 notes (33%)."


def test_gap_whose_name_or_exemplar_the_report_has_is_partial():
    themes = table_of(
        Themes,
        [
            {"theme_id": "a", "name": "Night buses", "exemplar_ids": "n1"},
            {"theme_id": "b", "name": "Lamps", "exemplar_ids": "n2;n3"},
            {"theme_id": "c", "name": "Kiosks", "exemplar_ids": "n4"},
            {"theme_id": "d", "name": "the", "exemplar_ids": ""},
        ],
        status="gap",
    )
    claims = pd.DataFrame({"text": ["Buses at night, the more the better"]})
    links = pd.DataFrame({"note_id": ["n3"]})
    found = coverage.stand_by_name(themes, claims, links)
    assert found["status"].tolist() == ["partial", "partial", "gap", "gap"]
    assert found["status_reason"].iloc[0] == f" {reasons.NAMED}"


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ("A bench beside the mill", "Oak bench beside the mill, paid by the baker, with a roof", "details"),
        ("A bench beside the mill", "The bench is beside the mill", "confirms"),
        (
            "A bench beside the mill",
            "An oak bench beside the mill, with roof and rail",
            "confirms",
        ),  # 3 words
        (
            "A long oak bench with roof, rail, lamp and paint beside the mill",
            "Bench, mill, tree, cat, dog, hat",
            "confirms",
        ),
        ("A bench beside the mill", "No bench beside the mill", "contradicts"),
        ("A bench beside the mill", "A choir beside the river", ""),
        ("Bench", "Bench", ""),  # one word in common is a subject
        ("A bench beside the mill", "A bench beside the mill?", ""),
    ],
)
def test_later_note_confirms_details_or_contradicts(before, now, verdict):
    assert cafes._verdict(before, now, FLAT)[0] == verdict
