from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import State
from corpus.errors import ConfigError, FetchError
from corpus.places import Place
from corpus.sources.website import WebsiteSource
from corpus.store import Store
from tests.corpus.sources.crawling import Stopped, Watching, crawl, names
from tests.servers.site import Answer, Site

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def _place(store: Store, site: Site, path: str) -> Place:
    place = store.places.get("site", site.url + path)
    assert place, path
    return place


def _links(*targets: str) -> str:
    return "".join(f'<a href="{target}">linkki</a>' for target in targets)


def test_pages_and_attachments_are_found(store: Store, site: Site) -> None:
    site.page("/", _links("/hanke", "raportti.PDF#sivu=2", "mailto:a@b.fi", "http://muu.fi/"))
    site.page("/hanke", _links("/", "/hanke?utm_source=x", "/kuva.jpg", "liite?id=1") + "Hanke")
    site.add("/raportti.PDF", PDF, "application/pdf")
    site.add("/liite", b"{\\rtf1 Liite}", "application/octet-stream")
    intake = crawl(store, site)
    assert names(site, intake.new) == ["/", "/hanke", "/liite?id=1", "/raportti.PDF"]
    assert intake.passed_over == {"other sites": 1, ".jpg": 1}
    assert max(site.counts().values()) == 1
    attachment = _place(store, site, "/raportti.PDF")
    assert attachment.metadata == {"link text": "linkki", "linked from": f"{site.url}/"}
    assert attachment.validators.etag
    assert attachment.url == attachment.location


def test_robots_and_what_pages_ask_of_robots(store: Store, site: Site) -> None:
    site.add("/robots.txt", b"User-agent: *\nDisallow: /salainen\n", "text/plain")
    site.page("/", _links("/salainen/a", "/ei-nayteta", "/ei-seurata", "/otsake", "/c"))
    site.page("/ei-nayteta", _links("/d"), "<meta name=ROBOTS content='NOINDEX'>")
    site.page("/ei-seurata", _links("/e"), "<meta name=robots content='index, nofollow'>")
    site.add("/otsake", b"<p>x", "text/html", X_Robots_Tag="none")
    site.page("/c", '<a rel="nofollow ugc" href="/f">f</a>')
    for path in "def":
        site.page(f"/{path}", path)
    intake = crawl(store, site)
    assert names(site, intake.new) == ["/", "/c", "/d", "/ei-seurata"]
    assert intake.passed_over == {"robots.txt": 1, "noindex": 2}
    assert "/salainen/a" not in site.counts()


def test_unchanged_documents_cost_one_conditional_request(store: Store, site: Site) -> None:
    site.page("/", _links("/a", "/raportti.pdf"))
    site.page("/a", "teksti")
    site.add("/raportti.pdf", PDF, "application/pdf")
    crawl(store, site)
    site.log.clear()
    intake = crawl(store, site)
    assert (intake.unchanged, intake.new, intake.changed) == (3, [], [])
    assert [asked.status for asked in site.log if asked.path != "/robots.txt"] == [304, 304, 304]


def test_a_changed_page_is_a_new_version(store: Store, site: Site) -> None:
    site.page("/", _links("/a"))
    site.page("/a", "ensin")
    crawl(store, site)
    before = _place(store, site, "/a").document_id
    site.page("/a", "sitten" + _links("/b"))
    site.page("/b", "uusi")
    intake = crawl(store, site)
    assert names(site, intake.changed) == ["/a"]
    assert names(site, intake.new) == ["/b"]
    assert _place(store, site, "/a").document_id == before
    assert store.find(before).version == 2


