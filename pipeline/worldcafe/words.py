"""Word lists that ship with the package, which a user or another language may extend; families of words."""

from __future__ import annotations

import runpy
import tomllib
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@lru_cache(maxsize=8)
def load_words(name: str) -> frozenset[str]:
    """Give all words of `data/NAME.toml`, whatever the language they stand under."""
    text = resources.files("worldcafe").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words)


@lru_cache(maxsize=32)
def load_section(name: str, section: str) -> frozenset[str]:
    """Give the words of one section of `data/NAME.toml`, whatever the language they stand under."""
    text = resources.files("worldcafe").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text)[section].values() for word in words)


@lru_cache(maxsize=8)
def load_pairs(name: str, section: str) -> dict[str, str]:
    """Give one section of `data/NAME.toml` whose words stand for others."""
    text = resources.files("worldcafe").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[section])


def words_of_package(package: str, file: str, name: str) -> frozenset[str]:
    """Give a word list that stands in one file of an installed package.

    The file is read alone: to import all of scikit-learn or spaCy for a list takes a second.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is missing; install worldcafe again")
    return frozenset(runpy.run_path(str(Path(spec.origin).parent / file))[name])


@lru_cache(maxsize=20_000)
def family(word: str) -> str:
    """Give what "mentor", "mentors" and "mentoring" have in common (Snowball stemmer)."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer("english")
