"""The API: searches and documents, as JSON and as files for other programs."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from starlette.responses import Response

from corpus.document import Page
from index.bibliography import bibtex, csl, ris
from index.citation import cite
from index.export import export as written
from index.relations import relatives
from web.asked import number
from web.call import PATIENCE, Call, as_file, as_json
from web.desk import Desk
from web.documents import document_of
from web.problems import NotFoundError
from web.reading import shown_location


async def search(call: Call) -> Response:
    """Search the corpus: hits, counts of every facet, what was understood."""
    limit = number(call.pairs, "limit", 10, 0, 100)
    asked = call.asked

    def work(service: Desk) -> dict[str, Any]:
        answer = service.search(
            asked.query, call.filters(), limit, asked.page, asked.bridge, order=asked.order
        )
        told = answer.as_json()
        for hit in told["hits"]:
            hit["location"] = shown_location(hit["location"])
            hit["url"] = f"{call.origin}/asiakirja/{hit['id']}"
            _hide(hit["relatives"])
        last = max(1, -(-answer.total // limit)) if limit else 1
        return {**told, "page": asked.page, "pages": last}

    return as_json(await call.site.pool.run(work))


async def document(call: Call) -> Response:
    """One document: what is known of it, with the evidence, and its pages without their text."""

    def work(service: Desk) -> dict[str, Any]:
        store = service.store
        found = document_of(store, call.path["document_id"])
        pages = [each.page for each in store.pages.of(found.id) if each.page.number > 0]
        names = ("id", "title", "media_type", "size", "version", "sha256", "partial", "warnings")
        places = store.places.of(found.id)
        return {
            **{name: getattr(found, name) for name in names},
            "state": str(found.state),
            "gone": bool(places) and all(place.gone for place in places),
            "places": [
                {"location": shown_location(place.location), "gone": place.gone} for place in places
            ],
            "facets": [dataclasses.asdict(value) for value in store.facets.of(found.id)],
            "overrides": [dataclasses.asdict(o) for o in store.facets.overrides.of(found.id)],
            "citation": _citation(service, found.id),
            "relatives": _hide([each.as_json() for each in relatives(store, found.id)]),
            "pages": [
                {"number": p.number, "label": p.label, "language": p.language}
                | {"characters": len(p.text), "quality": p.quality, "faults": list(p.faults)}
                for p in pages
            ],
        }

    return as_json(await call.site.pool.run(work))


async def page(call: Call) -> Response:
    """The text of one page."""

    def work(service: Desk) -> Page:
        found = document_of(service.store, call.path["document_id"])
        for each in service.store.pages.of(found.id):
            if each.page.number == call.path["number"] > 0:
                return each.page
        raise NotFoundError(f"{found.id} has no page {call.path['number']}")

    return as_json(dataclasses.asdict(await call.site.pool.run(work)))


async def citation(call: Call) -> Response:
    """What a document is cited by, for a reference manager."""

    def work(service: Desk) -> str:
        cited = cite(service.store, document_of(service.store, call.path["document_id"]).id)
        if call.form == "csl":
            return json.dumps([csl(cited, {})], ensure_ascii=False)
        return bibtex(cited) if call.form == "bibtex" else ris(cited, f"hankemuisti:{cited.id}")

    return as_file(await call.site.pool.run(work), call.form, call.path["document_id"])


async def export(call: Call) -> Response:
    """All documents that a query finds, the best first, as a file."""

    def work(service: Desk) -> str:
        matches = service.matching(call.asked.query, call.filters(), call.asked.bridge)
        return "".join(written(service, matches, call.form))

    return as_file(await call.site.pool.run(work, PATIENCE), call.form, "hankemuisti")


def _citation(service: Desk, document_id: str) -> dict[str, Any]:
    told = cite(service.store, document_id).as_json()
    return {**told, "location": shown_location(told["location"])}


def _hide(relatives_told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same without the folders of this machine."""
    for each in relatives_told:
        each["location"] = shown_location(each["location"])
    return relatives_told
