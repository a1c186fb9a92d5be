"""Lists of addresses as people keep them: one a line, or a table made with a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.errors import FetchError

_COLUMNS = ("url", "address", "link", "osoite", "linkki", "adress", "länk")
_LONGEST = 2000
"""Characters of a cell that are kept."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One address and what the list says of it."""

    url: str
    metadata: Mapping[str, str] = field(default_factory=dict)


def read_list(content: bytes, name: str) -> list[Listed]:
    """Read a list called `name`.

    A table has a column called url (or osoite, linkki) in its first line, with commas, semicolons
    or tabs between; its other columns become metadata. Otherwise each line is an address; empty
    lines and those that begin with ``#`` are passed over. Raises FetchError for a broken table.
    """
    text = _text(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    header = [cell.strip().strip('"').casefold() for cell in first.split(delimiter)]
    if any(column in header for column in _COLUMNS):
        return list(_table(text.lstrip("\r\n"), delimiter, name))
    lines = (line.strip() for line in text.splitlines())
    return [Listed(line) for line in lines if line and not line.startswith("#")]


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # "Unicode text" of a spreadsheet
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _table(text: str, delimiter: str, name: str) -> Iterator[Listed]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [cell.strip().casefold() for cell in next(rows, [])]
        column = next(header.index(known) for known in _COLUMNS if known in header)
        for row in rows:
            if len(row) > column and row[column].strip():
                cells = {
                    key: cell.strip()[:_LONGEST]
                    for key, cell in zip(header, row, strict=False)
                    if key and cell.strip() and key != header[column]
                }
                yield Listed(row[column].strip(), cells)
    except csv.Error as error:
        raise FetchError(f"{name}: line {rows.line_num}: {error}") from error
