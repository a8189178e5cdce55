"""From notes to named themes."""

from __future__ import annotations

import json
import sys

import numpy as np
import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.cluster import cluster_notes, load_bertopic
from worldcafe.cluster.families import find_families
from worldcafe.cluster.grouping import _resamples
from worldcafe.cluster.margins import tie_notes
from worldcafe.cluster.topics import THEMES_FILE, fit_topics
from worldcafe.embed import embed_segments, make_encoder, quick_vectors
from worldcafe.embed.reading import read_texts
from worldcafe.language.common_words import (
    count_content_words,
    cut_out,
    find_words,
    words_said_everywhere,
)
from worldcafe.name import hear_themes, name_themes
from worldcafe.settings import ClusterSettings, EmbedSettings, NameSettings
from worldcafe.tables import Segments

COMPOST = [
    "Every street needs a shared compost bin", "The compost bins smell in summer",
    "Compost bins should be emptied twice a week", "Nobody knows what may go into the compost bin",
    "A compost course for newcomers", "More compost bins near the school",
]  # fmt: skip
TOOLS = [
    "Start a lending list for garden tools", "The tool shed needs a lock",
    "Share garden tools between the streets", "Somebody should repair the broken tools",
    "A workshop on sharpening tools", "Lend tools to the school garden",
]  # fmt: skip
MUSIC = [
    "An evening of live music in the hall", "The choir wants to sing at the summer party",
    "Invite a band to the summer party", "Music lessons for children in the hall",
    "The hall has no piano for the choir", "A concert every spring would be lovely",
]  # fmt: skip


def segments_of(tables: dict[str, list[str]]) -> pd.DataFrame:
    rows = [
        {"table": table, "clean_text": text, "source": "notes.md"}
        for table, texts in tables.items()
        for text in texts
    ]
    frame = pd.DataFrame(rows)
    frame = frame.assign(
        segment_id=[f"n{place:03d}" for place in range(len(frame))],
        start=range(0, 100 * len(frame), 100),
        end=range(50, 100 * len(frame) + 50, 100),
        role="note", cafe="", round="1", topic="", question="", section="", subsection="", depth=0,
        parent_id="", text=frame["clean_text"], kind="suggestion", kind_score=0.5, theme_id="",
        second_theme_id="", set_aside="",
    )  # fmt: skip
    return table_of(Segments, frame.to_dict("records"))


def cluster(segments: pd.DataFrame):
    embeddings = embed_segments(segments, EmbedSettings(cache="off"))
    return cluster_notes(segments, embeddings, ClusterSettings(), seed=0)


def partition(segments: pd.DataFrame, clustering) -> set[frozenset[str]]:
    theme = clustering.assignments.set_index("segment_id")["theme_id"]
    groups = segments.assign(theme=segments["segment_id"].map(theme)).groupby("theme")["clean_text"]
    return {frozenset(texts) for _, texts in groups}


SAID_OF_BINS = [
    ["smell in summer", "are too small"],
    ["rust near the harbour", "are emptied on Mondays"],
    ["attract foxes", "could be painted by pupils"],
]


@pytest.fixture(name="three", scope="module")
def _three():
    segments = segments_of({"Table 1": COMPOST, "Table 2": TOOLS, "Table 3": MUSIC})
    return segments, cluster(segments)


def test_notes_of_one_matter_are_one_theme(three):
    segments, clustering = three
    groups = partition(segments, clustering)
    for texts in (COMPOST, TOOLS, MUSIC):
        assert max(len(group & set(texts)) for group in groups) >= 3
    assert all(sum(not group.isdisjoint(texts) for texts in (COMPOST, TOOLS, MUSIC)) == 1 for group in groups)


def test_every_note_is_assigned_once_in_the_order_of_the_segments(three):
    segments, clustering = three
    assert clustering.assignments["segment_id"].tolist() == segments["segment_id"].tolist()
    assert ((clustering.assignments["theme_id"] == "") == (clustering.assignments["set_aside"] != "")).all()


def test_same_notes_give_the_same_themes_again(three):
    segments, clustering = three
    pd.testing.assert_frame_equal(cluster(segments).assignments, clustering.assignments)


def test_order_of_the_tables_does_not_change_the_themes(three):
    segments, clustering = three
    turned = segments_of({"Table 3": MUSIC, "Table 1": COMPOST, "Table 2": TOOLS})
    assert partition(turned, cluster(turned)) == partition(segments, clustering)


def test_notes_added_later_leave_the_resamples_of_the_others_as_they_were():
    texts = [*COMPOST, *TOOLS, *MUSIC]
    before, after = (
        [{said[row] for row in part} for part in _resamples(said, seed=0)]
        for said in (texts, ["A bench by the pond", *texts])
    )
    changed = [len(one ^ (other - {"A bench by the pond"})) for one, other in zip(before, after, strict=True)]
    assert len({frozenset(part) for part in before}) > len(before) / 2
    assert max(changed) <= 2


