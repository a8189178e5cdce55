"""What is asked of the themes and kinds of a run."""

from __future__ import annotations

import argparse
from pathlib import Path

from worldcafe.cli.options import add_config, add_run_folder, whole
from worldcafe.engine.progress import counted, say


def add_themes(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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


def list_themes(arguments: argparse.Namespace) -> int:
    """Print a first file of corrections for a run, or write it."""
    from worldcafe.correct import draft_corrections
    from worldcafe.files.store import write_new
    from worldcafe.run import load

    analysis = load(arguments.run).analysis
    text = draft_corrections(analysis.themes, analysis.segments)
    if arguments.write is None:
        print(text, end="")
        return 0
    write_new(text, arguments.write)
    print(f"{counted(len(analysis.themes), 'themes')}, to be corrected in {arguments.write}")
    say("A run reads it where it lies beside the notes, as corrections.toml: in their folder or next to it.")
    return 0


def add_assign(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
    add_config(assign)
    assign.set_defaults(command=assign_new, analyses=True)


def assign_new(arguments: argparse.Namespace) -> int:
    """Put new notes into the themes of a saved model; write the table and print the summary."""
    from worldcafe.cluster import load_centres
    from worldcafe.files.drafts import require_own
    from worldcafe.files.store import write_csv
    from worldcafe.read import read_sources
    from worldcafe.settings import read_settings
    from worldcafe.tasks.assign import assign_sources

    require_own(arguments.out, ("note_id", "theme_id", "clean_text"))
    folder = arguments.model
    model = load_centres(folder / "model" if (folder / "model").is_dir() else folder)
    settings = read_settings(arguments.config)
    found = assign_sources(read_sources(arguments.notes, settings.read), model, settings)
    write_csv(found, arguments.out)
    placed = found[found["theme_id"] != ""]
    emerging = found[found["set_aside"].str.contains("emerging")]
    say(
        f"{counted(len(found), 'notes')}: {len(placed):,} in {placed['theme_id'].nunique()} of "
        f"{counted(len(model.themes), 'themes')}; of no theme: {len(emerging):,}; saying nothing by "
        f"themselves: {len(found) - len(placed) - len(emerging):,}"
    )
    for theme, number in placed["theme"].value_counts(sort=True).items():
        print(f"{number:>6,}  {theme}")
    if len(emerging):
        print("Emerging, for they fit no theme of the model:")
    for note in emerging.to_dict("records"):
        say(f"- {note['clean_text']}")
    print(f"All of them with their themes: {arguments.out}")
    return 0


def add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe explain`."""
    explain = commands.add_parser("explain", help="say why a note or claim has its kind")
    explain.add_argument("id", metavar="ID", help="segment id of a note or claim")
    add_run_folder(explain)
    explain.set_defaults(command=explain_kind)


def explain_kind(arguments: argparse.Namespace) -> int:
    """Say in words why a note or claim has its kind."""
    from worldcafe.run import load
    from worldcafe.tasks.explain import explain_kind

    for line in explain_kind(load(arguments.run).analysis, arguments.id):
        say(line)
    return 0


def add_next_topics(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe next-topics`."""
    topics = commands.add_parser("next-topics", help="say which themes deserve a table at the next café")
    add_run_folder(topics)
    topics.add_argument(
        "--limit", type=whole(1), default=8, metavar="N", help="how many at most (default: 8)"
    )
    topics.set_defaults(command=next_topics)


def next_topics(arguments: argparse.Namespace) -> int:
    """Print the themes that most deserve a table at the next café, with the reasons."""
    from worldcafe.found import saying
    from worldcafe.report.next_topics import propose_topics
    from worldcafe.run import load

    found = load(arguments.run).analysis
    topics = propose_topics(
        found.themes, found.segments, found.suggestions, saying(found.links), limit=arguments.limit
    )
    if not len(topics):
        say(f"{arguments.run}: it has no themes, so none deserves a table.")
    for number, topic in enumerate(topics.to_dict("records"), start=1):
        say(f"{number}. {topic['topic']} ({topic['score']:.2f}): {topic['reasons']}")
        say(f"   To begin with: {topic['starting_question']}")
    return 0
