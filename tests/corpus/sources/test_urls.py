from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import State
from corpus.errors import ConfigError, FetchError
from corpus.sources.urls import UrlsSource
from corpus.store import Store
from tests.corpus.sources.crawling import Watching, ask, names, run
from tests.servers.site import Answer, Asked, Site

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def test_a_list_in_a_file_with_what_is_known(tmp_path: Path, store: Store, site: Site) -> None:
    site.add("/r.pdf", PDF, "application/pdf")
    table = f"\ufeffurl;title;vuosi\r\n{site.url}/r.pdf;Loppuraportti;2011\r\n"
    (tmp_path / "lista.csv").write_text(table, encoding="utf-8")
    given = {"file": "lista.csv", "urls": [f"{site.url}/r.pdf#sivu", f"{site.url}/r.pdf"]}
    source = UrlsSource.configure("list", given, tmp_path)
    intake = run(store, source)
    assert names(site, intake.new) == ["/r.pdf"]
    assert intake.passed_over == {"listed twice": 2}
    (tmp_path / "lista.csv").write_text(table, encoding="utf-8")
    run(store, UrlsSource.configure("list", {"file": "lista.csv"}, tmp_path))
    place = store.places.get("list", f"{site.url}/r.pdf")
    assert place
    assert place.metadata == {"title": "Loppuraportti", "vuosi": "2011"}


def test_unchanged_changed_gone_and_back(store: Store, site: Site) -> None:
    urls = [f"{site.url}/a", f"{site.url}/b"]
    site.page("/a", "a")
    site.page("/b", "b")
    ask(store, urls)
    site.log.clear()
    again = ask(store, urls)
    assert again.unchanged == 2
    assert [asked.status for asked in site.log] == [404, 304, 304], "robots.txt, and one each"
    site.page("/a", "uusi a")
    site.remove("/b")
    changed = ask(store, urls)
    assert names(site, changed.changed) == ["/a"]
    assert names(site, changed.gone) == ["/b"]
    assert changed.failed == []
    assert ask(store, urls).gone == []
    site.page("/b", "b")
    assert ask(store, urls).unchanged == 2
    assert ask(store, urls[:1]).gone == [urls[1]], "what is listed no more"


def test_what_was_never_there_is_told(store: Store, site: Site) -> None:
    watching = Watching()
    intake = ask(store, [f"{site.url}/x", "ftp://x.fi/\x1b[2J", "http://10.0.0.1/"], watching)
    assert len(intake.failed) == 3
    assert "404 Not Found" in watching.remarks[0]
    assert watching.remarks[1] == "ftp://x.fi/\\x1b[2J: only http and https are asked, not ftp" or (
        "not an address" in watching.remarks[1] and "\x1b" not in watching.remarks[1]
    )
    assert [place.state for place in store.places.all("list")] == [State.QUARANTINED] * 3


def test_a_moved_report_keeps_its_document_though_the_list_is_old(store: Store, site: Site) -> None:
    old, new = f"{site.url}/vanha.pdf", f"{site.url}/uusi.pdf"
    site.add("/vanha.pdf", PDF, "application/pdf")
    ask(store, [old])
    (before,) = store.places.all("list")
    site.redirect("/vanha.pdf", "/uusi.pdf")
    site.add("/uusi.pdf", PDF + b"toinen painos", "application/pdf")
    intake = ask(store, [old])
    assert (intake.changed, intake.gone) == ([new], [])
    (after,) = store.places.all("list")
    assert (after.location, after.document_id) == (new, before.document_id)
    site.log.clear()
    assert ask(store, [old, new]).unchanged == 1
    assert site.paths() == ["/uusi.pdf"], "the new address is asked, once"
    site.remove("/uusi.pdf")
    assert ask(store, [old]).gone == [new]
    site.add("/kolmas.pdf", PDF + b"toinen painos", "application/pdf")
    site.redirect("/vanha.pdf", "/kolmas.pdf")
    ask(store, [old])
    alive = [place for place in store.places.all("list") if not place.gone]
    assert [place.location for place in alive] == [f"{site.url}/kolmas.pdf"]
    assert alive[0].document_id == before.document_id


def test_a_redirect_for_now_keeps_the_address(store: Store, site: Site) -> None:
    site.redirect("/lataa", "/tiedostot/1.pdf", 302)
    site.add("/tiedostot/1.pdf", PDF, "application/pdf")
    ask(store, [f"{site.url}/lataa"])
    (place,) = store.places.all("list")
    assert place.location == f"{site.url}/lataa"
    assert place.url == f"{site.url}/tiedostot/1.pdf"


def test_an_address_that_leads_to_the_front_page_is_gone(store: Store, site: Site) -> None:
    site.page("/", "etusivu")
    site.page("/a", "a")
    ask(store, [f"{site.url}/a"])
    site.redirect("/a", "/")
    intake = ask(store, [f"{site.url}/a"])
    assert intake.gone == [f"{site.url}/a"]


def test_a_failure_keeps_what_is_there(store: Store, site: Site) -> None:
    url = f"{site.url}/a"
    site.page("/a", "a")
    ask(store, [url])
    site.answer("/a", Answer(500))
    assert ask(store, [url]).failed == [url]
    (place,) = store.places.all("list")
    assert (place.state, place.gone, bool(place.document_id)) == (State.QUARANTINED, False, True)

    def unchanged(asked: Asked) -> Answer:
        return Answer(304 if "if-none-match" in asked.headers else 200)

    site.answer("/a", unchanged)
    assert ask(store, [url]).unchanged == 1
    (place,) = store.places.all("list")
    assert (place.state, place.error) == (State.FETCHED, "")


def test_an_empty_answer_is_no_document(store: Store, site: Site) -> None:
    site.add("/a", b"", "text/html")
    watching = Watching()
    ask(store, [f"{site.url}/a"], watching)
    assert watching.remarks == [f"{site.url}/a: empty answer"]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, "needs urls"),
        ({"urls": 3}, "urls must be"),
        ({"fiel": "x"}, "unknown key fiel; did you mean file"),
    ],
)
def test_wrong_settings(settings: dict[str, object], reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        UrlsSource.configure("list", settings, Path())


def test_a_list_that_cannot_be_read(tmp_path: Path, store: Store) -> None:
    source = UrlsSource.configure("list", {"file": "puuttuu.txt"}, tmp_path)
    with pytest.raises(FetchError, match=r"puuttuu\.txt: cannot be read"):
        run(store, source)
    with (tmp_path / "iso.txt").open("wb") as file:
        file.truncate(17 * 1024**2)
    with pytest.raises(FetchError, match="16 MiB is no list"):
        run(store, UrlsSource.configure("list", {"file": "iso.txt"}, tmp_path))
