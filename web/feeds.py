"""What other programs read beside the API: Atom, OpenSearch, robots.txt, health and figures."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from index.status import status
from web.asked import Asked
from web.desk import Desk
from web.marks import readable
from web.reading import latest
from web.searching import chosen
from web.site import Site

ENTRIES = 20
"""Documents of a feed: what a reader who comes once a week would miss of a busy corpus."""

ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /haku
Disallow: /konkordanssi
Disallow: /trendit
Disallow: /alkuperainen/
Disallow: /syote
"""


class Entry(NamedTuple):
    """A document of a feed."""

    id: str
    title: str
    added: str
    summary: str


async def feed(request: Request) -> Response:
    """The latest documents of a search as an Atom feed (RFC 4287)."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    asked = Asked.of(visit.pairs)

    def work(service: Desk) -> list[Entry]:
        filters = chosen(site.config, asked)[1]
        found = {*service.matching(asked.query, filters, asked.bridge).ids}
        return [
            Entry(id_, service.store.find(id_).title or id_, added, _summary(service, id_))
            for id_, added in latest(service.store, found, ENTRIES)
        ]

    entries = await site.pool.run(work)
    own = visit.absolute(asked.url("/syote"))
    page = visit.absolute(asked.url())
    title = f"Hankemuisti: {asked.query or visit.language.gettext('all documents')}"
    updated = entries[0].added if entries else "1970-01-01T00:00:00+00:00"
    body = "".join(_entry(each, visit.absolute(f"/asiakirja/{each.id}")) for each in entries)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f"xml:lang={quoteattr(visit.language.code)}>\n<title>{_said(title)}</title>\n"
        f"<id>{_said(own)}</id>\n<updated>{_said(updated)}</updated>\n"
        f'<link rel="self" href={quoteattr(_said(own))}/>\n<link href={quoteattr(_said(page))}/>\n'
        f"<author><name>Hankemuisti</name></author>\n{body}</feed>\n"
    )
    return Response(text, media_type="application/atom+xml")


async def opensearch(request: Request) -> Response:
    """How a browser searches here (OpenSearch 1.1)."""
    site: Site = request.app.state.site
    origin = escape(site.visit(request).origin)
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Hankemuisti</ShortName>
<Description>Reports of Finnish development projects</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/svg+xml">{origin}/static/icon.svg</Image>
<Url type="text/html" template="{origin}/haku?q={{searchTerms}}"/>
<Url type="application/atom+xml" template="{origin}/syote?q={{searchTerms}}"/>
<Url type="application/x-suggestions+json"
 template="{origin}/api/v1/suggest?format=opensearch&amp;q={{searchTerms}}"/>
</OpenSearchDescription>
"""
    return Response(text, media_type="application/opensearchdescription+xml")


async def robots(_request: Request) -> Response:
    """What robots may read: the documents, not every search there could be."""
    return PlainTextResponse(ROBOTS)


async def health(request: Request) -> Response:
    """Whether searches are answered: 200 with the generation, else the problem."""
    site: Site = request.app.state.site
    answer = await site.pool.run(lambda service: service.search("", limit=0))
    return PlainTextResponse(f"ok, generation {answer.generation}, {answer.total} documents\n")


async def metrics(request: Request) -> Response:
    """Figures for Prometheus."""
    site: Site = request.app.state.site
    found = await site.pool.run(
        lambda service: site.counted(service, "status", lambda: status(site.config))
    )
    gauges = {
        "documents": sum(found.documents.values()),
        "pages": found.pages,
        "quarantined": len(found.quarantined),
        "generation": found.index.generation if found.index else 0,
    }
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return Response(site.journal.figures(gauges), media_type=kind)


def _summary(service: Desk, document_id: str) -> str:
    values = service.store.facets.values(document_id)
    facts = [*values.get("organisation", ())[:1], *values.get("region", ())[:3]]
    return ", ".join([*facts, *values.get("year", ())[-1:]])


def _entry(entry: Entry, address: str) -> str:
    return (
        f"<entry><title>{_said(entry.title)}</title><id>{_said(address)}</id>"
        f"<link href={quoteattr(address)}/><updated>{_said(entry.added)}</updated>"
        f"<summary>{_said(entry.summary)}</summary></entry>\n"
    )


def _said(text: str) -> str:
    """The text as XML may hold it."""
    harmless = readable(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return escape(harmless)
