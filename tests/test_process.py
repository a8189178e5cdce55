"""What is set for a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import worldcafe

THREADS = """
from worldcafe.engine.process import set_up_process
set_up_process()
import numpy
from threadpoolctl import threadpool_info
print({pool["num_threads"] for pool in threadpool_info()})
"""

FONTS = """
import sys
from worldcafe.engine.process import set_up_process
sys.stderr = sys.stdout
set_up_process()
import matplotlib
print(matplotlib.get_cachedir())
"""


def run(code: str, **environment: str) -> str:
    paths = {**os.environ, "PYTHONPATH": str(Path(worldcafe.__file__).parents[1]), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=paths, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_matrices_are_multiplied_by_one_thread_unless_the_user_wants_more():
    assert run(THREADS) == "{1}\n"
    most = min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
    assert run(THREADS, OPENBLAS_NUM_THREADS="2") == f"{{{most}}}\n"


def limited(kilobytes: int, *command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that may take so much memory."""
    (folder / "n.md").write_text("# Table 1\n\n- Plant trees.\n", encoding="utf-8")
    return subprocess.run(
        ["sh", "-c", f'ulimit -v {kilobytes}; exec "$@"', "", sys.executable, "-m", "worldcafe", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(worldcafe.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep such a limit")
@pytest.mark.parametrize(
    "command",
    [("run", "n.md"), ("clean", "n.md"), ("check", "n.md", "--notes", "n.md"), ("assign", "n.md"), ("demo",)],
)
def test_too_little_memory_for_the_models_is_told_before_any_work(command, tmp_path):
    done = limited(2_000_000, *command, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("worldcafe: this process may take 1,953 MB of memory, and needs 2,600; ")
    assert [path.name for path in tmp_path.iterdir()] == ["n.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep such a limit")
def test_command_without_models_runs_with_little_memory(tmp_path):
    done = limited(1_000_000, "read", "n.md", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 note," in done.stdout


def test_nothing_is_said_of_a_folder_in_which_the_list_of_fonts_cannot_be_kept(tmp_path):
    (tmp_path / "file").touch()
    unusable = str(tmp_path / "file" / "fonts")
    (instead,) = run(FONTS, MPLCONFIGDIR=unusable).splitlines()
    assert not instead.startswith(unusable)
