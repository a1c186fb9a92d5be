"""RTF as tokens: braces, control words with their numbers, bytes of text. RTF 1.9.1.

striprtf, the library for this, leaves out footnotes and text boxes, keeps what was deleted or
hidden, and tells neither headings nor rows nor pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?"  # a control word, its number, the space that ends it
    rb"|\\'([0-9A-Fa-f]{2})"  # a byte
    rb"|\\([^A-Za-z])"  # a control symbol
    rb"|([{}])"
    rb"|[\r\n\x00]+|([^\\{}\r\n\x00]+)",
    re.DOTALL,
)
_SYMBOLS = {b"\r": "par", b"\n": "par", b"~": "nbsp", b"_": "hyphen", b"-": "softhyphen"}


class Token(NamedTuple):
    """`word` is a control word, "{", "}", "*" or, for bytes of text, ""."""

    word: str
    number: int | None = None
    text: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of `data`, whatever it holds; what follows `\\bin` is left out."""
    position = 0
    while found := _TOKEN.search(data, position):
        position = found.end()
        word, number, byte, symbol, brace, text = found.groups()
        if text is not None:
            yield Token("", None, text)
        elif byte is not None:
            yield Token("", None, bytes.fromhex(byte.decode("ascii")))
        elif word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":
                position += max(0, value or 0)
            else:
                yield Token(word.decode("ascii"), value)
        elif brace is not None:
            yield Token(brace.decode("ascii"))
        elif symbol in (b"\\", b"{", b"}"):
            yield Token("", None, symbol)
        elif symbol is not None:
            yield Token(_SYMBOLS.get(symbol, symbol.decode("latin-1")))
