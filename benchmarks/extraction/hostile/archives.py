"""Word processor files: zips that unpack to too much or lead outside, XML and RTF too deep."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from benchmarks.extraction.hostile.broken import Made
from benchmarks.extraction.hostile.markup import PROSE
from benchmarks.extraction.hostile.packing import GIB, raw

_DEEP = 100_000
_MADE = (2020, 1, 1, 0, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
    ' Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override'
    ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="{}"/></Relationships>'
)
_PARAGRAPH = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"


def files() -> Iterator[Made]:
    """The files, by name."""
    for name, body in _BODIES.items():
        yield f"{name}.docx", partial(_written, body)
    for name, make in _PACKAGES.items():
        yield f"{name}.docx", make
    for name, text in _TEXTS.items():
        yield f"{name}.odt", partial(_opened, text)
    yield "bomb.odt", lambda: _bomb(_ODT_PARTS, "content.xml", b" ")
    yield "laughs.odt", lambda: _odt(_laughs("<text>&j;</text>"))
    yield "slides-10000.pptx", lambda: _slides(10_000)
    for name, rtf in _RTF.items():
        yield f"{name}.rtf", partial(_rich, rtf)
    for name in ("doc", "ppt"):
        yield f"compound-zeros.{name}", lambda: _OLE + b"\0" * 100_000
        yield f"compound-circle.{name}", lambda: _OLE + struct.pack("<I", 0) * 50_000


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _written(body: Callable[[], str]) -> bytes:
    return _docx(_document(body()))


def _opened(text: Callable[[], str]) -> bytes:
    return _odt(_content(text()))


def _rich(text: Callable[[], str]) -> bytes:
    return text().encode("latin-1", "replace")


def _document(body: str) -> str:
    return f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'


_BODIES: dict[str, Callable[[], str]] = {
    "deep-tables": lambda: "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000,
    "deep-boxes": lambda: (
        "<w:p><w:r><w:pict><w:txbxContent>" * 20_000
        + "</w:txbxContent></w:pict></w:r></w:p>" * 20_000
    ),
    "deep-200": lambda: "<w:tbl><w:tr><w:tc>" * 60 + _PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 60,
    "runs-million": lambda: "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 500_000 + "</w:p>",
    "paragraphs-million": lambda: "<w:p/>" * 1_000_000 + _PARAGRAPH,
    "page-breaks": lambda: '<w:p><w:r><w:br w:type="page"/><w:t>a</w:t></w:r></w:p>' * _DEEP,
    "text-huge": lambda: f"<w:p><w:r><w:t>{PROSE * 60_000}</w:t></w:r></w:p>",
    "word-huge": lambda: f"<w:p><w:r><w:t>{'a' * 5_000_000}</w:t></w:r></w:p>",
    "table-wide": lambda: (
        "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 200_000 + "</w:tr></w:tbl>" + _PARAGRAPH
    ),
    "spans-huge": lambda: (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>'
        + _PARAGRAPH
        + "</w:tc></w:tr></w:tbl>"
    ),
    "notes-missing": lambda: '<w:p><w:r><w:footnoteReference w:id="99"/></w:r></w:p>' * 10_000,
    "outline-levels": lambda: (
        '<w:p><w:pPr><w:outlineLvl w:val="-5"/></w:pPr><w:r><w:t>Luku</w:t></w:r></w:p>' * 10_000
    ),
    "fields-open": lambda: (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT "/etc/passwd"'
        "</w:instrText></w:r></w:p>" * 1_000 + _PARAGRAPH
    ),
    "not-closed": lambda: "<w:p><w:r><w:t>" + PROSE,
}


def _zip(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(_entry(name), content)
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MADE)
    # Stored, so that the type of an OpenDocument file stands in its first bytes
    entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    return entry


_DOCX_PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _RELATIONS.format("word/document.xml"),
}
_ODT_PARTS = {"mimetype": "application/vnd.oasis.opendocument.text"}


def _docx(content: str | bytes, more: Mapping[str, str | bytes] | None = None) -> bytes:
    return _zip({**_DOCX_PARTS, "word/document.xml": content, **(more or {})})


def _bomb(parts: Mapping[str, str | bytes], name: str, text: bytes, share: int = 1) -> bytes:
    """A zip with a gigabyte, or a share of it, in one entry.

    Its size and sum are put in place of those of an empty one.
    """
    packed, crc, length = raw(text, GIB // share)
    whole = _zip({**parts, name: b""})
    small = zipfile.ZipFile(io.BytesIO(whole)).getinfo(name)
    start = small.header_offset
    data = start + 30 + len(name)
    sizes = struct.pack("<III", crc, len(packed), length)
    body = whole[:start] + whole[start : start + 14] + sizes + whole[start + 26 : data] + packed
    directory = whole.index(b"PK\x01\x02")
    entry = whole.rindex(b"PK\x01\x02")
    end = whole.rindex(b"PK\x05\x06")
    tail = whole[directory : entry + 16] + sizes + whole[entry + 28 : end]
    closing = whole[end : end + 16] + struct.pack("<I", len(body)) + whole[end + 20 :]
    return body + tail + closing


def _laughs(body: str) -> str:
    entities = "".join(
        f'<!ENTITY {chr(97 + at)} "{f"&{chr(96 + at)};" * 10}">' for at in range(1, 10)
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "kissa">{entities}]>{body}'


def _outside() -> bytes:
    entity = (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "'
        + "b" * 50_000
        + '">]>'
    )  # fmt: skip
    return _docx(
        entity + _document(f"<w:p><w:r><w:t>&a;{'&b;' * 20_000}</w:t></w:r></w:p>" + _PARAGRAPH)
    )


def _many_entries() -> bytes:
    return _docx(_document(_PARAGRAPH), {f"word/x{at}.xml": b"" for at in range(50_000)})


def _astray() -> bytes:
    names = ("../../ulos.xml", "/tmp/ulos.xml", "word/../../ulos", "C:\\ulos", "word/\0x", "..")  # noqa: S108
    return _docx(_document(_PARAGRAPH), dict.fromkeys(names, b"ulos"))


def _twice() -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as package:
        warnings.simplefilter("ignore")
        for name, content in _DOCX_PARTS.items():
            package.writestr(_entry(name), content)
        for text in ("ensimmäinen", "toinen"):
            content = _document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" + _PARAGRAPH)
            package.writestr(_entry("word/document.xml"), content)
    return buffer.getvalue()


def _links_outside() -> bytes:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://ei.invalid/x.dotm" TargetMode="External"/>'
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/styles" Target="../../../../etc/passwd"/></Relationships>'
    )
    return _docx(_document(_PARAGRAPH), {"word/_rels/document.xml.rels": links})


def _patched(old: bytes, new: bytes) -> bytes:
    return _docx(_document(_PARAGRAPH * 100)).replace(old, new)


_STYLE = '<w:style w:type="paragraph" w:styleId="S{}"><w:basedOn w:val="S{}"/></w:style>'

_PACKAGES: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: _bomb(_DOCX_PARTS, "word/document.xml", b" "),
    "bomb-tags": lambda: _bomb(_DOCX_PARTS, "word/document.xml", b"<a>", 4),
    "bomb-notes": lambda: _bomb(
        {**_DOCX_PARTS, "word/document.xml": _document(_PARAGRAPH)}, "word/footnotes.xml", b"<w:p/>"
    ),
    "laughs": lambda: _docx(_laughs("<x>&j;</x>")),
    "entity-outside": _outside,
    "entries-50000": _many_entries,
    "entries-astray": _astray,
    "entry-twice": _twice,
    "links-outside": _links_outside,
    "main-is-elsewhere": lambda: _zip(
        {**_DOCX_PARTS, "_rels/.rels": _RELATIONS.format("../../../etc/passwd")}
    ),
    "main-missing": lambda: _zip(_DOCX_PARTS),
    "main-empty": lambda: _docx(b""),
    "main-random": lambda: _docx(bytes(at * at * 7 % 256 for at in range(50_000))),
    "main-utf-16": lambda: _docx(_document(_PARAGRAPH).encode("utf-16")),
    "main-nulls": lambda: _docx(_document(_PARAGRAPH).replace("a", "\0")),
    "cut-50": lambda: _docx(_document(_PARAGRAPH * 100))[:500],
    "cut-90": lambda: _docx(_document(_PARAGRAPH))[:-100],
    "method-unknown": lambda: _patched(b"\x08\x00\x00\x00\x21P", b"\x63\x00\x00\x00\x21P"),
    "encrypted-flag": lambda: _patched(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x01\x00\x08\x00"),
    "styles-circle": lambda: _docx(
        _document(f'<w:p><w:pPr><w:pStyle w:val="S1"/></w:pPr></w:p>{_PARAGRAPH}'),
        {
            "word/styles.xml": f'<w:styles xmlns:w="{_W}">'
            + _STYLE.format(1, 2)
            + _STYLE.format(2, 1)
            + "</w:styles>"
        },
    ),
    "zip-of-zips": lambda: _docx(_document(_PARAGRAPH), {"word/x.docx": _docx(_document(""))}),
    "only-marker": lambda: b"PK\x03\x04" + b"\0" * 5_000,
}


def _odt(content: str) -> bytes:
    return _zip({**_ODT_PARTS, "content.xml": content})


def _content(text: str) -> str:
    return (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
        f"<office:body><office:text>{text}<text:p>{PROSE}</text:p></office:text></office:body>"
        "</office:document-content>"
    )


def _nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + f"</{tag}>" * depth


_TEXTS: dict[str, Callable[[], str]] = {
    "spaces-repeated": lambda: '<text:p>a<text:s text:c="2147483647"/>b</text:p>',
    "cells-repeated": lambda: (
        "<table:table><table:table-row table:number-rows-repeated='1000000000'><table:table-cell"
        " table:number-columns-repeated='1000000000'><text:p>a</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    ),
    "deep-spans": lambda: f"<text:p>{_nested('text:span', 50_000)}</text:p>",
    "deep-sections": lambda: _nested("text:section", 50_000),
    "deep-lists": lambda: _nested("text:list", 200),
    "spans-million": lambda: "<text:p>" + "<text:span>a</text:span>" * 500_000 + "</text:p>",
    "level-huge": lambda: '<text:h text:outline-level="999999999">Luku</text:h>' * 100,
}  # fmt: skip


def _slides(count: int) -> bytes:
    slide = '<p:sld xmlns:p="p" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    parts = {f"ppt/slides/slide{at}.xml": slide for at in range(1, count + 1)}
    return _zip({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>", **parts})


_RTF: dict[str, Callable[[], str]] = {
    "nested": lambda: "{\\rtf1 " + "{" * _DEEP + "kissa" + "}" * _DEEP + "}",
    "nested-open": lambda: "{\\rtf1 " + "{\\b " * 1_000_000,
    "closed-too-often": lambda: "{\\rtf1 " + "}" * 1_000_000,
    "binary-huge": lambda: "{\\rtf1 \\bin2147483647 " + PROSE + "}",
    "binary-negative": lambda: "{\\rtf1 \\bin-5 " + PROSE + "}",
    "words-million": lambda: "{\\rtf1 " + "\\b\\b0 a" * 300_000 + "}",
    "word-huge": lambda: "{\\rtf1 \\" + "x" * 1_000_000 + "999999999999999 a}",
    "number-huge": lambda: "{\\rtf1 \\u" + "9" * 100_000 + " a " + PROSE + "}",
    "characters": lambda: "{\\rtf1 " + "\\'e4\\u228?\\u-10179?\\u-8702?" * 50_000 + "}",
    "skipping": lambda: "{\\rtf1 \\uc1000000 \\u228 " + PROSE * 100 + "}",
    "unicode-wrong": lambda: "{\\rtf1 \\u55296 \\u99999999 \\u-99999999 " + PROSE + "}",
    "picture": lambda: "{\\rtf1 {\\pict\\pngblip " + "ff" * 2_000_000 + "} " + PROSE + "}",
    "object": lambda: "{\\rtf1 {\\object{\\*\\objdata " + "01" * 100_000 + "}} " + PROSE + "}",
    "field-outside": lambda: "{\\rtf1 {\\field{\\*\\fldinst INCLUDETEXT x.rtf}} " + PROSE + "}",
    "fonts-many": lambda: "{\\rtf1{\\fonttbl" + "{\\f1 A;}" * _DEEP + "}" + PROSE + "}",
    "tables": lambda: "{\\rtf1 " + "\\trowd\\cellx1 a\\cell\\row " * 100_000 + "}",
    "quotes-cut": lambda: "{\\rtf1 kissa \\'",
    "header-only": lambda: "{\\rtf",
    "nulls": lambda: "{\\rtf1 " + "a\0" * 100_000 + "}",
}  # fmt: skip