def test_a_page_that_is_gone_is_marked_and_kept(store: Store, site: Site) -> None:
    site.page("/", _links("/a", "/b"))
    site.page("/a", "a")
    site.page("/b", "b")
    crawl(store, site)
    site.remove("/a")
    intake = crawl(store, site)
    assert names(site, intake.gone) == ["/a"]
    place = _place(store, site, "/a")
    assert place.gone
    assert "404" in place.why_gone
    assert store.archive.intact(store.find(place.document_id).sha256)
    assert crawl(store, site).gone == [], "once is enough"
    site.page("/a", "taas")
    crawl(store, site)
    assert not _place(store, site, "/a").gone


def test_what_nothing_links_to_any_more_is_asked_itself(store: Store, site: Site) -> None:
    site.page("/", _links("/a", "/b"))
    site.page("/a", "a")
    site.page("/b", "b")
    crawl(store, site)
    site.page("/", "ei linkkejä")
    site.remove("/b")
    intake = crawl(store, site)
    assert names(site, intake.gone) == ["/b"]
    assert not _place(store, site, "/a").gone


def test_a_page_that_moved_for_good_keeps_its_document(store: Store, site: Site) -> None:
    site.page("/", _links("/vanha"))
    site.page("/vanha", "Perhekeskus")
    crawl(store, site)
    before = _place(store, site, "/vanha").document_id
    site.redirect("/vanha", "/vali", 308)
    site.redirect("/vali", "/uusi", 301)
    site.page("/uusi", "Perhekeskus, uusi teksti")
    intake = crawl(store, site)
    assert names(site, intake.changed) == ["/uusi"]
    assert intake.gone == []
    assert _place(store, site, "/uusi").document_id == before
    assert store.location(before) == f"{site.url}/uusi"
    assert store.places.get("site", f"{site.url}/vanha") is None
    again = crawl(store, site)
    assert (again.unchanged, again.gone) == (2, [])


def test_a_page_that_moved_unchanged_keeps_its_document(store: Store, site: Site) -> None:
    site.page("/", _links("/vanha"))
    site.page("/vanha", "Perhekeskus")
    crawl(store, site)
    before = _place(store, site, "/vanha").document_id
    site.redirect("/vanha", "/uusi")
    site.page("/uusi", "Perhekeskus")
    intake = crawl(store, site)
    assert (intake.gone, intake.new, intake.duplicates) == ([], [], [])
    assert _place(store, site, "/uusi").document_id == before


def test_a_page_that_became_another_known_one_is_gone(store: Store, site: Site) -> None:
    site.page("/", _links("/a", "/b"))
    site.page("/a", "a")
    site.page("/b", "b")
    crawl(store, site)
    site.redirect("/b", "/a")
    intake = crawl(store, site)
    assert names(site, intake.gone) == ["/b"]
    assert _place(store, site, "/b").why_gone == f"moved to {site.url}/a"


def test_dead_pages_sent_to_the_front_page_are_gone(store: Store, site: Site) -> None:
    site.page("/", _links("/a"))
    site.page("/a", "a")
    crawl(store, site)
    site.redirect("/a", "/")
    assert names(site, crawl(store, site).gone) == ["/a"]
    assert "front page" in _place(store, site, "/a").why_gone


def test_a_redirect_for_now_leaves_what_is_known(store: Store, site: Site) -> None:
    site.page("/", _links("/a"))
    site.page("/a", "a")
    crawl(store, site)
    site.redirect("/a", "/huolto", 302)
    site.page("/huolto", "Huoltokatko")
    intake = crawl(store, site)
    assert (intake.gone, names(site, intake.failed)) == ([], ["/a"])
    assert not _place(store, site, "/a").gone
    site.page("/a", "a")
    crawl(store, site)
    assert _place(store, site, "/a").state == State.FETCHED


def test_redirects_out_of_bounds_and_in_circles(store: Store, site: Site) -> None:
    site.page("/", _links("/ulos", "/kierto", "/ftp"))
    site.redirect("/ulos", "http://muu.example.fi/")
    site.redirect("/kierto", "/kierto")
    site.redirect("/ftp", "ftp://x.fi/")
    watching = Watching()
    intake = crawl(store, site, watching)
    assert intake.passed_over == {"redirect: other sites": 1}
    assert names(site, intake.failed) == ["/ftp", "/kierto"]
    assert any("in a circle" in line for line in watching.remarks)


