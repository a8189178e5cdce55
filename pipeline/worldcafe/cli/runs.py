"""What the commands do with runs that exist: each prints its answer and gives the exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from worldcafe.engine.progress import say
from worldcafe.errors import InputError

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


def explain_kind(arguments: argparse.Namespace) -> int:
    """Say which rule gave a note or claim its kind, and which words it saw."""
    from worldcafe.run import load

    analysis = load(arguments.run).analysis
    kinds, segments = (table.set_index("segment_id") for table in (analysis.kinds, analysis.segments))
    if arguments.id not in kinds.index:
        raise InputError(
            f"{arguments.run}: no note or claim {arguments.id}; ids stand in tables/segments.csv."
        )
    label, segment = kinds.loc[arguments.id], segments.loc[arguments.id]
    say(segment["clean_text"])
    say(f"{label['kind']} ({label['kind_score']:.2f}), by the rule: {label['rule']}")
    if label["evidence"]:
        say(f"which saw: {label['evidence']}")
    return 0


def next_topics(arguments: argparse.Namespace) -> int:
    """Print the themes that most deserve a table at the next café, with the reasons."""
    from worldcafe.report.next_topics import propose_topics
    from worldcafe.run import load

    found = load(arguments.run).analysis
    topics = propose_topics(
        found.themes, found.segments, found.suggestions, found.links, limit=arguments.limit
    )
    for number, topic in enumerate(topics.to_dict("records"), start=1):
        say(f"{number}. {topic['topic']} ({topic['score']:.2f}): {topic['reasons']}")
        say(f"   To begin with: {topic['starting_question']}")
    return 0
