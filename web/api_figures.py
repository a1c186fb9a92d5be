"""The API: figures and words in context, as JSON, tables and pictures."""

from __future__ import annotations

import json

from starlette.responses import Response

from index.chart import chart
from index.concordance import ORDERS, Concordance, concordance
from index.coverage import coverage
from index.heatmap import heatmap
from index.status import status as read_status
from index.tables import as_csv
from index.trends import BY, trend
from web.asked import number, one
from web.call import MEDIA_TYPES, PATIENCE, Call, as_file, as_json
from web.desk import Desk
from web.suggesting import completions


async def lines(call: Call) -> Response:
    """Every occurrence of the query's words, each on a line with its context."""
    order = one(call.pairs, "order", ORDERS[0])
    side, limit = number(call.pairs, "words", 7, 1, 20), number(call.pairs, "limit", 100, 1, 1000)

    def work(service: Desk) -> Concordance:
        matches = service.matching(call.asked.query, call.filters())
        if not matches.wanted:
            return Concordance(matches, (), order, 0, more=False)
        return concordance(service, matches, left=side, right=side, order=order, limit=limit)

    found = await call.site.pool.run(work, PATIENCE if limit > 100 else 1)
    if call.form == "csv":
        return as_file(as_csv(found.as_rows()), "csv", "konkordanssi")
    return as_json(found.as_json())


async def trends(call: Call) -> Response:
    """How often queries are met by a facet, per 10,000 words."""
    queries = list(dict.fromkeys(value for name, value in call.pairs if name == "q"))
    by = one(call.pairs, "by", BY[0])
    found = await call.site.pool.run(
        lambda service: trend(service, queries, by, call.filters()), PATIENCE
    )
    if call.form == "csv":
        return as_file(as_csv(found.as_rows()), "csv", "trendit")
    return (
        as_file(chart(found), "svg", "trendit") if call.form == "svg" else as_json(found.as_json())
    )


async def covered(call: Call) -> Response:
    """Documents by two facets, and the holes."""
    rows, columns = one(call.pairs, "rows", "region"), one(call.pairs, "columns", "year")
    config = call.site.config
    grid = await call.site.pool.run(
        lambda _service: coverage(config, rows, columns, call.filters()), PATIENCE
    )
    if call.form == "csv":
        return as_file(as_csv(grid.as_rows()), "csv", "kattavuus")
    return (
        as_file(heatmap(grid), "svg", "kattavuus")
        if call.form == "svg"
        else as_json(grid.as_json())
    )


async def state(call: Call) -> Response:
    """The state of the corpus in figures."""
    site = call.site
    found = await site.pool.run(
        lambda service: site.counted(service, "status", lambda: read_status(site.config))
    )
    told = found.as_json()
    names = ("documents", "pages", "forms", "languages", "copies", "needs_ocr", "index")
    return as_json(
        {
            **{name: told[name] for name in names},
            "quarantined": len(found.quarantined),
            "finished": found.last_run.finished if found.last_run else "",
        }
    )


async def suggest(call: Call) -> Response:
    """How what has been typed may go on."""
    typed = one(call.pairs, "q")
    found = await call.site.pool.run(lambda service: completions(service, typed))
    if call.form == "opensearch":
        content = json.dumps([typed, found], ensure_ascii=False).encode("utf-8", "replace")
        return Response(content, media_type=MEDIA_TYPES["opensearch"])
    return as_json({"completions": found})
