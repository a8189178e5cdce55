"""Answers in a database: what a query gives is read as a table of text; nothing is written there."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from worldcafe.errors import InputError
from worldcafe.read.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from worldcafe.settings import DatabaseSettings

SERVERS = ("postgresql", "postgres")
BATCH = 10_000  # rows fetched at a time


def query_database(settings: DatabaseSettings) -> Document:
    """Give what the query of the settings finds in their database, as a document of comma-separated rows.

    Raises:
        InputError: there is no such database, the package for it is not installed, or the query fails.
    """
    address = settings.address
    where = _shown(address)
    if not settings.query:
        raise InputError(f"{where}: say which answers to read, as in --query 'SELECT note FROM answers'.")
    module, connect = _opener(address, where)
    try:
        with closing(connect(address)) as connection:
            cursor = connection.execute(settings.query)
            if cursor.description is None:
                raise InputError(f"{where}: the query gives no rows; write one that begins with SELECT.")
            data = _as_text(cursor).encode("utf-8", "surrogatepass")
    except (module.Error, UnicodeDecodeError) as error:  # a damaged file is told in damaged letters
        said = str(error).strip().splitlines() or ["without saying why"]
        raise InputError(f"{where}: the query failed ({said[0]}).") from None
    name = f"{Path(urlsplit(address).path).stem or 'answers'}.csv"
    return Document(where, name, len(data), lambda: io.BytesIO(data))


def _as_text(cursor: Any) -> str:
    """Give the rows of an answer under the names of its columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column[0] for column in cursor.description])
    while rows := cursor.fetchmany(BATCH):
        writer.writerows(["" if value is None else value for value in row] for row in rows)
    return text.getvalue()


def _opener(address: str, where: str) -> tuple[Any, Callable[[str], Any]]:
    """Give the module that knows such a database, and what opens it for reading alone."""
    if urlsplit(address).scheme in SERVERS:
        return _needed("psycopg", "postgresql", where), _open_postgresql
    try:
        with Path(address).open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise InputError(f"{where}: the database cannot be read ({error.strerror}).") from None
    if head.startswith(b"SQLite format 3"):
        return _needed("sqlite3", "", where), _open_sqlite
    if head[8:12] == b"DUCK":
        return _needed("duckdb", "duckdb", where), _open_duckdb
    raise InputError(f"{where}: this is no database of SQLite or DuckDB; name a file of notes as a source.")


def _needed(module: str, extra: str, where: str) -> Any:
    """Give a module that an extra of this package brings."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise InputError(
            f"{where}: to read this database, install one more package: pip install 'worldcafe[{extra}]'."
        ) from None


def _open_sqlite(path: str) -> Any:
    import sqlite3  # noqa: PLC0415 - each only where it is asked for

    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


def _open_duckdb(path: str) -> Any:
    import duckdb  # noqa: PLC0415

    return duckdb.connect(path, read_only=True)


def _open_postgresql(address: str) -> Any:
    import psycopg  # noqa: PLC0415

    connection = psycopg.connect(address)
    connection.read_only = True
    return connection


def _shown(address: str) -> str:
    """Give an address without user and password."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.scheme in SERVERS else address
