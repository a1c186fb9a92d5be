"""PDF files that were good once: cut off, overwritten, locked."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.extraction.hostile import good
from benchmarks.extraction.hostile.objects import HEADER, document, written

Made = tuple[str, Callable[[], bytes]]
"""A file's name, and what makes it."""

_CUTS = (1, 3, 5, 8, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 98, 99)
_SEEDS = 8


def files() -> Iterator[Made]:
    """The files, by name."""
    for share in _CUTS:
        yield f"cut-{share:02}.pdf", partial(_cut, share)
    for share in (20, 50, 80, 97):
        yield f"cut-plain-{share}.pdf", partial(_cut, share, packed=False)
    for count in (1, 10, 100, 1000):
        for seed in range(_SEEDS):
            yield f"fuzz-{count}-{seed}.pdf", partial(_fuzzed, count, seed)
    for seed in range(4):
        yield f"zeros-{seed}.pdf", partial(_zeroed, seed)
        yield f"shuffled-{seed}.pdf", partial(_shuffled, seed)
        yield f"lines-lost-{seed}.pdf", partial(_thinned, seed)
    for bits in (40, 128):
        yield f"user-password-{bits}.pdf", partial(good.locked, "avain", "pomo", bits)
        yield f"owner-password-{bits}.pdf", partial(good.locked, "", "pomo", bits)
    for name, trailer in _ENCRYPTIONS.items():
        yield f"encryption-{name}.pdf", partial(written, document(), trailer)
    for name, (old, new) in _REPLACED.items():
        yield f"{name}.pdf", partial(_replaced, old, new)
    for size in (100, 1000, 1020, 1100, 100_000):
        yield f"junk-before-{size}.pdf", partial(_after_junk, size)
    yield "junk-after.pdf", lambda: good.report() + b"\0" * 2**20
    yield "twice.pdf", lambda: good.report() + good.report(3)
    yield "headless.pdf", lambda: good.report()[9:]
    yield "header-only.pdf", lambda: HEADER
    yield "carriage-returns.pdf", partial(_replaced, b"\n", b"\r")


_ENCRYPTIONS = {
    "unknown": b"/Root 1 0 R /Encrypt << /Filter /Kissa /V 99 /R 99 >>",
    "empty": b"/Root 1 0 R /Encrypt << >>",
    "loop": b"/Root 1 0 R /Encrypt 4 0 R",
    "no-keys": b"/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 >>",
    "aes-without-keys": b"/Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 /O () /U () /P -4"
    b" /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF >>",
    "long-key": b"/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /Length 2147483647"
    b" /O (%s) /U (%s) /P -4 >>" % (b"o" * 32, b"u" * 32),
}
_REPLACED = {
    "startxref-lost": (b"startxref", b"startxxxx"),
    "startxref-negative": (b"startxref\n", b"startxref\n-"),
    "startxref-huge": (b"startxref\n", b"startxref\n99999999999999999999"),
    "references-off-by-one": (b" 00000 n", b"1 00000 n"),
    "references-negative": (b" 00000 n", b" -0001 n"),
    "table-too-long": (b"xref\n0 ", b"xref\n0 99999999"),
    "streams-without-end": (b"endstream", b""),
    "objects-without-end": (b"endobj", b""),
    "lengths-wrong": (b"/Length ", b"/Length 9"),
    "lengths-negative": (b"/Length ", b"/Length -"),
    "version-9": (b"%PDF-1.", b"%PDF-9."),
    "no-trailer": (b"trailer", b"trolley"),
    "no-root": (b"/Root", b"/Rooot"),
    "no-kids": (b"/Kids", b"/Kidz"),
    "no-type": (b"/Type /Page", b"/Type /Sivu"),
}


def _cut(share: int, *, packed: bool = True) -> bytes:
    content = good.report(packed=packed)
    return content[: len(content) * share // 100]


def _fuzzed(count: int, seed: int) -> bytes:
    dice, content = random.Random(seed * 10_000 + count), bytearray(_either(seed))  # noqa: S311
    for _ in range(count):
        content[dice.randrange(len(content))] = dice.randrange(256)
    return bytes(content)


def _either(seed: int) -> bytes:
    return good.report(packed=seed % 2 == 0)


def _zeroed(seed: int) -> bytes:
    content = good.report()
    at = random.Random(seed).randrange(len(content) - 2048)  # noqa: S311
    return content[:at] + bytes(2048) + content[at + 2048 :]


def _shuffled(seed: int) -> bytes:
    content = good.report()
    blocks = [content[at : at + 512] for at in range(0, len(content), 512)]
    random.Random(seed).shuffle(blocks)  # noqa: S311
    return content[:512] + b"".join(blocks)


def _thinned(seed: int) -> bytes:
    dice = random.Random(seed)  # noqa: S311
    lines = good.report(packed=False).split(b"\n")
    return b"\n".join(line for line in lines if dice.random() > 0.05)


def _replaced(old: bytes, new: bytes) -> bytes:
    return good.report(packed=False).replace(old, new)


def _after_junk(size: int) -> bytes:
    return b"x" * size + good.report()
