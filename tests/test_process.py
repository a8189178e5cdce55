"""What is set for a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import worldcafe

THREADS = """
from worldcafe.engine.process import set_up_process
set_up_process()
import numpy
from threadpoolctl import threadpool_info
print({pool["num_threads"] for pool in threadpool_info()})
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
