"""Errors as readers and programs are told them: a page, or a problem (RFC 9457)."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import HankemuistiError, LockedError, NoIndexError, StoreError, UsageError
from web.languages import Language
from web.pool import BusyError
from web.site import Site, html
from web.visit import visit_of

log = logging.getLogger("hankemuisti.web")

PROBLEM = "application/problem+json"


class NotFoundError(HankemuistiError):
    """There is no such document or page of one."""


class ForbiddenError(HankemuistiError):
    """Whoever asks may not do this."""


def status_of(error: Exception) -> int:
    """The HTTP status that says what an error says."""
    if isinstance(error, HTTPException):
        return error.status_code
    for kind, status in (
        (NotFoundError, 404),
        (ForbiddenError, 403),
        (UsageError, 400),
        (LockedError, 409),
        ((BusyError, NoIndexError, StoreError), 503),
    ):
        if isinstance(error, kind):
            return status
    return 500


def problem(status: int, detail: str) -> Response:
    """A problem for programs; `detail` is one line."""
    told = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    headers = {"Retry-After": "5"} if status == 503 else {}
    return Response(json.dumps(told, ensure_ascii=False), status, headers, PROBLEM)


async def told(request: Request, error: Exception) -> Response:
    """What a reader or a program is told of an error."""
    status = status_of(error)
    if status == 500:
        log.error("%s failed", request.scope.get("route"), exc_info=error)
        detail = "an error of this program; its log says which"
    elif isinstance(error, HTTPException):
        detail = error.detail
    else:
        # One line, and nothing that tells where the corpus lies on this machine.
        site: Site = request.app.state.site
        detail = str(error).replace(f"{site.config.data_folder}", "corpus")
    headers = dict(getattr(error, "headers", None) or {})
    answer = problem(status, detail) if _for_programs(request) else _page(request, status, detail)
    answer.headers.update(headers)
    return answer


class Told:
    """Middleware that answers what nobody expected, inside everything that counts and guards."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an error becomes an answer unless one has begun."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            answer = await told(Request(scope), error)
            await answer(scope, receive, send)


def _page(request: Request, status: int, detail: str) -> Response:
    site: Site = request.app.state.site
    try:
        visit = site.visit(request)
    except UsageError:
        # An address that cannot be read is not written into the page either.
        request.scope["query_string"] = b""
        visit = visit_of(request)
    title = _title(status, visit.language)
    text = site.render(visit, "error.html", title=title, detail=detail, status=status)
    answer = html(visit, text, status)
    if status == 503:
        answer.headers["Retry-After"] = "5"
    return answer


def page_of(request: Request, status: int, detail: str) -> Response:
    """The page that tells a reader why a request was not let in; a problem for a program."""
    if "text/html" in request.headers.get("accept", "") and not _for_programs(request):
        return _page(request, status, detail)
    return problem(status, detail)


def _for_programs(request: Request) -> bool:
    paths = ("/api/", "/syote", "/opensearch", "/healthz")
    return str(request.scope["path"]).startswith(paths)


def _title(status: int, language: Language) -> str:
    gettext = language.gettext
    titles = {
        400: gettext("The request cannot be read as it is"),
        403: gettext("This is not allowed"),
        404: gettext("There is no such page"),
        405: gettext("This cannot be done here"),
        409: gettext("The corpus is being changed just now"),
        413: gettext("Too much was sent"),
        429: gettext("Too many requests at once"),
        503: gettext("No answer just now"),
    }
    return titles.get(status, gettext("Something went wrong here"))
