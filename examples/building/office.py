"""Documents as office programs save them, written by hand: DOCX, ODT and RTF."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from .markup import MARK, Block, Document
from .odf import NAMESPACES

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = {"title": ("Title", 0), "h1": ("heading 1", 1), "h2": ("heading 2", 2)}
_LEVELS = {"title": 1, "h1": 1, "h2": 2, "h3": 3}


def pack(target: Path, members: Mapping[str, str]) -> None:
    """Write a zip archive that is the same every time."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)  # of 1 January 1980
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def part(content: str) -> str:
    """A part of an archive that is XML."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'


def content_types(overrides: Mapping[str, str]) -> str:
    """The list of parts that begins a package."""
    lines = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return part(
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def relations(*targets: tuple[str, str]) -> str:
    """The relations of a part: the kind and the target of each; the ids are r1, r2 and on."""
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return part(f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>')


def docx(document: Document, target: Path) -> None:
    """Write `document` as Word does, footnotes and a running head included."""
    notes = [block for block in document.blocks if block.kind == "note"]
    footnotes = "".join(
        f'<w:footnote w:id="{note.shown}"><w:p><w:r><w:footnoteRef/></w:r>{_run(note.text)}</w:p>'
        "</w:footnote>"
        for note in notes
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{kind}"><w:name w:val="{name}"/>'
        + (f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>' if level else "")
        + "</w:style>"
        for kind, (name, level) in _STYLES.items()
    )
    pack(
        target,
        {
            "[Content_Types].xml": content_types(
                {
                    "word/document.xml": f"{_WORD}.document.main+xml",
                    "word/styles.xml": f"{_WORD}.styles+xml",
                    "word/footnotes.xml": f"{_WORD}.footnotes+xml",
                    "word/header1.xml": f"{_WORD}.header+xml",
                }
            ),
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(
                ("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("header", "header1.xml")
            ),
            "word/document.xml": part(
                f'<w:document {_W} xmlns:r="{_KIND}"><w:body>{_each(document, _word)}<w:sectPr>'
                '<w:headerReference w:type="default" r:id="r3"/></w:sectPr></w:body></w:document>'
            ),
            "word/styles.xml": part(f"<w:styles {_W}>{styles}</w:styles>"),
            "word/footnotes.xml": part(f"<w:footnotes {_W}>{footnotes}</w:footnotes>"),
            "word/header1.xml": part(
                f"<w:hdr {_W}><w:p>{_run(document.get('running'))}</w:p></w:hdr>"
            ),
        },
    )


def odt(document: Document, target: Path) -> None:
    """Write `document` as LibreOffice does."""
    mime = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    body = _each(document, _open)
    pack(
        target,
        {
            "mimetype": mime,
            "content.xml": part(
                f'<office:document-content {NAMESPACES} office:version="1.3"><office:body>'
                f"<office:text>{body}</office:text></office:body></office:document-content>"
            ),
            "META-INF/manifest.xml": part(manifest),
        },
    )


def rtf(document: Document, target: Path) -> None:
    """Write `document` as old programs do: in the letters of Windows."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}}{\stylesheet{\s0 Normal;}"
    styles = r"{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 heading 2;}{\s9 Title;}}"
    running = rf"{{\header\pard {_coded(document.get('running'))}\par}}"
    target.write_text(
        f"{head}{styles}\n{running}\n{_each(document, _rich)}}}\n", encoding="ascii", newline="\n"
    )


def _each(document: Document, write: Callable[[Block], str]) -> str:
    return "\n".join(write(block) for block in document.blocks if block.kind != "note")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _word(block: Block) -> str:
    """One block as WordprocessingML."""
    if block.kind == "page":
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    if block.kind == "table":
        rows = "".join(
            "<w:tr>" + "".join(f"<w:tc><w:p>{_run(cell)}</w:p></w:tc>" for cell in row) + "</w:tr>"
            for row in block.rows
        )
        return f"<w:tbl>{rows}</w:tbl>"
    style = f'<w:pPr><w:pStyle w:val="{block.kind}"/></w:pPr>' if block.kind in _STYLES else ""
    pieces = MARK.split(block.text)  # texts and, at the odd places, numbers of notes
    runs = "".join(
        f'<w:r><w:footnoteReference w:id="{piece}"/></w:r>' if place % 2 else _run(piece)
        for place, piece in enumerate(pieces)
    )
    return f"<w:p>{style}{runs}</w:p>"


def _open(block: Block) -> str:
    """One block as OpenDocument."""
    text = escape(block.text)
    if block.kind == "table":
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f"<table:table-cell><text:p>{escape(c)}</text:p></table:table-cell>" for c in row
            )
            + "</table:table-row>"
            for row in block.rows
        )
        return f"<table:table>{rows}</table:table>"
    if block.kind in _LEVELS:
        return f'<text:h text:outline-level="{_LEVELS[block.kind]}">{text}</text:h>'
    line = f"<text:p>{text}</text:p>"
    return (
        f"<text:list><text:list-item>{line}</text:list-item></text:list>"
        if block.kind == "item"
        else line
    )


def _rich(block: Block) -> str:
    """One block as RTF."""
    if block.kind == "table":
        return "\n".join(
            r"\trowd\pard\intbl " + "".join(rf"{_coded(cell)}\cell " for cell in row) + r"\row"
            for row in block.rows
        )
    style = {"title": r"\s9\b", "h1": r"\s1\outlinelevel0\b", "h2": r"\s2\outlinelevel1\b"}
    bullet = r"{\listtext\'95\tab}" if block.kind == "item" else ""
    return rf"\pard\plain{style.get(block.kind, '')} {bullet}{_coded(block.text)}\par"


def _coded(text: str) -> str:
    """`text` in ASCII: what Windows' Western letters have as their bytes, the rest as numbers."""
    coded = []
    for char in text:
        if char in "\\{}":
            coded.append(f"\\{char}")
        elif char.isascii():
            coded.append(char)
        else:
            byte = char.encode("cp1252", "ignore")
            coded.append(f"\\'{byte.hex()}" if byte else f"\\u{ord(char)} ?")
    return "".join(coded)
