"""Lines of a PDF's text layer as PDFium reads it, with their places and type sizes.

PDFium is C++ and not thread-safe: one process reads one file at a time.
"""

from __future__ import annotations

import ctypes
import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import ExtractionError
from pipeline.clean import letterspacing
from pipeline.clean.line import BROKEN, Line

_BOLD = 600
"""Font weight from which type is bold (400 is regular, 700 bold; CSS and OpenType agree)."""
_FONT_NAME = 80
"""Bytes of a font's name that are looked at."""
_SCAN_TEXT = 25
"""A page with fewer characters may be a scan (a stamp or page number may be text)."""
_SCAN_AREA = 0.5
"""Share of the page that a picture covers when the page is a scan."""
_WORD_GAP = 1.5
"""In a letter-spaced line, a gap this many times the usual one parts words."""

# A hyphen at a line's end comes as U+FFFE (or U+0002), and the line break after it is dropped.
_LINE = re.compile("([^\r\n\ufffe\x02]+)([\ufffe\x02]?)")
_REASON = re.compile(r"PDFium: (.+?)\.?\)")


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
        if "password" in reason:
            raise ExtractionError("encrypted: needs a password") from error
        raise ExtractionError(f"not a PDF or broken: {reason}") from error
    try:
        yield document
    finally:
        document.close()


class PageReader:
    """Reads one page. Close it, or use it as a context manager."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        self.text: str = self._text.get_text_range(errors="ignore")

    def __enter__(self) -> PageReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._text.close()
        self._page.close()

    def lines(self) -> list[Line]:
        """The lines of the text layer in the order of the file, which is the reading order."""
        wide = any(char > "\uffff" for char in self.text)
        lines = []
        for found in _LINE.finditer(self.text):
            text = found[1].strip()
            if text:
                start = found.start() + found[1].index(text[0])
                if wide:
                    start = len(self.text[:start].encode("utf-16-le", "surrogatepass")) // 2
                lines.append(self._line(text, start, found[2]))
        return lines

    def is_scan(self) -> bool:
        """Whether the page is a picture of text: next to no characters, and a large image."""
        if len(self.text.strip()) >= _SCAN_TEXT:
            return False
        width, height = self._page.get_size()
        kind = pdfium.FPDF_PAGEOBJ_IMAGE
        for image in self._page.get_objects(filter=[kind], max_depth=3):
            left, bottom, right, top = image.get_bounds()
            if (right - left) * (top - bottom) > _SCAN_AREA * width * height:
                return True
        return False

    def _line(self, text: str, start: int, broken: str) -> Line:
        middle = len(text) // 2
        middle -= text[middle].isspace()
        chars = [self._char(start + at) for at in (0, middle, len(text) - 1)]
        boxes = [self._box(char) for char in chars]
        heights = sorted(abs(top - bottom) for _, bottom, _, top in boxes)
        size = heights[1] or heights[2] or 1.0
        left, right = boxes[0][0], boxes[2][2]
        if letterspacing.is_spaced(text):
            text = self._with_word_gaps(text, start)
        bold = all(map(self._is_bold, chars))
        ended = f"{text}{BROKEN}" if broken else text
        baseline = -boxes[1][1]
        return Line(ended, min(left, right), max(left, right), baseline, size, bold)

    def _char(self, position: int) -> int:
        """Index of a character in PDFium's own list, which holds characters without text too."""
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._text, position))

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character with its font's full height."""
        box = pdfium.FS_RECTF()
        if index < 0 or not pdfium.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(box)):
            return 0.0, 0.0, 0.0, 0.0
        return box.left, box.bottom, box.right, box.top

    def _is_bold(self, index: int) -> bool:
        weight = int(pdfium.FPDFText_GetFontWeight(self._text, index))
        return weight >= _BOLD if weight > 0 else "bold" in self._font(index)

    def _font(self, index: int) -> str:
        """Name of a character's font in lower case: the standard fonts tell no weight."""
        name = ctypes.create_string_buffer(_FONT_NAME)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text, index, name, _FONT_NAME, ctypes.byref(flags))
        return name.value.decode("utf-8", "replace").lower()

    def _with_word_gaps(self, text: str, start: int) -> str:
        """Letter-spaced `text` with two spaces where the gap between the letters is wide."""
        letters = [at for at, char in enumerate(text) if not char.isspace()]
        boxes = [self._box(self._char(start + at)) for at in letters]
        gaps = [box[0] - before[2] for before, box in pairwise(boxes)]
        usual = statistics.median(gaps)
        written = [text[letters[0]]]
        for before, at, gap in zip(letters, letters[1:], gaps, strict=False):
            if at - before > 1:
                written.append("  " if gap > _WORD_GAP * max(usual, 0.01) else " ")
            written.append(text[at])
        return "".join(written)
