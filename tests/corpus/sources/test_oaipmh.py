from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.config import LimitsConfig, NetConfig, SourceConfig
from corpus.document import State
from corpus.errors import ConfigError, FetchError
from corpus.net.client import Client
from corpus.net.timing import Clock
from corpus.sources import oaiserver
from corpus.sources.base import open_source
from corpus.sources.oaipmh import OaiSource
from corpus.store import Store
from pipeline.intake import Intake, take_in
from pipeline.progress import Silent
from tests.corpus.conftest import Child
from tests.servers.oai import Item, Repository, serving

NET = NetConfig(delay=0, allow_hosts="127.0.0.1", contact="testi@example.org")
CLOCK = Clock(sleep=lambda _: None, chance=lambda: 0.0)


def pdf(number: int) -> bytes:
    return f"%PDF-1.4 hankkeen {number} raportti".encode()


def items(count: int, **others: object) -> list[Item]:
    made = [Item(number, files={f"r{number}.pdf": pdf(number)}) for number in range(count)]
    for item in made:
        for name, value in others.items():
            setattr(item, name, value)
    return made


@pytest.fixture
def repository() -> Iterator[Repository]:
    with serving(Repository(page=10)) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


def source(repository: Repository, **settings: object) -> OaiSource:
    config = SourceConfig("arkisto", "oaipmh", {"url": repository.url, **settings}, NET)
    opened = open_source(config, Path(), Client(NET, clock=CLOCK))
    assert isinstance(opened, OaiSource)
    return opened


def harvest(store: Store, repository: Repository, **settings: object) -> tuple[Intake, OaiSource]:
    opened = source(repository, **settings)
    return take_in(store, opened, LimitsConfig(), store.runs.start("test"), Silent()), opened


def there(store: Store) -> dict[str, str]:
    """Location → document, of the places that are not gone."""
    rows = store.places._connection.execute(
        "SELECT location, document_id, state FROM place WHERE NOT gone ORDER BY location"
    )
    return {row[0]: row[1] if row[2] == State.FETCHED else "" for row in rows}


# What is harvested


def test_every_record_with_its_file(store: Store, repository: Repository) -> None:
    repository.items = items(25)
    found, opened = harvest(store, repository)
    assert len(found.new) == 25
    assert opened.partial == ""
    assert "oai:localhost:10024/7#r7.pdf" in there(store)
    lists = [each for each in repository.requests if "ListRecords" in each]
    assert len(lists) == 3
    place = store.places.get("arkisto", "oai:localhost:10024/7#r7.pdf")
    assert place
    assert place.metadata["title"] == "Perhekeskuksen loppuraportti 7"
    assert place.metadata["date"] == "2014"
    assert "title: dc.title; date: dc.date.issued" in place.metadata["oai:elements"]
    assert place.metadata["oai:page"] == f"{repository.url}/handle/10024/7"


@pytest.mark.parametrize("form", ["kk", "qdc", "oai_dc"])
@pytest.mark.parametrize("listed", [True, False])
def test_formats_and_files_through_the_page(
    form: str, listed: bool, store: Store, repository: Repository
) -> None:
    repository.items = items(3, listed=listed)
    repository.formats = (form, "marc")
    harvest(store, repository)
    assert sorted(there(store)) == [
        f"oai:localhost:10024/{n}" + (f"#r{n}.pdf" if listed and form != "qdc" else "")
        for n in range(3)
    ]
    assert all(there(store).values())
    assert sum(repository.served.values()) == 3


def test_several_files_are_documents_each(store: Store, repository: Repository) -> None:
    files = {"liite.txt": b"Liitteen teksti.", "a.pdf": pdf(1), "b.pdf": pdf(2)}
    repository.items = [Item(1, files=files), Item(2, files=dict(files), listed=False)]
    _, opened = harvest(store, repository)
    assert list(there(store)) == [
        "oai:localhost:10024/1#a.pdf",
        "oai:localhost:10024/1#b.pdf",
        "oai:localhost:10024/1#liite.txt",
        "oai:localhost:10024/2",
        "oai:localhost:10024/2#a.pdf",
        "oai:localhost:10024/2#b.pdf",
    ]
    again, opened = harvest(store, repository, incremental=False)
    assert (again.unchanged, again.gone, opened.partial) == (6, [], "")


