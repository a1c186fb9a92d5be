"""A whole document through ReportLab: the blocks, the tables, the contents list."""

from __future__ import annotations

from pathlib import Path

from . import programs
from .lines import Line
from .markup import Block, Document
from .paper import A4, Paper

PAD = 3.0
"""Points between the edge of a table cell and its text."""


def build(document: Document, target: Path) -> None:
    """Set `document` into the PDF `target`; MissingError without ReportLab or the fonts."""
    try:
        import reportlab  # noqa: F401, PLC0415
    except ImportError as error:
        raise programs.MissingError("reportlab") from error
    contents: list[tuple[str, int]] = []
    for _ in range(3 if any(b.kind == "contents" for b in document.blocks) else 1):
        paper = Paper(document, target, contents)
        _fill(paper)
        contents = paper.headings
        paper.close()


def _fill(paper: Paper) -> None:
    """Put every block of the document on its page; a title page is not in columns."""
    paper.open_page(wide=paper.document.blocks[0].kind == "title")
    fresh = True
    landscape = False
    for block in paper.document.blocks:
        if block.kind == "page":
            paper.open_page()
        elif block.kind == "contents":
            _contents(paper)
        elif block.kind == "landscape":
            landscape = True
        elif block.kind == "table":
            _table(paper, block, landscape=landscape)
            landscape = False
        elif block.kind != "note":
            if block.kind == "h1" and paper.document.get("chapters") == "page" and not fresh:
                paper.open_page()
            _text(paper, block)
        fresh = block.kind in ("page", "contents")


def _text(paper: Paper, block: Block) -> None:
    """A heading, a paragraph, a list item or a line of the title page."""
    style = paper.look.style(block.kind)
    keep = paper.look.size * 5 if block.kind.startswith("h") else 0
    paper.put(block, style, lead="•" if block.kind == "item" else "", keep=keep)
    if block.kind == "h1" or (block.kind == "h2" and block.text[:1].isdigit()):
        paper.headings.append((block.text, paper.at.page))


def _contents(paper: Paper) -> None:
    """The contents list on a page of its own, with dots and page numbers."""
    paper.open_page(wide=True)
    heading = {"sv": "Innehåll"}.get(paper.document.get("lang"), "Sisällys")
    paper.put(Block("h1", heading), paper.look.style("h1"))
    style = paper.look.style("cell")
    for text, page in paper.contents:
        if paper.room < style.leading * 2:
            paper.open_page(wide=True)
        paper.at.y -= style.leading * 1.15
        indent = 14.0 if text.partition(" ")[0].count(".") else 0.0
        room = paper.column_width - indent - paper.breaker.width(f"{text}  {page}", style)
        dots = "." * int(room / paper.breaker.width(".", style))
        paper.draw(Line((f"{text} {dots} {page}",), style), paper.left + indent, 0)
    paper.open_page()


def _table(paper: Paper, block: Block, *, landscape: bool) -> None:
    """A ruled table; a landscape one has a page of its own."""
    if landscape:
        paper.open_page((A4[1], A4[0]), wide=True)
    style = paper.look.style("cell")
    widths = _widths(paper, block)
    for number, row in enumerate(block.rows):
        cells = [
            paper.breaker.lines(cell, style, width - 2 * PAD)
            for cell, width in zip(row, widths, strict=True)
        ]
        height = max(len(lines) for lines in cells) * style.leading + 2 * PAD
        if paper.room < height:
            paper.next_column()
        top = paper.at.y
        x = paper.left
        for lines, width in zip(cells, widths, strict=True):
            if number == 0:
                paper.canvas.setFillGray(0.88)
                paper.canvas.rect(x, top - height, width, height, fill=1, stroke=0)
                paper.canvas.setFillGray(0)
            paper.canvas.rect(x, top - height, width, height)
            for place, line in enumerate(lines, 1):
                y = top - PAD - place * style.leading + style.leading * 0.25
                paper.draw(line, x + PAD, width, y)
            x += width
        paper.at.y = top - height
    paper.at.y -= paper.look.size
    if landscape:
        paper.open_page()


def _widths(paper: Paper, block: Block) -> list[float]:
    """Column widths by the longest cells, none narrower than its longest short word."""
    longest = [max(min(len(c), 60) for c in column) for column in zip(*block.rows, strict=True)]
    weights = [max(length, 9) ** 0.75 for length in longest]
    return [paper.column_width * weight / sum(weights) for weight in weights]
