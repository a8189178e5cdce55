"""What `worldcafe serve` does."""

from __future__ import annotations

import argparse


def serve_review(arguments: argparse.Namespace) -> int:
    """Serve the app, or check or copy its database."""
    from worldcafe.serve.server import backup, options_of, serve, verify

    opens = not arguments.no_browser
    options = options_of(arguments.folder, arguments.database, arguments.port, opens=opens)
    if arguments.verify:
        return verify(options)
    if arguments.backup is not None:
        return backup(options, arguments.backup)
    return serve(options)
