"""What each format costs beside the analysis itself, as shares of one run on one machine, imports included.

    python tests/benchmarks/formats.py [SOURCE]

Each format is written by a process of its own that has the analysis already; the baseline is the analysis.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from worldcafe.report.formats import FORMATS

CORPUS = Path(__file__).parents[2] / "corpus" / "ccnso-2023" / "report.md"
ROUNDS = 3


def analyse_source(source: Path):
    from worldcafe.analysis import analyse
    from worldcafe.read import read_sources
    from worldcafe.settings import read_settings

    settings = read_settings(None)
    return analyse(read_sources([source], settings.read), settings).analysis


def write(name: str, analysis, answers) -> None:
    """Write one format in this fresh process; answer with the seconds that the writer took."""
    from worldcafe.report.view import build_view
    from worldcafe.report.write import WRITERS, write_charts

    view = build_view(analysis)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FORMATS[name]
        began = time.perf_counter()
        if name in WRITERS:
            WRITERS[name](view, analysis, path)
        else:
            write_charts(view, path)
        files = path.iterdir() if path.is_dir() else [path]
        answers.put((time.perf_counter() - began, sum(file.stat().st_size for file in files)))


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    began = time.perf_counter()
    analysis = analyse_source(source)
    whole = time.perf_counter() - began
    context = multiprocessing.get_context("spawn")  # nothing is imported before it is paid for
    print("| format | share of the analysis | file, kB |\n|---|---|---|")
    for name in FORMATS:
        seconds, size = [], 0
        for _ in range(ROUNDS):
            answers = context.Queue()
            process = context.Process(target=write, args=(name, analysis, answers))
            process.start()
            taken, size = answers.get(timeout=300)
            process.join()
            seconds.append(taken)
        print(f"| {name} | {min(seconds) / whole:.2f} | {size / 1000:.0f} |")


if __name__ == "__main__":
    main()
