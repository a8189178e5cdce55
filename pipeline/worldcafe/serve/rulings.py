"""What people say of claims and their notes: which claim is asked next, and the corrections that follow.

One claim on a screen with its nearest notes to be ticked is where ten minutes of a person change most.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from worldcafe.rulings import VERDICTS

FACT = "claim/"  # begins the name of a setting that holds a ruling
Row = Mapping[str, Any]


def claim_key(text: str) -> str:
    """Give what a claim, or a note, is known by in every run: its words."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:24]


def expected_gain(claim: Row) -> float:
    """Give how much an answer on a claim is worth: the doubt about its notes, Σ p(1 - p)."""
    return float(sum(note["score"] * (1 - note["score"]) for note in claim["notes"]))


def pack_ruling(claim: Row, ticked: Iterable[str], verdict: str) -> str:
    """Give a ruling as it stands in the log: of each note that was shown, whether it says the claim."""
    chosen = set(ticked)
    notes = {claim_key(note["text"]): claim_key(note["text"]) in chosen for note in claim["notes"]}
    kept = verdict if verdict in VERDICTS else ""
    return json.dumps({"notes": notes, "verdict": kept}, sort_keys=True)


def read_ruling(packed: str) -> dict[str, Any]:
    """Give a ruling of the log; an empty one where nobody ruled."""
    empty: dict[str, Any] = {"notes": {}, "verdict": ""}
    return {**empty, **json.loads(packed)} if packed else empty


def tell_ruling(packed: str) -> str:
    """Give a ruling in words."""
    if not packed:
        return ""
    ruling = read_ruling(packed)
    ticked = sum(ruling["notes"].values())
    verdict = f", {ruling['verdict']}" if ruling["verdict"] else ""
    return f"{ticked} of {len(ruling['notes'])} notes say it{verdict}"


def toml_of(rulings: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Give rulings, by the key of their claim, as a part of `corrections.toml`; `words` stand behind keys."""
    lines = []
    for key, packed in rulings.items():
        ruling = read_ruling(packed)
        claim = quoted(words.get(key, ""))
        for verb, wanted in (("link", True), ("unlink", False)):
            said = [words[note] for note, says in ruling["notes"].items() if says is wanted and note in words]
            if said and key in words:
                lines += [f"[[{verb}]]", f"claim = {claim}", f"notes = {quoted(said)}", ""]
        if ruling["verdict"] and key in words:
            lines += ["[[verdict]]", f"claim = {claim}", f'verdict = "{ruling["verdict"]}"', ""]
    return "\n".join(lines)


def quoted(value: str | list[str]) -> str:
    """Give a text, or a list of them, as TOML has it: as JSON has it, save for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
