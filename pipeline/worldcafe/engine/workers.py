"""Workers beside this process: on this machine or on many, through Dask.

A worker that is lost is replaced, and what it had is done again by another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager

from worldcafe.errors import InputError

LOCAL = "local"
LOSSES = 20  # workers that a part may lose before it is given up


@contextmanager
def open_workers(scheduler: str) -> Iterator[Executor | None]:
    """Give the workers of a scheduler: "local" starts one for each processor, "tcp://..." is there already.

    None where no scheduler is named.

    Raises:
        InputError: Dask is not installed, or nothing answers at the address.
    """
    if not scheduler:
        yield None
        return
    try:
        import dask  # noqa: PLC0415 - only where it is asked for
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ModuleNotFoundError:
        raise InputError(
            "--scheduler: workers need one more package: pip install 'worldcafe[cluster]'."
        ) from None
    quiet = {"distributed.scheduler.allowed-failures": LOSSES, "distributed.logging.distributed": "error"}
    with dask.config.set(quiet), ExitStack() as stack:
        if scheduler == LOCAL:
            number = os.cpu_count() or 1
            # other users of this machine reach its ports: keys made for this run alone keep them out
            address = stack.enter_context(
                LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=number,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address=None,
                    security=True,
                )
            )
        else:
            address = scheduler
        try:
            client = stack.enter_context(
                Client(address, timeout="5s", set_as_default=False)  # type: ignore[no-untyped-call]
            )
        except (OSError, ValueError) as error:
            raise InputError(f"--scheduler {scheduler}: no scheduler answers there ({error}).") from None
        yield client.get_executor(pure=False)
