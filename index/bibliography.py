"""Citations as reference managers read them: BibTeX entries, RIS records, CSL-JSON items.

Sources: BibTeX's own manual ("BibTeXing", Patashnik 1988); the RIS Format Specifications of
Research Information Systems (2001); the CSL-JSON schema ``csl-data.json`` of citationstyles.org.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from index.citation import Citation
from index.cleaning import clean
from pipeline.describe.organisations import organisation_of


class EntryType(NamedTuple):
    """What a kind of document is called in each of the three."""

    bibtex: str
    ris: str
    csl: str


class Author(NamedTuple):
    """An author: a person with the halves of the name, or an organisation with none."""

    name: str
    family: str = ""
    given: str = ""


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
    urn = f"{citation.urn}; " if citation.urn else ""
    place = "" if citation.url else f"{citation.location}; "
    fields = {
        # Braces within the braces: an organisation is one name, a title keeps its capitals.
        "author": " and ".join(map(_tex_author, authors(citation))),
        "title": f"{{{tex(citation.title)}}}",
        _INSTITUTION[kind]: tex(citation.publisher),
        "type" if kind != "misc" else "howpublished": tex(citation.label),
        "series": tex(citation.series),
        "number": tex(citation.number),
        "year": str(citation.year or ""),
        "date": citation.issued,
        "isbn": citation.isbn,
        "issn": citation.issn,
        "doi": citation.doi.translate(_IN_URL),
        "url": citation.url.translate(_IN_URL),
        "urldate": citation.accessed,
        "language": _LANGUAGES.get(citation.language, ""),
        "keywords": tex(", ".join((*citation.regions, *citation.themes))),
        "note": tex(f"{pages}{urn}{place}hankemuisti:{citation.id}"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{citation.key},", *lines, "}", "", ""])


def ris(citation: Citation, note: str) -> str:
    """The citation as a RIS record; `note` goes into a field of its own."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_fields(citation, note))


def _ris_fields(citation: Citation, note: str) -> Iterator[tuple[str, str]]:
    yield "TY", entry_type(citation.kind).ris
    yield "ID", citation.id
    for author in authors(citation):
        yield "AU", _without_asterisk(author.name) if author.family else _corporate(author.name)
    yield "TI", clean(citation.title)
    if citation.publisher:
        yield "PB", clean(citation.publisher)
    if citation.year:
        yield "PY", str(citation.year)
    if citation.issued:
        yield "DA", _ris_date(citation.issued)
    if citation.label:
        yield "M3", clean(citation.label)
    yield from _ris_catalogued(citation)
    if citation.url:
        yield "UR", clean(citation.url)
        if citation.accessed:
            yield "Y2", _ris_date(citation.accessed)
    elif citation.location:
        yield "AV", clean(citation.location)
    if citation.language:
        yield "LA", citation.language
    for word in (*citation.regions, *citation.themes):
        yield "KW", _without_asterisk(word)
    if citation.pages:
        yield "N1", f"pages {pages_text(citation)}"
    if citation.urn:
        yield "N1", clean(citation.urn)
    yield "N1", clean(note)
    yield "ER", ""


def _ris_catalogued(citation: Citation) -> Iterator[tuple[str, str]]:
    told = {
        "T3": citation.series,
        "IS": citation.number,
        "SN": citation.isbn or citation.issn,
        "DO": citation.doi,
    }
    return ((tag, clean(value)) for tag, value in told.items() if clean(value))


def _ris_date(date: str) -> str:
    """YYYY/MM/DD/, the parts that are not known empty (RIS Format Specifications, PY)."""
    return "/".join((*date.split("-"), "", ""))[: len("2011/05/12/")]


def authors(citation: Citation) -> list[Author]:
    """Those whom the catalogue names, else the organisation, if it is known."""
    if citation.authors:
        return list(map(_author, citation.authors))
    return [Author(citation.organisation)] if citation.organisation else []


def _author(name: str) -> Author:
    """A catalogue writes persons as "Family, Given"; what has no or more commas is one name."""
    family, _, given = name.partition(", ")
    person = name.count(",") == 1 and family and given and not organisation_of(name)
    return Author(name, family, given) if person else Author(name)


def _tex_author(author: Author) -> str:
    """Braces keep a name in one piece, or each half of a person's: BibTeX parts at "and"."""
    if not author.family:
        return f"{{{tex(author.name)}}}"
    return f"{{{tex(author.family)}}}, {{{tex(author.given)}}}"


def _csl_author(author: Author) -> dict[str, str]:
    if not author.family:
        return {"literal": author.name}
    return {"family": author.family, "given": author.given}


def _date_parts(date: str) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def _corporate(name: str) -> str:
    """An organisation as an author, its name in one piece.

    RIS parts a name at its commas, and without one EndNote takes the last word for a family name. A
    comma behind the whole makes all of it the family name (EndNote's manual, "corporate authors");
    Zotero and others read that as a name in one field. For a comma within there is no escape, so a
    dash stands for it; PB has the name as it is.
    """
    pieces = filter(None, map(str.strip, _without_asterisk(name).split(",")))
    return " – ".join(pieces) + ","


def _without_asterisk(text: str) -> str:
    """Names and keywords must not hold an asterisk (RIS Format Specifications)."""
    return clean(text.replace("*", " "))


def csl(citation: Citation, custom: Mapping[str, Any]) -> dict[str, Any]:
    """The citation as a CSL-JSON item; `custom` joins its field for what the schema has none."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": entry_type(citation.kind).csl,
        "title": citation.title,
        "author": [_csl_author(author) for author in authors(citation)],
        "publisher": citation.publisher,
        "collection-title": citation.series,
        "collection-number": citation.number,
        "issued": _date_parts(citation.issued or str(citation.year or "")),
        "genre": citation.label,
        "ISBN": citation.isbn,
        "ISSN": citation.issn,
        "DOI": citation.doi,
        "URL": citation.url,
        "accessed": _date_parts(citation.accessed),
        "note": citation.urn,
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
