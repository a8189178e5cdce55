"""The notes of one round of a café: what several tables said, in words that tell of nobody.

`python -m worldcafe.tasks.hear` makes itself ready, then reads {"cafe", "notes", "heard": the round} from
each line of its input, as `read.live` knows it, and answers with what `hear_round` gives.
"""

from __future__ import annotations

import io
import json
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from worldcafe.clean import clean_segments
from worldcafe.embed import embed_segments
from worldcafe.found import split_ids
from worldcafe.language.in_language import language_of, texts_of
from worldcafe.language.spoken import with_languages
from worldcafe.language.stems import family
from worldcafe.parse import parse_sources
from worldcafe.read.document import Document
from worldcafe.read.live import read_live
from worldcafe.recur import group_suggestions
from worldcafe.recur.wording import LONG_WORD, content_words
from worldcafe.redact import redact_identities
from worldcafe.segment import name_segments, segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source
from worldcafe.tables import Links, Segments

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]
SAID = ("suggestion", 1.0)  # every note counts, whatever its kind
SEVERAL, MOST_WORDS = 3, 12  # tables at which a word comes up, and words that are shown
UNASKED = {"topic": "", "round": "1", "question": "What is missing?"}
READY = {  # to be read once, so that all that reading needs is loaded
    "cafe": "",
    "heard": "1",
    "notes": [
        {
            **UNASKED,
            "table": "Table 1",
            "text": "Ms. Ada Berg, the treasurer, wants more benches in Lima\u2019s cafés",
        },
        {**UNASKED, "table": "Table 2", "text": "benches and trees"},
    ],
}


def hear_round(told: Mapping[str, Any], settings: Settings) -> Row:
    """Give what at least two tables said in the round `told["heard"]`, what most tables said first.

    Returns:
        {"rows": [{"text", "others", "tables"}], "words": [{"word", "tables"}], and how many "notes",
        "tables", "withheld"}.

    Identities are looked for in the notes of all rounds. A note in which something was removed, or that may
    tell who spoke in another way, is not quoted; what two tables said in no other notes is withheld and
    counted. `tables` and `notes` are those that were read of the round.

    Raises:
        InputError: the notes are damaged.
    """
    data = json.dumps(told).encode()
    document = Document("the notes", "notes.cafe", len(data), lambda: io.BytesIO(data))
    reading = read_live(document, settings.read)
    source = Source("notes", reading.text, "", reading.anchors, reading.marks)
    segments = segment_blocks((source,), parse_sources((source,), settings.parse), settings.segment)
    redaction = redact_identities(name_segments(segments), settings.redact)
    segments = with_languages(clean_segments(redaction.segments, settings.clean))
    notes = segments[(segments["role"] == "note") & (segments["round"] == told["heard"])]
    if notes.empty:
        return {"rows": [], "words": [], "notes": 0, "tables": 0, "withheld": 0}
    telling = _telling(notes, redaction.removals)
    rows, withheld = _rows(notes, telling, settings)
    question = next(note["question"] for note in told["notes"] if note["round"] == told["heard"])
    return {
        "rows": rows,
        "words": _words(notes[~notes["segment_id"].isin(telling)], question),
        "notes": sum(note["round"] == told["heard"] for note in told["notes"]),
        "tables": int(notes["table"].nunique()),
        "withheld": withheld,
    }


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
    surely = replace(settings.recur, nearly=settings.recur.alike)  # for a room reads it
    found = group_suggestions(said, vectors, Links.of(), surely)
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


def _words(notes: pd.DataFrame, question: str) -> list[Row]:
    """Give the words that came up at three tables or more, those of most tables first.

    Words of the question, and words that nobody wrote in small letters, are none of them.
    """
    tables: defaultdict[str, set[str]] = defaultdict(set)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, table in zip(texts_of(notes), notes["table"], strict=True):
        said, language = frozenset(content_words(text)), language_of(text)
        for word in filter(str.islower, LONG_WORD.findall(text)):
            if (known := family(word, language)) in said:
                tables[known].add(table)
                forms[known][word] += 1
    for known in content_words(question):
        tables.pop(known, None)
    often = sorted((-len(at), known) for known, at in tables.items() if len(at) >= SEVERAL)
    return [{"word": _commonest(forms[known]), "tables": -n} for n, known in often[:MOST_WORDS]]


def _commonest(forms: Counter[str]) -> str:
    """Give the form in which a word was written most often, the first by its letters where two were."""
    return min(forms, key=lambda form: (-forms[form], form))


def main() -> int:
    """Answer each line of the input with a line, until it ends; {"failed": true} where one cannot be read."""
    hear_round(READY, Settings())
    for line in sys.stdin:
        try:
            told = hear_round(json.loads(line), Settings())
        except Exception:  # the words of the notes stay inside, and the next round is read
            told = {"failed": True}
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
