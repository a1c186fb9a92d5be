"""The corpus of the pages, clients for it, and where there is one, a real browser."""

from __future__ import annotations

import dataclasses
import os
import shutil
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from corpus.config import Config
from tests.web.made import Made, make
from web.app import create_app
from web.sessions import new_editor

with warnings.catch_warnings():
    # Starlette would rather have a client that is not among our dependencies.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["BASE", "BLOCKED", "TestClient", "chromium", "served", "with_web"]

BASE = "http://localhost"
BLOCKED = "Blocked script execution in"
"""What the browser says of an original page's script."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def client(made: Made) -> Iterator[TestClient]:
    with TestClient(create_app(made.config), base_url=BASE) as opened:
        yield opened


@pytest.fixture
def own(tmp_path: Path) -> Made:
    """A corpus that a test may change."""
    return make(tmp_path / "data")


@pytest.fixture(scope="session")
def editor() -> tuple[str, str]:
    """A token, and what the configuration keeps of it."""
    return new_editor("Anna Arkisto")


def with_web(made: Made, **settings: Any) -> Made:
    """The same corpus served with other settings."""
    web = dataclasses.replace(made.config.web, **settings)
    return made._replace(config=dataclasses.replace(made.config, web=web))


@pytest.fixture(scope="session")
def address(made: Made) -> Iterator[str]:
    """The address of a real server."""
    with served(made.config) as found:
        yield found


@contextmanager
def served(config: Config) -> Iterator[str]:
    """Serve a corpus for real; gives the address."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(config)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


def chromium() -> str:
    """The browser, or a reason to skip; with HANKEMUISTI_EXPECT_BROWSER it must be there."""
    found = os.environ.get("HANKEMUISTI_CHROMIUM") or shutil.which("chromium") or ""
    if not found:
        message = "no Chromium: tools/install-chromium.sh installs it"
        assert not os.environ.get("HANKEMUISTI_EXPECT_BROWSER"), message
        pytest.skip(message)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Without its own sandbox, for tests are run by root in containers.
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Any]:
    """Open a page of ours; an error of a script or of the policy fails the test."""
    contexts = []
    said: list[str] = []

    def opened(path: str, **settings: Any) -> Page:
        settings.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(locale="fi-FI", base_url=address, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request",
            lambda request: said.append(request.url) if address not in request.url else None,
        )
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    harmless = ("Failed to load resource: the server responded with a status of 404", BLOCKED)
    assert [line for line in said if not line.startswith(harmless)] == []
