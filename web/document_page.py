"""The page of a document, and its original."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote as quoted

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from corpus.documents import Document
from web.asked import LONGEST_QUERY, number, one
from web.citing import cited, passage
from web.desk import Desk
from web.documents import document_of, known
from web.problems import NotFoundError
from web.review import choices
from web.site import Site
from web.suggesting import similar
from web.texts import text_of

PDF = "application/pdf"
_MOST_OFFSET = 100_000_000
_MOST_PAGE = 1_000_000
_HITS_SHOWN = 60
"""Pages with hits that are listed."""

_SHOWN_AS_IT_IS = frozenset({"text/plain", "text/html", "application/xhtml+xml"})
_CAGE = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""For originals that are shown: no script runs, nothing is fetched, no form is sent. Their own
style may be in them, and is not ours: the sandbox gives them an origin of their own."""

_EXTENSIONS = {
    PDF: "pdf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
}


async def document(request: Request) -> Response:
    """What is known of a document and why; a view of its text; what to cite."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    document_id = request.path_params["document_id"]
    query = one(visit.pairs, "q")[:LONGEST_QUERY].strip()
    page = number(visit.pairs, "sivu", 1, 1, _MOST_PAGE)
    start = number(visit.pairs, "alku", 0, 0, _MOST_OFFSET)
    end = number(visit.pairs, "loppu", 0, 0, _MOST_OFFSET)
    offset = number(visit.pairs, "kohta", 0, 0, _MOST_OFFSET)
    words = one(visit.pairs, "sanat")

    def work(service: Desk) -> Mapping[str, Any]:
        found = document_of(service.store, document_id)
        pages = [each for each in service.store.pages.of(found.id) if each.page.number > 0]
        bounds = (start, end) if end > start else None
        quotation = (
            passage(site.config, found, visit, page, bounds, words) if bounds or words else None
        )
        place = (quotation.start, quotation.end) if quotation else None
        of = known(service, found, pages)
        return {
            "known": of,
            "text": text_of(service, pages, query, page, place[0] if place else offset, place),
            "query": query,
            "page": page,
            "words": words,
            "quotation": quotation,
            "missed": bool(words or bounds) and not quotation,
            "cited": cited(of.citation, found, visit),
            "similar": similar(service, found.id),
            "hits_shown": _HITS_SHOWN,
            "opens": found.media_type in _SHOWN_AS_IT_IS or found.media_type == PDF,
            "pdf": found.media_type == PDF,
            "choices": choices(site.config, visit.language) if visit.editor else {},
        }

    return await site.page(visit, "document.html", work)


async def original(request: Request) -> Response:
    """The bytes as they came, where they can do no harm; everything else as a file to keep."""
    site: Site = request.app.state.site

    def work(service: Desk) -> tuple[Document, str]:
        found = document_of(service.store, request.path_params["document_id"])
        path = service.store.archive.path(found.sha256)
        if not path.is_file():
            raise NotFoundError(f"{found.id}: its original is not in the archive")
        return found, str(path)

    found, path = await site.pool.run(work)
    shown = found.media_type in _SHOWN_AS_IT_IS or found.media_type == PDF
    kind = found.media_type if shown else "application/octet-stream"
    headers = {"Content-Disposition": disposition(found, shown=shown)}
    # Chromium's own reader of PDF does not run in a sandbox; it runs no script of ours or theirs.
    headers["Content-Security-Policy"] = (
        "default-src 'self'; script-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        if found.media_type == PDF
        else _CAGE
    )
    if kind == "text/plain":
        kind = "text/plain; charset=utf-8" if _is_utf8(path) else "text/plain"
    return FileResponse(path, headers=headers, media_type=kind)


def disposition(found: Document, *, shown: bool) -> str:
    """The Content-Disposition (RFC 6266) of an original: its title as the name of a file."""
    extension = _EXTENSIONS.get(found.media_type) or _extension(found.last_location)
    name = " ".join("".join(c if c.isalnum() or c in " -_." else " " for c in found.title).split())
    file = f"{name[:80].strip(' .') or found.id}.{extension}"
    how = "inline" if shown else "attachment"
    plain = file if file.isascii() else f"{found.id}.{extension}"
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quoted(file, safe='')}"


def _extension(location: str) -> str:
    tail = location.rpartition(".")[2].lower()
    return tail if tail.isascii() and tail.isalnum() and len(tail) <= 5 else "bin"


def _is_utf8(path: str) -> bool:
    with open(path, "rb") as file:  # noqa: PTH123 - the path of the archive, as a text already
        try:
            file.read().decode()
        except UnicodeDecodeError:
            return False
    return True