def test_second_theme_needs_a_word_of_it_in_the_note_itself(three):
    segments, clustering = three
    two = clustering.assignments[clustering.assignments["second_theme_id"] != ""]
    said = segments.set_index("segment_id")["clean_text"].str.lower()
    for row in two.itertuples():
        assert row.second_theme_id != row.theme_id
        assert any(
            word.rstrip("s") in said[row.segment_id] for word in clustering.keywords[row.second_theme_id]
        )


def test_margin_is_above_nought_for_notes_that_lie_in_their_theme_and_below_for_one_put_elsewhere():
    space = np.array([[1, 0.1], [1, 0], [1, -0.1], [0.1, 1], [0, 1], [-0.1, 1]], np.float32)
    space /= np.linalg.norm(space, axis=1, keepdims=True)
    ties = tie_notes(space, np.array([0, 0, 1, 1, 1, -1]))
    assert (ties.margin[[0, 1, 3, 4]] > 0.4).all()
    assert ties.margin[2] < -0.4
    assert ties.fit[5] == 0
    assert ties.next[:, 0].tolist() == [1, 1, 0, 0, 0, 1]


def test_next_themes_are_others_than_the_one_that_a_note_is_in(three):
    _, clustering = three
    for row in clustering.assignments.itertuples():
        following = row.next_theme_ids.split(";")
        assert row.theme_id not in following
        assert len(set(following)) == min(3, len(set(clustering.assignments["theme_id"])) - 1)


@pytest.mark.parametrize(
    ("number", "families"), [(1, 1), (4, 4), (6, 6), (9, 6), (13, 6), (20, 6), (40, 10), (90, 12)]
)
def test_themes_are_told_in_families_as_many_as_can_be_taken_in(number, families):
    random = np.random.default_rng(0)
    topics = np.repeat(np.arange(number), 3)
    space = random.normal(size=(number, 16)).astype(np.float32)[topics]
    space /= np.linalg.norm(space, axis=1, keepdims=True)
    found = find_families(space, topics, [f"T{place}" for place in range(number)])
    assert len(set(found.values())) == families
    assert all(found[leader] == leader for leader in found.values())


def test_family_is_of_themes_that_lie_near_each_other_and_is_led_by_the_largest():
    space = np.eye(6, dtype=np.float32)[[0, 0, 0, 1, 2, 3, 4, 5]]
    space[0, 1] = space[3, 2] = 0.0
    space[0, 5] = 0.1
    topics = np.array([0, 1, 1, 2, 3, 4, 5, 6])
    found = find_families(space, topics, list("abcdefg"))
    assert found == {"a": "b", **{name: name for name in "bcdefg"}}


@pytest.mark.parametrize("texts", [[], ["One note"], COMPOST[:5]], ids=["none", "one", "five"])
def test_too_few_notes_is_a_result_and_no_error(texts):
    segments = segments_of({"Table 1": texts}) if texts else segments_of({"Table 1": ["x"]}).iloc[:0]
    clustering = cluster(segments)
    assert clustering.reason == "too few notes to find themes"
    assert (clustering.assignments["theme_id"] == "").all()


def test_fillers_join_no_theme_and_change_none(three):
    segments, clustering = three
    fillers = ["No", "n/a", "As above", "ditto"]
    with_fillers = segments_of({"Table 1": COMPOST, "Table 2": TOOLS, "Table 3": MUSIC, "Table 4": fillers})
    found = cluster(with_fillers)
    aside = found.assignments.set_index("segment_id")["set_aside"]
    assert (
        aside[with_fillers.loc[with_fillers["table"] == "Table 4", "segment_id"]]
        .str.startswith("filler")
        .all()
    )
    kept = partition(with_fillers, found) - {frozenset(fillers)}
    assert kept == partition(segments, clustering)


def saved(folder):
    return json.loads((folder / THEMES_FILE).read_text(encoding="utf-8"))


def saved_keywords(folder):
    known = saved(folder)
    return {theme: tuple(known["words"][topic]) for topic, theme in known["themes"].items()}


def test_saved_model_loads_again_without_pickle_and_with_the_same_keywords(three, tmp_path):
    _, clustering = three
    clustering.save(tmp_path, {})
    assert {path.suffix for path in tmp_path.iterdir()} <= {".json", ".safetensors"}
    assert saved_keywords(tmp_path) == clustering.keywords


def test_names_are_unlike_each_other_and_made_of_the_words_of_their_notes(three):
    segments, clustering = three
    by_id = clustering.assignments.set_index("segment_id")["theme_id"]
    themed = segments.assign(theme_id=segments["segment_id"].map(by_id))
    named = name_themes(themed, clustering, NameSettings(), hear_themes(themed, quick_vectors))
    assert named["name"].is_unique
    for row in named.itertuples():
        said = " ".join(segments.loc[segments["segment_id"].map(by_id) == row.theme_id, "clean_text"]).lower()
        assert all(word in said for word in row.name.lower().split() if word != "and")
        assert 0 <= row.stability <= 1
        assert len(row.exemplar_ids.split(";")) <= 3


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The bins smell in summer", "The smell in summer"),
        ("Bin", "Bin"),  # nothing would be left
        ("Cabinet makers", "Cabinet makers"),  # no part of a word
        ("", ""),
    ],
)
def test_words_said_everywhere_are_taken_out_of_a_text(text, left):
    assert cut_out(text, find_words(text, frozenset({"bin"}))) == left


