"""The application: its routes and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from corpus.config import Config
from corpus.errors import HankemuistiError
from web import document_page, feeds, figures, openapi, pages, review
from web.gate import Gate, check_binding
from web.journal import Noted
from web.problems import Told, page_of, told
from web.site import HERE, Site

MOST_BYTES = 64 * 1024
"""Of a form: a decision and its note are some hundred."""

ROUTES = (
    Route("/", pages.home),
    Route("/haku", pages.search),
    Route("/asiakirja/{document_id}", document_page.document),
    Route("/asiakirja/{document_id}", review.review, methods=["POST"]),
    Route("/alkuperainen/{document_id}", document_page.original),
    Route("/konkordanssi", figures.words),
    Route("/trendit", figures.trends),
    Route("/kattavuus", figures.covered),
    Route("/tila", figures.state),
    Route("/tietoa", figures.about),
    Route("/sisaan", review.login, methods=["GET", "POST"]),
    Route("/ulos", review.logout, methods=["POST"]),
    Route("/syote", feeds.feed),
    Route("/opensearch.xml", feeds.opensearch),
    Route("/robots.txt", feeds.robots),
    Route("/healthz", feeds.health),
    Route("/metrics", feeds.metrics),
    Mount("/static", StaticFiles(directory=HERE / "static")),
)


def create_app(config: Config, secret: bytes = b"") -> Starlette:
    """The application over one corpus; `secret` signs sessions, a new one unless given.

    Raises ConfigError when others could reach it though nobody said they may.
    """
    check_binding(config.web)
    site = Site(config, secret)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        site.pool.start()
        try:
            yield
        finally:
            site.pool.stop()

    app = Starlette(
        routes=[*openapi.routes(config.own_themes), *ROUTES],
        middleware=[
            Middleware(Noted, journal=site.journal),
            Middleware(Gate, settings=config.web, refuse=page_of),
            Middleware(GZipMiddleware, minimum_size=1500, compresslevel=5),
            Middleware(Told),
        ],
        exception_handlers={HTTPException: told, HankemuistiError: told},
        lifespan=lifespan,
        max_body_size=MOST_BYTES,
    )
    app.state.site = site
    return app
