"""Make the documentation as a site out of the files of the repository, to be read offline.

    python docs/build.py [FOLDER]

Nothing is written twice: pages are the documents as they are, tutorials, decisions, and what the tables
hold, generated from the tables themselves. A link to a page leads there, a picture comes along, and what is
only in the repository is named without a link. A link that leads nowhere ends the build. Neither fonts nor
scripts come from elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from worldcafe.run.describe import WRITTEN, describe_tables, explain_columns

REPO = Path(__file__).parents[1]
PAGES = {  # of the site, by the file of the repository
    "README.md": "index.md",
    "ARCHITECTURE.md": "architecture.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
    "tests/benchmarks/README.md": "measurements.md",
    "docs/manual.md": "manual.md",
    "docs/gallery.md": "gallery.md",
    "docs/scale.md": "scale.md",
    "docs/decisions/README.md": "decisions/index.md",
}
PAGES |= {
    str(path.relative_to(REPO)): str(path.relative_to(REPO / "docs"))
    for folder in ("tutorials", "decisions")
    for path in sorted((REPO / "docs" / folder).glob("*.md"))
    if path.name != "README.md"
}
TABLES = "tables.md"
LED = PAGES | {
    "reports/ccnso-2023/tables/README.md": TABLES
}  # what a run writes beside its tables is that page
RE_LINK = re.compile(
    r"(?P<picture>!?)\[(?P<label>[^\[\]]+)\]\((?P<target>(?!https?:|#)[^)\s#]+)(?P<anchor>#[\w-]+)?\)"
)
RE_FENCE = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)


def main() -> None:
    """Build into the folder that is named, or into out-docs/."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else REPO / "out-docs"
    made = build(out)
    sys.stdout.write(made.stdout + made.stderr)
    sys.exit(made.returncode)


def build(out: Path) -> subprocess.CompletedProcess[str]:
    """Write the site into a folder; a link that leads nowhere gives another exit code than 0, and no site."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_pages(work / "docs")
        (work / "zensical.toml").write_text(settings(), encoding="utf-8")
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
        made = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        if not made.returncode:
            shutil.copytree(work / "site", out, dirs_exist_ok=True)
        return made


def write_pages(docs: Path) -> None:
    """Write every page as Markdown, with the pictures that pages show."""
    tables = explain_columns(describe_tables(WRITTEN, "What the tables of a run hold"))
    pages = {
        page: moved((REPO / file).read_text(encoding="utf-8"), file, docs) for file, page in PAGES.items()
    }
    for page, text in {**pages, TABLES: tables}.items():
        (docs / page).parent.mkdir(parents=True, exist_ok=True)
        (docs / page).write_text(text, encoding="utf-8")


def moved(text: str, file: str, docs: Path) -> str:
    """Give a document with links that lead to the same things in the site; code stays as it is."""

    def led(match: re.Match[str]) -> str:
        here = Path(PAGES[file]).parent
        target = os.path.normpath(Path(file).parent / match["target"])
        if match["picture"] and (REPO / target).is_file():
            (docs / "pictures").mkdir(parents=True, exist_ok=True)
            shutil.copy(REPO / target, docs / "pictures")
            return f"![{match['label']}]({os.path.relpath(f'pictures/{Path(target).name}', here)})"
        if target in LED:
            return f"[{match['label']}]({os.path.relpath(LED[target], here)}{match['anchor'] or ''})"
        return match["label"] if (REPO / target).exists() else match[0]

    parts = RE_FENCE.split(text)
    return "".join(part if part.startswith("```") else RE_LINK.sub(led, part) for part in parts)


def settings() -> str:
    """Give the settings of the site: its order, and nothing from elsewhere."""
    titles = {page: title(REPO / file) for file, page in PAGES.items()}

    def listed(prefix: str) -> Mapping[str, str]:
        return {titles[page]: page for page in titles if page.startswith(prefix) and page.count("/")}

    def section(entries: Mapping[str, str]) -> str:
        return ", ".join(f'{{ "{name}" = "{page}" }}' for name, page in entries.items())

    about = {"Architecture": "architecture.md", "Contributing": "contributing.md", "Changes": "changelog.md"}
    return f"""[project]
site_name = "worldcafe"
site_dir = "site"
use_directory_urls = false
nav = [
  {{ "Begin" = "index.md" }},
  {{ "Manual" = "manual.md" }},
  {{ "Gallery" = "gallery.md" }},
  {{ "Tutorials" = [{section(listed("tutorials"))}] }},
  {{ "What the tables hold" = "{TABLES}" }},
  {{ "Measurements" = "measurements.md" }},
  {{ "From a café to a nation" = "scale.md" }},
  {{ "Security" = "security.md" }},
  {{ "For those who change it" = [{section(about)}] }},
  {{ "Decisions" = [{section(listed("decisions"))}] }},
]
[project.theme]
font = false
features = ["navigation.sections", "navigation.top"]
[project.extra]
generator = false
"""


def title(file: Path) -> str:
    """Give the first heading of a document."""
    return file.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ")


if __name__ == "__main__":
    main()
