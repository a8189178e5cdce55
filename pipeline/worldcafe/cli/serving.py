"""What `worldcafe serve` does."""

from __future__ import annotations

import argparse
import dataclasses


def serve_review(arguments: argparse.Namespace) -> int:
    """Serve the app, or do one thing with its database."""
    from worldcafe.serve import server

    options = dataclasses.replace(
        server.options_of(arguments.folder),
        database=arguments.database,
        port=arguments.port,
        opens=not arguments.no_browser,
        address=arguments.address.rstrip("/"),
    )
    if arguments.verify:
        return server.verify(options)
    if arguments.link:
        return server.invite(options)
    if arguments.backup is not None:
        return server.backup(options, arguments.backup)
    if arguments.restore is not None:
        return server.restore(options, arguments.restore)
    return server.serve(options)