def test_files_by_the_rest_interface(store: Store, repository: Repository) -> None:
    repository.rest, repository.endpoint = True, "/server/oai/request"
    repository.items = items(2, listed=False)
    found, _ = harvest(store, repository)
    assert len(found.new) == 2


def test_a_record_without_a_file(store: Store, repository: Repository) -> None:
    repository.items = [Item(1, listed=False)]
    found, _ = harvest(store, repository)
    assert found.failed == ["oai:localhost:10024/1"]
    place = store.places.get("arkisto", "oai:localhost:10024/1")
    assert place
    assert place.error == "the record's page names no file"


def test_a_login_page_is_no_file(store: Store, repository: Repository) -> None:
    repository.items = [Item(1, files={"r.pdf": b"<html><body>Kirjaudu</body></html>"})]
    found, _ = harvest(store, repository)
    assert found.failed


# Sets and days


def test_sets_and_days(store: Store, repository: Repository) -> None:
    repository.items = items(4)
    repository.items[0].set = "com_2"
    repository.items[1].datestamp = "2010-05-05T00:00:00Z"
    repository.items[2].datestamp = "2030-05-05T00:00:00Z"
    settings = {"sets": ["com_1"], "from": "2011-01-01", "until": "2025-01-01"}
    harvest(store, repository, **settings)
    assert list(there(store)) == ["oai:localhost:10024/3#r3.pdf"]


def test_two_sets_with_one_record_and_none(store: Store, repository: Repository) -> None:
    repository.items = items(2)
    found, opened = harvest(store, repository, sets=["com_1", "com_1", "com_9"])
    assert found.discovered == 2
    assert opened.partial == ""


def test_days_without_a_time(store: Store, repository: Repository) -> None:
    repository.seconds = False
    repository.items = items(2)
    harvest(store, repository, **{"from": "2011-01-01"})
    found, _ = harvest(store, repository, **{"from": "2011-01-01"})
    assert found.failed == []
    assert any("from=2024-05-31" in each for each in repository.requests)


# From one harvest to the next


def test_only_what_has_changed_is_asked_for(store: Store, repository: Repository) -> None:
    repository.items = items(30)
    harvest(store, repository)
    repository.items[4].datestamp = "2024-06-02T00:00:00Z"
    repository.items[4].files["r4.pdf"] = pdf(400)
    repository.items[5].datestamp, repository.items[5].deleted = "2024-06-02T00:00:00Z", True
    repository.items[6].datestamp = "2024-06-02T00:00:00Z"
    repository.items[6].files = {"uusi.pdf": pdf(600)}
    repository.now = "2024-06-03T00:00:00Z"
    found, opened = harvest(store, repository)
    assert found.changed == ["oai:localhost:10024/4#r4.pdf"]
    assert found.new == ["oai:localhost:10024/6#uusi.pdf"]
    assert sorted(found.gone) == ["oai:localhost:10024/5#r5.pdf", "oai:localhost:10024/6#r6.pdf"]
    assert opened.partial.startswith("only what has changed since 2024-05-31")
    assert len(there(store)) == 29
    nothing, _ = harvest(store, repository)
    assert (nothing.new, nothing.changed, nothing.gone) == ([], [], [])


def test_a_server_that_forgets_deletions_is_listed_whole(
    store: Store, repository: Repository
) -> None:
    repository.deletions = "no"
    repository.items = items(12)
    harvest(store, repository)
    repository.items[3].deleted = True
    found, _ = harvest(store, repository)
    assert found.gone == ["oai:localhost:10024/3#r3.pdf"]
    assert found.unchanged == 11


