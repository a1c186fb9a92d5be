"""What a PDF file says of itself, as far as it is anybody's business."""

from __future__ import annotations

import re

import pypdfium2

from pipeline.clean import characters

# Not /Author: it is whoever typed the document, and nobody's business.
_KEPT = ("Title", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_EMPTY = frozenset({"", "unspecified", "untitled", "anonymous"})
_LONGEST_VALUE = 500
_DATE = re.compile(
    r"D?:?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?"
)


def metadata(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """The fields of the document's Info as "pdf:title" and so on, dates in ISO 8601."""
    kept = {}
    found = document.get_metadata_dict(skip_empty=True)
    for key in _KEPT:
        value = characters.one_line(str(found.get(key, "")))[:_LONGEST_VALUE]
        if value.lower() in _EMPTY:
            continue
        kept[f"pdf:{key.lower()}"] = iso(value) if key.endswith("Date") else value
    return kept


def iso(date: str) -> str:
    """A PDF date ("D:20081010154500+03'00'") as ISO 8601; as it is when it is no date."""
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day, hour, minute, second, zulu, zone, zone_minutes = found.groups()
    text = "-".join(filter(None, (year, month, day)))
    if hour:
        text += f"T{hour}:{minute}:{second or '00'}"
        text += "Z" if zulu else f"{zone}:{zone_minutes or '00'}" if zone else ""
    return text
