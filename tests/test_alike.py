"""Pairs of suggestions on which an answer changes most."""

from __future__ import annotations

import pytest

import worldcafe
from worldcafe.tasks.alike import pair_suggestions

NOTES = """# Oldtown café

## Table 1: Gardens

- We should plant trees along the river.
- The council should lend tools to neighbours in the autumn.

## Table 2: Streets

- We should plant more trees at the river.
- The council should lend tools to the people next door.
- We should paint the crossing at the school.
"""


@pytest.mark.slow
def test_pairs_that_may_be_one_come_before_pairs_that_have_nothing_in_common(tmp_path):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    found = worldcafe.analyse(tmp_path / "notes.md").analysis
    text_of = dict(zip(found.segments["segment_id"], found.segments["clean_text"], strict=True))
    pairs = pair_suggestions(found)
    words = [{text_of[one], text_of[other]} for one, other, _ in pairs]
    assert [gain for *_, gain in pairs] == sorted((gain for *_, gain in pairs), reverse=True)
    assert all(0 <= gain <= 1 for *_, gain in pairs)
    assert len({frozenset(pair) for pair in words}) == len(words)
    place = {
        name: next(at for at, pair in enumerate(words) if all(name in text for text in pair))
        for name in ("trees", "tools")
    }
    apart = [at for at, pair in enumerate(words) if any("crossing" in text for text in pair)]
    assert max(place.values()) < max(apart, default=len(words))
    assert pair_suggestions(found, most=1) == pairs[:1]
    assert len(pair_suggestions(found, weighed=2)) <= 1
    from worldcafe.tasks.alike import like_in_theme

    like = like_in_theme(found)
    theme_of = dict(zip(found.assignments["segment_id"], found.assignments["theme_id"], strict=True))
    assert all(theme_of[note] == theme_of[other] for note, others in like.items() for other in others)
    assert all(note not in others for note, others in like.items())
    assert like_in_theme(found, at_once=1) == like
    assert all(len(others) <= 1 for others in like_in_theme(found, most=1).values())