def test_the_canonical_address_stands_for_its_copies(store: Store, site: Site) -> None:
    own = f'<link rel=canonical href="{site.url}/juttu">'
    site.page("/", _links("/juttu?tulosta=1", "/puuttuu?x=1", "/malli"))
    site.page("/juttu?tulosta=1", "Juttu", own)
    site.page("/juttu", "Juttu ja valikko", own)
    site.page("/puuttuu?x=1", "Vain täällä", "<link rel=canonical href=/puuttuu-tyystin>")
    site.page("/malli", "Sivupohja", "<link rel=canonical href=/>")
    intake = crawl(store, site)
    assert names(site, intake.new) == ["/", "/juttu", "/malli", "/puuttuu?x=1"]


def test_sitemaps_of_robots_and_of_the_usual_place(store: Store, site: Site) -> None:
    site.page("/", "etusivu")
    site.page("/a", "a")
    site.page("/b", "b")
    urlset = (
        f"<urlset><url><loc>{site.url}/a</loc></url><url><loc>http://muu.fi/</loc></url></urlset>"
    )
    site.add("/sitemap.xml", urlset.encode(), "text/xml")
    assert names(site, crawl(store, site, find_sitemaps=True).new) == ["/", "/a"]
    index = f"<sitemapindex><sitemap><loc>{site.url}/s2.txt</loc></sitemap></sitemapindex>"
    site.add("/s1.xml", index.encode(), "text/xml")
    site.add("/s2.txt", f"{site.url}/b\n".encode(), "text/plain")
    site.add("/robots.txt", f"Sitemap: {site.url}/s1.xml\n".encode(), "text/plain")
    assert names(site, crawl(store, site, find_sitemaps=True).new) == ["/b"]
    site.remove("/s2.txt")
    given = crawl(store, site, sitemaps=[f"{site.url}/sitemap.xml"])
    assert (given.gone, given.unchanged) == ([], 3)


def test_only_attachments_or_chosen_pages(store: Store, site: Site) -> None:
    site.page("/", _links("/r.pdf", "/hanke/a", "/muu/b"))
    site.page("/hanke/a", "a")
    site.page("/muu/b", "b")
    site.add("/r.pdf", PDF, "application/pdf")
    intake = crawl(store, site, documents=["attachments"])
    assert names(site, intake.new) == ["/r.pdf"]
    site.log.clear()
    crawl(store, site, documents=["attachments"])
    assert {asked.status for asked in site.log if asked.path != "/robots.txt"} == {304}
    assert names(site, crawl(store, site, documents=["/hanke/"]).new) == ["/hanke/a"]


def test_bounds(store: Store, site: Site) -> None:
    site.page("/hanke/", _links("a", "/muu", "b/ei", "b/kylla?x=1", "http://localhost/x.pdf"))
    for path in ("/hanke/a", "/muu", "/hanke/b/ei", "/hanke/b/kylla"):
        site.page(path, path)
    start = f"{site.url}/hanke/"
    intake = crawl(store, site, start=start, prefixes=[start], exclude=["/hanke/*/ei"])
    assert names(site, intake.new) == ["/hanke/", "/hanke/a", "/hanke/b/kylla?x=1"]
    assert intake.passed_over == {"other sites": 2, "excluded": 1}
    only = crawl(store, site, start=start, include=["/hanke/a", "/hanke/"], max_depth=0)
    assert only.passed_over["beyond max_depth"] == 3


def test_attachments_of_other_hosts(store: Store, site: Site) -> None:
    with Site() as other:
        other.add("/r.pdf", PDF, "application/pdf")
        other.page("/sivu", "x")
        site.page("/", _links(f"{other.url}/r.pdf", f"{other.url}/sivu"))
        assert names(site, crawl(store, site).new) == ["/"]
        intake = crawl(store, site, attachment_hosts=["127.0.0.1"])
        assert intake.new == [f"{other.url}/r.pdf"]
        assert other.paths() == ["/r.pdf"]


