"""What the commands take that ask something of a run that exists."""

from __future__ import annotations

import argparse
from pathlib import Path

from worldcafe.cli.runs import compare_runs, reply_to_tables, tell_identities
from worldcafe.language.wording import page_languages


def add_reply(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe reply`."""
    reply = commands.add_parser(
        "reply",
        help="write letters: what became of what was said, by table and round",
        description="Write a page and a Word letter to those who were at the tables, with what became of "
        "each suggestion, and a sheet for each group that a suggestion is for.",
        epilog="example: worldcafe reply review",
    )
    add_run_folder(reply)
    add_language(reply)
    reply.add_argument("--out", type=Path, metavar="DIR", help="folder for the letters (default: RUN-reply)")
    reply.set_defaults(command=reply_to_tables)


def add_identities(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe identities`."""
    identities = commands.add_parser(
        "identities",
        help="list what was removed and what may still identify somebody, and take answers",
        description="List the identities that were removed from a run, and words that may still identify "
        "somebody, each with notes it stands in; with --remove and --keep, answer for the next run into the "
        "same folder. List and answers are for you alone, and lie beside the run.",
        epilog='example: worldcafe identities review --remove "Ines Okoye" --keep Green',
    )
    add_run_folder(identities)
    identities.add_argument(
        "--remove", action="append", default=[], metavar="NAME", help="is to go wherever it stands"
    )
    identities.add_argument(
        "--keep", action="append", default=[], metavar="WORDS", help="identify nobody, and stay"
    )
    identities.set_defaults(command=tell_identities)


def add_compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe compare`."""
    compare = commands.add_parser(
        "compare",
        help="say what is new, gone or changed between two runs",
        description="Say which themes, suggestions and verdicts are new, gone or changed between two runs.",
        epilog="example: worldcafe compare first second",
    )
    compare.add_argument("before", type=Path, metavar="RUN", help="folder of the earlier run")
    compare.add_argument("after", type=Path, metavar="RUN", help="folder of the later run")
    compare.set_defaults(command=compare_runs)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Let a command be told in which language to write."""
    parser.add_argument(
        "--language",
        choices=page_languages(),
        default="",
        metavar="CODE",
        help=f"of its own words, one of {', '.join(page_languages())} (default: that of the report)",
    )


def add_run_folder(parser: argparse.ArgumentParser) -> None:
    """Let a command name the run that it is about."""
    parser.add_argument(
        "run", nargs="?", type=Path, default=Path("out"), metavar="RUN", help="folder of a run (default: out)"
    )
