"""Of very many notes the grammar of a sample is read; what it would say of the others is foretold."""

from __future__ import annotations

import re

import numpy as np
import pytest

from kinds_notes import bags, notes
from tagged import tokens_of
from worldcafe.classify import classify_segments, foretold, stage
from worldcafe.classify.context import Surroundings
from worldcafe.classify.foretold import learn_grammar
from worldcafe.settings import ClassifySettings

THINGS = ["benches", "lamps", "buses", "trees", "stalls", "books", "paths", "pools", "choirs", "shops"]
SAYINGS = ["Build more {} by the river", "The {} are old", "Who looks after the {}?", "We lack {} in winter"]
TEXTS = [saying.format(thing) for thing in THINGS for saying in SAYINGS]


TAGS = {"build": "VB", "more": "JJR", "by": "IN", "the": "DT", "are": "VBP:AUX", "old": "JJ", "who": "WP"}
TAGS |= {"looks": "VBZ", "after": "IN", "we": "PRP", "lack": "VBP", "in": "IN", "?": "."}


class Doc:
    """A text that is one sentence, its grammar written by hand."""

    def __init__(self, text):
        words = re.findall(r"\w+|\?", text)
        self.sents = [tokens_of(" ".join(f"{word}/{TAGS.get(word.lower(), 'NNS')}" for word in words))]


@pytest.fixture(name="parsed", autouse=True)
def _parsed(monkeypatch):
    """The texts whose grammar was read, where more than thirty different notes are very many."""
    seen: list[str] = []

    def read(texts):
        given = list(texts)
        seen.extend(given)
        return list(map(Doc, given))

    monkeypatch.setattr(stage, "parse_english", read)
    monkeypatch.setattr(foretold, "verb_or_noun", lambda word: "verb" if word == "build" else "neither")
    monkeypatch.setattr(stage, "MANY", 30)
    monkeypatch.setattr(stage, "ENOUGH", 20)
    return seen


def kinds_of(texts):
    segments = notes(*texts)
    return classify_segments(segments, ClassifySettings(), bags(segments))


def test_up_to_the_border_the_grammar_of_all_notes_is_read(parsed):
    kinds_of(TEXTS[:30])
    assert set(parsed) == set(TEXTS[:30])


def test_of_very_many_notes_the_grammar_of_a_sample_is_read_and_all_have_a_kind(parsed):
    kinds = kinds_of(TEXTS)
    assert len(set(parsed)) == 20
    assert kinds["segment_id"].tolist() == [f"n{row:03}" for row in range(len(TEXTS))]
    assert kinds["kind"].ne("").all()
    assert kinds["kind_score"].between(0, 1).all()
    assert (kinds["rule"].str.count("; ") == kinds["evidence"].str.count("; ")).all()


def test_what_was_read_has_the_kind_that_it_has_among_few(parsed):
    kinds = kinds_of(TEXTS)
    read = sorted(set(parsed), key=TEXTS.index)
    few = kinds_of(read)
    places = [TEXTS.index(text) for text in read]
    assert kinds.iloc[places].iloc[:, 1:].to_numpy().tolist() == few.iloc[:, 1:].to_numpy().tolist()


def test_most_kinds_that_are_foretold_are_those_that_grammar_gives(monkeypatch):
    foretold = kinds_of(TEXTS)
    monkeypatch.setattr(stage, "MANY", len(TEXTS))
    assert (foretold["kind"] == kinds_of(TEXTS)["kind"]).mean() > 0.9


def test_the_same_note_has_one_kind_and_the_order_of_notes_changes_none():
    kinds = kinds_of([*TEXTS, *TEXTS])
    half = len(TEXTS)
    assert kinds.iloc[:half, 1:].to_numpy().tolist() == kinds.iloc[half:, 1:].to_numpy().tolist()
    turned = kinds_of(TEXTS[::-1])
    assert turned["kind"].tolist() == kinds["kind"].tolist()[:half][::-1]


def test_what_grammar_adds_by_the_wording_is_learned():
    said = [Surroundings("", "", "", "", f"{'build' if row % 2 else 'the'} thing {row}") for row in range(80)]
    known = np.zeros((80, 5))
    added = np.zeros((80, 5))
    added[1::2, 0] = 2.0
    told = learn_grammar(said[:60], known[:60], added[:60]).foretell(said[60:], known[60:])
    assert (told[1::2, 0] > 1.5).all()
    assert (np.abs(told[::2, 0]) < 0.5).all()
    assert np.abs(told[:, 1:]).max() < 1e-9
