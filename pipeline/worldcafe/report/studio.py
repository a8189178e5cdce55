"""What has pictures is made by a second process, which gets ready while the notes are still being read.

Drawing is the slowest part of a report, and nothing waits for it but the end of the run.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worldcafe.report.model import Chart

Job = Callable[[], None]


def write_charts(charts: Sequence[Chart], folder: Path) -> None:
    """Write each chart as SVG and PNG, with the table that it shows as CSV."""
    from worldcafe.charts import draw, render_png, render_svg  # noqa: PLC0415 - matplotlib is slow to import

    folder.mkdir(parents=True, exist_ok=True)
    for chart in charts:
        figure = draw(chart)
        (folder / f"{chart.name}.svg").write_text(render_svg(figure), encoding="utf-8", newline="\n")
        (folder / f"{chart.name}.png").write_bytes(render_png(figure))
        chart.table.to_csv(folder / f"{chart.name}.csv", index=False, lineterminator="\n")


class Studio:
    """A process that does the jobs of one report, and ends with the process that started it.

    What it cannot do is done in place: where no process can be started, or where it fails.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__],  # -P: nothing is imported from the user's folder
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )

    def begin(self, jobs: Sequence[Job]) -> Callable[[], None]:
        """Begin jobs that can be pickled; calling what this gives waits until they are done."""
        process, self._process = self._process, None
        if process is None or process.stdin is None:
            return lambda: _do(jobs)
        with contextlib.suppress(OSError):  # it is gone: `wait` will see to it
            pickle.dump(jobs, process.stdin)
            process.stdin.close()

        def wait() -> None:
            if process.wait():
                _do(jobs)

        return wait


def _do(jobs: Sequence[Job]) -> None:
    """Do jobs one after another."""
    for job in jobs:
        job()


def _serve() -> None:
    """Import what drawing needs, then do what comes; when nothing comes, the run stopped early."""
    import worldcafe.charts  # noqa: F401, PLC0415 - now, while the first process reads

    with contextlib.suppress(EOFError):
        _do(pickle.load(sys.stdin.buffer))


if __name__ == "__main__":
    _serve()
