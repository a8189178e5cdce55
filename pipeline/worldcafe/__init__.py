"""worldcafe: what people said at a world café, and what its report made of it.

One module per stage, named by its verb, in the order in which `analysis.analyse` calls them:

    read        files -> sources: text with offsets
    parse       sources -> blocks: pieces with a role and a place
    segment     blocks -> segments: single ideas
    roles       segments -> segments, of which what only stands among notes is no note any more
    redact      segments -> segments with identities blacked out, and the list of them
    clean       segments -> segments with readable text
    embed       texts -> vectors
    classify    segments, vectors -> kinds: suggestion, problem, question, value, observation
    cluster     notes -> themes
    correct     themes -> themes as people corrected them in corrections.toml
    name        themes -> names, keywords, exemplars
    crossref    claims x notes -> links, verdicts, the status of each theme
    recur       suggestions -> the same suggestion at different places, grouped and counted
    oppose      themes -> themes that say both sides, and the notes of each side
    register    suggestions -> the committee's list with its triage decisions

Around them: `tables` (the data model), `settings`, `files` (files in and out), `run` (an analysis in memory
and on disk), `report` (what the committee opens), `tasks` and `cli`. Stages take tables and give tables; none
of them imports another.

    import worldcafe

    run = worldcafe.analyse("notes/", report="harvest.md")
    run.themes                        # a frame
    run.plot.themes()                 # a figure
    run.save("review")
    worldcafe.load("review").claims
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from worldcafe.version import VERSION

if TYPE_CHECKING:
    from worldcafe.annotation import agreement, annotate, evaluate
    from worldcafe.errors import InputError
    from worldcafe.run import Run, load
    from worldcafe.settings import Settings
    from worldcafe.tasks.analyse import analyse
    from worldcafe.tasks.check import check

__version__ = VERSION

# onnxruntime reports what runs, and where, to its makers unless this is set before it is first imported;
# every entry, a child process and a notebook among them, passes here before it can reach onnxruntime.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__all__ = [
    "InputError",
    "Run",
    "Settings",
    "__version__",
    "agreement",
    "analyse",
    "annotate",
    "check",
    "evaluate",
    "load",
]

_HOMES = {  # a name is imported when it is asked for: `worldcafe --help` must not wait for the stages
    "InputError": "errors",
    "agreement": "annotation",
    "annotate": "annotation",
    "evaluate": "annotation",
    "Run": "run",
    "Settings": "settings",
    "analyse": "tasks.analyse",
    "check": "tasks.check",
    "load": "run",
}


def __getattr__(name: str) -> Any:
    """Give a name of the face from the module that holds it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List the face."""
    return sorted(__all__)
