"""`worldcafe serve`: the app on this machine, one process, one address, one link."""

from __future__ import annotations

import ipaddress
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from worldcafe.engine.progress import say
from worldcafe.errors import InputError
from worldcafe.files.store import is_run
from worldcafe.serve.options import DATABASE, LARGEST, ServeOptions, set_up

THREADS = 8
TABLES_PORT = 8000  # short, for it is typed on phones


def options_of(folder: Path) -> ServeOptions:
    """Give the options for a folder: a run, whose neighbours are runs too, or a folder for runs to come.

    Raises:
        InputError: it is no folder.
    """
    if folder.name.endswith(".removed.csv") or folder.is_file():
        raise InputError(f"{folder}: this is a file; name the folder of a run, or one to keep runs in.")
    if is_run(folder):
        return ServeOptions(folder.absolute().parent, run=folder.absolute())
    ours = (DATABASE, "live.db", "*/run.json")
    if folder.is_dir() and any(folder.iterdir()) and not any(list(folder.glob(kept)) for kept in ours):
        raise InputError(f"{folder}: no run here; name the folder of a run, or an empty one.")
    folder.mkdir(parents=True, exist_ok=True)
    return ServeOptions(folder.absolute())


def serve(options: ServeOptions) -> int:
    """Serve until a key ends it."""
    server = make_server(options)
    from worldcafe.serve.gate import new_link  # noqa: PLC0415 - Django is set up by now
    from worldcafe.serve.people import everybody  # noqa: PLC0415

    port = port_of(server)
    is_open = not everybody() and not options.header
    address = f"http://127.0.0.1:{port}{new_link() if is_open else '/'}"
    lets = "The link lets one browser in." if is_open else "People sign in there."
    say(f"Open {address}\n{lets} Ctrl-C ends the app; everything is stored as you go.")
    if not options.run and not any(options.home.glob("*/run.json")):
        say(f"No run is in {options.home.name} yet: drop notes on its page, or name the folder of one.")
    if options.bind:
        say(f"Tables write at http://{options.bind}:{port}/t/ with the code of their card, nowhere else.")
    sys.stdout.flush()
    if options.opens:
        webbrowser.open(address)
    server.run()
    return 0


def invite(options: ServeOptions) -> int:
    """Print a link that lets one browser into a server of this database.

    Raises:
        InputError: people have accounts there.
    """
    set_up(options)
    from worldcafe.serve.gate import new_link  # noqa: PLC0415
    from worldcafe.serve.people import everybody  # noqa: PLC0415

    if everybody():
        raise InputError("people have accounts here; --account NAME prints a link for one of them.")
    say(f"{options.address or 'the address of the app, then '}{new_link()}")
    return 0


def account(options: ServeOptions, name: str) -> int:
    """Print a link by which somebody sets a password; the first of all becomes the chair."""
    set_up(options)
    from worldcafe.serve.gate import clean_name  # noqa: PLC0415
    from worldcafe.serve.people import begin_account  # noqa: PLC0415

    link = begin_account(clean_name(name))
    say(f"{options.address or 'the address of the app, then '}{link}")
    say("It works once, within a week, and sets a password. Whoever belongs to the committee signs in now.")
    return 0


