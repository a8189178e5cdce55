"""The stage itself: notes and their vectors to themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.cluster.as_bertopic import load_bertopic
from worldcafe.cluster.centres import learn_centres
from worldcafe.cluster.evidence import Known
from worldcafe.cluster.families import find_families
from worldcafe.cluster.likely import weigh_pairs
from worldcafe.cluster.margins import Ties, tie_notes
from worldcafe.cluster.order import canonical_order, conversations, position_of
from worldcafe.cluster.quality import measure_themes
from worldcafe.cluster.space import NoteVectors, ThemeSpace
from worldcafe.cluster.strays import move_strays
from worldcafe.cluster.topics import TopicModel, fit_topics
from worldcafe.cluster.twins import one_text_for_twins
from worldcafe.language import reasons
from worldcafe.language.common_words import count_content_words, stem
from worldcafe.language.words import WORD
from worldcafe.tables import Assignments, Embeddings, FloatMatrix, Measures

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.cluster.grouping import Labels
    from worldcafe.settings import ClusterSettings
    from worldcafe.tables import Segments

FILLER_REASON = reasons.FILLER
TOO_FEW_REASON = reasons.TOO_FEW
NO_FIT_REASON = reasons.NO_FIT
NOWHERE: dict[str, Any] = {
    "theme_id": "",
    "second_theme_id": "",
    "next_theme_ids": "",
    "fit": 0.0,
    "margin": 0.0,
}
SECOND_FROM, LEAST_SECOND = 0.9, 0.3  # a second theme must fit nearly as well as the first, and somewhat


@dataclass(frozen=True)
class Clustering:
    """Themes of notes. `assignments` has one row per note, in the order of the segments.

    `families` maps each theme to the largest theme of its family, `stability` to how often its notes
    stay together on resamples (0 to 1), `keywords` to its words by c-TF-IDF. `reason` says why there
    are no themes, where there are none. `content` are the notes that say something, `space` their vectors,
    `placing` how they came to them; `everywhere` are the words that say nothing about a theme here.
    """

    assignments: DataFrame[Assignments]
    measures: DataFrame[Measures]
    families: dict[str, str] = field(default_factory=dict)
    stability: dict[str, float] = field(default_factory=dict)
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    model: TopicModel | None = None
    reason: str = ""
    content: pd.DataFrame | None = None
    space: FloatMatrix | None = None
    placing: ThemeSpace | None = None
    everywhere: frozenset[str] = frozenset()

    def regrouped(self, assignments: DataFrame[Assignments]) -> Clustering:
        """Give the same notes in the themes of `assignments`: model, keywords and measures follow."""
        if assignments["theme_id"].equals(self.assignments["theme_id"]):
            return replace(self, assignments=assignments)
        return _regroup(self, assignments)

    def save(self, folder: Path, names: Mapping[str, str]) -> None:
        """Write the model with the names of the themes; where there are none, a note that says so."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.model is None or self.content is None or self.space is None or self.placing is None:
            (folder / "README.txt").write_text(f"No model: {self.reason}.\n", encoding="utf-8")
            return
        self.model.save(folder)
        themes = self.content["segment_id"].map(self.assignments.set_index("segment_id")["theme_id"])
        centres = learn_centres(self.space, themes.tolist(), _tables(self.content))
        replace(
            centres,
            placing=self.placing,
            names={theme: names.get(theme, theme) for theme in centres.themes},
            encoder=self.model.encoder,
            everywhere=self.everywhere,
        ).save(folder)


