"""Headings and the title of a PDF, by the size and weight of the type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from pipeline.clean import characters, letterspacing
from pipeline.clean.line import BROKEN, Line

_LARGER = 1.15
"""A heading's type is this much larger than the body's."""
_LONGEST = 160
"""Characters; a longer line in large type is a pull quote or a poster."""
_LONGEST_BOLD = 90
_FEWEST_LETTERS = 3
_MOST_LINES = 4
"""More heading lines in a row are a leaflet's text in large type."""
_TITLE_LARGER = 1.05
_TITLE_LINES = 5
_LONGEST_TITLE = 250

_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.,;]$")
# A row of a table in bold: it ends with an amount, which a year is not.
_FIGURES = re.compile(r"\s(?!(?:19|20)\d\d$)[-−]?\d[\d ,.]*[%€]?$")
_NUMBERED = re.compile(r"\d")
_BULLET = re.compile(r"[•◦▪■●○–-]\s")
_FILE_NAME = re.compile(r"(?i)\.(?:docx?|odt|rtf|pptx?|indd|qxd|pdf|xlsx?|pub|wpd|tex|html?)$")
_NO_TITLE = re.compile(r"(?i)microsoft (?:word|power ?point)|untitled|nimetön|unspecified|^.{0,3}$")


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size in which most of the text is set, rounded to halves; 0.0 for no text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[_rounded(line.size)] += len(line.text)
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
        sizes = {_rounded(line.size) for line in found}
        heading = looks and not (len(found) > _MOST_LINES and len(sizes) == 1)
        lines += [line._replace(heading=heading) for line in found]
    return lines


def _is_large(line: Line, body: float) -> bool:
    return line.size >= _LARGER * body and len(line.text) <= _LONGEST and _has_words(line)


def _is_bold_heading(line: Line) -> bool:
    text = line.text
    return (
        line.bold
        and len(text) <= _LONGEST_BOLD
        and _has_words(line)
        and not _SENTENCE_END.search(text)
        and not _FIGURES.search(text)
        and not _BULLET.match(text)
        and (text[0].isupper() or bool(_NUMBERED.match(text)))
    )


def _has_words(line: Line) -> bool:
    letters = len(_LETTERS.findall(line.text))
    return letters >= _FEWEST_LETTERS and 2 * letters >= len(line.text.replace(" ", ""))


def title(pages: Sequence[Sequence[Line]], embedded: str) -> str:
    """The title: the largest type of pages 1 and 2, its lines joined.

    Where no type is larger than the rest, the first line in bold, or the first in capitals; then
    `embedded`, the file's own /Title, unless it is a file name (it was a usable title in none of
    21 real documents). "" when nothing will do.
    """
    lines = [line for page in pages[:2] for line in page if _has_words(line)]
    body = body_size(pages)
    for found in (_largest(lines, body), _first_bold(lines), _first_shouted(lines)):
        joined = _joined(found)
        if joined:
            return joined
    own = characters.one_line(embedded)
    usable = not _FILE_NAME.search(own) and not _NO_TITLE.search(own)
    return own[:_LONGEST_TITLE] if usable else ""


def _largest(lines: Sequence[Line], body: float) -> list[Line]:
    sizes = sorted({line.size for line in lines}, reverse=True)
    for size in sizes:
        if size < _TITLE_LARGER * body:
            return []
        rows = [row for row, line in enumerate(lines) if line.size >= 0.93 * size]
        found = _run(lines, rows, size)
        if len(_joined(found)) > 3:
            return found
    return []


def _run(lines: Sequence[Line], rows: Sequence[int], size: float) -> list[Line]:
    """The first of `rows` and those right after it, as long as they are about this size."""
    taken: list[Line] = []
    for row, following in zip(rows, [*rows[1:], -1], strict=True):
        if lines[row].size <= size:
            taken.append(lines[row])
        if following != row + 1 or len(taken) == _TITLE_LINES:
            break
    return taken


def _first_bold(lines: Sequence[Line]) -> list[Line]:
    for row, line in enumerate(lines[:15]):
        if line.bold and len(line.text) <= _LONGEST:
            after = lines[row + 1 : row + 3]
            run = [line]
            for following in after:
                if not following.bold or _rounded(following.size) != _rounded(line.size):
                    break
                run.append(following)
            return run
    return []


def _first_shouted(lines: Sequence[Line]) -> list[Line]:
    for line in lines[:5]:
        words = line.text.split()
        shouted = sum(word.isupper() for word in words)
        if len(words) > 1 and 2 * shouted > len(words) and len(line.text) <= _LONGEST:
            return [line]
    return []


def _joined(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        part = letterspacing.close_up(line.text, lambda _: True)
        joint = "" if text.endswith(BROKEN) or not text else " "
        text = text.removesuffix(BROKEN) + joint + part
    return characters.one_line(text)[:_LONGEST_TITLE]


def _rounded(size: float) -> float:
    return round(size * 2) / 2
