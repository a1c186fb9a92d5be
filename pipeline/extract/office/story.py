"""What a document says, paragraph by paragraph, as the readers of the formats tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.clean import characters

DEEPEST_HEADING = 6
LATE = "time was up before the end of the text"
"""Why pages are missing of a document that is read as one long text."""
TITLE = 1
"""The level of a paragraph in the style Title."""
_LONGEST_ROW = 3000
"""Characters; a longer row, or one with headings in it, is a page laid out with a table."""
_MOST_COLUMNS = 60
_NO_BREAK_HYPHEN = "\u2011"


class Piece(NamedTuple):
    """One line of a page to be: a paragraph, a heading, an item, or a row of a table.

    `level` is 1 to 6 for headings; `table` is not 0 for rows, and the same for all rows of one
    table; `notes` are those that it calls; `starts` says that it is the first of its page.
    """

    text: str
    level: int = 0
    table: int = 0
    notes: tuple[str, ...] = ()
    starts: bool = False


@dataclass
class _Place:
    """Where paragraphs follow each other: the body, a cell, a text box, a note."""

    written: list[Piece] = field(default_factory=list)
    beside: list[Piece] = field(default_factory=list)
    """Text boxes that hang on the paragraph being written: they come after it."""
    text: list[str] = field(default_factory=list)
    filled: bool = False
    """Whether the paragraph being written has text already."""
    level: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass
class _Table:
    number: int
    cells: list[list[Piece]] = field(default_factory=list)


class Story:
    """Collects pieces. What is begun inside a cell, a box or a note belongs there.

    Calls may come in any order: a hostile file ends what it never began.
    """

    def __init__(self) -> None:
        self._places = [_Place()]
        self._tables: list[_Table] = []
        self._last_table = 0
        self._break_before = False
        self._break_after = False

    @property
    def depth(self) -> int:
        """How many places are open: 1 in the body."""
        return len(self._places)

    def begin(self, level: int = 0) -> None:
        """Begin a paragraph; a heading when `level` is 1 or more."""
        self.end()
        self._places[-1].level = min(level, DEEPEST_HEADING)

    def add(self, text: str) -> None:
        """Go on with the paragraph. A line feed ends a line of it."""
        place = self._places[-1]
        place.text.append(text)
        place.filled = place.filled or not (text == "" or text.isspace())

    def note(self, text: str) -> None:
        """The paragraph calls a note, which says `text`."""
        if text:
            self._places[-1].notes.append(text)

    def drop(self) -> None:
        """Forget what the paragraph says so far."""
        self._places[-1].text.clear()

    def end(self, level: int | None = None) -> list[Piece]:
        """End the paragraph, and give what was written of it: nothing when it has no text.

        `level` is that of a heading which shows itself as one only at its end.
        """
        place = self._places[-1]
        if level is not None:
            place.level = min(level, DEEPEST_HEADING)
        text = "".join(place.text).replace(_NO_BREAK_HYPHEN, "-")
        lines = [text] if place.level else text.split("\n")
        pieces = []
        for line in filter(None, map(characters.one_line, lines)):
            pieces.append(Piece(line, place.level, starts=self._break_before))
            self._break_before = False
        if pieces and place.notes:
            pieces[-1] = pieces[-1]._replace(notes=tuple(place.notes))
            place.notes.clear()
        place.written += pieces
        place.written += place.beside
        place.text.clear()
        place.beside.clear()
        place.filled = False
        place.level = 0
        self._break_before = self._break_before or self._break_after
        self._break_after = False
        return pieces

    def page_break(self) -> None:
        """A new page begins here. A paragraph that has begun stays whole on the page before."""
        if self._places[-1].filled:
            self._break_after = True
        else:
            self._break_before = True

    def open(self) -> None:
        """Begin a place of its own."""
        self._places.append(_Place())

    def close(self) -> list[Piece]:
        """End the place begun last, and give what was written there."""
        self.end()
        if len(self._places) == 1:
            return []
        closed = self._places.pop()
        self._places[-1].notes += closed.notes
        return closed.written

    def close_box(self) -> None:
        """End a text box: it comes after the paragraph that it hangs on."""
        found = self.close()
        self._places[-1].beside += found

    def close_note(self) -> str:
        """End a note, and give its text as one line."""
        return " ".join(piece.text for piece in self.close())

    def open_table(self) -> None:
        """Begin a table, which may be inside another one's cell."""
        self.end()
        self._last_table += 1
        self._tables.append(_Table(self._last_table))

    def close_cell(self, columns: int = 1) -> None:
        """End a cell, which was begun with `open` and is so many columns wide."""
        found = self.close()
        if self._tables:
            cells = self._tables[-1].cells
            room = _MOST_COLUMNS - len(cells)
            cells += [found, *([] for _ in range(min(columns, room) - 1))]
        else:
            self._places[-1].written += found

    def close_row(self) -> None:
        """End a row."""
        if self._tables:
            table = self._tables[-1]
            pieces = [piece for cell in table.cells for piece in cell]
            if _is_data(table.cells, pieces):
                self._places[-1].written.append(_row(table.cells, pieces, table.number))
                # A row that goes on over the page's end stays whole on the page where it begins
                self._break_before |= any(piece.starts for piece in pieces[1:])
            else:
                self._places[-1].written += pieces
            table.cells = []

    def close_table(self) -> None:
        """End a table."""
        if self._tables:
            self.close_row()
            self._tables.pop()

    def finish(self) -> list[Piece]:
        """All that was written."""
        while self._tables:
            self.close_table()
        while len(self._places) > 1:
            self.close_box()
        self.end()
        body = self._places[0]
        if body.notes:
            # Called where there is no text; without any, pages show only the notes
            body.written.append(Piece("", notes=tuple(body.notes)))
        return body.written


def _is_data(cells: list[list[Piece]], pieces: list[Piece]) -> bool:
    """Whether a row is one of a table of data, not a page laid out with a table."""
    filled = sum(map(bool, cells))
    if len(cells) < 2 or not pieces or (filled == 1 and len(pieces) > 1):
        return False
    length = sum(len(piece.text) for piece in pieces)
    headed = any(piece.level for piece in pieces) and len(pieces) > filled
    return length <= _LONGEST_ROW and not headed


def _row(cells: list[list[Piece]], pieces: list[Piece], table: int) -> Piece:
    """A row as one piece with a tab between two cells."""
    texts = (" ".join(piece.text.replace("\t", " ") for piece in cell) for cell in cells)
    notes = tuple(note for piece in pieces for note in piece.notes)
    return Piece("\t".join(texts).rstrip("\t"), 0, table, notes, pieces[0].starts)
