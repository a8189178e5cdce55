"""A judge of the user's own, behind `[crossref] judge`."""

from __future__ import annotations

import pandas as pd
import pytest

import worldcafe
from tables_of import table_of
from worldcafe.crossref import load_judge
from worldcafe.crossref.judge import ask_judge
from worldcafe.settings import CrossrefSettings, make_settings
from worldcafe.tables import Claims

JUDGE = """\
SEEN = []
ANSWERS = {"says": (0.8, 0.1, 0.1), "neither": (0.1, 0.8, 0.1), "contrary": (0.1, 0.1, 0.8), "short": (1.0,)}
ANSWERS["silent"] = None
number = 3

def read(claim, note):
    SEEN.append((claim, note))
    return ANSWERS[note.split()[0]]
"""
CLAIM = "Benches by the lake"


@pytest.fixture(name="module")
def _module(tmp_path, monkeypatch):
    """A module of a name of its own with a judge that answers what a note begins with."""
    (tmp_path / f"judge_{tmp_path.name}.py").write_text(JUDGE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return f"judge_{tmp_path.name}"


def ask(judge, notes, verdict="supported", strength="support"):
    """The row of one claim after it was judged, with links to all these notes."""
    row = {"claim_id": "c", "text": CLAIM, "verdict": verdict, "n_notes": len(notes), "n_places": 1}
    judged = table_of(Claims, [row], reason="own")
    links = pd.DataFrame({"claim": 0, "note": range(len(notes)), "strength": strength})
    said = pd.DataFrame({"segment_id": [f"n{i}" for i in range(len(notes))], "clean_text": notes})
    claims = pd.DataFrame({"clean_text": [CLAIM]})
    return ask_judge(judged, links, claims, said, load_judge(judge)).iloc[0]


@pytest.mark.parametrize(
    ("notes", "verdict", "n_notes", "closest"),
    [
        (["says it"], "supported", 1, ""),
        (["contrary to it", "says it"], "supported", 2, ""),
        (["neither", "contrary to it"], "altered", 2, "n1"),
        (["neither", "neither of them"], "unsupported", 0, ""),
    ],
)
def test_judge_of_the_user_reads_claims_in_other_words(module, notes, verdict, n_notes, closest):
    row = ask(f"{module}:read", notes)
    assert (row["verdict"], row["n_notes"], row["closest_id"]) == (verdict, n_notes, closest)
    assert (row["reason"] == "own") == (verdict == "supported")


@pytest.mark.parametrize("notes", [["silent"], ["contrary to it", "silent"], ["silent", "neither"]])
def test_claim_stays_where_an_answer_is_missing(module, notes):
    row = ask(f"{module}:read", notes)
    assert (row["verdict"], row["reason"], row["n_notes"]) == ("supported", "own", len(notes))


@pytest.mark.parametrize(
    ("verdict", "strength"), [("supported", "same"), ("altered", "support"), ("withheld", "support")]
)
def test_judge_is_not_asked_what_stands_in_these_words_or_was_found_already(module, verdict, strength):
    row = ask(f"{module}:read", ["contrary to it"], verdict, strength)
    assert (row["verdict"], row["reason"]) == (verdict, "own")
    assert __import__(module).SEEN == []


def test_nobody_is_asked_by_default():
    assert load_judge(CrossrefSettings().judge) is None
    assert ask("off", ["contrary to it"])["verdict"] == "supported"


@pytest.mark.parametrize("name", ["read", "no.such:judge", ":", "{module}:nobody", "{module}:number"])
def test_judge_that_is_not_there_is_told_before_any_work(module, tmp_path, name):
    notes = tmp_path / "notes.md"
    notes.write_text("# Table 1\n\n- Plant trees.\n", encoding="utf-8")
    settings = make_settings({"crossref": {"judge": name.format(module=module)}}, "here")
    with pytest.raises(worldcafe.InputError, match=r"\[crossref\] judge"):
        worldcafe.analyse(notes, settings=settings)


def test_judge_that_gives_no_three_numbers_is_told(module):
    with pytest.raises(worldcafe.InputError, match="a judge gives three numbers"):
        ask(f"{module}:read", ["short"])
