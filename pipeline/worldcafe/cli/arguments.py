"""What each command takes; nothing heavy may be imported for `--help`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from worldcafe.cli.annotating import add_annotate, add_evaluate
from worldcafe.cli.asking import (
    NO_MODEL,
    add_draft,
    add_judge,
    add_model,
    add_model_check,
    add_propose,
)
from worldcafe.cli.beginning import add_completion, add_settings, add_templates, add_where, preview_notes
from worldcafe.cli.commands import (
    assign_new,
    check_summary,
    clean_notes,
    draft_toml,
    list_themes,
    open_page,
    run_analysis,
)
from worldcafe.cli.runs import explain_kind, next_topics, render_run
from worldcafe.cli.serving import add_serve
from worldcafe.cli.written import add_compare, add_identities, add_language, add_reply, add_run_folder
from worldcafe.engine.progress import say
from worldcafe.report.formats import DEFAULT_FORMATS, FORMATS
from worldcafe.version import VERSION


class _Parser(argparse.ArgumentParser):
    """A parser whose errors, too, fit the terminal."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong; exit with 2."""
        self.print_usage(sys.stderr)
        say(f"{self.prog}: {message}", sys.stderr)
        meant = next((word for word in sys.argv[1:2] if _is_source(word)), "")
        if self.prog == "worldcafe" and meant:
            say(f'Did you mean "worldcafe run {meant}"?', sys.stderr)
        self.exit(2)


def _is_source(word: str) -> bool:
    """Tell whether a word names what can be read, rather than a command."""
    return not word.startswith("-") and (Path(word).exists() or bool(Path(word).suffix))


def make_parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser: argparse.ArgumentParser = _Parser(
        prog="worldcafe",
        description="Turns rough notes of a world café into themes; checks the report written about them.",
    )
    parser.add_argument("--version", action="version", version=f"worldcafe {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_run(commands)
    _add_demo(commands)
    add_templates(commands)
    _add_read(commands)
    _add_init(commands)
    add_settings(commands)
    _add_check(commands)
    _add_explain(commands)
    _add_next_topics(commands)
    _add_themes(commands)
    _add_assign(commands)
    _add_clean(commands)
    _add_open(commands)
    _add_render(commands)
    add_compare(commands)
    add_serve(commands)
    for add in (add_reply, add_draft, add_identities, add_annotate, add_evaluate):
        add(commands)
    for add in (add_propose, add_model_check):
        add(commands)
    add_completion(commands, make_parser)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe run`."""
    run = commands.add_parser(
        "run",
        help="analyse a report or a folder of notes",
        description="Analyse a report or a folder of notes; without SOURCE, the shipped corpus.",
        epilog="example: worldcafe run report.docx --out review",
    )
    run.add_argument("sources", nargs="*", type=Path, metavar="SOURCE", help="a file, a folder or a .zip")
    _add_report(run)
    add_where(run)
    run.add_argument(
        "--out", type=Path, default=Path("out"), metavar="DIR", help="for outputs (default: out)"
    )
    run.add_argument("--title", default="", metavar="TEXT", help="of the report (default: first heading)")
    add_language(run)
    _add_config(run)
    _add_formats(run)
    run.add_argument("--open", action="store_true", help="open the page in the browser at the end")
    add_model(run)
    add_judge(run)
    run.set_defaults(command=run_analysis)


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe demo`."""
    demo = commands.add_parser("demo", help="analyse the shipped corpus and open its page")
    demo.add_argument(
        "out", nargs="?", type=Path, default=Path("demo"), metavar="DIR", help="(default: demo)"
    )
    demo.set_defaults(
        command=run_analysis,
        sources=[],
        report=None,
        database="",
        query="",
        scheduler="",
        config=None,
        format=DEFAULT_FORMATS,
        title="",
        language="",
        open=True,
        **NO_MODEL,
    )


def _add_read(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe read`."""
    read = commands.add_parser(
        "read",
        help="say what is read of notes, before any analysis",
        description="Print each place with its prompts and notes, and what is set aside; writes nothing.",
        epilog="example: worldcafe read notes/ --full",
    )
    read.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help="a file, a folder or a .zip")
    _add_report(read)
    read.add_argument("--full", action="store_true", help="list every prompt and note, without identities")
    _add_config(read)
    read.set_defaults(command=preview_notes)


def _add_report(command: argparse.ArgumentParser) -> None:
    """Describe the option that names what of the files is the report."""
    told = "the report, when it is not among the sources; again for each file of it"
    command.add_argument("--report", type=Path, action="append", metavar="FILE", help=told)


def _formats(text: str) -> tuple[str, ...]:
    """Read a comma-separated list of formats."""
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        wrong = f"no format {', '.join(unknown)}" if unknown else "no format named"
        raise argparse.ArgumentTypeError(f"{wrong}; known: {', '.join(FORMATS)}")
    return names


