"""Identifiers of publications in text: ISBN, ISSN, DOI, URN. Only valid ones are given.

Sources: ISO 2108 and ISO 3297 (check digits), the DOI Handbook 2.2 (form), RFC 8141 and the
namespaces nbn, isbn and issn that Finnish repositories use.
"""

from __future__ import annotations

import re

_ISBN = re.compile(r"(?<![\d-])(?:97[89][ -]?)?\d(?:[ -]?\d){8}[ -]?[\dXx](?![\d-])")
_ISSN = re.compile(r"(?<![\d-])\d{4}-\d{3}[\dXx](?![\d-])")
_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}/[^\s\"'<>{}|\\^`;]{1,200}", re.IGNORECASE)
_URN = re.compile(r"\burn:(?:nbn|isbn|issn):[\w:.-]{1,120}", re.IGNORECASE | re.ASCII)
_NOT_DIGIT = re.compile(r"[^\dXx]")


def isbn(text: str) -> str:
    """The first valid ISBN in `text`, of ten or thirteen digits, as it is written; or ""."""
    return next((found[0] for found in _ISBN.finditer(text) if _is_isbn(found[0])), "")


def issn(text: str) -> str:
    """The first valid ISSN in `text`, or ""."""
    return next((found[0].upper() for found in _ISSN.finditer(text) if _is_issn(found[0])), "")


def doi(text: str) -> str:
    """The first DOI in `text`, without what resolves it ("https://doi.org/"); or ""."""
    found = _DOI.search(text)
    return found[0].rstrip(".,)]") if found else ""


def urn(text: str) -> str:
    """The first URN of a publication in `text`, or ""."""
    found = _URN.search(text)
    return found[0].rstrip(".:-") if found else ""


def _is_isbn(text: str) -> bool:
    digits = _NOT_DIGIT.sub("", text).upper()
    if len(digits) == 13 and digits.isdigit():
        return sum(int(d) * (1, 3)[place % 2] for place, d in enumerate(digits)) % 10 == 0
    return len(digits) == 10 and digits[:9].isdigit() and _weighed(digits) % 11 == 0


def _is_issn(text: str) -> bool:
    return _weighed(_NOT_DIGIT.sub("", text).upper()) % 11 == 0


def _weighed(digits: str) -> int:
    """The sum of the digits times their places from the right; X is ten."""
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(value * (len(digits) - place) for place, value in enumerate(values))
