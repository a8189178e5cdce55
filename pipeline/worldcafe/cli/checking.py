"""A draft summary against the notes, before it is published."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from worldcafe.cli.options import add_config

CHECK_STAGES = 15  # of a check, from reading to the register


def add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe check`."""
    check = commands.add_parser(
        "check",
        help="compare a draft summary with the notes before it is published",
        description="Say for which claims of a draft no note was found, and what recurs and is missing.",
        epilog="example: worldcafe check draft.md --notes notes/ --strict",
    )
    check.add_argument("draft", type=Path, metavar="DRAFT", help="the summary, one topic per heading")
    check.add_argument("--notes", nargs="+", type=Path, required=True, metavar="SOURCE", help="the notes")
    add_config(check)
    check.add_argument(
        "--all", action="store_true", help="also list the claims that hold, and all that is missing"
    )
    check.add_argument("--strict", action="store_true", help="exit with 1 when no note was found for a claim")
    check.set_defaults(command=check_summary, analyses=True)


def check_summary(arguments: argparse.Namespace) -> int:
    """Compare a draft with the notes; give 1 when `--strict` and no note was found for a claim."""
    from worldcafe.engine.progress import Display, Stages, display_for
    from worldcafe.tasks.check import check_files, describe_check

    terminal = sys.stderr.isatty()
    with Stages(display_for(sys.stderr, CHECK_STAGES) if terminal else Display()) as stages:
        found = check_files(arguments.draft, arguments.notes, arguments.config, stages)
    print(describe_check(found, full=arguments.all))
    return int(arguments.strict and found.has_unsupported)
