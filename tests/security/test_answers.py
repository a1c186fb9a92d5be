"""What every answer of the server says for safety, and what no header can be made to say."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from starlette.routing import Mount, Route

from corpus.errors import ConfigError
from corpus.store import Store
from tests.security.conftest import Attacked
from tests.web.conftest import BASE, TestClient
from tests.web.made import config_of
from web.app import ROUTES, create_app
from web.document_page import disposition
from web.gate import SAFETY
from web.openapi import routes as api
from web.sessions import Sessions, new_editor

PATHS = [
    *(route.path for route in (*ROUTES, *api("")) if isinstance(route, Route)),
    *(f"{route.path}/style.css" for route in ROUTES if isinstance(route, Mount)),
    *("/static/none", "/static/../app.py", "/none", "/fi", "/sv/haku", "/haku/", "/haku?page=x"),
]
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE")


@pytest.fixture(scope="module")
def guarded(planted: Attacked) -> Iterator[TestClient]:
    config = config_of(planted.folder, editors=new_editor("Anna")[1])
    app = create_app(config)
    app.router.routes.insert(0, Route("/broken", lambda _request: 1 / 0))
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("method", METHODS)
def test_every_answer_is_guarded(guarded: TestClient, planted: Attacked, method: str) -> None:
    seen = set[int]()
    for path in (*PATHS, "/broken"):
        for document_id in (planted.ids[0], "none"):
            address = path.replace("{document_id}", document_id).replace("{number:int}", "1")
            answer = guarded.request(method, address, follow_redirects=False)
            seen.add(answer.status_code)
            assert {*map(str.lower, SAFETY)} <= {*answer.headers}, (method, address)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy or "default-src 'self'" in policy
            assert "script-src 'unsafe" not in policy
            assert "access-control-allow-origin" not in answer.headers
            assert "server" not in answer.headers
            assert "ZeroDivisionError" not in answer.text
    assert 404 in seen
    if method in ("GET", "HEAD"):
        assert 500 in seen
    else:
        assert 405 in seen
        assert 200 not in seen - ({200} if method == "POST" else set())


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost:80@evil.example", "", "127.0.0.1/x"],
)
def test_another_name_is_not_served(guarded: TestClient, host: str) -> None:
    answer = guarded.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert {*map(str.lower, SAFETY)} <= {*answer.headers}
    assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["localhost:\u00b2", "localhost:99999", "LOCALHOST:80", "[::1]"])
def test_odd_names_of_our_own_break_nothing(guarded: TestClient, host: str) -> None:
    for path in ("/", "/syote", "/opensearch.xml", "/haku/"):
        answer = guarded.get(path, headers={"host": host.encode("latin-1")}, follow_redirects=False)
        assert answer.status_code < 500


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "/%2f%2fevil.example/", "/\\evil.example/", "/fi//evil.example/", "/haku/"],
)
def test_no_redirect_leads_away(guarded: TestClient, path: str) -> None:
    answer = guarded.get(f"{BASE}{path}", follow_redirects=False)
    target = answer.headers.get("location", "/")
    assert target.startswith(("/", f"{BASE}/"))
    assert not target.startswith("//")


def test_no_line_end_reaches_a_header(planted: Attacked, guarded: TestClient) -> None:
    with Store(planted.folder) as store:
        documents = list(store.documents.select("sha256 <> ''"))
    for found in documents:
        for title in (found.title, 'a"\r\nSet-Cookie: zxq=1;', "\ud800\u2028\x85ä", "../../.."):
            for location in ('x."\r\nzxq: 1', "x.\u0130", "x.p\x00df"):
                changed = dataclasses.replace(found, title=title, last_location=location)
                told = disposition(changed, shown=False)
                assert told.isascii()
                assert told.isprintable()
                assert told.count('"') == 2
                name = told.split('"')[1]
                assert "/" not in name
                assert not name.startswith(".")
        answer = guarded.get(f"/alkuperainen/{found.id}")
        assert "zxq" not in answer.headers
    for path in ("/haku?q=%0d%0azxq:1", "/api/v1/export?q=%0d%0azxq:1&format=csv", "/%0d%0azxq:1"):
        assert "zxq" not in guarded.get(path).headers


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_nothing_listens_to_others_unasked(planted: Attacked, host: str) -> None:
    with pytest.raises(ConfigError, match=r"web\.public"):
        create_app(config_of(planted.folder, host=host))


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each editor's hash is compared, the first one's too after it has matched, by hmac."""
    import hmac

    lines = [new_editor(name) for name in ("Anna", "Berit", "Carl")]
    sessions, compared = Sessions(",".join(line for _, line in lines)), list[bool]()
    real = hmac.compare_digest

    def watched(one: bytes, other: bytes) -> bool:
        compared.append(real(one, other))
        return compared[-1]

    monkeypatch.setattr(hmac, "compare_digest", watched)
    assert sessions.owner(lines[0][0]) == "Anna"
    assert compared == [True, False, False]
    assert sessions.owner("x") == ""
    assert len(compared) == 6
    assert not sessions.same("ä", "x")
    assert len(compared) == 7
