"""Notes read by hand: a sheet to annotate, and how well a run or another person agrees."""

from __future__ import annotations

import argparse
from pathlib import Path

from worldcafe.cli.options import add_run_folder, whole
from worldcafe.engine.progress import say


def add_annotate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe annotate`."""
    annotate = commands.add_parser(
        "annotate",
        help="print some notes of a run as a sheet to be annotated by hand",
        description="Print some notes of a run as a CSV, every place with its share. Fill in kind, theme and "
        "suggestion (the same words for notes of one theme, or that suggest the same) and save it as CSV.",
        epilog="example: worldcafe annotate review --out sheet.csv",
    )
    add_run_folder(annotate)
    annotate.add_argument("--notes", type=whole(1), default=50, metavar="N", help="how many (default: 50)")
    annotate.add_argument("--out", type=Path, metavar="FILE", help="write a new file instead")
    annotate.add_argument("--seed", type=int, default=0, metavar="N", help="another seed draws others")
    annotate.set_defaults(command=print_sheet)


def add_evaluate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe evaluate`."""
    evaluate = commands.add_parser(
        "evaluate",
        help="say how well a run agrees with an annotation, or two annotations with each other",
        description="Say how well a run agrees with notes that were annotated by hand, or two people with "
        "each other. An annotation is a filled sheet of `worldcafe annotate`, or a folder with units.jsonl.",
        epilog="example: worldcafe evaluate review sheet.csv",
    )
    evaluate.add_argument("one", type=Path, metavar="RUN", help="folder of a run, or one annotation")
    evaluate.add_argument("other", type=Path, metavar="ANNOTATED", help="an annotation")
    evaluate.set_defaults(command=print_figures)


def print_sheet(arguments: argparse.Namespace) -> int:
    """Print a sheet of notes to annotate, or write it."""
    from worldcafe.annotation.sheet import draw_sheet
    from worldcafe.files.store import write_new
    from worldcafe.run import load

    sheet = draw_sheet(load(arguments.run).analysis.segments, arguments.notes, arguments.seed)
    if arguments.out:
        write_new(sheet, arguments.out)
        print(f"To be filled in: {arguments.out}")
    else:
        print(sheet, end="")
    return 0


def print_figures(arguments: argparse.Namespace) -> int:
    """Print each figure with what it rests on and what it says."""
    from worldcafe.annotation import agreement, evaluate
    from worldcafe.files.store import is_run

    compare = evaluate if is_run(arguments.one) else agreement
    found = compare(arguments.one, arguments.other)
    for row in found.to_dict("records"):
        say(f"{row['value']:.3f}  {row['figure']} (of {row['n']}): {row['meaning']}")
    return 0
