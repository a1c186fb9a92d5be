"""PDFs and pages made on the fly, and a small dictionary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.config import LimitsConfig
from corpus.document import Extraction
from pipeline.extract.base import extract
from pipeline.extract.context import Context

WORDS = frozenset(
    "perhe perheiden palvelut palveluiden kehittäminen hanke hankkeen kunta kunnat lapset lasten "
    "nuorten työ tuki arjen kokous kevät kehittämistyö kehittämistyön sivu teksti tämä on ja "
    "yhteinen tavoite tavoitteena oli koko vuoden ajan".split()
)
LIMITS = LimitsConfig()
Row = tuple[str, str, float, float, float]
"""Text, font, size, and the place of its beginning: x, and y from the top."""


def knows(word: str) -> bool:
    """Whether the small dictionary has the word."""
    return word.lower() in WORDS


def text_row(text: str, top: float, size: float = 11, font: str = "Helvetica") -> Row:
    """A row at the left margin."""
    return (text, font, size, 72, top)


def paragraph(*lines: str, top: float = 120, size: float = 11) -> list[Row]:
    """Lines set one under the other."""
    return [text_row(line, top + 1.3 * size * row, size) for row, line in enumerate(lines)]


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Gives a function: pages of rows (or "scan", "outlines", "blank") → a file.

    `outline` holds titles with the index of the page and the level, both from 0; `rotated` two
    rows that are drawn on each page, and by how many degrees they are turned.
    """

    def make(
        pages: Sequence[Sequence[Row] | str],
        *,
        name: str = "raportti.pdf",
        password: str = "",
        title: str = "",
        creator: str = "",
        labels: Sequence[str] = (),
        outline: Sequence[tuple[str, int, int]] = (),
        rotated: tuple[str, str, int] | None = None,
    ) -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=A4, encrypt=password or None)
        canvas.setTitle(title)
        canvas.setAuthor("Kirjoittaja Konekirjoittaja")
        canvas.setCreator(creator)
        for number, rows in enumerate(pages):
            canvas.bookmarkPage(str(number))
            if isinstance(rows, str):
                if rows == "scan":
                    canvas.drawImage(_picture(), 0, 0, A4[0], A4[1])
                elif rows == "outlines":
                    for step in range(500):
                        canvas.line(72, 100 + step, 80, 100 + step)
            else:
                for text, font, size, left, top in rows:
                    canvas.setFont(font, size)
                    canvas.drawString(left, A4[1] - top, text)
            if rotated:
                canvas.saveState()
                canvas.translate(300, 300)
                canvas.rotate(rotated[2])
                canvas.drawString(0, 0, rotated[0])
                canvas.drawString(0, -14, rotated[1])
                canvas.restoreState()
            canvas.showPage()
        for text, page, level in outline:
            canvas.addOutlineEntry(text, str(page), level)
        for number, label in enumerate(labels):
            canvas.addPageLabel(number, prefix=label)
        canvas.save()
        return path

    return make


def _picture() -> ImageReader:
    data = BytesIO()
    Image.effect_noise((60, 80), 40).save(data, "PNG")
    data.seek(0)
    return ImageReader(data)


@pytest.fixture
def read_html(tmp_path: Path) -> Callable[..., Extraction]:
    """Gives a function: a page's markup (text or bytes) → what is extracted from it."""

    def read(markup: str | bytes) -> Extraction:
        path = tmp_path / "sivu.html"
        path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
        return extract(path, "text/html", Context(LIMITS, knows))

    return read


def whole(extraction: Extraction) -> str:
    """The text of all pages."""
    return "\n".join(page.text for page in extraction.pages)
