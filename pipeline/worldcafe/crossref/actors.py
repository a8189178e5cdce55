"""Who does something by a claim, and who by a note: other actors turn what is said."""

from __future__ import annotations

from worldcafe.crossref.statements import Statement, Turn, listed_in, said, shares_much, written
from worldcafe.crossref.words import Lexicon, Token, load_wordlists, word_classes
from worldcafe.language import reasons
from worldcafe.language.in_language import ENGLISH

NEXT = 2  # words after a modal verb in which the other verb stands
MOST_ACTING = 3  # words of content in front of a verb that can be its actor


def other_actor(note: Statement, claim: Statement, _: Lexicon) -> Turn:
    """Find another actor in front of the same verb and what follows it; one of the two has a modal verb."""
    ours, theirs = _acting(claim), _acting(note)
    bare = {**_leading(claim), **ours}, {**_leading(note), **theirs}
    for verb in sorted((ours.keys() & bare[1].keys()) | (theirs.keys() & bare[0].keys())):
        mine, its = bare[0][verb], bare[1][verb]
        rest = (note.stems.keys() & claim.stems.keys()) - mine - its - {verb}
        if rest and _is_other(note, its, claim, mine):
            shown = reasons.BECAME.format(note=listed_in(note, its), claim=listed_in(claim, mine))
            return Turn(reasons.ACTOR.format(change=shown), mine)
    return Turn()


def other_subject(note: Statement, claim: Statement, lexicon: Lexicon) -> Turn:
    """Find that the claim begins with another actor than the one that the note names, by lists of actors."""
    mine, its = _subjects(claim)[:1], _subjects(note)
    first = next((token for token in claim.tokens if token.is_content), None)
    if not mine or not its or first != mine[0] or not shares_much(note, claim, lexicon):
        return Turn()
    if _only_tells(mine[0], claim):
        return Turn()
    ours, theirs = ({token.stem for token in side} for side in (mine, its))
    if ours & {token.stem for token in note.tokens} or theirs & {token.stem for token in claim.tokens}:
        return Turn()
    shown = reasons.BECAME.format(note=its[0].text, claim=mine[0].text)
    return Turn(reasons.ACTOR.format(change=shown), frozenset(ours))


def _only_tells(actor: Token, claim: Statement) -> bool:
    """Whether a claim only tells what an actor said: "the parents ask for"."""
    telling = {*load_wordlists(claim.language).get("telling", "").split()}
    telling -= word_classes("modal", claim.language).keys()
    behind = claim.tokens[claim.tokens.index(actor) + 1 :][:1]
    return any(token.text.lower() in telling for token in behind)


def _subjects(text: Statement) -> list[Token]:
    """Give the words of a text that name an actor and stand behind no preposition."""
    lists = load_wordlists(text.language).get("actors", {"words": (), "articles": ()})
    modal, found = word_classes("modal", text.language), []
    for row, token in enumerate(text.tokens):
        before = [word for word in text.tokens[:row] if word.text.lower() not in lists["articles"]]
        is_free = not before or before[-1].is_content or before[-1].text.lower() in modal
        if token.text.lower() in lists["words"] and is_free:
            found.append(token)
    return found


def _is_other(note: Statement, its: frozenset[str], claim: Statement, mine: frozenset[str]) -> bool:
    """Whether two actors differ, none of which leaves open who it is ("people", "somebody")."""
    vague = load_wordlists(claim.language)["vague"]["words"]
    named = all(listed_in(*who).lower() not in vague for who in ((note, its), (claim, mine)))
    return named and not mine & {*its, *note.stems} and not its & claim.stems.keys()


def _acting(text: Statement) -> dict[str, frozenset[str]]:
    """Give for the verb behind the first modal (or "to") the words of content before it."""
    words = [token.text.lower() for token in text.tokens]
    modals = {*word_classes("modal", text.language), *(("to", "be") if text.language == ENGLISH else ())}
    place = next((row for row, word in enumerate(words) if word in modals and row), -1)
    before = frozenset(token.stem for token in text.tokens[: max(place, 0)] if token.is_content)
    after = [token for token in text.tokens[place + 1 : place + 1 + NEXT] if token.text.lower() not in modals]
    return {after[0].stem: before} if place > 0 and after and 0 < len(before) <= MOST_ACTING else {}


def _leading(text: Statement) -> dict[str, frozenset[str]]:
    """Give for the second word, in a sentence without a modal, the first word of content: who does it."""
    lead = next((row for row, token in enumerate(text.tokens) if token.is_content), len(text.tokens))
    follow = text.tokens[lead + 1 : lead + 2]
    return {follow[0].stem: frozenset({text.tokens[lead].stem})} if lead <= 1 and follow else {}


def unnamed_actor(note: str, claim: str) -> str:
    """Name who does it by the claim ("Robots deliver it"), where the note tells it of nobody; "" else."""
    pair = said(note), said(claim)
    vague = load_wordlists(pair[1].language)["vague"]["words"]
    for verb, actor in _leading(pair[1]).items():
        name, does = listed_in(pair[1], actor), written(pair[1], verb)
        several_do = name.endswith("s") and not does.endswith("s")  # "Robots deliver", no "green roofs"
        if verb in pair[0].stems and not actor & pair[0].stems.keys() and not _acting(pair[1]):
            return name if several_do and name.lower() not in vague else ""
    return ""
