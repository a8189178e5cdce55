"""What turns the meaning of a note in a claim that says it in other words.

`changes` compares wordings that are nearly equal, word by word. Here nothing is aligned: a claim and a note
that share much are asked whether they name the same quantities, deny the same things, use no opposites, and
name the same actor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from worldcafe.crossref.changes import number_of, opposite_stems
from worldcafe.crossref.polarity import denied_stems, first_denied
from worldcafe.crossref.quantities import RATE, TIME, Amount, other_amount, says_amount, times
from worldcafe.crossref.words import Lexicon, Token, list_patterns, load_wordlists, tokenise, word_classes
from worldcafe.language import reasons
from worldcafe.language.in_language import ENGLISH, in_language, language_of

SHARED_FOR_OPPOSITE = 0.4  # of the lighter text's weight, beside the opposites themselves
SHARED_MUCH = 0.35  # of the weight of the lighter text
TURNED = 0.5  # of what both say, that only one of them denies
NEXT = 2  # words after a number in which its unit stands
MOST_ACTING = 3  # words of content in front of a verb that can be its actor


@dataclass(frozen=True)
class Turn:
    """What was turned, in words, and the stems or the amount that a note would have to hold to agree."""

    reason: str = ""
    contested: frozenset[str] = frozenset()
    amount: Amount | None = None


@dataclass(frozen=True)
class Statement:
    """A text with what it says: words, denials, quantities."""

    text: str
    tokens: list[Token] = field(init=False)

    def __post_init__(self) -> None:
        """Split the text once."""
        object.__setattr__(self, "tokens", tokenise(self.text))

    @cached_property
    def stems(self) -> dict[str, bool | None]:
        """The content stems, and whether they are denied."""
        return denied_stems(self.text)

    @property
    def language(self) -> str:
        """The language that it is said in."""
        return language_of(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words in small letters."""
        return frozenset(token.text.lower() for token in self.tokens)


def said(text: str) -> Statement:
    """Give what a text says."""
    return _said(text, language_of(text))


@lru_cache(maxsize=20_000)
def _said(text: str, language: str) -> Statement:
    """Give what a text says; notes are compared many times."""
    return Statement(in_language(text, language))


def all_stems(text: str) -> frozenset[str]:
    """Give the stems of all words of a text."""
    return frozenset(token.stem for token in said(text).tokens)


def agrees(note: str, claim: str, turn: Turn, lexicon: Lexicon) -> bool:
    """Tell whether a note says as the claim does what another note would have otherwise."""
    if turn.amount:
        return says_amount(note, turn.amount)
    return turn.contested <= all_stems(note) and _shares_much(said(note), said(claim), lexicon)


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


def _shares_much(note: Statement, claim: Statement, lexicon: Lexicon) -> bool:
    """Tell whether both say much of what the lighter of them says."""
    lighter = min(_weight(side.stems.keys(), lexicon) for side in (note, claim))
    return _weight(note.stems.keys() & claim.stems.keys(), lexicon) >= SHARED_MUCH * lighter


def _denial(note: Statement, claim: Statement, lexicon: Lexicon) -> Turn:
    """Find that most of what both say is denied by one of them alone."""
    shared = note.stems.keys() & claim.stems.keys()
    if any(note.stems[stem] and claim.stems[stem] for stem in shared):
        return Turn()
    turned = {stem for stem in shared if {note.stems[stem], claim.stems[stem]} == {True, False}}
    least = TURNED * _weight(shared, lexicon)
    if not turned or _weight(turned, lexicon) < least or not _shares_much(note, claim, lexicon):
        return Turn()
    side, denier = next(
        (side, text)
        for side, text in ((reasons.NOTE, note), (reasons.CLAIM, claim))
        if any(text.stems[stem] for stem in turned)
    )
    is_same = len(turned) > 1 or turned == denier.stems.keys()  # one word may stand in any two texts
    if not is_same or not turned & first_denied(denier.text):
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
            if stems and stems <= asserted and _shares_much(note, claim, lexicon):
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
    ours, theirs = ({token.stem for token in side.tokens} for side in (claim, note))
    for one in sorted(ours - theirs):
        for other in sorted(opposite_stems(one, claim.language) & (theirs - ours)):
            rest = min(_weight(side.stems.keys() - {one, other}, lexicon) for side in (note, claim))
            denied = any(note.stems[stem] != claim.stems[stem] for stem in shared)
            if shared and not denied and _weight(shared, lexicon) >= SHARED_FOR_OPPOSITE * rest:
                shown = reasons.BECAME.format(note=_word(note, other), claim=_word(claim, one))
                return Turn(shown, frozenset({one}))
    return Turn()