def test_a_crawl_that_reaches_its_limit_marks_nothing_gone(store: Store, site: Site) -> None:
    site.page("/", _links("/a", "/b", "/c"))
    for path in "abc":
        site.page(f"/{path}", path)
    crawl(store, site)
    watching = Watching()
    intake = crawl(store, site, watching, max_pages=2)
    assert intake.gone == []
    assert watching.remarks == ["site: stopped at max_pages = 2"]


def test_more_addresses_than_the_queue_takes(store: Store, site: Site) -> None:
    site.page("/", _links(*(f"/{number}" for number in range(50))))
    watching = Watching()
    crawl(store, site, watching, max_pages=1)
    assert watching.remarks == ["site: stopped at max_pages = 1"]


@pytest.mark.parametrize("stop_at", [1, 2, 4, 7])
def test_a_stopped_crawl_goes_on_where_it_was(stop_at: int, store: Store, site: Site) -> None:
    site.page("/", _links(*(f"/{name}" for name in "abcdef")))
    for name in "abcdef":
        site.page(f"/{name}", name + _links(f"/{name}{name}"))
        site.page(f"/{name}{name}", name * 2)
    with pytest.raises(Stopped):
        crawl(store, site, Watching(stop_at))
    intake = crawl(store, site)
    assert max(site.counts().values()) == 1, "nothing is asked twice"
    assert len(site.counts()) == 13
    assert intake.gone == []
    assert store.places.counts()["site"] == {
        "places": 13,
        "documents": 13,
        "quarantined": 0,
        "gone": 0,
    }
    site.log.clear()
    crawl(store, site)
    assert len(site.paths()) == 13, "and the next run is a new crawl"


def test_a_refused_page_is_told_again_after_a_stop(store: Store, site: Site) -> None:
    site.page("/", _links("/a", "/b", "/c"))
    site.page("/a", "a")
    site.page("/b", "b")
    site.page("/c", "c")
    crawl(store, site)
    site.answer("/a", Answer(403))
    site.remove("/b")
    with pytest.raises(Stopped):
        crawl(store, site, Watching(4))
    intake = crawl(store, site)
    assert names(site, intake.failed) == ["/a"]
    assert not _place(store, site, "/a").gone
    assert _place(store, site, "/b").gone


def test_busy_pages_are_left_for_the_next_run_once(store: Store, site: Site) -> None:
    site.page("/", _links("/a", "/b"))
    site.page("/a", "a")
    site.answer("/b", Answer(503))
    watching = Watching()
    assert names(site, crawl(store, site, watching).new) == ["/", "/a"]
    (told,) = watching.remarks
    assert told.startswith(f"site: 1 addresses are left for the next run ({site.url}/b: the server")
    site.log.clear()
    crawl(store, site)
    assert site.paths() == ["/b"], "only what was left is asked"
    site.log.clear()
    site.page("/b", "b")
    assert names(site, crawl(store, site).new) == ["/b"]


def test_a_host_that_breaks_down_on_the_way_is_gone_on_with(store: Store, site: Site) -> None:
    pages = [f"/{number}" for number in range(12)]
    site.page("/", _links(*pages))
    for path in pages:
        site.answer(path, Answer(503))
    for _ in range(2):
        assert crawl(store, site).gone == []
    assert site.counts()["/"] == 1
    assert sum(site.counts().values()) == 11, "five tries in each run, then it is left alone"
    for path in pages:
        site.page(path, path)
    assert len(crawl(store, site).new) == 7, "those that had two chances wait for the next crawl"
    assert len(crawl(store, site).new) == 5


