"""What the commands do with runs that exist: each prints its answer and gives the exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from worldcafe.engine.progress import say

HEADINGS = {"theme": "Themes", "suggestion": "Suggestions", "verdict": "Verdicts"}


def render_run(arguments: argparse.Namespace) -> int:
    """Write the report of a run in some formats."""
    from worldcafe.run import Run
    from worldcafe.run.render import render_files

    run = Run.load(arguments.run).in_language(arguments.language)
    made, failures = render_files(run.analysis, arguments.out or arguments.run, arguments.format)
    for path in made:
        print(f"Written {path}")
    for failure in failures:
        say(failure.sentence, sys.stderr)
    return int(bool(failures))


def compare_runs(arguments: argparse.Namespace) -> int:
    """Say what is new, gone or changed between two runs."""
    from worldcafe.run import Run

    before, after = Run.load(arguments.before), Run.load(arguments.after)
    changes = before.compare(after)
    if not len(changes):
        print("Nothing differs: the same themes, suggestions and verdicts.")
    for what, heading in HEADINGS.items():
        found = changes[changes["what"] == what]
        if len(found):
            counts = found["change"].value_counts().reindex(["new", "gone", "changed"], fill_value=0)
            say(f"{heading}: " + ", ".join(f"{number} {change}" for change, number in counts.items()))
        for row in found.to_dict("records"):
            say(f"  {row['change']}: {row['text']}" + (f" ({row['told']})" if row["told"] else ""))
    return 0


def reply_to_tables(arguments: argparse.Namespace) -> int:
    """Write the letters to those who were at the tables, and to groups."""
    from worldcafe.run import Run
    from worldcafe.tasks.reply import write_reply

    folder = arguments.out or beside(arguments.run, "-reply")
    for path in write_reply(Run.load(arguments.run).in_language(arguments.language).analysis, folder):
        print(f"Written {path}")
    return 0


def tell_identities(arguments: argparse.Namespace) -> int:
    """List what was removed and what may still identify somebody, or keep answers."""
    from worldcafe.tasks.identities import answer_identities, answers_path, list_identities

    if arguments.remove or arguments.keep:
        answer_identities(arguments.run, arguments.remove, arguments.keep)
        print(f"Kept in {answers_path(arguments.run)}; run again into {arguments.run} to follow it.")
        return 0
    for item in list_identities(arguments.run):
        told = "removed" if item.removed else "may identify somebody"
        answer = f", answered: {item.answer}" if item.answer else ""
        print(f"{item.text} ({item.type}, {item.count}x, {told}{answer}): {item.reason}")
        for passage in item.passages:
            print(f"    {passage}")
    return 0


def beside(run: Path, ending: str) -> Path:
    """Give a path beside a run: a later run replaces the folder, and is not to take people's work with it."""
    return run.with_name(f"{run.absolute().name}{ending}")
