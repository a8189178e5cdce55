"""A first file of corrections for a run: its themes as comments, and how to change them."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from worldcafe.language.reasons import NO_NOTE

if TYPE_CHECKING:
    import pandas as pd
    from pandera.typing import DataFrame

    from worldcafe.tables import Segments, Themes

INTRODUCTION = """\
# Corrections. Nothing below counts while a # stands before it.
#
# Keep this file beside the notes: it is read on every run. A theme is meant by notes of it, in quotes, so
# that a correction holds when notes are added and themes are numbered anew. "The first words ..." will do.
# What no longer applies is told at the end of a run and in tables/corrections.csv.
#
# [[rename]]                       a theme gets another name
# theme = ["a note of it"]
# name = "What it is about"
#
# [[merge]]                        two themes or more become one
# themes = [["a note of one"], ["a note of the other"]]
# name = "What both are about"     # may be left out, as may every name below
#
# [[split]]                        some notes leave, and are a theme of their own
# notes = ["a note", "another note"]
# name = "What these are about"
#
# [[family]]                       the family of themes in which most of these notes lie gets another name
# notes = ["a note", "another note"]
# name = "What all of it is about"
#
# [[move]]                         notes go to another theme, or to = "set aside"
# notes = ["a note"]
# to = ["a note of the other theme"]
#
# [[kind]]                         a note is a suggestion, problem, question, value or observation
# notes = ["a note"]
# kind = "suggestion"
#
# [[role]]                         a passage is a note, prompt, summary (that is, a claim), narrative or meta
# words = ["a passage"]
# role = "note"
#
# [[same]]                         notes propose one thing; [[different]] says that no two of them do
# notes = ["a note", "another note"]
#
# [[link]]                         notes are behind a claim of the report; [[unlink]] says that they are not
# claim = "the words of the claim"
# notes = ["a note"]
#
# [[verdict]]                      a claim is supported, altered, unsupported or a pointer
# claim = "the words of the claim"
# verdict = "altered"
#
# [[pin]]                          notes stay together whatever the next run finds
# notes = ["a note", "another note"]
# name = "What these are about"
"""


def draft_corrections(themes: DataFrame[Themes], segments: DataFrame[Segments]) -> str:
    """Give the text of a file of corrections that changes nothing yet, ready to be edited."""
    texts = segments.set_index("segment_id")["clean_text"]
    notes = segments[segments["role"] == "note"]
    parts = [INTRODUCTION]
    parts += [_theme(row, notes, texts) for row in themes.to_dict("records")]
    parts += [_doubted(segments.loc[segments["set_aside"] == NO_NOTE, "clean_text"].tolist())]
    return "\n".join(parts)


def _theme(row: dict[Hashable, Any], notes: pd.DataFrame, texts: pd.Series[str]) -> str:
    """Give one theme: a rename to fill in, then its notes, to be quoted from."""
    shown = [_quoted(texts[name]) for name in str(row["exemplar_ids"]).split(";") if name in texts.index]
    members = [_quoted(text) for text in notes.loc[notes["theme_id"] == row["theme_id"], "clean_text"]]
    count = f"{row['n_notes']} {'note' if row['n_notes'] == 1 else 'notes'}"
    lines = [
        f"---- {row['name']} ({count})",
        "[[rename]]",
        f"theme = [{', '.join(shown)}]",
        f"name = {_quoted(str(row['name']))}",
        "its notes:",
        *(f"  {text}" for text in members),
    ]
    return "".join(f"# {line}\n" for line in lines)


def _doubted(texts: list[str]) -> str:
    """Give what stands among notes and reads like none, ready to be put back."""
    if not texts:
        return ""
    lines = ["---- reads like no note; leave what is one", "[[role]]", "words = ["]
    lines += [*(f"  {_quoted(text)}," for text in texts), "]", 'role = "note"']
    return "".join(f"# {line}\n" for line in lines)


def _quoted(text: str) -> str:
    """Write text as a TOML string, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
