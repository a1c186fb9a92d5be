"""Documents as flat OpenDocument text (.fodt) for LibreOffice Writer."""

from __future__ import annotations

from html import escape
from pathlib import Path

from . import programs
from .markup import MARK, Block, Document

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{tail}"'
    for name, tail in (
        ("office", "office:1.0"),
        ("style", "style:1.0"),
        ("text", "text:1.0"),
        ("table", "table:1.0"),
        ("draw", "drawing:1.0"),
        ("presentation", "presentation:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
        ("svg", "svg-compatible:1.0"),
    )
)
_STYLES = {
    "P": ("", 1.0, "margin-bottom:0.28cm", "line-height:135%"),
    "Item": ("", 1.0, "margin-bottom:0.1cm", "line-height:130%"),
    "Quote": ("", 1.0, "margin-left:1cm;margin-bottom:0.3cm", "line-height:130%"),
    "Title": ("bold", 2.0, "margin-top:0.6cm;margin-bottom:0.4cm", "line-height:115%"),
    "Small": ("", 1.05, "margin-bottom:0.1cm", "line-height:120%"),
    "H1": ("bold", 1.5, "margin-top:0.7cm;margin-bottom:0.25cm", "keep-with-next:always"),
    "H2": ("bold", 1.2, "margin-top:0.5cm;margin-bottom:0.2cm", "keep-with-next:always"),
    "H3": ("bold", 1.0, "margin-top:0.4cm;margin-bottom:0.1cm", "keep-with-next:always"),
    "Cell": ("", 0.9, "margin-bottom:0cm", "line-height:115%"),
    "Run": ("", 0.8, "margin-bottom:0cm", "line-height:100%"),
}
"""Style -> weight, size against the text size, margins, one more property."""
_KINDS = {"title": "Title", "small": "Small", "quote": "Quote", "h1": "H1", "h2": "H2", "h3": "H3"}


def build(document: Document, target: Path) -> None:
    """Convert `document` with LibreOffice Writer into the PDF `target`."""
    programs.convert_odf(_flat(document), ".fodt", target)


def attributes(properties: str) -> str:
    """`a:b;c:d` as attributes of the fo namespace."""
    pairs = (p.partition(":") for p in properties.split(";") if p)
    return " ".join(f'fo:{key}="{value}"' for key, _, value in pairs)


def _flat(document: Document) -> str:
    """The whole flat ODF document."""
    body: list[str] = []
    broken = False
    for block in document.blocks:
        if block.kind == "page":
            broken = True
            continue
        body.append(_element(block, broken=broken))
        broken = False
    head, foot = document.get("running"), document.get("foot")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta/><office:styles>{_styles(document)}</office:styles>"
        f"<office:automatic-styles>{_layout()}</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="pm">'
        f'<style:header><text:p text:style-name="Run">{escape(head)}</text:p></style:header>'
        f'<style:footer><text:p text:style-name="Run">{escape(foot)}<text:tab/>'
        "<text:page-number/></text:p></style:footer></style:master-page></office:master-styles>"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    )


def _styles(document: Document) -> str:
    """The paragraph styles, and for each one that begins a page."""
    size = float(document.get("size", "11"))
    face = document.get("face", "Liberation Serif")
    lang = document.get("lang", "fi")
    country = "FI"
    out = []
    for name, (weight, scale, margins, more) in _STYLES.items():
        stop = '<style:tab-stops><style:tab-stop style:position="16cm"/></style:tab-stops>'
        for suffix, extra in (("", ""), ("Page", ";break-before:page")):
            out.append(
                f'<style:style style:name="{name}{suffix}" style:family="paragraph">'
                f"<style:paragraph-properties {attributes(f'{margins};{more}{extra}')}>"
                f"{stop if name == 'Run' else ''}</style:paragraph-properties>"
                f'<style:text-properties fo:font-family="{face}" fo:font-size="{size * scale}pt" '
                f'fo:font-weight="{weight or "normal"}" fo:language="{lang}" '
                f'fo:country="{country}"/></style:style>'
            )
    return "".join(out)


def _layout() -> str:
    """The page, the list and the table cell."""
    return (
        '<style:page-layout style:name="pm"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm" '
        'fo:margin-bottom="1.3cm" fo:margin-left="2.5cm" fo:margin-right="2.2cm"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="1cm" '
        'fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>'
        '<style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.4cm"/>'
        "</style:footer-style></style:page-layout>"
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="•"><style:list-level-properties text:space-before="0.4cm" '
        'text:min-label-width="0.5cm"/></text:list-level-style-bullet></text:list-style>'
        '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties '
        'fo:padding="0.1cm" fo:border="0.5pt solid #444444"/></style:style>'
    )


def _element(block: Block, *, broken: bool) -> str:
    """One block as ODF."""
    suffix = "Page" if broken else ""
    if block.kind == "table":
        return _table(block)
    text = MARK.sub("", escape(block.text))
    if block.kind == "item":
        line = f'<text:p text:style-name="Item">{text}</text:p>'
        return f'<text:list text:style-name="L"><text:list-item>{line}</text:list-item></text:list>'
    style = _KINDS.get(block.kind, "P") + suffix
    if style.startswith("H"):
        level = block.kind[1]
        return f'<text:h text:style-name="{style}" text:outline-level="{level}">{text}</text:h>'
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def _table(block: Block) -> str:
    """A ruled table."""
    cell = (
        '<table:table-cell table:style-name="C"><text:p text:style-name="Cell">{}</text:p>'
        "</table:table-cell>"
    )
    rows = "".join(
        "<table:table-row>" + "".join(cell.format(escape(c)) for c in row) + "</table:table-row>"
        for row in block.rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
    return f'<table:table>{columns}{rows}</table:table><text:p text:style-name="Cell"/>'
