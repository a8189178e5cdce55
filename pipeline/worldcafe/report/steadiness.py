"""How steady themes are by their number, as the chart `numbers` tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.wording import decimal, later, say
from worldcafe.report.drawn import Chart

if TYPE_CHECKING:
    import pandas as pd

STEADY = (  # the least agreement of two groupings that is called so
    (0.8, later("nearly the same")),
    (0.6, later("much the same")),
    (0.3, later("partly the same")),
    (-1.0, later("mostly other")),
)


def number_charts(numbers: pd.DataFrame) -> tuple[Chart, ...]:
    """Tell how well themes come back by their number, and where this run stands; nothing for few notes."""
    found = numbers[numbers["is_found"].astype(bool)].to_dict("records")
    if not found:
        return ()
    low, high = numbers["stability"].min(), numbers["stability"].max()
    title = say(
        "When a fifth of the notes is left out, {n} themes come out {told} "
        "(0 is chance, 1 no change: {stability}; other numbers of themes reach {low} to {high})",
        n=found[0]["n_themes"],
        told=say(next(words for least, words in STEADY if found[0]["stability"] >= least)),
        stability=decimal(found[0]["stability"]),
        low=decimal(low),
        high=decimal(high),
    )
    columns = (numbers[name] for name in ("n_themes", "stability", "separation"))
    told = ", ".join(
        say("{n} themes {stability} and {separation}", n=n, stability=decimal(one), separation=decimal(other))
        for n, one, other in zip(*columns, strict=True)
    )
    alt = say("{title}. Stability and separation: {values}.", title=title, values=told)
    return (Chart("numbers", title, alt, numbers),)
