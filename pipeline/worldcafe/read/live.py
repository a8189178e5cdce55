"""Notes that were typed in the app while a café went on: the place of each stands beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.files.given import parse_given
from worldcafe.read.cells import cell_notes
from worldcafe.read.rendering import Rendering
from worldcafe.source import TOLD_PLACE

if TYPE_CHECKING:
    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ReadSettings

WHERE = TOLD_PLACE[1:]
TEXTS = (*WHERE, "text")


def read_live(document: Document, settings: ReadSettings) -> Reading:
    """Read what `worldcafe serve --live` stored; anchors are the numbers of notes.

    A line is a note, whatever it looks like. The question of each round stands before its notes.

    Raises:
        InputError: the file is damaged.
    """
    try:
        told = parse_given(json.loads, document.read())
        cafe = str(told["cafe"])
        notes = [{name: str(note[name]) for name in TEXTS} for note in told["notes"]]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{document.where}: these notes of a café are damaged; make the file anew in the app."
        ) from error
    return _rendered(cafe, notes)


def _rendered(cafe: str, notes: list[dict[str, Any]]) -> Reading:
    """Give notes as lines, in the order of rounds and tables."""
    rendering, asked = Rendering(), ("", "")
    numbered = sorted(enumerate(notes, start=1), key=lambda pair: (pair[1]["round"], pair[1]["table"]))
    for number, note in numbered:
        place = tuple((name, note[name]) for name in WHERE if note[name])
        if asked != (note["round"], note["question"]):
            asked = note["round"], note["question"]
            rendering.space()
            prompt = (("role", "prompt"), ("cafe", cafe), ("round", note["round"]))
            rendering.paragraph(note["question"], f"round {note['round']}", prompt)
            rendering.space()
        for text in cell_notes(note["text"], apart=True):
            rendering.bullet(text, 0, f"note {number}", (("role", "note"), ("cafe", cafe), *place))
    return rendering.give()