def cluster_notes(
    segments: DataFrame[Segments], embeddings: Embeddings, settings: ClusterSettings, *, seed: int
) -> Clustering:
    """Group the notes into themes.

    The order of files, of tables and of notes without a place does not change the themes.
    """
    notes = segments[segments["role"] == "note"]
    content = notes_with_content(notes)
    if len(content) < settings.fewest_notes:
        return _no_themes(notes, content)
    vectors = note_vectors(content, embeddings)
    placing = ThemeSpace.around(vectors, settings)
    space = placing.place(vectors)
    fewest = 2 if len(content) < settings.large_from else 3
    load_bertopic()  # perhaps under way in another thread, and two that import SciPy at once may fail
    from worldcafe.cluster.grouping import NoteGrouper, Seen  # noqa: PLC0415 - scikit-learn is slow to import

    texts = content["clean_text"].tolist()
    views = placing.views(vectors, space)
    known = _known(content, vectors, space, _claims(segments, embeddings))
    languages = content["language"].tolist()
    lots = (
        one_text_for_twins(texts, languages, vectors.vectors, embeddings.knows) if embeddings.knows else texts
    )
    grouper = NoteGrouper(
        settings.apart,
        fewest,
        seen=Seen(lots, views, partial(weigh_pairs, known), partial(move_strays, known)),
        seed=seed,
    )
    model, topics = fit_topics(texts, space, grouper.fit(space).labels_, embeddings.encoder)
    if not model.theme_of_topic:
        return _no_themes(notes, content)
    names = list(model.theme_of_topic.values())
    stability = _stability(grouper.together_, topics, names)
    keywords = model.keywords()
    assignments = _truly_two(_assignments(notes, content, space, topics), content, keywords)
    aside = float((assignments["set_aside"] != "").mean())
    measures = measure_themes(texts, keywords, list(stability.values()), aside)
    return Clustering(
        assignments=assignments,
        measures=measures,
        families=find_families(space, topics, names),
        stability=stability,
        keywords=keywords,
        model=model,
        content=content,
        space=space,
        placing=placing,
        everywhere=embeddings.everywhere,
    )


def _regroup(found: Clustering, assignments: DataFrame[Assignments]) -> Clustering:
    """Fit the model again to themes that are given; a theme is as stable as those its notes come from."""
    by_id = assignments.set_index("segment_id")["theme_id"]
    content, space = found.content, found.space
    theme = by_id.iloc[:0] if content is None else content["segment_id"].map(by_id)
    if content is None or space is None or found.model is None or (theme == "").all():
        return replace(found, assignments=assignments, families={}, stability={}, keywords={}, model=None)
    texts = content["clean_text"].tolist()
    groups = pd.factorize(theme.where(theme != ""))[0].astype(np.int64)
    fitted, topics = fit_topics(texts, space, groups, found.model.encoder)
    names = [str(theme[topics == label].iloc[0]) for label in range(topics.max() + 1)]
    model = replace(fitted, theme_of_topic=dict(enumerate(names)))
    origin = content["segment_id"].map(found.assignments.set_index("segment_id")["theme_id"])
    steady = np.array([found.stability.get(theme, 0.0) for theme in origin], dtype=np.float64)
    stability, keywords = _stability(steady, topics, names), model.keywords()
    aside = float((assignments["set_aside"] != "").mean())
    return replace(
        found,
        assignments=_sure_again(assignments, content, space, topics, names),
        measures=measure_themes(texts, keywords, list(stability.values()), aside),
        families=find_families(space, topics, names),
        stability=stability,
        keywords=keywords,
        model=model,
    )


def _sure_again(
    assignments: DataFrame[Assignments],
    content: pd.DataFrame,
    space: FloatMatrix,
    topics: Labels,
    names: Sequence[str],
) -> DataFrame[Assignments]:
    """Say anew how well and how surely each note fits, after people gave it a theme."""
    sure = pd.DataFrame(_sureness(tie_notes(space, topics), names), index=content["segment_id"])
    table = assignments.set_index("segment_id")
    table.update(sure)
    return Assignments.validate(table.reset_index()[list(assignments.columns)])


def notes_with_content(notes: pd.DataFrame) -> pd.DataFrame:
    """Give the notes that say something in a canonical order, with their `length` in content words."""
    ordered = canonical_order(notes)
    lengths = [count_content_words(text) for text in ordered["clean_text"]]
    return ordered.assign(length=lengths)[np.array(lengths, dtype=int) > 0].reset_index(drop=True)


def note_vectors(content: pd.DataFrame, embeddings: Embeddings) -> NoteVectors:
    """Give what is known of notes that are in the order of `canonical_order`, with their `length`."""
    row = position_of(embeddings.ids)
    rows = [row[name] for name in content["segment_id"]]
    given = [part for part in (embeddings.questions, embeddings.topics) if part is not None]
    frames = tuple(part[rows] if part.any() else part[: len(rows)] for part in given)  # zeros take no room
    return NoteVectors(embeddings.own[rows], frames, tuple(content["length"]), tuple(conversations(content)))


