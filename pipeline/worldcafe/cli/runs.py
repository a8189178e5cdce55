"""The commands for runs that exist: each prints its answer and gives the exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from worldcafe.cli.options import add_formats, add_language, add_run_folder
from worldcafe.cli.told import tell_edited
from worldcafe.engine.progress import say
from worldcafe.errors import InputError

ALWAYS = ("new", "gone", "changed")  # told also where there are none
HEADINGS = {"theme": "Themes", "suggestion": "Suggestions", "verdict": "Verdicts"}


def render_run(arguments: argparse.Namespace) -> int:
    """Write the report of a run in some formats."""
    from worldcafe.run import Run
    from worldcafe.run.render import render_files

    run = Run.load(arguments.run).in_language(arguments.language)
    rendered = render_files(run.analysis, arguments.out or arguments.run, arguments.format)
    tell_edited(rendered.edited)
    for path in rendered.made:
        print(f"Written {path}")
    for failure in rendered.failures:
        say(failure.sentence, sys.stderr)
    return int(bool(rendered.failures))


def compare_runs(arguments: argparse.Namespace) -> int:
    """Say what is new, gone, changed, joined or parted between two runs."""
    from worldcafe.run import Run
    from worldcafe.run.compare import CHANGES, share_notes

    before, after = Run.load(arguments.before), Run.load(arguments.after)
    changes = before.compare(after)
    if not len(changes):
        print("Nothing differs: the same themes, suggestions and verdicts.")
    for what, heading in HEADINGS.items():
        found = changes[changes["what"] == what]
        if len(found):
            counts = found["change"].value_counts().reindex(CHANGES, fill_value=0)
            told = [f"{number} {change}" for change, number in counts.items() if number or change in ALWAYS]
            say(f"{heading}: {', '.join(told)}")
        for row in found.to_dict("records"):
            say(f"  {row['change']}: {row['text']}" + (f" ({row['told']})" if row["told"] else ""))
    if not share_notes(before.analysis, after.analysis):
        say(
            "The two runs have no note in common, so nothing is new or gone in what people think; "
            "to compare cafés, analyse the notes of both in one run."
        )
    return 0


def reply_to_tables(arguments: argparse.Namespace) -> int:
    """Write the letters to those who were at the tables, and to groups."""
    from worldcafe.run import Run
    from worldcafe.tasks.reply import write_reply

    folder = arguments.out or beside(arguments.run, "-reply")
    letters = write_reply(Run.load(arguments.run).in_language(arguments.language).analysis, folder)
    tell_edited(letters.edited)
    for path in letters.made:
        print(f"Written {path}")
    return 0


def tell_identities(arguments: argparse.Namespace) -> int:
    """List what was removed and what may still identify somebody, or keep answers."""
    from worldcafe.tasks.identities import answer_identities, answers_path, list_identities

    if arguments.remove or arguments.keep:
        answer_identities(arguments.run, arguments.remove, arguments.keep)
        print(f"Kept in {answers_path(arguments.run)}; run again into {arguments.run} to follow it.")
        return 0
    found = list_identities(arguments.run)
    if not found:
        say("Nothing was removed, and nothing was found that may identify somebody; read the notes yourself.")
    for item in found:
        told = "removed" if item.removed else "may identify somebody"
        answer = f", answered: {item.answer}" if item.answer else ""
        print(f"{item.text} ({item.called}, {item.count}x, {told}{answer}): {item.reason}")
        for passage in item.passages:
            print(f"    {passage}")
    return 0


def beside(run: Path, ending: str) -> Path:
    """Give a path beside a run: a later run replaces the folder, and is not to take people's work with it."""
    named = run if run.name.strip(".") else run.resolve()
    return named.with_name(f"{named.name}{ending}")


def add_open(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe open`."""
    show = commands.add_parser("open", help="open the page of a run in the browser")
    add_run_folder(show)
    show.set_defaults(command=open_page)


def open_page(arguments: argparse.Namespace) -> int:
    """Open the page of a run in the browser."""
    page = arguments.run / "report.html"
    if not page.is_file():
        raise InputError(
            f"{arguments.run}: no page here; run `worldcafe run` first, or name the folder of a run."
        )
    show(page)
    return 0


def show(page: Path) -> None:
    """Open a page in the browser, where there is one."""
    import webbrowser

    if page.is_file() and not webbrowser.open(page.absolute().as_uri()):
        print(f"No browser found; open {page.absolute()}")


def add_render(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe render`."""
    render = commands.add_parser(
        "render",
        help="write the report of an earlier run in other formats",
        description="Write the report of a run that exists, the same as if it had been asked for then.",
        epilog="example: worldcafe render review --format pdf,docx",
    )
    add_run_folder(render)
    add_formats(render)
    add_language(render)
    render.add_argument("--out", type=Path, metavar="DIR", help="folder for the files (default: RUN)")
    render.set_defaults(command=render_run)


def add_compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe compare`."""
    compare = commands.add_parser(
        "compare",
        help="say what is new, gone or changed between two runs",
        description="Say which themes, suggestions and verdicts are new, gone or changed between two runs, "
        "and which were joined to one or parted.",
        epilog="example: worldcafe compare first second",
    )
    compare.add_argument("before", type=Path, metavar="RUN", help="folder of the earlier run")
    compare.add_argument("after", type=Path, metavar="RUN", help="folder of the later run")
    compare.set_defaults(command=compare_runs)


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
