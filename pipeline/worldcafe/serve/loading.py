"""What takes seconds to import is imported when it is first needed, by one thread at a time."""

from __future__ import annotations

import threading

_one = threading.Lock()


def load_readers() -> None:
    """Import what reads runs and tells names; whoever comes meanwhile waits.

    Packages whose parts import one another stop two threads that begin at different parts of them.
    """
    with _one:
        import worldcafe.correct.arrangement  # noqa: PLC0415 - slow to import
        import worldcafe.tasks.identities  # noqa: F401, PLC0415
