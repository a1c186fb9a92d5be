"""Documents and slides as HTML pages for Chromium to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from . import programs
from .hyphens import soften
from .markup import MARK, Block, Document

_TAGS = {"title": "h1", "h1": "h2", "h2": "h3", "h3": "h4", "quote": "blockquote"}
_PAGE_CSS = """
@page { size: A4; margin: %(margin)s;
  @top-left { content: "%(running)s"; font: 8pt %(face)s; color: #444; }
  @bottom-left { content: "%(foot)s"; font: 8pt %(face)s; color: #444; }
  @bottom-right { content: counter(page); font: 8pt %(face)s; } }
body { font: %(size)spt/%(leading)s %(face)s; margin: 0; }
main { columns: %(columns)s; column-gap: 9mm; text-align: %(align)s; hyphens: manual; }
h1 { font-size: 2em; line-height: 1.2; column-span: all; margin: 1em 0 .4em; }
h2 { font-size: 1.45em; break-after: avoid; } h3 { font-size: 1.15em; break-after: avoid; }
h1, h2, h3, h4, td, th { text-align: left; hyphens: manual; }
.small { margin: .1em 0; color: #333; column-span: all; text-align: left; }
blockquote { margin: .6em 1.5em; font-style: italic; }
table { border-collapse: collapse; width: 100%%; font-size: .88em; margin: .6em 0; }
td, th { border: .5pt solid #555; padding: 2pt 5pt; vertical-align: top; }
th { background: #e8eef4; } .note { font-size: .8em; } .page { break-after: page; }
p { orphans: 2; widows: 2; }
"""
_SLIDE_CSS = """
@page { size: 280mm 157.5mm; margin: 0; }
body { font: 20pt/1.4 %(face)s; margin: 0; }
section { width: 280mm; height: 157mm; box-sizing: border-box; padding: 14mm 18mm 0;
  position: relative; break-after: page; overflow: hidden; }
section:nth-child(even) { background: #f3f8fb; }
h1 { font-size: 30pt; color: #14506e; margin: 0 0 6mm; line-height: 1.15; }
ul { margin: 0; padding-left: 8mm; } li { margin-bottom: 2mm; }
.small { font-size: 18pt; margin: 2mm 0; }
footer { position: absolute; bottom: 6mm; left: 18mm; right: 18mm; font-size: 10pt; color: #555;
  display: flex; justify-content: space-between; }
.boxes { display: grid; grid-template-columns: repeat(4, 1fr); gap: 5mm; margin-top: 6mm; }
.box { border: 1pt solid #14506e; padding: 3mm; text-align: center; background: #fff; }
table { border-collapse: collapse; font-size: 16pt; margin-bottom: 6mm; }
td, th { border: 1pt solid #888;
  padding: 1.5mm 3mm; text-align: left; }
"""


def build(document: Document, target: Path) -> None:
    """Print `document` with Chromium into the PDF `target`."""
    slides = document.get("kind") == "chromium-slides"
    programs.print_html(_page(document, slides=slides), target)


def _page(document: Document, *, slides: bool) -> str:
    """The whole HTML page."""
    values = {
        "face": document.get("face", "'Liberation Sans'"),
        "running": document.get("running"),
        "foot": document.get("foot"),
        "size": document.get("size", "11"),
        "leading": document.get("leading", "1.45"),
        "margin": document.get("margin", "24mm 22mm"),
        "columns": document.get("columns", "1"),
        "align": document.get("align", "left"),
    }
    css = (_SLIDE_CSS if slides else _PAGE_CSS) % values
    body = "".join(_slides(document)) if slides else "<main>" + _flow(document) + "</main>"
    return (
        f'<!doctype html><html lang="{document.get("lang", "fi")}"><head><meta charset="utf-8">'
        f"<title>{escape(document.get('title'))}</title><style>{css}</style></head>"
        f"<body>{body}</body></html>"
    )


def _flow(document: Document) -> str:
    """The blocks of a report, one after the other."""
    soft = document.get("hyphens") == "yes"
    return "\n".join(_element(block, soft=soft) for block in document.blocks)


def _element(block: Block, *, soft: bool = False) -> str:
    """One block as an element."""
    if block.kind == "table":
        return _table(block)
    if block.kind == "page":
        return '<div class="page"></div>'
    text = soften(block.text) if soft and block.kind in ("p", "item", "quote") else block.text
    text = MARK.sub(r"<sup>\1</sup>", escape(text))
    if block.kind == "item":
        return f"<ul><li>{text}</li></ul>"
    if block.kind == "small":
        return f'<p class="small">{text}</p>'
    if block.kind == "note":
        return f'<p class="note">{block.shown} {text}</p>'
    tag = _TAGS.get(block.kind, "p")
    return f"<{tag}>{text}</{tag}>"


def _table(block: Block) -> str:
    """A table whose first row is its head."""
    rows = []
    for number, row in enumerate(block.rows):
        tag = "td" if number else "th"
        rows.append("".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def slides_of(document: Document) -> Iterator[tuple[str, list[Block]]]:
    """The slides: each title with the blocks under it."""
    title, blocks = "", list[Block]()
    for block in document.blocks:
        if block.kind in ("title", "h1"):
            if title:
                yield title, blocks
            title, blocks = block.text, []
        else:
            blocks.append(block)
    yield title, blocks


def _slides(document: Document) -> Iterator[str]:
    """Each slide as a section the size of a page."""
    for number, (title, blocks) in enumerate(slides_of(document), 1):
        boxes = "".join(
            f'<div class="box">{escape(b.shown)}</div>' for b in blocks if b.kind == "box"
        )
        rest = "".join(_element(b) for b in blocks if b.kind != "box")
        foot = f"<span>{escape(document.get('foot'))}</span><span>{number}</span>"
        yield (
            f"<section><h1>{escape(title)}</h1>{rest}"
            f'<div class="boxes">{boxes}</div><footer>{foot}</footer></section>'
        )
