"""What `worldcafe serve` takes and does."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from worldcafe.cli.options import whole
from worldcafe.errors import InputError


def add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `worldcafe serve`."""
    serve = commands.add_parser(
        "serve",
        help="let the committee decide in the browser",
        description="Serve the suggestions of a run on this machine, to be decided on in the browser. Needs "
        'more packages: pip install "worldcafe[serve]"',
        epilog="example: worldcafe serve review",
    )
    serve.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path("out"),
        metavar="RUN",
        help="folder of a run, or one to keep runs in (default: out)",
    )
    serve.add_argument(
        "--database",
        default="",
        metavar="DB",
        help="a file, or postgresql://... (default: review.db beside RUN)",
    )
    serve.add_argument(
        "--port", type=whole(0, 65_535), default=0, metavar="N", help="port of this machine (default: any)"
    )
    serve.add_argument("--no-browser", action="store_true", help="do not open the browser")
    serve.add_argument(
        "--address", default="", metavar="URL", help="where people reach it, if a proxy stands before it"
    )
    serve.add_argument(
        "--live", action="store_true", help="let scribes write at the tables of a café that goes on"
    )
    serve.add_argument(
        "--bind",
        default="",
        metavar="IP",
        help="with --live: let phones reach their tables' pages at this address",
    )
    serve.add_argument(
        "--trust-header",
        default="",
        metavar="HEADER",
        help="the sign-on of your house: a proxy says in it who somebody is",
    )
    serve.add_argument(
        "--proxy", default="", metavar="IP,IP", help="with --trust-header: the addresses that are believed"
    )
    instead = serve.add_mutually_exclusive_group()
    instead.add_argument(
        "--forget-notes", action="store_true", help="remove instead what was typed with --live"
    )
    instead.add_argument(
        "--verify", action="store_true", help="check the log instead; exit with 1 if it is not whole"
    )
    instead.add_argument(
        "--link", action="store_true", help="print one more link instead, which lets one browser in"
    )
    instead.add_argument(
        "--account",
        metavar="NAME",
        help="print a link instead, by which somebody gets an account; from the first on people sign in",
    )
    instead.add_argument(
        "--backup", type=Path, metavar="FILE", help="copy the database instead, also while it is in use"
    )
    instead.add_argument(
        "--restore", type=Path, metavar="FILE", help="put such a copy in place of the database instead"
    )
    instead.add_argument(
        "--take-out",
        action="append",
        metavar="NAME",
        help="take a name out of all that the app stores instead, notes typed with --live too",
    )
    serve.set_defaults(command=serve_review)


def serve_review(arguments: argparse.Namespace) -> int:
    """Serve the app, or do one thing with its database."""
    from worldcafe.serve import server
    from worldcafe.serve.options import address_to_show, proxies_of

    options = dataclasses.replace(
        server.options_of(arguments.folder),
        database=arguments.database,
        port=arguments.port,
        opens=not arguments.no_browser,
        address=address_to_show(arguments.address),
        live=arguments.live,
        bind=server.address_to_bind(arguments.bind),
        header=arguments.trust_header,
        proxies=proxies_of(arguments.trust_header, arguments.proxy),
    )
    if options.bind and not options.live:
        raise InputError("--bind opens the pages of tables to a network; it goes with --live.")
    asked: tuple[tuple[Any, Callable[[], int]], ...] = (
        (arguments.forget_notes, lambda: server.forget_notes(options)),
        (arguments.verify, lambda: server.verify(options)),
        (arguments.link, lambda: server.invite(options)),
        (arguments.account, lambda: server.account(options, arguments.account)),
        (arguments.backup, lambda: server.backup(options, arguments.backup)),
        (arguments.restore, lambda: server.restore(options, arguments.restore)),
        (arguments.take_out, lambda: server.take_out(options, arguments.take_out)),
    )
    works = (work for given, work in asked if given not in (None, False))
    work = next(works, lambda: server.serve(options))
    return work()
