"""Reading the tables of a page's text back: rows of cells, and the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from corpus.document import Span

_BLANKS = "[ \u00a0\u2007\u2009\u202f]"
_UNIT = r"(?:%|€|e|eur|euroa?|t€|k€|M€|te|milj\.? ?€|mk)"
# Finnish: a blank (or, in older sheets, a stop) between thousands, a comma before decimals.
_NUMBER = re.compile(
    rf"([-−–+]?) ?(?:€ ?)?"
    rf"(\d{{1,3}}(?:{_BLANKS}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+(?![\d.])|\d{{1,30}})(?:[,.](\d{{1,30}}))?{_BLANKS}?{_UNIT}?",
    re.IGNORECASE,
)
_NO_DIGIT = re.compile(r"\D")


def rows(text: str, tables: Iterable[Span]) -> list[list[str]]:
    """The rows of the `tables` of a page with this `text`, each a list of its cells' texts."""
    return [
        [cell.strip() for cell in line.split("\t")]
        for start, end in tables
        for line in text[start:end].split("\n")
        if line.strip()
    ]


def number(cell: str) -> Decimal | None:
    """The number that a `cell` holds, whatever its unit: "672 500 €" and "12,5 %"; else None."""
    text = cell.strip()
    owed = text.startswith("(") and text.endswith(")")  # as bookkeepers write a minus
    found = _NUMBER.fullmatch(text[1:-1] if owed else text)
    if found is None:
        return None
    sign = "-" if owed or found[1] not in ("", "+") else ""
    decimals = f".{found[3]}" if found[3] else ""
    return Decimal(f"{sign}{_NO_DIGIT.sub('', found[2])}{decimals}")
