"""Coverage-guided fuzzing from text to clean segments: no text may crash it, move an offset or show a contact.

    pip install atheris
    PYTHONPATH=pipeline python tests/benchmarks/fuzz_parse.py -max_total_time=600 -timeout=10 [corpus folder]

Ends with a crash file and a traceback where something failed, silently counted runs where nothing did.
"""

from __future__ import annotations

import os
import sys

import pandas as pd

os.environ["PANDERA_VALIDATION_ENABLED"] = "False"  # a hundred times more runs a second

try:
    import atheris
except ImportError:
    sys.exit("fuzz_parse needs atheris (pip install atheris); skipped.")

with atheris.instrument_imports(
    include=["worldcafe.parse", "worldcafe.segment", "worldcafe.read", "worldcafe.redact", "worldcafe.clean"]
):
    from worldcafe.clean import clean_segments
    from worldcafe.parse import parse_sources
    from worldcafe.read import chat, latex
    from worldcafe.redact import mask_sources, redact_identities
    from worldcafe.segment import segment_blocks
    from worldcafe.settings import CleanSettings, ParseSettings, RedactSettings, SegmentSettings
    from worldcafe.source import Mark, Source

CONTACT = "kim@garden.example"
REDACT = RedactSettings()
PIECES = (
    "Table 1\n", "Tisch 2, Runde 1\n", "ROUND 0\n", "# ", "Annex A - Notes\n", "Q1 | ", "Question: ", "- ",
    "  - ", "* ", "• ", "\n\n", "What helps?\n", "Nobody joined.\n", "<ul><li>", "</li></ul>", "<b>", "**",
    "[", "]", "](x)", "\\item ", "\\section{", "\\begin{itemize}", "}", "10:01:02 From A to Everyone: ",
    "e.g. ", "No more. ", "Summary\n", "TOPIC: rain\n", "....... 3\n", "\u2028", "\u200f", "\x00", "&amp;",
    "<!--", "\t", "\r\n", "1.2.3 ", "Zweite Runde\n", "Round 1 table 2\n", "10:00 - 10:20 ", "1) ", "Svetlana ", "An<b>na</b>",
    "kim@garden.example", "&eacute;", "Ã©", "e\u0301", "according to ", "Will ", "(S) ", " said ", "w/ ", "\\*", "> ", "[x] ", "U.S. ",
    "Group 1: ", "Table 2 - Group B - Round 3\n", "| a | b |\n|---|---|\n", "| ", "Host: ", "Topic: rain\n", "Key takeaways\n",
    "## Parks\n", "## What is missing?\n", "*Round 1*\n", "Notes\n", "A: ", "Pregunta 1. ", "Jun ", "Tom ", "Tom Weber ",
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
    """Take one text through parsing, segmenting, removing identities and cleaning, and check each."""
    text = text_of(data)
    chat.read_chat(text)
    "".join(line for _, line in latex._blocks(text, 0, len(text)))
    beside = (Mark(0, len(text), (("beside", "report"),)),) if len(text) % 2 else ()
    sources = (Source("notes.txt", text, "", marks=beside),)
    blocks = parse_sources(sources, ParseSettings())
    if blocks.empty:  # without validation its columns have no types
        return
    segments = segment_blocks(sources, blocks, SegmentSettings())
    check_offsets(text, segments)
    redaction = redact_identities(segments, REDACT)
    shown = clean_segments(redaction.segments, CleanSettings())
    removals = redaction.removals.astype({"start": int, "end": int, "removed": bool})
    masked = mask_sources(sources, redaction.segments, removals, REDACT.remove)[0].text
    assert [*map(len, shown["text"])] == [*map(len, segments["text"])], "a masked text has another length"
    assert len(masked) == len(text), "the masked source has another length"
    for said in (masked, *shown["text"], *shown["clean_text"]):
        assert CONTACT not in said, f"a contact is shown in {said!r}"


def check_offsets(text: str, segments: pd.DataFrame) -> None:
    """Check that segments are what the source says, in order, without overlap."""
    last = 0
    for start, end, found in zip(segments["start"], segments["end"], segments["text"], strict=True):
        if not (last <= start < end <= len(text)) or text[start:end] != found:
            raise AssertionError(f"segment {start}:{end} after {last} of {len(text)}: {found!r}")
        last = end


if __name__ == "__main__":
    atheris.Setup(sys.argv, run_once)
    atheris.Fuzz()
