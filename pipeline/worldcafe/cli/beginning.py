"""What the commands of the first minutes do: sheets for scribes, and what is read of notes."""

from __future__ import annotations

import argparse
from pathlib import Path

KINDS = ("word", "markdown", "excel")
TABLES = 4  # of a café of which nothing else is said


def preview_notes(arguments: argparse.Namespace) -> int:
    """Print what is read of the sources, before any analysis."""
    from worldcafe.read import read_sources
    from worldcafe.tasks.analyse import take
    from worldcafe.tasks.preview import preview_sources

    given = take(arguments.sources, arguments.report, arguments.config)
    sources = read_sources(given.paths, given.settings.read)
    print("\n".join(preview_sources(sources, given.settings, full=arguments.full)))
    return 0


def make_templates(arguments: argparse.Namespace) -> int:
    """Write empty sheets for the scribes of a café."""
    from worldcafe.report.scribe_sheets import Plan
    from worldcafe.tasks.templates import write_templates

    topics = tuple(arguments.topic or ())
    plan = Plan(arguments.tables or len(topics) or TABLES, arguments.rounds, topics)
    written = write_templates(arguments.folder, plan, arguments.kind)
    print(f"{len(written)} to fill in: {', '.join(path.name for path in written)}")
    print(f"Then: worldcafe run {arguments.folder}")
    return 0


def add_templates(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe templates`."""
    templates = commands.add_parser(
        "templates",
        help="write empty sheets for the scribes, which are read back as they were meant",
        description="Write a sheet for each table with its rounds, or one workbook for all tables.",
        epilog='example: worldcafe templates notes --topic "The market" --topic "The river" --rounds 2',
    )
    templates.add_argument("folder", type=Path, metavar="DIR", help="folder to write them into")
    templates.add_argument("--as", dest="kind", choices=KINDS, default=KINDS[0], help="default: word")
    templates.add_argument(
        "--tables", type=int, metavar="N", help=f"how many (default: {TABLES}, or one a topic)"
    )
    templates.add_argument("--rounds", type=int, default=3, metavar="N", help="how many (default: 3)")
    templates.add_argument(
        "--topic", action="append", metavar="TEXT", help="of the next table; once for each"
    )
    templates.set_defaults(command=make_templates)
