"""Presentations as PowerPoint saves them, written by hand."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from pathlib import Path

from .markup import Block, Document
from .office import content_types, pack, part, relations

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TABLE = 'uri="http://schemas.openxmlformats.org/drawingml/2006/table"'
_SIZES = '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
_KIND = "application/vnd.openxmlformats-officedocument.presentationml"


def pptx(document: Document, target: Path) -> None:
    """Write `document`: each heading begins a slide; a quotation is what the speaker noted."""
    slides = slides_of(document)
    parts: dict[str, str] = {}
    kinds = {"ppt/presentation.xml": f"{_KIND}.presentation.main+xml"}
    for number, blocks in enumerate(slides, 1):
        name = f"ppt/slides/slide{number}.xml"
        kinds[name] = f"{_KIND}.slide+xml"
        parts[name] = _slide(blocks, document.get("foot"), number)
        notes = [block.text for block in blocks if block.kind == "quote"]
        if notes:
            other = f"ppt/notesSlides/notesSlide{number}.xml"
            kinds[other] = f"{_KIND}.notesSlide+xml"
            parts[other] = part(f"<p:notes {_NAMES}>{_tree(_shape('body', notes))}</p:notes>")
            target_name = f"../notesSlides/notesSlide{number}.xml"
            parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations(
                ("notesSlide", target_name)
            )
    ids = "".join(
        f'<p:sldId id="{255 + number}" r:id="r{number}"/>' for number in range(1, len(slides) + 1)
    )
    pack(
        target,
        {
            "[Content_Types].xml": content_types(kinds),
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": part(
                f"<p:presentation {_NAMES}><p:sldIdLst>{ids}</p:sldIdLst>{_SIZES}</p:presentation>"
            ),
            "ppt/_rels/presentation.xml.rels": relations(
                *(("slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1))
            ),
            **parts,
        },
    )


def slides_of(document: Document) -> list[tuple[Block, ...]]:
    """The blocks of each slide, the title first."""
    blocks = document.blocks
    starts = [row for row, block in enumerate(blocks) if block.kind in ("title", "h1")]
    return [blocks[start:end] for start, end in pairwise([*starts, len(blocks)])]


def _slide(blocks: tuple[Block, ...], foot: str, number: int) -> str:
    title, rest = blocks[0], blocks[1:]
    lines = [block.text for block in rest if block.kind in ("item", "p", "small")]
    tables = "".join(_table(block) for block in rest if block.kind == "table")
    shapes = (
        _shape("title", [title.text])
        + (_shape("body", lines) if lines else "")
        + tables
        + _shape("ftr", [foot])
        + _shape("sldNum", [str(number)])
    )
    return part(f"<p:sld {_NAMES}>{_tree(shapes)}</p:sld>")


def _tree(shapes: str) -> str:
    group = (
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    )
    return f"<p:cSld><p:spTree>{group}{shapes}</p:spTree></p:cSld>"


def _shape(kind: str, lines: list[str]) -> str:
    text = "".join(_paragraph(line) for line in lines)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{kind}"/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}"/>'
        f"</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>"
    )


def _paragraph(line: str) -> str:
    return f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>"


def _table(block: Block) -> str:
    rows = "".join(
        "<a:tr>"
        + "".join(f"<a:tc><a:txBody><a:bodyPr/>{_paragraph(c)}</a:txBody></a:tc>" for c in row)
        + "</a:tr>"
        for row in block.rows
    )
    graphic = (
        f"<a:graphic><a:graphicData {_TABLE}><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic>"
    )
    return f"<p:graphicFrame>{graphic}</p:graphicFrame>"