def test_what_is_left_out_of_a_vector_changes_the_second_one_alone():
    texts = ["The bins smell in summer", "Tools rust", "Bin"]
    encoder = make_encoder("minilm+wordllama")
    plain = read_texts(texts, [()] * len(texts), encoder)
    apart = read_texts(texts, [find_words(text, frozenset({"bin"})) for text in texts], encoder)
    np.testing.assert_array_equal(apart[:, 0], plain[:, 0])
    np.testing.assert_array_equal(plain[:, 1], plain[:, 0])
    np.testing.assert_array_equal(apart[1:, 1], plain[1:, 0])  # nothing to leave out, or nothing else there
    assert apart[0, 1] @ apart[0, 0] < 0.95
    np.testing.assert_allclose(np.linalg.norm(apart, axis=2), 1, atol=1e-3)


def test_notes_that_share_only_what_is_said_everywhere_are_less_alike_in_damped_vectors():
    notes = {f"Table {table}": [f"Bins {what}" for what in said] for table, said in enumerate(SAID_OF_BINS)}
    found = embed_segments(segments_of(notes), EmbedSettings(cache="off"))
    plain, damped = (one @ one.T for one in (found.matrix, found.own))
    apart = ~np.eye(len(plain), dtype=bool)
    assert damped[apart].mean() < plain[apart].mean() - 0.1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Come and sing", 2),
        ("niente da aggiungere", 0),
        ("siehe oben", 0),
        ("As above", 0),
        ("Data per table", 2),
    ],
)
def test_words_that_say_nothing_in_one_language_count_where_they_say_something_in_english(text, count):
    assert count_content_words(text) == count


def test_word_of_one_table_is_not_said_everywhere():
    texts = ["bins smell", "bins again", "more bins", "tools lie about", "tools rust", "music plays"]
    assert words_said_everywhere(texts, ["1", "1", "1", "2", "2", "3"]) == frozenset()
    assert words_said_everywhere(texts, ["1", "2", "3", "1", "2", "3"]) == frozenset({"bin"})


def test_vectors_have_unit_length_and_depend_on_their_text_alone():
    some = embed_segments(segments_of({"Table 1": COMPOST}), EmbedSettings(cache="off"))
    one = embed_segments(segments_of({"Table 1": COMPOST[:1]}), EmbedSettings(cache="off"))
    np.testing.assert_allclose(np.linalg.norm(some.matrix, axis=1), 1, atol=1e-3)
    np.testing.assert_array_equal(some.matrix[0], one.matrix[0])


def test_words_of_themes_are_the_strongest_by_ctfidf():
    """By hand: "pear" is in half of the words of the first topic, "road" in a quarter of each."""
    texts = ["pear pear plum road", "bus bus tram road", "größe", "12"]
    groups = np.array([5, 2, -1, -1])
    model, topics = fit_topics(texts, np.eye(4, dtype=np.float32), groups, "some")
    assert topics.tolist() == [0, 1, -1, -1]
    assert model.keywords() == {"T01": ("plum", "pear", "road"), "T02": ("tram", "bus", "road")}


def test_themes_are_numbered_by_size_and_those_alike_by_which_comes_first():
    texts = ["bus", "pear", "größe", "grün", "tram"]
    model, topics = fit_topics(texts, np.eye(5, dtype=np.float32), np.array([7, 0, 3, 3, -1]), "some")
    assert topics.tolist() == [1, 2, 0, 0, -1]
    assert model.keywords()["T01"] == ("größe", "grün")


def test_themes_of_figures_alone_have_no_words():
    model, _ = fit_topics(["12 of 30", "the 4"], np.eye(2, dtype=np.float32), np.array([0, 1]), "some")
    assert model.keywords() == {"T01": (), "T02": ()}


def test_themes_and_their_words_are_the_same_without_bertopic(three, tmp_path, monkeypatch):
    segments, found = three
    found.save(tmp_path / "with", {})
    monkeypatch.setitem(sys.modules, "bertopic", None)
    without = cluster(segments)
    pd.testing.assert_frame_equal(without.assignments, found.assignments)
    pd.testing.assert_frame_equal(without.measures, found.measures)
    assert without.keywords == found.keywords
    without.save(tmp_path / "without", {})
    assert {path.name for path in (tmp_path / "without").iterdir()} == {
        "worldcafe.json",
        "themes.json",
        "themes.safetensors",
    }
    assert saved_keywords(tmp_path / "without") == found.keywords


def test_saved_model_opens_in_bertopic_with_the_same_themes(three, tmp_path):
    bertopic = load_bertopic()
    if bertopic is None:
        pytest.skip("BERTopic is not installed")
    _, found = three
    found.save(tmp_path, {})
    model, ours = bertopic.load(str(tmp_path)), saved(tmp_path)
    for topic, theme in ours["themes"].items():
        words = model.get_topic(int(topic))
        assert model.get_topic_freq(int(topic)) == (found.assignments["theme_id"] == theme).sum()
        assert words[0][1] == pytest.approx(dict(words)[ours["words"][topic][0]])
