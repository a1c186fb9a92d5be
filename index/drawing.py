"""What every SVG picture needs: text that is safe in it, and greys that can be read."""

from __future__ import annotations

import re
from html import escape

GREY = "#595959"
"""Contrast on white 7 : 1 (WCAG 2.2, 1.4.6)."""

_NO_XML = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\u202a-\u202e\u2066-\u2069]"
)
"""What an XML document must not hold (XML 1.0, 2.2), and what moves a cursor or turns a line."""


def said(text: str) -> str:
    """The text as an SVG document may hold it, on one line."""
    return escape(" ".join(_NO_XML.sub("\ufffd", text).split()))


def short(text: str, most: int) -> str:
    """The beginning of a text that is longer than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
