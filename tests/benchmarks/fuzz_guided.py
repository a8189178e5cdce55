"""Coverage-guided fuzzing from files to segments: each is read or refused in a sentence, and no letter is lost.

    python -m venv FUZZ && FUZZ/bin/pip install atheris  (the product does not need it) and the product into it
    PYTHONPATH=pipeline FUZZ/bin/python tests/benchmarks/fuzz_guided.py docx FOUND -max_total_time=300

The first word is the ending of the files, one of `tests/formats.py` or of the documents in `untidy/`, from both of
which it begins. What is a zip archive is changed inside, one member after another. A fault ends nothing: the first
file of each kind of fault is kept in the folder FOUND with its traceback, and the kinds are listed at the end.
"""

from __future__ import annotations

import io
import os
import random
import re
import sys
import tempfile
import traceback
import zipfile
from importlib import import_module
from pathlib import Path

os.environ["PANDERA_VALIDATION_ENABLED"] = "False"  # a hundred times more runs a second
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

try:
    import atheris
except ImportError:
    sys.exit("fuzz_guided needs atheris (pip install atheris); skipped.")

with atheris.instrument_imports(include=["worldcafe.read", "worldcafe.parse", "worldcafe.segment"]):
    from conserve import document
    from untidy import DOCUMENTS

    from formats import WRITERS
    from worldcafe.conserve import with_gaps_told
    from worldcafe.errors import InputError
    from worldcafe.parse import parse_sources
    from worldcafe.read import read_sources, stage
    from worldcafe.segment import segment_blocks
    from worldcafe.settings import Settings

    for module, _ in stage.READERS.values():
        import_module(f"worldcafe.read.{module}")

DEFAULTS = Settings()
LOST = re.compile(r"in no segment$")
MEMBERS = re.compile(
    r"word/(document|styles|numbering|footnotes|comments)\.xml|content\.xml|styles\.xml|ppt/slides/slide1\.xml"
    r"|xl/(workbook|sharedStrings|styles|worksheets/sheet1)\.xml"
)
MEMBER = re.compile(rb"\0([\w./-]+)\0")
PIECE = re.compile(rb"<([\w:]+)\b[^<>]*>[^<>]*</\1>|<[^<>]*>|[^<>\n]+|\n|[<>]")
VALUE = re.compile(rb'(?<==")[^"]*(?=")|\d+')
VALUES = [*b"|-1|999999999|x|1e9|NaN|0|true|\xc2\xb2|\xef\xbc\x91|XFD1048577".split(b"|")]
MOST_BYTES = 30_000


def seeds_of(ending: str, folder: Path) -> list[bytes]:
    """Give whole documents to begin with."""
    found = [*DOCUMENTS.rglob(f"*.{ending}"), *(DOCUMENTS.parents[1] / "data").rglob(f"*.{ending}")]
    given = [path.read_bytes() for path in found]
    for seed in range(6 if ending in WRITERS else 0):
        path = folder / f"seed.{ending}"
        WRITERS[ending](document(seed)[0], path)
        given.append(path.read_bytes())
    return given


