"""Tables for spreadsheets: CSV whose cells no program takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[\s\x00-\x20\ufeff]*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]")
"""A cell that begins so is run by spreadsheets (OWASP, "CSV injection"), some of which pass over
what cannot be seen and take the wide forms of East Asia for the same; it gets an apostrophe."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV (RFC 4180, line feeds), every cell harmless to spreadsheets and terminals."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_plain(harmless(cell)) for cell in row] for row in rows)
    return text.getvalue()


def _plain(cell: str) -> str:
    # csv leaves a lone carriage return without quotation marks: it would begin a row.
    return _RAW.sub("\ufffd", cell.replace("\r\n", "\n").replace("\r", "\n"))


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes as text; numbers stay numbers."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def original(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
