"""What the commands do: each takes parsed arguments, prints its answer and gives the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.engine.progress import say
from worldcafe.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.engine.progress import Display
    from worldcafe.found import Analysis
    from worldcafe.settings import Settings
    from worldcafe.tasks.publish import Published

MOST_TOLD = 12  # things set aside
MATCHED = ("same", "split", "merged", "asked", "new", "gone")  # in the order in which they are told
CHECK_STAGES = 15  # of a check, from reading to the register
CORPUS = Path(__file__).parents[3] / "corpus" / "ccnso-2023" / "report.md"


def run_analysis(arguments: argparse.Namespace) -> int:
    """Analyse the sources and write the outputs."""
    from worldcafe.engine.progress import STAGES, display_for

    with closing(display_for(sys.stderr, total=STAGES)) as display:
        display.start("begin")  # to import what is needed takes some seconds
        return _run(arguments, display)


def _run(arguments: argparse.Namespace, display: Display) -> int:
    """Analyse and write, and show each stage."""
    from worldcafe.cli.asking import judging, mark, settings_of
    from worldcafe.engine.worker import Second
    from worldcafe.engine.workers import open_workers
    from worldcafe.files.store import private_path, require_free
    from worldcafe.report.formats import require_formats
    from worldcafe.tasks.analyse import take
    from worldcafe.tasks.beside import with_database, with_decisions
    from worldcafe.tasks.identities import with_answers

    require_formats(arguments.format)
    base = with_database(settings_of(arguments), arguments.database, arguments.query)
    told = base.report
    title, language = arguments.title or told.title, arguments.language or told.language
    base = replace(base, report=replace(told, title=title, language=language))
    sources = arguments.sources or ([] if base.database.address else [_shipped_corpus()])
    given = take(sources, arguments.report, base)
    require_free(arguments.out)
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
        from worldcafe.tasks.publish import keep_workbook, publish_run

        def meanwhile() -> None:
            load_quick_vectors()
            load_writers(arguments.format)

        parts = Parts(pool, keep_parts(arguments.out, settings.embed.cache))
        with Stages(display, second=second, meanwhile=meanwhile, parts=parts) as stages:
            sources = stages(read_sources, given.paths, settings.read, settings.database)
            with judging(arguments, settings) as judge:
                outcome = analyse(sources, settings, stages, judge=judge)
            outcome = replace(outcome, analysis=mark(arguments, outcome.analysis, settings))
            kept = keep_workbook(arguments.out)
            published = publish_run(outcome, arguments.out, arguments.format, stages)
        parts.forget()
    if kept:
        say(f"Your workbook as it was is kept as {kept}")
    _tell_found(outcome.analysis, given.settings, own_names(sources, outcome.removals))
    if outcome.analysis.removed:
        say(f"What was removed is listed for your eyes only in {private_path(arguments.out)}")
    if published.left_out:
        say(f"{_counted(published.left_out, 'quotes')} left out: the words do not stand in the source.")
    _tell_files(published, arguments)
    if arguments.open:
        _show(arguments.out / "report.html")
    return int(bool(published.failures))


def _tell_found(analysis: Analysis, settings: Settings, own_names: Mapping[str, str]) -> None:
    """Say what was found, what became of what people wrote, and what is in no finding."""
    from worldcafe.found import count_findings

    counts = count_findings(analysis)
    say(", ".join(_counted(number, name) for name, number in counts.items()))
    if len(analysis.measures):
        told = zip(analysis.measures["name"], analysis.measures["value"], strict=True)
        say("Themes: " + ", ".join(f"{name} {value:.2f}" for name, value in told))
    _tell_corrections(analysis, settings.correct.file)
    _tell_aside(analysis, own_names)
    _tell_matches(analysis.matches)
    if not len(analysis.themes):
        say(f"No themes: they need {settings.cluster.fewest_notes} notes or more that say something.")
    _tell_missing(analysis.title, counts["claims"])


def _tell_missing(title: str, n_claims: int) -> None:
    """Say what the sources did not have: a title, a report."""
    from worldcafe.report.title import UNTITLED

    if title == UNTITLED:
        say(f'No title was found, so it is called "{UNTITLED}"; give one with --title "...".')
    if not n_claims:
        say("No topic summaries found, so there is nothing to cross-reference the notes with.")


def _tell_files(published: Published, arguments: argparse.Namespace) -> None:
    """Say which formats failed, what was written, and which file is to be opened first."""
    from worldcafe.report.formats import FORMATS

    for failure in published.failures:
        say(failure.sentence, sys.stderr)
    failed = {failure.format for failure in published.failures}
    written = [file for name, file in FORMATS.items() if name in arguments.format and name not in failed]
    say(
        f"Written to {arguments.out}: " + ", ".join([*written, "tables", "model", "sources.json", "run.json"])
    )
    if published.older:
        say(f"Left as the run before made them: {', '.join(published.older)}")
    print(f"Open {published.first}")


def _tell_aside(analysis: Analysis, own: Mapping[str, str]) -> None:
    """Say what of the sources no finding rests on, and why, and what cannot be told in their language.

    `own` is how the user calls each source.
    """
    from worldcafe.conserve import list_aside
    from worldcafe.language.spoken import told_of

    if untold := told_of(analysis.segments):
        say(f"Suggestions, what recurs and verdicts are not told in every language; {untold}.")

    found = list_aside(analysis.sources, analysis.segments)
    for entry in found[:MOST_TOLD]:
        often = f" ({entry.segments})" if entry.segments else ""
        say(f"- {own.get(entry.source, entry.source)}: {entry.reason}{often}")
    if len(found) > MOST_TOLD:
        say(f"- {len(found) - MOST_TOLD} more are set aside; run.json lists all of them")


def _counted(number: int, name: str) -> str:
    """Give "2 altered claims" or "1 altered claim"."""
    return f"{number} {name.replace('ies ', 'y ').removesuffix('s') if number == 1 else name}"


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
    names = file_names(source, settings.read)
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


def _shipped_corpus() -> Path:
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


def _tell_corrections(analysis: Analysis, file: str) -> None:
    """Print how many corrections of themes were applied, and each that no longer applies."""
    told = analysis.corrections
    if not len(told):
        return
    gone = told[told["outcome"] == "no longer applies"]
    print(f"{len(told) - len(gone)} of {len(told)} corrections of themes hold ({file})")
    for row in gone.to_dict("records"):
        say(f"- line {row['line']}, {row['verb']}: no longer applies, {row['reason']}")


def _tell_matches(matches: pd.DataFrame) -> None:
    """Print what became of the suggestions of before, and each that a person must settle."""
    if not len(matches):
        return
    counts = matches["outcome"].value_counts()
    told = [f"{counts[name]} {name}" for name in MATCHED if name in counts]
    say(f"Suggestions beside those of before: {', '.join(told)}")
    for row in matches[matches["outcome"] == "asked"].to_dict("records"):
        say(f'- No {row["number"]} "{row["text"]}": {row["reason"]} Write its number under "same as".')


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
    print(f"{len(analysis.themes)} themes, to be corrected in {arguments.write}")
    return 0


def assign_new(arguments: argparse.Namespace) -> int:
    """Put new notes into the themes of a saved model; write the table and print the summary."""
    from worldcafe.cluster import load_centres
    from worldcafe.files.drafts import require_own
    from worldcafe.files.store import write_csv
    from worldcafe.read import read_sources
    from worldcafe.settings import read_settings
    from worldcafe.tasks.assign import assign_sources

    require_own(arguments.out, ("segment_id", "theme_id", "clean_text"))
    folder = arguments.model
    model = load_centres(folder / "model" if (folder / "model").is_dir() else folder)
    settings = read_settings(arguments.config)
    found = assign_sources(read_sources(arguments.notes, settings.read), model, settings)
    write_csv(found, arguments.out)
    placed = found[found["theme_id"] != ""]
    emerging = found[found["set_aside"].str.contains("emerging")]
    print(
        f"{len(found)} notes: {len(placed)} in {placed['theme_id'].nunique()} of {len(model.themes)} themes, "
        f"{len(emerging)} fit none, {len(found) - len(placed) - len(emerging)} say nothing by themselves"
    )
    for theme, number in placed["theme"].value_counts(sort=True).items():
        print(f"{number:>4}  {theme}")
    if len(emerging):
        print("Emerging, for they fit no theme of the model:")
    for note in emerging.to_dict("records"):
        say(f"- {note['clean_text']}")
    print(f"All of them with their themes: {arguments.out}")
    return 0


def clean_notes(arguments: argparse.Namespace) -> int:
    """Write the clean segments of a source, and apart what was removed from them."""
    from worldcafe.files.store import private_path
    from worldcafe.settings import read_settings
    from worldcafe.tasks.clean import clean_source

    settings, out = read_settings(arguments.config), arguments.out
    private = private_path(out.with_suffix(""))
    counts = clean_source(arguments.source, out, private, settings)
    say(f"{counts.notes:,} notes in {counts.segments:,} segments, {counts.removed:,} identities removed")
    for sentence in counts.left_out:
        say(f"- {sentence}")
    say(f"What was removed is listed for your eyes only in {private}")
    print(f"The notes: {out}")
    return 0


def open_page(arguments: argparse.Namespace) -> int:
    """Open the page of a run in the browser."""
    page = arguments.run / "report.html"
    if not page.is_file():
        raise InputError(
            f"{arguments.run}: no page here; run `worldcafe run` first, or name the folder of a run."
        )
    _show(page)
    return 0


def _show(page: Path) -> None:
    """Open a page in the browser, where there is one."""
    import webbrowser

    if page.is_file() and not webbrowser.open(page.absolute().as_uri()):
        print(f"No browser found; open {page.absolute()}")


def check_summary(arguments: argparse.Namespace) -> int:
    """Compare a draft with the notes; give 1 when `--strict` and a claim has no note behind it."""
    from worldcafe.engine.progress import Silent, Stages, display_for
    from worldcafe.tasks.check import check_files, describe_check

    terminal = sys.stderr.isatty()
    with Stages(display_for(sys.stderr, CHECK_STAGES) if terminal else Silent()) as stages:
        found = check_files(arguments.draft, arguments.notes, arguments.config, stages)
    print(describe_check(found, full=arguments.all))
    return int(arguments.strict and found.has_unsupported)
