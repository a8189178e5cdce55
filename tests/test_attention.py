"""crossref/attention: claims that turn what their notes say in other words, read word beside word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.crossref import attention
from worldcafe.crossref.attention import (
    TURNED_FROM,
    Attention,
    find_turned,
    load_attention,
    read_pairs,
)
from worldcafe.crossref.judge import ANSWERS, CONTRARY, NEITHER, SAYS
from worldcafe.crossref.verdicts import MOST_COMPARED
from worldcafe.embed import word_vectors
from worldcafe.language.reasons import READ_ALTERED
from worldcafe.tables import Claims, Segments

NOTE = "the older members feel left out of decisions"
TRUE = ("Senior members do not feel involved when things are decided.", NOTE)
FALSE = ("Older members said that they are consulted on every decision.", NOTE)


def found(notes, odds, monkeypatch, *, neither=0.0, verdict="supported", strength="support", **told_of):
    """The row of a claim that has these notes behind it, each read with these odds of being turned."""
    told = np.zeros((len(odds), ANSWERS), np.float32)
    told[:, CONTRARY], told[:, NEITHER] = odds, neither
    asked = []
    monkeypatch.setattr(attention, "read_pairs", lambda pairs, _: asked.append(pairs) or told[: len(pairs)])
    said_of = {"claim": "seats", "topic": "", "languages": ("en", "en")} | told_of
    judged = table_of(Claims, [{"claim_id": "c", "text": "seats", "verdict": verdict}], reason="own")
    links = pd.DataFrame({"claim": 0, "note": range(len(notes)), "strength": strength})
    said = [{"segment_id": f"n{row}", "clean_text": text} for row, text in enumerate(notes)]
    summary = [{"segment_id": "c", "clean_text": said_of["claim"], "topic": said_of["topic"]}]
    claims = table_of(Segments, summary, language=said_of["languages"][0], end=1, role="summary")
    behind = table_of(Segments, said, language=said_of["languages"][1], end=1, role="note")
    row = find_turned(judged, links, claims, behind, said_of.get("vectors", word_vectors)).iloc[0]
    return row, asked


@pytest.mark.parametrize(
    ("odds", "verdict"),
    [
        ([TURNED_FROM + 0.1], "altered"),
        ([TURNED_FROM - 0.1], "supported"),
        ([3.0, -3.0], "supported"),  # another note says it
        ([2.0, 1.0], "altered"),
    ],
)
def test_claim_is_altered_where_its_notes_together_speak_for_it(odds, verdict, monkeypatch):
    row, _ = found(["one bench"] * len(odds), odds, monkeypatch)
    assert row["verdict"] == verdict
    assert (row["reason"] == READ_ALTERED) == (verdict == "altered")


@pytest.mark.parametrize(("neither", "verdict"), [([9, 9], "supported"), ([9, 2], "altered")])
def test_claim_that_no_note_comes_near_is_left(neither, verdict, monkeypatch):
    row, _ = found(["one bench", "two benches"], [2.0, 2.0], monkeypatch, neither=neither)
    assert row["verdict"] == verdict


def test_note_that_is_turned_most_is_shown_with_what_differs(monkeypatch):
    row, _ = found(["few benches", "no benches"], [1.0, 2.0], monkeypatch)
    assert (row["closest_id"], row["diff"]) == ("n1", "[-no benches-] {+seats+}")


@pytest.mark.parametrize(
    "case",
    [
        {"verdict": "unsupported"},
        {"verdict": "altered"},
        {"verdict": "pointer"},
        {"strength": "same"},
        {"vectors": None},
        {"claim": "A bench!"},  # all of its words stand in the note
        {"claim": "A bench by the lake", "topic": "The lake"},  # but for those of the heading
        {"languages": ("de", "en")},
        {"languages": ("en", "fr")},
    ],
)
def test_nothing_else_is_read_than_what_is_supported_in_other_words_in_english(case, monkeypatch):
    row, asked = found(["one bench"], [9.0], monkeypatch, **case)
    assert not asked
    assert (row["verdict"], row["reason"]) == (case.get("verdict", "supported"), "own")


def test_of_many_notes_the_first_are_read(monkeypatch):
    _, asked = found(["a bench"] * (MOST_COMPARED + 3), [0.0] * MOST_COMPARED, monkeypatch)
    assert len(asked[0]) == MOST_COMPARED


@pytest.mark.parametrize(
    ("claim", "note", "does"),
    [
        (*TRUE, SAYS),
        (*FALSE, CONTRARY),
        (
            "All tables agreed on opening on Sundays.",
            "two tables wanted Sunday hours, one was against",
            CONTRARY,
        ),
        ("Travel costs of volunteers ought to be refunded.", "volunteers should get their fares back", SAYS),
        (TRUE[0], "the oven is broken", NEITHER),
        ("The oven is to be mended.", NOTE, NEITHER),
    ],
)
def test_what_turns_a_note_in_other_words_is_told_from_what_says_it(claim, note, does):
    assert read_pairs([(claim, note)], word_vectors)[0].argmax() == does


def test_same_pairs_give_the_same_numbers_in_whatever_company():
    assert (read_pairs([TRUE, FALSE], word_vectors)[1] == read_pairs([FALSE], word_vectors)[0]).all()


def test_no_pairs_give_no_rows():
    assert read_pairs([], word_vectors).shape == (0, ANSWERS)


def test_a_text_is_read_as_its_words_are_laid_beside_those_of_the_other():
    """Against the definition, word by word: values of both, their difference and their product."""
    dice = np.random.default_rng(3)
    shapes = {
        **{"keys": (6, 2), "values": (6, 3), "values_shift": (3,), "compare": (12, 3), "compare_shift": (3,)},
        **{"join": (13, 4), "join_shift": (4,), "tell": (4, 3), "tell_shift": (3,), "sharpness": (1,)},
    }
    reader = Attention(**{name: dice.normal(size=shape).astype(np.float32) for name, shape in shapes.items()})
    words = [dice.normal(size=(count, 6)).astype(np.float32) for count in (4, 2)]
    values = [side @ reader.values + reader.values_shift for side in words]
    keys = [side @ reader.keys for side in words]
    keys = [side / np.linalg.norm(side, axis=1, keepdims=True) for side in keys]
    parts = []
    for one, other in ((0, 1), (1, 0)):
        rows = []
        for key, value in zip(keys[one], values[one], strict=True):
            shares = np.exp(reader.sharpness * (keys[other] @ key))
            beside = (shares / shares.sum()) @ values[other]
            both = np.concatenate([value, beside, value - beside, value * beside])
            rows.append(np.maximum(both @ reader.compare + reader.compare_shift, 0))
        parts += [np.mean(rows, axis=0), np.max(rows, axis=0)]
    means = [side.mean(axis=0) for side in words]
    cosine = means[0] @ means[1] / np.linalg.norm(means[0]) / np.linalg.norm(means[1])
    joined = np.maximum(np.concatenate([*parts, [cosine]]) @ reader.join + reader.join_shift, 0)
    wanted = joined @ reader.tell + reader.tell_shift
    assert reader.read(*map(reader.lay, words)) == pytest.approx(wanted, rel=1e-4)


def test_weights_that_ship_fit_the_encoder_and_each_other():
    reader = load_attention()
    assert reader.keys.shape[0] == reader.values.shape[0] == 384
    assert reader.compare.shape == (4 * reader.values.shape[1], reader.values.shape[1])
    assert reader.tell.shape[1] == ANSWERS
    with pytest.raises(ValueError, match="mismatch"):
        replace(reader, tell=reader.tell[1:]).read(*[reader.lay(np.ones((2, 384), np.float32))] * 2)