def _add_open(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe open`."""
    show = commands.add_parser("open", help="open the page of a run in the browser")
    add_run_folder(show)
    show.set_defaults(command=open_page)


def _add_render(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe render`."""
    render = commands.add_parser(
        "render",
        help="write the report of an earlier run in other formats",
        description="Write the report of a run that exists, the same as if it had been asked for then.",
        epilog="example: worldcafe render review --format pdf,docx",
    )
    add_run_folder(render)
    _add_formats(render)
    add_language(render)
    render.add_argument("--out", type=Path, metavar="DIR", help="folder for the files (default: RUN)")
    render.set_defaults(command=render_run)


def _add_init(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe init`."""
    init = commands.add_parser(
        "init",
        help="write down what is recognised in a source, to be corrected",
        description="Write a TOML beside a source that says which café, table, topic and round each part is "
        "of, and which part is the report. Correct it; every later run reads it.",
        epilog="example: worldcafe init notes.docx",
    )
    _add_source(init)
    _add_config(init)
    init.set_defaults(command=draft_toml)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe check`."""
    check = commands.add_parser(
        "check",
        help="compare a draft summary with the notes before it is published",
        description="Say which claims of a draft no note carries, and which recurring suggestions it lacks.",
        epilog="example: worldcafe check draft.md --notes notes/ --strict",
    )
    check.add_argument("draft", type=Path, metavar="DRAFT", help="the summary, one topic per heading")
    check.add_argument("--notes", nargs="+", type=Path, required=True, metavar="SOURCE", help="the notes")
    _add_config(check)
    check.add_argument(
        "--all", action="store_true", help="also list the claims that hold, and all that is missing"
    )
    check.add_argument("--strict", action="store_true", help="exit with 1 when a claim has no note behind it")
    check.set_defaults(command=check_summary)


def _add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe explain`."""
    explain = commands.add_parser("explain", help="say why a note or claim has its kind")
    explain.add_argument("id", metavar="ID", help="segment id of a note or claim")
    add_run_folder(explain)
    explain.set_defaults(command=explain_kind)


def _add_next_topics(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe next-topics`."""
    topics = commands.add_parser("next-topics", help="say which themes deserve a table at the next café")
    add_run_folder(topics)
    topics.add_argument("--limit", type=int, default=8, metavar="N", help="how many at most (default: 8)")
    topics.set_defaults(command=next_topics)


def _add_themes(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe themes`."""
    themes = commands.add_parser(
        "themes",
        help="begin a corrections.toml, in which people correct what a run found",
        description="Print the themes of a run with their notes, as a file that changes nothing yet.",
        epilog="example: worldcafe themes review --write notes/corrections.toml",
    )
    add_run_folder(themes)
    themes.add_argument("--write", type=Path, metavar="FILE", help="write it to a new file instead")
    themes.set_defaults(command=list_themes)


def _add_assign(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe assign`."""
    assign = commands.add_parser(
        "assign",
        help="put new notes into the themes of an earlier run",
        description="Put new notes into the themes of an earlier run, and say which fit none.",
        epilog="example: worldcafe assign monday.docx --model review --out monday.csv",
    )
    assign.add_argument("notes", nargs="+", type=Path, metavar="NOTES", help="a file, a folder or a .zip")
    assign.add_argument(
        "--model", type=Path, default=Path("out"), metavar="DIR", help="folder of a run, or its model"
    )
    assign.add_argument("--out", type=Path, default=Path("assigned.csv"), metavar="FILE", help="CSV to write")
    _add_config(assign)
    assign.set_defaults(command=assign_new)


def _add_clean(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe clean`."""
    clean = commands.add_parser(
        "clean",
        help="only clean notes and remove identities, also of a table longer than memory",
        description="Write the notes of a source as one table: single ideas with their place, readable and "
        "without identities. A .csv may have millions of rows: memory does not grow with them.",
        epilog="example: worldcafe clean notes.csv --out clean.parquet",
    )
    _add_source(clean)
    clean.add_argument(
        "--out",
        type=Path,
        default=Path("clean.parquet"),
        metavar="FILE",
        help="Parquet or CSV file to write (default: clean.parquet)",
    )
    _add_config(clean)
    clean.set_defaults(command=clean_notes)


def _add_source(parser: argparse.ArgumentParser) -> None:
    """Let a command name the one source that it reads."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="a file, a folder or a .zip")


def _add_config(parser: argparse.ArgumentParser) -> None:
    """Let a command be given settings."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="TOML file with settings")


def _add_formats(parser: argparse.ArgumentParser) -> None:
    """Let a command be told what to write."""
    parser.add_argument(
        "--format",
        type=_formats,
        default=DEFAULT_FORMATS,
        metavar="LIST",
        help=f"of {','.join(FORMATS)} (default: {','.join(DEFAULT_FORMATS)})",
    )
