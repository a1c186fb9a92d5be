"""PDF pages that are hard to draw and to read: sizes, fonts, pictures, forms in forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.extraction.hostile.broken import Made
from benchmarks.extraction.hostile.objects import (
    FONT,
    FONTS,
    SENTENCE,
    SHOWN,
    one_page,
    page,
    showing,
    stream,
)

_MANY = 1_000_000


def files() -> Iterator[Made]:
    """The files, by name."""
    for name, entries in _SIZES.items():
        yield f"size-{name}.pdf", partial(one_page, {3: page(entries)})
    for name, content in _CONTENTS.items():
        yield f"content-{name}.pdf", partial(_content, content)
    for name, picture in _PICTURES.items():
        yield f"picture-{name}.pdf", partial(_picture, *picture)
    for name, entries in _FORMS.items():
        yield f"form-{name}.pdf", partial(_form, entries)
    yield "forms-in-forms-of-ten.pdf", lambda: _laughs(10, 8)
    yield "forms-deep.pdf", lambda: _laughs(1, 50_000)
    for name, table in _TABLES.items():
        yield f"font-table-{name}.pdf", partial(_font, table)
    for name, font in _FONTS.items():
        yield f"font-{name}.pdf", partial(one_page, {5: font})
    yield "font-draws-itself.pdf", _drawn_font
    yield "patterns-circle.pdf", _pattern


_SIZES = {
    "huge": b"/MediaBox [0 0 1e38 1e38]",
    "integers-overflow": b"/MediaBox [0 0 99999999999999999999 99999999999999999999]",
    "large": b"/MediaBox [0 0 200000 200000]",
    "negative": b"/MediaBox [-595 -842 0 0]",
    "reversed": b"/MediaBox [595 842 0 0]",
    "nan": b"/MediaBox [nan nan nan nan]",
    "zero": b"/MediaBox [0 0 0 0]",
    "three-numbers": b"/MediaBox [0 0 595]",
    "words": b"/MediaBox [(a) /B null true]",
    "missing": b"",
    "crop-elsewhere": b"/MediaBox [0 0 595 842] /CropBox [9000 9000 9900 9900]",
    "user-unit": b"/MediaBox [0 0 595 842] /UserUnit 1000000000",
    "rotated-askew": b"/MediaBox [0 0 595 842] /Rotate 45",
    "rotated-huge": b"/MediaBox [0 0 595 842] /Rotate 99999999999",
}


def _content(make: Callable[[], bytes]) -> bytes:
    return showing(make())


def _text(before: str, after: str = "") -> bytes:
    return f"BT {before} 72 720 Td ({SENTENCE}) Tj {after} ET".encode()


_CONTENTS: dict[str, Callable[[], bytes]] = {
    "million-glyphs": lambda: b"BT /F1 1 Tf 72 720 Td (%s) Tj ET" % (b"kissa istuu " * 83_334),
    "million-places": lambda: b"BT /F1 4 Tf 72 720 Td " + b"(a) Tj 1 0 Td " * (_MANY // 4) + b"ET",
    "million-lines": lambda: b"BT /F1 1 Tf 1 TL 72 720 Td " + b"(ab) ' " * (_MANY // 8) + b"ET",
    "million-saves": lambda: b"q " * _MANY + SHOWN,
    "million-restores": lambda: b"Q " * _MANY + SHOWN,
    "million-strokes": lambda: b"0 0 m 9 9 l S " * (_MANY // 4) + SHOWN,
    "million-operands": lambda: b"1 " * _MANY + SHOWN,
    "nested-text": lambda: b"BT " * 100_000 + _text("/F1 12 Tf"),
    "nested-marks": lambda: b"/P BMC " * 100_000 + SHOWN,
    "nested-arrays": lambda: b"[" * _MANY + SHOWN,
    "long-name": lambda: b"/" + b"N" * _MANY + b" gs " + SHOWN,
    "type-zero": lambda: _text("/F1 0 Tf"),
    "type-huge": lambda: _text("/F1 1e38 Tf"),
    "type-negative": lambda: _text("/F1 -12 Tf"),
    "type-nan": lambda: _text("/F1 nan Tf"),
    "matrix-flat": lambda: b"BT /F1 12 Tf 0 0 0 0 72 720 Tm (%s) Tj ET" % SENTENCE.encode(),
    "matrix-huge": lambda: b"1e38 0 0 1e38 1e38 1e38 cm " + SHOWN,
    "spacing-huge": lambda: _text("/F1 12 Tf 1e9 Tc 1e9 Tw"),
    "spread-apart": lambda: b"BT /F1 12 Tf 72 720 Td [%s] TJ ET" % (b"(a) -9999 " * 20_000),
    "outside": lambda: b"1 0 0 1 90000 90000 cm " + SHOWN,
    "invisible": lambda: _text("3 Tr /F1 12 Tf"),
    "white": lambda: b"1 g " + SHOWN,
    "no-font": lambda: _text(""),
    "unknown-font": lambda: _text("/F99 12 Tf"),
    "overprinted": lambda: SHOWN * 2_000,
    "letter-spaced": lambda: (
        b"BT /F1 4 Tf 4 TL 10 800 Td " + b"(%s) ' " % (b"k i s s a " * 100) * 200 + b"ET"
    ),
    "hyphens": lambda: b"BT /F1 4 Tf 4 TL 10 800 Td " + b"(kissa-) ' " * 30_000 + b"ET",
    "said-otherwise": lambda: (
        b"/Span << /ActualText (%s) >> BDC %s EMC" % (b"toista " * 100_000, SHOWN)
    ),
    "said-with-loop": lambda: b"/Span 4 0 R BDC " + SHOWN + b" EMC",
    "inline-picture": lambda: (
        b"BI /W 99999 /H 99999 /CS /RGB /BPC 8 ID " + b"\0" * 10_000 + b" EI " + SHOWN
    ),
    "inline-picture-open": lambda: b"BI /W 9 /H 9 ID " + b"x" * _MANY,
    "string-open": lambda: SHOWN + b" BT /F1 12 Tf (" + b"a" * _MANY,
    "random": lambda: bytes(at * at * 31 % 251 for at in range(200_000)),
    "zeros": lambda: b"\0" * _MANY + SHOWN,
    "shadings": lambda: b"/S1 sh " * 100_000 + SHOWN,
}

_PICTURES = {
    "huge-bilevel": (100_000, 100_000, b"/BitsPerComponent 1 /ColorSpace /DeviceGray", b"\0" * 99),
    "huge-rgb": (60_000, 60_000, b"/BitsPerComponent 8 /ColorSpace /DeviceRGB", b"\0" * 99),
    "negative": (-5, -5, b"/BitsPerComponent 8 /ColorSpace /DeviceRGB", b"\0" * 99),
    "scan": (2480, 3508, b"/BitsPerComponent 1 /ColorSpace /DeviceGray", b"\xff" * 1_087_480),
    "jpeg-garbage": (9, 9, b"/Filter /DCTDecode", b"\xff\xd8\xff\xe0" + b"\x11" * 5_000),
    "jpeg2000-garbage": (9, 9, b"/Filter /JPXDecode", b"\0\0\0\x0cjP  " + b"\xff" * 5_000),
    "jbig2-garbage": (9, 9, b"/Filter /JBIG2Decode", b"\0\0\0\0\x30\0\1" + b"\xff" * 5_000),
    "fax-huge": (
        60_000,
        60_000,
        b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>",
        b"\x00\x10" * 5_000,
    ),
    "palette-circle": (9, 9, b"/BitsPerComponent 8 /ColorSpace [/Indexed 6 0 R 9 6 0 R]", b"\0"),
    "mask-is-itself": (
        9,
        9,
        b"/BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 6 0 R /Mask 6 0 R",
        b"\0" * 81,
    ),
}  # fmt: skip


def _picture(width: int, height: int, entries: bytes, data: bytes) -> bytes:
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d %s" % (width, height, entries)
    resources = FONTS + b" /XObject << /X 6 0 R >>"
    return one_page(
        {
            3: page(resources=resources),
            4: stream(b"q 595 0 0 842 0 0 cm /X Do Q"),
            6: stream(data, head),
        }
    )


_FORMS = {
    "in-itself": b"/XObject << /X 6 0 R >> /Font << /F1 5 0 R >>",
    "in-page": b"/XObject << /X 3 0 R >> /Font << /F1 5 0 R >>",
    "circle": b"/XObject << /X 7 0 R >>",
}


def _form(resources: bytes) -> bytes:
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>"
    return one_page(
        {
            3: page(resources=FONTS + b" /XObject << /X 6 0 R >>"),
            4: stream(SHOWN + b" /X Do"),
            6: stream(b"/X Do /X Do " + SHOWN, head % resources),
            7: stream(b"/X Do /X Do ", head % b"/XObject << /X 6 0 R >>"),
        }
    )


def _laughs(times: int, depth: int) -> bytes:
    """Forms that draw the next one `times` times, `depth` deep."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    head += b" /Resources << %s /XObject << /X %d 0 R >> >>"
    forms = {
        10 + level: stream(b"/X Do " * times, head % (FONTS, 11 + level)) for level in range(depth)
    }
    last = stream(SHOWN, head % (FONTS, 9))
    return one_page(
        {
            3: page(resources=FONTS + b" /XObject << /X 10 0 R >>"),
            4: stream(b"/X Do"),
            **forms,
            10 + depth: last,
        }
    )


