"""Pages set with ReportLab: columns, running heads, footnotes, tables, a contents list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from . import programs
from .lines import Breaker, Line, Style
from .markup import MARK, Block, Document
from .styles import FAMILIES, Look

A4 = (595.28, 841.89)
GAP = 22.0
"""Points between columns."""
NOTE_GAP = 11.0
"""Points between the text and the footnotes below it."""


@dataclass
class Place:
    """Where the next line goes: page, column, height left, footnotes waiting below."""

    page: int = 0
    column: int = 0
    y: float = 0.0
    notes_height: float = 0.0


class Paper:
    """One document on its way to the PDF `target`."""

    def __init__(self, document: Document, target: Path, contents: list[tuple[str, int]]) -> None:
        from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

        family = document.get("family", "DejaVuSerif")
        _register(family)
        self.document = document
        self.look = Look(family, float(document.get("size", "10.5")))
        self.columns = int(document.get("columns", "1"))
        self.margin = float(document.get("margin", "72"))
        self.contents = contents
        self.headings: list[tuple[str, int]] = []
        self.breaker = Breaker(stringWidth)
        self.canvas = Canvas(str(target), pagesize=A4, invariant=1)
        self.canvas.setTitle(document.get("title"))
        self.canvas.setAuthor(document.get("author"))
        self.at = Place()
        self.pending: list[Line] = []
        self.notes = {b.shown: b for b in document.blocks if b.kind == "note"}
        self.size = A4
        self.wide = False

    # --- pages and columns

    @property
    def column_width(self) -> float:
        """The width of a column of this page."""
        columns = 1 if self.wide else self.columns
        return (self.size[0] - 2 * self.margin - GAP * (columns - 1)) / columns

    @property
    def left(self) -> float:
        """The left edge of the column."""
        return self.margin + self.at.column * (self.column_width + GAP)

    @property
    def room(self) -> float:
        """The height left in the column above its footnotes."""
        return self.at.y - self.at.notes_height - self.margin

    def open_page(self, size: tuple[float, float] = A4, *, wide: bool = False) -> None:
        """Begin a page; everything but the first has a running head and a number."""
        if self.at.page:
            self.flush_notes()
            self.canvas.showPage()
        self.size, self.wide = size, wide
        self.canvas.setPageSize(size)
        self.at = Place(page=self.at.page + 1, y=size[1] - self.margin - 8)
        if self.at.page > 1 or self.document.get("plain-first") == "no":
            self._running()

    def _running(self) -> None:
        """Draw the running head and the foot."""
        width, height = self.size
        self.canvas.setFont(self.look.family, 8)
        head, foot = self.document.get("running"), self.document.get("foot")
        if head:
            self.canvas.drawString(self.margin, height - self.margin * 0.62, head)
            self.canvas.setLineWidth(0.4)
            y = height - self.margin * 0.62 - 4
            self.canvas.line(self.margin, y, width - self.margin, y)
        if foot:
            self.canvas.drawString(self.margin, self.margin * 0.5, foot)
        self.canvas.drawRightString(width - self.margin, self.margin * 0.5, str(self.at.page))

    def next_column(self) -> None:
        """Go on in the next column, or on the next page."""
        self.flush_notes()
        if not self.wide and self.at.column + 1 < self.columns:
            self.at = replace(self.at, column=self.at.column + 1, y=self.size[1] - self.margin - 8)
        else:
            self.open_page(self.size)

    # --- lines

    def put(self, block: Block, style: Style, *, lead: str = "", keep: float = 0) -> None:
        """Set a paragraph; `keep` is the height that must be left after its first line."""
        lines = self.breaker.lines(block.text, style, self.column_width)
        top = self.at.y >= self.size[1] - self.margin - 9
        self.at.y -= 0 if top else style.before
        for number, line in enumerate(lines):
            notes = [n for mark in line.notes for n in self._note_lines(mark)]
            below = sum(n.style.leading for n in notes) + NOTE_GAP * bool(notes)
            need = style.leading + keep * (number == 0) + below
            if self.room < need:
                self.next_column()
            self.pending += notes
            self.at.notes_height += below
            self.at.y -= style.leading
            if lead and number == 0:
                self.canvas.setFont(style.font, style.size)
                self.canvas.drawString(self.left, self.at.y, lead)
            self.draw(line, self.left + style.indent, self.column_width - style.indent)
        self.at.y -= style.after

    def _note_lines(self, number: str) -> list[Line]:
        """The lines of a footnote."""
        note = self.notes[number]
        text = f"{number} {note.text}"
        return self.breaker.lines(text, self.look.style("note"), self.column_width)

    def flush_notes(self) -> None:
        """Draw the footnotes of this column at its bottom."""
        if not self.pending:
            return
        y = self.margin + sum(line.style.leading for line in self.pending) + 3
        self.canvas.setLineWidth(0.4)
        self.canvas.line(self.left, y, self.left + 60, y)
        for line in self.pending:
            y -= line.style.leading
            self.draw(line, self.left, self.column_width, y)
        self.pending = []
        self.at.notes_height = 0

    def draw(self, line: Line, x: float, width: float, y: float | None = None) -> None:
        """Draw a line at `x`; a justified one fills `width`."""
        style = line.style
        y = self.at.y if y is None else y
        natural = self.breaker.width(" ".join(line.words), style)
        gap = self.breaker.width(" ", style)
        if style.justify and not line.last and len(line.words) > 1:
            gap += (width - natural) / (len(line.words) - 1)
        if style.centre:
            x += (width - natural) / 2
        for number, word in enumerate(line.words):
            end = "" if number == len(line.words) - 1 else " "
            self._word(word, end, (x, y), style)
            x += self.breaker.width(word, style) + gap

    def _word(self, word: str, end: str, at: tuple[float, float], style: Style) -> None:
        """Draw a word, its footnote mark raised."""
        text = self.canvas.beginText(*at)
        text.setFont(style.font, style.size)
        plain, *marks = MARK.split(word)
        if not marks:
            text.textOut(plain + end)
        for number, piece in enumerate(marks):
            raised = number % 2 == 0
            if number == 0:
                text.textOut(plain)
            text.setFont(style.font, style.size * 0.62 if raised else style.size)
            text.setRise(style.size * 0.33 if raised else 0)
            text.textOut(piece + (end if number == len(marks) - 1 else ""))
        self.canvas.drawText(text)

    def close(self) -> None:
        """Finish the file."""
        self.flush_notes()
        self.canvas.save()


def _register(family: str) -> None:
    """Make the upright and the bold face of a family known to ReportLab."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    upright, bold = FAMILIES[family]
    for name, file in ((family, upright), (family + "-Bold", bold)):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(programs.font(file))))
