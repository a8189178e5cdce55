"""Words of a theme, the strongest first, without junk and near-duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from worldcafe.language.stems import family
from worldcafe.name.phrases import NotePhrases
from worldcafe.name.writing import is_light

SHARED_START = 5  # letters in common from which on two words are of one kind: "mentor", "mentorship"


def list_keywords(
    found: Sequence[str], notes: Sequence[NotePhrases], weights: Mapping[str, float], most: int
) -> list[str]:
    """Give at most `most` words that carry a subject in the notes, written as they mostly stand there.

    Args:
        found: words of the theme by c-TF-IDF, the strongest first; they come first.
        notes: the notes of the theme.
        weights: what each family of words says about the theme; fills up where `found` leaves room.
        most: how many words.
    """
    written: dict[str, Counter[str]] = {}
    for note in notes:
        for kin, text in note.words:
            written.setdefault(kin, Counter())[text] += 1
    strong = [family(word.lower()) for word in found]
    rest = sorted(weights, key=lambda kin: (-round(weights[kin], 9), kin))
    kept: list[str] = []
    for kin in dict.fromkeys([*strong, *rest]):
        if kin in written and not is_light(kin) and not any(_alike(kin, other) for other in kept):
            kept.append(kin)
        if len(kept) == most:
            break
    return [min(written[kin], key=lambda text: (-written[kin][text], len(text), text)) for kin in kept]


def _alike(one: str, other: str) -> bool:
    """Tell whether two families are near-duplicates, such as those of "mentor" and "mentorship"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHARED_START and long.startswith(short)
