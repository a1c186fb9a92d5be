"""A line as it was set on a page, and the signs that a word goes on in the next one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

BROKEN = "\x02"
"""Stands at the end of a line whose last word was broken by the typesetter.

PDFium marks such a hyphen with U+FFFE or U+0002 and drops the line break after it.
"""

SOFT_HYPHEN = "\xad"
HYPHENS = f"-‐{SOFT_HYPHEN}{BROKEN}"
"""What may stand at a line's end for a hyphen: U+002D, U+2010 (state budgets), U+00AD, BROKEN."""

ROW_HEIGHT = 1.2
"""Leading of lines that have no geometry, in character widths."""
TEXT_SIZE = 1.0
"""Size of letters in lines that have no geometry."""

_INDENT = re.compile(r"[ \t]*")


class Word(NamedTuple):
    """A word of a line, and its edges in the line's unit."""

    text: str
    left: float
    right: float


class Cell(NamedTuple):
    """Neighbouring words that may be a table's cell, and the height of the line they stand on.

    Cells of one line may stand on two: beside a label of two lines its number stands half way.
    """

    words: tuple[Word, ...]
    top: float

    @property
    def text(self) -> str:
        """The words with blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right


class Line(NamedTuple):
    """One line: its text, and where and how it was set.

    `left` and `right` are the edges, `top` grows downwards, `size` is the height of a letter; all
    in the same unit (points of a PDF, or character widths for text without geometry). `cells` are
    those of a line that may be a row of a table, or is one.
    """

    text: str
    left: float
    right: float
    top: float
    size: float
    bold: bool = False
    heading: bool = False
    cells: tuple[Cell, ...] = ()


def from_text(texts: Iterable[str]) -> list[Line]:
    """Lines without geometry: the edges are counted in characters, empty lines make a gap."""
    lines = []
    for row, text in enumerate(texts):
        stripped = text.strip()
        if stripped:
            indent = _INDENT.match(text)
            left = float(indent.end()) if indent else 0.0
            lines.append(Line(stripped, left, left + len(stripped), row * ROW_HEIGHT, TEXT_SIZE))
    return lines
