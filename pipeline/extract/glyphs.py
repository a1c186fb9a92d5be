"""The characters of a page as PDFium tells them: places, angles and weights.

Places are asked for a few characters of each line only, and so are still a third of the time.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_BOLD = 600
"""Font weight from which type is bold (400 is regular, 700 bold; CSS and OpenType agree)."""
_FONT_NAME = 80
"""Bytes of a font's name that are looked at."""
_ASKEW = 0.1
"""Quarter turns by which text may differ from a right angle (a stamp, a watermark)."""


class Box(NamedTuple):
    """The edges of a character, in points; heights grow upwards."""

    left: float
    bottom: float
    right: float
    top: float


class Glyphs:
    """The characters of one page. A position counts in the page's text, in UTF-16 units."""

    def __init__(self, page: pypdfium2.PdfTextPage, length: int) -> None:
        self._page = page
        self._box = pdfium.FS_RECTF()
        self._rectangle = ctypes.byref(self._box)
        self._numbers = tuple(ctypes.c_double() for _ in range(4))
        self._places = tuple(map(ctypes.byref, self._numbers))
        # PDFium's own list may hold characters without text, too; mostly it does not.
        last = length - 1
        self._same = length > 0 and self._index_of(last) == last

    def _index_of(self, position: int) -> int:
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, position))

    def index(self, position: int) -> int:
        """The number of a character in PDFium's own list."""
        return position if self._same else self._index_of(position)

    def box(self, index: int) -> Box:
        """A character's width, in its font's full height; zeros where PDFium knows none."""
        if index < 0 or not pdfium.FPDFText_GetLooseCharBox(self._page, index, self._rectangle):
            return Box(0.0, 0.0, 0.0, 0.0)
        box = self._box
        return Box(box.left, box.bottom, box.right, box.top)

    def ink(self, index: int, angle: int) -> Box:
        """The edges of what is printed of a character, seen upright."""
        pdfium.FPDFText_GetCharBox(self._page, index, *self._places)
        left, right, bottom, top = (number.value for number in self._numbers)
        return turned(Box(left, bottom, right, top), angle)

    def base(self, index: int, angle: int) -> float:
        """The height of the line on which a character stands, seen upright."""
        pdfium.FPDFText_GetCharOrigin(self._page, index, *self._places[:2])
        x, y = (number.value for number in self._numbers[:2])
        return turned(Box(x, y, x, y), angle).bottom

    def angle(self, index: int) -> int:
        """Quarter turns by which a character is turned, clockwise; -1 when it stands askew."""
        turns = float(pdfium.FPDFText_GetCharAngle(self._page, index)) / (math.pi / 2)
        return round(turns) % 4 if abs(turns - round(turns)) < _ASKEW else -1

    def is_bold(self, index: int) -> bool:
        """Whether a character is bold, by its font's weight or else its name."""
        weight = int(pdfium.FPDFText_GetFontWeight(self._page, index))
        return weight >= _BOLD if weight > 0 else "bold" in self._font(index)

    def _font(self, index: int) -> str:
        """Name of a character's font in lower case: the standard fonts tell no weight."""
        name = ctypes.create_string_buffer(_FONT_NAME)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._page, index, name, _FONT_NAME, ctypes.byref(flags))
        return name.value.decode("utf-8", "replace").lower()


def is_upright(boxes: Sequence[Box]) -> bool:
    """Whether the first and the last character of a line stand side by side, as usual."""
    first, last = boxes[0], boxes[-1]
    return last.left > first.left and last.bottom < first.top and first.bottom < last.top


def turned(box: Box, angle: int) -> Box:
    """`box` as seen by who turns the page so that text at this angle stands upright."""
    left, bottom, right, top = box
    if angle == 1:
        return Box(-top, left, -bottom, right)
    if angle == 2:
        return Box(-right, -top, -left, -bottom)
    return Box(bottom, -right, top, -left) if angle == 3 else box
