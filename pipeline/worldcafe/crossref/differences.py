"""What sets two wordings apart, word by word, and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from worldcafe.crossref.words import Lexicon, Token, tokenise
from worldcafe.language import reasons


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


def name_shared(note: str, claim: str) -> str:
    """Name what two texts share: words, or nothing but their meaning."""
    return ", ".join(shared_words(note, claim)) or reasons.MEANING


def verbatim_share(edits: Sequence[Edit], lexicon: Lexicon) -> tuple[float, float]:
    """Give the shares (0-1, by weight of words) of the lighter and the heavier text that are equal."""
    equal = sum(_weight(edit.claim, lexicon) for edit in edits if edit.is_equal)
    claim = sum(_weight(edit.claim, lexicon) for edit in edits)
    note = sum(_weight(edit.note, lexicon) for edit in edits)
    return equal / max(min(claim, note), 1e-9), equal / max(claim, note, 1e-9)


def _weight(tokens: Sequence[Token], lexicon: Lexicon) -> float:
    """Weigh words; a grammar word counts a little, for it makes a wording recognisable."""
    return sum(lexicon.weight(token.stem) if token.is_content else 0.5 for token in tokens)
