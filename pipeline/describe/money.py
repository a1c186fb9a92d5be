"""Sums of money and shares in sentences: "1 143 199 euroa", "0,75 M€", "80 prosenttia"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

_BLANK = "[ \u00a0\u2007\u2009\u202f]"
_MILLION, _THOUSAND = Decimal(1_000_000), Decimal(1000)
_SUM = re.compile(
    rf"(?<![\d.,/:-])(\d{{1,3}}(?:{_BLANK}\d{{3}}){{1,3}}|\d{{1,3}}(?:\.\d{{3}}){{1,3}}|\d{{1,9}})"
    rf"(?:,(\d{{1,3}}))?{_BLANK}?"
    rf"(?:(milj(?:oona|\.)\w{{0,3}}(?:{_BLANK}?(?:euro\w*|€))?|M€|million euro\w*"
    r"|miljon(?:er)?(?: euro)?)"
    rf"|(tuhatta euro\w*|t€|k€|t\.?{_BLANK}?euro\w*)|(€|euro\w*|eur\b))",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\d.,/:–-])(100|\d{{1,2}})(?:,(\d{{1,2}}))?{_BLANK}?"
    r"(?:%|prosent\w*|procent|per cent|percent)"
)
_REACH = 40
"""Characters before a sign of money in which its number begins."""


class Sum(NamedTuple):
    """A sum in whole euros at ``text[start:end]``."""

    euros: int
    start: int
    end: int


def sums(text: str, signs: Iterable[int]) -> Iterator[Sum]:
    """The sums of money in `text` beside its words for money, which begin at `signs`, and its "€".

    In no order. Nothing is looked for elsewhere, so that a page without money costs nothing.
    """
    seen: set[int] = set()
    for at in (*signs, *_occurrences(text, "€")):
        found = last = None
        for last in _SUM.finditer(text, max(0, at - _REACH), at + _REACH // 2):
            found = last if last.start() <= at else found
        if found is not None and found.end() > at and found.start() not in seen:
            seen.add(found.start())
            yield Sum(_euros(found), found.start(), found.end())


def _occurrences(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _euros(found: re.Match[str]) -> int:
    whole = re.sub(r"\D", "", found[1])
    times = _MILLION if found[3] else _THOUSAND if found[4] else Decimal(1)
    return round(Decimal(f"{whole}.{found[2] or 0}") * times)


def shares(text: str) -> Iterator[tuple[str, int, int]]:
    """The shares in `text` as "75 %" or "12,5 %", each with its span."""
    for found in _SHARE.finditer(text):
        decimals = f",{found[2]}" if found[2] else ""
        yield f"{found[1]}{decimals} %", found.start(), found.end()