def _cmap(body: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n%s\nendcmap end end" % body
    )


_TABLES: dict[str, Callable[[], bytes]] = {
    "garbage": lambda: bytes(at * 7 % 256 for at in range(5_000)),
    "empty": lambda: b"",
    "all-nul": lambda: _cmap(b"1 beginbfrange <0000> <FFFF> <0000> endbfrange"),
    "surrogates": lambda: _cmap(b"1 beginbfrange <0000> <FFFF> <D800> endbfrange"),
    "noncharacters": lambda: _cmap(b"1 beginbfrange <0000> <00FF> <FFFE> endbfrange"),
    "right-to-left": lambda: _cmap(b"1 beginbfrange <0000> <00FF> <202E> endbfrange"),
    "private": lambda: _cmap(b"1 beginbfrange <0000> <00FF> <E000> endbfrange"),
    "shifted": lambda: _cmap(b"1 beginbfrange <0000> <00FF> <0003> endbfrange"),
    "long-answers": lambda: _cmap(
        b"1 beginbfchar <0041> <%s> endbfchar" % (b"0061" * 500_000)
    ),
    "million-ranges": lambda: _cmap(b"<0041> <0042> <0061>\n" * 300_000),
    "uses-itself": lambda: b"/X usecmap " * 10_000 + _cmap(b""),
    "range-backwards": lambda: _cmap(b"1 beginbfrange <FFFF> <0000> <0041> endbfrange"),
}  # fmt: skip


