"""The faces and styles of the pages set with ReportLab."""

from __future__ import annotations

from dataclasses import dataclass

from .lines import Style

FAMILIES = {
    "DejaVuSerif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    "LiberationSerif": ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    "LiberationSans": ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
}
"""Family -> files of its upright and its bold face."""
_HEADINGS = {"h1": 1.6, "h2": 1.25, "h3": 1.05}
"""Heading -> its size against that of the text."""
_TEXTS = {"p": (0.0, 0.7), "item": (1.2, 0.25), "quote": (1.6, 0.7)}
"""Running text -> indent and distance after it, against the size of the text."""


@dataclass(frozen=True)
class Look:
    """A family and a text size; gives the style of each kind of block."""

    family: str
    size: float
    hyphens: bool = True
    justify: bool = True

    def style(self, kind: str) -> Style:
        """The style of a block of `kind`."""
        size, bold = self.size, self.family + "-Bold"
        if kind in _HEADINGS:
            big = size * _HEADINGS[kind]
            return Style(bold, big, big * 1.25, before=size * 1.3, after=size * 0.6)
        if kind in _TEXTS:
            indent, after = _TEXTS[kind]
            return self._text(indent=size * indent, after=size * after)
        others = {
            "title": Style(bold, size * 2.3, size * 3, before=size * 5, after=size, centre=True),
            "small": Style(self.family, size * 1.15, size * 1.8, before=size * 0.4, centre=True),
            "note": Style(self.family, size * 0.76, size, hyphens=self.hyphens),
            "cell": Style(self.family, size * 0.84, size * 1.12, hyphens=self.hyphens),
        }
        return others[kind]

    def _text(self, *, indent: float, after: float) -> Style:
        """A style of running text."""
        return Style(
            self.family,
            self.size,
            self.size * 1.45,
            after=after,
            indent=indent,
            justify=self.justify,
            hyphens=self.hyphens,
        )
