"""What is set for a whole process of ours, and is not for a library to set."""

from __future__ import annotations

import atexit
import gc
import logging
import os
import sys
import warnings

from platformdirs import user_cache_path

from worldcafe.errors import InputError

MEGABYTES = 2600  # of addresses: what an analysis of a usual café takes with its models, 2,550, and a little


def set_up_process() -> None:
    """Set what makes a short process quick and its results the same anywhere, before NumPy is imported."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # they are for those who program, not for who runs this
    # small matrices are no faster on several threads, and how many there are changes how sums are rounded
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # the list of fonts that matplotlib keeps lies with what else this tool keeps
    os.environ.setdefault("MPLCONFIGDIR", str(user_cache_path("worldcafe") / "matplotlib"))
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it warns where nothing can be kept there
    gc.set_threshold(50_000, 20, 50)  # nearly all that is made here stays until the end
    atexit.register(gc.freeze)  # and need not be looked through once more then


def require_memory() -> None:
    """Refuse to begin an analysis where this process may have too little memory for it.

    Native libraries end a process without a word where they are given none.

    Raises:
        InputError: the limit of this process is too low.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY and limit < MEGABYTES << 20:
        raise InputError(
            f"this process may take {limit >> 20:,} MB of memory, and needs {MEGABYTES:,}; "
            "raise its limit (ulimit -v)."
        )
