"""A language model of the user's own: which commands ask it, what would be sent, what it may do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.cli.options import add_run_folder
from worldcafe.cli.runs import beside
from worldcafe.engine.progress import counted, say

if TYPE_CHECKING:
    from worldcafe.crossref import Judge
    from worldcafe.found import Analysis
    from worldcafe.llm import Asker
    from worldcafe.llm.trial import Case
    from worldcafe.settings import Settings


# What a command is given that asks no model.
NO_MODEL = {
    **{"llm": False, "llm_preview": False, "allow_remote": False},
    **{"llm_model": "", "llm_address": "", "llm_judge": None},
}


def add_model(command: argparse.ArgumentParser, *, always: bool = False) -> None:
    """Describe the options of a command that may ask a model; `always` where it is for nothing else."""
    if not always:
        command.add_argument(
            "--llm", action="store_true", help="ask a language model of yours, too (see `worldcafe settings`)"
        )
    command.add_argument("--llm-model", default="", metavar="NAME", help="the name of the model")
    command.add_argument(
        "--llm-address", default="", metavar="URL", help="of its server (default: http://127.0.0.1:8080/v1)"
    )
    command.add_argument(
        "--llm-preview", action="store_true", help="print what would be sent and what it costs; send nothing"
    )
    command.add_argument(
        "--allow-remote", action="store_true", help="let masked notes go to a server on another machine"
    )


def add_judge(command: argparse.ArgumentParser) -> None:
    """Describe the option of a command that may let a model judge claims."""
    command.add_argument(
        "--llm-judge",
        type=Path,
        metavar="DIR",
        help="let the model judge claims, too, if it has nine of ten claims of this annotated folder right",
    )


def add_model_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe model-check`."""
    check = commands.add_parser(
        "model-check",
        help="try what a language model of yours may do",
        description="Try a language model on cases that ship. A use of which less than nine of ten are right "
        "stays off.",
        epilog="example: worldcafe model-check --llm-model qwen2.5-1.5b",
    )
    check.add_argument("--config", type=Path, metavar="FILE", help="TOML file with settings")
    add_model(check, always=True)
    add_judge(check)
    check.set_defaults(command=check_model)