def test_what_could_not_be_had_is_tried_again(store: Store, repository: Repository) -> None:
    repository.items = items(3)
    held = repository.items[1].files.copy()
    repository.items[1].files = {"r1.pdf": b"<html>Ei nyt</html>"}
    assert len(harvest(store, repository)[0].failed) == 1
    repository.now = "2024-07-01T00:00:00Z"
    repository.items[1].files = held
    found, _ = harvest(store, repository)
    assert found.new == ["oai:localhost:10024/1#r1.pdf"]
    found, _ = harvest(store, repository)
    assert found.discovered == 0


def test_what_failed_and_is_no_longer_there(store: Store, repository: Repository) -> None:
    repository.items = items(2)
    repository.items[1].files = {"r1.pdf": b"<html>Ei nyt</html>"}
    harvest(store, repository)
    del repository.items[1]
    found, _ = harvest(store, repository)
    assert (found.discovered, found.failed) == (0, [])
    assert any("GetRecord" in each for each in repository.requests)


def test_what_is_never_to_be_had_is_given_up(store: Store, repository: Repository) -> None:
    repository.items = items(1)
    repository.items[0].files = {"r0.pdf": b"<html>Ei koskaan</html>"}
    tries = [harvest(store, repository)[0].discovered for _ in range(8)]
    assert tries == [1, 1, 1, 1, 1, 1, 0, 0]


# When it goes wrong


def test_a_server_that_fails_now_and_then(store: Store, repository: Repository) -> None:
    repository.fail_every, repository.retry_after = 7, "1"
    repository.items = items(60)
    found, _ = harvest(store, repository)
    assert len(found.new) == 60
    assert set(repository.served.values()) == {1}


def test_an_expired_token_begins_the_list_anew(store: Store, repository: Repository) -> None:
    repository.items = items(35)
    opened = source(repository)
    repository.expired = {"kk||||20"}
    steps = iter([set[str]()] * 100)
    original = repository.spoil

    def spoil(path: str, body: bytes) -> bytes:
        if b"badResumptionToken" in body:
            repository.expired = next(steps)
        return original(path, body)

    repository.spoil = spoil
    found = take_in(store, opened, LimitsConfig(), store.runs.start("test"), Silent())
    assert (found.discovered, len(found.new)) == (35, 35)
    assert set(repository.served.values()) == {1}


def test_a_token_that_never_holds(store: Store, repository: Repository) -> None:
    repository.items = items(35)
    repository.expired = {"kk||||10"}
    with pytest.raises(FetchError, match="badResumptionToken"):
        harvest(store, repository)
    repository.expired = set()
    found, _ = harvest(store, repository)
    assert len(found.new) == 25


def test_a_token_that_leads_back(store: Store, repository: Repository) -> None:
    repository.items = items(35)
    repository.spoil = lambda _, body: body.replace(b"kk||||20", b"kk||||10")
    with pytest.raises(FetchError, match="again and again"):
        harvest(store, repository)


def test_a_list_without_end(
    store: Store, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oaiserver, "MOST_PARTS", 2)
    repository.items = items(35)
    with pytest.raises(FetchError, match="over 2 parts of one list"):
        harvest(store, repository)


def test_records_that_are_huge(store: Store, repository: Repository) -> None:
    repository.items = items(2)
    repository.items[0].fields = [("title", "a" * 5 * 1024 * 1024)]
    harvest(store, repository)
    place = store.places.get("arkisto", "oai:localhost:10024/0#r0.pdf")
    assert place
    assert len(place.metadata["title"]) == 4000
    repository.items[0].fields = [("title", "a" * 11 * 1024 * 1024)]
    with pytest.raises(FetchError, match="broken XML"):
        harvest(store, repository, incremental=False)


