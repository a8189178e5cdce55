"""What the terminal says of a run: what was found, what became of what people wrote, what was written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from worldcafe.engine.progress import counted, say

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from worldcafe.found import Analysis
    from worldcafe.settings import Settings
    from worldcafe.tasks.publish import Published

MOST_TOLD = 12  # things set aside
MATCHED = ("same", "split", "merged", "asked", "new", "gone")  # in the order in which they are told


def tell_found(analysis: Analysis, settings: Settings, own_names: Mapping[str, str]) -> None:
    """Say what was found, what became of what people wrote, and what is in no finding."""
    from worldcafe.found import count_findings

    counts = count_findings(analysis)
    say(", ".join(counted(number, name) for name, number in counts.items()))
    if len(analysis.measures):
        told = zip(analysis.measures["name"], analysis.measures["value"], strict=True)
        say("Themes: " + ", ".join(f"{name} {value:.2f}" for name, value in told))
    _tell_corrections(analysis, settings.correct.file)
    _tell_aside(analysis, own_names)
    _tell_matches(analysis.matches)
    if not len(analysis.themes):
        say(f"No themes: they need {settings.cluster.fewest_notes} notes or more that say something.")
    _tell_missing(analysis.title, counts["claims"])


def tell_kept(out: Path, published: Published) -> None:
    """Say what of a run that stood there before is kept beside the new one."""
    tell_edited(published.edited)
    if published.other:
        say(f"A run of other notes was in {out}; it is kept beside it as {published.other.name}")


def tell_edited(kept: Iterable[Path]) -> None:
    """Say where what people edited is kept."""
    for path in kept:
        say(f"What was edited there is kept as {path}")


def _tell_missing(title: str, n_claims: int) -> None:
    """Say what the sources did not have: a title, a report."""
    from worldcafe.report.title import UNTITLED

    if title == UNTITLED:
        say(f'No title was found, so it is called "{UNTITLED}"; give one with --title "...".')
    if not n_claims:
        say("No topic summaries found, so there is nothing to cross-reference the notes with.")


def tell_files(published: Published, arguments: argparse.Namespace) -> None:
    """Say which quotes and formats are missing, what was written, and which file is to be opened first."""
    from worldcafe.report.formats import FORMATS

    if published.left_out:
        say(f"{counted(published.left_out, 'quotes')} left out: the words do not stand in the source.")
    for failure in published.failures:
        say(failure.sentence, sys.stderr)
    failed = {failure.format for failure in published.failures}
    written = [file for name, file in FORMATS.items() if name in arguments.format and name not in failed]
    say(
        f"Written to {arguments.out}: " + ", ".join([*written, "tables", "model", "sources.json", "run.json"])
    )
    if published.older:
        say(f"Left as the run before made them: {', '.join(published.older)}")
    print(f"Open {published.first}")


def _tell_aside(analysis: Analysis, own: Mapping[str, str]) -> None:
    """Say what of the sources no finding rests on, and why, and what cannot be told in their language.

    `own` is how the user calls each source.
    """
    from worldcafe.conserve import list_aside
    from worldcafe.language.spoken import told_of

    if untold := told_of(analysis.segments):
        say(f"Suggestions, what recurs and verdicts are not told in every language; {untold}.")

    found = list_aside(analysis.sources, analysis.segments)
    for entry in found[:MOST_TOLD]:
        often = f" ({entry.segments:,})" if entry.segments else ""
        say(f"- {own.get(entry.source, entry.source)}: {entry.reason}{often}")
    if (more := len(found) - MOST_TOLD) > 0:
        say(f"- {more:,} more {'is' if more == 1 else 'are'} set aside; run.json lists all of them")


def _tell_corrections(analysis: Analysis, file: str) -> None:
    """Print how many corrections of themes were applied, and each that no longer applies."""
    told = analysis.corrections
    if not len(told):
        return
    gone = told[told["outcome"] == "no longer applies"]
    print(f"{len(told) - len(gone):,} of {counted(len(told), 'corrections')} applied ({file})")
    for row in gone.to_dict("records"):
        say(f"- line {row['line']}, {row['verb']}: no longer applies, {row['reason']}")


def _tell_matches(matches: pd.DataFrame) -> None:
    """Print what became of the suggestions of before, and each that a person must settle."""
    if not len(matches):
        return
    counts = matches["outcome"].value_counts()
    told = [f"{counts[name]:,} {name}" for name in MATCHED if name in counts]
    say(f"Suggestions beside those of before: {', '.join(told)}")
    for row in matches[matches["outcome"] == "asked"].to_dict("records"):
        say(f'- No {row["number"]} "{row["text"]}": {row["reason"]} Write its number under "same as".')
