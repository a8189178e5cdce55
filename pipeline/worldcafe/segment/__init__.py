"""segment: blocks -> segments, one sentence-level idea each, with exact offsets."""

from worldcafe.segment.stage import segment_blocks

__all__ = ["segment_blocks"]
