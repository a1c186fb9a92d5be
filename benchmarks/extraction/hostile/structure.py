"""PDF files whose objects lead in circles, too deep, or are too many."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial

from benchmarks.extraction.hostile.broken import Made
from benchmarks.extraction.hostile.objects import (
    FONT,
    HEADER,
    SHOWN,
    document,
    one_page,
    page,
    stream,
    written,
)

_DEEP = 100_000


def files() -> Iterator[Made]:
    """The files, by name."""
    for name, changed in _CHANGED.items():
        yield f"{name}.pdf", partial(one_page, changed)
    for name, catalog in _CATALOGS.items():
        yield f"{name}.pdf", partial(one_page, _TREES, catalog)
    for depth in (100, 10_000, _DEEP):
        yield f"page-tree-deep-{depth}.pdf", partial(_deep_tree, depth)
    for count in (0, 5_001, 100_000):
        yield f"pages-{count}.pdf", partial(_pages, count)
    yield "same-page-100000-times.pdf", lambda: _same_page(100_000)
    yield "objects-1000000.pdf", lambda: _objects(1_000_000)
    yield "object-number-huge.pdf", lambda: one_page({2**23 - 1: b"null"})
    yield "references-long-chain.pdf", lambda: _chain(_DEEP)
    yield "outline-deep.pdf", lambda: _outline(_DEEP)
    yield "outline-long.pdf", lambda: _long_outline(_DEEP)
    yield "annotations-100000.pdf", lambda: _annotations(_DEEP)
    for opening, closing in ((b"[", b"]"), (b"<</A", b">>"), (b"(", b")")):
        yield f"nested-{opening.hex()}.pdf", partial(_nested, opening, closing)
    yield "previous-table-is-this.pdf", _previous_loop
    yield "object-stream-in-itself.pdf", lambda: _object_stream(b"4 0 ", SHOWN)
    yield (
        "object-stream-huge-count.pdf",
        lambda: _object_stream(b"4 0 ", SHOWN, count=2**31 - 1),
    )
    yield (
        "object-stream-extends-itself.pdf",
        lambda: _object_stream(b"9 0 ", b"null", extends=b"/Extends 6 0 R"),
    )
    yield "reference-stream-bad-widths.pdf", lambda: _reference_stream(b"[9 9 9]", b"\xff" * 270)
    yield "reference-stream-huge-index.pdf", lambda: _reference_stream(
        b"[1 4 2] /Index [0 2147483647]", b"\1" * 70
    )  # fmt: skip


_CHANGED: dict[str, dict[int, bytes]] = {
    "kids-are-parent": {2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"},
    "kids-circle": {
        2: b"<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 2 >>",
        6: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 6 0 R] /Count 1000000 >>",
    },
    "kids-null": {2: b"<< /Type /Pages /Kids [null 3 0 R 99 0 R] /Count 3 >>"},
    "kids-catalog": {2: b"<< /Type /Pages /Kids [1 0 R 3 0 R] /Count 2 >>"},
    "kids-not-a-list": {2: b"<< /Type /Pages /Kids (kissa) /Count 1 >>"},
    "count-negative": {2: b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"},
    "count-huge": {2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"},
    "count-4000": {2: b"<< /Type /Pages /Kids [3 0 R] /Count 4000 >>"},
    "pages-missing": {2: b"null"},
    "catalog-is-page": {1: page()},
    "page-is-own-parent": {3: page(parent=b"3 0 R")},
    "inherited-circle": {
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 6 0 R >>",
        3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        6: b"<< /Type /Pages /Parent 2 0 R >>",
    },
    "reference-to-itself": {4: b"4 0 R"},
    "reference-circle": {4: b"6 0 R", 6: b"7 0 R", 7: b"4 0 R"},
    "length-is-itself": {4: stream(SHOWN, length=b"4 0 R")},
    "length-missing-object": {4: stream(SHOWN, length=b"99 0 R")},
    "length-huge": {4: stream(SHOWN, length=b"2147483647")},
    "contents-circle": {4: b"[4 0 R 6 0 R]", 6: b"[4 0 R]"},
    "contents-100000": {4: b"[" + b"6 0 R " * 100_000 + b"]", 6: stream(SHOWN)},
    "contents-not-there": {4: b"null"},
}
_TREES = {
    6: b"<< /Kids [6 0 R 7 0 R] /Names [(a) 3 0 R] /Nums [0 << /S /D >>] /Limits [(a) (b)] >>",
    7: b"<< /Kids [6 0 R] /Nums [0 << /S /r /St 2147483647 >>] >>",
    8: b"<< /Type /Outlines /First 9 0 R /Last 9 0 R /Count 9 >>",
    9: b"<< /Title (Luku) /Parent 8 0 R /Next 9 0 R /First 9 0 R /Last 9 0 R /Dest [3 0 R /Fit] >>",
    10: b"<< /T (kentta) /Kids [10 0 R] /Parent 10 0 R /FT /Tx /V (arvo) >>",
    11: b"<< /Type /StructTreeRoot /K 12 0 R /ParentTree 6 0 R >>",
    12: b"<< /Type /StructElem /S /P /P 11 0 R /K [12 0 R 12 0 R] >>",
}
_CATALOGS = {
    "names-circle": b"/Names << /Dests 6 0 R /JavaScript 6 0 R /EmbeddedFiles 6 0 R >>",
    "labels-circle": b"/PageLabels 6 0 R",
    "outline-circle": b"/Outlines 8 0 R",
    "fields-circle": b"/AcroForm << /Fields [10 0 R] /NeedAppearances true >>",
    "structure-circle": b"/StructTreeRoot 11 0 R /MarkInfo << /Marked true >>",
    "all-circles": b"/PageLabels 6 0 R /Outlines 8 0 R /StructTreeRoot 11 0 R",
}


def _deep_tree(depth: int) -> bytes:
    first = 10
    tree = {
        number: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>"
        % (number - 1, number + 1 if number < first + depth - 1 else 3)
        for number in range(first, first + depth)
    }
    root = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % first
    return one_page({2: root, 3: page(parent=b"%d 0 R" % (first + depth - 1)), **tree})


def _pages(count: int) -> bytes:
    made = {10 + number: page() for number in range(count)}
    kids = b" ".join(b"%d 0 R" % number for number in made)
    return one_page({2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), **made})


def _same_page(count: int) -> bytes:
    return one_page({2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * count, count)})


def _nested(opening: bytes, closing: bytes) -> bytes:
    return one_page({6: opening * _DEEP + closing * _DEEP}, b"/Nested 6 0 R")


def _objects(count: int) -> bytes:
    return one_page({10 + number: b"null" for number in range(count)})


def _chain(length: int) -> bytes:
    links = {10 + number: b"%d 0 R" % (11 + number) for number in range(length)}
    return one_page({4: b"10 0 R", **links, 10 + length: stream(SHOWN)})


def _outline(depth: int) -> bytes:
    entries = {
        10 + number: b"<< /Title (Luku) /Parent %d 0 R /First %d 0 R /Last %d 0 R /Count 1"
        b" /Dest [3 0 R /Fit] >>" % (9 + number, 11 + number, 11 + number)
        for number in range(depth)
    }
    top = {9: b"<< /Type /Outlines /First 10 0 R /Last 10 0 R /Count 1 >>"}
    return one_page(top | entries, b"/Outlines 9 0 R")


def _long_outline(count: int) -> bytes:
    entries = {
        10 + number: b"<< /Title (Luku %d) /Parent 9 0 R /Next %d 0 R /Dest [3 0 R /Fit] >>"
        % (number, 11 + number)
        for number in range(count)
    }
    top = {9: b"<< /Type /Outlines /First 10 0 R /Last %d 0 R >>" % (9 + count)}
    return one_page(top | entries, b"/Outlines 9 0 R")


def _annotations(count: int) -> bytes:
    note = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 7 0 R >>"
    action = b"<< /S /URI /URI (http://ei.invalid/) >>"
    annotated = page(b"/MediaBox [0 0 595 842] /Annots [%s]" % (b"6 0 R " * count))
    return one_page({3: annotated, 6: note, 7: action})


def _previous_loop() -> bytes:
    content = written(document())
    at = content.rindex(b"xref\n0", 0, content.rindex(b"startxref"))
    return content.replace(b"/Root", b"/Prev %d /XRefStm %d /Root" % (at, at))


def _object_stream(index: bytes, body: bytes, count: int = 1, extends: bytes = b"") -> bytes:
    """Object 4 is said to be inside of the object stream 6, by a reference stream."""
    entries = b"/Type /ObjStm /N %d /First %d %s" % (count, len(index), extends)
    return _by_stream({6: stream(index + body, entries)}, {4: (2, 6, 0), 6: (2, 6, 1)})


def _by_stream(changed: dict[int, bytes], inside: dict[int, tuple[int, int, int]]) -> bytes:
    parts, at, rows = [HEADER], len(HEADER), {0: (0, 0, 65535)}
    for number, body in document(changed).items():
        rows[number] = (1, at, 0)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(parts[-1])
    rows |= inside
    rows[7] = (1, at, 0)
    table = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + rest.to_bytes(2, "big")
        for _, (kind, place, rest) in sorted(rows.items())
    )
    entries = b"/Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode"
    parts.append(b"7 0 obj\n%s\nendobj\n" % stream(zlib.compress(table), entries))
    return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % at])


def _reference_stream(widths: bytes, table: bytes) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in document({5: FONT}).items())
    entries = b"/Type /XRef /Size 8 /Root 1 0 R /W %s" % widths
    at = len(HEADER) + len(body)
    return b"%s%s7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        HEADER,
        body,
        stream(table, entries),
        at,
    )
