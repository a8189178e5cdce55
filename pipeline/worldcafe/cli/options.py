"""What several commands take alike."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from worldcafe.errors import InputError
from worldcafe.language.wording import page_languages
from worldcafe.report.formats import DEFAULT_FORMATS, FORMATS, read_formats


def add_source(parser: argparse.ArgumentParser) -> None:
    """Let a command name the one source that it reads."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="a file, a folder or a .zip")


def add_report(command: argparse.ArgumentParser) -> None:
    """Describe the option that names what of the files is the report."""
    told = "the report, when it is not among the sources; again for each file of it"
    command.add_argument("--report", type=Path, action="append", metavar="FILE", help=told)


def add_config(parser: argparse.ArgumentParser) -> None:
    """Let a command be given settings."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="TOML file with settings")


def add_formats(parser: argparse.ArgumentParser) -> None:
    """Let a command be told what to write."""
    parser.add_argument(
        "--format",
        type=_formats,
        default=DEFAULT_FORMATS,
        metavar="LIST",
        help=f"of {','.join(FORMATS)} (default: {','.join(DEFAULT_FORMATS)})",
    )


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """Give what reads a whole number that is not below `least`, nor above `most`."""
    told = f"a whole number from {least} " + ("on" if most is None else f"to {most}")

    def read(text: str) -> int:
        number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else least - 1
        if number < least or (most is not None and number > most):
            raise argparse.ArgumentTypeError(f"{text} is not {told}")
        return number

    return read


def _formats(text: str) -> tuple[str, ...]:
    """Read a comma-separated list of formats."""
    try:
        return read_formats(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


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
