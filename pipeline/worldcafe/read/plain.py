"""Text, Markdown and HTML: the decoded file as it is; chats, captions, mail and comments get marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.read.captions import read_captions
from worldcafe.read.chat import read_chat
from worldcafe.read.comments import ENDINGS, comment_marks
from worldcafe.read.decode import decode_document
from worldcafe.read.document import Reading
from worldcafe.read.front_matter import front_matter_marks, property_marks
from worldcafe.read.hosts import with_hosts
from worldcafe.read.mail import read_mail
from worldcafe.read.places import without_key
from worldcafe.read.speakers import read_speakers

if TYPE_CHECKING:
    from worldcafe.read.document import Document
    from worldcafe.settings import ReadSettings


def read_plain(document: Document, settings: ReadSettings) -> Reading:
    """Read a text file; its offsets are characters of the decoded file.

    Raises:
        InputError: it is empty, binary, or not in the encoding.
    """
    text = decode_document(document, settings.encoding)
    captions = read_captions(text)
    talk = (with_hosts(captions) if captions else None) or read_talk(text) or read_mail(text)
    if talk:
        return talk
    comments = comment_marks(text) if document.suffix in ENDINGS else ()
    exported = property_marks(text) if without_key(document.name) != document.name else ()
    return Reading(text, marks=(*front_matter_marks(text), *exported, *comments))


def read_talk(text: str) -> Reading | None:
    """Give the text of a meeting's chat or transcript with its names marked, None if it is neither."""
    talk = read_chat(text) or read_speakers(text)
    return with_hosts(talk) if talk else None
