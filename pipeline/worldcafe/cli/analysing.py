"""The command that analyses notes, and the one that shows it on the shipped corpus."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.cli.asking import NO_MODEL, add_judge, add_model
from worldcafe.cli.beginning import add_where
from worldcafe.cli.options import add_config, add_formats, add_language, add_report
from worldcafe.cli.runs import show
from worldcafe.cli.told import tell_files, tell_found, tell_kept
from worldcafe.engine.progress import say
from worldcafe.errors import InputError
from worldcafe.report.formats import DEFAULT_FORMATS

if TYPE_CHECKING:
    from worldcafe.engine.progress import Display

CORPUS = Path(__file__).parents[3] / "corpus" / "ccnso-2023" / "report.md"


def add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe run`."""
    run = commands.add_parser(
        "run",
        help="analyse a report or a folder of notes",
        description="Analyse a report or a folder of notes; without SOURCE, the shipped corpus.",
        epilog="example: worldcafe run report.docx --out review",
    )
    run.add_argument("sources", nargs="*", type=Path, metavar="SOURCE", help="a file, a folder or a .zip")
    add_report(run)
    add_where(run)
    run.add_argument(
        "--out", type=Path, default=Path("out"), metavar="DIR", help="for outputs (default: out)"
    )
    run.add_argument("--title", default="", metavar="TEXT", help="of the report (default: first heading)")
    add_language(run)
    add_config(run)
    add_formats(run)
    run.add_argument("--open", action="store_true", help="open the page in the browser at the end")
    add_model(run)
    add_judge(run)
    run.set_defaults(command=run_analysis, analyses=True)


def add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe demo`."""
    demo = commands.add_parser("demo", help="analyse the shipped corpus and open its page")
    demo.add_argument(
        "out", nargs="?", type=Path, default=Path("demo"), metavar="DIR", help="(default: demo)"
    )
    demo.set_defaults(
        command=run_analysis,
        analyses=True,
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


def run_analysis(arguments: argparse.Namespace) -> int:
    """Analyse the sources and write the outputs."""
    from worldcafe.engine.progress import STAGES, display_for

    with closing(display_for(sys.stderr, total=STAGES)) as display:
        display.start("begin")  # to import what is needed takes some seconds
        return _run(arguments, display)


def _run(arguments: argparse.Namespace, display: Display) -> int:
    """Analyse and write, and show each stage."""
    from worldcafe.cli.asking import judging, mark, require_model, settings_of
    from worldcafe.engine.worker import Second
    from worldcafe.engine.workers import open_workers
    from worldcafe.files.store import private_path, require_free
    from worldcafe.report.formats import require_formats
    from worldcafe.tasks.analyse import take
    from worldcafe.tasks.beside import tell_unread, with_database, with_decisions
    from worldcafe.tasks.identities import with_answers

    require_formats(arguments.format)
    base = with_database(settings_of(arguments), arguments.database, arguments.query)
    told = base.report
    title, language = arguments.title or told.title, arguments.language or told.language
    base = replace(base, report=replace(told, title=title, language=language))
    sources = arguments.sources or ([] if base.database.address or arguments.report else [shipped_corpus()])
    given = take(sources, arguments.report, base)
    require_free(arguments.out)
    require_model(arguments, base)
    settings = with_answers(with_decisions(given.settings, arguments.out, given.paths), arguments.out)
    with open_workers(arguments.scheduler) as pool:
        # it gets ready while this process imports, which takes seconds too
        second = Second(process=pool is None, ready="worldcafe.tasks.ready:get_ready")
        from worldcafe.analysis import analyse
        from worldcafe.embed import load_quick_vectors
        from worldcafe.engine.parts import Parts, keep_parts
        from worldcafe.engine.progress import Stages
        from worldcafe.read import read_sources
        from worldcafe.redact import own_names
        from worldcafe.report import load_writers
        from worldcafe.tasks.publish import publish_run

        def meanwhile() -> None:
            load_quick_vectors()
            load_writers(arguments.format)

        parts = Parts(pool, keep_parts(arguments.out, settings.embed.cache))
        with Stages(display, second=second, meanwhile=meanwhile, parts=parts) as stages:
            sources = stages(read_sources, given.paths, settings.read, settings.database)
            with judging(arguments, settings) as judge:
                outcome = analyse(sources, settings, stages, judge=judge)
            outcome = replace(outcome, analysis=mark(arguments, outcome.analysis, settings))
            published = publish_run(outcome, arguments.out, arguments.format, stages)
        parts.forget()
    tell_kept(arguments.out, published)
    tell_found(outcome.analysis, given.settings, own_names(sources, outcome.removals))
    for sentence in tell_unread(base, given.settings, given.paths) if arguments.sources else ():
        say(sentence)
    if outcome.analysis.removed:
        say(f"What was removed is listed for your eyes only in {private_path(arguments.out)}")
    tell_files(published, arguments)
    if arguments.open:
        show(arguments.out / "report.html")
    return int(bool(published.failures))


def shipped_corpus() -> Path:
    """Give the report of the shipped corpus: in the repository, or where pip has put it.

    Raises:
        InputError: this copy has been installed without it.
    """
    from importlib.metadata import PackageNotFoundError, files

    if CORPUS.is_file():
        return CORPUS
    with suppress(PackageNotFoundError):
        for file in files("worldcafe") or ():
            if file.parts[-4:] == ("share", "worldcafe", *CORPUS.parts[-2:]):
                return Path(str(file.locate())).resolve()
    raise InputError(
        "no source given: name a report or a folder of notes, as in `worldcafe run report.docx`."
    )
