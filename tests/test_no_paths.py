"""No output tells where it was made or by whom: neither home, user, working folder nor temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import worldcafe

USER = "quentinzwick"
NOTES = """# Table 1

- More benches by the pond
- Mend the gate
- Paint the fence
- Plant trees along the path
- A map of the paths
- Open earlier in winter
- Lamps at the station
"""


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give what a file holds, and what is packed in it: members of archives, streams of a PDF."""
    data = path.read_bytes()
    yield path.name, data
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (
                (f"{path.name}/{name}", name.encode() + archive.read(name)) for name in archive.namelist()
            )
    if path.suffix == ".pdf":
        for part in data.split(b"stream")[1:]:
            unpacked = zlib.decompressobj()
            try:
                yield f"{path.name}/stream", unpacked.decompress(part.lstrip(b"\r\n"))
            except zlib.error:
                continue


def told(path: Path, secrets: list[str]) -> list[tuple[str, str]]:
    forms = {form: secret for secret in secrets for form in (secret.encode(), secret.encode("utf-16-le"))}
    return [(name, secret) for name, data in contents(path) for form, secret in forms.items() if form in data]


def test_what_is_packed_is_looked_into(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.xml", f"/home/{USER}/" * 20)
    assert told(tmp_path / "a.docx", [USER]) == [("a.docx/x.xml", USER)]
    packed = zlib.compress(USER.encode() * 9)
    (tmp_path / "a.pdf").write_bytes(b"%PDF\nstream\r\n" + packed + b"\r\nendstream")
    assert told(tmp_path / "a.pdf", [USER]) == [("a.pdf/stream", USER)]


@pytest.mark.slow
def test_outputs_tell_neither_where_they_were_made_nor_by_whom(tmp_path):
    home, temporary = tmp_path / "home" / USER, tmp_path / "zwicktemp"
    for folder in (home / "cafe", temporary):
        folder.mkdir(parents=True)
    (home / "cafe" / "begonia.md").write_text(NOTES, encoding="utf-8")
    (home / "own.toml").write_text('[correct]\nfile = ""\n[embed]\ncache = "vectors"\n', encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(worldcafe.__file__).parents[1]),
        "HOME": str(home),
        "TMPDIR": str(temporary),
        **dict.fromkeys(("USER", "LOGNAME", "USERNAME"), USER),
    }
    formats = "html,docx,pdf,xlsx,qdpx,charts"
    source, config, out = str(home / "cafe" / "begonia.md"), str(home / "own.toml"), home / "out"
    command = ["run", source, "--config", config, "--out", str(out), "--format", formats]
    subprocess.run(
        [sys.executable, "-P", "-m", "worldcafe", *command],
        env=environment,
        cwd=home,
        check=True,
        capture_output=True,
    )
    secrets = [USER, "zwicktemp", "begonia", str(tmp_path), str(Path(sys.prefix))]
    made = [path for path in out.rglob("*") if path.is_file()]
    assert {path.suffix for path in made} >= {
        ".html",
        ".docx",
        ".pdf",
        ".xlsx",
        ".qdpx",
        ".json",
        ".parquet",
        ".svg",
    }
    assert [entry for path in made for entry in told(path, secrets)] == []
