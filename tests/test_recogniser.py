"""The model that knows names: only its own weights are taken, and a text is read by itself alone."""

from __future__ import annotations

import pytest

from worldcafe.redact.recogniser import load_recogniser


def test_a_word_is_more_likely_a_person_where_it_stands_as_one():
    named, bare = load_recogniser().read(["my name is mark", "please mark the page"])
    assert named.odds([(11, 15)])[0, 0] > 0 > bare.odds([(7, 11)])[0, 0]


def test_what_is_said_of_a_text_does_not_depend_on_the_texts_beside_it():
    texts = [
        "Maria spoke of rent",
        "Rents rise",
        "Nobody asked the nurses of the ward about it",
        "Tom left us",
    ]
    together = load_recogniser().read(texts)
    alone = [load_recogniser().read([text])[0] for text in texts]
    for one, other, text in zip(together, alone, texts, strict=True):
        whole = [(0, len(text))]
        assert one.odds(whole)[0] == pytest.approx(other.odds(whole)[0], abs=1e-4)
