"""Every sentence that the product itself says in a report, as the code, its templates and its script have it.

`python tests/wordings.py` prints what the catalogues lack, as entries to be filled in.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from worldcafe.language import reasons
from worldcafe.language.wording import page_languages

PACKAGE = Path(__file__).parents[1] / "pipeline" / "worldcafe"
CATALOGUES = PACKAGE / "language" / "catalogues"
TEMPLATES = PACKAGE / "report" / "templates"
ONE, MANY = {"say", "later", "phrase"}, {"says", "phrases", "pair"}
Wording = str | tuple[str, str]  # a template, or that for one and that for many


def all_wordings() -> dict[Wording, None]:
    """Give every wording once, in the order of the files."""
    found: dict[Wording, None] = {}
    for path in sorted((PACKAGE / "report").rglob("*.py")) + sorted((PACKAGE / "language").glob("*.py")):
        found |= dict.fromkeys(_of_code(path.read_text(encoding="utf-8")))
    for path in sorted(TEMPLATES.rglob("*.html")):
        found |= dict.fromkeys(_of_template(path.read_text(encoding="utf-8")))
    for path in sorted(TEMPLATES.rglob("*.js")):
        found |= dict.fromkeys(re.findall(r'\b_\("([^"]+)"\)', path.read_text(encoding="utf-8")))
    found |= dict.fromkeys((*reasons.SENTENCES, *(text for part in reasons.WITHIN.values() for text in part)))
    plural = {pair[0] for pair in found if isinstance(pair, tuple)}
    return {wording: None for wording in found if wording not in plural}


def _of_code(text: str) -> Iterator[Wording]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            told = [found.value for found in node.args if isinstance(found, ast.Constant)]
            told = [value for value in told if isinstance(value, str)]
            yield from _told(node.func.id, told)
    yield from re.findall(r"\b(?:say|later)\('((?:[^'\\]|\\.)+)'", text)  # inside an f-string


def _of_template(text: str) -> Iterator[Wording]:
    for node in Environment(autoescape=True).parse(text).find_all(nodes.Call):
        if isinstance(node.node, nodes.Name):
            told = [found.value for found in node.args if isinstance(found, nodes.Const)]
            yield from _told(node.node.name, told)


def _told(name: str, told: list[str]) -> Iterator[Wording]:
    if name in ONE and told:
        yield told[0]
    elif name in MANY and len(told) > 1:
        yield told[0], told[1]


def read_catalogue(language: str) -> dict[Wording, tuple[str, ...]]:
    """Give the translations of a catalogue: one for a template, one for each number for a pair."""
    from babel.messages.pofile import read_po

    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    told = [message for message in catalogue if message.id]
    return {
        message.id: tuple(message.string) if isinstance(message.id, tuple) else (message.string,)
        for message in told
    }


if __name__ == "__main__":
    for language in page_languages()[1:]:
        for wording in all_wordings().keys() - read_catalogue(language).keys():
            sys.stdout.write(f"{language}: {wording}\n")
