"""What each command takes; nothing heavy may be imported for `--help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from worldcafe.cli.analysing import add_demo, add_run
from worldcafe.cli.annotating import add_annotate, add_evaluate
from worldcafe.cli.asking import add_draft, add_model_check, add_propose
from worldcafe.cli.beginning import add_clean, add_completion, add_init, add_read, add_settings, add_templates
from worldcafe.cli.checking import add_check
from worldcafe.cli.runs import add_compare, add_identities, add_open, add_render, add_reply
from worldcafe.cli.serving import add_serve
from worldcafe.cli.themes import add_assign, add_explain, add_next_topics, add_themes
from worldcafe.engine.progress import say
from worldcafe.version import VERSION

UNKNOWN = "argument COMMAND: invalid choice: "  # the word follows in quotation marks


class _Parser(argparse.ArgumentParser):
    """A parser whose errors, too, fit the terminal."""

    commands: Sequence[str] = ()

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, of a command that is none what was meant; exit with 2."""
        if message.startswith(UNKNOWN):
            word = message.removeprefix(UNKNOWN).rpartition(" (choose ")[0][1:-1]
            say(f"{self.prog}: {_instead(word, self.commands)}", sys.stderr)
        else:
            self.print_usage(sys.stderr)
            say(f"{self.prog}: {message}", sys.stderr)
        self.exit(2)


def _instead(word: str, commands: Sequence[str]) -> str:
    """Say what was meant by a word that is no command."""
    near = [f"run {word}"] if _is_source(word) else get_close_matches(word, commands, n=1)
    meant = f'did you mean "worldcafe {near[0]}"?' if near else '"worldcafe --help" lists them.'
    return f'"{word}" is no command; {meant}'


def _is_source(word: str) -> bool:
    """Tell whether a word names what can be read, rather than a command."""
    return not word.startswith("-") and (Path(word).exists() or bool(Path(word).suffix))


def make_parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    described = _Parser(
        prog="worldcafe",
        description="Turns rough notes of a world café into themes; checks the report written about them.",
    )
    parser: argparse.ArgumentParser = described
    parser.add_argument("--version", action="version", version=f"worldcafe {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_run(commands)
    add_demo(commands)
    add_templates(commands)
    add_read(commands)
    add_init(commands)
    add_settings(commands)
    add_check(commands)
    add_explain(commands)
    add_next_topics(commands)
    add_themes(commands)
    add_assign(commands)
    add_clean(commands)
    add_open(commands)
    add_render(commands)
    add_compare(commands)
    add_serve(commands)
    for add in (add_reply, add_draft, add_identities, add_annotate, add_evaluate):
        add(commands)
    for add in (add_propose, add_model_check):
        add(commands)
    add_completion(commands, make_parser)
    described.commands = tuple(commands.choices)
    return parser
