"""What finders look at: the texts of some segments as they read, the words in them, and their columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from worldcafe.language.as_read import AsRead, read_otherwise
from worldcafe.redact.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.tables import Segments


@dataclass(frozen=True)
class Batch:
    """All segments of a run, or a stretch of them; `views` has the rows that read otherwise than written."""

    segments: DataFrame[Segments]
    raw: list[str]
    views: dict[int, AsRead]
    texts: list[str]
    vocabulary: Vocabulary
    columns: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, segments: DataFrame[Segments]) -> Batch:
        """Look at segments whose texts are as they were written."""
        raw = segments["text"].tolist()
        views = read_otherwise(raw, targets=True)
        texts = raw.copy()
        for row, view in views.items():
            texts[row] = view.text
        return cls(segments, raw, views, texts, Vocabulary(texts))

    def column(self, name: str) -> list[str]:
        """Give a column of text as a list, made once."""
        if name not in self.columns:
            self.columns[name] = self.segments[name].tolist()
        return self.columns[name]

    def rows_of(self, *names: str) -> list[tuple[str, ...]]:
        """Give some columns row by row."""
        return list(zip(*map(self.column, names), strict=True))
