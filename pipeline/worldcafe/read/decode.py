"""Bytes to text: UTF-8 unless a byte order mark or the settings say otherwise, and clear words if not."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING

from worldcafe.errors import InputError, NothingIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.read.document import Document

# What Python calls encodings of text and no file of notes is in: they escape, or exist for addresses alone.
NO_TEXT = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"))
CHUNK = 1 << 20
LONGEST_LINE = 10_000_000  # characters; a page saved with its pictures inside stays below
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DEFAULT, WESTERN = "utf-8", "cp1252"
SAMPLE = 4096
RE_UTF8 = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|[\xe2-\xef][\x80-\xbf]{2}|\xf0[\x80-\xbf]{3}")
RE_ACCENTED = re.compile(r"[ÄÖÜäöüßÀ-ÅÇ-ÏÑ-Öà-åç-ïñ-öù-ýœ¿¡«»“”„‘’–—…•]")
RE_FOREIGN = re.compile(
    "[\ufffd\x80-\x9f]|\\w[¤¥¦¨©¬®¯±²³´µ¶¸¹¼½¾¿¡£ƒ‡†‰]\\w|[ÞÐÿþðŸ¤¦¨¬¯¸]|[^\\W\\dA-Za-z_]{4}"
)
RE_PAGE = re.compile(rb"(?i)\s*<(?:!doctype\s+html|html|\?xml)")
RE_CHARSET = re.compile(rb"(?i)<meta[^<>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})")
RE_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode_document(document: Document, encoding: str) -> str:
    """Give the whole text of a document, its line ends turned into a single newline.

    Raises:
        InputError: it is empty, binary, or not in the encoding.
    """
    text = "".join(decoded_chunks(document, encoding))
    if not text.strip():
        raise NothingIn(f"{document.where}: the file is empty; give a file with notes in it.")
    return text


def decoded_chunks(document: Document, encoding: str) -> Iterator[str]:
    """Give the text of a document piece by piece, so that a large file never stands in memory whole.

    Raises:
        InputError: a byte is not of the encoding, a line never ends, or the file is binary.
    """
    with document.open() as stream:
        data = stream.read(CHUNK)
        name = _encoding(data, encoding)
        decoder = io.IncrementalNewlineDecoder(_decoder(name), translate=True)
        line, column = 1, 0
        while True:
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                raise InputError(_undecodable(document, error, line, name)) from None
            line, column = _advance(document, text, line, column)
            yield text
            if not data:
                return
            data = stream.read(CHUNK)


def _encoding(start: bytes, encoding: str) -> str:
    """Give the encoding that a text states by its first bytes, or a web page in its head."""
    marked = next((name for mark, name in MARKS if start.startswith(mark)), "")
    stated = RE_CHARSET.search(start[:4096]) if RE_PAGE.match(start[:1024]) else None
    named = stated[1].decode("ascii") if stated else ""
    if marked or is_encoding(named):
        return marked or named
    return _wide(start) or (WESTERN if encoding == DEFAULT and _is_western(start) else encoding)


def is_encoding(name: str) -> bool:
    """Tell the name of an encoding of text from any other word, and from codecs such as base64."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    text = bool(getattr(found, "_is_text_encoding", True))  # as `bytes.decode` asks
    return text and found.name.replace("_", "-") not in NO_TEXT


def _wide(start: bytes) -> str:
    """Give the kind of UTF-16 that every second byte being zero shows, "" where it is none."""
    sample = start[: SAMPLE - SAMPLE % 2]
    halves = sample[::2], sample[1::2]
    zeros = [half.count(0) for half in halves]
    most = max(zeros)
    if len(sample) < 8 or most < 0.6 * len(halves[0]) or min(zeros) > 0:
        return ""
    return "utf-16-le" if zeros[1] == most else "utf-16-be"


def _is_western(start: bytes) -> bool:
    """Tell text of an older Windows program in a Western language: letters with accents inside words.

    A text that is partly UTF-8 is none, nor is one in which signs stand inside words, as Polish or Greek
    read as Western does, nor one whose words are all accents, as Russian.
    """
    try:
        start[: start.rfind(b"\n") + 1 or len(start)].decode(DEFAULT)
    except UnicodeDecodeError:
        pass
    else:
        return False
    if RE_UTF8.search(start):
        return False
    text = start.decode(WESTERN, "replace")
    return not RE_FOREIGN.search(text) and RE_ACCENTED.search(text) is not None


def _decoder(name: str) -> codecs.IncrementalDecoder:
    if not is_encoding(name):
        raise InputError(f'settings, read, encoding: "{name}" is not the name of an encoding.')
    return codecs.getincrementaldecoder(name)("strict")


def _advance(document: Document, text: str, line: int, column: int) -> tuple[int, int]:
    """Give line and column after `text`, having looked for what no text file holds."""
    control = RE_CONTROL.search(text)
    if control:
        number = line + text.count("\n", 0, control.start())
        raise InputError(
            f"{document.where}, line {number}: this is a binary file or a damaged text (it holds the control "
            f"character {ord(control.group()):#04x}); give notes as text, Word, PDF or a spreadsheet."
        )
    breaks = text.count("\n")
    column = len(text) - text.rfind("\n") - 1 if breaks else column + len(text)
    if column > LONGEST_LINE:
        raise InputError(
            f"{document.where}, line {line + breaks}: this line is longer than {LONGEST_LINE:,} characters, "
            "so these are no notes; break it into lines."
        )
    return line + breaks, column


def _undecodable(document: Document, error: UnicodeDecodeError, line: int, name: str) -> str:
    """Say where the text stops being what it should be, and how to mend it."""
    data = error.object
    number = line + data.count(b"\n", 0, error.start)
    byte = data[error.start]
    label = "UTF-8" if name.startswith("utf-8") else name
    guess = _guess(data[max(0, error.start - 5000) : error.start + 5000])
    hint = f'it may be {guess}: set encoding = "{guess}" under [read], or' if guess else "so"
    return (
        f"{document.where}, line {number}: this is not {label} (byte 0x{byte:02X}); {hint} "
        "save the file again as UTF-8 in your editor."
    )


def _guess(data: bytes) -> str:
    """Give the likeliest encoding of some bytes, "" where none is likely."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - needed for a message only

    best = from_bytes(data).best()
    return "" if best is None or best.encoding in ("utf_8", "ascii") else best.encoding
