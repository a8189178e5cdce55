"""Which difference between two near-verbatim wordings changes what is said.

Only the core of the two is looked at: what lies between the first and the last word of content that both
hold, and what touches it. What one of them says before or after that is another statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from worldcafe.crossref.differences import Edit, align, verbatim_share
from worldcafe.crossref.opposites import opposites, stems_of
from worldcafe.crossref.polarity import asks_for_missing, denies_twice, turned_share
from worldcafe.crossref.quantities import new_figures
from worldcafe.crossref.words import NOT, Lexicon, Token, load_wordlists, number_of, tokenise, word_classes
from worldcafe.language import reasons
from worldcafe.language.in_language import ENGLISH, in_language, language_of

COMPARABLE_FROM = 0.45  # share of the lighter text that is equal; with less, all is different
DENIED_FROM = 0.35  # share of what both say that only one of them denies
CORE_FROM = 0.6  # share of the core that must be equal on both sides
SHORT = 4  # most letters of a word that is short for another
FRAME = 2  # equal words beside a term, for it to stand in the place of another
QUOTED = 3  # equal content words from which a part of a longer text is a quotation
TOUCHING = 3  # words beyond the core that still belong to its clause
MOST_ADDED = 1  # content words of a claim beside a swapped term: a label, not another statement
LABEL = re.compile(r"^\W*(?:[\w&/'’]+ ?){1,3}(?::| [–—-]) +")
SHOWN = {"quantity": reasons.QUANTITY, "modal": reasons.MODAL}
ONE_WORD_FROM = 0.8  # share of letters from which two words are one, spelled or formed otherwise
ONE_WORD_START = 5  # equal first letters from which two words are forms of one ("mentor", "mentorship")
ONE_WORD_ENDING = 3  # letters of the shorter word that may differ then


def changed_meaning(note: str, claim: str, lexicon: Lexicon) -> str:
    """Say which difference changes what is said, "" where none does or the wordings are too far apart.

    The order is from the surest to the least sure: negation, opposite, quantity, modal verb, another term.
    """
    edits = align(without_label(note), without_label(claim))
    core = _core(edits)
    if not core:
        return ""
    near = _is_comparable(edits, core, lexicon)
    denied = turned_share(note, claim, lexicon) >= DENIED_FROM
    missed = asks_for_missing(note, claim) or denies_twice(note, claim)
    return (
        near and (("" if missed else _turned(core, denied)) or _swapped_class(core, note, claim))
    ) or _swapped_term(edits, lexicon)


def opposite_meaning(note: str, claim: str) -> str:
    """Say which word became its opposite or another number, "" where none did."""
    core = _core(align(note, claim))
    return ("" if _negated(core) else _opposite(core)) or _numbers_differ(core)


def is_comparable(note: str, claim: str, lexicon: Lexicon) -> bool:
    """Tell whether two texts are so much one wording that a single word between them matters."""
    edits = align(without_label(note), without_label(claim))
    core = _core(edits)
    return bool(core) and _is_comparable(edits, core, lexicon)


def is_hindered(text: str) -> bool:
    """Tell whether a text speaks of a difficulty, which may say the opposite without any negation."""
    words = load_wordlists(language_of(text))["hindrance"]["words"]
    return any(token.text.lower() in words for token in tokenise(text))


def without_label(text: str) -> str:
    """Take off a heading of up to three words before a colon or dash: "Tools - a shed" -> "a shed"."""
    bare = LABEL.sub("", text, count=1)
    return in_language(bare, language_of(text)) if bare.strip() else text


def _core(edits: Sequence[Edit]) -> list[Edit]:
    """Give the edits from the first to the last equal content word, and what touches them."""
    anchors = [place for place, edit in enumerate(edits) if edit.is_equal and _content(edit.claim)]
    if not anchors:
        return []
    first, last = anchors[0], anchors[-1]
    before, after = edits[max(first - 1, 0) : first], edits[last + 1 : last + 2]
    lead = [Edit(edit.is_equal, edit.note[-TOUCHING:], edit.claim[-TOUCHING:]) for edit in before]
    tail = [Edit(edit.is_equal, edit.note[:TOUCHING], edit.claim[:TOUCHING]) for edit in after if edit.claim]
    return [*lead, *edits[first : last + 1], *tail]


def _language(edits: Sequence[Edit]) -> str:
    """Give the language of what was compared."""
    tokens = (token for edit in edits for token in (*edit.claim, *edit.note))
    return next((token.language for token in tokens), ENGLISH)


def _content(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.is_content]


def _is_comparable(edits: Sequence[Edit], core: Sequence[Edit], lexicon: Lexicon) -> bool:
    """Tell whether enough is equal: of the lighter text, of the core, and of the whole or in many words."""
    equal = [token for edit in core if edit.is_equal for token in edit.claim]
    lighter, whole = verbatim_share(_matter(edits), lexicon)
    heavier = verbatim_share(_matter(core), lexicon)[1]
    much = whole >= CORE_FROM or len(_content(equal)) >= QUOTED
    return len(equal) >= FRAME and lighter >= COMPARABLE_FROM and heavier >= CORE_FROM and much


def _matter(edits: Sequence[Edit]) -> list[Edit]:
    """Leave out the words whose change is looked for: they must not make a wording another one."""
    language = _language(edits)
    looked_for = {word for name in ("negation", *SHOWN) for word in word_classes(name, language)}

    def kept(tokens: Sequence[Token]) -> tuple[Token, ...]:
        words = (token for token in tokens if token.text.lower() not in looked_for)
        return tuple(token for token in words if not number_of(token))

    return [Edit(edit.is_equal, kept(edit.note), kept(edit.claim)) for edit in edits]


def _turned(core: Sequence[Edit], denied: bool) -> str:
    """Find a negation on one side only, or a word in the place of its opposite; the two cancel out.

    A negation counts where it is all that was put in or taken out, or denies enough of what both say.
    """
    negated, opposite = _negated(core), _opposite(core)
    alone = any(_found(edit, side, "negation") for edit, side in _one_sided(core))
    return "" if negated and opposite else (negated if denied or alone else "") or opposite


def _one_sided(core: Sequence[Edit]) -> list[tuple[Edit, str]]:
    """Give the grammar words that only one of the two has before something equal, with its side."""
    last = max((row for row, edit in enumerate(core) if edit.is_equal), default=0)
    sides = [(edit, "note" if edit.note else "claim") for edit in core[:last] if not edit.is_equal]
    return [
        (edit, side)
        for edit, side in sides
        if not (edit.note and edit.claim) and not _content(edit.note + edit.claim)
    ]


def _negated(core: Sequence[Edit]) -> str:
    """Say which of the two alone holds a negation."""
    sides = [
        side
        for side in ("note", "claim")
        if any(NOT in _found(edit, side, "negation") for edit in core if not edit.is_equal)
    ]
    return reasons.NEGATED.format(side=sides[0]) if len(sides) == 1 else ""


def _opposite(core: Sequence[Edit]) -> str:
    """Name the first word that stands in the place of its opposite."""
    opposed = (pair for edit in core if not edit.is_equal for pair in _opposed(edit))
    return next((_became([one], [other]) for one, other in opposed), "")


def _opposed(edit: Edit) -> list[tuple[Token, Token]]:
    """Give the words of an edit that are opposites of each other."""
    return [
        (a, b) for a in edit.note for b in edit.claim if frozenset((a.stem, b.stem)) in opposites(a.language)
    ]


@lru_cache(maxsize=16)
def _likenesses(language: str) -> frozenset[frozenset[str]]:
    """Give the pairs of stems that the lists put side by side: they mean about one thing."""
    lists = load_wordlists(language)
    sides = [*lists["alike"]["groups"], *(side for pair in lists["opposites"]["pairs"] for side in pair)]
    stems = [stems_of(side, language) for side in sides]
    return frozenset(frozenset((a, b)) for side in stems for a in side for b in side if a != b)


def _swapped_class(core: Sequence[Edit], note: str, claim: str) -> str:
    """Find another quantity or another modal verb in the same place; a number must be new to the note."""
    for edit in core:
        for name in () if edit.is_equal else ("quantity", "modal"):
            left, right = _found(edit, "note", name), _found(edit, "claim", name)
            told = name == "modal" or _words_count(left, right, edit) or new_figures(note, claim)
            if left and right and not left & right and told:
                return SHOWN[name].format(change=_became(edit.note, edit.claim))
    return ""


def _words_count(left: set[str], right: set[str], edit: Edit) -> bool:
    """Whether either side of an edit has another word of quantity than numbers."""
    numbers = {number_of(token) for token in (*edit.note, *edit.claim)}
    return bool((left | right) - numbers)


def _numbers_differ(core: Sequence[Edit]) -> str:
    """Find another number in the same place."""
    for edit in core:
        left, right = ({number_of(t) for t in side} - {""} for side in (edit.note, edit.claim))
        if not edit.is_equal and left and right and not left & right:
            return reasons.QUANTITY.format(change=_became(edit.note, edit.claim))
    return ""


def _found(edit: Edit, side: str, name: str) -> set[str]:
    """Give the classes of a word list in one side of an edit; several words may count as one of a class."""
    tokens = edit.note if side == "note" else edit.claim
    words = [token.text.lower().replace("’", "'") for token in tokens]
    language = tokens[0].language if tokens else ENGLISH
    classes, phrases = word_classes(name, language), load_wordlists(language)["phrases"]
    found, place = set(), 0
    while place < len(words):
        phrase = " ".join(words[place : place + 2])
        if phrase in phrases:
            found |= {phrases[phrase]} & set(classes.values())
            place += 2
            continue
        found |= {classes[words[place]]} if words[place] in classes else set()
        found |= {NOT} if name == "negation" and words[place].endswith("n't") else set()
        found |= {number_of(tokens[place])} - {""} if name == "quantity" else set()
        place += 1
    return found


def _became(note: Sequence[Token], claim: Sequence[Token]) -> str:
    one, other = (" ".join(token.text for token in tokens) for tokens in (note, claim))
    return reasons.BECAME.format(note=one, claim=other)


def _swapped_term(edits: Sequence[Edit], lexicon: Lexicon) -> str:
    """Find a content word put in the place of another, in a wording that is otherwise the note's."""
    different = [edit for edit in edits if not edit.is_equal]
    swaps = [edit for edit in different if _content(edit.note) and _content(edit.claim)]
    missing = [edit for edit in _inner(edits) if _content(edit.note) and edit not in swaps]
    added = [token for edit in different if edit not in swaps for token in _content(edit.claim)]
    if len(swaps) != 1 or missing or len(added) > MOST_ADDED or not _is_framed(edits, swaps[0]):
        return ""
    one, other = swaps[0].note[0], swaps[0].claim[0]
    if len(swaps[0].note) != 1 or len(swaps[0].claim) != 1 or _is_one_concept(one, other, lexicon):
        return ""
    return reasons.TERM.format(change=_became([one], [other]))


