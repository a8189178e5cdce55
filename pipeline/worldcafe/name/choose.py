"""The phrase that says what a theme is about.

It is made of words that the notes of the theme share and other notes lack, lies near the middle of their
meaning, and is unlike the names of other themes. Where it speaks for too few of the notes, or is a
word alone, others join it. What one note alone has makes no name: it may be an idiom, a slip or somebody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log, prod

import numpy as np

from worldcafe.language.in_language import ENGLISH
from worldcafe.language.lists import languages_with, read_lists
from worldcafe.language.stems import family
from worldcafe.name.hear import Heard
from worldcafe.name.phrases import NotePhrases, Phrase
from worldcafe.name.writing import is_light

EVERYWHERE_WEIGHT = 0.2  # of a word that is said everywhere, against one that is not
MEANING = 0.6  # share of the nearness in meaning in the worth of a phrase, against its words
SPEAKS_FOR = 0.6  # share of the notes that a name is to speak for: what speaks for fewer is joined by another
GAIN = 0.15  # share of the notes that a phrase beside others is to speak for
MOST_JOINED, MOST_WORDS = 2, 8  # phrases in a name, and words
# What a phrase is worth against another: a word that stands alone, "useful tools", "sharing tools", "mended
# roof" where notes say that the roof was mended, "the hall's roof", "policy issues", "newcomers mentors", and
# what says nothing, each noun of it that one note alone has, and a word that no dictionary has.
BARE_WORD, BARE_NOUN, ACTION, MADE, OWNED, VAGUE, PILED, EMPTY = 0.5, 0.6, 0.8, 0.7, 0.8, 0.6, 0.6, 0.2
RARE, UNKNOWN = 0.2, 0.5
SECOND = 0.2  # worth of a phrase that joins another, against that one
REPEATED = 0.7  # of a phrase with a word of another theme's name
TITLE = re.compile(r" [A-Z][a-z]+$")  # "Open Day" has a name of its own
TOO_ALIKE = 0.6  # Jaccard overlap of the words of two names


@dataclass(frozen=True)
class Settled:
    """What is settled before names are chosen.

    Names that are `given` to some groups, and names that are `taken`: no other group gets one of them.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    taken: Sequence[str] = ()


Weights = Mapping[str, float]


def weigh_families(heard: Heard) -> dict[str, dict[str, float]]:
    """Weigh each family of words for each theme: its share of the notes, times how few themes have it."""
    notes = heard.notes
    sizes = notes["theme_id"].value_counts()
    counts: dict[str, Counter[str]] = {str(theme): Counter() for theme in sizes.index}
    for name, theme in zip(notes["segment_id"], notes["theme_id"], strict=True):
        counts[theme].update(heard.phrases[name].families)
    themes_with = Counter(word for found in counts.values() for word in found)
    return {
        theme: {
            word: number / sizes[theme]
            * log(1 + len(counts) / themes_with[word])
            * (EVERYWHERE_WEIGHT if word in heard.everywhere else 1)
            for word, number in sorted(found.items())
        }
        for theme, found in counts.items()
    }  # fmt: skip


def choose_names(heard: Heard, weights: Mapping[str, Weights], settled: Settled) -> dict[str, str]:
    """Give the name of each theme, the largest first: a later theme takes no name like an earlier one's.

    Args:
        heard: the notes of all themes.
        weights: what each family of words says about each theme.
        settled: what names there are already.
    """
    spoken = {
        str(theme): [heard.phrases[name] for name in part["segment_id"]]
        for theme, part in heard.notes.groupby("theme_id", sort=True)
    }
    near = _nearness(heard, spoken)
    ordered = {theme: _from_the_middle(heard, theme) for theme in spoken}
    names = {theme: name for theme, name in settled.given.items() if theme in spoken}
    taken = [_families_of(text) for text in names.values()]
    elsewhere = [_families_of(text) for text in settled.taken]
    for theme in sorted(spoken.keys() - names.keys(), key=lambda theme: (-len(spoken[theme]), theme)):
        used = frozenset().union(*taken)
        worth = _weigh_phrases(spoken[theme], weights[theme], near[theme], heard.everywhere)
        every = {
            phrase: value * (REPEATED if used.intersection(phrase.families) else 1)
            for phrase, value in worth.items()
        }
        free = {phrase: value for phrase, value in every.items() if not _is_taken(phrase, taken, elsewhere)}
        chosen = _compose(free or every, ordered[theme])
        text = _sentence_case(_listed(chosen) or _plain_words(ordered[theme])) or f"Theme {theme}"
        names[theme] = text if text not in names.values() else f"{text} ({theme})"
        taken.append(frozenset(word for phrase in chosen for word in phrase.families))
    return names


def _families_of(text: str) -> frozenset[str]:
    return frozenset(map(family, text.casefold().split()))


