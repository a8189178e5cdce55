"""Themes get their names, keywords and exemplars.

A name is a noun phrase that stands in the notes of the theme, made of words that these notes share and
other notes lack. Where one phrase speaks for too few of the notes, a second one joins it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from worldcafe.everywhere import stem, words_said_everywhere
from worldcafe.phrases import NotePhrases, Phrase, find_phrases
from worldcafe.tables import Themes

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import NameSettings
    from worldcafe.tables import Assignments, Segments

EVERYWHERE_WEIGHT = 0.2  # of a word that is said everywhere, against one that is not
SPEAKS_FOR = 0.4  # a phrase whose words are in fewer of the notes than this gets a second one beside it
MOST_WORDS = 8
BARE_WORD, BARE_ACRONYM = 0.5, 0.2  # worth of a name of one word, against a phrase
TOO_ALIKE = 0.6  # Jaccard overlap of the lemmas of two names
SHORT, LONG = 5, 25  # words of a note that can stand for others

Weights = Mapping[str, float]


class Grouping(Protocol):
    """What is known of themes before they have names."""

    @property
    def assignments(self) -> DataFrame[Assignments]:
        """The theme of each note."""

    @property
    def broad(self) -> Mapping[str, str]:
        """For each theme the largest theme of its broad theme."""

    @property
    def stability(self) -> Mapping[str, float]:
        """For each theme how often its notes stay together, 0 to 1."""

    @property
    def keywords(self) -> Mapping[str, Sequence[str]]:
        """For each theme its words, the strongest first."""


def name_themes(
    segments: DataFrame[Segments],
    grouping: Grouping,
    settings: NameSettings,
    given: Mapping[str, str] | None = None,
) -> DataFrame[Themes]:
    """Give one row per theme, the most recurrent first.

    Args:
        segments: with `kind` and `theme_id` filled in.
        grouping: the themes, with their keywords, stability and broad themes.
        settings: how many keywords and exemplars.
        given: names that people gave; they stay, and no other theme takes one like them.
    """
    notes = segments[(segments["role"] == "note") & (segments["theme_id"] != "")]
    if notes.empty:
        return Themes.validate(pd.DataFrame(columns=list(Themes.to_schema().columns)))
    phrases = dict(zip(notes["segment_id"], find_phrases(notes["clean_text"].tolist()), strict=True))
    weights = _weigh(notes, phrases)
    members = {str(theme): part for theme, part in notes.groupby("theme_id", sort=True)}
    names = _name_all(
        {theme: [phrases[i] for i in part["segment_id"]] for theme, part in members.items()},
        weights,
        given or {},
    )
    fit = grouping.assignments.set_index("segment_id")["fit"]
    rows = [
        {
            "theme_id": theme,
            "name": names[theme],
            "keywords": ";".join(_distinct(grouping.keywords.get(theme, ()), settings.keywords)),
            "exemplar_ids": ";".join(_exemplars(part, phrases, weights[theme], fit, settings.exemplars)),
            "broad_theme": names[grouping.broad.get(theme, theme)],
            **_counts(part),
            "status": "",
            "status_reason": "",
            "claim_ids": "",
            "stability": grouping.stability.get(theme, 0.0),
            "both_sides": "",
        }
        for theme, part in members.items()
    ]
    table = pd.DataFrame(rows).sort_values(["n_places", "n_notes"], ascending=False, kind="stable")
    return Themes.validate(table.reset_index(drop=True))


def _counts(part: pd.DataFrame) -> dict[str, int]:
    """Count the notes of a theme and the places where they were said."""
    places = part[["cafe", "table", "round"]].drop_duplicates()
    return {
        "n_notes": len(part),
        "n_suggestions": int((part["kind"] == "suggestion").sum()),
        "n_tables": len(places[["cafe", "table"]].drop_duplicates()),
        "n_rounds": int(places["round"].nunique()),
        "n_cafes": int(places["cafe"].nunique()),
        "n_places": len(places),
    }


def _weigh(notes: pd.DataFrame, phrases: Mapping[str, NotePhrases]) -> dict[str, dict[str, float]]:
    """Weigh each lemma for each theme: in how many of its notes, times how few other themes have it."""
    everywhere = words_said_everywhere(
        notes["clean_text"].tolist(), (notes["cafe"] + notes["table"]).tolist()
    )
    sizes = notes["theme_id"].value_counts()
    counts: dict[str, Counter[str]] = {str(theme): Counter() for theme in sizes.index}
    for name, theme in zip(notes["segment_id"], notes["theme_id"], strict=True):
        counts[theme].update(phrases[name].lemmas)
    themes_with = Counter(word for found in counts.values() for word in found)
    return {
        theme: {
            word: number / sizes[theme]
            * log(1 + len(counts) / themes_with[word])
            * (EVERYWHERE_WEIGHT if stem(word) in everywhere else 1)
            for word, number in found.items()
        }
        for theme, found in counts.items()
    }  # fmt: skip


def _name_all(
    members: Mapping[str, Sequence[NotePhrases]], weights: Mapping[str, Weights], given: Mapping[str, str]
) -> dict[str, str]:
    """Name the themes, the largest first: a later theme takes no name like an earlier one's."""
    names = {theme: name for theme, name in given.items() if theme in members}
    taken = [frozenset(text.casefold().split()) for text in names.values()]
    for theme in sorted(members.keys() - names.keys(), key=lambda theme: (-len(members[theme]), theme)):
        ranked = _ranked(members[theme], weights[theme])
        free = [phrase for phrase in ranked if not _is_taken(frozenset(phrase.lemmas), taken)]
        chosen = _compose(free or ranked, members[theme])
        text = _sentence_case(" and ".join(phrase.text for phrase in chosen)) or f"Theme {theme}"
        names[theme] = text if text not in names.values() else f"{text} ({theme})"
        taken.append(frozenset(lemma for phrase in chosen for lemma in phrase.lemmas))
    return names


