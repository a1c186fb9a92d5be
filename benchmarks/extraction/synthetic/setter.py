"""Sets text into the columns of pages, and writes down all that it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from benchmarks.extraction.synthetic.sheet import A4, Box, Piece, Sheet, interleaved, width
from benchmarks.extraction.synthetic.truth import (
    Known,
    Note,
    Place,
    Running,
    broken,
    places,
    sentence_around,
)
from benchmarks.extraction.truth import words as split
from examples.building.lines import Breaker, Line, Style
from examples.building.markup import MARK

MARGIN = 64.0
BETWEEN = 20.0
"""Points between two columns."""
_NOTE_GAP = 10.0
_RAISED = 0.62
"""Size of a note's mark against the text."""

HeadOf = Callable[[int, str], list[tuple[Running, str]]]
"""(page, chapter) → what runs there, and at which corner: "left", "right", "foot". A chapter's own
first page has no chapter yet."""


def _nothing(_page: int, _chapter: str) -> list[tuple[Running, str]]:
    return []


@dataclass(frozen=True)
class Layout:
    """How a document is set.

    Without `spaces` words stand apart but no space is written (TeX). What runs is drawn before the
    page's text, or after it (`running_last`). `hyphen` is what the typesetter puts in.
    """

    columns: int = 1
    size: float = 10.0
    spaces: bool = True
    interleaved: bool = False
    sidebar: float = 0.0
    running: HeadOf = _nothing
    running_last: bool = False
    hyphen: str = "-"
    font: str = "Times"

    def style(self, kind: str = "text") -> Style:
        """The style of a kind of block; sizes in points."""
        size, upright, bold = self.size, f"{self.font}-Roman", f"{self.font}-Bold"
        match kind:
            case "heading":
                return Style(bold, size * 1.35, size * 1.8, before=size * 1.5, after=size * 0.5)
            case "note":
                return Style(upright, size * 0.78, size * 0.98, hyphens=True)
            case "box":
                return Style("Helvetica", size * 0.85, size * 1.15, after=size * 0.5, hyphens=True)
        return Style(upright, size, size * 1.3, after=size * 0.6, justify=True, hyphens=True)


class Frame(NamedTuple):
    """Where text goes: a column, or what a box leaves of it."""

    x: float
    top: float
    bottom: float
    width: float


