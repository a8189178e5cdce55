"""Every setting with its default and what it means, as a TOML to begin with.

What it means is the comment that stands with it in `worldcafe.settings`, so that it is written once.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import io
import json
import tokenize
from collections.abc import Iterator
from typing import Any

from worldcafe import settings as module
from worldcafe.settings import Settings

HEAD = """# Settings of worldcafe with their defaults. Take the "# " from a line to change it,
# leave the others as they are, and name this file: worldcafe run notes/ --config settings.toml
"""


def describe_settings() -> str:
    """Give a TOML in which each setting stands commented out, with its default and its meaning."""
    return "\n".join([HEAD, *_section(Settings(), ())]).rstrip() + "\n"


def _section(values: Any, path: tuple[str, ...]) -> Iterator[str]:
    """Give the lines of one section, its own settings before the sections below it."""
    meanings = _meanings(type(values).__name__)
    below = []
    if path:
        yield f"# {inspect.getdoc(type(values))}"
        yield f"[{'.'.join(path)}]"
    for entry in dataclasses.fields(values):
        value = getattr(values, entry.name)
        if dataclasses.is_dataclass(value):
            below.append((value, (*path, entry.name)))
            continue
        meaning = meanings.get(entry.name, "")
        yield f"# {entry.name} = {_toml(value)}" + f"  # {meaning}" * bool(meaning)
    yield ""
    for value, deeper in below:
        yield from _section(value, deeper)


def _toml(value: Any) -> str:
    """Give a value as TOML writes it: text, whole or broken number, truth or list of texts."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _meanings(name: str) -> dict[str, str]:
    """Give the comment with each field of a settings class: on its lines, or right above them."""
    source = inspect.getsource(module)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = {token.start[0]: token for token in tokens if token.type == tokenize.COMMENT}
    found = next(
        node for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name == name
    )
    told = {}
    for field in (node for node in found.body if isinstance(node, ast.AnnAssign)):
        first = field.lineno
        while first - 1 in comments and not source.splitlines()[first - 2].split("#")[0].strip():
            first -= 1
        lines = range(first, (field.end_lineno or field.lineno) + 1)
        texts = [comments[line].string.lstrip("# ") for line in lines if line in comments]
        told[ast.unparse(field.target)] = " ".join(texts)
    return told
