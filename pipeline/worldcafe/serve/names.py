"""Names that were removed from the notes: read from the private list beside the run whenever they are needed.

They are never stored: no database, no log and no page but that of the identities holds one.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from worldcafe.errors import InputError
from worldcafe.files.store import is_run, private_path
from worldcafe.serve.loading import load_readers
from worldcafe.serve.models import Run

_loading: list[threading.Thread] = []
HELD = "Held back and not stored: this may name somebody who was taken out of the notes. Leave the name out."


def private_run() -> Path | None:
    """Give the folder of the newest run where its private list is on this machine, None elsewhere."""
    folder = Run.objects.order_by("-no").values_list("folder", flat=True).first()
    path = Path(folder) if folder else None
    return path if path and is_run(path) and private_path(path).is_file() else None


def get_ready() -> None:
    """Begin to load what tells names, once: whoever reads a suggestion writes soon, and would wait for it."""
    run = None if _loading else private_run()
    if run is not None:
        _loading.append(threading.Thread(target=_load, args=(run,), daemon=True))
        _loading[0].start()


def _load(run: Path) -> None:
    load_readers()
    from worldcafe.tasks.identities import mask_removed  # noqa: PLC0415 - slow to import

    with contextlib.suppress(InputError):  # it is told to whoever writes
        mask_removed(run)


def is_anybody_named(texts: Iterable[str]) -> bool:
    """Tell whether texts name somebody who was removed from the notes; False where the list is elsewhere.

    Raises:
        InputError: the private list cannot be read.
    """
    written = [text for text in texts if any(map(str.isalpha, text))]
    run = private_run() if written else None
    if run is None:
        return False
    load_readers()
    from worldcafe.tasks.identities import mask_removed  # noqa: PLC0415 - slow to import

    masked = mask_removed(run)
    return any(masked(text) != text for text in written)


def runs_with(masked: Callable[[str], str]) -> list[str]:
    """Give the names of the folders of runs that were taken in and hold what is masked, in their order."""
    from worldcafe.tasks.identities import is_held  # noqa: PLC0415 - slow to import

    folders = dict.fromkeys(map(Path, Run.objects.order_by("no").values_list("folder", flat=True)))
    return [folder.name for folder in folders if is_run(folder) and is_held(folder, masked)]


def notes_given() -> list[str]:
    """Give the folders in which notes that were dropped on the page lie as they were given."""
    folders = dict.fromkeys(map(Path, Run.objects.exclude(notes="").values_list("notes", flat=True)))
    return [f"notes/{path.name}" for path in folders if path.is_dir() and not path.name.startswith("live-")]
