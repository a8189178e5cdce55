"""How sure it is that a claim says a note: every claim scored with its best notes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from worldcafe.crossref.similarity import (
    FEATURES,
    Side,
    between_languages,
    common_mean,
    make_side,
    nearest_pairs,
    spread_of,
)
from worldcafe.crossref.support import LOOKED_AT, Support, weigh_support
from worldcafe.crossref.topic_tables import find_homes, number_homes
from worldcafe.crossref.words import Lexicon, learn_lexicon
from worldcafe.files.given import read_shipped
from worldcafe.language.in_language import texts_of
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings

WORTH_A_LOOK = 0.005  # likelihood of a link below which no wording was ever near-verbatim


@dataclass(frozen=True)
class Scored:
    """The best notes of each claim and what scored them.

    `pairs` has `claim`, `note` (row numbers), `score` (how likely a reader would link the two, 0-1),
    `at_home` (the note is of the table of the claim's topic) and `in_theme` (of the theme of the claim's
    best note). `support` says of each claim how likely any note says it (0-1).
    """

    pairs: pd.DataFrame
    homes: pd.DataFrame
    lexicon: Lexicon
    support: Support


@dataclass(frozen=True)
class Compared:
    """Both sides of a comparison, the words that they are compared by, and the tables of the topics."""

    claims: Side
    notes: Side
    lexicon: Lexicon
    homes: pd.DataFrame


def link_weights() -> dict[str, float]:
    """Give what each feature of a pair adds to the logarithm of its odds, from `data/links.toml`."""
    return _learned("weights", FEATURES)


def support_weights() -> dict[str, float]:
    """Give what each side of a claim adds to the odds that notes say it, from `data/links.toml`."""
    return _learned("support", LOOKED_AT)


def _learned(section: str, names: tuple[str, ...]) -> dict[str, float]:
    """Read weights that were learned, and the intercept."""
    weights = read_shipped("links.toml")[section]
    return {name: float(weights[name]) for name in ("intercept", *names)}


def prepare_sides(claims: pd.DataFrame, notes: pd.DataFrame, embeddings: Embeddings) -> Compared:
    """Bring claims and notes, both of them rows of `Segments`, into a form that can be compared.

    Notes of an earlier café may take the place of claims; their words then count as well.
    """
    said = pd.concat([notes, claims[claims["role"] == "note"]])
    lexicon = learn_lexicon(texts_of(said), texts_of(claims))
    homes = find_homes(claims, notes)
    of_claims, of_notes = number_homes(claims, notes, homes)
    mean = common_mean(said["segment_id"].to_list(), embeddings)
    left, right = (
        make_side(table, embeddings, mean, numbers)
        for table, numbers in ((claims, of_claims), (notes, of_notes))
    )
    return Compared(replace(left, spread=spread_of(left)), right, lexicon, homes)


def score_pairs(
    claims: pd.DataFrame,
    notes: pd.DataFrame,
    embeddings: Embeddings,
    settings: CrossrefSettings,
    least: float = WORTH_A_LOOK,
) -> Scored:
    """Score claims with notes; pairs less likely than `least` are left out, but for a claim's best dozen."""
    sides = prepare_sides(claims, notes, embeddings)
    bounds = least, settings.most_notes
    pairs = nearest_pairs(sides.claims, sides.notes, sides.lexicon, link_weights(), bounds)
    of_claim, of_note = sides.claims.homes[pairs["claim"]], sides.notes.homes[pairs["note"]]
    themes = notes["theme_id"].to_numpy()
    best = pairs.drop_duplicates("claim").set_index("claim")["note"]
    theme, own = themes[pairs["note"]], themes[pairs["claim"].map(best)]
    pairs = pairs.assign(
        at_home=(of_claim == of_note) & (of_claim >= 0), in_theme=(theme == own) & (theme != "")
    )
    support = weigh_support(pairs, sides.claims, sides.notes.texts, sides.lexicon, support_weights())
    if len(embeddings.knows) > 1:
        apart = between_languages(sides.claims.texts, sides.notes.texts, embeddings.knows)
        across = pairs[apart[pairs["claim"], pairs["note"]]].drop_duplicates("claim")
        support[across["claim"]] = np.maximum(support[across["claim"]], across["score"])
    return Scored(pairs, sides.homes, sides.lexicon, support)