def _from_the_middle(heard: Heard, theme: str) -> list[NotePhrases]:
    """Give the notes of a theme, the one nearest to the middle of their meaning first."""
    rows = np.flatnonzero(heard.notes["theme_id"].to_numpy() == theme)
    vectors = heard.vectors[rows] - heard.vectors.mean(axis=0)
    nearness = (vectors @ vectors.mean(axis=0)).round(4)
    ids = heard.notes["segment_id"].to_numpy()[rows]
    return [heard.phrases[ids[row]] for row in np.argsort(-nearness, kind="stable")]


def _plain_words(notes: Sequence[NotePhrases]) -> str:
    """Give the first words of the first note that has any, where no note has a phrase."""
    said = next((note.words for note in notes if note.words), ())
    return " ".join(text for _, text in said[:MOST_WORDS])


def _listed(phrases: Sequence[Phrase]) -> str:
    """Give phrases as a list is read aloud: "tools, bins and music"."""
    *others, last = [phrase.text for phrase in phrases] or [""]
    return f"{', '.join(others)} {_and(phrases[-1].language)} {last}" if others else last


def _and(language: str) -> str:
    """Give the word that joins the last two of a list."""
    if language not in languages_with("naming"):
        return "and" if language == ENGLISH else "/"
    return str(read_lists(language)["naming"]["and"])


def _nearness(heard: Heard, spoken: Mapping[str, Sequence[NotePhrases]]) -> dict[str, dict[str, float]]:
    """Give how near each phrase is to the middle of its theme, relative to what all notes have in common."""
    vectors = heard.vectors
    common = vectors.mean(axis=0)
    themes = heard.notes["theme_id"].to_numpy()
    near: dict[str, dict[str, float]] = {}
    for theme, part in spoken.items():
        texts = sorted({phrase.text for note in part for phrase in note.phrases})
        middle = vectors[themes == theme].mean(axis=0) - common
        own = (heard.encode(texts) if texts else vectors[:0]) - common
        sizes = np.linalg.norm(own, axis=1) * np.linalg.norm(middle)
        cosines = (own @ middle / np.maximum(sizes, 1e-9)).round(4)
        near[theme] = dict(zip(texts, cosines.tolist(), strict=True))
    return near


def _weigh_phrases(
    notes: Sequence[NotePhrases], weights: Weights, near: Mapping[str, float], everywhere: frozenset[str]
) -> dict[Phrase, float]:
    """Give the worth of each phrase of a theme: heavy words, few light ones, near the middle."""
    candidates = _best_written(notes)
    said = Counter(phrase.families for note in notes for phrase in set(note.phrases))
    notes_with = Counter(word for note in notes for word in note.families)
    shared = frozenset(word for word, number in notes_with.items() if number > 1)
    heavy = {phrase: _heaviness(phrase, weights, said[phrase.families]) for phrase in candidates}
    meant = {phrase: max(near.get(phrase.text, 0.0), 0.0) for phrase in candidates}
    heaviest, nearest = (max(found.values(), default=0) or 1.0 for found in (heavy, meant))
    return {
        phrase: ((1 - MEANING) * heavy[phrase] / heaviest + MEANING * meant[phrase] / nearest)
        * _plainness(phrase, everywhere)
        * RARE ** len(set(phrase.carries or phrase.telling) - shared)
        for phrase in candidates
    }


def _best_written(notes: Sequence[NotePhrases]) -> list[Phrase]:
    """Give each phrase once, as it is mostly written, in the plural where that is as usual."""
    written: dict[tuple[str, ...], Counter[Phrase]] = {}
    for note in notes:
        for phrase in note.phrases:
            written.setdefault(phrase.families, Counter())[phrase] += 1

    def place(phrase: Phrase, times: int) -> tuple[bool, int, int, str]:
        is_other = phrase.is_action or phrase.is_made
        is_plural = phrase.text.endswith("s")  # a name is of all of them
        return is_other, -times * (1 + is_plural), len(phrase.text), phrase.text

    return [min(counts, key=lambda phrase: place(phrase, counts[phrase])) for counts in written.values()]


def _heaviness(phrase: Phrase, weights: Weights, times: int) -> float:
    """Weigh the words of a phrase: many heavy ones are good, light ones between them are not."""
    total = sum(weights.get(word, 0.0) for word in phrase.families if not is_light(word))
    return float(total / len(phrase.families) ** 0.5 * (1 + 0.25 * log(times)))


