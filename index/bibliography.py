"""Citations as reference managers read them: BibTeX entries, RIS records, CSL-JSON items.

Sources: BibTeX's own manual ("BibTeXing", Patashnik 1988); the RIS Format Specifications of
Research Information Systems (2001); the CSL-JSON schema ``csl-data.json`` of citationstyles.org.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from index.citation import Citation, clean


class EntryType(NamedTuple):
    """What a kind of document is called in each of the three."""

    bibtex: str
    ris: str
    csl: str


_REPORT = EntryType("techreport", "RPRT", "report")
_PAPER = EntryType("misc", "GEN", "document")
_TYPES: Mapping[str, EntryType] = types.MappingProxyType(
    {
        "loppuraportti": _REPORT,
        "väliraportti": _REPORT,
        "arviointi": _REPORT,
        "hankesuunnitelma": _REPORT,
        # A bachelor's thesis has no entry type of its own; the field "type" says what it is.
        "opinnäyte": EntryType("mastersthesis", "THES", "thesis"),
        "tiedote": EntryType("misc", "NEWS", "document"),
        "esitys": EntryType("misc", "SLIDE", "speech"),
        "esite": EntryType("misc", "PAMP", "pamphlet"),
        "verkkosivu": EntryType("misc", "ELEC", "webpage"),
    }
)

_INSTITUTION = {"techreport": "institution", "mastersthesis": "school", "misc": "publisher"}
_LANGUAGES = {"fi": "finnish", "sv": "swedish", "en": "english"}
"""Names of languages as babel and biblatex have them."""

_TEX = str.maketrans(
    {
        **{c: f"\\{c}" for c in "&%$#_"},
        "\\": r"{\textbackslash}",
        # BibTeX counts braces whatever stands before them, so that \{ would unbalance the entry.
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
"""The field url is set as it stands: only what would unbalance the entry is percent-encoded."""


def entry_type(kind: str) -> EntryType:
    """The entry types for a kind of document; those of any paper for a kind without its own."""
    return _TYPES.get(kind, _PAPER)


def tex(text: str) -> str:
    """The text for a field of BibTeX, every character itself."""
    return clean(text).translate(_TEX)


def bibtex(citation: Citation) -> str:
    """The citation as a BibTeX entry, with an empty line behind it."""
    kind = entry_type(citation.kind).bibtex
    pages = f"pages {pages_text(citation)}; " if citation.pages else ""
    place = "" if citation.url else f"{citation.location}; "
    fields = {
        # Braces within the braces: an organisation is one name, a title keeps its capitals.
        "author": f"{{{tex(citation.organisation)}}}" if citation.organisation else "",
        "title": f"{{{tex(citation.title)}}}",
        _INSTITUTION[kind]: tex(citation.publisher),
        "type" if kind != "misc" else "howpublished": tex(citation.label),
        "year": str(citation.year or ""),
        "url": citation.url.translate(_IN_URL),
        "language": _LANGUAGES.get(citation.language, ""),
        "keywords": tex(", ".join((*citation.regions, *citation.themes))),
        "note": tex(f"{pages}{place}hankemuisti:{citation.id}"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{citation.key},", *lines, "}", "", ""])


def ris(citation: Citation, note: str) -> str:
    """The citation as a RIS record; `note` goes into a field of its own."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_fields(citation, note))


def _ris_fields(citation: Citation, note: str) -> Iterator[tuple[str, str]]:
    yield "TY", entry_type(citation.kind).ris
    yield "ID", citation.id
    if citation.organisation:
        yield "AU", _without_asterisk(citation.organisation)
    yield "TI", clean(citation.title)
    if citation.publisher:
        yield "PB", clean(citation.publisher)
    if citation.year:
        yield "PY", str(citation.year)
    if citation.label:
        yield "M3", clean(citation.label)
    if citation.url:
        yield "UR", clean(citation.url)
    elif citation.location:
        yield "AV", clean(citation.location)
    if citation.language:
        yield "LA", citation.language
    for word in (*citation.regions, *citation.themes):
        yield "KW", _without_asterisk(word)
    if citation.pages:
        yield "N1", f"pages {pages_text(citation)}"
    yield "N1", clean(note)
    yield "ER", ""


def _without_asterisk(text: str) -> str:
    """Names and keywords must not hold an asterisk (RIS Format Specifications)."""
    return clean(text.replace("*", " "))


def csl(citation: Citation, custom: Mapping[str, Any]) -> dict[str, Any]:
    """The citation as a CSL-JSON item; `custom` joins its field for what the schema has none."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": entry_type(citation.kind).csl,
        "title": citation.title,
        "author": [{"literal": citation.organisation}] if citation.organisation else None,
        "publisher": citation.publisher,
        "issued": {"date-parts": [[citation.year]]} if citation.year else None,
        "genre": citation.label,
        "URL": citation.url,
        "archive_location": "" if citation.url else citation.location,
        "language": citation.language,
        "keyword": ", ".join((*citation.regions, *citation.themes)),
        "custom": {
            "document": citation.id,
            "pages": list(citation.pages),
            "regions": list(citation.regions),
            "themes": list(citation.themes),
            **custom,
        },
    }
    return {name: value for name, value in item.items() if value}


def pages_text(citation: Citation) -> str:
    """Pages as people write them: 3, 5."""
    return ", ".join(map(str, citation.pages))
