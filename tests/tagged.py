"""Sentences with their grammar written by hand, for rules that read it: no language model is loaded.

    we/PRP/nsubj>2 should/MD plant/VB

A word, its tag, where needed what it is to which word (counted from 0). The part of speech follows from the
tag; `have/VBP:AUX` says another.
"""

from __future__ import annotations

from worldcafe.classify.lexicon import load_lexicon
from worldcafe.classify.sentence import Sentence

PARTS = {
    "NN": "NOUN",
    "VB": "VERB",
    "MD": "AUX",
    "DT": "DET",
    "PR": "PRON",
    "IN": "ADP",
    "TO": "PART",
    "JJ": "ADJ",
}
PARTS |= {"RB": "ADV", "WR": "SCONJ", "WP": "PRON", "CC": "CCONJ", "CD": "NUM", "UH": "INTJ", "EX": "PRON"}


class Token:
    """A word as the rules look at it, with the names that spaCy gives to what is known of it."""

    def __init__(self, place: int, written: str) -> None:
        word, tag, *told = written.rsplit("/", 2) if written.count("/") == 2 else written.rsplit("/", 1)
        self.tag_, _, part = tag.partition(":")
        self.pos_ = part or ("PROPN" if self.tag_ == "NNP" else PARTS.get(self.tag_[:2], "PUNCT"))
        self.dep_, _, self.to = (told or [""])[0].partition(">")
        self.i, self.lower_, self.text_with_ws = place, word.lower(), f"{word} "
        self.is_space, self.is_alpha = self.tag_ == "_SP", word.isalpha()
        self.head: Token = self
        self.children: list[Token] = []

    @property
    def ancestors(self):
        above = self
        while above.head is not above:
            above = above.head
            yield above


def tokens_of(written: str) -> list[Token]:
    tokens = [Token(place, word) for place, word in enumerate(written.split())]
    for token in tokens:
        if token.to:
            token.head = tokens[int(token.to)]
            token.head.children.append(token)
    return tokens


def sentence(written: str) -> Sentence:
    """Give a sentence as the rules of kinds look at it, with the words of their lists."""
    return Sentence(tokens_of(written), load_lexicon().words)
