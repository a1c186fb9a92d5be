"""The tools that are compared. Each takes a file and gives the text of its pages.

A tool is loaded by the function that makes its reader, in the one process that measures it: its
libraries must not weigh on the others' memory. Hence the imports inside the functions.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.document import Page

OURS = "hankemuisti"
POPPLER = "pdftotext"

Reader = Callable[[Path], list[str]]
"""Raises whatever the tool raises."""


def _as_read(pages: Sequence[Page]) -> list[str]:
    """The texts of the pages, all notes behind the last page's: what the extraction keeps apart.

    Nobody reads a page's notes in the middle of the sentence that goes on overleaf.
    """
    bodies, notes = [], []
    for page in pages:
        first = page.notes[0].start if page.notes else len(page.text)
        bodies.append(page.text[:first])
        notes.append(page.text[first:])
    bodies[-1:] = ["\n".join([*bodies[-1:], *notes])]
    return bodies


def hankemuisti() -> Callable[[], Reader]:
    """Ours. The dictionary is opened by the inner function: it counts in the memory."""
    from corpus.config import LimitsConfig  # noqa: PLC0415
    from pipeline.extract.base import extract  # noqa: PLC0415
    from pipeline.extract.context import Context  # noqa: PLC0415
    from pipeline.finnish.voikko import open_voikko  # noqa: PLC0415
    from pipeline.mediatype import PDF  # noqa: PLC0415

    def opened() -> Reader:
        knows = functools.lru_cache(maxsize=200_000)(open_voikko("auto").knows)
        context = Context(LimitsConfig(), knows)
        return lambda path: _as_read(extract(path, PDF, context).pages)

    return opened


def pdftotext() -> Callable[[], Reader]:
    """Poppler's program with its defaults; it parts pages by form feeds."""

    def read(path: Path) -> list[str]:
        done = subprocess.run([POPPLER, str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace").removesuffix("\f").split("\f")

    return lambda: read


def pdfminer() -> Callable[[], Reader]:
    """pdfminer.six with the settings of its own `extract_text`."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415

    return lambda: lambda path: extract_text(path).removesuffix("\f").split("\f")


def pdfplumber() -> Callable[[], Reader]:
    """pdfplumber's `extract_text` with its defaults; a page is closed when it is read."""
    import pdfplumber as library  # noqa: PLC0415

    def read(path: Path) -> list[str]:
        texts = []
        with library.open(path) as document:
            for page in document.pages:
                texts.append(page.extract_text())
                page.close()
        return texts

    return lambda: read


def pypdfium2() -> Callable[[], Reader]:
    """PDFium's text as it comes."""
    import pypdfium2 as library  # noqa: PLC0415

    def read(path: Path) -> list[str]:
        document = library.PdfDocument(path)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()

    return lambda: read


TOOLS: dict[str, Callable[[], Callable[[], Reader]]] = {
    OURS: hankemuisti,
    POPPLER: pdftotext,
    "pdfminer.six": pdfminer,
    "pdfplumber": pdfplumber,
    "pypdfium2": pypdfium2,
}
"""Name → loads its libraries, and gives what opens it."""


def not_installed() -> list[str]:
    """The tools that are not installed here."""
    return [] if shutil.which(POPPLER) else [POPPLER]