def _ranked(notes: Sequence[NotePhrases], weights: Weights) -> list[Phrase]:
    """Give the phrases of a theme, the most telling first: heavy words, few light ones, said again."""
    said = Counter(phrase.lemmas for note in notes for phrase in set(note.phrases))
    texts: dict[tuple[str, ...], Counter[str]] = {}
    for note in notes:
        for phrase in note.phrases:
            texts.setdefault(phrase.lemmas, Counter())[phrase.text] += 1

    best = {
        lemmas: Phrase(min(counts, key=lambda text: (-counts[text], len(text), text)), lemmas)
        for lemmas, counts in texts.items()
    }

    def worth(phrase: Phrase) -> float:
        total = sum(weights.get(lemma, 0.0) for lemma in phrase.lemmas)
        plain = BARE_ACRONYM if phrase.is_bare_acronym else BARE_WORD if len(phrase.lemmas) == 1 else 1.0
        return float(
            round(total / len(phrase.lemmas) ** 0.5 * (1 + 0.25 * log(said[phrase.lemmas])) * plain, 9)
        )

    return sorted(best.values(), key=lambda phrase: (-worth(phrase), phrase.lemmas))


def _compose(ranked: Sequence[Phrase], notes: Sequence[NotePhrases]) -> list[Phrase]:
    """Give the best phrase, and the next one that speaks for other notes where it speaks for few."""
    if not ranked:
        return []
    first = ranked[0]
    reached = [not note.lemmas.isdisjoint(first.lemmas) for note in notes]
    if sum(reached) >= SPEAKS_FOR * len(notes):
        return [first]
    for second in ranked[1:12]:
        gained = sum(
            1
            for done, note in zip(reached, notes, strict=True)
            if not done and not note.lemmas.isdisjoint(second.lemmas)
        )
        is_short = len(f"{first.text} {second.text}".split()) < MOST_WORDS
        is_new = not _share_a_word(first, second) and not second.is_bare_acronym
        if gained >= 2 and is_short and is_new and " and " not in first.text + second.text:
            return [first, second]
    return [first]


def _share_a_word(one: Phrase, other: Phrase) -> bool:
    """Tell whether two phrases have a word in common, also as "mentor" and "mentorship"."""
    return any(a.startswith(b) or b.startswith(a) for a in one.lemmas for b in other.lemmas)


def _is_taken(lemmas: frozenset[str], taken: Sequence[frozenset[str]]) -> bool:
    """Tell whether a name is made of nearly the same words as another's."""
    return any(
        len(lemmas & other) / len(lemmas | other) >= TOO_ALIKE or lemmas <= other
        for other in taken
        if lemmas | other
    )


def _sentence_case(text: str) -> str:
    """Begin with a capital, unless the word is written with one inside, as in "ccNSO"."""
    first = text.split(" ", 1)[0]
    return text if any(letter.isupper() for letter in first) else text[:1].upper() + text[1:]


def _distinct(words: Sequence[str], most: int) -> list[str]:
    """Give keywords of which none repeats another in the plural or as a part."""
    kept: list[str] = []
    for word in words:
        stems = {stem(part) for part in word.split()}
        if not any(stems <= {stem(part) for part in other.split()} for other in kept):
            kept.append(word)
    return kept[:most]


def _exemplars(
    part: pd.DataFrame, phrases: Mapping[str, NotePhrases], weights: Weights, fit: Any, most: int
) -> list[str]:
    """Give the notes that together show most of what the theme is about, in few words."""
    length = part.set_index("segment_id")["clean_text"].map(lambda text: len(text.split()))
    left = sorted(part["segment_id"])
    chosen: list[str] = []
    covered: frozenset[str] = frozenset()
    while left and len(chosen) < most:
        worth = {}
        for name in left:
            new = sum(weights.get(word, 0.0) for word in phrases[name].lemmas - covered)
            brief = 1.0 if SHORT <= length[name] <= LONG else 0.5
            worth[name] = round((new + 0.5 * float(fit[name])) * brief, 9)
        best = max(left, key=lambda name: (worth[name], -length[name], name))
        chosen.append(best)
        left.remove(best)
        covered |= phrases[best].lemmas
    return chosen
