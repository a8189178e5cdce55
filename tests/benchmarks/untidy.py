"""How documents are read as 104 organisations would hand them over, each in another form and as untidy as life.

    PYTHONPATH=pipeline python tests/benchmarks/untidy.py [NAME ...] [--errors]

The documents in `untidy/` were invented for this by eleven writers who had not seen the program: minutes, workbooks,
boards, chats, mails, transcripts, pages, surveys, LaTeX, flip charts, slides, in seven languages. `truth.json` beside
each has its notes with table and round, what the hosts asked, what a report claims, and all else that carries words.
17 to 28, then 29 to 40, 41 to 52, 53 to 68, 69 to 92 and 93 to 104 were measured before anybody looked at any of them; since then all
up to 52 were looked at, and from all of them the second look at roles was learned (`roles.py` leaves documents out).

A note counts as found where a segment that is a note holds its letters or most of them, and whole where one holds
these alone; its table and round where the segment names them in its place, its topic or its question. "more" are
notes that are none. Of a document that is refused nothing is found.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from worldcafe.errors import InputError
from worldcafe.parse import parse_sources
from worldcafe.parse.words import load_words
from worldcafe.read import read_sources
from worldcafe.roles import tell_roles
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings

DOCUMENTS = Path(__file__).parent / "untidy"
MOST = 0.5  # of the letters of a text
ROLES = {"prompts": ("prompt",), "summary": ("summary",), "meta": ("meta", "narrative", "heading")}


def letters(text: str) -> str:
    """Give the letters and figures of a text alone, without case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def segments_of(folder: Path) -> list[dict[str, Any]]:
    """Give the segments of a document, each with its letters; none of one that is refused."""
    settings = Settings()
    files = sorted((folder / "source").iterdir())
    try:
        sources = read_sources(files if len(files) == 1 else [folder / "source"], settings.read)
    except InputError:
        return []
    found = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    found = tell_roles(found, sources, settings.roles)
    rows = [row | {"letters": letters(row["text"])} for row in found.to_dict("records")]
    return [row for row in rows if row["letters"]]


def holding(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Give the segments that hold a text, or most of it."""
    key = letters(text)
    return [
        row
        for row in rows
        if key in row["letters"] or (row["letters"] in key and len(row["letters"]) > MOST * len(key))
    ]


def stands(told: str, *places: str) -> bool:
    """Tell whether a place that is told stands in one of some names; where none is told, that none is."""
    keys = [letters(place) for place in places]
    wanted = letters(told)
    if not wanted:
        return True
    return any(key and (wanted in key or key in wanted) for key in keys)


def counted(text: str) -> str:
    """Give a round as it is numbered: "1" of "First conversation"; the text where no one word counts it."""
    words = load_words(()).numbers
    found = [words.get(word, word) for word in re.findall(r"[^\W\d_]+|\d+", text.casefold())]
    numbers = [word for word in found if word.isdecimal()]
    return numbers[0] if len(numbers) == 1 else text


def count_notes(notes: list[dict[str, str]], rows: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """Count the notes that are found, with their places; give what goes wrong as well."""
    count: Counter[str] = Counter()
    wrong, used = [], set()
    for note in notes:
        found = [row for row in holding(rows, note["text"]) if row["role"] == "note"]
        count["notes"] += 1
        count["notes found"] += bool(found)
        count["notes whole"] += any(row["letters"] == letters(note["text"]) for row in found)
        used |= {row["segment_id"] for row in found}
        wrong += [] if found else [f"no note: {note['text'][:90]}"]
        for name, told in (("table", ("table", "topic")), ("round", ("round", "question", "subsection"))):
            if found and note.get(name):
                row = min(found, key=lambda row: abs(len(row["letters"]) - len(letters(note["text"]))))
                count[f"{name}s"] += 1
                places = [row[column] for column in told]
                exact = name == "round" and counted(note[name]) == counted(row["round"])
                count[f"{name}s found"] += exact or stands(note[name], *places)
    more = [row["text"] for row in rows if row["role"] == "note" and row["segment_id"] not in used]
    count["more"] = len(more)
    return count, [*wrong, *(f"none, though told a note: {text[:80]!r}" for text in more)]


def measure(folder: Path, *, errors: bool) -> Counter[str]:
    """Count what is found of a document."""
    truth, rows = json.loads((folder / "truth.json").read_text(encoding="utf-8")), segments_of(folder)
    count, wrong = count_notes(truth["notes"], rows)
    for name, roles in ROLES.items():
        for text in truth.get(name, []):
            told = any(row["role"] in roles for row in holding(rows, text))
            count[name] += 1
            count[f"{name} found"] += told
            wrong += [] if told else [f"no {name}: {text[:90]}"]
    if errors:
        print("\n".join(f"  {each}" for each in wrong))
    return count


def line(name: str, count: Counter[str]) -> str:
    """Give the row of a document, or of all."""
    parts = [f"{count[f'{key} found']} of {count[key]}" for key in ("notes", "tables", "rounds", *ROLES)]
    parts[1:1] = [str(count["notes whole"]), str(count["more"])]
    return f"| {name} | {' | '.join(parts)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    whole: Counter[str] = Counter()
    print("| document | notes | whole | more | tables | rounds | prompts | summary | meta |")
    print("|---|---|---|---|---|---|---|---|---|")
    for folder in sorted(path.parent for path in DOCUMENTS.glob("*/truth.json")):
        if not given.names or any(name in folder.name for name in given.names):
            count = measure(folder, errors=given.errors)
            whole.update(count)
            print(line(folder.name, count), flush=True)
    print(line("all", whole))


if __name__ == "__main__":
    main()
