"""What holds at a place of an RTF file: properties of groups and paragraphs, coded text."""

from __future__ import annotations

from typing import NamedTuple

DATE = ("yr", "mo", "dy", "hr", "min")
"""The words of a date."""
_BODY_LEVEL = 9


class Group(NamedTuple):
    """What is set inside a pair of braces, and forgotten at their end.

    `into` says where text goes: "" the document, "skip" nowhere, or the name of a destination.
    """

    into: str = ""
    begins: str = ""
    """The flow, "field" or "" that began with this group and ends with it."""
    font: int = -1
    skips: int = 1
    """Characters after each \\u that stand for it in old readers."""
    hidden: bool = False
    deleted: bool = False
    ignorable: bool = False


class Paragraph(NamedTuple):
    """Properties that hold until \\pard: the style, the outline level, whether in a table."""

    style: int = 0
    level: int | None = None
    in_table: bool = False


class Style(NamedTuple):
    """A style of paragraphs: its name, and the level of a heading."""

    name: str
    level: int | None


class Coded:
    """Bytes on their way to be text, and characters that stand as numbers."""

    def __init__(self) -> None:
        self.skip = 0
        """How many bytes, which come next, only old readers want."""
        self._pending: list[bytes] = []
        self._high = 0
        """The first half of a character above U+FFFF."""

    def add(self, text: bytes) -> None:
        """More bytes."""
        cut = min(self.skip, len(text))
        self.skip -= cut
        self._pending.append(text[cut:] if cut else text)

    def text(self, encoding: str) -> str:
        """What the bytes say; they are gone then."""
        if not self._pending:
            return ""
        joined = b"".join(self._pending)
        self._pending.clear()
        return joined.decode(encoding, "replace")

    def character(self, number: int, skips: int) -> str:
        """The character of \\u, after which `skips` bytes are passed over; "" for half of one."""
        self.skip = skips
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return ""
        if 0xDC00 <= code < 0xE000 and self._high:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00
        self._high = 0
        return chr(code)


def outline_level(number: int | None) -> int:
    """The heading level of \\outlinelevel: 1 and on, 0 for running text."""
    return number + 1 if number is not None and 0 <= number < _BODY_LEVEL else 0


def iso_date(date: dict[str, int]) -> str:
    """A date of the document's properties as ISO 8601; "" without a year."""
    if not date.get("yr"):
        return ""
    year, month, day = date["yr"], date.get("mo", 1), date.get("dy", 1)
    return f"{year:04}-{month:02}-{day:02}T{date.get('hr', 0):02}:{date.get('min', 0):02}:00"