class Setter:
    """One document on its way. Call `text`, `heading`, `box`, `chapter`, then `close`."""

    def __init__(self, layout: Layout) -> None:
        self.known = Known()
        self._layout = layout
        self._breaker = Breaker(width)
        self._sheets: list[Sheet] = []
        self._frames: list[Frame] = []
        self._frame = Frame(0, 0, 0, 0)
        self._y = 0.0
        self._notes: list[Line] = []
        self._chapter = ""
        self._last: list[Piece] = []

    @property
    def page(self) -> int:
        """The number of the page that is being set, from 1."""
        return len(self._sheets)

    @property
    def pieces(self) -> list[Piece]:
        """What is drawn on this page so far."""
        return self._sheets[-1].pieces

    def chapter(self, title: str) -> None:
        """Begin a page, and on it a chapter."""
        self._flush()
        self._frames, self._chapter = [], ""
        self._next()
        self._chapter = title
        self.heading(title)

    def heading(self, title: str) -> None:
        """A heading, never the last line of a column."""
        style = self._layout.style("heading")
        if self._room() < style.before + 5 * style.leading:
            self._next()
        self._y -= style.before if self._y < self._frame.top else 0
        for line in self._breaker.lines(title, style, self._frame.width):
            self._y -= style.leading
            self._draw(line, self._frame.x, self._y, self._frame.width)
            shown = " ".join(line.words)
            self.known.add_line(self.page, shown, shown)
        self._y -= style.after
        self.known.body.append(title)
        self.known.flow.append(title)

    def text(self, text: str, notes: Sequence[str] = (), measure: float = 1.0) -> None:
        """A paragraph. Each mark ``[^n]`` in it has its note, in order.

        `measure` is the width of its lines as a share of the column's.
        """
        if not self._frame.width:
            self._next()
        style = self._layout.style()
        tokens = text.split(" ")
        lines = self._breaker.lines(text, style, self._frame.width * measure)
        self.known.broken += broken(tokens, lines)
        begins = places(tokens, lines)
        waiting = list(notes)
        for line, begin, end in zip(lines, begins, begins[1:], strict=False):
            called = [waiting.pop(0) for _ in line.notes]
            shown = [f"{mark} {note}" for mark, note in zip(line.notes, called, strict=True)]
            self._make_room(shown, style.leading, tokens, begin)
            self._y -= style.leading
            if end.offset and tokens[end.word][end.offset - 1] != "-":
                hyphened = line.words[-1][:-1] + self._layout.hyphen
                line = replace(line, words=(*line.words[:-1], hyphened))  # noqa: PLW2901
            self._draw(line, self._frame.x, self._y, self._frame.width * measure)
            self._note_line(line, begin.offset > 0, end.offset > 0)
            self.known.notes += [Note(self.page, note) for note in called]
        self._y -= style.after
        self.known.body.append(MARK.sub("", text))
        self.known.flow += [self.known.body[-1], *notes]

    def box(self, text: str) -> None:
        """A grey box with `text`: beside the column where there is room for a sidebar, else in it,
        where the column's text stands before and after it."""
        if not self._frame.width:
            self._next()
        style, side = self._layout.style("box"), self._layout.sidebar
        x = A4[0] - MARGIN - side if side else self._frame.x
        room = side or self._frame.width
        lines = self._breaker.lines(text, style, room - 12)
        height = (len(lines) + 1) * style.leading
        if self._room() < height + 40:
            self._next()
            x = x if side else self._frame.x
        top = self._y - (0 if side else style.leading)
        self._sheets[-1].boxes.append(Box(x, top - height, room, height))
        for row, line in enumerate(lines, 1):
            self._draw(line, x + 6, top - row * style.leading - 2, room - 12)
        if not side:
            self._y = top - height - style.leading
        self.known.broken += broken(text.split(" "), lines)
        self.known.boxes.append(text)
        self.known.flow.append(text)

    def close(self) -> list[Sheet]:
        """Finish the last page; all pages."""
        self._flush()
        self._end_page()
        return [interleaved(s) for s in self._sheets] if self._layout.interleaved else self._sheets

    def _make_room(
        self, called: Sequence[str], leading: float, tokens: Sequence[str], begin: Place
    ) -> None:
        """Go on elsewhere unless a line and the notes that it calls have room here."""
        style = self._layout.style("note")
        below = [part for n in called for part in self._breaker.lines(n, style, self._frame.width)]
        needed = len(below) * style.leading + (_NOTE_GAP if below and not self._notes else 0)
        if self._room() < leading + needed:
            across = sentence_around(tokens, begin) if self._notes else ""
            if across:
                self.known.across.append(across)
            self._next()
        self._notes += below

    def _room(self) -> float:
        notes = sum(line.style.leading for line in self._notes)
        return self._y - self._frame.bottom - notes - (_NOTE_GAP if self._notes else 0)

    def _next(self) -> None:
        """Go on in the next column, or on the next page."""
        self._flush()
        if not self._frames:
            self._open()
        self._frame = self._frames.pop(0)
        self._y = self._frame.top

    def _open(self) -> None:
        self._end_page()
        self._sheets.append(Sheet([], []))
        columns, side = self._layout.columns, self._layout.sidebar
        room = A4[0] - 2 * MARGIN - (side + BETWEEN if side else 0)
        each = (room - BETWEEN * (columns - 1)) / columns
        self._frames = [
            Frame(MARGIN + column * (each + BETWEEN), A4[1] - MARGIN - 10, MARGIN, each)
            for column in range(columns)
        ]
        for running, corner in self._layout.running(self.page, self._chapter):
            self.known.running.append(running)
            size = self._layout.size * 0.85
            font = f"{self._layout.font}-Roman"
            long = width(running.text, font, size)
            x = {"left": MARGIN, "right": A4[0] - MARGIN - long}.get(corner, (A4[0] - long) / 2)
            y = MARGIN * 0.5 if corner == "foot" else A4[1] - MARGIN * 0.65
            into = self._last if self._layout.running_last else self.pieces
            into.append(Piece(x, y, running.text, font, size))

    def _end_page(self) -> None:
        if self._sheets:
            self.pieces.extend(self._last)
        self._last = []

    def _flush(self) -> None:
        """Set the notes at the foot of the column."""
        y = self._frame.bottom + sum(line.style.leading for line in self._notes)
        for line in self._notes:
            y -= line.style.leading
            self._draw(line, self._frame.x, y, self._frame.width)
            self.known.on_page.setdefault(self.page, []).extend(split(" ".join(line.words)))
        self._notes = []

    def _note_line(self, line: Line, first: bool, last: bool) -> None:
        """Write down a line of the body whose `first` or `last` word is a part only."""
        shown = MARK.sub(r" \1", " ".join(line.words))
        inner = [MARK.sub("", word) for word in line.words][first : len(line.words) - last]
        if any(MARK.search(word) for word in line.words):
            inner = []  # the mark's number stands among the words
        self.known.add_line(self.page, shown, " ".join(inner))

    def _draw(self, line: Line, x: float, y: float, room: float) -> None:
        """Draw a line at `x`; a justified one fills `room`."""
        style, words = line.style, line.words
        gap = 0.0
        if style.justify and not line.last and len(words) > 1:
            gap = (room - self._breaker.width(" ".join(words), style)) / (len(words) - 1)
        draw = self.pieces.append
        space = width(" ", style.font, style.size)
        if self._layout.spaces and not line.notes:
            draw(Piece(x, y, " ".join(words), style.font, style.size, gap))
            return
        for word in words:
            plain, *marks = MARK.split(word)
            draw(Piece(x, y, plain, style.font, style.size))
            x += width(plain, style.font, style.size)
            for piece, raised in zip(marks, (True, False) * len(marks), strict=False):
                size = style.size * (_RAISED if raised else 1)
                if piece:
                    draw(Piece(x, y + style.size * 0.33 * raised, piece, style.font, size))
                x += width(piece, style.font, size)
            x += space + gap