def _plainness(phrase: Phrase, everywhere: frozenset[str]) -> float:
    """Give what a phrase loses for saying little, or for saying it in a way that nobody would write."""
    if everywhere.issuperset(phrase.telling) or phrase.is_headless:
        return EMPTY
    is_bare = sum(not is_light(word) for word in phrase.families) <= 1
    losses = [
        (BARE_WORD, is_bare and len(phrase.families) == 1),
        (BARE_NOUN, is_bare and len(phrase.families) > 1 and not TITLE.search(phrase.text)),
        (ACTION, phrase.is_action),
        (MADE, phrase.is_made),
        (OWNED, "'" in phrase.text or "’" in phrase.text),
        (VAGUE, phrase.is_vague),
        (PILED, phrase.is_piled),
        (UNKNOWN, phrase.is_unknown),
    ]
    return prod(loss for loss, is_so in losses if is_so)


def _compose(worth: Mapping[Phrase, float], notes: Sequence[NotePhrases]) -> list[Phrase]:
    """Give the best phrase, and others beside it until they speak for enough notes and are no lone word."""
    ranked = sorted(worth, key=lambda phrase: (-round(worth[phrase], 9), phrase.families))
    chosen, left = ranked[:1], list(notes)
    while chosen:
        left = [note for note in left if note.families.isdisjoint(chosen[-1].families)]
        is_word = len(chosen) == 1 and len(chosen[0].text.split()) == 1
        if len(chosen) == MOST_JOINED or not (is_word or len(left) > (1 - SPEAKS_FOR) * len(notes)):
            break
        gains = {
            phrase: worth[phrase] * (gained if gained >= GAIN * len(notes) else 0.5 * is_word)
            for phrase in ranked
            if (gained := sum(not note.families.isdisjoint(phrase.families) for note in left))
            and (is_word or worth[phrase] >= SECOND * worth[chosen[0]])
            and _go_together(chosen, phrase)
            and _meet(chosen[0], phrase, notes)
        }
        following = max(gains, key=lambda phrase: round(gains[phrase], 9), default=None)
        if following is None or not gains[following]:
            break
        chosen.append(following)
    return _fuller(chosen, ranked, notes)


def _fuller(chosen: list[Phrase], ranked: Sequence[Phrase], notes: Sequence[NotePhrases]) -> list[Phrase]:
    """Give, in place of a word that stands alone, the best phrase that has it: "choir of children".

    Where none has it and hardly a note does, the best phrase of the note nearest to the middle says more.
    """
    if len(chosen) != 1 or len(chosen[0].text.split()) > 1:
        return chosen
    word = set(chosen[0].families)
    if fuller := [phrase for phrase in ranked if word < set(phrase.families)]:
        return fuller[:1]
    if sum(not note.families.isdisjoint(word) for note in notes) > max(MOST_JOINED, GAIN * len(notes)):
        return chosen
    clear = [phrase for phrase in ranked if len(phrase.families) > 1 and _is_clear(phrase)]
    told = (
        [phrase for phrase in clear if phrase.families in {own.families for own in note.phrases}]
        for note in notes
    )
    return next((found[:1] for found in told if found), chosen)


def _is_clear(phrase: Phrase) -> bool:
    """Tell a phrase that a stranger can read."""
    return not (phrase.is_vague or phrase.is_unknown or phrase.is_piled or phrase.is_headless)


def _go_together(chosen: Sequence[Phrase], other: Phrase) -> bool:
    """Tell whether a list of phrases is a name with another one: short, of one form, no word twice."""
    is_short = sum(len(phrase.text.split()) for phrase in (*chosen, other)) < MOST_WORDS
    is_one_form = all(
        phrase.is_action == other.is_action and " and " not in phrase.text + other.text for phrase in chosen
    )
    shares_none = not any(_share_a_word(phrase, other) for phrase in chosen)
    return is_short and is_one_form and not other.is_headless and shares_none


def _meet(one: Phrase, other: Phrase, notes: Sequence[NotePhrases]) -> bool:
    """Tell whether some note speaks of what two phrases are about: else "voice and story" is no theme."""
    return any(
        not (note.families.isdisjoint(one.families) or note.families.isdisjoint(other.families))
        for note in notes
    )


def _share_a_word(one: Phrase, other: Phrase) -> bool:
    """Tell whether two phrases have a word in common, also as "mentor" and "mentorship"."""
    return any(a.startswith(b) or b.startswith(a) for a in one.families for b in other.families)


def _is_taken(phrase: Phrase, taken: Sequence[frozenset[str]], elsewhere: Sequence[frozenset[str]]) -> bool:
    """Tell whether a name is made of nearly the same words as another's."""
    words = frozenset(phrase.families)
    return words in elsewhere or any(
        len(words & other) / len(words | other) >= TOO_ALIKE or words <= other
        for other in taken
        if words | other
    )


def _sentence_case(text: str) -> str:
    """Begin with a capital, unless the word is written with one inside, as in "ccNSO"."""
    first = text.split(" ", 1)[0]
    return text if any(letter.isupper() for letter in first) else text[:1].upper() + text[1:]
