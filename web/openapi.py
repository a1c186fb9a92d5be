"""The description of the API (OpenAPI 3.1), made of the tables that requests are checked by."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.errors import UsageError
from web import api
from web import parameters as p
from web.api_figures import covered, lines, state, suggest, trends
from web.call import MEDIA_TYPES, Call, as_json
from web.problems import NotFoundError

BASE = "/api/v1"
_TEXT = {"type": "string"}
_WHOLE = {"type": "integer", "minimum": 0}
_TRUTH = {"type": "boolean"}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": sorted(properties), "properties": properties}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_COUNTS = {"type": "object", "additionalProperties": {"type": "object"}}
_NOTES = {"notes": _list(_TEXT), "complete": _TRUTH}
_HIT = _object(id=_TEXT, title=_TEXT, location=_TEXT, url=_TEXT, pages=_list(_WHOLE))
_ANSWER = _object(
    query=_TEXT,
    generation=_WHOLE,
    total=_WHOLE,
    page=_WHOLE,
    pages=_WHOLE,
    hits=_list(_HIT),
    facets=_COUNTS,
    understood={"type": "object"},
    suggestions={"type": "array"},
    **_NOTES,
)
_FACET = _object(facet=_TEXT, value=_TEXT, score={"type": "number"}, evidence={"type": "array"})
_DOCUMENT = _object(
    id=_TEXT,
    title=_TEXT,
    media_type=_TEXT,
    gone=_TRUTH,
    facets=_list(_FACET),
    pages=_list(_object(number=_WHOLE, label=_TEXT, language=_TEXT, characters=_WHOLE)),
)
_PAGE = _object(number=_WHOLE, label=_TEXT, text=_TEXT, language=_TEXT)
_LINES = _object(query=_TEXT, documents=_WHOLE, more=_TRUTH, lines={"type": "array"}, **_NOTES)
_TREND = _object(by=_TEXT, per=_WHOLE, series={"type": "array"})
_GRID = _object(rows=_list(_TEXT), columns=_list(_TEXT), counts=_list(_list(_WHOLE)))
_STATE = _object(documents={"type": "object"}, pages=_WHOLE, quarantined=_WHOLE)
_COMPLETIONS = _object(completions=_list(_TEXT))
_PROBLEM = _object(title=_TEXT, status=_WHOLE, detail=_TEXT)


class Endpoint(NamedTuple):
    """A path of the API: what answers it, what it takes and what it gives.

    `filtered` ones take the filters of a search, too. `schema` is that of JSON, None for none.
    """

    path: str
    answer: Callable[[Call], Awaitable[Response]]
    takes: Sequence[p.Parameter]
    schema: dict[str, Any] | None
    forms: Sequence[str] = ()
    filtered: bool = False


ENDPOINTS = (
    Endpoint(
        "/search", api.search, (p.QUERY, p.SORT, p.PAGE, p.LIMIT, p.BRIDGE), _ANSWER, (), True
    ),
    Endpoint("/documents/{document_id}", api.document, (), _DOCUMENT),
    Endpoint("/documents/{document_id}/pages/{number:int}", api.page, (), _PAGE),
    Endpoint(
        "/documents/{document_id}/citation",
        api.citation,
        (p.CITATION,),
        None,
        ("bibtex", "ris", "csl"),
    ),
    Endpoint(
        "/export",
        api.export,
        (p.QUERY, p.EXPORT, p.SORT, p.BRIDGE),
        None,
        ("csv", "jsonl", "bibtex", "ris", "csl"),
        True,
    ),
    Endpoint(
        "/concordance",
        lines,
        (p.QUERY, p.LINE_ORDER, p.WORDS, p.LINES, p.TABLE),
        _LINES,
        ("csv",),
        True,
    ),
    Endpoint(
        "/trends",
        trends,
        (p.QUERIES, p.BY_FACET, p.PICTURE),
        _TREND,
        ("csv", "svg"),
        True,
    ),
    Endpoint(
        "/coverage",
        covered,
        (p.ROWS, p.COLUMNS, p.PICTURE),
        _GRID,
        ("csv", "svg"),
        True,
    ),
    Endpoint("/status", state, (), _STATE),
    Endpoint("/suggest", suggest, (p.TYPED, p.SUGGESTION), _COMPLETIONS, ("opensearch",)),
)


def routes(own: str) -> list[Route]:
    """The routes of the API; `own` names the file of a person's own themes."""
    described = description(own)

    async def openapi(_request: Request) -> Response:
        return as_json(described)

    found = [Route(f"{BASE}{each.path}", _endpoint(each, own)) for each in ENDPOINTS]
    return [*found, Route(f"{BASE}/openapi.json", openapi)]


def _endpoint(endpoint: Endpoint, own: str) -> Callable[[Request], Awaitable[Response]]:
    known = _parameters(endpoint, own)

    async def answer(request: Request) -> Response:
        call = Call(request, known)
        try:
            return await endpoint.answer(call)
        except UsageError as error:
            # It was asked rightly: what it asks for, a project by its name, is not there.
            raise NotFoundError(str(error)) from error

    return answer


def _parameters(endpoint: Endpoint, own: str) -> list[p.Parameter]:
    return [*endpoint.takes, *(p.filters(own) if endpoint.filtered else ())]


def description(own: str = "") -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hankemuisti",
            "version": "1",
            "description": "Reports of Finnish development projects: search, read, count, cite.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            f"{BASE}{each.path.replace(':int', '')}": {"get": _operation(each, own)}
            for each in ENDPOINTS
        },
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def _operation(endpoint: Endpoint, own: str) -> dict[str, Any]:
    given = {MEDIA_TYPES["json"]: {"schema": endpoint.schema}} if endpoint.schema else {}
    for form in endpoint.forms:
        given[MEDIA_TYPES[form].partition(";")[0]] = {"schema": {}}
    refused = ["400", "429", "503", *(["404"] if "{" in endpoint.path or endpoint.filtered else [])]
    return {
        "operationId": endpoint.answer.__name__,
        "summary": (endpoint.answer.__doc__ or "").strip().rstrip("."),
        "parameters": [*_path(endpoint.path), *(x.openapi() for x in _parameters(endpoint, own))],
        "responses": {
            "200": {"description": "The answer", "content": given},
            **{status: _refusal(status) for status in sorted(refused)},
        },
    }


def _path(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if "{document_id}" in path:
        schema = {"type": "string", "pattern": "^[0-9a-f]{10,64}$"}
        found.append({"name": "document_id", "in": "path", "required": True, "schema": schema})
    if "{number:int}" in path:
        number = {"type": "integer", "minimum": 1, "maximum": 1_000_000}
        found.append({"name": "number", "in": "path", "required": True, "schema": number})
    return found


def _refusal(status: str) -> dict[str, Any]:
    told = {
        "400": "The request is not as it is said here",
        "404": "There is no such document, page or project",
        "429": "Too many requests",
        "503": "No answer can be given now",
    }
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": told[status], "content": content}
