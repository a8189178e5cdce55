"""What people say of kinds, suggestions, links and verdicts is obeyed, and told where it no longer fits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.correct import draft_corrections, read_rulings, set_kinds, set_roles
from worldcafe.errors import InputError
from worldcafe.language.reasons import NO_NOTE
from worldcafe.recur.ruled import obey
from worldcafe.rulings import Rulings
from worldcafe.settings import CorrectSettings
from worldcafe.tables import Kinds, Segments

TEXTS = {
    "n1": ("note", "Build a ramp at the back door"),
    "n2": ("note", "A ramp for the back door"),
    "n3": ("note", "The river smells in August"),
    "c1": ("summary", "People want a ramp."),
}


def segments():
    rows = [{"segment_id": name, "role": role, "clean_text": text} for name, (role, text) in TEXTS.items()]
    return table_of(Segments, rows)


def ruled(tmp_path, text):
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    return read_rulings(segments(), CorrectSettings(str(path)), hidden=["Ines Okoye"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[kind]]\nnotes = "The river smells ..."\nkind = "problem"', Rulings(kinds={"n3": "problem"})),
        ('[[same]]\nnotes = ["A ramp for the back door", "n1"]', Rulings(same=(("n2", "n1"),))),
        ('[[different]]\nnotes = ["n1", "n3"]', Rulings(different=(("n1", "n3"),))),
        ('[[link]]\nclaim = "people want a ramp"\nnotes = ["n1"]', Rulings(links={("c1", "n1"): True})),
        ('[[unlink]]\nclaim = "c1"\nnotes = ["n3"]', Rulings(links={("c1", "n3"): False})),
        ('[[verdict]]\nclaim = "c1"\nverdict = "altered"', Rulings(verdicts={"c1": "altered"})),
        (
            '[[family]]\nnotes = ["n1", "n2"]\nname = "Ways in"',
            Rulings(families=((("n1", "n2"), "Ways in"),)),
        ),
        ('[[rename]]\ntheme = "n1"\nname = "Ramps"', Rulings()),  # of themes: the other half of the stage
    ],
)
def test_each_verb_becomes_a_ruling_by_ids(tmp_path, text, expected):
    rulings, told = ruled(tmp_path, text)
    assert rulings == expected
    assert set(told["outcome"]) <= {"applied"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[kind]]\nnotes = "A tram to the moon"\nkind = "problem"', "no note has the quoted words"),
        ('[[link]]\nclaim = "Nobody wants this"\nnotes = ["n1"]', "no claim has the quoted words"),
        ('[[same]]\nnotes = ["n1", "A tram to the moon"]', "not all of the quoted notes are there"),
        ('[[family]]\nnotes = "A tram to the moon"\nname = "Trams"', "no note has the quoted words"),
        (
            '[[family]]\nnotes = "n1"\nname = "What ines okoye wants"',
            "the name holds an identity that was removed from the notes",
        ),
    ],
)
def test_ruling_on_what_is_gone_is_told_and_changes_nothing(tmp_path, text, reason):
    rulings, told = ruled(tmp_path, text)
    assert rulings == Rulings()
    assert told[["outcome", "reason"]].values.tolist() == [["no longer applies", reason]]


@pytest.mark.parametrize(
    "text",
    [
        '[[kind]]\nnotes = "n1"\nkind = "wish"',
        '[[kind]]\nnotes = "n1"\nkind = ["value"]',
        '[[same]]\nnotes = ["n1"]',
        '[[verdict]]\nclaim = "c1"\nverdict = "true"',
        '[[link]]\nnotes = ["n1"]',
        '[[link]]\nclaim = 3\nnotes = ["n1"]',
    ],
)
def test_ruling_that_nobody_can_mean_is_refused_with_its_line(tmp_path, text):
    with pytest.raises(InputError, match="line 1"):
        ruled(tmp_path, text)


def test_kind_given_by_hand_is_sure_and_others_stay():
    rows = [("n1", "suggestion", 0.7, "modal", "should"), ("n3", "observation", 0.4, "prior", "")]
    kinds = table_of(Kinds, rows)
    table = set_kinds(kinds, Rulings(kinds={"n3": "problem"}))
    assert table.values.tolist() == [
        ["n1", "suggestion", 0.7, "modal", "should"],
        ["n3", "problem", 1.0, "by hand", ""],
    ]


IDS = ["a", "b", "c", "d"]
ALIKE = np.array(
    [[1.0, 0.9, 0.8, 0.1], [0.9, 1.0, 0.3, 0.1], [0.8, 0.3, 1.0, 0.1], [0.1, 0.1, 0.1, 1.0]], dtype=np.float64
)


@pytest.mark.parametrize(
    ("labels", "rulings", "expected"),
    [
        ([0, 0, 1, 2], Rulings(), [{"a", "b"}, {"c"}, {"d"}]),
        ([0, 0, 1, 2], Rulings(same=(("b", "d"),)), [{"a", "b", "d"}, {"c"}]),
        ([0, 0, 1, 2], Rulings(same=(("b", "x"),)), [{"a", "b"}, {"c"}, {"d"}]),
        ([0, 0, 0, 1], Rulings(different=(("b", "c"),)), [{"a", "b"}, {"c"}, {"d"}]),
        ([0, 0, 0, 0], Rulings(different=(("b", "c", "d"),)), [{"a", "b"}, {"c"}, {"d"}]),
        ([0, 0, 1, 1], Rulings(different=(("a", "c"),)), [{"a", "b"}, {"c", "d"}]),
        ([0, 1, 2, 3], Rulings(same=(("a", "b"),), different=(("a", "b"),)), [{"a"}, {"b"}, {"c"}, {"d"}]),
    ],
)
def test_groups_are_as_people_ruled(labels, rulings, expected):
    found = obey(np.array(labels), ALIKE, IDS, rulings)
    groups = [
        {name for name, label in zip(IDS, found, strict=True) if label == group} for group in set(found)
    ]
    assert sorted(groups, key=sorted) == sorted(expected, key=sorted)


RAMPS = """\
# Report

