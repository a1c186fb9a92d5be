"""Lines of a PDF's text layer as PDFium reads it, with their places and type sizes.

PDFium is C++ and not thread-safe: one process reads one file at a time.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import nlargest
from itertools import pairwise
from pathlib import Path

import pypdfium2

from corpus.errors import ExtractionError
from pipeline.clean import letterspacing
from pipeline.clean.line import BROKEN, Line
from pipeline.extract import cells, pictures
from pipeline.extract.columns import Columns, Row
from pipeline.extract.glyphs import Glyphs, is_upright, turned

_WORD_GAP = 1.5
"""In a letter-spaced line, a gap this many times the usual one parts words."""
_RISE = 0.15
"""A figure whose foot stands this share of the line's height above the others' is raised."""
_SMALL = 0.5
"""A raised figure's ink is lower than this share of the line's height; others take 0.6."""
_SAMPLE = 4
"""Lines of a page that are looked at for a gutter before all of them are."""
_STEP = 4.0
"""Points between two lines that were joined; superscripts in usual sizes are less high."""
_GAP = 0.8
"""A gap between two words that is wider than this share of the line's height tears the line."""

# A hyphen at a line's end comes as U+FFFE (or U+0002), and the line break after it is dropped.
_LINE = re.compile("([^\r\n\ufffe\x02]+)([\ufffe\x02]?)")
# What may be a note's number: behind a word, its stop or a space, or at the line's beginning.
_NUMBER = re.compile(r"(?:(?<=[^\W\d_])|(?<=[.,:;!?)\]\"'”’» ])|^)\d{1,3}(?![\d,.]*\d)")
_DIGIT = re.compile(r"\d")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INK = re.compile(r"\S")
_SPACE = re.compile(r"(?<=\S) (?=\S)")
_REASON = re.compile(r"PDFium: (.{1,200}?)\.?\)")


