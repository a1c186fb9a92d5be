"""Why a document is not among the results: which one is meant, and what of a search it lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from corpus.errors import UsageError
from corpus.store import Store
from index.miss import Miss
from index.search import SearchService
from web.asked import Asked
from web.languages import Language
from web.reading import documents_at

LONGEST = 500
"""Characters of what names a document: an address, an id, or words of a title."""

_OWN_PAGE = re.compile(r"/asiakirja/([0-9a-f]+)")
_ID = re.compile(r"[0-9a-f]{6,64}")
_OTHER = re.compile(r"[^\x01-\x7f]")

SHORTEST = 3
"""Characters of a title below which any document would do."""


class Examined(NamedTuple):
    """What somebody missed; `miss` is None when no document is called so."""

    named: str
    miss: Miss | None


def examined(
    service: SearchService, asked: Asked, filters: Mapping[str, frozenset[str]], named: str
) -> Examined | None:
    """How a search stands to the document that somebody misses; None when nobody does."""
    named = named.strip()[:LONGEST]
    if not named:
        return None
    meant = _document(service, named)
    try:
        miss = service.explain_miss(asked.query, filters, meant, asked.bridge) if meant else None
    except UsageError:
        miss = None  # nothing, or more than one, has an id that begins so
    return Examined(named, miss)


def absence(told: str, language: Language) -> str:
    """Why an index does not have a document, in the page's language."""
    gettext = language.gettext
    if told.startswith("it is a copy of "):
        return gettext("Another document with the same text stands for it in the results.")
    if told.startswith("it is in quarantine"):
        return gettext("It could not be read, so no search finds it.")
    return gettext("It came after the index was made; the next update takes it in.")


def _document(service: SearchService, named: str) -> str:
    """The id that is meant: of a page here, of an address, of itself, or of words of a title."""
    page = _OWN_PAGE.search(named)
    if page:
        return page[1]
    if named.startswith(("http://", "https://")):
        return documents_at(service.store, [named]).get(named, "")
    if _ID.fullmatch(named):
        return named
    return _titled(service.store, named)


def _titled(store: Store, words: str) -> str:
    """The document whose title has these words in a row, the shortest such; in no index, maybe.

    SQLite knows upper and lower case of ASCII only: any letter stands for another one.
    """
    if len(words) < SHORTEST:
        return ""
    pattern = _OTHER.sub("_", words.replace("%", "_"))
    row = store.database.connection.execute(
        "SELECT id FROM document WHERE title LIKE ? ORDER BY length(title), id LIMIT 1",
        (f"%{pattern}%",),
    ).fetchone()
    return str(row[0]) if row else ""
