"""The colours of families of themes: alike on page, paper, charts, map and in the workbook."""

from __future__ import annotations

# A light and a dark ground; neighbours in the list are far apart in hue, and each stands off its ground.
ON_LIGHT = (
    "#0b5c7a", "#b4532a", "#4b7f2c", "#7a4fa3", "#a87b00", "#b83a6b",
    "#2f6fbf", "#6b6b2f", "#1b8376", "#8c4a3c", "#5a6472", "#9a3a86",
)  # fmt: skip
ON_DARK = (
    "#7cc4e0", "#f0a07a", "#9ccf7a", "#c3a2e8", "#e3bd55", "#f08fb5",
    "#8fb8f2", "#c4c478", "#74d3c6", "#d3a090", "#aeb8c6", "#e08fd0",
)  # fmt: skip


def colour_number(place: int) -> int:
    """Give the number (from 1) of the colour of the family at this place (from 0) of its table."""
    return place % len(ON_LIGHT) + 1


def colour_on_light(number: int) -> str:
    """Give the colour of a number on a light ground, "#rrggbb"."""
    return ON_LIGHT[(number - 1) % len(ON_LIGHT)]


def tinted(colour: str, share: float) -> str:
    """Give a colour mixed with white: `share` is how much of it stays, 0-1."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * share):02x}" for channel in channels)


def style_rules() -> str:
    """Give the style rules of the page: a class for each colour, which sets `--own`."""
    light = "".join(f".f{number}{{--own:{colour}}}" for number, colour in enumerate(ON_LIGHT, start=1))
    dark = "".join(f".f{number}{{--own:{colour}}}" for number, colour in enumerate(ON_DARK, start=1))
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
