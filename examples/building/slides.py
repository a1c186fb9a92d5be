"""Slide decks as flat OpenDocument presentations (.fodp) for LibreOffice Impress."""

from __future__ import annotations

from html import escape
from pathlib import Path

from . import programs
from .markup import Block, Document
from .odf import NAMESPACES
from .web import slides_of

_FRAME = (
    '<draw:frame draw:style-name="{style}" svg:x="{x}cm" svg:y="{y}cm" svg:width="{width}cm" '
    'svg:height="{height}cm"><draw:text-box>{text}</draw:text-box></draw:frame>'
)
_TEXT = {"Head": (32, "bold"), "Body": (24, "normal"), "Foot": (11, "normal"), "Box": (14, "bold")}


def build(document: Document, target: Path) -> None:
    """Convert the deck `document` with LibreOffice Impress into the PDF `target`."""
    programs.convert_odf(_flat(document), ".fodp", target)


def _flat(document: Document) -> str:
    """The whole flat ODF presentation, 4:3."""
    pages = "".join(
        _page(document, number, title, blocks)
        for number, (title, blocks) in enumerate(slides_of(document), 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.presentation">'
        f"<office:styles/><office:automatic-styles>{_styles()}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="M" style:page-layout-name="pm" '
        'draw:style-name="dp"/></office:master-styles>'
        f"<office:body><office:presentation>{pages}</office:presentation></office:body>"
        "</office:document>"
    )


def _styles() -> str:
    """The page, the frames, the paragraphs and the bullet list."""
    texts = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties '
        f'fo:margin-bottom="0.15cm" fo:text-align="{"center" if name == "Box" else "start"}"/>'
        f'<style:text-properties fo:font-family="Liberation Sans" fo:font-size="{size}pt" '
        f'fo:font-weight="{weight}" fo:language="fi" fo:country="FI"/></style:style>'
        for name, (size, weight) in _TEXT.items()
    )
    return (
        '<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="28cm" '
        'fo:page-height="21cm" style:print-orientation="landscape"/></style:page-layout>'
        '<style:style style:name="dp" style:family="drawing-page"/>'
        '<style:style style:name="plain" style:family="graphic"><style:graphic-properties '
        'draw:stroke="none" draw:fill="none"/></style:style>'
        '<style:style style:name="boxed" style:family="graphic"><style:graphic-properties '
        'draw:stroke="solid" svg:stroke-color="#336633" draw:fill="solid" '
        'draw:fill-color="#eef6e8"/></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="•"><style:list-level-properties text:min-label-width="0.8cm"/>'
        f"</text:list-level-style-bullet></text:list-style>{texts}"
    )


def _page(document: Document, number: int, title: str, blocks: list[Block]) -> str:
    """One slide: head, body, boxes, foot with the slide's number."""
    boxes = [block for block in blocks if block.kind == "box"]
    body = "".join(_body(block) for block in blocks if block.kind != "box")
    frames = [
        _frame("plain", (1.5, 1.0, 25, 2.4), _paragraph("Head", title)),
        _frame("plain", (1.5, 4.0, 25, 14.5 - 2.6 * (len(boxes) > 0)), body),
    ]
    top = 17.4 - 2.7 * ((len(boxes) + 3) // 4)
    for place, box in enumerate(boxes):
        at = (1.5 + 6.3 * (place % 4), top + 2.7 * (place // 4), 5.6, 2.1)
        frames.append(_frame("boxed", at, _paragraph("Box", box.shown)))
    foot = document.get("foot")
    frames.append(_frame("plain", (1.5, 19.4, 18, 1), _paragraph("Foot", foot)))
    frames.append(_frame("plain", (24.5, 19.4, 2, 1), _paragraph("Foot", str(number))))
    inner = "".join(frames)
    return f'<draw:page draw:name="s{number}" draw:master-page-name="M">{inner}</draw:page>'


def _frame(style: str, at: tuple[float, float, float, float], text: str) -> str:
    """A text frame at (x, y, width, height), centimetres."""
    x, y, width, height = at
    return _FRAME.format(style=style, x=x, y=y, width=width, height=height, text=text)


def _body(block: Block) -> str:
    """A line of the slide's body."""
    line = _paragraph("Body", block.text)
    if block.kind != "item":
        return line
    return f'<text:list text:style-name="L"><text:list-item>{line}</text:list-item></text:list>'


def _paragraph(style: str, text: str) -> str:
    """One paragraph in `style`."""
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'
