"""Coverage-guided fuzzing of reading to segments: no text may crash it or move an offset.

    pip install atheris
    PYTHONPATH=pipeline python tests/benchmarks/fuzz_parse.py -max_total_time=600 -timeout=10 [corpus folder]

Ends with a crash file and a traceback where something failed, silently counted runs where nothing did.
"""

from __future__ import annotations

import os
import sys

os.environ["PANDERA_VALIDATION_ENABLED"] = "False"  # a hundred times more runs a second

try:
    import atheris
except ImportError:
    sys.exit("fuzz_parse needs atheris (pip install atheris); skipped.")

with atheris.instrument_imports(include=["worldcafe.parse", "worldcafe.segment", "worldcafe.read"]):
    from worldcafe.parse import parse_sources
    from worldcafe.read import chat, latex
    from worldcafe.segment import segment_blocks
    from worldcafe.settings import ParseSettings, SegmentSettings
    from worldcafe.tables import Source

PIECES = (
    "Table 1\n", "Tisch 2, Runde 1\n", "ROUND 0\n", "# ", "Annex A - Notes\n", "Q1 | ", "Question: ", "- ",
    "  - ", "* ", "• ", "\n\n", "What helps?\n", "Nobody joined.\n", "<ul><li>", "</li></ul>", "<b>", "**",
    "[", "]", "](x)", "\\item ", "\\section{", "\\begin{itemize}", "}", "10:01:02 From A to Everyone: ",
    "e.g. ", "No more. ", "Summary\n", "TOPIC: rain\n", "....... 3\n", "\u2028", "\u200f", "\x00", "&amp;",
    "<!--", "\t", "\r\n", "1.2.3 ",
)  # fmt: skip


def text_of(data: bytes) -> str:
    """Turn bytes into notes: words that parsing knows, and any other letters."""
    provider = atheris.FuzzedDataProvider(data)
    parts = []
    while provider.remaining_bytes():
        known = provider.ConsumeBool()
        parts.append(
            PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)] if known else provider.ConsumeUnicode(12)
        )
    return "".join(parts).encode("utf-8", "replace").decode()


def run_once(data: bytes) -> None:
    """Parse one text and check that segments are what the source says, in order, without overlap."""
    text = text_of(data)
    chat.read_chat(text)
    "".join(line for _, line in latex._blocks(text, 0, len(text)))
    sources = (Source("notes.txt", text, ""),)
    segments = segment_blocks(sources, parse_sources(sources, ParseSettings()), SegmentSettings())
    last = 0
    for start, end, found in zip(segments["start"], segments["end"], segments["text"], strict=True):
        if not (last <= start < end <= len(text)) or text[start:end] != found:
            raise AssertionError(f"segment {start}:{end} after {last} of {len(text)}: {found!r}")
        last = end


if __name__ == "__main__":
    atheris.Setup(sys.argv, run_once)
    atheris.Fuzz()
