"""PDF pages as pictures: which ones are nothing else, and how they look for OCR."""

from __future__ import annotations

import math
from contextlib import suppress
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

_TEXT = 25
"""A page with fewer characters may be a scan (a stamp or page number may be text)."""
_AREA = 0.5
"""Share of the page that pictures cover when the page is a scan (some scanners save strips)."""
_OUTLINES = 400
"""Shapes on a page without text that are letters turned into outlines; a drawing has fewer."""
_MOST_OBJECTS = 1500
"""Objects of a page that are looked at."""
_MOST_PIXELS = 25_000_000
"""A page of A4 at 300 dots an inch has 8.7 million."""
_POINTS = 72
"""Points to an inch."""


def is_scan(page: pypdfium2.PdfPage, text: str) -> bool:
    """Whether a page is a picture of text: next to no characters, but images or outlines."""
    if len(text.strip()) >= _TEXT:
        return False
    width, height = page.get_size()
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]
    area, paths = 0.0, 0
    for found in islice(page.get_objects(filter=kinds, max_depth=3), _MOST_OBJECTS):
        if found.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            continue
        with suppress(pypdfium2.PdfiumError):  # a broken object has no bounds
            left, bottom, right, top = found.get_bounds()
            area += max(0.0, right - left) * max(0.0, top - bottom)
    return area > _AREA * width * height or paths >= _OUTLINES


def picture(page: pypdfium2.PdfPage, dpi: int) -> tuple[bytes, int]:
    """A page as a grey picture (PGM), and its resolution: `dpi`, or less on huge pages.

    Raises PdfiumError when the page cannot be drawn.
    """
    width, height = page.get_size()
    scale = min(dpi / _POINTS, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
        head = f"P5\n{bitmap.width} {bitmap.height}\n255\n".encode()
        drawn = head + b"".join(rows[at : at + bitmap.width] for at in starts)
    finally:
        bitmap.close()
    return drawn, round(scale * _POINTS)
