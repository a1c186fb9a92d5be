"""What people ask: queries, and requests to the reading room."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from benchmarks.fuzz.judge import BrokenPromiseError
from benchmarks.fuzz.seeds import texts
from corpus.config import Config, DataConfig, PipelineConfig, WebConfig
from corpus.sources.folder import FolderSource
from index.printing import printed
from index.query import parse
from index.update import update
from pipeline.analyzer import open_analyzer
from pipeline.progress import Silent
from web.app import create_app

_NOT_IN_TARGET = re.compile(rb"[^!-~]")


def query(_room: Path) -> Callable[[bytes], None]:
    """A query; never raises, and what it is printed as is read as the same."""
    analyzer = open_analyzer()

    def read(phrase: str) -> Any:
        return analyzer.read(phrase, "fi")

    def run(content: bytes) -> None:
        text = content.decode("utf-8", "replace")[:5000]
        found = parse(text, analyzer.tokenize, read)
        _ = found.filters, found.words, found.asked
        if found.tree is not None:
            again = parse(printed(found.tree), analyzer.tokenize, read).tree
            if again is None:
                raise BrokenPromiseError(f"printed query: {printed(found.tree)!r} means nothing")

    return run


def web(room: Path) -> Callable[[bytes], None]:
    """A request to the reading room over a small corpus: whatever it is, the server is not wrong.

    The request line and the headers are such as an HTTP server lets through.
    """
    config = Config(
        base=room,
        data=DataConfig(str(room / "data")),
        pipeline=PipelineConfig(workers=1, ocr="off"),
        web=WebConfig(rate=0.0, threads=1),
    )
    reports = room / "reports"
    reports.mkdir()
    for number, text in enumerate(texts()):
        (reports / f"{number}.txt").write_bytes(text)
    update(config, [FolderSource("folder", reports)], "ingest", Silent())
    app, loop = create_app(config), asyncio.new_event_loop()
    alive = app.router.lifespan_context(app)
    loop.run_until_complete(alive.__aenter__())

    def run(content: bytes) -> None:
        assert alive, "it ends when nobody holds it any more"
        scope, body = request(content)
        status, headers, answer = loop.run_until_complete(_asked(app, scope, body))
        if status >= 500:  # 503 would be a search that takes too long: nobody else asks
            raise BrokenPromiseError(f"status {status}: {answer[:300]!r}")
        for name, value in headers:
            if re.search(rb"[\r\n\0]", name + value):
                raise BrokenPromiseError(f"header: {name!r}: {value!r}")

    return run


def request(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The scope and the body of a request, as an ASGI server makes them of lenient bytes."""
    head, _, body = content.replace(b"\r\n", b"\n").partition(b"\n\n")
    first, *lines = head.split(b"\n")
    method, _, target = first.partition(b" ")
    target = target.rpartition(b" HTTP/")[0] or target
    target = _NOT_IN_TARGET.sub(lambda found: b"%%%02X" % found[0][0], target.strip())
    path, _, asked = target.partition(b"?")
    headers = [
        (name.strip().lower()[:100], value.strip().replace(b"\0", b""))
        for name, colon, value in (line.partition(b":") for line in lines[:50])
        if colon
    ]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method.decode("latin-1").upper()[:20] or "GET",
        "scheme": "http",
        "path": unquote(f"/{path.decode('ascii').lstrip('/')}"),
        "raw_path": path,
        "query_string": asked,
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }
    return scope, body


async def _asked(app: Any, scope: dict[str, Any], body: bytes) -> tuple[int, list[Any], bytes]:
    said: list[dict[str, Any]] = []
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not parts:
            await asyncio.Event().wait()  # nobody goes away before the answer is there
        return parts.pop()

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    await app(scope, receive, send)
    starts = [each for each in said if each["type"] == "http.response.start"]
    if len(starts) != 1:
        raise BrokenPromiseError(f"answers: {len(starts)}")
    answer = b"".join(each.get("body", b"") for each in said)
    return starts[0]["status"], list(starts[0].get("headers", ())), answer
