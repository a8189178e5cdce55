"""What to think of each claim: supported, altered, unsupported, or only a pointer elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.actors import unnamed_actor
from worldcafe.crossref.agreement import few_places, is_against, names_places, told_agreement
from worldcafe.crossref.changes import changed_meaning, is_comparable
from worldcafe.crossref.differences import align, show_difference, verbatim_share
from worldcafe.crossref.facts import told_as_fact, told_as_guess
from worldcafe.crossref.pointers import find_pointer
from worldcafe.crossref.scores import Scored
from worldcafe.crossref.turns import agrees, other_quantity, turned_meaning
from worldcafe.crossref.words import Lexicon, content_stems, tokenise
from worldcafe.language import reasons
from worldcafe.language.in_language import ENGLISH, in_language, language_of, texts_of
from worldcafe.tables import Claims

WITHOUT_NOTES = ("unsupported", "pointer", "withheld")  # verdicts on claims that say no note
SHOWN_OF_NOTES = ("segment_id", "cafe", "table", "round", "kind", "clean_text", "language")
MOST_COMPARED = 10  # notes that a claim is held against, word by word
FEWEST_MOVED = 2  # notes in other words that must come from elsewhere, for a claim to be moved
PARTS = re.compile(r"[.;:,]\s|\s[-–—]+\s")  # between the parts of a claim
ADDED_BY_OTHERS = 0.2  # share of a claim's words that only its other notes hold, for the claim to be merged


@dataclass(frozen=True)
class Evidence:
    """What verdicts are read from: the two sides (row numbers from 0), links, and how pairs scored."""

    claims: pd.DataFrame
    notes: pd.DataFrame
    links: pd.DataFrame
    scored: Scored

    @cached_property
    def wordings(self) -> list[str]:
        """The texts of the notes."""
        return texts_of(self.notes)


def judge_claims(evidence: Evidence, rows: Iterable[int] | None = None) -> DataFrame[Claims]:
    """Give one verdict per claim, or for those with these row numbers, with the notes it was read from."""
    places = {*evidence.claims["topic"], *evidence.claims["cafe"], *evidence.notes["topic"]}
    places |= {*evidence.notes["cafe"], *evidence.notes["table"]}
    evidence = replace(evidence, notes=evidence.notes[[*SHOWN_OF_NOTES]].astype(object))  # quick to take from
    links = dict(iter(evidence.links.groupby("claim")))
    best = evidence.scored.pairs.drop_duplicates("claim")
    closest = dict(zip(best["claim"], best["note"], strict=True))
    none = evidence.links.iloc[:0]
    judged = [
        _judge(row, links.get(row, none), closest.get(row, -1), evidence, places)
        for row in (range(len(evidence.claims)) if rows is None else rows)
    ]
    return Claims.of(judged)


def _judge(
    row: int, links: pd.DataFrame, closest: int, evidence: Evidence, places: Collection[str]
) -> dict[str, object]:
    """Judge one claim."""
    claim = evidence.claims.iloc[row]
    behind = evidence.notes.iloc[links["note"].astype(int)]
    text, wordings = in_language(claim["clean_text"], claim["language"]), evidence.wordings
    order = _order(links, closest)
    worded = _worded_alike(order, links, text, wordings)
    pointer = "" if (links["strength"] == "same").any() else find_pointer(text, places)
    change = ("", -1) if pointer else _change(text, worded, wordings, evidence.scored.lexicon)
    if not pointer and not change[0]:
        linked = [int(note) for note in links["note"]]
        compared = [note for note in linked if note in worded]
        change = _turn(text, compared[:MOST_COMPARED], wordings, evidence.scored.lexicon)
        change = change if linked or not worded else _near(text, closest, wordings, evidence.scored.lexicon)
        if not change[0] and not any(_is_same_words(wordings[note], text) for note in linked):
            wish = _wish_as_fact(text, behind)
            change = (wish, linked[0]) if wish else _doubt(row, text, order, behind, evidence)
    closest = change[1] if change[0] else next(iter(order), -1)
    verdict, reason = _verdict(pointer, change[0], links)
    unnamed = unnamed_actor(texts_of(behind)[0], text) if len(links) == 1 and worded else ""
    if verdict == "supported" and unnamed and not (links["strength"] == "same").any():
        verdict, reason = "unsupported", reasons.UNNAMED.format(name=unnamed)
    if verdict in WITHOUT_NOTES:
        links, behind = links.iloc[:0], behind.iloc[:0]
    return {
        "claim_id": claim["segment_id"],
        "topic": claim["topic"],
        "text": text,
        "verdict": verdict,
        "n_notes": len(links),
        "n_places": len(behind[["cafe", "table", "round"]].drop_duplicates()),
        "moved_from": _moved_from(claim, links, behind, evidence.scored.homes),
        "merged": _is_merged(text, texts_of(behind), evidence.scored.lexicon),
        "closest_id": evidence.notes["segment_id"].iat[closest] if closest >= 0 else "",
        "diff": show_difference(align(wordings[closest], text)) if verdict == "altered" else "",
        "reason": reason,
    }


def _order(links: pd.DataFrame, closest: int) -> list[int]:
    """Give the notes that a claim is held against, near-verbatim ones first, each once."""
    same = links[links["strength"] == "same"]["note"]
    return [int(note) for note in dict.fromkeys([*same, closest, *links["note"]]) if note >= 0]


def _worded_alike(order: list[int], links: pd.DataFrame, text: str, wordings: Sequence[str]) -> list[int]:
    """Give the notes that can be compared with a claim word by word: in its language, or in its words."""
    same = {int(note) for note in links.loc[links["strength"] == "same", "note"]}
    return [note for note in order if note in same or language_of(wordings[note]) == language_of(text)]


def _change(text: str, order: list[int], wordings: Sequence[str], lexicon: Lexicon) -> tuple[str, int]:
    """Say how the closest note differs in meaning, and which it is; nothing where any note agrees."""
    compared = order[:MOST_COMPARED]
    changes = [(changed_meaning(wordings[note], text, lexicon), note) for note in compared]
    found = next((entry for entry in changes if entry[0]), ("", -1))
    if not found[0]:
        return found
    nearness = [verbatim_share(align(wordings[note], text), lexicon)[1] for note in compared]
    least = nearness[compared.index(found[1])]
    agreeing = [
        near >= least and not change and is_comparable(wordings[note], text, lexicon)
        for near, (change, note) in zip(nearness, changes, strict=True)
    ]
    return ("", -1) if any(agreeing) else found


def _turn(text: str, linked: list[int], wordings: Sequence[str], lexicon: Lexicon) -> tuple[str, int]:
    """Say what a claim turns of a note behind it, and which it is; nothing where another of them agrees."""
    turns = [(turned_meaning(wordings[note], text, lexicon), note) for note in linked]
    for turn, note in turns:
        others = (wordings[other] for seen, other in turns if not seen.reason)
        if turn.reason and not any(agrees(other, text, turn, lexicon) for other in others):
            return turn.reason, note
    return "", -1


def _near(text: str, closest: int, wordings: Sequence[str], lexicon: Lexicon) -> tuple[str, int]:
    """Say what a claim without notes turns of its closest note, and which that is.

    In English only a number that it has otherwise: there likelihoods, learned in it, tell more of the rest.
    """
    note = wordings[closest]
    turned = language_of(text) != ENGLISH and turned_meaning(note, text, lexicon).reason
    return turned or other_quantity(note, text, lexicon), closest


def _is_same_words(note: str, claim: str) -> bool:
    """Tell whether a claim is a note word for word: then it tells nothing otherwise than the note does."""
    said, told = ([token.text.lower() for token in tokenise(text)] for text in (note, claim))
    return said == told


def _wish_as_fact(text: str, behind: pd.DataFrame) -> str:
    """Say that a claim tells as a fact what all notes behind it only ask for, or ask about."""
    fact = told_as_fact(text)
    wishes = (behind["kind"] == "suggestion").any() and behind["kind"].isin(("suggestion", "question")).all()
    if fact and wishes:
        return reasons.FACT.format(fact=fact)
    is_told = len(behind) > 0 and not behind["kind"].isin(("suggestion", "question")).any()
    guess = told_as_guess(text, texts_of(behind)) if is_told else ""
    return reasons.HEDGED.format(word=guess) if guess else ""


def _doubt(
    row: int, text: str, order: list[int], behind: pd.DataFrame, evidence: Evidence
) -> tuple[str, int]:
    """Say what speaks against the agreement that a claim tells of, and which note; nothing for none.

    Of a matter that one table alone spoke of, others could not have said it.
    """
    told = told_agreement(text)
    if not order or not told:
        return "", -1
    claim, homes, pairs = evidence.claims.iloc[row], evidence.scored.homes, evidence.scored.pairs
    near = [*order, *pairs.loc[pairs["claim"] == row, "note"].astype(int)][:MOST_COMPARED]
    against = next((note for note in near if is_against(evidence.wordings[note], text)), -1)
    if against >= 0:
        return reasons.DISPUTED.format(told=told), against
    home = (homes["topic"] == claim["topic"]) & (homes["cafe"] == claim["cafe"]) & (homes["table"] != "")
    is_open = names_places(told) or not home.any()
    return few_places(told, behind, evidence.notes) if is_open else "", order[0]


def _verdict(pointer: str, change: str, links: pd.DataFrame) -> tuple[str, str]:
    """Give the verdict and the reason for it in a sentence."""
    if pointer:
        return "pointer", reasons.POINTS.format(pointer=pointer)
    if change:
        return "altered", reasons.ALTERED.format(change=change)
    if links.empty:
        return "unsupported", reasons.UNSAID
    same = int((links["strength"] == "same").sum())
    return "supported", _count_notes(len(links), same)


def _count_notes(n_notes: int, same: int) -> str:
    """Say how many notes say a claim, and how many of them in its words."""
    if same not in (0, n_notes):
        return reasons.SAID_PARTLY.format(n=n_notes, same=same)
    told = reasons.SAID_BY_ONE if n_notes == 1 else reasons.SAID
    return told.format(n=n_notes, whose=reasons.THESE if same else reasons.OTHER)


def _moved_from(claim: pd.Series, links: pd.DataFrame, behind: pd.DataFrame, homes: pd.DataFrame) -> str:
    """Name the table of the notes behind a claim, when none of them is from the topic's own table.

    One note that says it in other words is too little to tell.
    """
    home = homes[(homes["topic"] == claim["topic"]) & (homes["cafe"] == claim["cafe"])]
    if links.empty or home.empty or not home["table"].iloc[0]:
        return ""
    here = (behind["table"] == home["table"].iloc[0]) & (behind["cafe"] == home["home_cafe"].iloc[0])
    same = (links["strength"] == "same").to_numpy()
    decisive = same if same.any() else same | True
    if not same.any() and len(links) < FEWEST_MOVED:
        return ""
    if here.to_numpy()[decisive].any():
        return ""
    best = behind.iloc[int(decisive.argmax())]
    return (
        str(best["table"])
        if best["cafe"] == home["home_cafe"].iloc[0]
        else f"{best['cafe']}, {best['table']}"
    )


def _is_merged(claim: str, behind: list[str], lexicon: Lexicon) -> bool:
    """Tell whether a claim joins several notes: a part of it is held by another note than its best one.

    And the others hold much of it that the best note does not.
    """
    stems = {stem: lexicon.weight(stem) for stem in content_stems(claim)}
    held = [stems.keys() & set(content_stems(note)) for note in behind]
    if len(held) < 2:
        return False

    def weight(found: Iterable[str]) -> float:
        return sum(stems[stem] for stem in found)

    best = max(held, key=weight)
    if weight(set().union(*held) - best) < ADDED_BY_OTHERS * weight(stems):
        return False
    parts = [set(content_stems(in_language(part, language_of(claim)))) for part in PARTS.split(claim)]
    halves = [(part, weight(part) / 2) for part in parts if part]
    return len(halves) > 1 and any(
        weight(part & best) < half and any(weight(part & other) >= half for other in held)
        for part, half in halves
    )
