"""People correct themes, and are told what came of it."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from test_themes import COMPOST, MUSIC, TOOLS, cluster, segments_of
from worldcafe.correct import correct_themes, draft_corrections
from worldcafe.correct.arrangement import VERBS
from worldcafe.correct.file import KEYS, read_corrections
from worldcafe.correct.quotes import NoteFinder
from worldcafe.embed import quick_vectors
from worldcafe.errors import InputError
from worldcafe.name import hear_themes, name_themes
from worldcafe.settings import CorrectSettings, NameSettings, Settings
from worldcafe.tables import Assignments
from worldcafe.tasks.beside import tell_unread, with_corrections

TEXTS = [*COMPOST, *TOOLS, *MUSIC]
SEGMENTS = segments_of({"Table 1": TEXTS})


def assigned(groups: dict[str, list[str]], texts=TEXTS, segments=SEGMENTS) -> pd.DataFrame:
    """The themes given, the other notes set aside."""
    theme_of = {text: theme for theme, members in groups.items() for text in members}
    themes = [theme_of.get(text, "") for text in texts]
    return Assignments.validate(
        pd.DataFrame({"segment_id": segments["segment_id"], "theme_id": themes}).assign(
            second_theme_id="",
            next_theme_ids="",
            fit=0.5,
            margin=0.1,
            set_aside=["" if theme else "fits no theme" for theme in themes],
        )
    )


THREE = assigned({"T01": COMPOST, "T02": TOOLS, "T03": MUSIC})


def corrected(tmp_path, text: str, assignments=THREE, segments=SEGMENTS, hidden=()):
    path = tmp_path / "themes.toml"
    path.write_text(text, encoding="utf-8")
    return correct_themes(segments, assignments, CorrectSettings(str(path)), hidden)


def groups(result, texts=TEXTS) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text, theme in zip(texts, result.assignments["theme_id"], strict=True):
        found.setdefault(theme, []).append(text)
    return found


def test_rename_gives_the_name_and_moves_nothing(tmp_path):
    result = corrected(
        tmp_path, '[[rename]]\ntheme = ["The compost bins smell in summer"]\nname = "Compost for all"'
    )
    assert result.names == {"T01": "Compost for all"}
    pd.testing.assert_frame_equal(result.assignments, THREE)
    assert result.corrections["outcome"].tolist() == ["applied"]


def test_merge_puts_the_notes_of_both_into_the_first(tmp_path):
    result = corrected(
        tmp_path,
        '[[merge]]\nthemes = ["The tool shed needs a lock", ["A concert every spring would be lovely"]]\n'
        'name = "Things to share"',
    )
    assert groups(result) == {"T01": COMPOST, "T02": [*TOOLS, *MUSIC]}
    assert result.names == {"T02": "Things to share"}


def test_split_makes_a_new_theme_of_the_notes(tmp_path):
    result = corrected(tmp_path, f"[[split]]\nnotes = {json.dumps(MUSIC[:2])}")
    assert groups(result) == {"T01": COMPOST, "T02": TOOLS, "T03": MUSIC[2:], "T04": MUSIC[:2]}


def test_move_takes_a_note_to_the_theme_of_another_or_aside(tmp_path):
    result = corrected(
        tmp_path,
        f"[[move]]\nnotes = {json.dumps(TOOLS[5:])}\nto = {json.dumps(COMPOST[5:])}\n"
        f'[[move]]\nnotes = {json.dumps(MUSIC[:1])}\nto = "set aside"',
    )
    assert groups(result) == {"T01": [*COMPOST, TOOLS[5]], "T02": TOOLS[:5], "": MUSIC[:1], "T03": MUSIC[1:]}
    aside = result.assignments[result.assignments["theme_id"] == ""]
    assert aside["set_aside"].tolist() == ["set aside by hand"]


def test_pin_keeps_notes_together_where_a_new_run_would_part_them(tmp_path):
    parted = assigned({"T01": COMPOST[:4], "T02": [*COMPOST[4:], *TOOLS], "T03": MUSIC})
    result = corrected(tmp_path, f"[[pin]]\nnotes = {json.dumps(COMPOST)}", parted)
    assert groups(result) == {"T01": COMPOST, "T02": TOOLS, "T03": MUSIC}


def test_later_correction_may_mean_a_theme_by_the_name_that_an_earlier_one_gave(tmp_path):
    result = corrected(
        tmp_path,
        f'[[split]]\nnotes = {json.dumps(MUSIC[:2])}\nname = "Evenings"\n'
        f'[[move]]\nnotes = {json.dumps(MUSIC[2:3])}\nto = "evenings"',
    )
    assert groups(result)["T04"] == MUSIC[:3]


@pytest.mark.parametrize(
    "numbering", [{"T01": TOOLS, "T02": MUSIC, "T03": COMPOST}, {"T07": MUSIC, "T09": TOOLS, "T02": COMPOST}]
)
def test_corrections_do_not_depend_on_the_numbers_of_themes(tmp_path, numbering):
    text = f'[[split]]\nnotes = {json.dumps(MUSIC[:2])}\nname = "Evenings"'
    result = corrected(tmp_path, text, assigned(numbering))
    name_of = {theme: result.names.get(theme, "") for theme in groups(result)}
    assert {name_of[theme]: notes for theme, notes in groups(result).items() if name_of[theme]} == {
        "Evenings": MUSIC[:2]
    }


def test_corrections_survive_added_notes_and_new_ids(tmp_path):
    more = ["A bench under the lime tree", *TEXTS, "The bench is broken"]
    segments = segments_of({"Table 1": more})
    assignments = assigned(
        {"T01": [more[0], more[-1]], "T02": COMPOST, "T03": [*TOOLS, *MUSIC]}, more, segments
    )
    text = f'[[split]]\nnotes = {json.dumps(MUSIC)}\nname = "Music"'
    assert groups(corrected(tmp_path, text, assignments, segments), more)["T04"] == MUSIC


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '[[rename]]\ntheme = ["Nobody wrote anything like this"]\nname = "X"',
            "no note has the quoted words",
        ),
        (f'[[rename]]\ntheme = {json.dumps([COMPOST[0], MUSIC[0]])}\nname = "X"', "lie in 2 themes"),
        (
            f'[[rename]]\ntheme = "{TOOLS[0]}"\nname = "X"\n[[rename]]\ntheme = "{MUSIC[0]}"\nname = "x"',
            "another theme was given the same name",
        ),
        (f'[[split]]\nnotes = ["{TOOLS[0]}"]\nname = "The bins of Anna Example"', "identity"),
    ],
)
def test_what_no_longer_applies_changes_nothing_and_is_told(tmp_path, text, reason):
    result = corrected(tmp_path, text, hidden=["Anna Example"])
    pd.testing.assert_frame_equal(result.assignments, THREE)
    last = result.corrections.iloc[-1]
    assert last["outcome"] == "no longer applies"
    assert reason in last["reason"]
    assert "Anna" not in result.corrections.to_csv()


def test_note_that_is_gone_does_not_stop_the_rest_of_its_correction(tmp_path):
    result = corrected(tmp_path, f'[[split]]\nnotes = ["{TOOLS[0]}", "Long gone"]')
    assert groups(result)["T04"] == TOOLS[:1]
    assert result.corrections["reason"].tolist() == ["1 of 2 quoted notes are not there"]


def test_correction_that_is_so_already_says_so(tmp_path):
    text = f"[[split]]\nnotes = {json.dumps(MUSIC)}\n[[pin]]\nnotes = {json.dumps(MUSIC)}"
    assert corrected(tmp_path, text).corrections["outcome"].tolist() == ["already so", "already so"]


@pytest.mark.parametrize(
    ("quoted", "number"),
    [
        ("A bin for [person 1]'s street", 1),
        ("a bin, for [person 9]'s street!", 1),  # placeholders are numbered anew on every run
        ("A bin for ...", 1),
        ("n2", 1),
        ("No", 2),  # said twice, meant twice
        ("The lid of the large green bin by the gate is broken again", 1),  # one word of twelve changed
        ("A bin", 0),  # a beginning counts only with dots
        ("The ...", 0),  # which of them?
        ("broken", 0),
        ("...", 0),
        ("", 0),
    ],
)
def test_quoted_words_lead_to_the_notes_that_hold_them(quoted, number):
    texts = [
        "A bin for [person 1]'s street", "No", "no.",
        "The lid of the small green bin by the gate is broken again",
        "The gate squeaks",
    ]  # fmt: skip
    assert len(NoteFinder((f"n{place}", text) for place, text in enumerate(texts)).find(quoted)) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[rename]]\ntheme = ", "themes.toml, at its end: this is not a TOML file (Invalid value)"),
        ("[[same]]\nnotes = [More benches]", "line 2: this is not a TOML file (Invalid value); words stand"),
        ('[[same]]\nnotes = ["say "yes" to it"]', "between '...' where they hold such marks."),
        ("rename = " + "[" * 5_000, "nested too deeply"),
        ('[[call]]\ntheme = "a"', 'unknown key "call"; known here: rename, merge, split, move, pin'),
        ('[rename]\ntheme = "a"', "write [[rename]] on a line of its own"),
        (
            '\n[[rename]]\ntheme = "a"\ntitle = "b"',
            'line 2, [[rename]]: unknown key "title"; known here: theme, name',
        ),
        ('[[rename]]\ntheme = "a"', '"name" is missing'),
        ('[[rename]]\ntheme = "a"\nname = " "', "expected words in quotes"),
        ('[[rename]]\ntheme = 3\nname = "b"', "expected the words of a note"),
        ("[[split]]\nnotes = []", "the list is empty"),
        ('[[merge]]\nthemes = ["a"]', "two themes or more"),
        ('[[move]]\nnotes = ["a"]', '"to" is missing; needed here: notes and to'),
    ],
)
def test_wrong_file_gives_one_clear_sentence(tmp_path, text, said):
    path = tmp_path / "themes.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_corrections(path)
    assert said in str(error.value)
    assert str(error.value).count("\n") == 0


def test_missing_file_and_binary_file_give_one_clear_sentence(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_corrections(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="no text in UTF-8; save it as such"):
        read_corrections(tmp_path / "odd.toml")


def test_file_beside_the_notes_is_found_and_a_setting_goes_before_it(tmp_path):
    notes = tmp_path / "notes.md"
    assert with_corrections(Settings(), [notes]).correct.file == ""
    (tmp_path / "themes.toml").write_text("", encoding="utf-8")
    assert with_corrections(Settings(), [notes]).correct.file == str(tmp_path / "themes.toml")
    assert with_corrections(Settings(), [tmp_path]).correct.file == str(tmp_path / "themes.toml")
    none = Settings(correct=CorrectSettings(""))
    assert with_corrections(none, [notes]).correct.file == ""


@pytest.mark.parametrize(
    ("there", "read", "told"),
    [
        ([], "", []),
        (["notes/corrections.toml"], "notes/corrections.toml", []),
        (["corrections.toml"], "corrections.toml", []),  # next to the folder
        (
            ["notes/corrections.toml", "corrections.toml"],
            "notes/corrections.toml",
            ["corrections.toml is not read; notes/corrections.toml is."],
        ),
    ],
)
def test_corrections_are_read_in_the_folder_of_the_notes_or_next_to_it(
    tmp_path, monkeypatch, there, read, told
):
    monkeypatch.chdir(tmp_path)
    Path("notes").mkdir()
    for name in there:
        Path(name).write_text("", encoding="utf-8")
    given = with_corrections(Settings(), [Path("notes")])
    assert given.correct.file == str(Path(read)) * bool(read)
    assert tell_unread(Settings(), given, [Path("notes")]) == told


def test_corrections_in_the_current_folder_that_are_not_beside_the_notes_are_told_of(tmp_path, monkeypatch):
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("corrections.toml").write_text("", encoding="utf-8")
    notes = tmp_path / "there" / "notes.md"
    given = with_corrections(Settings(), [notes])
    assert given.correct.file == ""
    (told,) = tell_unread(Settings(), given, [notes])
    assert told.startswith("corrections.toml is not read; put it beside the notes, as ")
    assert str(tmp_path / "there" / "corrections.toml") in told
    none = Settings(correct=CorrectSettings(""))
    assert tell_unread(none, none, [notes]) == []


def test_draft_changes_nothing_until_its_comments_are_taken_off(tmp_path):
    segments = SEGMENTS.assign(theme_id=THREE["theme_id"])
    themes = name_themes(segments, cluster(SEGMENTS), NameSettings(), hear_themes(segments, quick_vectors))
    draft = draft_corrections(themes, segments)
    assert len(corrected(tmp_path, draft).corrections) == 0
    wanted = {"[[rename]]", "theme =", "name ="}
    live = [line.removeprefix("# ") for line in draft.partition("\n# ----")[2].splitlines()]
    live = [line for line in live if any(line.startswith(start) for start in wanted)]
    result = corrected(tmp_path, "\n".join(live))
    assert result.corrections["outcome"].tolist() == ["applied"] * 3
    assert result.names == dict(zip(themes["theme_id"], themes["name"], strict=True))


def test_model_keywords_and_measures_follow_the_corrections(tmp_path):
    found = cluster(SEGMENTS)
    merged = found.assignments.assign(theme_id=["T01"] * 12 + ["T09"] * 6, second_theme_id="", set_aside="")
    followed = found.regrouped(Assignments.validate(merged))
    assert set(followed.keywords) == {"T01", "T09"}
    assert {"music", "hall"} <= set(followed.keywords["T09"])
    assert not {"music", "choir"} & set(followed.keywords["T01"])
    assert set(followed.stability) == set(followed.families) == {"T01", "T09"}
    assert sorted(followed.model.theme_of_topic.values()) == ["T01", "T09"]


QUOTES = st.lists(
    st.sampled_from([*TEXTS[:15], "Nobody said this", "The ...", "n003"]), min_size=1, max_size=4
)
NAMES = st.sampled_from(["Bins", "Tools", "Music", "bins", "Everything"])


@st.composite
def _entries(draw) -> str:
    verb = draw(st.sampled_from(sorted(VERBS)))
    values = {
        "theme": draw(QUOTES | NAMES),
        "themes": draw(st.lists(QUOTES, min_size=2, max_size=3)),
        "notes": draw(QUOTES),
        "to": draw(QUOTES | st.just("set aside") | NAMES),
        "name": draw(NAMES),
    }
    lines = [f"{key} = {json.dumps(values[key])}" for key in KEYS[verb]]
    return "\n".join([f"[[{verb}]]", *lines])


@settings(deadline=None)
@given(entries=st.lists(_entries(), max_size=8))
def test_no_sequence_of_corrections_loses_a_note(tmp_path_factory, entries):
    result = corrected(tmp_path_factory.mktemp("file"), "\n".join(entries))
    table = result.assignments
    assert table["segment_id"].tolist() == THREE["segment_id"].tolist()
    assert ((table["theme_id"] == "") == (table["set_aside"] != "")).all()
    assert set(result.names) <= set(table["theme_id"])
    names = [name.casefold() for name in result.names.values()]
    assert len(set(names)) == len(names)
    assert len(result.corrections) == len(entries)
    assert (
        result.corrections.loc[result.corrections["outcome"] == "no longer applies", "reason"] != ""
    ).all()


@settings(deadline=None)
@given(entries=st.lists(_entries(), max_size=5))
def test_same_corrections_give_the_same_themes_again(tmp_path_factory, entries):
    folder = tmp_path_factory.mktemp("file")
    one, other = (corrected(folder, "\n".join(entries)) for _ in range(2))
    pd.testing.assert_frame_equal(one.assignments, other.assignments)
    assert one.names == other.names
