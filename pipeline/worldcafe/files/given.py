"""What a file says that a person wrote, never a pipe: that would be waited for without end; or that ships."""

from __future__ import annotations

import errno
import stat
import tomllib
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from worldcafe.errors import InputError

Text = TypeVar("Text", str, bytes)
Said = TypeVar("Said")
MOST_BYTES = 20_000_000  # far more than anybody writes by hand


def read_given(path: Path, encoding: str = "utf-8-sig") -> str:
    """Give the text of a file that a person wrote for this tool.

    Raises:
        OSError: it cannot be read, is a pipe or a device, or is far too large; `strerror` says which.
        UnicodeDecodeError: it holds something else than text.
    """
    require_file(path)
    return path.read_text(encoding=encoding)


def parse_given(parse: Callable[[Text], Said], text: Text) -> Said:
    """Give what a text says as TOML or JSON, by the function that parses it.

    Raises:
        ValueError: it is neither, or is nested deeper than anybody writes.
    """
    try:
        return parse(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def read_toml(path: Path, called: str) -> dict[str, Any]:
    """Give what a TOML file says that a person wrote for this tool; messages call it "the settings file".

    Raises:
        InputError: it cannot be read, or is no TOML.
    """
    try:
        return parse_given(tomllib.loads, read_given(path))
    except OSError as error:
        raise InputError(f"{path}: {called} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise not_toml(path, error) from error


@lru_cache
def read_shipped(name: str) -> dict[str, Any]:
    """Give what a TOML file says that ships with the package, in `data/`."""
    return tomllib.loads((resources.files("worldcafe") / "data" / name).read_text(encoding="utf-8"))


def not_toml(path: Path | str, error: ValueError) -> InputError:
    """Give the error of a file that is no TOML: in which line, and how words are written there."""
    if isinstance(error, UnicodeDecodeError):
        return InputError(f"{path}: this is not a TOML file: it is no text in UTF-8; save it as such.")
    why, _, at = str(error).partition(" (at ")
    line = at.partition("line ")[2].partition(",")[0]
    where = f"{path}, line {line}" if line else f"{path}{', at its end' * bool(at)}"
    return InputError(
        f"{where}: this is not a TOML file ({why}); words stand between straight quotation marks, as in "
        """name = "The lake", and between '...' where they hold such marks."""
    )


def require_file(path: Path) -> None:
    """Stop before a pipe or a device is read.

    Raises:
        OSError: as for `read_given`.
    """
    told = path.stat()
    if not stat.S_ISREG(told.st_mode) and not stat.S_ISDIR(told.st_mode):
        raise OSError(errno.EINVAL, "it is a pipe or a device, no file")
    if told.st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it has more than {MOST_BYTES // 1_000_000} MB")
