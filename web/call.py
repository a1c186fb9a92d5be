"""One request to the API, and the two kinds of answer to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from web.asked import Asked, Pairs, one, parameters
from web.parameters import Parameter, checked
from web.searching import chosen
from web.site import Site

JSON = "application/json"
MEDIA_TYPES = {
    "json": JSON,
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "jsonl": "application/x-ndjson",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
    "opensearch": "application/x-suggestions+json",
}
EXTENSIONS = {"bibtex": "bib", "csl": "json", "jsonl": "jsonl"}
PATIENCE = 6.0
"""A list of everything that is found may take this many times as long as a page."""


class Call:
    """One request to the API, its parameters checked against what is said of them."""

    def __init__(self, request: Request, known: Sequence[Parameter]) -> None:
        """Raises UsageError for a request that is not as it is said to be."""
        self.site: Site = request.app.state.site
        self.path = request.path_params
        self.pairs: Pairs = checked(parameters(request.scope["query_string"]), known)
        self.origin = f"{request.url.scheme}://{request.url.netloc}"
        self.form = one(self.pairs, "format", "json")
        own = {"q", "from", "to", "sort", "page", "bridge", *(each.name for each in known)}
        self.asked = Asked.of([pair for pair in self.pairs if pair[0] in own])

    def filters(self) -> dict[str, frozenset[str]]:
        """The filters as the index has them. Raises UsageError."""
        return chosen(self.site.config, self.asked)[1]


def as_json(value: Any) -> Response:
    """A value as JSON."""
    text = json.dumps(value, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
    return Response(text, media_type=JSON)


def as_file(text: str, form: str, name: str) -> Response:
    """A text for another program, to be kept as a file."""
    disposition = f'attachment; filename="{name}.{EXTENSIONS.get(form, form)}"'
    content = text.encode("utf-8", "replace")
    return Response(
        content, headers={"Content-Disposition": disposition, "Content-Type": MEDIA_TYPES[form]}
    )


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)
