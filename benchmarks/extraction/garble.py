"""Ways in which the text of a page goes wrong, done to it on purpose."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

Garble = Callable[[str, random.Random], str]

_SMALL = "abcdefghijklmnopqrstuvwxyzåäö"
_SPACE = re.compile(" ")
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W\d_]")


def _shifted(text: str, _chance: random.Random) -> str:
    """A font whose table of characters is off by one."""
    return text.translate(_table(_SMALL[1:] + _SMALL[:1]))


def _mixed(text: str, chance: random.Random) -> str:
    """A font whose table of characters is another font's."""
    return text.translate(_table("".join(chance.sample(_SMALL, len(_SMALL)))))


def _half_mixed(text: str, chance: random.Random) -> str:
    """One such font out of two on the page."""
    table = _table("".join(chance.sample(_SMALL, len(_SMALL))))
    return _WORD.sub(lambda m: m[0].translate(table) if chance.random() < 0.5 else m[0], text)


def _table(letters: str) -> dict[int, str]:
    pairs = zip(_SMALL + _SMALL.upper(), letters + letters.upper(), strict=True)
    return {ord(small): other for small, other in pairs}


def _codes(text: str, _chance: random.Random) -> str:
    """A font without a table, as pdfminer shows it."""
    return _LETTER.sub(lambda m: f"(cid:{ord(m[0]) % 500})", text)


def _glyphs(text: str, _chance: random.Random) -> str:
    """A font without a table, as PDFium shows it: the numbers of TrueType glyphs as characters."""
    return "".join(c if c.isspace() else chr(max(1, (ord(c) - 29) % 0x180)) for c in text)


def _mojibake(text: str, _chance: random.Random) -> str:
    return text.encode().decode("cp1252", "replace")


def _replaced(text: str, _chance: random.Random) -> str:
    return text.encode("cp1252", "replace").decode("utf-8", "replace")


def _glued(share: float) -> Garble:
    return lambda text, chance: _SPACE.sub(lambda m: "" if chance.random() < share else m[0], text)


def _spaced(text: str, _chance: random.Random) -> str:
    return _WORD.sub(lambda m: " ".join(m[0]), text)


def _doubled(text: str, _chance: random.Random) -> str:
    return _LETTER.sub(lambda m: 2 * m[0], text)


def _dotless(text: str, _chance: random.Random) -> str:
    return text.translate(str.maketrans("äöåÄÖÅ", "aoaAOA"))


GARBLED: Mapping[str, Garble] = MappingProxyType(
    {
        "letters_shifted": _shifted,
        "letters_mixed": _mixed,
        "half_mixed": _half_mixed,
        "cid_codes": _codes,
        "no_tounicode": _glyphs,
        "mojibake": _mojibake,
        "replaced": _replaced,
        "spaces_lost": _glued(1.0),
        "third_of_spaces": _glued(1 / 3),
        "letter_spaced": _spaced,
        "doubled": _doubled,
        "dots_lost": _dotless,
    }
)
"""Name → what it does to the text of a page."""
