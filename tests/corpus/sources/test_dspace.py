from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from corpus.config import NetConfig
from corpus.errors import FetchError
from corpus.net.client import BusyError, Client
from corpus.net.timing import Clock
from corpus.sources.dspace import files
from tests.servers.site import Answer, Site

ITEM = "0a1b2c3d-0000-1111-2222-0123456789ab"
API = "/server/api"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def client() -> Iterator[Client]:
    net = NetConfig(delay=0, allow_hosts="127.0.0.1", contact="testi@example.org")
    with Client(net, clock=Clock(sleep=lambda _: None)) as opened:
        yield opened


def tell(site: Site, path: str, answer: object) -> None:
    site.add(API + path, json.dumps(answer).encode(), "application/json")


def link(site: Site, name: str, path: str) -> dict[str, object]:
    return {"_links": {name: {"href": f"{site.url}{API}{path}"}}}


def test_an_item_by_its_own_number(site: Site, client: Client) -> None:
    tell(site, f"/core/items/{ITEM}", link(site, "bundles", "/b"))
    original = {"name": "ORIGINAL", **link(site, "bitstreams", "/s")}
    tell(site, "/b", {"_embedded": {"bundles": [{"name": "TEXT"}, 5, original]}})
    listed = [{"name": "r.pdf", **link(site, "content", "/s/1/content")}, {"name": "x"}]
    tell(site, "/s", {"_embedded": {"bitstreams": listed}})
    found = files(client, f"{site.url}/items/{ITEM.upper()}")
    assert found == [(f"{site.url}{API}/s/1/content", "r.pdf")]


@pytest.mark.parametrize("page", ["/", "/handle/", f"/items/{ITEM}", "/handle/10024/1"])
def test_no_such_interface(page: str, site: Site, client: Client) -> None:
    assert files(client, site.url + page) == []


@pytest.mark.parametrize(
    "answer", [[], 5, {"_links": []}, {"_links": {"bundles": 5}}, {"_links": {"bundles": {}}}]
)
def test_answers_of_another_form(answer: object, site: Site, client: Client) -> None:
    tell(site, f"/core/items/{ITEM}", answer)
    assert files(client, f"{site.url}/items/{ITEM}") == []


@pytest.mark.parametrize("answer", [b"<html>", b"[" * 100_000, {"_embedded": 5}, {"_embedded": {}}])
def test_bundles_that_are_none(answer: object, site: Site, client: Client) -> None:
    tell(site, f"/core/items/{ITEM}", link(site, "bundles", "/b"))
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    site.add(f"{API}/b", body, "application/json")
    assert files(client, f"{site.url}/items/{ITEM}") == []


def test_a_busy_server_is_no_answer(site: Site, client: Client) -> None:
    site.answer(f"{API}/core/items/{ITEM}", Answer(503))
    with pytest.raises(BusyError) as caught:
        files(client, f"{site.url}/items/{ITEM}")
    assert isinstance(caught.value, FetchError)
