"""Charts inside the page: matplotlib's SVG without style attributes, which the page's policy forbids.

What matplotlib says in `style="fill: …"` becomes plain attributes, which also lets the page's style
sheet give the colours their dark counterparts.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_FONT = re.compile(r"(?:(?P<weight>bold|\d+) )?(?P<size>[\d.]+)px (?P<family>.+)")
_URL = re.compile(r"url\(#([^)]+)\)")


def inline_svg(svg: str, name: str, alt: str) -> str:
    """Give the SVG as an element of a page, described by `alt`; its ids begin with `name`."""
    ElementTree.register_namespace("", _SVG.strip("{}"))
    root = ElementTree.fromstring(svg)
    used = set(_URL.findall(svg)) | {node.get(_LINK, "#")[1:] for node in root.iter()}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{_SVG}metadata", f"{_SVG}style"):
                parent.remove(child)
    for node in root.iter():
        _rewrite(node, name, used)
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-label", alt)
    root.set("stroke-linejoin", "round")
    text = ElementTree.tostring(root, encoding="unicode")
    return re.sub(r">\s+<", "><", text)


def _rewrite(node: ElementTree.Element, name: str, used: set[str]) -> None:
    """Turn style into attributes, and keep only ids that something points at, made unique in the page."""
    for part in node.attrib.pop("style", "").split(";"):
        key, _, value = (piece.strip() for piece in part.partition(":"))
        if key == "font":
            _set_font(node, value)
        elif key:
            node.set(key, value)
    own = node.attrib.pop("id", "")
    if own and own in used:
        node.set("id", f"{name}-{own}")
    link = node.attrib.pop(_LINK, "")
    if link:
        node.set("href", f"#{name}-{link[1:]}")
    for key, value in node.attrib.items():
        if "url(#" in value:
            node.set(key, _URL.sub(rf"url(#{name}-\1)", value))


def _set_font(node: ElementTree.Element, value: str) -> None:
    """Write the short form of CSS fonts as attributes."""
    found = _FONT.match(value)
    if found:
        node.set("font-size", found["size"])
        if found["weight"]:
            node.set("font-weight", found["weight"])
