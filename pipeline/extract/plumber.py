"""Text of a page as pdfplumber reads it: for pages whose text layer is sick to PDFium.

pdfplumber reads an embedded font's own character table, so that some pages without a ToUnicode
map come out right. It takes 30 to 80 times PDFium's time, and a font it cannot read either it
will not read on the next page: after a few pages in vain it is not asked again.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

import pdfplumber
from pdfplumber.pdf import PDF

from corpus.closing import Closing

# What it finds wrong with broken files, thousands of times, helps nobody.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_IN_VAIN = 5
"""Pages without any gain after which the document is given up."""
_TOLERANCE_RATIO = 0.15
"""Gap between words, in font sizes. The default, 3 points, loses a quarter of pdfTeX's spaces."""


class Plumber(Closing):
    """Second reader of one document; opens the file when it is first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: PDF | None = None
        self._in_vain = 0

    def close(self) -> None:
        """Close the file, if it was opened."""
        if self._document is not None:
            with suppress(Exception):  # it reads the pages again to close them, and may fail anew
                self._document.close()

    def text(self, number: int) -> str:
        """Text of page `number`, from 1; "" when it cannot be read or nothing was gained lately."""
        if self._in_vain >= _IN_VAIN:
            return ""
        try:
            if self._document is None:
                self._document = pdfplumber.open(self._path)
            page = self._document.pages[number - 1]
            try:
                # Bold made by drawing each letter twice would read "LLaappssii".
                single = page.dedupe_chars()
                return single.extract_text(x_tolerance_ratio=_TOLERANCE_RATIO, use_text_flow=True)
            finally:
                page.close()  # otherwise each page keeps 4.6 MB
        except MemoryError:
            raise
        except Exception:
            # It is the second opinion only, and pdfminer fails in many ways on broken files.
            self._in_vain = _IN_VAIN
            return ""

    def was_better(self, better: bool) -> None:
        """Say whether the last text was a gain."""
        self._in_vain = 0 if better else self._in_vain + 1