@contextmanager
def open_pdf(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document at `path`.

    Raises ExtractionError when it needs a password, or is no PDF or a broken one.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        found = _REASON.search(str(error))
        reason = (found[1] if found else str(error)).removesuffix(" error").lower()
        if reason == "success":  # it is a PDF, and leads to no pages
            raise ExtractionError("no pages can be found in the file") from error
        if "password" in reason:
            raise ExtractionError("encrypted: needs a password") from error
        raise ExtractionError(f"not a PDF or broken: {reason}") from error
    try:
        yield document
    finally:
        document.close()


class PageReader:
    """Reads one page. Close it, or use it as a context manager.

    Raises PdfiumError when the page is damaged.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        self.text: str = self._text.get_text_range(errors="ignore")
        self._wide = max(self.text, default="") > "\uffff"
        self._glyphs = Glyphs(self._text, self._position(len(self.text)))

    def __enter__(self) -> PageReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._text.close()
        self._page.close()

    def lines(self, order: Columns) -> list[Line]:
        """The lines of the text layer in reading order, rotated text last.

        Each line is measured in its own reading direction; on a page that is set sideways most
        lines have that of the page.
        """
        found: list[tuple[int, Line, int]] = []
        for match in _LINE.finditer(self.text):
            text = match[1].strip()
            if text:
                start = self._position(match.start() + match[1].index(text[0]))
                found += self._lines(text, start, broken=bool(match[2]))
        # Lines that go over a gutter are the widest of their page.
        widest = nlargest(_SAMPLE, found, key=lambda placed: placed[1].right - placed[1].left)
        torn = any(len(self._pieces(line, at)) > 1 for _, line, at in widest)
        by_angle: dict[int, list[Row]] = {}
        for angle, line, at in cells.with_cells(found, self._glyphs):
            pieces = self._pieces(line, at) if torn and not angle else (line,)
            by_angle.setdefault(angle, []).append(Row(line, pieces))
        return _upright_first(by_angle, order)

    def is_scan(self) -> bool:
        """Whether the page is a picture of text."""
        return pictures.is_scan(self._page, self.text)

    def picture(self, dpi: int) -> tuple[bytes, int]:
        """The page as an image file, and its resolution; see `pictures.picture`."""
        return pictures.picture(self._page, dpi)

    def _position(self, at: int) -> int:
        """Where a character of the text stands in UTF-16 units, in which PDFium counts."""
        return len(self.text[:at].encode("utf-16-le", "surrogatepass")) // 2 if self._wide else at

    def _lines(self, text: str, start: int, *, broken: bool) -> Iterator[tuple[int, Line, int]]:
        """Angle, line and beginning: mostly one, but PDFium joins lines that are turned."""
        angle, line, straight = self._line(text, start, broken=broken)
        if straight:
            yield angle, line, start
            return
        parts: list[tuple[int, int]] = []
        place = (0, 0.0)
        for found in _INK.finditer(text):
            index = self._glyphs.index(start + found.start())
            angle = self._glyphs.angle(index)
            base = self._glyphs.base(index, angle)
            if parts and angle == place[0] and abs(base - place[1]) < _STEP:
                parts[-1] = (parts[-1][0], found.end())
            else:
                parts.append(found.span())
            place = (angle, base)
        for begin, end in parts:
            last = broken and end == len(text)
            angle, line, _ = self._line(text[begin:end], start + begin, broken=last)
            yield angle, line, start + begin

    def _line(self, text: str, start: int, *, broken: bool) -> tuple[int, Line, bool]:
        """The line of `text`, which begins at `start`, its angle, and whether it is straight."""
        glyphs = self._glyphs
        middle = len(text) // 2
        middle -= text[middle].isspace()
        chars = [glyphs.index(start + at) for at in (0, middle, len(text) - 1)]
        boxes = [glyphs.box(char) for char in chars]
        angle = 0
        straight = is_upright(boxes)
        if not straight:
            angle = glyphs.angle(chars[0])
            boxes = [turned(box, angle) for box in boxes]
            straight = len(text) == 1 or (angle == glyphs.angle(chars[2]) and is_upright(boxes))
        heights = sorted(box.top - box.bottom for box in boxes)
        size = heights[1] or heights[2] or 1.0
        left, right = boxes[0].left, boxes[2].right
        if letterspacing.is_spaced(text):
            text = self._with_word_gaps(text, start)
        elif _DIGIT.search(text) and _NUMBER.search(text):
            text = self._with_superscripts(text, start, glyphs.base(chars[1], angle), size)
        bold = all(map(glyphs.is_bold, chars))
        ended = f"{text}{BROKEN}" if broken else text
        line = Line(ended, min(left, right), max(left, right), -boxes[1].bottom, size, bold)
        return angle, line, straight

    def _with_superscripts(self, text: str, start: int, base: float, size: float) -> str:
        """`text` with raised figures as such: "sovittiin³" and "m²", never "sovittiin3".

        `base` is the height of the line.
        """

        def raised(found: re.Match[str]) -> str:
            index = self._glyphs.index(start + found.start())
            ink = self._glyphs.ink(index, self._glyphs.angle(index))
            up = ink.bottom - base > _RISE * size and ink.top - ink.bottom < _SMALL * size
            return found[0].translate(_SUPERSCRIPTS) if up else found[0]

        return _NUMBER.sub(raised, text)

    def _pieces(self, line: Line, start: int) -> tuple[Line, ...]:
        """A line parted where the next word is far off, to the right or back to the left."""
        if "  " in line.text:  # letter-spaced, so that it no longer tells the places
            return (line,)
        begins = [0]
        for found in _SPACE.finditer(line.text):
            before = self._glyphs.box(self._glyphs.index(start + found.start() - 1))
            after = self._glyphs.box(self._glyphs.index(start + found.end()))
            gap = after.left - before.right
            if gap > _GAP * line.size or gap < -2 * line.size:
                begins.append(found.end())
        if len(begins) == 1:
            return (line,)
        broken = line.text.endswith(BROKEN)
        ends = [begin - 1 for begin in begins[1:]]
        ends.append(len(line.text) - broken)
        return tuple(
            self._line(line.text[a:b], start + a, broken=broken and b == ends[-1])[1]
            for a, b in zip(begins, ends, strict=True)
        )

    def _with_word_gaps(self, text: str, start: int) -> str:
        """Letter-spaced `text` with two spaces where the gap between the letters is wide."""
        letters = [at for at, char in enumerate(text) if not char.isspace()]
        boxes = [self._glyphs.box(self._glyphs.index(start + at)) for at in letters]
        gaps = [box.left - before.right for before, box in pairwise(boxes)]
        usual = statistics.median(gaps)
        written = [text[letters[0]]]
        for before, at, gap in zip(letters, letters[1:], gaps, strict=False):
            if at - before > 1:
                written.append("  " if gap > _WORD_GAP * max(usual, 0.01) else " ")
            written.append(text[at])
        return "".join(written)


def _upright_first(by_angle: dict[int, list[Row]], order: Columns) -> list[Line]:
    """The lines at the angle that most text has, in order; then the others, from the top."""
    angles = sorted(by_angle, key=lambda angle: -sum(len(row.line.text) for row in by_angle[angle]))
    lines = order.in_order(by_angle[angles[0]]) if angles else []
    for angle in angles[1:]:
        rest = (row.line for row in by_angle[angle])
        lines += sorted(rest, key=lambda line: (line.top, line.left))
    return lines
