"""The body of an answer, read and unpacked within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from corpus.errors import FetchError

ENCODINGS = "gzip, deflate"
"""What servers are told that we unpack. Others would need packages whose limits are not ours."""

MOST_RATIO, FREE = 200, 1024 * 1024
"""Unpacked, a body may have so many times its bytes, once it is over FREE bytes. Web pages and
sitemaps have up to 30 times, a bomb of zeros 1,030 times (zlib's own limit)."""

_STEP = 256 * 1024
_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


def read_body(chunks: Iterable[bytes], encoding: str, most: int, *, cut: bool = False) -> bytes:
    """The whole body, at most `most` bytes unpacked; with `cut`, the first bytes of a longer one.

    Raises FetchError when it is longer, a bomb, or broken.
    """
    unpack = _unpacker(encoding)
    body, received = bytearray(), 0
    for chunk in chunks:
        received += len(chunk)
        for piece in unpack.feed(chunk) if unpack else (chunk,):
            body += piece
            if len(body) > FREE and len(body) > received * MOST_RATIO:
                raise FetchError(f"a bomb: over {_size(len(body))} out of {_size(received)}")
            if len(body) > most and cut:
                return bytes(body[:most])
            if len(body) > most:
                raise FetchError(f"more than {_size(most)}")
    if unpack and unpack.short:
        raise FetchError(f"broken {encoding}: cut short")
    return bytes(body)


def _unpacker(encoding: str) -> _Unpacker | None:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return None
    if name in ("gzip", "x-gzip"):
        return _Unpacker(name, _GZIP)
    if name == "deflate":
        return _Unpacker(name, _ZLIB)
    raise FetchError(f"content encoding {name[:40]!r}, which was not asked for")


class _Unpacker:
    """Unpacks piece by piece, so that no step makes more than _STEP bytes."""

    def __init__(self, name: str, kind: int) -> None:
        self._name = name
        self._kind = kind
        self._inner = zlib.decompressobj(kind)
        self._begun = False
        self._held = b""

    @property
    def short(self) -> bool:
        """Whether something is still to come."""
        return bool(self._begun and not self._inner.eof)

    def feed(self, data: bytes) -> Iterable[bytes]:
        """Unpack `data`. Raises FetchError when it is broken."""
        data, self._held = self._held + data, b""
        while data:
            if len(data) < 2 and (self._inner.eof or not self._begun):
                self._held = data  # too little to see what begins here
                return
            if self._inner.eof:
                # A gzip file may have several members (RFC 1952, 2.2); anything else is padding.
                if self._kind != _GZIP or not data.startswith(b"\x1f\x8b"):
                    return
                self._inner = zlib.decompressobj(_GZIP)
            yield self._step(data)
            data = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail

    def _step(self, data: bytes) -> bytes:
        try:
            piece = self._inner.decompress(data, _STEP)
        except zlib.error as error:
            if self._begun or self._kind != _ZLIB:
                raise FetchError(f"broken {self._name}: {error}") from error
            # Some servers leave out zlib's header (RFC 9110, 8.4.1.2).
            self._kind, self._inner, self._begun = _RAW, zlib.decompressobj(_RAW), True
            return self._step(data)
        self._begun = True
        return piece


def _size(size: int) -> str:
    return f"{size / 1024**2:.0f} MiB" if size >= 1024**2 else f"{size} bytes"
