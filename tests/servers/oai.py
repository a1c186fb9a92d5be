"""A repository as DSpace is one, on loopback: OAI-PMH, pages of records, files, and its whims."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.servers.repository import Item, Repository, media_type, record

__all__ = ["Item", "Repository", "serving"]

_OAI = 'xmlns="http://www.openarchives.org/OAI/2.0/"'


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: clients are killed in the middle of an answer."""


@contextmanager
def serving(repository: Repository) -> Iterator[Repository]:
    """Run the repository until the block ends; `repository.url` is where it is."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece: two would wait for each other

        def do_GET(self) -> None:
            status, media_type, body = _answer(repository, self.path)
            self.send_response(status)
            if status == 503 and repository.retry_after:
                self.send_header("Retry-After", repository.retry_after)
            if status in (301, 302):
                self.send_header("Location", body.decode())
                body = b""
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: `repository.requests` is the log."""

    server = _Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    repository.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield repository
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(repository: Repository, target: str) -> tuple[int, str, bytes]:
    repository.requests.append(target)
    if repository.fail_every and len(repository.requests) % repository.fail_every == 0:
        return 503, "text/plain", b"busy"
    path = urlsplit(target).path
    if path == repository.endpoint:
        arguments = {key: values[0] for key, values in parse_qs(urlsplit(target).query).items()}
        body = _protocol(repository, arguments).encode()
        return 200, "text/xml; charset=UTF-8", repository.spoil(target, body)
    if path.startswith("/bitstream/10024/"):
        return _file(repository, path)
    if path.startswith("/handle/10024/"):
        return _page(repository, path)
    if repository.rest and path.startswith("/server/api/"):
        return _rest(repository, target)
    return 404, "text/plain", b"nothing here"


def _item(repository: Repository, number: str) -> Item | None:
    if not number.isdecimal():
        return None
    wanted = int(number)
    return next(
        (each for each in repository.items if each.number == wanted and not each.deleted), None
    )


def _file(repository: Repository, path: str) -> tuple[int, str, bytes]:
    _, _, _, number, name = path.split("/", 4)
    item = _item(repository, number)
    if item is None or name not in item.files:
        return 404, "text/plain", b"no such file"
    repository.served[path] += 1
    content = item.files[name]
    return 200, media_type(name, content), content


def _page(repository: Repository, path: str) -> tuple[int, str, bytes]:
    item = _item(repository, path.rpartition("/")[2])
    if item is None:
        return 404, "text/html", b"<html><body>Ei ole</body></html>"
    links = [f"/bitstream/10024/{item.number}/{name}?sequence=1" for name in item.files]
    if repository.rest:
        links = []
    body = "".join(f'<a href="{link}">Lataa</a> <a href="{link}">PDF</a>' for link in links)
    return 200, "text/html", f"<html><body><h1>Julkaisu</h1>{body}</body></html>".encode()


def _rest(repository: Repository, target: str) -> tuple[int, str, bytes]:
    path, base = urlsplit(target).path, f"{repository.url}/server/api"
    if path.endswith("/pid/find"):
        number = parse_qs(urlsplit(target).query)["id"][0].rpartition("/")[2]
        found: object = {"_links": {"bundles": {"href": f"{base}/bundles/{number}"}}}
    elif "/bundles/" in path:
        number = path.rpartition("/")[2]
        links = {"bitstreams": {"href": f"{base}/bitstreams/{number}"}}
        found = {
            "_embedded": {"bundles": [{"name": "THUMBNAIL"}, {"name": "ORIGINAL", "_links": links}]}
        }
    else:
        item = _item(repository, path.rpartition("/")[2])
        assert item
        listed = [
            {
                "name": name,
                "_links": {
                    "content": {"href": f"{repository.url}/bitstream/10024/{item.number}/{name}"}
                },
            }
            for name in item.files
        ]
        found = {"_embedded": {"bitstreams": listed}}
    return 200, "application/json", json.dumps(found).encode()


def _protocol(repository: Repository, asked: dict[str, str]) -> str:
    match asked.get("verb"):
        case "Identify":
            granularity = "YYYY-MM-DDThh:mm:ssZ" if repository.seconds else "YYYY-MM-DD"
            body = (
                "<Identify><repositoryName>Koearkisto</repositoryName>"
                "<earliestDatestamp>2001-01-01T00:00:00Z</earliestDatestamp>"
                f"<deletedRecord>{repository.deletions}</deletedRecord>"
                f"<granularity>{granularity}</granularity></Identify>"
            )
        case "ListMetadataFormats":
            each = "<metadataFormat><metadataPrefix>%s</metadataPrefix></metadataFormat>"
            listed = "".join(each % name for name in repository.formats)
            body = f"<ListMetadataFormats>{listed}</ListMetadataFormats>"
        case "ListRecords":
            body = _list(repository, asked)
        case "GetRecord":
            found = [item for item in repository.items if item.identifier == asked["identifier"]]
            body = (
                f"<GetRecord>{record(repository, found[0], asked['metadataPrefix'])}</GetRecord>"
                if found
                else '<error code="idDoesNotExist">No such record</error>'
            )
        case _:
            body = '<error code="badVerb">Which verb?</error>'
    stamp = f"<responseDate>{repository.now}</responseDate>"
    return f'<?xml version="1.0" encoding="UTF-8"?><OAI-PMH {_OAI}>{stamp}{body}</OAI-PMH>'


def _list(repository: Repository, asked: dict[str, str]) -> str:
    token = asked.get("resumptionToken", "")
    if token and (token in repository.expired or token.count("|") != 4):
        return '<error code="badResumptionToken">The token has expired</error>'
    if token:
        form, chosen, since, until, offset = token.split("|")
    else:
        names = ("metadataPrefix", "set", "from", "until")
        form, chosen, since, until = (asked.get(name, "") for name in names)
        offset = "0"
        if since and until and len(since) != len(until):
            return '<error code="badArgument">Different granularities</error>'
        if not repository.seconds and "T" in since:
            return '<error code="badArgument">Too fine a granularity</error>'
    if form not in repository.formats:
        return '<error code="cannotDisseminateFormat">Unknown format</error>'
    found = [
        item
        for item in repository.items
        if (not chosen or item.set == chosen)
        and since <= item.datestamp[: len(since) or None]
        and (not until or item.datestamp[: len(until)] <= until)
        and not (item.deleted and repository.deletions == "no")
    ]
    if not found:
        return '<error code="noRecordsMatch">Nothing</error>'
    first = int(offset)
    part = found[first : first + repository.page]
    following = first + repository.page
    more = f"{form}|{chosen}|{since}|{until}|{following}" if following < len(found) else ""
    records = "".join(record(repository, item, form) for item in part)
    size = f'<resumptionToken completeListSize="{len(found)}" cursor="{first}">{more}'
    return f"<ListRecords>{records}{size}</resumptionToken></ListRecords>"
