"""Lines set as a typesetter sets them: letters of 5 points, blanks of 2.5, 10 points high."""

from __future__ import annotations

from pipeline.clean.line import Cell, Line, Word
from pipeline.extract.cells import cut

SIZE = 10.0
LETTER, BLANK = 5.0, 2.5
Piece = tuple[float, str]
"""Where a text begins or, as -x, ends, and the text."""


def width(text: str) -> float:
    """How wide a text is set."""
    return sum(BLANK if char == " " else LETTER for char in text)


def words(*pieces: Piece) -> list[Word]:
    """The words of a line's pieces, with their places."""
    made = []
    for at, text in pieces:
        left = at if at >= 0 else -at - width(text)
        for word in text.split(" "):
            made.append(Word(word, left, left + width(word)))
            left += width(word) + BLANK
    return made


def line(top: float, *pieces: Piece, measured: bool = True) -> Line:
    """A line of text; with `measured`, its cells are known."""
    found = words(*pieces)
    text = " ".join(word.text for word in found)
    made = Line(text, found[0].left, found[-1].right, top, SIZE)
    if not measured:
        return made
    return made._replace(cells=tuple(Cell(cell, top) for cell in cut(found, SIZE)))