def opened(data: bytes) -> bytes:
    """Give what is changed of a file: all of it, or of an archive the members that matter behind their names."""
    if not data.startswith(b"PK"):
        return data[: MOST_BYTES // 8]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if MEMBERS.fullmatch(name)}
    short = ((name, part) for name, part in members.items() if len(part) <= MOST_BYTES // 3)
    return b"".join(b"\0" + name.encode() + b"\0" + part for name, part in short)


def closed(data: bytes, shell: bytes) -> bytes:
    """Give the file again, with all else as the shell has it."""
    if not shell.startswith(b"PK"):
        return data
    _, *parts = MEMBER.split(data)
    changed = {name.decode(): part for name, part in zip(parts[::2], parts[1::2], strict=True)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shell)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in dict.fromkeys((*old.namelist(), *changed)):
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return buffer.getvalue()


class Fuzzer:
    """Keeps what mutations are made of, and the faults that came."""

    def __init__(self, ending: str, found: Path, folder: Path) -> None:
        self.found, self.path = found, folder / f"notes.{ending}"
        whole = seeds_of(ending, folder)
        self.shell = min(whole, key=len)
        self.seeds = [data for data in map(opened, whole) if len(data) <= MOST_BYTES] or [opened(self.shell)]
        self.pieces = [match.group() for data in self.seeds for match in PIECE.finditer(data)]
        self.faults: dict[str, int] = {}

    def mutate(self, data: bytes, most: int, seed: int) -> bytes:
        """Change, swap, double or drop lines, tags and whole elements; else bytes, as libFuzzer does."""
        rng = random.Random(seed)
        parts = [match.group() for match in PIECE.finditer(data)]
        if not parts or rng.random() < 0.3:
            return atheris.Mutate(data, most)
        for _ in range(rng.choice((1, 1, 2, 5))):
            at, other = rng.randrange(len(parts)), rng.randrange(len(parts))
            parts[at] = rng.choice(
                (
                    b"",
                    parts[at] * rng.choice((2, 2, 40)),
                    parts[other],
                    parts[at] + rng.choice(self.pieces),
                    rng.choice(self.pieces),
                    VALUE.sub(lambda match: rng.choice((*VALUES, match.group())), parts[at]),
                )
            )
        return b"".join(parts)[:most]

    def run_once(self, data: bytes) -> None:
        """Take one file to its segments; keep it if that ends in anything but them or a sentence."""
        self.path.write_bytes(closed(data, self.shell))
        try:
            look(self.path)
        except InputError as error:
            if "\n" in str(error).strip():
                self.keep("not one sentence", str(error))
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            frame = [frame for frame in frames if "worldcafe" in frame.filename][-1:] or frames[-1:]
            kind = str(error)[:12] if isinstance(error, AssertionError) else ""
            self.keep(f"{type(error).__name__} {kind} {frame[0].name}", traceback.format_exc())

    def keep(self, fault: str, told: str) -> None:
        """Count a fault, and keep the first file that it came of."""
        self.faults[fault] = self.faults.get(fault, 0) + 1
        if self.faults[fault] == 1:
            name = re.sub(r"\W+", "-", fault) + self.path.suffix
            (self.found / name).write_bytes(self.path.read_bytes())
            (self.found / f"{name}.told").write_text(f"{fault}\n{told}", encoding="utf-8")
            print("FAULT", fault, told[-300:], flush=True)


def look(path: Path) -> None:
    """Read, parse and segment a file.

    Raises:
        InputError: the file is refused.
        AssertionError: a letter is in no segment or in two, or a segment is not what the source says.
    """
    sources = read_sources([path], DEFAULTS.read)
    blocks = parse_sources(sources, DEFAULTS.parse)
    if blocks.empty:  # without validation its columns have no types
        return
    segments = segment_blocks(sources, blocks, DEFAULTS.segment)
    for source in with_gaps_told(sources, segments):
        told = [sentence for sentence in source.set_aside if LOST.search(sentence)]
        assert not told, f"lost: {told}"
        last = 0
        own = segments[segments["source"] == source.name]
        for start, end, text in zip(own["start"], own["end"], own["text"], strict=True):
            assert last <= start < end <= len(source.text), f"two hold {start} to {last}"
            assert source.text[start:end] == text, f"not the source: {text!r}"
            last = end


def main() -> None:
    """Fuzz one format for as long as libFuzzer is told; print the kinds of faults."""
    ending, found, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        Path(found).mkdir(exist_ok=True, parents=True)
        fuzzer = Fuzzer(ending, Path(found), Path(folder))
        begin = Path(folder) / "seeds"
        begin.mkdir()
        for number, data in enumerate(fuzzer.seeds):
            (begin / str(number)).write_bytes(data)
        limits = (f"-max_len={MOST_BYTES}", "-timeout=60", "-rss_limit_mb=4000", "-len_control=0")
        arguments = [sys.argv[0], *limits, f"-artifact_prefix={found}/", *options, str(begin)]
        atheris.Setup(arguments, fuzzer.run_once, custom_mutator=fuzzer.mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