def make_server(options: ServeOptions) -> Any:
    """Give a server that is bound and not running yet; a run that was named is being taken in.

    Raises:
        InputError: the database cannot be used, or the port is taken.
    """
    set_up(options)
    import waitress  # noqa: PLC0415 - belongs to the extra
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    from worldcafe.serve import jobs  # noqa: PLC0415
    from worldcafe.serve.database import shared_file_system  # noqa: PLC0415
    from worldcafe.serve.identities import open_queue  # noqa: PLC0415
    from worldcafe.serve.live import hearing, notes  # noqa: PLC0415
    from worldcafe.serve.log import Actor  # noqa: PLC0415

    if not options.database.startswith("postgres") and (kind := shared_file_system(options.home)):
        say(f"The database lies on a network drive ({kind}), where it may be damaged; move it.", sys.stderr)
    jobs.set_home(options.home)
    if options.live:
        notes.begin(options.home)
        hearing.LISTENER.get_ready()
        hearing.hear_again()
    if not options.address:
        open_queue()
    try:
        server = waitress.create_server(
            get_wsgi_application(),
            listen=listening(options),
            threads=THREADS,
            max_request_body_size=LARGEST,
            ident="worldcafe",
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        raise InputError(
            f"{listening(options)}: it cannot be opened ({error.strerror}); name another."
        ) from error
    if options.run is not None:
        jobs.take_in(options.run, Actor("worldcafe", "rule"))
    return server


def listening(options: ServeOptions) -> str:
    """Give the addresses that are opened.

    While a café goes on the port is the same after each start: what a phone keeps
    belongs to it.
    """
    port = options.port or (TABLES_PORT if options.live else 0)
    bind = f"[{options.bind}]" if ":" in options.bind else options.bind
    return " ".join(f"{address}:{port}" for address in ("127.0.0.1", bind) if address)


def port_of(server: Any) -> int:
    """Give the port at which a server is reached."""
    several = getattr(server, "effective_listen", None)
    return int(several[0][1] if several else server.effective_port)


def address_to_bind(text: str) -> str:
    """Give an address of this machine as it is opened for tables, "" for none.

    Raises:
        InputError: it is no address, or stands for all of them.
    """
    try:
        if not text or not ipaddress.ip_address(text).is_unspecified:
            return text
    except ValueError:
        pass
    raise InputError(
        f"{text}: name the address of this machine on the network of the café, such as 192.168.1.20."
    )


def forget_notes(options: ServeOptions) -> int:
    """Remove the notes of a café as its scribes typed them."""
    from worldcafe.serve.live import wiping  # noqa: PLC0415

    gone = wiping.forget(options.home)
    say("\n".join(f"Removed {path}" for path in gone) or "There are no notes of a café here.")
    return 0


def verify(options: ServeOptions) -> int:
    """Replay the log; say what is not as it says, and give 1 then."""
    set_up(options)
    from worldcafe.serve.replay import find_differences  # noqa: PLC0415

    differences = find_differences()
    for sentence in differences:
        say(sentence)
    if not differences:
        say("The log is whole, and everything is as it says.")
    return int(bool(differences))


def backup(options: ServeOptions, path: Path) -> int:
    """Write a copy of the database while it is in use."""
    set_up(options)
    from worldcafe.serve.database import back_up  # noqa: PLC0415

    back_up(path)
    say(f"The database is copied to {path}")
    return 0


def restore(options: ServeOptions, path: Path) -> int:
    """Put a copy of the database in its place; what was there is kept beside it."""
    set_up(options)
    from worldcafe.serve.database import put_back  # noqa: PLC0415

    kept = put_back(path)
    say(f"The database is as it was in {path}; what was there before is kept in {kept}")
    return 0


def take_out(options: ServeOptions, names: Sequence[str]) -> int:
    """Take names out of all that is stored, and tell what still holds them."""
    set_up(options)
    from worldcafe.serve.database import compact, copies  # noqa: PLC0415
    from worldcafe.serve.live import wiping  # noqa: PLC0415
    from worldcafe.serve.log import Actor  # noqa: PLC0415
    from worldcafe.serve.names import notes_given, private_run, runs_with  # noqa: PLC0415
    from worldcafe.serve.taking_out import count_texts  # noqa: PLC0415
    from worldcafe.serve.taking_out import take_out as take_names_out  # noqa: PLC0415
    from worldcafe.tasks import identities  # noqa: PLC0415

    identities.require_names(names)
    named = [(name, identities.PERSON) for name in names]
    run, masked = private_run(), identities.mask_names(named)
    if run is not None:
        identities.answer_identities(run, remove=names)
    typed = wiping.wipe(options.home, masked)
    done = take_names_out(named, Actor("worldcafe", "rule"))
    compact()
    tells = identities.has_word_of(names)
    words = count_texts(tells) + wiping.count_typed(options.home, tells)
    runs, given = runs_with(masked), notes_given()
    say(f"Taken out of {done.rows} rows of the database and {done.entries} entries of its log.")
    for sentence in (
        typed and f"Taken out of {typed} of the notes that scribes typed; nothing keeps what stood there.",
        words
        and f"A word of it stands by itself in {words} text{'s' * (words > 1)}, where it may be somebody "
        "else or a word like any other: look for it, and take it out by itself, as it is written there.",
        done.files and f"Emptied, for they held it: {'; '.join(done.files)}.",
        done.anew
        and "The log is sealed anew, for entries of an earlier version held it: it is whole, but hashes that "
        "were printed before do not compare with it.",
        (kept := copies()) and f"Copies of before may hold it, delete them: {', '.join(kept)}.",
        runs
        and f"Still as they were, with it: {', '.join(runs)}. Analyse the notes again, then delete these.",
        given and f"Files that were given stay as they are and may hold it: {', '.join(given)}.",
        run
        and f"The next run follows this; {identities.answers_path(run).name} holds the name, for you alone.",
        runs
        and not run
        and "The private list is elsewhere: worldcafe identities RUN --remove NAME lets the "
        "next run follow this.",
    ):
        if sentence:
            say(sentence)
    return 0
