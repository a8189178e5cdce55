"""Names and sentences for themes and families, as a file of corrections of which nothing counts yet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.crossref.words import content_stems, tokenise
from worldcafe.found import split_ids
from worldcafe.llm.grounded import ungrounded
from worldcafe.llm.prompts import limit

if TYPE_CHECKING:
    from worldcafe.found import Analysis
    from worldcafe.llm.ask import Asker

HEAD = """\
# What {model} proposes. Nothing below counts while a # stands before it.
#
# A person takes it or leaves it: to take a name, copy its lines into corrections.toml without the "# ".
# Names and numbers that the notes do not hold were dropped; whether a name fits, only a reader can say.
"""


@dataclass(frozen=True)
class Proposal:
    """A name and a sentence that a model wrote for some notes; `dropped`: why they are not shown."""

    name: str
    sentence: str
    dropped: str = ""


def read_proposal(answer: str, notes: Sequence[str]) -> Proposal:
    """Read a name on the first line of an answer, a sentence on its second; hold them against the notes."""
    lines = [
        re.sub(r"^\s*(?:[-*]|\w+:)\s*", "", line).strip() for line in answer.splitlines() if line.strip()
    ]
    name, sentence = (*lines, "", "")[:2]
    name = name.strip(" .\"'“”")
    return Proposal(name, sentence, _wrong(name, sentence, notes) if len(lines) == 2 else "another form")


def _wrong(name: str, sentence: str, notes: Sequence[str]) -> str:
    """Say what of a proposal the notes do not hold, or what makes a name none."""
    told = ungrounded(name, notes) or ungrounded(sentence, notes)
    if told:
        return told
    is_name = content_stems(name) and len(tokenise(name)) <= limit("words_of_a_name")
    return "" if is_name else "another form"


def propose(analysis: Analysis, asker: Asker) -> str:
    """Give the text of a file that proposes names and sentences for the themes of a run and its families."""
    texts = dict(zip(analysis.segments["segment_id"], analysis.segments["clean_text"], strict=True))
    pieces = [HEAD.format(model=asker.model)]
    for themes, name, notes in _asked_about(analysis, texts):
        answer = asker.say("propose", {"notes": notes})
        found = read_proposal(answer, notes) if answer is not None else None
        if found and found.dropped:
            asker.drop(found.dropped)
        elif found and found.name != name:
            pieces.append("\n".join(_lines(found, name, notes, themes)))
    return "\n".join(pieces)


def _asked_about(analysis: Analysis, texts: dict[str, str]) -> Iterator[tuple[int, str, list[str]]]:
    """Give how many themes each theme and family is, its name, and notes to show of it."""
    notes = analysis.segments[analysis.segments["role"] == "note"]
    shown, most = {}, limit("notes_of_a_theme")
    for row in analysis.themes.to_dict("records"):
        members = notes.loc[notes["theme_id"] == row["theme_id"], "segment_id"]
        ids = dict.fromkeys([*split_ids(row["exemplar_ids"]), *members])
        shown[row["theme_id"]] = [texts[name] for name in ids if name in texts]
        yield 1, row["name"], shown[row["theme_id"]][:most]
    for row in analysis.families.to_dict("records"):
        themes = [theme for theme in split_ids(row["theme_ids"]) if shown.get(theme)]
        if len(themes) > 1:
            share = max(1, most // len(themes))
            yield len(themes), row["name"], [text for theme in themes for text in shown[theme][:share]][:most]


def _lines(found: Proposal, name: str, notes: Sequence[str], themes: int) -> Iterator[str]:
    """Give the lines of one proposal, each behind a #."""
    family = themes > 1
    called = f"the family of {themes} themes that is called " if family else ""
    yield f"# ---- {called}{_quoted(name)}"
    yield "# [[family]]" if family else "# [[rename]]"
    yield f"# {'notes' if family else 'theme'} = [{', '.join(map(_quoted, notes[:3]))}]"
    yield f"# name = {_quoted(found.name)}"
    yield f"# in a sentence: {_quoted(found.sentence)}"
    yield ""


def _quoted(text: str) -> str:
    """Give a TOML string on one line; its escapes are those of JSON."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")
