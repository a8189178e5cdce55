"""Texts to vectors, such that texts that say alike lie close together.

What is said everywhere in a corpus makes all of its notes alike, so there are vectors in which it counts for
less: it is read with the rest, which would mean something else alone, and taken out of half of the mean.

encoders   texts -> vectors, by two small models side by side, whose mistakes are others
suited     which encoder the languages of some texts need
reading    texts -> vectors by any encoder, with and without what is said everywhere
foretold   what the encoder would say of very many texts, told from a sample
cache      vectors that were made before
stage      segments -> vectors of all notes and claims
"""

from worldcafe.embed.cache import cache_file
from worldcafe.embed.encoders import (
    Encoder,
    load_encoder,
    load_quick_vectors,
    make_encoder,
    quick_vectors,
    word_vectors,
)
from worldcafe.embed.stage import embed_segments, encode_texts, read_in_english

__all__ = [
    "Encoder",
    "cache_file",
    "embed_segments",
    "encode_texts",
    "load_encoder",
    "load_quick_vectors",
    "make_encoder",
    "quick_vectors",
    "read_in_english",
    "word_vectors",
]
