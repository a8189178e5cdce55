"""parse: sources -> blocks, pieces of layout with a role and a place."""

from worldcafe.parse.stage import parse_sources, parse_stretch

__all__ = ["parse_sources", "parse_stretch"]