## Doors

- The choir sings on the roof.
- Every street should have a shared compost bin.

# Annex: notes

## Table 1 - Doors

### Round 1

- Build a ramp at the back door
- Ask the city for a second collection day
- Every street should have a shared compost bin.
- The shed needs a lending list
"""


def claims_of(tmp_path, corrections):
    import worldcafe

    (tmp_path / "report.md").write_text(RAMPS, encoding="utf-8")
    (tmp_path / "corrections.toml").write_text(corrections, encoding="utf-8")
    run = worldcafe.analyse(tmp_path / "report.md")
    return run.analysis.claims.set_index("text"), run.analysis.links


CHOIR, BINS = "The choir sings on the roof.", "Every street should have a shared compost bin."


def test_link_that_a_person_made_supports_its_claim(tmp_path):
    claims, links = claims_of(tmp_path, f'[[link]]\nclaim = "{CHOIR}"\nnotes = ["Build a ramp ..."]\n')
    assert claims.loc[CHOIR, ["verdict", "n_notes"]].tolist() == ["supported", 1]
    assert (links["claim_id"] == claims.loc[CHOIR, "claim_id"]).sum() == 1


def test_link_that_a_person_took_away_is_gone_and_the_claim_stands_without_notes(tmp_path):
    claims, links = claims_of(tmp_path, f'[[unlink]]\nclaim = "{BINS}"\nnotes = ["{BINS}"]\n')
    assert claims.loc[BINS, "verdict"] == "unsupported"
    assert links.empty


def test_verdict_of_a_person_stands_and_without_one_nothing_changes(tmp_path):
    claims, _ = claims_of(tmp_path, f'[[verdict]]\nclaim = "{CHOIR}"\nverdict = "altered"\n')
    assert claims.loc[CHOIR, ["verdict", "reason"]].tolist() == ["altered", "A person said so."]
    assert claims.loc[BINS, "verdict"] == "supported"


@pytest.mark.parametrize(
    ("words", "role", "outcome"),
    [
        ("The river smells ...", "meta", "applied"),
        ("people want a ramp", "note", "applied"),
        ("A tram to the moon", "note", "no longer applies"),
        ("Ines", "note", "no longer applies"),  # a name is never anything else
    ],
)
def test_passage_is_what_people_say_it_is(tmp_path, words, role, outcome):
    path = tmp_path / "corrections.toml"
    path.write_text(f'[[role]]\nwords = "{words}"\nrole = "{role}"\n', encoding="utf-8")
    name = {"segment_id": "m1", "role": "meta", "clean_text": "Ines", "set_aside": "identity: person"}
    before = pd.concat([segments(), table_of(Segments, [name])], ignore_index=True)
    after, told = set_roles(before, CorrectSettings(str(path)))
    assert told["outcome"].tolist() == [outcome]
    changed = after["role"] != before["role"]
    assert changed.sum() == (outcome == "applied")
    assert after.loc[changed, "role"].tolist() == [role] * int(changed.sum())


def test_note_that_was_set_aside_as_none_is_put_back_without_the_reason(tmp_path):
    path = tmp_path / "corrections.toml"
    path.write_text('[[role]]\nwords = ["Thanks, all"]\nrole = "note"\n', encoding="utf-8")
    told = {
        "segment_id": "m1",
        "role": "meta",
        "clean_text": "Thanks, all",
        "set_aside": "reads like no note",
    }
    after, _ = set_roles(table_of(Segments, [told]), CorrectSettings(str(path)))
    assert after[["role", "set_aside"]].to_numpy().tolist() == [["note", ""]]


def test_role_that_nobody_knows_is_told_with_its_line(tmp_path):
    path = tmp_path / "corrections.toml"
    path.write_text('\n[[role]]\nwords = "x"\nrole = "remark"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r'line 2, \[\[role\]\], role: "remark" is none of heading, prompt'):
        set_roles(segments(), CorrectSettings(str(path)))


def test_draft_offers_to_put_back_what_reads_like_no_note(tmp_path):
    doubted = segments().assign(set_aside=["", NO_NOTE, "front matter", ""])
    offered = draft_corrections(pd.DataFrame(), doubted).partition(f"# ---- {NO_NOTE}")[2].splitlines()[1:]
    path = tmp_path / "corrections.toml"
    path.write_text("\n".join(line.removeprefix("# ") for line in offered), encoding="utf-8")
    after, told = set_roles(doubted.assign(role="meta"), CorrectSettings(str(path)))
    assert told["outcome"].tolist() == ["applied"]
    assert after["role"].tolist() == ["meta", "note", "meta", "meta"]
    assert NO_NOTE not in draft_corrections(pd.DataFrame(), segments())
