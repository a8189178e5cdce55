"""How the words of a name are written: as notes mostly write them, in full, an action as "sharing"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from worldcafe.language.lists import listed, read_lists
from worldcafe.language.stems import family
from worldcafe.language.stop_words import foreign_stop_words, is_function_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNSPEAKABLE = re.compile(r"[b-df-hj-np-tv-xz]{2,5}")  # no vowel, no accent: an acronym, written carelessly
# One syllable that ends in vowel and consonant, and a few that are stressed on the last.
DOUBLED = re.compile(
    r"[^aeiou]*[aeiou][bdgklmnprtvz]|(?:sub|ad|com|per|o|trans)mit|(?:re|pre|con|de|trans)fer|begin|(?:re|up|out)set|forget|regret|(?:re|un)?plan|(?:re|con|dis|im)?pel"
)


@dataclass(frozen=True)
class Writing:
    """How each word is mostly written in the notes, and the words that are mostly verbs there."""

    usual: Mapping[str, str]
    verbs: frozenset[str]

    @classmethod
    def of(cls, docs: Sequence[Doc]) -> Writing:
        """Learn from notes: "ccnso" -> "ccNSO", "library" -> "library"; "delete" is a verb."""
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        verbs: Counter[str] = Counter()
        for token in (token for doc in docs for token in doc if token.is_alpha):
            verbs[token.lower_] += 1 if token.tag_ in ("VB", "VBP") else -1
            if not (token.is_sent_start and token.text[1:].islower()):
                forms[token.lower_][token.text] += 1
        usual = {
            word: max(sorted(counts), key=lambda form: (counts[form], form.islower()))
            for word, counts in forms.items()
        }
        return cls(
            {word: _with_care(form) for word, form in usual.items()},
            frozenset(word for word, surplus in verbs.items() if surplus >= 0),
        )

    def word(self, token: Token) -> str:
        """Give a word as it is mostly written, in full where it is clipped."""
        written = self.usual.get(token.lower_, token.lower_)
        return _clipped().get(written, written)


@lru_cache(maxsize=1)
def _clipped() -> dict[str, str]:
    return dict(read_lists("english")["naming"]["clipped"])


def _with_care(form: str) -> str:
    return form.upper() if form.islower() and UNSPEAKABLE.fullmatch(form) else form


def is_acronym(written: str) -> bool:
    """Tell "GAC" and "ccTLDs" from "Europe"."""
    return any(letter.isupper() for letter in written[1:])


def gerund(verb: str) -> str:
    """Give the -ing form: "share" -> "sharing", "plan" -> "planning", "tie" -> "tying"."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if re.search(r"[^eoy]e$", verb):
        return verb[:-1] + "ing"
    if DOUBLED.fullmatch(verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"


def is_subject(token: Token) -> bool:
    """Tell a word that carries a subject from grammar, numbers and placeholders."""
    return (
        token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
        and token.is_alpha
        and len(token) > 1
        and not token.is_stop
        and not is_grammar(token)
    )


def is_grammar(token: Token) -> bool:
    """Tell articles, prepositions and their like, in whatever language the note is written."""
    return is_function_word(token.lower_) or is_foreign_grammar(token.lower_)


def is_foreign_grammar(word: str) -> bool:
    """Tell what is grammar in another language and no word of English, which the tagger takes for a name."""
    return word in foreign_stop_words() and word not in listed("english", "naming", "homographs")


def kin(token: Token) -> str:
    """Give the family of a word; the tagger leaves names and acronyms in the plural, so that s goes first."""
    full = _clipped().get(token.lower_)
    word = full or token.lemma_.lower()
    is_name = token.pos_ == "PROPN" and not word.endswith("ss") and len(word) > 3
    is_plural = word.endswith("s") and (is_name or is_many(token.text))
    return family(word[:-1] if is_plural else word)


def is_many(written: str) -> bool:
    """Tell an acronym in the plural: "NGOs"."""
    return written.endswith("s") and written[-2:-1].isupper()


def is_light(kin: str) -> bool:
    """Tell the family of a word that names nothing by itself, such as "thing" and "different"."""
    return kin in _light_families()


def is_vague_head(kin: str) -> bool:
    """Tell the family of a word that is no subject even with another beside it, as in "policy talks"."""
    return kin in _vague_families()


@lru_cache(maxsize=1)
def _vague_families() -> frozenset[str]:
    sections = ("nouns", "heads")
    return frozenset(family(word) for section in sections for word in listed("english", "naming", section))


@lru_cache(maxsize=1)
def _light_families() -> frozenset[str]:
    sections = ("nouns", "adjectives", "verbs")
    return frozenset(family(word) for section in sections for word in listed("english", "naming", section))
