"""Characters that mean nothing: what a broken font or a wrong encoding leaves of a text."""

from __future__ import annotations

import re

ODD_LIMIT = 0.05
"""A page with a larger share of odd characters is sick. Real Finnish PDFs: at most .012 (.044 with
old TeX umlauts); a font without its character table: .083 and more."""
_FEW = 0.02
"""Share of words with such characters that a page may have: signs of all sorts."""
_BULLETS = 1 / 3
"""Share of lone signs that a page may have: every entry of a list has one."""

_CODE = re.compile(r"\(cid:\d+\)")
# What Latin text is made of: letters up to U+024F and those of Vietnamese, marks, Greek,
# punctuation, signs, arrows, mathematics, boxes and shapes, bullets of Symbol fonts. PDFium shows
# a character it cannot map as a control character or as something from another script.
_ODD = re.compile(
    "[^\\s -~\xa0-\u024f\u0300-\u036f\u0370-\u03ff\u1e00-\u1eff\u2010-\u205e\u2070-\u209f"
    "\u20a0-\u20cf\u2100-\u22ff\u2500-\u27bf\uf000-\uf0ff\ufb00-\ufb06\ufffe\x02\xad\u200b\ufeff]"
)
# Odd in any script: controls, surrogates, private use, the replacement character.
_UNREADABLE = re.compile(
    "[\x00\x01\x03-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\uefff\uf100-\uf8ff\ufffd]"
)
# The scripts other than Latin in which pages for the public are written in Finland most often.
_SCRIPTS = (
    re.compile("[\u0400-\u052f]+"),
    re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+"),
)
# UTF-8 read as Windows-1252 or ISO 8859-1: "tyÃ¶", "Ã„", "â€“".
_MOJIBAKE = re.compile("Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\xa0-\xbf]|â\x80")


def odd_share(text: str) -> float:
    """Share of the characters of `text`, spaces aside, that no Finnish report has.

    Cyrillic and Arabic letters are odd among Latin ones, not where they are the text.
    """
    text = readable(text)
    odd = len(_odd(text).findall(text))
    return odd / (len(text) - sum(map(str.isspace, text))) if odd else 0.0


def readable(text: str) -> str:
    """`text` with one control character for each code of a character: "(cid:17)"."""
    return _CODE.sub("\x00", text)


def undecodable(text: str) -> float:
    """Share of words with characters that mean nothing; 0.0 when they are few.

    A lone sign is a bullet or a smiley, unless there are very many.
    """
    text = readable(text)
    odd = _odd(text)
    if not odd.search(text) and not _MOJIBAKE.search(text):
        return 0.0
    words = text.split()
    met = [word for word in words if odd.search(word) or _MOJIBAKE.search(word)]
    lone = sum(len(word) == 1 for word in met)
    wrong = len(met) if lone > _BULLETS * len(words) else len(met) - lone
    share = wrong / len(words) if wrong > 1 else 0.0
    return share if share >= _FEW else 0.0


def _odd(text: str) -> re.Pattern[str]:
    """What is odd in this text."""
    if not _ODD.search(text):
        return _UNREADABLE
    letters = sum(map(str.isalpha, text))
    for script in _SCRIPTS:
        if 2 * sum(map(len, script.findall(text))) > letters:
            return _UNREADABLE
    return _ODD
