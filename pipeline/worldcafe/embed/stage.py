"""The stage itself: notes and claims to vectors, in which what is said everywhere counts for less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from worldcafe.embed.cache import Cache, cache_file, key_of, read_cache, write_cache
from worldcafe.embed.encoders import MAIN, Encoder, ManyLanguages, make_encoder
from worldcafe.embed.foretold import is_foretellable, learn_from, sample_texts
from worldcafe.embed.reading import name_of, read_texts
from worldcafe.embed.suited import AUTO, known_to, suited_encoder
from worldcafe.engine.parts import HERE, Parts
from worldcafe.language.common_words import Spans, count_content_words, find_words, words_said_everywhere
from worldcafe.language.lists import languages_with
from worldcafe.language.spoken import language_shown
from worldcafe.tables import Embeddings, FloatMatrix
from worldcafe.tables.vectors import BLOCK, FEW, unit_rows

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import EmbedSettings
    from worldcafe.tables import Segments

SHARE = 2048  # texts that a worker reads at a time
HEARD = 0.5  # of the vector of a whole text beside that of what is its own
DECIMALS = 5  # below the noise of int8; drops what differs between processors
LONGEST = 10_000  # characters of a text that are read: more than any note has, and an encoder hears less


def embed_segments(
    segments: DataFrame[Segments],
    settings: EmbedSettings,
    encoder: Encoder | None = None,
    everywhere: frozenset[str] | None = None,
    parts: Parts = HERE,
) -> Embeddings:
    """Give the vectors of all notes and claims (by `clean_text`), in the order of the table.

    The same text has the same vector in every corpus, but for what is damped. Vectors are cached by a
    keyed hash of the text in the user's cache folder (`settings.cache`), never in the outputs.

    Args:
        segments: with `clean_text`.
        settings: which encoder, where to cache.
        encoder: in place of the one that the settings name, or that the languages of the texts need.
        everywhere: the words that say nothing about a theme, when they are known from other notes.
        parts: who reads long lists of texts, where the encoder is one that the settings name.

    Raises:
        InputError: the settings name an encoder that does not exist.
    """
    spoken = segments[segments["role"].isin(["note", "summary"])]
    texts = spoken["clean_text"].tolist()
    if everywhere is None:
        notes = spoken[(spoken["role"] == "note") & spoken["clean_text"].map(count_content_words).gt(0)]
        tables = (notes["cafe"] + notes["table"]).tolist()
        everywhere = words_said_everywhere(notes["clean_text"].tolist(), tables)
    named = False  # names of other encoders may not tell them apart
    if encoder is None:
        encoder, named = suited_encoder(settings, spoken["language"])
    cache = cache_file(settings.cache) if named else None
    parts = parts if named else HERE
    known = known_to(encoder, settings, spoken["language"])
    governing = [spoken[name].str.strip().tolist() for name in ("question", "topic")]
    frames = list(dict.fromkeys(text for part in governing for text in part if text))
    both = encode_texts([*texts, *frames], encoder, cache, everywhere, parts)
    for start in range(0, len(both), BLOCK):
        whole, own = (both[start : start + BLOCK, side] for side in (0, 1))
        own[:] = np.round(unit_rows(own + np.float32(HEARD) * whole), DECIMALS)
    if len(known) > 1:
        centre_languages(both[:, 1], [*spoken["language"], *map(language_shown, frames)], known)
    matrix, damped = both[: len(texts), 0], both[: len(texts), 1]
    place = {text: row for row, text in enumerate(frames, start=len(texts))}
    questions, topics = (_where_any(both[:, 1], [place.get(text, -1) for text in part]) for part in governing)
    ids, name = tuple(spoken["segment_id"]), name_of(encoder)
    return Embeddings(ids, matrix, name, damped, questions, topics, everywhere, known)


def read_in_english(
    segments: DataFrame[Segments], embeddings: Embeddings, settings: EmbedSettings
) -> Embeddings:
    """Give the vectors that kinds are told by where words do not: by the encoders that know English best.

    Where other languages have another encoder, what is English is read once more; else nothing is.
    """
    if embeddings.encoder != ManyLanguages.name or settings.encoder != AUTO:
        return embeddings
    others = segments[~segments["language"].isin(languages_with("kinds"))]
    return embed_segments(others, replace(settings, encoder=MAIN))


def centre_languages(vectors: FloatMatrix, languages: Sequence[str], known: frozenset[str]) -> None:
    """Take from the vectors of each language what they have in common: their language brings no two together.

    Of what is said in few texts less is taken (Libovicky et al. 2020, arXiv:2004.05160).
    """
    spoken = np.asarray(languages, dtype=object)
    for language in sorted(known):
        rows = np.flatnonzero(spoken == language)
        common = vectors[rows].sum(axis=0) / (len(rows) + FEW)
        vectors[rows] = np.round(unit_rows(vectors[rows] - common), DECIMALS)


def _where_any(vectors: FloatMatrix, rows: Sequence[int]) -> FloatMatrix:
    """Give these rows, and zeros for -1; nothing but zeros takes no room."""
    if max(rows, default=-1) < 0:
        return np.broadcast_to(np.zeros((1, vectors.shape[1]), np.float32), (len(rows), vectors.shape[1]))
    places = np.asarray(rows)
    found: FloatMatrix = vectors[places]
    found[places < 0] = 0
    return found


def encode_texts(
    texts: Sequence[str],
    encoder: Encoder,
    cache: Cache | None,
    everywhere: frozenset[str] = frozenset(),
    parts: Parts = HERE,
) -> FloatMatrix:
    """Give the two vectors of each text: of all that it says, and of it without what is said everywhere.

    Each different text is encoded once, those in the cache not at all. Of very many, a sample is read and
    what the default encoder would say of the others is foretold. Of a text without end its beginning is read.

    Returns:
        (texts, 2, numbers), see `read_texts`.
    """
    texts = [text[:LONGEST] for text in texts]
    left_out = {text: find_words(text, everywhere) for text in texts}
    different = list(left_out)
    sample = sample_texts(different) if is_foretellable(encoder) else list(range(len(different)))
    read = [different[row] for row in sample]
    if parts.pool and len(read) > BLOCK:
        both = _encode_there(read, left_out, name_of(encoder), parts)
    else:
        both = _encode_all(read, left_out, encoder, cache)
    if len(sample) < len(different):
        rest = np.setdiff1d(np.arange(len(different)), sample)
        others = _encode_all([different[row] for row in rest], left_out, learn_from(both, encoder), None)
        whole = np.empty((len(different), *both.shape[1:]), np.float32)
        whole[sample], whole[rest] = both, others
        both = whole
    row = {text: place for place, text in enumerate(different)}
    return both if len(different) == len(texts) else both[[row[text] for text in texts]]


def _encode_all(
    texts: Sequence[str], left_out: Mapping[str, Spans], encoder: Encoder, cache: Cache | None
) -> FloatMatrix:
    """Give the two vectors of each of different texts, made block by block."""
    both = np.zeros((0, 2, 1), np.float32)
    for start in range(0, len(texts), BLOCK):
        block = texts[start : start + BLOCK]
        found = _encode_block(block, [left_out[text] for text in block], encoder, cache)
        if not start:
            both = np.empty((len(texts), *found.shape[1:]), np.float32)
        both[start : start + len(block)] = found
    return both


def _encode_there(
    texts: Sequence[str], left_out: Mapping[str, Spans], name: str, parts: Parts
) -> FloatMatrix:
    """Give the two vectors of each of different texts, made by workers and kept with the run."""
    blocks = [texts[start : start + SHARE] for start in range(0, len(texts), SHARE)]
    asked = ((block, [left_out[text] for text in block], name) for block in blocks)
    told = ((repr(args).encode("utf-8", "surrogatepass"), args) for args in asked)
    return np.concatenate(list(parts.map(encode_named, told, len(blocks))))


def encode_named(texts: Sequence[str], left_out: Sequence[Spans], name: str) -> FloatMatrix:
    """Give the two vectors of each text by the encoder of that name: what a worker does."""
    return np.round(read_texts(texts, left_out, make_encoder(name)), DECIMALS)


def _encode_block(
    texts: Sequence[str], left_out: Sequence[Spans], encoder: Encoder, cache: Cache | None
) -> FloatMatrix:
    """Give the two vectors of each of some different texts, from the cache or made now."""
    secret = cache.secret if cache else b""
    keys = [
        key_of(text, spans, name_of(encoder), secret) for text, spans in zip(texts, left_out, strict=True)
    ]
    known = read_cache(cache, keys)
    todo = [row for row, key in enumerate(keys) if key not in known]
    if todo:
        fresh = read_texts([texts[row] for row in todo], [left_out[row] for row in todo], encoder)
        new = dict(zip((keys[row] for row in todo), np.round(fresh, DECIMALS), strict=True))
        write_cache(cache, new)
        known |= new
    return np.stack([known[key] for key in keys])
