"""Characters that do not belong in text, and those that stand for others."""

from __future__ import annotations

import functools
import re
import sys
import unicodedata

_MARKS_IN_A_ROW = 8
"""No script needs more combining marks on a letter; normalising longer runs takes their square."""

# Marks are neither word characters nor ASCII: a cheap test before the costly one.
_MAY_BE_PILE = re.compile(f"[^\\w\x00-\x7f]{{{_MARKS_IN_A_ROW + 1}}}")
# Nearly every line: nothing in it is to be changed, and all of it is in NFC.
_ORDINARY = re.compile("[ -~åäöÅÄÖ\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026§€éÉüÜ]*")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# C0 and C1 controls, soft hyphen, zero widths and direction marks, lone surrogates, tags,
# noncharacters, and the private use area (which nobody can read).
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Word's Symbol and Wingdings bullets, as they come out of the private use area.
_BULLETS = re.compile("[\uf02d\uf06c\uf06e\uf071\uf076\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc]")
# Old TeX fonts set the accent as a letter of its own, before the vowel: "k¨aytett¨av¨an".
_LOOSE_ACCENT = re.compile("([¨\u0308˚\u030a])([aouAOU])")
_ACCENTED = {
    "¨": {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"},
    "˚": {"a": "å", "A": "Å", "o": "o", "u": "ů", "O": "O", "U": "Ů"},
}
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def clean(text: str) -> str:
    """`text` in NFC with one kind of space and of line break, without characters nobody reads.

    Ligatures U+FB00 to U+FB06 are mapped alone: NFKC of everything would eat ² and ½.
    Line breaks stay; never raises, whatever the text.
    """
    if _ORDINARY.fullmatch(text) and "  " not in text:
        return text
    text = _BREAKS.sub("\n", text)
    text = _UNWANTED.sub("", _BULLETS.sub("•", text)).translate(_LIGATURES)
    text = _LOOSE_ACCENT.sub(_accented, nfc(text))
    return _SPACES.sub(" ", text)


def nfc(text: str) -> str:
    """`text` in NFC, in linear time also when somebody piled up a million combining marks."""
    if _MAY_BE_PILE.search(text):
        text = _piles().sub(r"\1", text)
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """`text` cleaned, with every stretch of white space as one space, and none at the ends."""
    return " ".join(clean(text).split())


def _accented(found: re.Match[str]) -> str:
    accent = "¨" if found[1] in "¨\u0308" else "˚"
    return _ACCENTED[accent][found[2]]


@functools.lru_cache(maxsize=1)
def _piles() -> re.Pattern[str]:
    marks = [code for code in range(0x300, sys.maxunicode) if unicodedata.combining(chr(code))]
    classes = "".join(map(chr, marks))
    return re.compile(f"([{classes}]{{{_MARKS_IN_A_ROW}}})[{classes}]+")
