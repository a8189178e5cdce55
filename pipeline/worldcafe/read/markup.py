"""XML from strangers, parsed without entities, without the network and without end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.read.document import MEGABYTE

if TYPE_CHECKING:
    import zipfile

    from worldcafe.read.document import Document

MOST_MEGABYTES = 50  # of one part; the text of a thousand pages takes ten


def parse_xml(data: bytes) -> Any:
    """Give the root element; lxml's limits on depth and size stay on, entities stay unresolved.

    Raises:
        lxml.etree.XMLSyntaxError: the bytes are no XML, or nested too deep.
    """
    from lxml import etree  # noqa: PLC0415 - only for office formats

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def whole(given: str | None, otherwise: int, most: int) -> int:
    """Give the number that an attribute states, at most `most`, and `otherwise` where it states none."""
    if not given or not given.isdecimal():
        return otherwise
    return most if len(given) > 9 else min(int(given), most)


def check_parts(document: Document, archive: zipfile.ZipFile) -> None:
    """Refuse an office file of which one XML part would fill the memory once parsed.

    Raises:
        InputError: a part unpacks to more than 50 MB.
    """
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")) and member.file_size > MOST_MEGABYTES * MEGABYTE:
            raise InputError(
                f"{document.where}: its text unpacks to {member.file_size // MEGABYTE:,} MB, more than "
                f"{MOST_MEGABYTES}, so these are no notes; split the file."
            )
