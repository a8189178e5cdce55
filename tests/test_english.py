"""The English pipeline reads texts of any usual length whole, and never more than a page of one at once."""

import pytest

from worldcafe.language import english

LONG = "More benches by the pond, and lamps. " * 400


@pytest.mark.parametrize("text", ["", "Mend the gate.", LONG, "A-" * 6_000, LONG.rstrip() + "\n\n  end"])
def test_a_text_of_any_usual_length_is_parsed_whole(text):
    (doc,) = english.parse_english([text])
    assert doc.text == text


def test_of_a_text_that_is_longer_than_any_note_the_beginning_is_parsed(monkeypatch):
    monkeypatch.setattr(english, "LONGEST", 100)
    monkeypatch.setattr(english, "MOST_READ", 300)
    (doc,) = english.parse_english([LONG + "and an end that nobody reads"])
    assert doc.text == LONG[:300]


def test_what_is_parsed_at_once_is_bounded(monkeypatch):
    pipeline, seen = english.load_english(), []

    class Watched:
        def pipe(self, texts, **options):
            texts = list(texts)
            seen.append((max(map(len, texts), default=0), options.get("batch_size", len(texts))))
            return pipeline.pipe(texts, **options)

    monkeypatch.setattr(english, "load_english", Watched)
    monkeypatch.setattr(english, "_parsed", {})
    english.parse_english([LONG + "and a note that no other test parses", "Mend the gate."])
    assert max(length for length, _ in seen) <= english.LONGEST
    assert seen[-1][1] <= english.PIECES_AT_ONCE


def test_each_text_of_many_gets_its_own_grammar():
    texts = ["Mend the gate.", LONG, "Plant trees.", "Mend the gate."]
    assert [doc.text for doc in english.parse_english(texts)] == texts
