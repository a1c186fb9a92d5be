"""The pages of figures: words in context, trends, coverage, the state of the corpus, about."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import UsageError
from index.concordance import ORDERS, concordance
from index.coverage import coverage
from index.status import status
from index.terms import FACETS
from index.trends import BY, MOST_QUERIES, trend
from web.asked import LONGEST_QUERY, Asked, choice, number
from web.charts import outlines, shade
from web.desk import Desk
from web.marks import pieces
from web.reading import shown_location
from web.searching import chips as chips_of
from web.searching import chosen
from web.site import Site
from web.trendplot import plot
from web.visit import Visit

LINES, MOST_LINES = 60, 200
WORDS, MOST_WORDS = 7, 20
"""Words of context on a side."""

SIDE = 52
"""Characters of context that are shown on a side: a line fits a window of 1280. CSV has all."""

MOST_LINKS = 300
"""Cells of the grid that lead to their documents; with more the page would be too large."""

MOST_QUARANTINED = 50
MOST_CELLS = 60
"""Rows, and columns, of the grid that are shown; the table as CSV has all."""


def trend_queries(visit: Visit) -> list[str]:
    """The queries of a trend: each q of the address, and every line of it."""
    texts = [line for key, value in visit.pairs if key == "q" for line in value.splitlines()]
    found = [text.strip()[:LONGEST_QUERY] for text in texts if text.strip()]
    if len({*found}) > MOST_QUERIES:
        raise UsageError(f"at most {MOST_QUERIES} searches can be compared")
    return list(dict.fromkeys(found))


def _end(text: str) -> str:
    """The last whole words of a context, as many as are shown."""
    return text if len(text) <= SIDE else text[-SIDE - 1 :].partition(" ")[2] or text[-SIDE:]


def _beginning(text: str) -> str:
    """The first whole words of a context, as many as are shown."""
    return text if len(text) <= SIDE else text[: SIDE + 1].rpartition(" ")[0] or text[:SIDE]


async def words(request: Request) -> Response:
    """Every occurrence of the query's words with what stands around it."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    asked = Asked.of(visit.pairs)
    order = choice(visit.pairs, "order", ORDERS, ORDERS[0])
    side = number(visit.pairs, "words", WORDS, 1, MOST_WORDS)
    limit = number(visit.pairs, "limit", LINES, 1, MOST_LINES)

    def work(service: Desk) -> Mapping[str, Any]:
        named, filters = chosen(site.config, asked)
        found = None
        if asked.query:
            matches = service.matching(asked.query, filters)
            found = concordance(service, matches, left=side, right=side, order=order, limit=limit)
        lines = [
            (line, _end(line.left), pieces(line.hit, line.marks), _beginning(line.right))
            for line in (found.lines if found else ())
        ]
        return {
            "asked": named,
            "found": found,
            "lines": lines,
            "order": order,
            "side": side,
            "address": urlencode([("q", named.query), *named.chosen]),
            "chips": chips_of(named, visit.language, site.config.own_themes),
        }

    return await site.page(visit, "words.html", work)


async def trends(request: Request) -> Response:
    """How often queries are met by year, region, theme, programme or kind."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    queries = trend_queries(visit)
    asked = Asked.of([pair for pair in visit.pairs if pair[0] != "q"])
    by = choice(visit.pairs, "by", BY, BY[0])

    def work(service: Desk) -> Mapping[str, Any]:
        named, filters = chosen(site.config, asked)
        key = ("trend", queries, by, sorted((f, sorted(v)) for f, v in filters.items()))
        found = None
        if queries:
            found = site.counted(service, key, lambda: trend(service, queries, by, filters))
        return {
            "asked": named,
            "queries": queries,
            "by": by,
            "ways": BY,
            "address": urlencode([*(("q", q) for q in queries), ("by", by), *named.chosen]),
            "found": found,
            "plot": plot(found) if found else None,
            "chips": chips_of(named, visit.language, site.config.own_themes),
        }

    return await site.page(visit, "trends.html", work)


async def covered(request: Request) -> Response:
    """How much the corpus holds of what, and its holes."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    rows = choice(visit.pairs, "rows", FACETS, "region")
    columns = choice(visit.pairs, "columns", FACETS, "year")
    asked = Asked.of(visit.pairs)

    def work(service: Desk) -> Mapping[str, Any]:
        named, filters = chosen(site.config, asked)
        key = ("coverage", rows, columns, sorted((f, sorted(v)) for f, v in filters.items()))
        grid = site.counted(service, key, lambda: coverage(site.config, rows, columns, filters))
        most = max(grid.cells.values(), default=0)
        return {
            "asked": named,
            "grid": grid,
            "facets": FACETS,
            "address": urlencode([("rows", rows), ("columns", columns), *named.chosen]),
            "limit": MOST_CELLS,
            # A cell's own values stand for what the filters say of its two facets.
            "base": dataclasses.replace(
                named, filters={f: v for f, v in named.filters.items() if f not in (rows, columns)}
            ),
            "linked": len(grid.cells) <= MOST_LINKS and rows != columns,
            "shades": {count: shade(count, most) for count in {*grid.cells.values(), 0}},
            "chips": chips_of(named, visit.language, site.config.own_themes),
        }

    return await site.page(visit, "coverage.html", work)


async def state(request: Request) -> Response:
    """What there is, what failed and why, what answers."""
    site: Site = request.app.state.site
    visit = site.visit(request)

    def work(service: Desk) -> Mapping[str, Any]:
        found = site.counted(service, "status", lambda: status(site.config))
        failed = [
            (shown_location(item.location), item) for item in found.quarantined[:MOST_QUARANTINED]
        ]
        return {"status": found, "failed": failed}

    return await site.page(visit, "status.html", work)


async def about(request: Request) -> Response:
    """What this is, how accessible, what it keeps of its readers, whose the map is."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    return await site.page(visit, "about.html", lambda _service: {"map": outlines()})
