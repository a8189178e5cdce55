"""The notes of one round of a café: what several tables said, in words that tell of nobody.

`python -m worldcafe.tasks.hear` reads {"cafe", "notes", "heard": the round} from its input, as
`read.live` knows it, and prints {"rows": [{"text", "others", "tables"}], "notes", "tables", "withheld"}.
"""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pandas as pd

from worldcafe.clean import clean_segments
from worldcafe.embed import embed_segments
from worldcafe.errors import InputError
from worldcafe.found import split_ids
from worldcafe.language.spoken import with_languages
from worldcafe.parse import parse_sources
from worldcafe.read.document import Document
from worldcafe.read.live import read_live
from worldcafe.recur import group_suggestions
from worldcafe.redact import redact_identities
from worldcafe.segment import name_segments, segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source
from worldcafe.tables import Links, Segments

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]
SAID = ("suggestion", 1.0)  # every note counts, whatever its kind


def hear_round(told: Mapping[str, Any], settings: Settings) -> Row:
    """Give what at least two tables said in the round `told["heard"]`, what most tables said first.

    Identities are looked for in the notes of all rounds. A note in which something was removed, or that may
    tell who spoke in another way, is not quoted; what two tables said in no other notes is withheld and
    counted. `tables` and `notes` are those that were read of the round.

    Raises:
        InputError: the notes are damaged.
    """
    data = json.dumps(told).encode()
    document = Document("the notes", "notes.json", len(data), lambda: io.BytesIO(data))
    reading = read_live(document, settings.read)
    source = Source("notes", reading.text, "", reading.anchors, reading.marks)
    segments = segment_blocks((source,), parse_sources((source,), settings.parse), settings.segment)
    redaction = redact_identities(name_segments(segments), settings.redact)
    segments = with_languages(clean_segments(redaction.segments, settings.clean))
    notes = segments[(segments["role"] == "note") & (segments["round"] == told["heard"])]
    if notes.empty:
        return {"rows": [], "notes": 0, "tables": 0, "withheld": 0}
    rows, withheld = _rows(notes, _telling(notes, redaction.removals), settings)
    lines = sum(note["round"] == told["heard"] for note in told["notes"])
    return {"rows": rows, "notes": lines, "tables": int(notes["table"].nunique()), "withheld": withheld}


def _telling(notes: pd.DataFrame, removals: pd.DataFrame) -> set[str]:
    """Give the notes in which something was removed, or reported."""
    at = removals["start"].to_numpy()
    rows = zip(notes["segment_id"], notes["start"], notes["end"], strict=True)
    return {name for name, start, end in rows if ((start <= at) & (at < end)).any()}


def _rows(notes: pd.DataFrame, telling: set[str], settings: Settings) -> tuple[list[Row], int]:
    """Give the rows of the wall, and how many are withheld."""
    kind, score = SAID
    said = Segments.validate(notes.assign(kind=kind, kind_score=score).reset_index(drop=True))
    vectors = embed_segments(said, settings.embed)
    none = Links.validate(pd.DataFrame(columns=list(Links.to_schema().columns)))
    found = group_suggestions(said, vectors, none, settings.recur)
    by_id = said.set_index("segment_id")
    rows, withheld = [], 0
    for row in found[(found["n_places"] > 1) & (found["set_aside"] == "")].to_dict("records"):
        members = by_id.loc[list(split_ids(row["note_ids"]))]
        shown = members[~members.index.isin(telling)]
        if shown["table"].nunique() < 2:
            withheld += 1
            continue
        texts = shown["clean_text"].tolist()
        first = row["text"] if row["text"] in texts else texts[0]
        others = [text for text in dict.fromkeys(texts) if text != first]
        rows.append({"text": first, "others": others, "tables": list(dict.fromkeys(members["table"]))})
    return rows, withheld


def main() -> int:
    """Read notes from the input, print what was heard; 2 where they are damaged."""
    try:
        told = hear_round(json.load(sys.stdin), Settings())
    except (InputError, ValueError, KeyError) as error:
        sys.stderr.write(f"{type(error).__name__}\n")  # the words of the notes stay inside
        return 2
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
