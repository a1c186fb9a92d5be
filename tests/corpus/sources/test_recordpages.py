from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.config import LimitsConfig, NetConfig, SourceConfig
from corpus.errors import ConfigError
from corpus.net.client import Client
from corpus.net.timing import Clock
from corpus.sources.base import open_source
from corpus.sources.recordpages import RecordPagesSource
from corpus.store import Store
from pipeline.intake import Intake, take_in
from pipeline.progress import Silent
from tests.servers.site import Answer, Site

NET = NetConfig(delay=0, allow_hosts="127.0.0.1", contact="testi@example.org")
FIELDS = {"Projektin nimi": "project name", "Hakija": "project owner", "Aika": "duration"}


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


def record(site: Site, path: str, name: str) -> None:
    site.page(
        path,
        f"<h1>Hanke</h1><table><tr><th>1.1 Projektin nimi</th><td>{name}</td></tr>"
        "<tr><th>1.2 Hakija</th><td>Mallilan kunta</td></tr>"
        "<tr><th>Yhteyshenkilö</th><td>Matti Mallinen</td></tr></table>",
    )


def take(store: Store, **settings: object) -> tuple[Intake, RecordPagesSource]:
    config = SourceConfig("eura", "record-pages", {"fields": FIELDS, **settings}, NET)
    clock = Clock(sleep=lambda _: None)
    opened = open_source(config, Path(), Client(NET, clock=clock))
    assert isinstance(opened, RecordPagesSource)
    return take_in(store, opened, LimitsConfig(), store.runs.start("test"), Silent()), opened


def test_a_list_of_records(store: Store, site: Site) -> None:
    record(site, "/a", "Kasvun tuki")
    record(site, "/b", "Arjen avain")
    site.page("/c", "<p>Huoltokatko</p>")
    urls = [f"{site.url}/{name}" for name in ("b", "a", "c", "b", "d")]
    found, opened = take(store, records=urls)
    assert found.new == urls[:2]
    assert found.failed == [urls[2], urls[4]]
    assert opened.partial == ""
    place = store.places.get("eura", urls[0])
    assert place
    assert place.metadata == {
        "project name": "Arjen avain",
        "project owner": "Mallilan kunta",
        "record:labels": "project name: Projektin nimi; project owner: Hakija",
    }
    again, _ = take(store, records=urls)
    assert again.unchanged == 2
    assert [asked.status for asked in site.log if asked.path == "/a"] == [200, 304]


def test_numbers_without_a_record_are_passed_over(store: Store, site: Site) -> None:
    record(site, "/p?koodi=S008", "Yksi")
    record(site, "/p?koodi=S010", "Kaksi")
    site.page("/p?koodi=S009", "<p>Ei ole</p>")
    site.answer("/p?koodi=S011", Answer(403))
    pattern = f"{site.url}/p?koodi=S{{007..011}}"
    found, opened = take(store, records=[pattern])
    assert [url[-4:] for url in found.new] == ["S008", "S010"]
    assert [url[-4:] for url in found.failed] == ["S011"]
    assert opened.passed_over == {"no page": 1, "no record": 1}
    assert site.counts()["/p?koodi=S008"] == 1
    record(site, "/p?koodi=S010", "Kaksi, uusi vaihe")
    site.remove("/p?koodi=S008")
    found, _ = take(store, records=[pattern])
    assert [url[-4:] for url in found.changed] == ["S010"]
    assert [url[-4:] for url in found.gone] == ["S008"]


def test_records_found_on_listings(store: Store, site: Site) -> None:
    record(site, "/hanke/1", "Yksi")
    record(site, "/hanke/2", "Kaksi")
    site.page("/lista?s=1", "<a href=/hanke/2>x</a><a href=/muu>x</a><a href='/hanke/2#a'>x</a>")
    site.page("/lista?s=2", "<a href=hanke/1>x</a>")
    settings = {"listings": [f"{site.url}/lista?s={{1..3}}"], "prefix": f"{site.url}/hanke/"}
    found, opened = take(store, **settings)
    assert found.new == [f"{site.url}/hanke/2", f"{site.url}/hanke/1"]
    assert opened.partial == f"{site.url}/lista?s=3: the server answers 404 Not Found"
    site.page("/lista?s=3", "")
    site.page("/lista?s=2", "")
    found, _ = take(store, **settings)
    assert found.gone == [f"{site.url}/hanke/1"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, "needs records"),
        ({"records": ["http://a.fi/"]}, "needs a table fields"),
        ({"listings": ["http://a.fi/"], "fields": FIELDS}, "needs records"),
        ({"records": ["a.fi"], "fields": FIELDS}, "records must begin with http://"),
        ({"records": "http://a.fi/{1..999999}", "fields": FIELDS}, "over 200000 addresses"),
        ({"record": ["x"]}, "unknown key record; did you mean records?"),
        ({"records": "http://a.fi/", "fields": {"A": "projct name"}}, "did you mean project name?"),
        ({"records": "http://a.fi/", "fields": {"A": "qq"}}, "known are title, project name"),
        (
            {"records": "http://a.fi/", "fields": {"Yhteyshenkilö": "title"}},
            "how people are reached is not collected",
        ),
        ({"records": "http://a.fi/", "fields": {"A": 5}}, "fields must be a table of texts"),
    ],
)
def test_settings_that_are_wrong(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        RecordPagesSource.configure("eura", settings, Path())
    assert message in str(caught.value)
