"""The documents of a document's project in the order of its way: plan, reports, evaluation."""

from __future__ import annotations

from typing import NamedTuple

from corpus.document import UNKNOWN
from index.citation import year_of
from index.projects import STAGES
from index.search import SearchService

MOST = 30
"""Documents on a timeline; the search has all of them."""

_ORDER = (*STAGES, "")


class Stop(NamedTuple):
    """A document of the project; `here` is the one whose page this is."""

    id: str
    title: str
    kind: str
    year: int | None
    here: bool


def timeline(service: SearchService, document_id: str, project: str) -> list[Stop]:
    """The documents of a project by year and stage, the document itself among them.

    Empty when there is no project, or no other document of it.
    """
    if project in ("", UNKNOWN):
        return []
    ids = service.matching("", {"project": [project]}).ids[:MOST]
    stops = []
    for other in dict.fromkeys((document_id, *ids)):
        values = service.store.facets.values(other)
        kind = next(iter(values.get("kind", ())), UNKNOWN)
        title = service.store.find(other).title
        stops.append(Stop(other, title, kind, year_of(values), other == document_id))
    if len(stops) < 2:
        return []
    return sorted(stops, key=lambda s: (s.year or 9999, _stage(s.kind), s.title, s.id))


def _stage(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(STAGES)
