"""What the documents say is so."""

from __future__ import annotations

import re

import pytest

from conftest import REPO
from worldcafe.cli.arguments import make_parser

README, MANUAL, PLAN = (
    (REPO / name).read_text(encoding="utf-8") for name in ("README.md", "docs/manual.md", "ARCHITECTURE.md")
)
PAGE = 72  # lines
DOCUMENTS = sorted(
    path for where in ("*.md", "*/README.md", "tests/*/README.md", "docs/*.md") for path in REPO.glob(where)
)


def test_files_named_in_the_map_exist():
    named = re.findall(r"\| `(\w+(?:\.py|/))` \|$", PLAN, re.MULTILINE)
    assert len(named) >= 12
    for name in named:
        assert (REPO / "pipeline" / "worldcafe" / name).exists(), name


def test_readme_is_one_page():
    assert len(README.splitlines()) <= PAGE


def test_each_system_is_set_up_in_three_lines():
    rows = re.findall(r"^\| `(.*)` \| `(.*)` \| `(.*)` \|$", README, re.MULTILINE)
    linux, mac, windows = (list(lines) for lines in zip(*rows, strict=True))
    assert linux == mac == ["python3 -m venv .venv", ".venv/bin/pip install .", ".venv/bin/worldcafe demo"]
    assert windows == [
        re.sub(r"^python3", "py", line).replace("/bin/", "/Scripts/").replace("/", "\\") for line in linux
    ]


@pytest.mark.parametrize("text", [README, MANUAL], ids=["readme", "manual"])
def test_commands_in_the_documents_parse(text):
    lines = re.findall(r"^\.venv/bin/worldcafe (.*?)(?:\s+#.*)?$", text, re.MULTILINE)
    assert len(lines) >= 4
    for line in lines:
        make_parser().parse_args(line.split())


def test_make_targets_in_the_documents_exist():
    makefile = (REPO / "Makefile").read_text(encoding="utf-8")
    for path in DOCUMENTS:
        for target in re.findall(r"`make (\w+)`|^make (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), f"{path.name}: {target}"


def test_every_command_is_in_the_manual():
    actions = next(action for action in make_parser()._actions if action.choices)
    for command in actions.choices:
        assert f"worldcafe {command}" in MANUAL, command


LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
FOLDERS = ("corpus", "docs", "models", "reports", "tests")
LINKED = sorted(
    [
        *REPO.glob("*.md"),
        *(path for name in FOLDERS for path in REPO.glob(f"{name}/**/*.md") if "untidy" not in path.parts),
    ]
)


@pytest.mark.parametrize("path", LINKED, ids=lambda path: str(path.relative_to(REPO)))
def test_links_inside_the_repository_lead_somewhere(path):
    for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        there = path.parent / target if target else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), f"{target}#{anchor}"


def anchors(path):
    """The headings of a document, as links call them."""
    found = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in found}


def test_links_are_seen():
    found = [link for path in LINKED for link in LINK.findall(path.read_text(encoding="utf-8"))]
    assert len(found) > 60
    assert any(anchor for _, anchor in found)
