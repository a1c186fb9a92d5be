"""Blocks of a web page → pages of text. A web page has none; long ones are cut at headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.document import Page, Span
from pipeline.clean import quality
from pipeline.extract.blocks import Block

LONG = 4000
"""Characters; a web page up to this long is one page."""
_ENOUGH = 1500
"""Characters that a page should have before the next heading begins another one."""
_TOO_LONG = 8000
"""A page as long as this ends with the next block, heading or not."""


def paginate(blocks: Sequence[Block]) -> list[list[Block]]:
    """Cut the blocks into pages at headings of level 1 and 2, when there is much text."""
    blocks = [piece for block in blocks for piece in _pieces(block)]
    if sum(len(block.text) + 1 for block in blocks) <= LONG:
        return [list(blocks)]
    pages: list[list[Block]] = [[]]
    length = 0
    for block in blocks:
        starts = block.level in (1, 2) and length >= _ENOUGH
        if starts or length + len(block.text) > max(_TOO_LONG, len(block.text)):
            pages.append([])
            length = 0
        pages[-1].append(block)
        length += len(block.text) + 1
    return pages


def write(pages: Sequence[Sequence[Block]], knows: Callable[[str], bool]) -> tuple[Page, ...]:
    """The pages as text, a block a line, the spans of the headings noted."""
    return tuple(_page(number, blocks, knows) for number, blocks in enumerate(pages, 1))


def _page(number: int, blocks: Sequence[Block], knows: Callable[[str], bool]) -> Page:
    headings = []
    tables: dict[int, Span] = {}
    lines: list[str] = []
    length = 0
    for block in blocks:
        gap = "\n" if lines and block.level else ""
        length += len(gap)
        if block.level:
            headings.append(Span(length, length + len(block.text)))
        if block.table:
            start = tables.get(block.table, Span(length, length)).start
            tables[block.table] = Span(start, length + len(block.text))
        lines.append(gap + block.text)
        length += len(block.text) + 1
    text = "\n".join(lines)
    judged = quality.judge(text, knows)
    return Page(
        number,
        text,
        method="html",
        quality=judged.score,
        headings=tuple(headings),
        tables=tuple(tables.values()),
        faults=judged.faults,
    )


def _pieces(block: Block) -> list[Block]:
    """A block in pieces of readable length; nearly always the block itself."""
    text = block.text
    if len(text) <= _TOO_LONG:
        return [block]
    pieces = []
    start = 0
    while start < len(text):
        end = start + _TOO_LONG
        if end < len(text):
            space = text.rfind(" ", start, end)
            end = space if space > start else end
        pieces.append(block._replace(text=text[start:end].strip()))
        start = end
    return pieces
