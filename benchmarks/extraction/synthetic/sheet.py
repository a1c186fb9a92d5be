"""What is drawn on the pages of a synthetic document, and the drawing of it with ReportLab."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

A4 = (595.28, 841.89)
ACCENT = "¨"
TRUETYPE = {"Vera": "Vera.ttf"}
"""Faces that ReportLab brings along; the others are those that every reader of PDF has."""


class Piece(NamedTuple):
    """A string drawn in one go; points from the lower left corner of the page.

    `spacing` stands between letters, `gap` is added to every space, `angle` is in degrees. In an
    `accented` text each ¨ is drawn over the letter after it.
    """

    x: float
    y: float
    text: str
    font: str
    size: float
    gap: float = 0.0
    spacing: float = 0.0
    angle: float = 0.0
    accented: bool = False


class Box(NamedTuple):
    """A grey rectangle behind the text."""

    x: float
    y: float
    width: float
    height: float


class Sheet(NamedTuple):
    """One page: its boxes, and its pieces in the order of the file."""

    boxes: list[Box]
    pieces: list[Piece]


def interleaved(sheet: Sheet) -> Sheet:
    """The page with its pieces in the order of their height: columns line by line."""
    return Sheet(sheet.boxes, sorted(sheet.pieces, key=lambda piece: (-round(piece.y), piece.x)))


def fingerprint(sheets: Sequence[Sheet]) -> str:
    """SHA-256 of what is drawn, to a hundredth of a point: not of ReportLab's way to write it."""
    sha = hashlib.sha256()
    for sheet in sheets:
        for drawn in (*sheet.boxes, *sheet.pieces):
            row = [f"{value:.2f}" if isinstance(value, float) else str(value) for value in drawn]
            sha.update(("\t".join(row) + "\n").encode())
        sha.update(b"\f")
    return sha.hexdigest()


def draw(sheets: Sequence[Sheet], target: Path) -> None:
    """Write the PDF file `target`."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - a tool of development only
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    for name, file in TRUETYPE.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, file))
    canvas = Canvas(str(target), pagesize=A4, invariant=1)
    for sheet in sheets:
        canvas.setFillGray(0.9)
        for box in sheet.boxes:
            canvas.rect(*box, stroke=0, fill=1)
        canvas.setFillGray(0)
        for piece in sheet.pieces:
            canvas.saveState()
            canvas.translate(piece.x, piece.y)
            canvas.rotate(piece.angle)
            text = canvas.beginText(0, 0)
            text.setFont(piece.font, piece.size)
            text.setWordSpace(piece.gap)
            text.setCharSpace(piece.spacing)
            if piece.accented:
                _put_accented(text, piece)
            else:
                text.textOut(piece.text)
            canvas.drawText(text)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()


def _put_accented(text: Any, piece: Piece) -> None:
    """As old TeX fonts have it: the accent, a step back, the letter, all in one text object.

    The accent begins where the letter does: in those fonts it is as wide as an *a* or *o*.
    """
    back = width(ACCENT, piece.font, piece.size)
    for char in piece.text:
        text.setCharSpace(-back if char == ACCENT else 0.0)
        text.textOut(char)


def width(text: str, font: str, size: float) -> float:
    """Points that `text` takes."""
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 - see draw

    return float(stringWidth(text, font, size))
