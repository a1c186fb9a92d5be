"""A crawl of what a real web server serves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.sources.website import WebsiteSource
from corpus.store import Store
from tests.corpus.sources.crawling import run
from tests.servers.nginx import find_nginx, nginx

pytestmark = pytest.mark.skipif(not find_nginx(), reason="nginx is not installed")


def test_a_site_served_by_nginx(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "uusi").mkdir(parents=True)
    (root / "raportit").mkdir()
    root.chmod(0o755)
    tmp_path.chmod(0o755)
    links = '<a href="/raportit/">Raportit</a> <a href="vanha/">v</a> <a href="kielletty/">k</a>'
    (root / "index.html").write_text(f"<!doctype html>{links}" + "<p>Hanke</p>" * 500)
    (root / "uusi" / "index.html").write_text("<!doctype html><p>Uusi koti")
    (root / "raportit" / "työ ja ääni.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (root / "raportit" / "muistio.txt").write_text("Ohjausryhmän muistio", encoding="utf-8")
    (root / "robots.txt").write_text("User-agent: *\nDisallow: /raportit/muistio\n")
    home = tmp_path / "nginx"
    with nginx(root, home) as url, Store(tmp_path / "data") as store:
        given = {"start": url, "find_sitemaps": False}
        intake = run(store, WebsiteSource.configure("site", given, tmp_path))
        found = sorted(location.removeprefix(url) for location in intake.new)
        report = "/raportit/ty%C3%B6%20ja%20%C3%A4%C3%A4ni.pdf"
        assert found == ["/", "/raportit/", report, "/uusi/"]
        assert [failed.removeprefix(url) for failed in intake.failed] == ["/kielletty/"]
        assert intake.passed_over["robots.txt"] == 1
        (root / "uusi" / "index.html").write_text("<!doctype html><p>Uudempi koti")
        os.utime(root / "uusi" / "index.html", (10**9, 10**9))
        lines = len((home / "access.log").read_text().splitlines())
        again = run(store, WebsiteSource.configure("site", given, tmp_path))
        assert [changed.removeprefix(url) for changed in again.changed] == ["/uusi/"]
        log = [line.split() for line in (home / "access.log").read_text().splitlines()[lines:]]
        answers = {line[3]: line[1] for line in log}
        assert answers["/"] == answers[report] == "304"
        assert answers["/uusi/"] == "200"
