"""The pages of the search: the first one, and its results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from web.asked import Asked, one
from web.desk import Desk
from web.misses import examined
from web.searching import searched
from web.site import Site
from web.suggesting import corrections


async def home(request: Request) -> Response:
    """The first page: a box to search by, years, themes and regions to begin with."""
    site: Site = request.app.state.site
    visit = site.visit(request)

    def work(service: Desk) -> Mapping[str, Any]:
        return {"found": searched(service, site.config, Asked(), visit.language, 0)}

    return await site.page(visit, "home.html", work, keep=True)


async def search(request: Request) -> Response:
    """The results of a search, and everything to narrow it by."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    asked = Asked.of(visit.pairs)
    # The hit that is asked about. Reasons take reading all of a document: not on every page.
    why = one(visit.pairs, "miksi") if asked.query else ""

    def work(service: Desk) -> Mapping[str, Any]:
        hits = site.config.search.limit or 10
        found = searched(service, site.config, asked, visit.language, hits, explain=bool(why))
        corrected = corrections(service, found.asked, found.answer, found.filters)
        missed = examined(service, found.asked, found.filters, one(visit.pairs, "puuttuu"))
        return {"found": found, "corrections": corrected, "why": why, "missed": missed}

    return await site.page(visit, "search.html", work, keep=True)
