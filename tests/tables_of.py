"""The one factory for tables in tests: rows say what matters, the rest is empty, and all is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

EMPTY = {"int64": 0, "float64": 0.0, "bool": False}


def table_of(schema: Any, rows: Iterable[Mapping[str, Any] | Sequence[Any]], **same: Any) -> Any:
    """Give a checked table of a schema of `worldcafe.tables`.

    A row is a dict of the columns that it fills, or all of them in order; `same` stands in each. What nobody
    says is "", 0 or False.
    """
    columns = {name: EMPTY.get(str(column.dtype), "") for name, column in schema.to_schema().columns.items()}
    records = [
        {**columns, **same, **(row if isinstance(row, Mapping) else dict(zip(columns, row, strict=True)))}
        for row in rows
    ]
    frame = pd.DataFrame(records, columns=list(columns))
    assert all(record.keys() <= columns.keys() for record in records), "a column that the table has not"
    return schema.validate(frame)