def _actor(note: Statement, claim: Statement, _: Lexicon) -> Turn:
    """Find another actor in front of the same verb and what follows it; one of the two has a modal verb."""
    ours, theirs = _acting(claim), _acting(note)
    bare = {**_leading(claim), **ours}, {**_leading(note), **theirs}
    for verb in sorted((ours.keys() & bare[1].keys()) | (theirs.keys() & bare[0].keys())):
        mine, its = bare[0][verb], bare[1][verb]
        rest = (note.stems.keys() & claim.stems.keys()) - mine - its - {verb}
        if rest and _is_other(note, its, claim, mine):
            shown = reasons.BECAME.format(note=_listed(note, its), claim=_listed(claim, mine))
            return Turn(reasons.ACTOR.format(change=shown), mine)
    return Turn()


def _is_other(note: Statement, its: frozenset[str], claim: Statement, mine: frozenset[str]) -> bool:
    """Whether two actors differ, none of which leaves open who it is ("people", "somebody")."""
    vague = load_wordlists(claim.language)["vague"]["words"]
    named = all(_listed(*who).lower() not in vague for who in ((note, its), (claim, mine)))
    return named and not mine & note.stems.keys() and not its & claim.stems.keys()


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


def _hedge(note: Statement, claim: Statement, _: Lexicon) -> Turn:
    """Find that the claim only thinks of what the note says or asks for."""
    lists = load_wordlists(claim.language)["hedge"]
    hedges = claim.words & set(lists["only"])
    if hedges and not note.words & set(lists["words"]) and not note.text.rstrip().endswith("?"):
        return Turn(
            reasons.HEDGED.format(word=min(hedges)),
            frozenset(t.stem for t in tokenise(min(hedges))),
        )
    return Turn()


def _scope(note: Statement, claim: Statement, lexicon: Lexicon) -> Turn:
    """Find that the claim says of all what the note says of some."""
    lists = load_wordlists(claim.language)["scope"]
    ours, held_back = claim.words & set(lists["all"]), note.words & set(lists["some"])
    if (
        ours
        and held_back
        and _shares_much(note, claim, lexicon)
        and not note.words & set(lists["all"])
        and not claim.words & set(lists["some"])
    ):
        return Turn(
            reasons.SCOPE.format(change=reasons.BECAME.format(note=min(held_back), claim=min(ours))),
            frozenset(t.stem for t in tokenise(min(ours))),
        )
    return Turn()


def unnamed_actor(note: str, claim: str) -> str:
    """Name who does it by the claim ("Robots deliver it"), where the note tells it of nobody; "" else."""
    pair = said(note), said(claim)
    vague = load_wordlists(pair[1].language)["vague"]["words"]
    for verb, actor in _leading(pair[1]).items():
        name, does = _listed(pair[1], actor), _word(pair[1], verb)
        several_do = name.endswith("s") and not does.endswith("s")  # "Robots deliver", no "green roofs"
        if verb in pair[0].stems and not actor & pair[0].stems.keys() and not _acting(pair[1]):
            return name if several_do and name.lower() not in vague else ""
    return ""


def _weight(stems: Iterable[str], lexicon: Lexicon) -> float:
    return sum(map(lexicon.weight, stems))


def _word(text: Statement, stem: str) -> str:
    """Give a stem as the text writes it."""
    return next(token.text for token in text.tokens if token.stem == stem)


def _listed(text: Statement, stems: frozenset[str]) -> str:
    """Give stems as the text writes them, in its order."""
    return " ".join(token.text for token in text.tokens if token.stem in stems)


LOOKS: tuple[Callable[[Statement, Statement, Lexicon], Turn], ...] = (
    _quantity,
    _contrast,
    _denial,
    _opposite,
    _actor,
    _scope,
    _hedge,
)
