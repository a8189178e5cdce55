"""The commands of the first minutes: sheets, settings, what is read of notes; and notes only cleaned."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from worldcafe.cli.options import add_config, add_report, add_source, whole
from worldcafe.engine.progress import counted, say
from worldcafe.errors import InputError

KINDS = ("word", "markdown", "excel")
SHELLS = ("bash", "zsh")
TABLES, ROUNDS = 4, 3  # of a café of which nothing else is said


def add_where(run: argparse.ArgumentParser) -> None:
    """Describe where a run finds answers that are in no file, and who does its work."""
    run.add_argument(
        "--database",
        default="",
        metavar="ADDRESS",
        help="a file of SQLite or DuckDB, or postgresql://..., to read answers from",
    )
    run.add_argument("--query", default="", metavar="SQL", help="which rows of it are read, a note each")
    run.add_argument(
        "--scheduler",
        default="",
        metavar="WHERE",
        help='who does long parts: "local" for a worker on each processor, or tcp://... of a cluster',
    )


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
    questions = tuple(arguments.question or ())
    rounds = arguments.rounds or len(questions) or ROUNDS
    plan = Plan(arguments.tables or len(topics) or TABLES, rounds, topics, questions)
    written = write_templates(arguments.folder, plan, arguments.kind)
    print(f"{counted(len(written), 'files')} to fill in: {', '.join(path.name for path in written)}")
    print(f"Then: worldcafe run {arguments.folder}")
    return 0


def print_settings(_arguments: argparse.Namespace) -> int:
    """Print every setting with its default and its meaning."""
    from worldcafe.tasks.settings import describe_settings

    print(describe_settings(), end="")
    return 0


def add_settings(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe settings`."""
    settings = commands.add_parser(
        "settings",
        help="print every setting with its default and its meaning",
        description="Print every setting with its default and its meaning, as a file to begin with.",
        epilog="example: worldcafe settings > settings.toml",
    )
    settings.set_defaults(command=print_settings)


def print_completion(arguments: argparse.Namespace) -> int:
    """Print what lets a shell complete commands and files."""
    import shtab

    print(shtab.complete(arguments.parser(), shell=arguments.shell))
    return 0


def add_completion(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    parser: Callable[[], argparse.ArgumentParser],
) -> None:
    """Describe `worldcafe completion`; `parser` makes the whole parser, of which a shell is told."""
    completion = commands.add_parser(
        "completion",
        help="print what lets a shell complete commands",
        description="Print a script by which a shell completes commands and options at the press of Tab.",
        epilog='example: eval "$(worldcafe completion bash)"',
    )
    completion.add_argument("shell", choices=SHELLS, metavar="SHELL", help=f"one of {', '.join(SHELLS)}")
    completion.set_defaults(command=print_completion, parser=parser)


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
        "--tables", type=whole(1), metavar="N", help=f"how many (default: {TABLES}, or one a topic)"
    )
    templates.add_argument(
        "--rounds", type=whole(1), metavar="N", help=f"how many (default: {ROUNDS}, or one a question)"
    )
    templates.add_argument(
        "--topic", action="append", metavar="TEXT", help="of the next table; once for each"
    )
    templates.add_argument(
        "--question", action="append", metavar="TEXT", help="of the next round; once for each"
    )
    templates.set_defaults(command=make_templates)


def add_read(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe read`."""
    read = commands.add_parser(
        "read",
        help="say what is read of notes, before any analysis",
        description="Print each place with its prompts and notes, and what is set aside; writes nothing.",
        epilog="example: worldcafe read notes/ --full",
    )
    read.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help="a file, a folder or a .zip")
    add_report(read)
    read.add_argument("--full", action="store_true", help="list every prompt and note, without identities")
    add_config(read)
    read.set_defaults(command=preview_notes)


def add_init(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe init`."""
    init = commands.add_parser(
        "init",
        help="write down what is recognised in a source, to be corrected",
        description="Write a TOML beside a source that says which café, table, topic and round each part is "
        "of, and which part is the report. Correct it; every later run reads it.",
        epilog="example: worldcafe init notes.docx",
    )
    add_source(init)
    add_config(init)
    init.set_defaults(command=draft_toml)


def draft_toml(arguments: argparse.Namespace) -> int:
    """Write down beside a source what was recognised in it, for a person to correct."""
    from worldcafe.parse import parse_sources
    from worldcafe.read import file_names, read_sources
    from worldcafe.read.sidecar import sidecar_path
    from worldcafe.settings import read_settings
    from worldcafe.tasks.draft import draft_sidecar

    settings, source = read_settings(arguments.config), arguments.source
    path = sidecar_path(source)
    if path.exists():
        raise InputError(f"{path}: this file exists; correct it, or remove it to get a new draft.")
    sources = read_sources([source], settings.read)
    names = file_names(source, sources)
    draft = draft_sidecar(
        source.name, list(zip(names, sources, strict=True)), parse_sources(sources, settings.parse)
    )
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(draft)
    except OSError as error:
        raise InputError(f"{path}: the draft cannot be written ({error.strerror}).") from None
    print(f"Correct {path}, then run again; it is read by itself.")
    return 0


def add_clean(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe clean`."""
    clean = commands.add_parser(
        "clean",
        help="only clean notes and remove identities, also of a table longer than memory",
        description="Write the notes of a source as one table: single ideas with their place, readable and "
        "without identities. A .csv may have millions of rows: memory does not grow with them.",
        epilog="example: worldcafe clean notes.csv --out clean.parquet",
    )
    add_source(clean)
    clean.add_argument(
        "--out",
        type=Path,
        default=Path("clean.parquet"),
        metavar="FILE",
        help="Parquet or CSV file to write (default: clean.parquet)",
    )
    add_config(clean)
    clean.set_defaults(command=clean_notes, analyses=True)


def clean_notes(arguments: argparse.Namespace) -> int:
    """Write the clean segments of a source, and apart what was removed from them."""
    from worldcafe.files.store import private_path
    from worldcafe.settings import read_settings
    from worldcafe.tasks.clean import clean_source

    settings, out = read_settings(arguments.config), arguments.out
    private = private_path(out.with_suffix(""))
    counts = clean_source(arguments.source, out, private, settings)
    notes, segments = counted(counts.notes, "notes"), counted(counts.segments, "segments")
    say(f"{notes} in {segments}, {counted(counts.removed, 'identities removed')}")
    for sentence in counts.left_out:
        say(f"- {sentence}")
    say(f"What was removed is listed for your eyes only in {private}")
    print(f"The notes: {out}")
    return 0
