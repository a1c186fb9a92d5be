"""Plain texts, names of files, and files that are something else than they are called."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.extraction.hostile import good
from benchmarks.extraction.hostile.broken import Made
from benchmarks.extraction.hostile.markup import PROSE
from benchmarks.extraction.hostile.objects import one_page

_MANY = 1_000_000
_KINDS = ("pdf", "html", "txt", "docx", "odt", "rtf", "doc", "pptx")


def files() -> Iterator[Made]:
    """The files, by name."""
    for name, text in _TEXTS.items():
        yield f"{name}.txt", partial(_encoded, text)
    for name, content in _BYTES.items():
        yield name, content
    for kind in _KINDS:
        yield f"empty.{kind}", lambda: b""
        yield f"blank.{kind}", lambda: b" \n\t\r\n" * 1_000
        yield f"noise.{kind}", partial(_noise, 50_000, kind)
        yield f"zeros.{kind}", lambda: bytes(100_000)
    for name in _NAMES:
        yield name, lambda: PROSE.encode() * 3


def planes() -> str:
    """Every character that Unicode has or may get, a line for each 256."""
    rows = (range(start, start + 256) for start in range(0x100, 0x110000, 256))
    return "\n".join("".join(map(chr, row)) for row in rows if not 0xD8 <= row[0] >> 8 <= 0xDF)


_TEXTS: dict[str, Callable[[], str]] = {
    "one-line-10-mb": lambda: PROSE * (10_000_000 // len(PROSE)),
    "one-word-10-mb": lambda: "a" * 10_000_000,
    "lines-million": lambda: "a\n" * _MANY,
    "empty-lines": lambda: PROSE + "\n" * 5_000_000 + PROSE,
    "spaces": lambda: PROSE + " " * 5_000_000 + PROSE,
    "indented": lambda: (" " * 5_000 + "a\n") * 1_000,
    "form-feeds": lambda: PROSE + "\f" * 4_000 + PROSE,
    "form-feeds-million": lambda: "a\f" * _MANY,
    "all-planes": planes,
    "all-planes-words": lambda: " ".join(planes()),
    "lone-surrogates": lambda: PROSE + "\ud800 \udfff\ud83d" * 10_000,
    "combining": lambda: "a" + "\u0301\u0323\u034f" * 300_000,
    "combining-each": lambda: ("a" + "\u0301" * 30 + " ") * 20_000,
    "right-to-left": lambda: "\u202e" * 10_000 + PROSE * 100 + "\u2066" * 10_000,
    "zero-width": lambda: "\u200b".join(PROSE * 500),
    "soft-hyphens": lambda: "\xad".join(PROSE * 500),
    "hyphens": lambda: "perhe-\nkeskus- \nja " * 100_000,
    "only-hyphens": lambda: "-\n" * 500_000,
    "dots": lambda: "." * 2_000_000,
    "letter-spaced": lambda: ("k i s s a  " * 20 + "\n") * 5_000,
    "digits": lambda: "9" * 2_000_000,
    "numbers": lambda: "1.1.2017–31.12.2018 " * 100_000,
    "brackets": lambda: "(" * 500_000 + ")" * 500_000,
    "escapes": lambda: "\x1b[2J\x1b]0;otsikko\x07" * 1_000 + PROSE,
    "line-separators": lambda: "\u2028\u2029\x85\v".join([PROSE] * 2_000),
    "carriage-returns": lambda: (PROSE + "\r") * 5_000,
    "capitals": lambda: "A" * 200_000 + " " + "PERHEKESKUS-" * 50_000,
    "compound": lambda: "lapsiperhepalvelu" * 50_000,
    "compound-hyphens": lambda: "lapsi-perhe-palvelu-" * 50_000,
    "running-lines": lambda: "\f".join(["Hanke 2018\nsivu\n" * 30] * 2_000),
    "tabs": lambda: ("solu\t" * 500 + "\n") * 500,
    "marks": lambda: "\ufeff" * 100_000 + PROSE,
    "ligatures": lambda: "ﬀﬁﬂﬃﬄﬅﬆ" * 100_000,
}


def _encoded(text: Callable[[], str]) -> bytes:
    return text().encode("utf-8", "surrogatepass")


def _noise(size: int, seed: str) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311


_BYTES: dict[str, Callable[[], bytes]] = {
    "latin-1.txt": lambda: (PROSE * 20).encode("latin-1"),
    "utf-16.txt": lambda: (PROSE * 20).encode("utf-16"),
    "utf-16-surrogates.txt": lambda: b"\xff\xfe" + b"\x00\xd8a\x00" * 5_000,
    "utf-16-odd.txt": lambda: PROSE.encode("utf-16") + b"x",
    "utf-8-cut.txt": lambda: (PROSE + "ä").encode()[:-1],
    "utf-8-wrong.txt": lambda: PROSE.encode() + b"\xc0\x80\xed\xa0\x80\xf8\x88\x80\x80\x80" * 1_000,
    "mixed.txt": lambda: PROSE.encode() + PROSE.encode("latin-1") * 5,
    "nul-later.txt": lambda: PROSE.encode() * 50 + b"\0" * 10_000,
    "packed.txt": lambda: gzip.compress(PROSE.encode() * 100, mtime=0),
    "web-page.pdf": f"<html><body><p>{PROSE * 5}</p></body></html>".encode,
    "text.pdf": PROSE.encode,
    "text.docx": PROSE.encode,
    "word.pdf": lambda: b"PK\x03\x04" + _noise(5_000, "zip"),
    "packed.pdf": lambda: gzip.compress(good.report(), mtime=0),
    "portable.html": lambda: good.report(2),
    "portable.txt": lambda: good.report(2),
    "portable.docx": lambda: good.report(2),
    "picture.pdf": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + _noise(5_000, "jpeg"),
    "program.pdf": lambda: b"\x7fELF\x02\x01\x01" + _noise(5_000, "elf"),
    "picture-and-portable.pdf": lambda: b"GIF89a/*" + good.report(2),
    "script-and-portable.pdf": lambda: b"#!/bin/sh\nexit 0\n" + good.report(2),
    "page-and-portable.pdf": lambda: b"<html><!-- " + one_page() + b" --></html>",
    "page-and-portable.html": lambda: b"<html><body><p>x</p><!-- " + one_page() + b" -->",
    "zip-and-portable.pdf": lambda: good.report(2) + b"PK\x05\x06" + b"\0" * 18,
    "mark-and-portable.pdf": lambda: b"\xef\xbb\xbf\r\n" + good.report(2),
}

_NAMES = (
    "rivi\nvaihto.txt",
    "palautus\rrivi.txt",
    "kään\u202etxt.fdp.txt",
    "\x1b[31mpunainen.txt",
    "å" * 120 + ".txt",
    "-rf.txt",
    " alussa.txt",
    "lainaus\"'`$(id).txt",
    "%00%2e%2e.txt",
    "perhe 👨‍👩‍👧.txt",
    "e\u0301a\u0308.txt",
    "..pisteet...txt",
    "tähti*?[a].txt",
    "takakeno\\n.txt",
)
