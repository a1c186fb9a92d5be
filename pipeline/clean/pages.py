"""Lines of all pages of a document → clean text of each page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from corpus.document import Span
from pipeline.clean import captions, characters, letterspacing, notes, paragraphs, running, tables
from pipeline.clean.hyphens import Hyphens
from pipeline.clean.line import BROKEN, HYPHENS, Line

_END_OF_LINE = f"{BROKEN}\xad"


class CleanPage(NamedTuple):
    """The text of a page, and which of it is headings, footnotes at its end, and tables."""

    text: str
    headings: tuple[Span, ...]
    notes: tuple[Span, ...] = ()
    tables: tuple[Span, ...] = ()


class _Block(NamedTuple):
    """What stands between it and the block before, its pieces of text, and its first line."""

    between: str
    parts: list[str]
    first: Line


def prepare(pages: Iterable[Sequence[Line]], knows: Callable[[str], bool]) -> running.Stripped:
    """Lines with clean characters, without running heads, feet and page numbers.

    `knows` says whether a word is in the dictionary. Never raises, whatever the text.
    """
    return running.strip([clean_lines(page, knows) for page in pages])


def flow(pages: Sequence[Sequence[Line]], knows: Callable[[str], bool]) -> list[CleanPage]:
    """Prepared lines → text: words broken at line and page ends mended, lines in paragraphs.

    Paragraphs end with a line break (two where there is a gap), a heading has its own line, and
    so has a table's row, with tabs between its cells. Takes linear time.
    """
    hyphens = Hyphens((line.text for page in pages for line in page), knows)
    with_notes = notes.part([tables.find(page, hyphens.glue) for page in pages])
    with_captions = captions.part([page.body for page in with_notes])
    texts = [page.text for page in with_captions]
    _mend_page_breaks(texts, hyphens)
    return [
        _with_notes(_flow([*text, *page.captions], hyphens), noted.notes, hyphens)
        for text, page, noted in zip(texts, with_captions, with_notes, strict=True)
    ]


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
    last, first = page[-1], following[0]
    word, _, rest = first.text.partition(" ")
    if not last.text.endswith(tuple(HYPHENS)) or not word[:1].islower():
        return
    if word.endswith(tuple(HYPHENS)) or last.cells or first.cells:
        return
    glued = hyphens.glue(last.text, word, rest)
    if glued is None:
        return
    page[-1] = last._replace(text=glued)
    if rest:
        following[0] = first._replace(text=rest)
    else:
        del following[0]


def _flow(lines: Sequence[Line], hyphens: Hyphens) -> CleanPage:
    """The text of a page and the spans of its headings and tables."""
    measured = paragraphs.setting(lines)
    blocks: list[_Block] = []
    for row, line in enumerate(lines):
        if blocks:
            parts = blocks[-1].parts
            glued = None
            # A note's number after a broken word is not the rest of it.
            same = notes.SMALLER * lines[row - 1].size <= line.size or line.text[:1].islower()
            table = line.cells or lines[row - 1].cells
            if same and not table and parts[-1].endswith(tuple(HYPHENS)):
                word, _, rest = line.text.partition(" ")
                glued = hyphens.glue(parts[-1], word, rest)
            if glued is not None:
                parts[-1:] = [glued, rest] if rest else [glued]
                continue
            between = paragraphs.step(lines, row, measured)
            if between is paragraphs.Step.SAME:
                parts.append(line.text)
                continue
            blocks.append(_Block(between.value, [line.text], line))
        else:
            blocks.append(_Block("", [line.text], line))
    return _written(blocks)


def _with_notes(page: CleanPage, found: Sequence[Sequence[Line]], hyphens: Hyphens) -> CleanPage:
    """The page with its notes at the end, behind an empty line, each in a line of its own."""
    text = page.text
    spans: list[Span] = []
    for note in found:
        words = _joined(note, hyphens)
        between = "\n" if spans else "\n\n" if text else ""
        start = len(text) + len(between)
        spans.append(Span(start, start + len(words)))
        text += between + words
    return page._replace(text=text, notes=tuple(spans))


def _joined(lines: Sequence[Line], hyphens: Hyphens) -> str:
    """The lines of one paragraph as text."""
    parts = [lines[0].text]
    for line in lines[1:]:
        word, _, rest = line.text.partition(" ")
        glued = hyphens.glue(parts[-1], word, rest) if parts[-1].endswith(tuple(HYPHENS)) else None
        if glued is None:
            parts.append(line.text)
        else:
            parts[-1:] = [glued, rest] if rest else [glued]
    return _spelled(parts)


def _spelled(parts: Sequence[str]) -> str:
    text = characters.nfc(" ".join(part.replace(BROKEN, "-") for part in parts))
    return text.replace("\xad", "")


def _written(blocks: Sequence[_Block]) -> CleanPage:
    pieces: list[str] = []
    headings: list[Span] = []
    found: list[Span] = []
    length = 0
    for between, parts, first in blocks:
        text = _spelled(parts)
        start, end = length + len(between), length + len(between) + len(text)
        if first.heading:
            headings.append(Span(start, end))
        if first.cells:
            # The rows of a table follow one another without an empty line.
            goes_on = found and found[-1].end == length and len(between) == 1
            found[-1:] = (
                [Span(found[-1].start, end)] if goes_on else [*found[-1:], Span(start, end)]
            )
        pieces += [between, text]
        length = end
    return CleanPage("".join(pieces), tuple(headings), tables=tuple(found))
