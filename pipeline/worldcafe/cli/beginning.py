"""What the commands of the first minutes do: what is read of notes."""

from __future__ import annotations

import argparse


def preview_notes(arguments: argparse.Namespace) -> int:
    """Print what is read of the sources, before any analysis."""
    from worldcafe.read import read_sources
    from worldcafe.tasks.analyse import take
    from worldcafe.tasks.preview import preview_sources

    given = take(arguments.sources, arguments.report, arguments.config)
    sources = read_sources(given.paths, given.settings.read)
    print("\n".join(preview_sources(sources, given.settings, full=arguments.full)))
    return 0
