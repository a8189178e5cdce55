"""segment: blocks -> segments, one sentence-level idea each, with exact offsets.

stage      blocks -> segments
sentences  where a sentence ends
fragments  what is no idea of its own joins its neighbour
words      the word lists of both
ids        ids that hold from run to run
"""

from worldcafe.segment.ids import Namer, name_segments
from worldcafe.segment.stage import segment_blocks

__all__ = ["Namer", "name_segments", "segment_blocks"]
