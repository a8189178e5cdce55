"""What QualCoder, a program for coding, takes over from a project that a run wrote.

    python tests/benchmarks/qualcoder.py SOURCE PROJECT

SOURCE is the folder `src` of QualCoder's own code, PROJECT a project.qdpx. Its import runs as it is, on a new database of its own
making and without a display; it needs PyQt6, pymupdf, Pillow and ebooklib, none of which is part of this tool. Prints how many
sources, codes, codings and cases it has then, and how many codings have other words than stand at their place.
"""

from __future__ import annotations

import argparse
import builtins
import importlib
import os
import re
import sqlite3
import sys
import tempfile
import types
from pathlib import Path

TABLES = ("source", "code_cat", "code_name", "code_text", "cases", "case_text", "attribute")
RE_CALL = re.compile(r'cur\.execute\(\s*((?:"[^"]*"\s*)+)\)')


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("project", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = take_over(given.source / "qualcoder", given.project.absolute(), Path(folder))
        print(told)


def take_over(program: Path, project: Path, folder: Path) -> str:
    """Let the program import a project into a folder, and say what it has then."""
    copy = folder / "project.qdpx"
    copy.write_bytes(project.read_bytes())  # it unpacks beside it
    refi = imported(program)
    home = new_project(program, folder / "opened.qda")
    app = types.SimpleNamespace(
        conn=home, project_path=str(folder / "opened.qda"), project_name="opened.qda", version="", ai=None,
        settings={"codername": "me", "directory": str(folder), "ai_enable": "False"}, ai_models=[],
        write_config_ini=lambda *_: None, get_annotations=list, project_events=None,
    )  # fmt: skip
    refi.QtWidgets.QFileDialog.getOpenFileName = staticmethod(lambda *_, **__: (str(copy), True))
    refi.Message = lambda *_: types.SimpleNamespace(exec=lambda: 0)
    refi.RefiImport(app, types.SimpleNamespace(append=lambda _: None), "qdpx")
    counts = {table: home.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    other = home.execute(
        "SELECT count(*) FROM code_text JOIN source ON source.id = fid "
        "WHERE seltext != substr(fulltext, pos0 + 1, pos1 - pos0)"
    ).fetchone()[0]
    return f"{', '.join(f'{name} {n}' for name, n in counts.items())}; codings with other words: {other}"


def imported(program: Path) -> types.ModuleType:
    """Give the module that imports projects, without what else the program brings."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    builtins._ = lambda text: text  # type: ignore[attr-defined]
    package = types.ModuleType("qualcoder")
    package.__path__ = [str(program)]
    sys.modules["qualcoder"] = package
    widgets = importlib.import_module("PyQt6.QtWidgets")
    package.window = widgets.QApplication([])  # type: ignore[attr-defined] - it must live as long
    return importlib.import_module("qualcoder.refi")


def new_project(program: Path, path: Path) -> sqlite3.Connection:
    """Make the folders and tables of a new project, by the statements with which the program makes them."""
    for name in ("documents", "images", "audio", "video"):
        (path / name).mkdir(parents=True)
    code = (program / "__main__.py").read_text(encoding="utf-8")
    made = code[code.index('"CREATE TABLE project (') :]
    made = made[: made.index("self.app.update_coder_names()")]
    home = sqlite3.connect(path / "data.qda")
    for call in RE_CALL.findall(f"cur.execute({made}"):
        home.execute("".join(re.findall(r'"([^"]*)"', call)))
    home.execute("INSERT INTO project VALUES ('v17', '', '', '', 0, 0, 'me', '', NULL, NULL, NULL)")
    home.commit()
    return home


if __name__ == "__main__":
    main()
