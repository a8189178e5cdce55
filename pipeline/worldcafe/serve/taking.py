"""A run read and matched in a process of its own, which gives JSON: the server needs no tables.

`python -m worldcafe.serve.taking` reads {"folder": ..., "before": [{"number", "text", "said"}]} from its
input. Names that were removed are in none of it, for a run has none.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.found import saying, split_ids
from worldcafe.serve.edits import EDITS
from worldcafe.tables import TRIAGE

if TYPE_CHECKING:
    from worldcafe.found import Analysis

Row = dict[str, Any]
OTHERS = {"for": "against", "against": "for"}


def take_run(folder: Path, before: Sequence[Mapping[str, Any]]) -> Row:
    """Give what the app shows of a run, and what became in it of each suggestion of before.

    Raises:
        InputError: the folder is no run, see `worldcafe.load`.
    """
    from worldcafe.register import Item, match_items  # noqa: PLC0415
    from worldcafe.run import load  # noqa: PLC0415

    if folder.name.endswith(".removed.csv"):
        raise InputError(f"{folder}: this is the private list of what was removed; it is never taken in.")
    run = load(folder)
    found = run.analysis
    suggestions = _suggestions(found)
    listed = {note["id"] for row in suggestions for note in row["notes"]}
    notes = found.segments[found.segments["role"] == "note"]
    unlisted = list(dict.fromkeys(notes[~notes["segment_id"].isin(listed)]["clean_text"]))
    matches = match_items(
        [Item(row["text"], tuple(row["said"])) for row in before],
        [Item(row["text"], tuple(note["text"] for note in row["notes"])) for row in suggestions],
        unlisted,
    )
    return {
        "title": run.title,
        "digest": _digest(folder),
        "suggestions": suggestions,
        "claims": _claims(found),
        **_themes(found),
        "pairs": _pairs(found),
        "matches": [asdict(match) for match in matches],
    }


def _digest(folder: Path) -> str:
    """Give a mark of all that a run says."""
    found = hashlib.sha256((folder / "run.json").read_bytes())
    for path in sorted((folder / "tables").glob("*.csv")):
        found.update(path.read_bytes())
    return found.hexdigest()


def _themes(found: Analysis) -> Row:
    """Give the themes, the notes with their places in them, and what came of each correction of a theme."""
    from worldcafe.tasks.alike import like_in_theme  # noqa: PLC0415

    notes = _notes(found)
    like = like_in_theme(found)
    told = found.corrections[found.corrections["verb"].isin(EDITS)].sort_values("line", kind="stable")
    return {
        "themes": [{"id": row["theme_id"], "name": row["name"]} for row in found.themes.to_dict("records")],
        "themed": [
            {
                **notes[row["segment_id"]],
                "theme": row["theme_id"],
                "margin": float(row["margin"]),
                "nearest": split_ids(row["next_theme_ids"]),
                "like": like.get(row["segment_id"], []),
            }
            for row in found.assignments.to_dict("records")
        ],
        "corrected": [
            f"{row['outcome']}: {row['reason']}" if row["reason"] else row["outcome"]
            for row in told.to_dict("records")
        ],
    }


def _pairs(found: Analysis) -> list[Row]:
    """Give the notes of two suggestions that may be one, those first on which an answer changes most."""
    from worldcafe.tasks.alike import pair_suggestions  # noqa: PLC0415

    notes = _notes(found)
    return [
        {"left": notes[one], "right": notes[other], "gain": gain}
        for one, other, gain in pair_suggestions(found)
    ]


def _notes(found: Analysis) -> dict[str, Row]:
    """Give each note and claim as a page shows it."""
    return {
        row["segment_id"]: {
            "id": row["segment_id"],
            "text": row["clean_text"],
            "place": _place(row),
            "question": row["question"],
        }
        for row in found.segments[found.segments["role"].isin(["note", "summary"])].to_dict("records")
    }


def _place(row: Mapping[Any, Any]) -> str:
    """Give where a note was written ("Hamburg, Table 3, round 1")."""
    round_ = row["round"] and f"round {row['round']}"
    return ", ".join(part for part in (row["cafe"], row["table"], round_) if part)


def _suggestions(found: Analysis) -> list[Row]:
    """Give the suggestions that have notes, with their evidence."""
    notes = _notes(found)
    themes = dict(zip(found.themes["theme_id"], found.themes["name"], strict=True))
    claims = found.claims.set_index("claim_id").to_dict("index")
    against = _against(found)
    rows = []
    for row in found.suggestions[found.suggestions["n_notes"] > 0].to_dict("records"):
        ids = split_ids(row["note_ids"])
        contrary = dict.fromkeys(other for note in ids for other in against.get(note, ()) if other not in ids)
        rows.append(
            {
                "number": int(row["number"]),
                "text": row["text"],
                "n_places": int(row["n_places"]),
                "in_report": row["in_report"] if claims else "",
                "set_aside": row["set_aside"],
                "trend": row["trend"],
                "theme": themes.get(row["theme_id"], ""),
                "notes": [notes[note] for note in ids if note in notes],
                "against": [notes[note] for note in contrary if note in notes],
                "claims": [
                    {"text": claims[claim]["text"], "verdict": claims[claim]["verdict"]}
                    for claim in split_ids(row["claim_ids"])
                    if claim in claims
                ],
                "triage": {name: row[name] for name in TRIAGE},
            }
        )
    return rows


def _against(found: Analysis) -> dict[str, list[str]]:
    """Give for each note those that take the other side of the same point."""
    sides: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in found.sides.to_dict("records"):
        sides[row["theme_id"], row["point"], row["side"]].append(row["note_id"])
    contrary: defaultdict[str, list[str]] = defaultdict(list)
    for (theme, point, side), ids in sides.items():
        for note in ids:
            contrary[note] += sides.get((theme, point, OTHERS.get(side, "")), [])
    return contrary


def _claims(found: Analysis) -> list[Row]:
    """Give the claims with the notes that come nearest, linked ones first."""
    notes = _notes(found)
    near: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in saying(found.links).sort_values("score", ascending=False, kind="stable").to_dict("records"):
        if row["note_id"] in notes:
            near[row["claim_id"]][row["note_id"]] = {"score": float(row["score"]), "linked": True}
    for row in found.candidates.sort_values("rank", kind="stable").to_dict("records"):
        if row["note_id"] in notes:
            near[row["claim_id"]].setdefault(
                row["note_id"], {"score": float(row["score"]), "linked": bool(row["linked"])}
            )
    return [
        {
            "text": row["text"],
            "topic": row["topic"],
            "verdict": row["verdict"],
            "reason": row["reason"],
            "notes": [{**notes[note], **told} for note, told in near[row["claim_id"]].items()],
        }
        for row in found.claims.to_dict("records")
    ]


def main() -> int:
    """Read what is asked from the input, print the answer; 2 for a folder that is no run."""
    asked = json.load(sys.stdin)
    try:
        told = take_run(Path(asked["folder"]), asked["before"])
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    json.dump(told, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
