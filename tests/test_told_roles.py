"""roles: notes that read like something else are that; what a column says to be a note stays one."""

import numpy as np
import pandas as pd
import pytest

from conftest import REPO
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.roles import stage, tell_roles
from worldcafe.roles.clues import find_clues, words_of
from worldcafe.roles.model import TOLD, RoleModel, load_model
from worldcafe.segment import segment_blocks
from worldcafe.settings import RolesSettings, Settings

BENCHMARKS = REPO / "tests" / "benchmarks"
NOTES = """Table 1: Trees

- More shade along the school road
- The lime trees drop on cars, people complain
- Who waters the young ones in July?
- Plant with the schools, each class a tree
- Nobody asked the shops before the last felling
"""


def segments_of(path, text, name="notes.txt"):
    file = path / name
    file.write_text(text, encoding="utf-8")
    sources = read_sources([file], Settings().read)
    return segment_blocks(sources, parse_sources(sources, Settings().parse), Settings().segment), sources


@pytest.fixture
def judged(monkeypatch, tmp_path):
    """Gives the segments of a text where the words that they hold say how likely they are to be each role."""

    def judge(text, chances, *, sure=0.7, name="notes.txt"):
        class Fixed:
            def read(self, clues, texts):
                assert len(clues) == len(texts)
                rows = [[row for word, row in chances.items() if word in text] for text in texts]
                return np.array([(*row, (1.0, 0.0, 0.0, 0.0))[0] for row in rows])

        monkeypatch.setattr(stage, "load_model", Fixed)
        found, sources = segments_of(tmp_path, text, name)
        return tell_roles(found, sources, RolesSettings(sure=sure))

    return judge


def test_note_that_is_surely_none_gets_the_likeliest_other_role_and_a_remark_its_reason(judged):
    chances = {
        "shade": (0.2, 0.1, 0.1, 0.6),
        "waters": (0.29, 0.6, 0.1, 0.01),
        "lime": (0.31, 0.0, 0.0, 0.69),
    }
    found = judged(NOTES, chances)
    told = dict(zip(found["text"], zip(found["role"], found["set_aside"], strict=True), strict=True))
    assert told["More shade along the school road"] == ("meta", "reads like no note")
    assert told["Who waters the young ones in July?"] == ("prompt", "")
    assert told["The lime trees drop on cars, people complain"] == ("note", "")
    assert told["Plant with the schools, each class a tree"] == ("note", "")


def test_claim_among_notes_becomes_one(judged):
    found = judged(NOTES, {"Nobody": (0.1, 0.1, 0.7, 0.1)})
    assert found.loc[found["text"].str.startswith("Nobody"), "role"].tolist() == ["summary"]


def test_all_stay_where_most_would_go(judged):
    going = dict.fromkeys(("shade", "lime", "waters"), (0.0, 0.0, 0.0, 1.0))
    assert (judged(NOTES, going)["role"] == "note").sum() == 5
    two = {word: going[word] for word in ("shade", "lime")}
    assert (judged(NOTES, two)["role"] == "note").sum() == 3


def test_border_of_one_leaves_every_role_as_it_was_read(judged):
    found = judged(NOTES, {"shade": (0.0, 0, 0, 1.0)}, sure=1.0)
    assert (found["role"] == "note").sum() == 5


def test_what_a_column_says_to_be_a_note_stays_one(judged):
    table = "table,note\n1,More shade\n1,Less noise\n2,Thanks to all who came\n"
    found = judged(table, {"Thanks": (0, 0, 0, 1.0)}, name="notes.csv")
    assert found.loc[found["text"].str.startswith("Thanks"), "role"].tolist() == ["note"]


def test_headings_and_prompts_are_not_looked_at_again(judged):
    everything = dict.fromkeys(("Trees", "Table"), (0, 0, 1.0, 0))
    found = judged(NOTES, everything)
    assert found["role"].tolist()[0] == "heading"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Thanks to everyone who came, and to Ruth for the sandwiches!", "meta"),
        ("The minutes were taken by the secretary and will be circulated to all members by e-mail.", "meta"),
        ("Notes typed up by Ruth from the flip charts, photos to follow.", "meta"),
        ("- Thank the crossing wardens in public", "note"),
        ("- Send the minutes to everyone who was there", "note"),
        ("- Meet in the parish hall, not in the pub", "note"),
    ],
)
def test_secretaries_are_told_from_participants(tmp_path, line, role):
    text = NOTES.replace("- Who", f"{line}\n- Who") if line.startswith("-") else f"{NOTES}\n{line}\n"
    found, sources = segments_of(tmp_path, text)
    found = tell_roles(found, sources, RolesSettings())
    roles = found.loc[[text in line for text in found["text"]], "role"]
    assert set(roles) == {role}


def test_notes_of_a_tidy_table_all_stay(tmp_path):
    found, sources = segments_of(tmp_path, NOTES)
    pd.testing.assert_frame_equal(tell_roles(found, sources, RolesSettings()), found)


def test_clues_say_how_a_line_looks_and_where_it_stands(tmp_path):
    found, sources = segments_of(
        tmp_path, "Table 1\n\n- Ask at 10:30\n   - (later) write to a@b.example. Why me?\n"
    )
    clues = find_clues(found, sources)
    ask, later, why = (clues.iloc[row] for row in (-3, -2, -1))
    assert [ask[name] for name in ("clock", "marked", "within", "goes on", "address", "table")] == [
        1,
        1,
        0,
        0,
        0,
        1,
    ]
    assert [later[name] for name in ("clock", "marked", "goes on", "address", "indented")] == [0, 1, 1, 1, 1]
    assert [why[name] for name in ("asks", "stops", "within", "marked")] == [1, 0, 1, 0]
    assert [ask["after heading"], why["before note"], why["after note"]] == [1, 0, 1]


@pytest.mark.parametrize(
    ("text", "words"),
    [("Ask, ask AGAIN", ["ask", "again"]), ("Room 12b", ["room", "12", "b"]), ("...", []), ("", [])],
)
def test_words_count_once_and_without_case(text, words):
    assert words_of(text) == words


def test_model_adds_what_clues_and_words_say_and_many_words_say_no_more_than_few():
    model = RoleModel(
        np.zeros(4),
        {"asks": np.array([0, 1.0, 0, 0])},
        {"we": np.array([1.0, 0, 0, 0]), "us": np.array([1.0, 0, 0, 0])},
    )
    clues = pd.DataFrame({"asks": [0.0, 1.0, 0.0, 0.0], "other": [9.0] * 4})
    found = np.log(model.read(clues, ["x", "x", "we", "We, us"]))
    assert np.allclose(np.exp(found).sum(axis=1), 1)
    lead = found[:, 0] - found[:, 3]
    assert np.allclose(lead, [0, 0, 1, 2 / np.sqrt(2)])
    assert found[1, 1] - found[1, 0] == pytest.approx(1)


def test_model_that_ships_knows_every_clue(tmp_path):
    found, sources = segments_of(tmp_path, NOTES)
    assert set(load_model().clues) == set(find_clues(found, sources))
    assert load_model().bias.shape == (len(TOLD),)


def test_words_that_ship_stand_in_invented_documents():
    folders = [*BENCHMARKS.glob("untidy/*/source"), *BENCHMARKS.glob("invented/*/source")]
    sources = [source for folder in folders for source in read_sources([folder], Settings().read)]
    assert load_model().words.keys() <= {word for source in sources for word in words_of(source.text)}
