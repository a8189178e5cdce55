"""What sets a claim apart from a note, word by word, and which of it changes the meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from worldcafe.crossref.words import Lexicon, Token, load_wordlists, tokenise, word_classes

NOT = "not"  # the class of negations
MOST_ADDED = 1  # content words of a claim beside a swapped term: a label, not another statement
COMPARABLE_FROM = 0.45  # share of the lighter text; two wordings with less in common differ in everything


@dataclass(frozen=True)
class Edit:
    """One stretch of words: equal on both sides, or different; `note` and `claim` hold the tokens."""

    is_equal: bool
    note: tuple[Token, ...]
    claim: tuple[Token, ...]


def align(note: str, claim: str) -> list[Edit]:
    """Align two texts word by word, by stems (Ratcliff and Obershelp 1988, as in `difflib`)."""
    left, right = tokenise(note), tokenise(claim)
    matcher = SequenceMatcher(None, [t.stem for t in left], [t.stem for t in right], autojunk=False)
    return [
        Edit(kind == "equal", tuple(left[a:b]), tuple(right[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
    ]


def show_difference(edits: Sequence[Edit]) -> str:
    """Write the alignment as one line: what the note has in [-...-], what the claim has in {+...+}."""
    pieces = []
    for edit in edits:
        if edit.is_equal:
            pieces.append(_words(edit.claim))
            continue
        pieces += [f"[-{_words(edit.note)}-]"] if edit.note else []
        pieces += [f"{{+{_words(edit.claim)}+}}"] if edit.claim else []
    return " ".join(pieces)


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def shared_words(note: str, claim: str) -> list[str]:
    """Give the content words, as the note writes them, that both texts hold, in the note's order."""
    wanted = {token.stem for token in tokenise(claim) if token.is_content}
    found = {t.stem: t.text for t in reversed(tokenise(note)) if t.is_content and t.stem in wanted}
    return list(reversed(found.values()))


def verbatim_share(edits: Sequence[Edit], lexicon: Lexicon) -> tuple[float, float]:
    """Give the shares (0-1, by weight of words) of the lighter and the heavier text that are equal."""
    equal = sum(_weight(edit.claim, lexicon) for edit in edits if edit.is_equal)
    claim = sum(_weight(edit.claim, lexicon) for edit in edits)
    note = sum(_weight(edit.note, lexicon) for edit in edits)
    return equal / max(min(claim, note), 1e-9), equal / max(claim, note, 1e-9)


def _weight(tokens: Sequence[Token], lexicon: Lexicon) -> float:
    """Weigh words; a grammar word counts a little, for it makes a wording recognisable."""
    return sum(lexicon.weight(token.stem) if token.is_content else 0.5 for token in tokens)


def changed_meaning(edits: Sequence[Edit], lexicon: Lexicon) -> str:
    """Say which difference changes what is said, "" where none does.

    The order is from the surest to the least sure; the first that holds is given.
    """
    if verbatim_share(edits, lexicon)[0] < COMPARABLE_FROM:
        return ""
    different = [edit for edit in edits if not edit.is_equal]
    for name in ("negation", "quantity", "modal"):
        left = _found([t for edit in different for t in edit.note], name)
        right = _found([t for edit in different for t in edit.claim], name)
        if left != right and (name == "negation" or (left and right)):
            return f"{name} differs: {_listing(left)} in the note, {_listing(right)} in the claim"
    return _swapped_term(edits, lexicon)


def turned_meaning(edits: Sequence[Edit]) -> str:
    """Say what makes one wording the opposite of the other, "" where nothing does."""
    different = [edit for edit in edits if not edit.is_equal]
    left = [token for edit in different for token in edit.note]
    right = [token for edit in different for token in edit.claim]
    if _found(left, "negation") != _found(right, "negation"):
        return "Only one of the two has a negation"
    numbers = [_numbers(tokens) for tokens in (left, right)]
    if all(numbers) and numbers[0] != numbers[1]:
        return f"{_listing(sorted(numbers[0]))} became {_listing(sorted(numbers[1]))}"
    opposed = [(a.text, b.text) for a in left for b in right if frozenset((a.stem, b.stem)) in opposites()]
    return f'"{opposed[0][0]}" became "{opposed[0][1]}"' if opposed else ""


def is_hindered(text: str) -> bool:
    """Tell whether a text speaks of a difficulty, which may say the opposite without any negation."""
    words = load_wordlists()["hindrance"]["words"]
    return any(token.text.lower() in words for token in tokenise(text))


def _numbers(tokens: Sequence[Token]) -> set[str]:
    """Give the numbers among some tokens, as figures or words."""
    words = load_wordlists()["quantity"]["numbers"]
    return {t.text.lower() for t in tokens if t.text.lower() in words or any(map(str.isdigit, t.text))}


@lru_cache(maxsize=1)
def opposites() -> frozenset[frozenset[str]]:
    """Give the pairs of stems of which one in the place of the other turns what is said."""
    return frozenset(
        frozenset((one.stem, other.stem))
        for left, right in load_wordlists()["opposites"]["pairs"]
        for one in tokenise(left)
        for other in tokenise(right)
        if one.stem != other.stem
    )


def _found(tokens: Sequence[Token], name: str) -> tuple[str, ...]:
    """Give what some tokens hold of a word list: classes ("must" is "have to"), but numbers as they stand."""
    classes = word_classes(name)
    found = set()
    for token in tokens:
        word = token.text.lower().replace("’", "'")
        if word in classes:
            found.add(word if classes[word] == "numbers" else classes[word])
        elif name == "quantity" and any(character.isdigit() for character in word):
            found.add(word)
        elif name == "negation" and word.endswith("n't"):
            found.add(NOT)
    return tuple(sorted(found))


def _listing(words: Sequence[str]) -> str:
    return " ".join(f'"{word}"' for word in words) or "none"


def _swapped_term(edits: Sequence[Edit], lexicon: Lexicon) -> str:
    """Find a content word put in the place of another, in a wording that is otherwise the note's."""
    swaps = [edit for edit in edits if not edit.is_equal and _content(edit.note) and _content(edit.claim)]
    missing = [
        edit for edit in edits if not edit.is_equal and _content(edit.note) and not _content(edit.claim)
    ]
    if len(swaps) != 1 or missing:
        return ""
    left, right = _content(swaps[0].note), _content(swaps[0].claim)
    if len(swaps[0].note) != 1 or len(swaps[0].claim) != 1 or not _frame_before(edits, swaps[0]):
        return ""
    added = [
        token
        for edit in edits
        if not edit.is_equal and edit is not swaps[0]
        for token in _content(edit.claim)
    ]
    if len(added) > MOST_ADDED:
        return ""
    if lexicon.weight(left[0].stem) < 1 or lexicon.weight(right[0].stem) < 1:
        return ""
    return f'a term differs: "{left[0].text}" in the note, "{right[0].text}" in the claim'


def _content(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.is_content]


def _frame_before(edits: Sequence[Edit], swap: Edit) -> bool:
    """Tell whether the words next to the swap are equal and hold content."""
    place = [id(edit) for edit in edits].index(id(swap))
    around = [edits[i] for i in (place - 1, place + 1) if 0 <= i < len(edits)]
    return any(edit.is_equal and _content(edit.claim) for edit in around)