def _inner(edits: Sequence[Edit]) -> list[Edit]:
    """Give the differences between the first and the last equal content word."""
    anchors = [place for place, edit in enumerate(edits) if edit.is_equal and _content(edit.claim)]
    return [edit for edit in edits[anchors[0] : anchors[-1]] if not edit.is_equal] if anchors else []


def _is_framed(edits: Sequence[Edit], swap: Edit) -> bool:
    """Tell whether the words next to a swap are equal and hold content."""
    place = next(row for row, edit in enumerate(edits) if edit is swap)
    around = [edits[row] for row in (place - 1, place + 1) if 0 <= row < len(edits)]
    return any(e.is_equal and len(e.claim) >= FRAME and _content(e.claim) for e in around)


def _is_one_concept(one: Token, other: Token, lexicon: Lexicon) -> bool:
    """Tell whether two words may well mean one thing: a vague word, another form, or too common to tell."""
    words = [token.text.lower() for token in (one, other)]
    one_number = number_of(one) != "" and number_of(one) == number_of(other)
    if one_number or frozenset((one.stem, other.stem)) in _likenesses(one.language):
        return True
    vague = set(load_wordlists(one.language)["vague"]["words"])
    modal = word_classes("modal", one.language)
    if vague & set(words) or modal.get(words[0], "a") == modal.get(words[1], "b"):
        return True
    start = _common_start(*words)
    if any(_shortens(*pair) for pair in (words, words[::-1])):
        return True
    formed = start >= max(ONE_WORD_START, min(map(len, words)) - ONE_WORD_ENDING)
    spelled = SequenceMatcher(None, words[0], words[1]).ratio() >= ONE_WORD_FROM
    return formed or spelled or min(lexicon.weight(one.stem), lexicon.weight(other.stem)) < 1


def _shortens(short: str, long: str) -> bool:
    """Tell whether a word is short for another: its letters stand there in order, the first at the start."""
    letters = iter(long)
    return len(short) <= SHORT < len(long) and short[:1] == long[:1] and all(c in letters for c in short)


def _common_start(one: str, other: str) -> int:
    """Give the number of first letters in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
