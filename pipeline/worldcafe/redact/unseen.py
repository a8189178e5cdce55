"""What markup says to programs and not to readers: attributes of tags may hold names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worldcafe.language.markup import RE_TAG

ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>\"']+))")
WELL_FORMED = re.compile(rf"</?[\w:]+(?:\s+{ATTRIBUTE.pattern}|\s+(?:checked|disabled|hidden|open))*\s*/?>")
# Attributes that say how something looks or where it leads; what others say is prose.
STRUCTURAL = frozenset(
    ["class", "id", "type", "dir", "lang", "align", "valign", "rel", "target", "width", "height"]
)
STRUCTURAL |= {"border", "colspan", "rowspan", "href", "src", "start"}
PUBLIC_LINK = re.compile(r"(?:https?:)?//[\w.-]+(?:/[\w./#%=&?-]*)?|\#[\w-]*|\d+%?|[a-z-]{1,20}")


def hidden_in_markup(text: str) -> Iterator[tuple[int, int]]:
    """Give what markup says unseen: comments, and attributes that are more than a public link or a size."""
    for match in RE_TAG.finditer(text) if "<" in text else ():
        start, end = match.span()
        if not WELL_FORMED.fullmatch(match[0]):
            yield start + 2, end - 1
        else:
            for part in ATTRIBUTE.finditer(text, start, end):
                group = next(number for number in (2, 3, 4) if part[number] is not None)
                if part[1].lower() not in STRUCTURAL or not PUBLIC_LINK.fullmatch(part[group]):
                    yield part.span(group)
