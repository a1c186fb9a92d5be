"""Headings of a PDF, by the size and weight of the type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from pipeline.clean.line import TEXT_SIZE, Line

_LARGER = 1.15
"""A heading's type is this much larger than the body's."""
LONGEST = 160
"""Characters; a longer line in large type is a pull quote or a poster."""
_LONGEST_BOLD = 90
_FEWEST_LETTERS = 3
_MOST_LINES = 4
"""More heading lines in a row are a leaflet's text in large type."""

_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.,;]$")
# A row of a table in bold: it ends with an amount, which a year is not.
_FIGURES = re.compile(r"\s(?!(?:19|20)\d\d$)[-−]?\d[\d ,.]*[%€]?$")
_NUMBERED = re.compile(r"\d")
_BULLET = re.compile(r"[•◦▪■●○–-]\s")


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size in which most of the text is set, rounded to halves; 0.0 for no text.

    Recognised pages have no sizes; they count only where there are no others.
    """
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[rounded(line.size)] += len(line.text)
    if len(sizes) > 1:
        del sizes[TEXT_SIZE]
    return max(sizes.items(), key=lambda item: item[1])[0] if sizes else 0.0


def mark(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines, those that are headings marked as such."""
    body = body_size(pages)
    letters = bold = 0
    for page in pages:
        for line in page:
            letters += len(line.text)
            bold += len(line.text) * line.bold
    bold_tells = bold < 0.3 * letters
    return [_marked(page, body, bold_tells) for page in pages]


def _marked(page: Sequence[Line], body: float, bold_tells: bool) -> list[Line]:
    def is_heading(line: Line) -> bool:
        return _is_large(line, body) or (bold_tells and _is_bold_heading(line))

    lines: list[Line] = []
    for looks, group in groupby(page, is_heading):
        found = list(group)
        sizes = {rounded(line.size) for line in found}
        heading = looks and not (len(found) > _MOST_LINES and len(sizes) == 1)
        lines += [line._replace(heading=heading) for line in found]
    return lines


def _is_large(line: Line, body: float) -> bool:
    return line.size >= _LARGER * body and len(line.text) <= LONGEST and has_words(line)


def _is_bold_heading(line: Line) -> bool:
    text = line.text
    return (
        line.bold
        and len(text) <= _LONGEST_BOLD
        and has_words(line)
        and not _SENTENCE_END.search(text)
        and not _FIGURES.search(text)
        and not _BULLET.match(text)
        and (text[0].isupper() or bool(_NUMBERED.match(text)))
    )


def has_words(line: Line) -> bool:
    """Whether a line is words: three letters or more, and half of what is printed."""
    letters = len(_LETTERS.findall(line.text))
    return letters >= _FEWEST_LETTERS and 2 * letters >= len(line.text.replace(" ", ""))


def rounded(size: float) -> float:
    """A size in half points: figures and capitals of one type differ a little."""
    return round(size * 2) / 2