def test_a_redirect_for_the_sake_of_a_session(store: Store, site: Site) -> None:
    site.page("/", _links("/a", "/b"))
    site.redirect("/a", "/a;jsessionid=1F", 302)
    site.page("/a;jsessionid=1F", "Hanke")
    site.redirect("/b", "/b?utm_source=me", 301)
    site.page("/b?utm_source=me", "Toinen")
    intake = crawl(store, site)
    assert names(site, intake.new) == ["/", "/a", "/b"]
    assert crawl(store, site).unchanged == 3


def test_a_site_that_is_down_is_told_and_nothing_is_gone(store: Store, site: Site) -> None:
    site.page("/", _links("/a"))
    site.page("/a", "a")
    crawl(store, site)
    for path in ("/", "/a", "/robots.txt"):
        site.answer(path, Answer(500))
    with pytest.raises(FetchError, match=r"robots\.txt answers 500"):
        crawl(store, site)
    assert not _place(store, site, "/a").gone
    site.remove("/robots.txt")
    with pytest.raises(FetchError, match="500"):
        crawl(store, site)
    assert not _place(store, site, "/a").gone


def test_what_is_no_document_is_told(store: Store, site: Site) -> None:
    site.page("/", _links("/tyhja", "/data?x", "/virhe.pdf", "/iso.pdf", "/kuva?id=1"))
    site.add("/tyhja", b"", "text/html")
    site.add("/data", b"\x00\x01\x02\x03", "application/octet-stream")
    site.page("/virhe.pdf", "Istunto on vanhentunut")
    site.add("/iso.pdf", PDF + bytes(2**20), "application/pdf")
    site.add("/kuva", b"\x89PNG", "image/png")
    watching = Watching()
    intake = crawl(store, site, watching)
    told = {line.removeprefix(site.url).partition(": ")[0]: line for line in watching.remarks}
    assert sorted(told) == ["/data?x", "/iso.pdf", "/tyhja", "/virhe.pdf"]
    assert "empty answer" in told["/tyhja"]
    assert "known format" in told["/data?x"]
    assert "web page" in told["/virhe.pdf"]
    assert "more than 1 MiB" in told["/iso.pdf"]
    assert intake.passed_over == {"no document": 1}


def test_a_report_is_not_replaced_by_a_page(store: Store, site: Site) -> None:
    site.page("/", _links("/lataa?id=1"))
    site.add("/lataa", PDF, "application/pdf")
    crawl(store, site)
    before = _place(store, site, "/lataa?id=1").document_id
    site.page("/lataa", "Kirjaudu sisään")
    watching = Watching()
    crawl(store, site, watching)
    assert "was application/pdf, answers with a web page now" in watching.remarks[0]
    assert store.find(before).version == 1


def test_nothing_is_fetched_out_of_turn(store: Store, site: Site) -> None:
    from corpus.config import LimitsConfig
    from corpus.document import Reference

    source = WebsiteSource.configure("site", {"start": site.url}, Path())
    with pytest.raises(FetchError, match="only what the crawl has just met"):
        source.fetch(Reference("site", site.url), LimitsConfig())


def test_an_original_that_was_lost_is_told(store: Store, site: Site) -> None:
    site.page("/", "teksti")
    with pytest.raises(Stopped):
        crawl(store, site, Watching(1))
    for path in store.archive.folder.glob("*/*"):
        path.unlink()
    watching = Watching()
    crawl(store, site, watching)
    assert "the archived page cannot be read" in watching.remarks[0]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, "needs start"),
        ({"start": "x.fi"}, "only http and https"),
        ({"start": "http://x.fi", "max_pages": -1}, "max_pages must be a whole number"),
        ({"start": "http://x.fi", "max_depth": "2"}, "max_depth must be a whole number"),
        ({"start": "http://x.fi", "strat": 1}, "unknown key strat; did you mean start"),
    ],
)
def test_wrong_settings(settings: dict[str, object], reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        WebsiteSource.configure("site", settings, Path())
