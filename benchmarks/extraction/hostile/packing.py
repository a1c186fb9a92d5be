"""Compression bombs: a gigabyte in a few kilobytes."""

from __future__ import annotations

import functools
import zlib

GIB = 2**30
_CHUNK = 2**20


@functools.cache
def deflated(text: bytes, size: int) -> bytes:
    """About `size` bytes of repeated `text` as a zlib stream."""
    packer = zlib.compressobj(9)
    chunk = text * max(1, _CHUNK // len(text))
    parts = [packer.compress(chunk) for _ in range(max(1, size // len(chunk)))]
    return b"".join([*parts, packer.flush()])


@functools.cache
def raw(text: bytes, size: int) -> tuple[bytes, int, int]:
    """The same as a zip entry has it: without head and tail; its CRC, and how long it is."""
    chunk = text * max(1, _CHUNK // len(text))
    crc, count = 0, max(1, size // len(chunk))
    for _ in range(count):
        crc = zlib.crc32(chunk, crc)
    return deflated(text, size)[2:-4], crc, count * len(chunk)


def run_lengths(byte: bytes, size: int) -> bytes:
    """`size` bytes as PDF's RunLengthDecode reads them: 128 from 2."""
    return (b"\x81" + byte) * (size // 128) + b"\x80"


def lzw(size: int) -> bytes:
    """`size` zeros, at least, as PDF's LZWDecode reads them.

    Each code is the one just made, so that what it stands for grows by one; cleared when the
    table is full. Codes are 9 to 12 bits wide and change a code early, as PDF does by default.
    """
    clear, end, first = 256, 257, 258
    codes = [0, *range(first, 4093)]
    row = [(clear, 9), *((code, _width(first + at)) for at, code in enumerate(codes))]
    bits = "".join(f"{code:0{width}b}" for code, width in row)
    yielded = len(codes) * (len(codes) + 1) // 2
    whole = bits * (size // yielded + 1) + f"{end:012b}"
    whole += "0" * (-len(whole) % 8)
    return int(whole, 2).to_bytes(len(whole) // 8, "big")


def _width(table: int) -> int:
    """Bits of the next code when the table holds that many, less what the last one will add."""
    return 9 if table < 512 else 10 if table < 1024 else 11 if table < 2048 else 12
