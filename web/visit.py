"""One request as pages see it: who asks in which language, and how addresses are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from web.asked import parameters
from web.languages import LANGUAGES, Language, language, negotiated

LANGUAGE, PREFIX = "hankemuisti.language", "hankemuisti.prefix"
"""Keys of an ASGI scope: what the address says of its language."""


@dataclass(frozen=True)
class Editor:
    """Who has logged in; `csrf` is what a form of theirs must carry."""

    name: str
    csrf: str


@dataclass(frozen=True)
class Visit:
    """A request for a page. `prefix` is "/sv" where the address names the language, else ""."""

    language: Language
    path: str
    pairs: Sequence[tuple[str, str]]
    origin: str
    prefix: str = ""
    editor: Editor | None = None
    editing: bool = False

    def url(self, path: str, **values: object) -> str:
        """The address of a page of ours, in the language of the address."""
        query = urlencode(
            [(key, value) for key, value in values.items() if value not in ("", None)]
        )
        return f"{self.prefix}{path}?{query}" if query else f"{self.prefix}{path}"

    def in_language(self, code: str) -> str:
        """The address of this very page in another language."""
        query = urlencode(self.pairs)
        return f"/{code}{self.path}?{query}" if query else f"/{code}{self.path}"

    def absolute(self, path: str) -> str:
        """The whole address of a path, for other programs and for citing."""
        return f"{self.origin}{path}"


def visit_of(request: Request, editor: Editor | None = None, *, editing: bool = False) -> Visit:
    """The visit that a request is. Raises UsageError for an address that cannot be read."""
    named = request.scope.get(LANGUAGE, "")
    code = named or negotiated(request.headers.get("accept-language", ""))
    return Visit(
        language=language(code),
        path=request.scope["path"],
        pairs=parameters(request.scope["query_string"]),
        origin=f"{request.url.scheme}://{request.url.netloc}",
        prefix=request.scope.get(PREFIX, ""),
        editor=editor,
        editing=editing,
    )


def split_prefix(path: str) -> tuple[str, str]:
    """The language that begins a path, or "", and the path without it."""
    head, _, rest = path.removeprefix("/").partition("/")
    return (head, f"/{rest}") if head in LANGUAGES else ("", path)
