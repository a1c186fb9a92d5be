"""What a catalogue tells of a publication: authors, series, date, identifiers, address.

A catalogue is a repository (oaipmh), a database of projects, a table of addresses or a person's
note beside a file. Authors are taken from it alone: what a file says of persons is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from index import identifiers
from index.cleaning import clean

RECORD_PAGE, RECORD_FILE = "oai:page", "oai:file"
"""As `corpus.sources.oaipmh` names them; importing that would load its network client."""

_MOST_AUTHORS, _LONGEST = 50, 200
_AUTHORS = ("authors", "author", "tekijät", "tekijä")
_SERIES = ("series", "sarja", "julkaisusarja")
_NUMBER = ("number in series", "sarjanumero")
_ISSUED = ("date", "published", "issued", "julkaistu")
_ADDRESSES = (RECORD_PAGE, RECORD_FILE, "url", "osoite")
_NAMED = {
    "isbn": ("isbn", "citation_isbn", "identifier", "urn"),
    "issn": ("issn", "citation_issn", "identifier", "urn"),
    "doi": ("doi", "citation_doi", "identifier"),
    "urn": ("urn", "identifier"),
}
# "Raportteja ; 2014:12", "Raportti 5/2013"
_NUMBERED = re.compile(r"(.{2,}?)[\s;:,.]{1,4}((?:(?:nro|nr|no|n:o)\.? ?)?\d[\d:/.–-]{0,20})")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ADDRESS = re.compile(r"https?://[^\s\"<>]{1,2000}")


class Catalogued(NamedTuple):
    """`authors` are persons as "Family, Given", or names in one piece. `issued` is a date of ISO
    8601, whole or of year and month, "" when only the year is known."""

    authors: tuple[str, ...] = ()
    series: str = ""
    number: str = ""
    issued: str = ""
    isbn: str = ""
    issn: str = ""
    doi: str = ""
    urn: str = ""
    url: str = ""


def catalogued(said: Mapping[str, str], own: Mapping[str, str]) -> Catalogued:
    """What `said`, the source's metadata, tells; identifiers are looked for in the document's
    `own`, too. What is not valid is left out."""
    folded = {key.strip().casefold(): value for key, value in said.items()}
    both = {**{key.strip().casefold(): value for key, value in own.items()}, **folded}
    series, number = _series(_first(folded, _SERIES), _first(folded, _NUMBER))
    found = {
        name: next(filter(None, (find(both.get(key, "")) for key in _NAMED[name])), "")
        for name, find in (
            ("isbn", identifiers.isbn),
            ("issn", identifiers.issn),
            ("doi", identifiers.doi),
            ("urn", identifiers.urn),
        )
    }
    authors = dict.fromkeys(clean(name)[:_LONGEST] for name in _first(folded, _AUTHORS).split(";"))
    return Catalogued(
        authors=tuple(filter(None, authors))[:_MOST_AUTHORS],
        series=series,
        number=number,
        issued=_issued(_first(folded, _ISSUED)),
        url=next((url for key in _ADDRESSES if (url := address(folded.get(key, "")))), ""),
        **found,
    )


def address(text: str) -> str:
    """`text` when it is one address of the web, or ""."""
    plain = clean(text)
    return plain if _ADDRESS.fullmatch(plain) else ""


def _first(metadata: Mapping[str, str], keys: Sequence[str]) -> str:
    return next((text for key in keys if (text := clean(metadata.get(key, "")))), "")


def _series(name: str, number: str) -> tuple[str, str]:
    """A series and its number, which many catalogues write into one field."""
    name = name.partition("; ")[0] if number else name
    parted = None if number else _NUMBERED.fullmatch(name[:_LONGEST])
    if parted:
        name, number = parted[1], parted[2]
    return name[:_LONGEST].strip(" ;:,"), number[:_LONGEST]


def _issued(text: str) -> str:
    found = _DAY.fullmatch(text)
    if not found:
        return ""
    year, month, day = (
        (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    )
    if not month:
        return ""
    try:
        whole = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7]
