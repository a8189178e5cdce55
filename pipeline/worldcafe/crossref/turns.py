"""What turns the meaning of a note in a claim that says it in other words.

`changes` compares wordings that are nearly equal, word by word. Here nothing is aligned: a claim and a note
that share much are asked whether they name the same quantities, deny the same things, use no opposites, and
name the same actor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from worldcafe.crossref.actors import other_actor, other_subject
from worldcafe.crossref.opposites import opposite_stems
from worldcafe.crossref.polarity import asks_for_missing, denies_twice, first_denied
from worldcafe.crossref.quantities import RATE, TIME, Amount, other_amount, says_amount
from worldcafe.crossref.statements import Statement, Turn, said, shares_much, weigh, written
from worldcafe.crossref.units import times
from worldcafe.crossref.words import Lexicon, list_patterns, load_wordlists, number_of, tokenise, word_classes
from worldcafe.language import reasons
from worldcafe.language.in_language import in_language, language_of

SHARED_FOR_OPPOSITE = 0.4  # of the lighter text's weight, beside the opposites themselves
TURNED = 0.5  # of what both say, that only one of them denies


def all_stems(text: str) -> frozenset[str]:
    """Give the stems of all words of a text."""
    return frozenset(token.stem for token in said(text).tokens)


def agrees(note: str, claim: str, turn: Turn, lexicon: Lexicon) -> bool:
    """Tell whether a note says as the claim does what another note would have otherwise."""
    if turn.amount:
        return says_amount(note, turn.amount)
    return turn.contested <= all_stems(note) and shares_much(said(note), said(claim), lexicon)


def turned_meaning(note: str, claim: str, lexicon: Lexicon) -> Turn:
    """Say what a claim turns of a note that it shares much with; an empty `Turn` where nothing is."""
    pair = said(note), said(claim)
    return next((turn for look in LOOKS if (turn := look(*pair, lexicon)).reason), Turn())


def other_quantity(note: str, claim: str, lexicon: Lexicon) -> str:
    """Say which number, or stretch of time, of a note a claim has otherwise; "" where it has none so."""
    return _quantity(said(note), said(claim), lexicon).reason


def _quantity(note: Statement, claim: Statement, _: Lexicon) -> Turn:
    """Find another amount of the same unit."""
    found = other_amount(note.text, claim.text)
    if not found:
        return Turn()
    its, mine = found
    units = {mine.unit} | (times(claim.language).keys() if mine.unit in (TIME, RATE) else set())
    if not (note.stems.keys() & claim.stems.keys()) - units - _counting(claim, mine):
        return Turn()
    change = reasons.BECAME.format(note=its.words, claim=mine.words)
    return Turn(reasons.QUANTITY.format(change=change), amount=mine)


def _counting(text: Statement, amount: Amount) -> set[str]:
    """Give the stems of the numbers of a text; not of times, whose unit was then mistaken."""
    return set() if amount.unit == TIME else {token.stem for token in text.tokens if number_of(token)}


def _denial(note: Statement, claim: Statement, lexicon: Lexicon) -> Turn:
    """Find that most of what both say is denied by one of them alone."""
    shared = note.stems.keys() & claim.stems.keys()
    if any(note.stems[stem] and claim.stems[stem] for stem in shared) or denies_twice(note.text, claim.text):
        return Turn()
    turned = {stem for stem in shared if {note.stems[stem], claim.stems[stem]} == {True, False}}
    least = TURNED * weigh(shared, lexicon)
    if not turned or weigh(turned, lexicon) < least or not shares_much(note, claim, lexicon):
        return Turn()
    side, denier = next(
        (side, text)
        for side, text in ((reasons.NOTE, note), (reasons.CLAIM, claim))
        if any(text.stems[stem] for stem in turned)
    )
    if denier is claim and weigh(shared, lexicon) < TURNED * weigh(claim.stems, lexicon):
        return Turn()  # most of the claim is of something else
    is_same = len(turned) > 1 or turned == denier.stems.keys()  # one word may stand in any two texts
    if not is_same or not turned & first_denied(denier.text) or asks_for_missing(note.text, claim.text):
        return Turn()
    return Turn(reasons.NEGATED.format(side=side), frozenset(turned))


def _content(text: str) -> frozenset[str]:
    """Give the stems of the words that say something."""
    return frozenset(token.stem for token in tokenise(text) if token.is_content)


def _contrast(note: Statement, claim: Statement, lexicon: Lexicon) -> Turn:
    """Find that one of the two excludes by name ("not the city") what the other asks for."""
    for one, other in ((note, claim), (claim, note)):
        both = {_content(excluded) for excluded in _excluded(other.text)}
        for excluded in _excluded(one.text):
            stems = _content(excluded)
            if stems in both:  # they agree
                continue
            asserted = {stem for stem, denied in other.stems.items() if denied is False}
            if stems and stems <= asserted and shares_much(note, claim, lexicon):
                return Turn(reasons.EXCLUDED.format(name=excluded), stems)
    return Turn()


def _excluded(text: str) -> Iterator[str]:
    """Give what is set aside by name at the end of a clause."""
    for pattern in list_patterns("contrast", language_of(text)):
        for match in pattern.finditer(text):
            yield in_language(match.group(1).strip(), language_of(text))


def _opposite(note: Statement, claim: Statement, lexicon: Lexicon) -> Turn:
    """Find a word of the claim whose opposite the note has, where the rest is much the same."""
    shared = note.stems.keys() & claim.stems.keys()
    too = set(load_wordlists(claim.language)["opposites"]["too"])
    both = bool(claim.words & too and note.words & too)  # "too early" is no "too late"
    ours, theirs = _weighed(claim, both), _weighed(note, both)
    for one in sorted(ours - theirs):
        for other in sorted(opposite_stems(one, claim.language) & (theirs - ours)):
            rest = min(weigh(side.stems.keys() - {one, other}, lexicon) for side in (note, claim))
            denied = any(note.stems[stem] != claim.stems[stem] for stem in shared)
            denied = denied or bool(note.stems.get(other) or claim.stems.get(one))  # "not warm" is cold
            if shared and not denied and weigh(shared, lexicon) >= SHARED_FOR_OPPOSITE * rest:
                shown = reasons.BECAME.format(note=written(note, other), claim=written(claim, one))
                return Turn(shown, frozenset({one}))
    return Turn()


def _weighed(text: Statement, both: bool) -> set[str]:
    """Give the stems of a text, words of degree taken together with what they stand before.

    What is less loud is not loud, and what is too loud is to be otherwise, unless both texts speak of too
    much; "more" says nothing beside "clear" and counts as "less" before "short".
    """
    lists = load_wordlists(text.language)["opposites"]
    small, large = (
        _content(in_language(" ".join(lists[name]), text.language)) for name in ("small", "large")
    )
    less = {tokenise(in_language(lists["less"][0], text.language))[0].stem}
    found = {token.stem for token in text.tokens}
    for degree, token in pairwise(text.tokens):
        word = degree.text.lower()
        if not token.is_content or not opposite_stems(token.stem, text.language):
            continue
        if word in (*lists["less"], *(() if both else lists["too"])):
            found -= {degree.stem, token.stem}
        elif word in lists["more"] and token.stem not in large:
            found -= {degree.stem}
            found |= less if token.stem in small else set()
    return found


def _hedge(note: Statement, claim: Statement, _: Lexicon) -> Turn:
    """Find that the claim only thinks of what the note says or asks for."""
    lists = load_wordlists(claim.language)["hedge"]
    hedges = claim.words & set(lists["only"])
    is_less = claim.words & set(lists["thinking"])
    if hedges and is_less and not note.words & set(lists["words"]) and not note.text.rstrip().endswith("?"):
        return Turn(
            reasons.HEDGED.format(word=min(hedges)),
            frozenset(t.stem for t in tokenise(min(hedges))),
        )
    return Turn()


def _duty(note: Statement, claim: Statement, lexicon: Lexicon) -> Turn:
    """Find that the claim makes a duty of what the note leaves to whoever likes."""
    lists = load_wordlists(claim.language)["hedge"]
    duties, left_open = claim.words & set(lists["duty"]), note.words & {*lists["words"], *lists["open"]}
    is_said = note.words & set(lists["duty"]) or claim.words & word_classes("negation", claim.language).keys()
    if not duties or not left_open or is_said or not shares_much(note, claim, lexicon):
        return Turn()
    shown = reasons.BECAME.format(note=min(left_open), claim=min(duties))
    return Turn(reasons.MODAL.format(change=shown), frozenset(t.stem for t in tokenise(min(duties))))


def _scope(note: Statement, claim: Statement, lexicon: Lexicon) -> Turn:
    """Find that the claim says of all what the note says of some, or of those in one place."""
    lists = load_wordlists(claim.language)["scope"]
    ours, kept = _undenied(claim, lists["all"]), claim.words & set(lists["some"])
    held_back = (note.words & set(lists["some"])) - kept
    if not ours or note.words & set(lists["all"]) or kept - note.words or (kept and not held_back):
        return Turn()
    shown = min(held_back) if held_back else _narrowed(note, claim, lists["all"])
    if not shown or not shares_much(note, claim, lexicon):
        return Turn()
    change = reasons.BECAME.format(note=shown, claim=min(ours))
    return Turn(reasons.SCOPE.format(change=change), frozenset(t.stem for t in tokenise(min(ours))))


def _undenied(text: Statement, words: Sequence[str]) -> set[str]:
    """Give the words of a list that a text has with no negation in the two words before."""
    told, negations = [token.text.lower() for token in text.tokens], word_classes("negation", text.language)
    return {
        word
        for row, word in enumerate(told)
        if word in words and negations.keys().isdisjoint(told[:row][-2:])
    }


def _narrowed(note: Statement, claim: Statement, everything: Sequence[str]) -> str:
    """Give the words with which a note narrows what the claim says of all ("flats in the tower"), "" else."""
    whole = {b.stem for a, b in pairwise(claim.tokens) if a.text.lower() in everything and b.is_content}
    for named, joining, part in zip(note.tokens, note.tokens[1:], note.tokens[2:], strict=False):
        is_part = part.is_content and part.stem not in claim.stems and not joining.is_content
        if is_part and named.stem in whole - times(claim.language).keys():
            return f"{named.text} {joining.text} {part.text}"
    return ""


LOOKS: tuple[Callable[[Statement, Statement, Lexicon], Turn], ...] = (
    _quantity,
    _contrast,
    _denial,
    _opposite,
    other_actor,
    other_subject,
    _scope,
    _hedge,
    _duty,
)
