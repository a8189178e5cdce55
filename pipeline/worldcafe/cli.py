"""The command `worldcafe`: arguments -> one library call -> what was found and where it is."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from worldcafe import __version__
from worldcafe.errors import InputError

FORMATS = ("html", "docx", "xlsx", "qdpx", "pdf")
DEFAULT_FORMATS = ("html", "docx", "xlsx", "qdpx")
CORPUS = Path(__file__).parents[2] / "corpus" / "ccnso-2023" / "report.md"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give 0, 1 (`check --strict` found unsupported claims) or 2 (bad input)."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.command(arguments)
    except InputError as error:
        print(f"worldcafe: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("worldcafe: stopped; nothing was written.", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    """Describe the commands; nothing heavy may be imported for `--help`."""
    parser = argparse.ArgumentParser(
        prog="worldcafe",
        description="Turns rough notes of a world café into themes; checks the report written about them.",
    )
    parser.add_argument("--version", action="version", version=f"worldcafe {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_run(commands)
    _add_open(commands)
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
    run.add_argument("--report", type=Path, help="the report, when it is not among the sources")
    run.add_argument("--out", type=Path, default=Path("out"), help="folder for the outputs (default: out)")
    run.add_argument("--config", type=Path, help="TOML file with settings")
    run.add_argument(
        "--format",
        type=_formats,
        default=DEFAULT_FORMATS,
        metavar="LIST",
        help=f"of {','.join(FORMATS)} (default: {','.join(DEFAULT_FORMATS)})",
    )
    run.set_defaults(command=_run)


def _formats(text: str) -> tuple[str, ...]:
    """Read a comma-separated list of formats."""
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no format {', '.join(unknown)}; known: {', '.join(FORMATS)}")
    return names


def _run(arguments: argparse.Namespace) -> int:
    """Analyse the sources and write the outputs."""
    from worldcafe.progress import Stages, display_for
    from worldcafe.settings import read_settings

    settings = read_settings(arguments.config)
    from worldcafe.analysis import analyse
    from worldcafe.publish import count_findings, private_path, publish_run
    from worldcafe.read import read_sources

    stages = Stages(display_for(sys.stderr, total=16))
    sources = stages(read_sources, _sources(arguments), settings.read)
    analysis = analyse(sources, settings, stages)
    page = publish_run(analysis, arguments.out, arguments.format, stages)
    counts = count_findings(analysis)
    print(", ".join(f"{number} {name}" for name, number in counts.items()))
    if not counts["claims"]:
        print("No topic summaries found, so there is nothing to cross-reference the notes with.")
    if counts["identities removed"]:
        print(f"What was removed is listed for your eyes only in {private_path(arguments.out)}")
    print(f"Open {page}")
    return 0


def _sources(arguments: argparse.Namespace) -> list[Path]:
    """Give the sources named, or the shipped corpus."""
    named = list(arguments.sources)
    if not named and not CORPUS.is_file():
        raise InputError(
            "no source given: name a report or a folder of notes, as in `worldcafe run report.docx`."
        )
    return named or [CORPUS]


def _add_open(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe open`."""
    show = commands.add_parser("open", help="open the page of a run in the browser")
    show.add_argument("run", nargs="?", type=Path, default=Path("out"), help="folder of a run (default: out)")
    show.set_defaults(command=_open)


def _open(arguments: argparse.Namespace) -> int:
    """Open the page of a run."""
    import webbrowser

    page = arguments.run.absolute() / "report.html"
    if not page.is_file():
        raise InputError(
            f"{arguments.run}: no page here; run `worldcafe run` first, or name the folder of a run."
        )
    if not webbrowser.open(page.as_uri()):
        print(f"No browser found; open {page}")
    return 0