def _font(table: Callable[[], bytes]) -> bytes:
    wide = b"".join(b"%04X" % byte for byte in SENTENCE.encode())
    return one_page(
        {
            4: stream(b"BT /F1 12 Tf 72 720 Td <%s> Tj ET" % wide),
            5: b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
            b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
            6: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /FontDescriptor 8 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
            7: stream(table()),
            8: b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 9 9] >>",
        }
    )


_FONTS = {
    "circle": b"<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] /Encoding 5 0 R >>",
    "none": b"null",
    "number": b"42",
    "unknown-kind": b"<< /Type /Font /Subtype /Kissa /BaseFont /X >>",
    "widths-huge": FONT.replace(b">>", b"/FirstChar -999999 /LastChar 999999 /Widths [1e38] >>"),
    "encoding-circle": FONT.replace(b">>", b"/Encoding 5 0 R >>"),
    "differences-huge": FONT.replace(
        b">>", b"/Encoding << /Differences [0 %s] >> >>" % (b"/kissa " * 100_000)
    ),
}


def _drawn_font() -> bytes:
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
    font += b" /CharProcs << /a 6 0 R >> /Encoding << /Differences [0 %s] >> /FirstChar 0"
    font += b" /LastChar 255 /Widths [%s] /Resources << /Font << /F1 5 0 R >> >> >>"
    drawing = b"9 0 0 0 9 9 d1 BT /F1 12 Tf (aaaa) Tj ET"
    return one_page({5: font % (b"/a " * 256, b"9 " * 256), 6: stream(drawing)})


def _pattern() -> bytes:
    head = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1e-9"
    head += b" /YStep 1e-9 /Resources << /Pattern << /P 6 0 R >> >>"
    drawing = b"/Pattern cs /P scn 0 0 595 842 re f "
    return one_page(
        {
            3: page(resources=FONTS + b" /Pattern << /P 6 0 R >>"),
            4: stream(drawing + SHOWN),
            6: stream(drawing, head),
        }
    )