def _claims(segments: pd.DataFrame, embeddings: Embeddings) -> FloatMatrix:
    """Give the vectors of the report's claims."""
    row = position_of(embeddings.ids)
    claims = segments.loc[segments["role"] == "summary", "segment_id"]
    return embeddings.own[[row[name] for name in claims]]


def _known(content: pd.DataFrame, vectors: NoteVectors, space: FloatMatrix, claims: FloatMatrix) -> Known:
    """Give all that is known of notes that say something."""
    return Known(
        notes=vectors,
        placed=space,
        texts=content["clean_text"].tolist(),
        tables=(content["cafe"] + "\0" + content["table"]).where(content["table"] != "", "").tolist(),
        parents=content["parent_id"].tolist(),
        claims=claims,
    )


def _tables(notes: pd.DataFrame) -> list[str]:
    """Give the table of each note."""
    return list(notes["cafe"] + notes["table"])


def _assignments(
    notes: pd.DataFrame, content: pd.DataFrame, space: FloatMatrix, topics: Labels
) -> DataFrame[Assignments]:
    """Give the theme of each note, how well and surely it fits, and a second theme where one fits as well."""
    names = [f"T{label + 1:02d}" for label in range(topics.max() + 1)]
    ties = tie_notes(space, topics)
    has_second = (topics >= 0) & (ties.other >= np.maximum(SECOND_FROM * ties.fit, LEAST_SECOND))
    found = pd.DataFrame(
        {
            "segment_id": content["segment_id"],
            "theme_id": [names[label] if label >= 0 else "" for label in topics],
            "second_theme_id": np.where(has_second, [_listed(order[:1], names) for order in ties.next], ""),
            **_sureness(ties, names),
            "set_aside": np.where(topics >= 0, "", NO_FIT_REASON),
        }
    )
    return one_row_each(notes, found)


def _sureness(ties: Ties, names: Sequence[str]) -> dict[str, Any]:
    """Give the columns that say how well and how surely notes fit their themes."""
    return {
        "next_theme_ids": [_listed(order, names) for order in ties.next],
        "fit": ties.fit.round(4),
        "margin": ties.margin.round(4),
    }


def _listed(order: npt.NDArray[np.intp], names: Sequence[str]) -> str:
    return ";".join(names[place] for place in order)


def _truly_two(
    assignments: DataFrame[Assignments], content: pd.DataFrame, keywords: Mapping[str, Sequence[str]]
) -> DataFrame[Assignments]:
    """Keep a second theme only where the note itself has a word of it, not its neighbours alone."""
    words = {theme: set(map(stem, WORD.findall(" ".join(found)))) for theme, found in keywords.items()}
    second = set(assignments.loc[assignments["second_theme_id"] != "", "segment_id"])
    said = {
        name: set(map(stem, WORD.findall(text)))
        for name, text in zip(content["segment_id"], content["clean_text"], strict=True)
        if name in second
    }
    pairs = zip(assignments["segment_id"], assignments["second_theme_id"], strict=True)
    kept = [other if other and said[name] & words.get(other, set()) else "" for name, other in pairs]
    return Assignments.validate(assignments.assign(second_theme_id=kept))


def one_row_each(notes: pd.DataFrame, found: pd.DataFrame) -> DataFrame[Assignments]:
    """Give the rows found in the order of the notes, and a row for each filler."""
    table = notes[["segment_id"]].merge(found, on="segment_id", how="left")
    table = table.fillna({**NOWHERE, "set_aside": FILLER_REASON})
    return Assignments.validate(table[list(Assignments.to_schema().columns)])


def _stability(together: npt.NDArray[np.float64], topics: Labels, names: list[str]) -> dict[str, float]:
    """Give the mean togetherness of the notes of each theme."""
    return {name: round(float(together[topics == label].mean()), 4) for label, name in enumerate(names)}


def _no_themes(notes: pd.DataFrame, content: pd.DataFrame) -> Clustering:
    """Give the valid result for a handful of notes: all set aside, with the reason."""
    found = content[["segment_id"]].assign(**NOWHERE, set_aside=TOO_FEW_REASON)
    nothing = Measures.validate(pd.DataFrame({"name": [], "value": [], "meaning": []}))
    return Clustering(one_row_each(notes, found), nothing, reason=TOO_FEW_REASON)
