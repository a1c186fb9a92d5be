"""What all pages share: configuration, threads, templates, and how a page comes to be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from time import monotonic
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from corpus.config import Config
from index.export import program
from web.cache import Cache
from web.desk import Desk
from web.gate import Rate
from web.journal import Journal
from web.labels import facet_name, label
from web.languages import LANGUAGES, language
from web.marks import readable, sealed
from web.misses import absence
from web.notes import met, said
from web.pool import Pool
from web.sessions import Sessions
from web.visit import Visit, visit_of

HERE = Path(__file__).parent

TRIES = 0.5
"""Logins that an address may try in a second, in the long run: a try costs 50 ms."""


class Site:
    """One application: what it serves and what it serves it with."""

    def __init__(self, config: Config, secret: bytes = b"") -> None:
        """Raises ConfigError for a configuration that cannot be served."""
        self.config = config
        self.pool = Pool(config)
        self.cache = Cache()
        self.journal = Journal()
        self.sessions = Sessions(config.web.editors, secret)
        self.tries = Rate(TRIES, monotonic)

    def visit(self, request: Request) -> Visit:
        """The visit that a request is. Raises UsageError for an address that cannot be read."""
        editing = self.sessions.enabled
        return visit_of(request, self.sessions.editor(request), editing=editing)

    async def page(
        self,
        visit: Visit,
        template: str,
        work: Callable[[Desk], Mapping[str, Any]],
        *,
        keep: bool = False,
    ) -> Response:
        """The page that a template makes of what `work` finds, in a searching thread.

        With `keep` it is made once for everybody who asks the same, until the corpus changes.
        """

        def make(desk: Desk) -> str:
            return self.render(visit, template, **work(desk))

        def kept(desk: Desk) -> str:
            asked = (visit.language.code, visit.prefix, visit.origin, visit.path, visit.pairs)
            text: str = self.counted(desk, asked, lambda: make(desk))
            return text

        return html(visit, await self.pool.run(kept if keep and not visit.editor else make))

    def render(self, visit: Visit, template: str, **context: Any) -> str:
        """A template's text."""
        environment = _environment(visit.language.code, self.config.own_themes)
        return sealed(environment.get_template(template).render(visit=visit, **context))

    def counted(self, service: Desk, key: object, make: Callable[[], Any]) -> Any:
        """What `make` counts, kept until the corpus or its index changes."""
        revision = f"{service.generation}/{service.store.database.revision()}"
        return self.cache.get(repr(key), revision, make)


def html(visit: Visit, text: str, status: int = 200) -> Response:
    """A page as a response; nobody's cache keeps one that an editor sees."""
    headers = {"Content-Language": visit.language.code, "Cache-Control": "no-cache"}
    if not visit.prefix:
        headers["Vary"] = "Accept-Language"
    if visit.editor:
        headers["Cache-Control"] = "no-store"
    return HTMLResponse(text, status, headers)


@lru_cache(maxsize=len(LANGUAGES))
def _environment(code: str, own: str) -> Environment:
    """The templates in one language."""
    spoken = language(code)
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        spoken.translations.gettext, spoken.counted, newstyle=True
    )
    environment.filters |= {
        "number": spoken.number,
        "percent": spoken.percent,
        "date": spoken.date,
        "time": spoken.time,
        "readable": readable,
        "said": partial(said, language=spoken),
        "met": partial(met, language=spoken),
        "absence": partial(absence, language=spoken),
        "facet": partial(facet_name, language=spoken),
        "label": lambda value, facet: label(facet, value, spoken, own),
    }
    environment.globals |= {
        "languages": [language(each) for each in LANGUAGES],
        "static": static,
        "program": program(),
    }
    return environment


@lru_cache(maxsize=32)
def static(name: str) -> str:
    """The address of a file of ours; it changes when the file does, for caches keep it."""
    content = (HERE / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"
