"""The weights of the models are those that this version was made with, byte for byte."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path

from worldcafe.errors import InputError


def require_weights(package: str, folder: Path) -> None:
    """Stop before a model is loaded whose files are not those that this version was made with.

    They are read each time, a few hundredths of a second for each model: a note of an earlier look would be
    one more thing to trust.

    Args:
        package: the package that holds the model, as `data/weights.toml` names it.
        folder: where the package is installed.

    Raises:
        InputError: a file is missing, or holds something else.
    """
    for name, wanted in _digests()[package].items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError:
            found = ""
        if found != wanted:
            raise InputError(
                f'The package "{package}", which holds a language model, is not the one that this version '
                f"was made with ({name} is {'another' if found else 'missing'}); install worldcafe again by "
                "requirements.lock."
            )


@lru_cache(maxsize=1)
def _digests() -> Mapping[str, Mapping[str, str]]:
    """Give the SHA-256 of each file, by package."""
    text = resources.files("worldcafe").joinpath("data/weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
