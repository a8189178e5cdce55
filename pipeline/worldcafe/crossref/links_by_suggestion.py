"""Links of notes that propose what a linked note proposes in other words.

Two notes that are one suggestion are carried by the same claim, whichever of them its wording follows.
"""

from __future__ import annotations

import pandas as pd

from worldcafe.crossref.differences import name_shared

# What is in the report in one wording is there in the other too, but perhaps in another claim: not half
# of the few pairs that were annotated are links.
SURE = 0.5


def link_alike(
    links: pd.DataFrame, claims: pd.DataFrame, notes: pd.DataFrame, suggestions: pd.DataFrame
) -> pd.DataFrame:
    """Give a link for each note without any whose suggestion has one: with the claim most likely to say it.

    Args:
        links: from `links.link_pairs`, of the claims that say notes.
        claims: the claims, a row each as numbered in the links.
        notes: the notes, likewise.
        suggestions: with `note_ids`, separated by semicolons.

    Returns:
        `claim`, `note`, `strength`, `score`, `shared`: a row per link that is added.
    """
    said, wordings = claims["clean_text"].tolist(), notes["clean_text"].tolist()
    rows = {name: row for row, name in enumerate(notes["segment_id"])}
    strongest = links.sort_values("score", ascending=False, kind="stable").drop_duplicates("note")
    known = strongest.set_index("note")[["claim", "score"]].to_dict("index")
    found = []
    for note_ids in suggestions["note_ids"]:
        members = [rows[name] for name in note_ids.split(";") if name in rows]
        linked = [note for note in members if note in known]
        if not linked or len(linked) == len(members):
            continue
        like = max(linked, key=lambda note: known[note]["score"])
        claim, score = int(known[like]["claim"]), SURE * known[like]["score"]
        for note in members:
            if note not in known:
                shared = f"{name_shared(wordings[note], said[claim])} (same suggestion as another note)"
                found.append((claim, note, "support", score, shared))
    return pd.DataFrame(found, columns=["claim", "note", "strength", "score", "shared"])
