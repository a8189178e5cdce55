"""Why a note has its kind is told in words, whatever rule spoke for it."""

from __future__ import annotations

import re

import pytest

from worldcafe.classify.by_words import SURE
from worldcafe.classify.forms import FORMS
from worldcafe.classify.lexicon import load_lexicon
from worldcafe.classify.model import load_model
from worldcafe.classify.stage import SENSE
from worldcafe.tasks.explain import told_of


def test_every_rule_is_told_in_words():
    learned = load_model().clues
    rules = {*learned, *FORMS, *SURE, SENSE, *(name for name, _ in load_lexicon().cues)}
    told = {rule: told_of(rule) for rule in rules}
    assert [rule for rule, words in told.items() if words == rule] == []
    assert not [words for words in told.values() if re.search(r"[_<>;]", words)]


@pytest.mark.parametrize("rule", ["my own rule", "wordings", "up_to_some_words"])
def test_rule_of_a_user_is_told_by_its_name(rule):
    assert told_of(rule) == rule