def add_propose(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe propose`."""
    propose = commands.add_parser(
        "propose",
        help="let a language model of yours propose names and sentences for themes",
        description="Write names and sentences that a language model proposes for the themes and families "
        "of a run, as a file of which nothing counts until a person takes it.",
        epilog="example: worldcafe propose review --llm-model qwen2.5-1.5b",
    )
    add_run_folder(propose)
    propose.add_argument("--out", type=Path, metavar="FILE", help="to write (default: RUN-proposals.toml)")
    propose.add_argument("--config", type=Path, metavar="FILE", help="TOML file with settings")
    add_model(propose, always=True)
    propose.set_defaults(command=propose_names)


def add_draft(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe draft`."""
    draft = commands.add_parser(
        "draft",
        help="write a first draft of the summary, in the words of the notes",
        description="Write at most ten bullets for each topic out of the notes' own sentences, as Markdown "
        "and Word, each with the notes behind it; with --llm, a language model of yours joins the sentences.",
        epilog="example: worldcafe draft review --out summary.md",
    )
    add_run_folder(draft)
    draft.add_argument("--out", type=Path, metavar="FILE", help="Markdown to write (default: RUN-draft.md)")
    draft.add_argument("--config", type=Path, metavar="FILE", help="TOML file with settings")
    add_model(draft)
    draft.set_defaults(command=draft_summary)


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Give the settings of a command with the model that was named beside them."""
    from worldcafe.settings import read_settings
    from worldcafe.tasks.beside import with_model

    return with_model(read_settings(arguments.config), arguments.llm_address, arguments.llm_model)


def require_model(arguments: argparse.Namespace, settings: Settings) -> None:
    """Stop before hours of work at whose end a model would be asked that cannot be.

    Raises:
        InputError: as `open_endpoint`.
    """
    from worldcafe.llm import open_endpoint

    if (arguments.llm or arguments.llm_judge) and not arguments.llm_preview:
        open_endpoint(settings.llm, settings.seed, allow_remote=arguments.allow_remote)


@contextmanager
def asking(arguments: argparse.Namespace, settings: Settings, run: Path | None) -> Iterator[Asker]:
    """Give who asks the model; afterwards keep the answers beside the run, and tell what failed.

    With --llm-preview nothing is sent, and what would be is printed.
    """
    from worldcafe.llm import Asker, open_endpoint
    from worldcafe.llm.answers import answers_path, read_answers, write_answers
    from worldcafe.llm.ask import SendsNothing
    from worldcafe.llm.preview import describe_queries

    if arguments.llm_preview:
        listener = SendsNothing()
        yield Asker(settings.llm.model or "a model", listener, patient=True)
        print("\n".join(describe_queries(listener.queries, settings.llm.price)))
        return
    endpoint = open_endpoint(settings.llm, settings.seed, allow_remote=arguments.allow_remote)
    path = answers_path(run) if run else None
    asker = Asker(settings.llm.model, endpoint, read_answers(path) if path else {})
    before = len(asker.answers)
    try:
        yield asker
    finally:
        if path and len(asker.answers) > before:
            write_answers(asker.answers, path)
    for sentence in asker.tell():
        say(sentence, sys.stderr)


def is_allowed(arguments: argparse.Namespace, asker: Asker, use: str, cases: Sequence[Case] = ()) -> bool:
    """Try the model in a use before it is asked; say why it is not asked, where it may not be."""
    from worldcafe.llm import may

    if arguments.llm_preview:
        return True
    why = may(asker, use, cases)
    if why and not asker.unanswered:  # else it is told that there was no answer
        say(why, sys.stderr)
    return not why


def mark(arguments: argparse.Namespace, analysis: Analysis, settings: Settings) -> Analysis:
    """Give an analysis whose claims a model may have marked, where it was asked for that."""
    from worldcafe.llm.compare import mark_claims

    if not (arguments.llm or arguments.llm_preview):
        return analysis
    with asking(arguments, settings, arguments.out) as asker:
        return mark_claims(analysis, asker) if is_allowed(arguments, asker, "compare") else analysis


@contextmanager
def judging(arguments: argparse.Namespace, settings: Settings) -> Iterator[Judge | None]:
    """Give the model as a judge of claims, where that was asked for and both of its trials allow it."""
    from worldcafe.annotation import held_out
    from worldcafe.llm import judge_by

    if not arguments.llm_judge:
        yield None
        return
    claims = held_out(arguments.llm_judge)
    with asking(arguments, settings, arguments.out) as asker:
        tried = (is_allowed(arguments, asker, "judge", cases) for cases in ((), claims))
        yield judge_by(asker) if all(tried) else None


def check_model(arguments: argparse.Namespace) -> int:
    """Try a model in each use, and print how it did."""
    from worldcafe.annotation import held_out
    from worldcafe.llm import USES, try_out

    claims = held_out(arguments.llm_judge) if arguments.llm_judge else []
    with asking(arguments, settings_of(arguments), None) as asker:
        for use in USES:
            trial = try_out(asker, use)
            if not arguments.llm_preview:
                say(str(trial))
        told = "not tried, so it is off (--llm-judge DIR tries it)"
        if claims:
            told = str(try_out(asker, "judge", claims)).partition(": ")[2]
        if not arguments.llm_preview:
            say(f"judge, on annotated claims: {told}")
    return 0


def propose_names(arguments: argparse.Namespace) -> int:
    """Write what a model proposes."""
    from worldcafe.files.store import require_new, write_new
    from worldcafe.llm.propose import propose
    from worldcafe.run import load

    analysis = load(arguments.run).analysis
    path = arguments.out or beside(arguments.run, "-proposals.toml")
    if not arguments.llm_preview:
        require_new(path)
    with asking(arguments, settings_of(arguments), arguments.run) as asker:
        allowed = is_allowed(arguments, asker, "propose")
        text = propose(analysis, asker) if allowed else ""
    if arguments.llm_preview:
        return 0
    if not text.count("name = "):
        say("Nothing was proposed, so nothing is written.")
        return 0
    write_new(text, path)
    print(f"{counted(text.count('name = '), 'proposals')}, to be taken or left: {path}")
    return 0


def draft_summary(arguments: argparse.Namespace) -> int:
    """Write a first draft of the summary, its sentences joined by a model where it was asked for that."""
    from worldcafe.report.view import build_view
    from worldcafe.run import load
    from worldcafe.tasks.summarise import compose_draft, write_draft

    analysis, path = load(arguments.run).analysis, arguments.out or beside(arguments.run, "-draft.md")
    if arguments.llm or arguments.llm_preview:
        with asking(arguments, settings_of(arguments), arguments.run) as asker:
            allowed = is_allowed(arguments, asker, "fluent")
            if arguments.llm_preview:
                compose_draft(build_view(analysis), asker)
                return 0
            made = write_draft(analysis, path, asker if allowed else None)
    else:
        made = write_draft(analysis, path)
    for file in made:
        print(f"Written {file}")
    say("Edit it, then hold it against the notes: worldcafe check DRAFT --notes SOURCE")
    return 0
