"""What a query finds, as a file for other programs: CSV, JSON lines, BibTeX, RIS, CSL-JSON.

Each says which query, filters, generation, date and program made it: JSON lines in a first record
``{"export": …}``; BibTeX in lines before the first entry, which BibTeX does not read; RIS in a note
of each record; CSL-JSON in ``custom.export`` of each item, for an item of its own would be a
document; CSV in the last columns, for it has no comments that every program knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.clock import now
from corpus.store import Store
from index.bibliography import bibtex, csl, entry_type, pages_text, ris
from index.citation import Citation, cite
from index.matches import Matches
from index.occurrences import Seeker
from index.search import SearchService
from index.tables import as_csv

FORMATS = ("csv", "jsonl", "bibtex", "ris", "csl")

_COLUMNS = ("id", "key", "title", "organisation", "year", "kind", "type", "location", "language")
_LISTS = ("pages", "regions", "themes")
_ESCAPED = {
    code: f"\\u{code:04x}"
    for code in (*range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))
}


def export(service: SearchService, matches: Matches, form: str) -> Iterator[str]:
    """The documents found, the best first, as pieces of a text in one of FORMATS.

    What RIS needs to end its lines with, it has; the pieces are to be written as they are.
    """
    made = {**matches.asked(), "date": now(), "total": len(matches.ids), "program": program()}
    if not matches.complete:
        made["complete"] = False
    writers = {"csv": _csv, "jsonl": _jsonl, "bibtex": _bibtex, "ris": _ris, "csl": _csl}
    return writers[form](_citations(service.store, matches), made)


def program() -> str:
    """The program and its version."""
    try:
        return f"hankemuisti {version('hankemuisti')}"
    except PackageNotFoundError:  # run from a folder that was not installed
        return "hankemuisti"


def _citations(store: Store, matches: Matches) -> Iterator[Citation]:
    seeker = Seeker(matches.wanted)
    for document_id in matches.ids:
        pages = store.pages.tokens(document_id)
        met = seeker.met([page.tokens for page in pages])
        yield cite(store, document_id, sorted({pages[one.page].number for one in met}))


def _csv(citations: Iterator[Citation], made: Mapping[str, Any]) -> Iterator[str]:
    told = {name: value if isinstance(value, str) else _json(value) for name, value in made.items()}
    yield as_csv([[*_COLUMNS, *_LISTS, *(f"export {name}" for name in told)]])
    for citation in citations:
        values = {**citation.as_json(), "type": entry_type(citation.kind).csl}
        single = [str(values[name] or "") for name in _COLUMNS]
        lists = [pages_text(citation), "; ".join(citation.regions), "; ".join(citation.themes)]
        yield as_csv([[*single, *lists, *told.values()]])


def _jsonl(citations: Iterator[Citation], made: Mapping[str, Any]) -> Iterator[str]:
    yield _json({"export": made}) + "\n"
    for citation in citations:
        yield _json({**citation.as_json(), "type": entry_type(citation.kind).csl}) + "\n"


def _bibtex(citations: Iterator[Citation], made: Mapping[str, Any]) -> Iterator[str]:
    for name, value in made.items():
        # Outside entries BibTeX reads nothing but the at sign, which would begin one.
        yield f"% {name}: {_json(value)}\n".replace("@", "\\u0040")
    yield "\n"
    yield from map(bibtex, citations)


def _ris(citations: Iterator[Citation], made: Mapping[str, Any]) -> Iterator[str]:
    note = f"export {_json(made)}"
    for citation in citations:
        yield ris(citation, note)


def _csl(citations: Iterator[Citation], made: Mapping[str, Any]) -> Iterator[str]:
    before = "[\n"
    for citation in citations:
        yield before + _json(csl(citation, {"export": made}))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _json(value: Any) -> str:
    """JSON on one line for every reader: line separators and control characters are escaped."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return text.translate(_ESCAPED)
