"""Lines of all pages of a document → clean text of each page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from corpus.document import Span
from pipeline.clean import characters, letterspacing, notes, paragraphs, running
from pipeline.clean.hyphens import Hyphens
from pipeline.clean.line import BROKEN, HYPHENS, Line

_END_OF_LINE = f"{BROKEN}\xad"


class CleanPage(NamedTuple):
    """The text of a page, and which of it is headings."""

    text: str
    headings: tuple[Span, ...]


def prepare(pages: Iterable[Sequence[Line]], knows: Callable[[str], bool]) -> running.Stripped:
    """Lines with clean characters, without running heads, feet and page numbers.

    `knows` says whether a word is in the dictionary. Never raises, whatever the text.
    """
    return running.strip([clean_lines(page, knows) for page in pages])


def flow(pages: Sequence[Sequence[Line]], knows: Callable[[str], bool]) -> list[CleanPage]:
    """Prepared lines → text: words broken at line and page ends mended, lines in paragraphs.

    Paragraphs end with a line break (two where there is a gap), a heading has its own line.
    Takes linear time.
    """
    mended = [notes.last(page) for page in pages]
    hyphens = Hyphens((line.text for page in mended for line in page), knows)
    _mend_page_breaks(mended, hyphens)
    return [CleanPage(*_flow(page, hyphens)) for page in mended]


def clean_lines(lines: Sequence[Line], knows: Callable[[str], bool]) -> list[Line]:
    """The lines with clean characters and closed up words; lines without any text go."""
    kept = []
    for line in lines:
        raw = line.text.rstrip()
        end = raw[-1:] if raw.endswith(tuple(_END_OF_LINE)) else ""
        if letterspacing.is_spaced(raw):
            raw = letterspacing.close_up(raw, knows)
        text = characters.one_line(raw)
        if text:
            kept.append(line._replace(text=text + end))
    return kept


def _mend_page_breaks(pages: list[list[Line]], hyphens: Hyphens) -> None:
    """A word broken over a page's end belongs, whole, to the page where it begins."""
    page: list[Line] = []
    for following in pages:
        if page and following:
            _mend(page, following, hyphens)
        page = following or page


def _mend(page: list[Line], following: list[Line], hyphens: Hyphens) -> None:
    row = notes.last_of_body(page)
    last, first = page[row], following[0]
    word, _, rest = first.text.partition(" ")
    if not last.text.endswith(tuple(HYPHENS)) or not word[:1].islower():
        return
    if word.endswith(tuple(HYPHENS)):
        return
    glued = hyphens.glue(last.text, word)
    if glued is None:
        return
    page[row] = last._replace(text=glued)
    if rest:
        following[0] = first._replace(text=rest)
    else:
        del following[0]


def _flow(lines: Sequence[Line], hyphens: Hyphens) -> tuple[str, tuple[Span, ...]]:
    """The text of a page and the spans of its headings."""
    measured = paragraphs.setting(lines)
    blocks: list[tuple[str, list[str], bool]] = []
    for row, line in enumerate(lines):
        if blocks:
            parts = blocks[-1][1]
            glued = None
            # A note's number after a broken word is not the rest of it.
            same = notes.SMALLER * lines[row - 1].size <= line.size or line.text[:1].islower()
            if same and parts[-1].endswith(tuple(HYPHENS)):
                word, _, rest = line.text.partition(" ")
                glued = hyphens.glue(parts[-1], word)
            if glued is not None:
                parts[-1:] = [glued, rest] if rest else [glued]
                continue
            between = paragraphs.step(lines, row, measured)
            if between is paragraphs.Step.SAME:
                parts.append(line.text)
                continue
            blocks.append((between.value, [line.text], line.heading))
        else:
            blocks.append(("", [line.text], line.heading))
    return _written(blocks)


def _written(blocks: Sequence[tuple[str, list[str], bool]]) -> tuple[str, tuple[Span, ...]]:
    pieces: list[str] = []
    headings: list[Span] = []
    length = 0
    for between, parts, heading in blocks:
        text = characters.nfc(" ".join(part.replace(BROKEN, "-") for part in parts))
        text = text.replace("\xad", "")
        if heading:
            headings.append(Span(length + len(between), length + len(between) + len(text)))
        pieces += [between, text]
        length += len(between) + len(text)
    return "".join(pieces), tuple(headings)
