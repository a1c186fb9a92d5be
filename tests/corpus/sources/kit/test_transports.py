from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from corpus.config import NetConfig
from corpus.document import Validators
from corpus.errors import ConfigError, FetchError
from corpus.net.client import Client, GoneError
from corpus.sources.kit.answers import Answer, load
from corpus.sources.kit.transports import NotRecordedError, Replay, recording, replaying
from tests.corpus.sources.kit.listing import Site, serve, text

NET = NetConfig(allow_hosts="127.0.0.1", delay=0.0, attempts=1)
BODY = "Perhekeskus avattiin. " * 500


@pytest.fixture
def site() -> Iterator[Site]:
    packed = gzip.compress(BODY.encode())
    with serve(
        {
            "/a": text(BODY, ETag='"v1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT"),
            "/packed": (200, {"Content-Encoding": "gzip", "Content-Type": "text/plain"}, packed),
            "/broken": (200, {"Content-Encoding": "gzip"}, b"no gzip"),
            "/old": (301, {"Location": "/a"}, b"moved"),
            "/cookie?key=salaisuus": text("x", Set_Cookie="id=1"),
        }
    ) as served:
        yield served


def _recorded(site: Site, folder: Path, *paths: str) -> Client:
    """A client that replays what another was answered."""
    client, recorder = recording(NET, folder)
    with client:
        for path in paths:
            with contextlib.suppress(FetchError):
                client.get(site.address + path)
    assert len(set(recorder.recorded)) == len(list(folder.glob("*.http")))
    return replaying(NET, Replay(load(folder)))


def test_what_was_recorded_is_replayed(site: Site, tmp_path: Path) -> None:
    client = _recorded(site, tmp_path, "a", "packed", "old", "missing")
    asked = list(site.asked)
    for path in ("a", "packed"):
        answer = client.get(site.address + path)
        assert answer.content.decode() == BODY
        assert answer.media_type == "text/plain"
    assert client.get(site.address + "old").moved_to == site.address + "a"
    with pytest.raises(GoneError):
        client.get(site.address + "missing")
    assert site.asked == asked


def test_a_conditional_request_is_answered_as_by_a_server(site: Site, tmp_path: Path) -> None:
    client = _recorded(site, tmp_path, "a")
    validators = client.get(site.address + "a").validators
    assert client.get(site.address + "a", validators=validators).not_modified
    by_date = Validators("", validators.last_modified)
    assert client.get(site.address + "a", validators=by_date).not_modified
    for other in (Validators('"v0"', validators.last_modified), Validators("", "yesterday")):
        assert not client.get(site.address + "a", validators=other).not_modified


def test_what_was_not_recorded_is_told(site: Site, tmp_path: Path) -> None:
    client = _recorded(site, tmp_path, "a")
    with pytest.raises(NotRecordedError, match=r"GET http://127.* was not recorded"):
        client.get(site.address + "b")


def test_a_site_without_recorded_robots_has_none() -> None:
    url = "https://example.fi/a"
    replay = Replay({("GET", url): Answer("GET", url, 200, {}, b"x")})
    with replaying(NetConfig(), replay) as client:
        assert client.get(url).content == b"x"
    assert replay.asked == ["https://example.fi/robots.txt", url]
    assert replay.missing == []


def test_broken_bodies_are_not_kept(site: Site, tmp_path: Path) -> None:
    _recorded(site, tmp_path, "broken")
    assert [url for _, url in load(tmp_path)] == [site.address + "robots.txt"]


def test_a_body_left_in_the_middle_is_not_kept(site: Site, tmp_path: Path) -> None:
    client, recorder = recording(NET, tmp_path)
    with client, pytest.raises(FetchError):
        client.get(site.address + "a", max_bytes=100)
    assert [path.name[:20] for path in recorder.recorded] == [
        "get-127-0-0-1-" + site.address[17:22] + "-"
    ]


def test_secrets_stay_out_and_replay_finds_them(site: Site, tmp_path: Path) -> None:
    client = _recorded(site, tmp_path, "cookie?key=salaisuus")
    assert not [path for path in tmp_path.iterdir() if b"salaisuus" in path.read_bytes()]
    assert client.get(site.address + "cookie?key=salaisuus").content == b"x"


def test_nobody_is_asked_without_a_name_to_complain_to(tmp_path: Path) -> None:
    client, _ = recording(NetConfig(), tmp_path)
    with client, pytest.raises(ConfigError, match=r"net\.contact"):
        client.get("https://example.fi/")


def test_busy_servers_are_replayed_without_waiting() -> None:
    url = "https://example.fi/a"
    busy = Answer("GET", url, 503, {"retry-after": "100"}, b"")
    with (
        replaying(NetConfig(attempts=3, patience=1000), Replay({("GET", url): busy})) as client,
        pytest.raises(FetchError, match="503"),
    ):
        client.get(url)


def test_a_large_body_comes_in_pieces() -> None:
    url = "https://example.fi/a"
    replay = Replay({("GET", url): Answer("GET", url, 200, {}, b"x" * 200_000)})
    answer = replay.handle_request(httpx.Request("GET", url))
    assert isinstance(answer.stream, httpx.SyncByteStream)
    assert [len(chunk) for chunk in answer.stream] == [65536, 65536, 65536, 3392]
