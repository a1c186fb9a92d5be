from __future__ import annotations

import pytest

from benchmarks.sources.__main__ import main
from benchmarks.sources.crawl import measure
from benchmarks.sources.hostile import as_expected, crawled
from tests.servers.hostile import CRAWLS, Case
from tests.servers.site import Site


def test_a_killed_crawl_ends_as_a_quiet_one() -> None:
    figures = measure(pages=40, kills=2)
    assert figures["wrong"] == 0, figures
    assert figures["documents"] > 40
    assert figures["asked again, under way when killed"] <= 2


@pytest.mark.parametrize(
    "case", [case for case in CRAWLS if "queries" not in case.name], ids=lambda case: case.name
)
def test_every_hostile_site_ends_in_one_line(case: Case) -> None:
    with Site() as site:
        case.make(site)
        line = crawled(site)
    assert as_expected(case, line), line


def test_an_unknown_part(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["crwal"])
    assert "known are crawl, harvest, hostile" in capsys.readouterr().err
