"""The database made ready: its tables, its one row, and a copy before it is changed."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from worldcafe.errors import InputError
from worldcafe.serve.models import Cafe

ATTEMPTS, PAUSE = 5, 0.3  # to make the tables, and seconds between
APPLICATION = 0x77634166  # "wcAf": by it a file is known as one of ours
BEFORE = "before_"  # begins the name of a schema of PostgreSQL that holds a copy
SHARED = ("nfs", "nfs4", "cifs", "smb", "smb2", "smbfs", "smb3", "afs", "9p", "fuse.sshfs")


class NotOursError(InputError):
    """The file bears no mark of ours; a process that begins may not have made it yet."""


def make_ready() -> None:
    """Make the tables that are not there yet; a database with decisions in it is copied first.

    Of processes that begin together one makes them; the others, whose attempts fail meanwhile, look again.

    Raises:
        InputError: the database cannot be opened, is not ours, or a newer version made it.
    """
    name = str(connection.settings_dict["NAME"])
    for attempt in range(ATTEMPTS):
        try:
            _make_tables(name)
        except (DatabaseError, sqlite3.Error, OSError, NotOursError) as error:
            if attempt == ATTEMPTS - 1:
                raise _told(error, name) from error
            connection.close()
            time.sleep(PAUSE)
        else:
            return


def _told(error: Exception, name: str) -> InputError:
    """Say why a database cannot be used."""
    told = " ".join(str(error).split())
    return (
        error
        if isinstance(error, InputError)
        else InputError(f"{name}: the database cannot be opened ({told}).")
    )


def _make_tables(name: str) -> None:
    """Bring the tables up to date, see `make_ready`."""
    _require_ours(name)
    executor = MigrationExecutor(connection)
    known = {key for key in executor.loader.graph.nodes if key[0] == "serve"}
    applied = {key for key in executor.loader.applied_migrations if key[0] == "serve"}
    if applied - known:
        raise InputError(f"{name}: a newer version of worldcafe made this database; install that one.")
    if known - applied:
        if applied:
            _keep_before(name, max(known)[1])
        call_command("migrate", verbosity=0, interactive=False)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA application_id = {APPLICATION}")
        Path(name).chmod(0o600)
    Cafe.objects.get_or_create(pk=1, defaults={"secret": secrets.token_hex(32)})


def _keep_before(name: str, version: str) -> None:
    """Copy a database before it is brought to a version: a file beside it, in PostgreSQL a schema of it."""
    if connection.vendor == "sqlite":
        copy = Path(f"{name}.before-{version}.bak")
        if not copy.exists():
            back_up(copy)
        return
    schema = f"{BEFORE}{version[:4]}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        if cursor.fetchone():
            return
        cursor.execute(f"CREATE SCHEMA {schema}")
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("serve_", "django_")):
                cursor.execute(f"CREATE TABLE {schema}.{table} AS TABLE {table}")


def _require_ours(name: str) -> None:
    """Stop at a file that another program made."""
    if connection.vendor != "sqlite" or not Path(name).exists() or not Path(name).stat().st_size:
        return
    with closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True)) as file:
        if file.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise NotOursError(
                f"{name}: this database is not one of worldcafe; name another with --database."
            )


def back_up(path: Path) -> None:
    """Write a whole copy of a SQLite database while it is in use, and check it.

    Raises:
        InputError: it is PostgreSQL, the file is there, it cannot be written, or the copy is not whole.
    """
    if connection.vendor != "sqlite":
        raise InputError("a PostgreSQL database is backed up with pg_dump.")
    if path.exists():
        raise InputError(f"{path}: this file exists; name another.")
    old = os.umask(0o077)
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
    except DatabaseError as error:
        raise InputError(f"{path}: the copy cannot be written ({error}).") from error
    finally:
        os.umask(old)
    _require_whole(path, "is the disc full?")


def compact() -> None:
    """Write the database anew, so that no byte of a file holds what was taken out of it.

    PostgreSQL keeps samples of columns as well; they are made anew. What it wrote ahead is its server's.

    Raises:
        InputError: it is written to by somebody just now.
    """
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                cursor.execute("VACUUM FULL ANALYZE")
                cursor.execute("VACUUM FULL pg_catalog.pg_statistic")
    except DatabaseError as error:
        raise InputError(f"The database is in use, do this once more ({error}).") from error


def copies() -> list[str]:
    """Give the names of the copies that were made of the database before it was changed."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [BEFORE])
            return sorted(f"schema {row[0]}" for row in cursor.fetchall())
    path = Path(str(connection.settings_dict["NAME"]))
    return sorted(copy.name for copy in path.parent.glob(f"{path.name}.*.bak")) if path.is_absolute() else []


def put_back(path: Path) -> Path:
    """Let the database be as a copy of it says; give the file in which what was there is kept.

    A copy of an earlier version is brought up to date; people who were let in since must be let in again.

    Raises:
        InputError: it is PostgreSQL, or the file is no whole copy of such a database.
    """
    if connection.vendor != "sqlite":
        raise InputError("a PostgreSQL database is restored with pg_restore.")
    if not path.is_file() or not path.stat().st_size:
        raise InputError(f"{path}: there is no such copy.")
    try:
        _require_ours(str(path))
        _require_whole(path, "take another.")
    except sqlite3.Error as error:
        raise InputError(f"{path}: this is no copy of a database ({error}).") from error
    name = str(connection.settings_dict["NAME"])
    kept = _free_name(name)
    back_up(kept)
    connection.close()
    with closing(sqlite3.connect(path)) as copy, closing(sqlite3.connect(name)) as place:
        copy.backup(place)
    make_ready()
    return kept


def _free_name(name: str) -> Path:
    """Give the name of a file that is not there yet, for what is replaced."""
    number = 1
    while (path := Path(f"{name}.before-restore-{number}.bak")).exists():
        number += 1
    return path


def _require_whole(path: Path, advice: str) -> None:
    """Stop at a file that is damaged."""
    with closing(sqlite3.connect(path)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise InputError(f"{path}: the copy is not whole; {advice}")


def shared_file_system(path: Path) -> str:
    """Give the kind of network file system that a path lies on, "" where it is on a disc of this machine."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    places = [line.split()[1:3] for line in mounts]
    over = [(len(at), kind) for at, kind in places if path.absolute().is_relative_to(at)]
    kind = max(over)[1] if over else ""
    return kind if kind in SHARED else ""
