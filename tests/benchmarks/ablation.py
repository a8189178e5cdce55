"""Each idea that makes themes, with and without: what the product does, and what was tried and is not in it.

    PYTHONPATH=pipeline python tests/benchmarks/ablation.py [--only NAME ...]

AMI with themes made by people and F1 of pairs of notes from different tables on the first report (its annotated
notes), and mean AMI on the 24 topics of ArgKP train, which have no conversation, question or claims.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from themes import agreement, cross_f1, tables_of
from themes_data import Corpus, argkp, as_segments, gold

from worldcafe.cluster import grouping, space
from worldcafe.cluster.communities import _leiden, _ties
from worldcafe.cluster.grouping import NoteGrouper, Seen
from worldcafe.cluster.numbers import weigh_numbers
from worldcafe.cluster.space import NoteVectors, ThemeSpace
from worldcafe.cluster.stage import note_vectors, notes_with_content
from worldcafe.embed import embed_segments
from worldcafe.embed import stage as embed
from worldcafe.language.common_words import cut_out, find_words, words_said_everywhere
from worldcafe.settings import ClusterSettings, Settings
from worldcafe.tables import Embeddings, FloatMatrix
from worldcafe.tables.vectors import unit_rows

SETTINGS = Settings()
Labels = np.ndarray
TIES = 15  # nearest texts of a note in the graph


@dataclass(frozen=True)
class Notes:
    """The notes of one corpus that say something, as the stage sees them."""

    segments: pd.DataFrame
    content: pd.DataFrame
    vectors: NoteVectors
    embeddings: Embeddings

    @property
    def fewest(self) -> int:
        return 2 if len(self.content) < SETTINGS.cluster.large_from else 3

    @property
    def texts(self) -> list[str]:
        return self.content["clean_text"].tolist()

    def of_role(self, role: str) -> FloatMatrix:
        """Give the vectors of segments of a role, without what the notes have in common."""
        ids = set(self.segments.loc[self.segments["role"] == role, "segment_id"])
        rows = [row for row, name in enumerate(self.embeddings.ids) if name in ids]
        return unit_rows(self.embeddings.damped[rows] - self.vectors.vectors.mean(axis=0))


@contextmanager
def changed(module: object, name: str, value: object) -> Iterator[None]:
    """Give a constant of the product another value for a while."""
    usual = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, usual)


def read(
    corpus: Corpus, encoder: str = SETTINGS.embed.encoder, heard: float = embed.HEARD, *, cut: bool = False
) -> Notes:
    """Read a corpus; what is said everywhere counts as told by `heard`, or is cut out before texts are encoded."""
    segments = as_segments(corpus)
    settings = replace(SETTINGS.embed, encoder=encoder)
    with changed(embed, "HEARD", heard):
        embeddings = embed_segments(segments, settings)
    if cut:
        notes = segments[segments["role"] == "note"]
        said = words_said_everywhere(notes["clean_text"].tolist(), (notes["cafe"] + notes["table"]).tolist())
        shorter = segments.assign(
            **{
                name: [cut_out(text, find_words(text, said)) for text in segments[name]]
                for name in ("clean_text", "question", "topic")
            }
        )
        embeddings = embed_segments(shorter, settings, everywhere=frozenset())
    content = notes_with_content(segments[segments["role"] == "note"])
    return Notes(segments, content, note_vectors(content, embeddings), embeddings)


def consensus(notes: Notes, settings: ClusterSettings = SETTINGS.cluster) -> Labels:
    """What the product does with notes."""
    placing = ThemeSpace.around(notes.vectors, settings)
    placed = placing.place(notes.vectors)
    return group(notes, placed, list(placing.views(notes.vectors, placed)), settings)


def usual_views(notes: Notes) -> Iterator[FloatMatrix]:
    """Give the notes as the product sees them."""
    return ThemeSpace.around(notes.vectors, SETTINGS.cluster).views(notes.vectors, place(notes))


def group(notes: Notes, rows: FloatMatrix, views: list[FloatMatrix], settings: ClusterSettings) -> Labels:
    grouper = NoteGrouper(settings.apart, notes.fewest, seen=Seen(notes.texts, views), seed=SETTINGS.seed)
    return grouper.fit(rows).labels_


def place(notes: Notes) -> FloatMatrix:
    return ThemeSpace.around(notes.vectors, SETTINGS.cluster).place(notes.vectors)


def with_module(module: object, name: str, value: object, notes: Notes) -> Labels:
    """Group with a constant of the product changed."""
    with changed(module, name, value):
        return consensus(notes)


def one_linkage(notes: Notes) -> Labels:
    """Average linkage, once, into as many groups as the product finds."""
    return linked(place(notes), consensus(notes).max() + 1)


def linked(rows: FloatMatrix, number: int) -> Labels:
    apart = linkage(rows.astype(np.float64), "average", metric="cosine")
    return fcluster(apart, number, criterion="maxclust") - 1


def one_view(notes: Notes) -> Labels:
    rows = place(notes)
    return group(notes, rows, [rows], SETTINGS.cluster)


def pulled(notes: Notes, others: FloatMatrix, weight: float) -> Labels:
    """Group with each note pulled towards the mean of others, weighed by how like it they are."""
    if not len(others):
        return consensus(notes)

    def pull(rows: FloatMatrix) -> FloatMatrix:
        nearness = np.exp(10 * (rows @ others.T))
        return unit_rows(rows + weight * nearness / nearness.sum(axis=1, keepdims=True) @ others)

    views = [pull(view) for view in usual_views(notes)]
    return group(notes, pull(place(notes)), views, SETTINGS.cluster)


def parents(notes: Notes, weight: float = 0.3) -> Labels:
    """Group with each note pulled towards the bullet that it is nested under."""
    row = {name: i for i, name in enumerate(notes.content["segment_id"])}
    above = [row.get(name, -1) for name in notes.content["parent_id"]]
    has = (np.array(above) >= 0)[:, None]

    def pull(rows: FloatMatrix) -> FloatMatrix:
        return unit_rows(rows + weight * np.where(has, rows[above], 0))

    views = [pull(view) for view in usual_views(notes)]
    return group(notes, pull(place(notes)), views, SETTINGS.cluster)


def graph(notes: Notes, claims: bool = False) -> Labels:
    """Leiden on ties by text, by turns in a conversation, by place and, if wanted, by the nearest claim."""
    plain = unit_rows(notes.vectors.vectors - notes.vectors.vectors.mean(axis=0))
    n = len(plain)
    ties = _ties(plain).tolil() if n > 2 * TIES else csr_matrix(plain @ plain.T).tolil()
    for talk in notes.vectors.talks:
        for row in talk:
            for after in range(row + 1, min(row + 4, talk.stop)):
                ties[row, after] = ties[after, row] = ties[row, after] + 0.5 * np.exp(row - after)
    if claims and len(notes.of_role("summary")):
        likeness = plain @ notes.of_role("summary").T
        nearest, score = likeness.argmax(axis=1), likeness.max(axis=1)
        for claim in np.unique(nearest):
            held = np.flatnonzero((nearest == claim) & (score > 0.4))
            for one in held:
                for other in held[held != one]:
                    ties[one, other] += 0.3
    ties = ties.tocsr()
    ties.data = np.maximum(ties.data, 0)
    wanted = consensus(notes).max() + 1
    tried = [_leiden(ties.copy(), fineness, 0) for fineness in 2.0 ** np.arange(-2, 6, 0.25)]
    return min(tried, key=lambda labels: abs(labels.max() + 1 - wanted))


def number_by_stability(notes: Notes) -> Labels:
    """Average linkage into the number of groups on which random parts of the notes agree best."""
    rows = place(notes)
    weighed = weigh_numbers(rows, 0, SETTINGS.seed)
    number = int(weighed["n_themes"].iloc[int(weighed["stability"].argmax())])
    return linked(rows, number)


def merged(notes: Notes, alike: float = 0.3) -> Labels:
    """Merge themes whose centres are more alike than that, the most alike first."""
    rows, labels = place(notes), consensus(notes)
    known = np.unique(labels[labels >= 0])
    centres = unit_rows(np.stack([rows[labels == label].mean(axis=0) for label in known]))
    if len(known) < 2:
        return labels
    joined = fcluster(linkage(centres.astype(np.float64), "average", metric="cosine"), 1 - alike, "distance")
    return np.where(labels >= 0, joined[np.searchsorted(known, labels)], -1)


def split(notes: Notes, least: float = 0.5) -> Labels:
    """Split in two each theme whose notes are less like its centre than that, where both parts are large enough."""
    rows, labels = place(notes), consensus(notes).copy()
    for label in np.unique(labels[labels >= 0]):
        held = np.flatnonzero(labels == label)
        fit = float((rows[held] @ unit_rows(rows[held].mean(axis=0, keepdims=True)).T).mean())
        if len(held) >= 2 * notes.fewest and fit < least:
            halves = linked(rows[held], 2)
            if np.bincount(halves).min() >= notes.fewest:
                labels[held[halves == 1]] = labels.max() + 1
    return labels


def with_settings(notes: Notes, **changed: float) -> Labels:
    return consensus(notes, replace(SETTINGS.cluster, **changed))


Way = tuple[dict[str, object], Callable[[Notes], Labels]]
USED: dict[str, Way] = {
    "as shipped": ({}, consensus),
    "what is said everywhere not damped": ({"heard": 1e6}, consensus),
    "what is said everywhere taken out of all of the mean": ({"heard": 0.0}, consensus),
    "what is said everywhere cut out of the texts": ({"cut": True}, consensus),
    "sentence encoder alone": ({"encoder": "minilm"}, consensus),
    "static vectors alone": ({"encoder": "wordllama"}, consensus),
    "no neighbours in the conversation": ({}, partial(with_settings, blend=0.0)),
    "no question and topic": ({}, partial(with_settings, frame=0.0)),
    "text alone": ({}, partial(with_settings, blend=0.0, frame=0.0)),
    "neighbours weigh as much whatever the length": (
        {}, partial(with_module, space, "USUAL_LENGTH", 1e6),
    ),
    "one run of average linkage, no consensus": ({}, one_linkage),
    "consensus over one weight of the conversation": ({}, one_view),
    "consensus over one number of groups": ({}, partial(with_module, grouping, "GROUPS", (1.5, 1.5))),
    "consensus over all notes, no resamples": ({}, partial(with_module, grouping, "PART", 1.0)),
}  # fmt: skip
TRIED: dict[str, Way] = {
    "parent bullet": ({}, parents),
    "claims as soft seeds": ({}, lambda notes: pulled(notes, notes.of_role("summary"), 0.3)),
    "graph of text, place and order, Leiden": ({}, graph),
    "the same with ties by claims": ({}, partial(graph, claims=True)),
    "number of themes by stability": ({}, number_by_stability),
    "merging themes with like centres": ({}, merged),
    "splitting incoherent themes": ({}, split),
}


def scores(corpus: Corpus, notes: Notes, labels: Labels) -> tuple[float, float]:
    """Give AMI and the F1 of pairs across tables; a note without a theme is alone."""
    theme = dict(zip(notes.content["segment_id"], labels, strict=True))
    ids = notes.segments.loc[notes.segments["role"] == "note", "segment_id"]
    found = np.array([theme.get(name, -1) for name in ids])
    found = np.where(found < 0, -1 - np.arange(len(found)), found)
    truth = np.array(corpus.themes)
    told = truth != ""
    places = tables_of(corpus)[told]
    return agreement(truth[told], found[told])[0], cross_f1(truth[told], found[told], places)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", nargs="*", default=[*USED, *TRIED])
    arguments = parser.parse_args()
    report, topics = gold(), argkp()
    print("| | AMI | across tables | ArgKP AMI |\n|---|---|---|---|")
    for name, (changed, way) in (USED | TRIED).items():
        if name not in arguments.only:
            continue
        rows = []
        for corpora in (report, topics):
            read_in = [(corpus, read(corpus, **changed)) for corpus in corpora]
            rows.append(np.mean([scores(corpus, notes, way(notes)) for corpus, notes in read_in], axis=0))
        print(f"| {name} | {rows[0][0]:.3f} | {rows[0][1]:.3f} | {rows[1][0]:.3f} |", flush=True)


if __name__ == "__main__":
    main()