def test_characters_that_xml_forbids_are_mended(store: Store, repository: Repository) -> None:
    repository.items = items(3)
    repository.items[1].fields = [("title", "Perhe\x0bkeskus")]
    repository.spoil = lambda _, body: body.replace(b"loppuraportti 2", b"loppu&#x1F;raportti 2")
    found, opened = harvest(store, repository)
    assert len(found.new) == 3
    assert opened.partial == "a part of the list was broken XML"


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (b"<html>Huolto</html>", "no OAI-PMH server"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "document type"),
        (b"", "XML"),
        (b"<a>" * 100_000, "OAI-PMH"),
    ],
)
def test_answers_that_are_none(
    spoilt: bytes, why: str, store: Store, repository: Repository
) -> None:
    repository.spoil = lambda _path, _body: spoilt
    with pytest.raises(FetchError, match=why) as caught:
        harvest(store, repository)
    assert "\n" not in str(caught.value)


def test_a_list_that_breaks_off_is_told(store: Store, repository: Repository) -> None:
    repository.items = items(5)
    repository.spoil = lambda path, body: body[:-200] if "ListRecords" in path else body
    with pytest.raises(FetchError, match="does not say where to go on"):
        harvest(store, repository)


def test_fewer_records_than_promised(store: Store, repository: Repository) -> None:
    repository.items = items(5)
    repository.spoil = lambda _, body: body.replace(b'Size="5"', b'Size="9"')
    found, opened = harvest(store, repository)
    assert opened.partial == "the server listed 5 of 9 records"
    assert not found.gone


def test_no_format_that_we_read(store: Store, repository: Repository) -> None:
    repository.formats = ("marc",)
    with pytest.raises(ConfigError, match="none of the formats kk, qdc, dim, oai_dc: marc"):
        harvest(store, repository)


def test_no_server_at_all(store: Store, repository: Repository) -> None:
    repository.endpoint = "/toinen"
    with pytest.raises(FetchError, match="no OAI-PMH server answers there"):
        harvest(store, repository)


KILLED = """
import sys, json
from pathlib import Path
from corpus.config import LimitsConfig, NetConfig, SourceConfig
from corpus.net.client import Client
from corpus.sources.base import open_source
from corpus.store import Store
from pipeline.intake import take_in
from pipeline.progress import Silent
print("ready", flush=True)
net = NetConfig(delay=0, allow_hosts="127.0.0.1", contact="testi@example.org")
with Store(Path(sys.argv[1])) as store:
    config = SourceConfig("arkisto", "oaipmh", {"url": sys.argv[2]}, net)
    source = open_source(config, Path(), Client(net))
    run = store.runs.start("test")
    take_in(store, source, LimitsConfig(), run, Silent())
print("done", flush=True)
"""


def test_killed_again_and_again(tmp_path: Path, repository: Repository, child: Child) -> None:
    repository.items = items(120)
    for item in repository.items[::20]:
        item.deleted = True
    for last in (1, 30, 60, 90):
        with child(KILLED, tmp_path / "data", repository.url) as process:
            while sum(repository.served.values()) < last:
                assert process.poll() is None
            process.kill()
            process.wait()
    with Store(tmp_path / "data") as store:
        harvest(store, repository)
        assert len(there(store)) == 114
        assert len(set(there(store).values())) == 114
    twice = [path for path, times in repository.served.items() if times > 1]
    assert len(twice) <= 4, "at most the file that was on its way at each kill"


# Settings


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, 'needs url = "…"'),
        ({"url": "julkari.fi"}, "url must begin with http"),
        ({"url": "http://a.fi", "set": "x"}, "unknown key set; did you mean sets"),
        ({"url": "http://a.fi", "from": "5.5.2010"}, "from must be a day, as 2015-12-31"),
        ({"url": "http://a.fi", "from": 5}, "from must be a day"),
        ({"url": "http://a.fi", "sets": [1]}, "sets must be a list of texts"),
        ({"url": "http://a.fi", "incremental": "no"}, "incremental must be true or false"),
    ],
)
def test_settings_that_are_wrong(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        OaiSource.configure("arkisto", settings, Path())
    assert message in str(caught.value)


def test_notes_are_small(store: Store, repository: Repository) -> None:
    repository.items = items(3)
    _, opened = harvest(store, repository)
    assert json.loads(opened.memory.get("record oai:localhost:10024/1")) == [
        "oai:localhost:10024/1#r1.pdf"
    ]
