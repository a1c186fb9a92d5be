"""Bytes → text: the encoding that the bytes are really in.

Of 15 Finnish pages without a declaration, UTF-8 or else Windows-1252 reads all in either
encoding; statistical detectors read 2 or 3 of the 15 in a one-byte encoding.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from bs4.dammit import EncodingDetector

_DECLARATION_HEAD = 4096
_LONGEST_NAME = 40
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The one-byte and Asian encodings that browsers know (WHATWG Encoding Standard, section 4.2), by
# Python's names. Of the others some are no encodings of texts (punycode takes the square of the
# length), and a page that says UTF-16 in bytes that could be read so far is not in it.
_BELIEVED = frozenset(
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp866 cp874 "
    "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 gb2312 gbk gb18030 big5 big5hkscs "
    "euc_jp iso2022_jp shift_jis cp932 euc_kr cp949 tis-620".split()
)
# Pages that say ISO-8859-1 or ASCII are Windows-1252 (WHATWG Encoding Standard, section 4.2).
_WINDOWS = frozenset({"iso8859-1", "ascii", "cp1252"})
_WIDE_HEAD = 512
_WIDE_SHARE = 0.7
_GOOD_PER_BAD = 20
"""Letters of two bytes or more for each bad byte that still make it UTF-8."""


class Decoded(NamedTuple):
    """Text, and a one-line remark for a person when the file said something else ("")."""

    text: str
    warning: str


def decode(content: bytes) -> Decoded:
    """Decode the bytes of a text or HTML file; never raises.

    A byte order mark wins; then UTF-16 that shows without one; then valid UTF-8; then what the
    file declares, ISO-8859-1 read as Windows-1252; then Windows-1252.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return Decoded(content.decode(encoding, "replace").removeprefix("\ufeff"), "")
    if wide := _wide(content[:_WIDE_HEAD]):
        return Decoded(content.decode(wide, "replace"), "")
    declared = _declared(content)
    used, text = _decoded(content, declared)
    if not declared or content.isascii() or _name(declared) == used:
        return Decoded(text, "")
    if used == "cp1252" and _name(declared) in _WINDOWS:
        return Decoded(text, "")
    shown = "windows-1252" if used == "cp1252" else used
    return Decoded(text, f"declared {declared}, read as {shown}")


def _decoded(content: bytes, declared: str) -> tuple[str, str]:
    try:
        return "utf-8", content.decode("utf-8")
    except UnicodeDecodeError:
        # Cut off within a letter, or a stray byte or two: the rest still shows what it is.
        text = content.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if _foreign(text) - bad >= _GOOD_PER_BAD * bad:
            return "utf-8", text
    name = _name(declared)
    if name in _BELIEVED:
        try:
            return name, content.decode(name)
        except (UnicodeError, LookupError):
            pass
    return "cp1252", content.decode("cp1252", "replace")


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: nearly every other byte of Western text and of markup is zero."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zero = head[start::2]
        if (
            len(head) >= 4
            and zero.count(0) > _WIDE_SHARE * len(zero)
            and 0 not in head[1 - start :: 2]
        ):
            return encoding
    return ""


def _foreign(text: str) -> int:
    return sum(not char.isascii() for char in text)


def _declared(content: bytes) -> str:
    head = content[:_DECLARATION_HEAD]
    found = EncodingDetector.find_declared_encoding(head, is_html=True, search_entire_document=True)
    return (found or "").strip().lower()[:_LONGEST_NAME]


def _name(encoding: str) -> str:
    """Python's name of a text encoding; "" for one it does not know."""
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return ""
    return found.name if getattr(found, "_is_text_encoding", True) else ""
