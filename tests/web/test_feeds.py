from __future__ import annotations

import logging
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from index.matches import Matches
from index.trends import Point, Series, Trend
from tests.web.conftest import BASE, TestClient
from tests.web.made import REPORT, Made
from web.asked import Asked
from web.charts import SHADES, histogram, region_map, shade
from web.document_page import disposition
from web.journal import BOUNDS, Journal
from web.labels import facet_name, label, region_codes
from web.languages import LANGUAGES, language
from web.trendplot import HEIGHT, plot

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_a_search_as_a_feed(client: TestClient, made: Made) -> None:
    answer = client.get("/syote?q=perhekeskus&region=Kainuu", headers={"accept-language": "fi"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(ids) == 2
    assert f"{BASE}/asiakirja/{made.ids[REPORT]}" in ids
    for updated in feed.xpath("//a:updated/text()", namespaces=ATOM):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+]00:00", str(updated))
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    hostile = client.get("/syote?q=takaperin%00<")
    assert hostile.status_code == 200
    etree.fromstring(hostile.content)
    assert client.get("/syote?sort=best").status_code == 400


def test_an_empty_feed_is_one(client: TestClient) -> None:
    feed = etree.fromstring(client.get("/syote?q=eiole").content)
    assert not feed.xpath("a:entry", namespaces=ATOM)


def test_how_a_browser_searches_here(client: TestClient) -> None:
    answer = client.get("/opensearch.xml")
    found = etree.fromstring(answer.content)
    templates = found.xpath("//*[local-name()='Url']/@template")
    assert f"{BASE}/haku?q={{searchTerms}}" in templates
    assert len(templates) == 3


def test_robots_health_and_figures(client: TestClient) -> None:
    assert "Disallow: /api/" in client.get("/robots.txt").text
    assert client.get("/healthz").text == "ok, generation 1, 8 documents\n"
    client.get("/haku?q=salainen")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert re.search(
        r'requests_total\{process="\d+",route="/haku",method="GET",status="200"\} \d+', answer.text
    )
    assert "hankemuisti_documents 8" in answer.text
    assert "salainen" not in answer.text
    for line in answer.text.splitlines():
        assert re.fullmatch(r"# TYPE \w+ \w+|[\w:]+(\{.*\})? [0-9.e+-]+", line), line


def test_nobodys_words_are_written_down(
    client: TestClient, made: Made, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "hankemuisti.web"):
        client.get("/haku?q=salainen")
        client.get(f"/asiakirja/{made.ids[REPORT]}?q=salainen")
        client.get("/salainen")
    assert len(caplog.records) == 3
    assert "salainen" not in caplog.text
    assert made.ids[REPORT] not in caplog.text
    assert "GET /haku 200" in caplog.text


def test_durations_are_counted_in_classes() -> None:
    journal = Journal()
    for seconds in (0.001, BOUNDS[3], 99.0):
        journal.note("/x", "GET", 200, seconds)
    lines = journal.figures({}).splitlines()
    own = f'process="{os.getpid()}"'
    assert f'hankemuisti_request_seconds_bucket{{{own},le="0.005"}} 1' in lines
    assert f'hankemuisti_request_seconds_bucket{{{own},le="{BOUNDS[3]}"}} 2' in lines
    assert f'hankemuisti_request_seconds_bucket{{{own},le="+Inf"}} 3' in lines
    assert f"hankemuisti_request_seconds_count{{{own}}} 3" in lines


@given(st.dictionaries(st.integers(1990, 2030).map(str), st.integers(1, 999), min_size=1))
def test_bars_stay_in_their_field(counts: dict[str, int]) -> None:
    chart = histogram({**counts, "unknown": 3}, Asked())
    assert chart is not None
    assert chart.most.count == max(counts.values())
    assert sum(bar.count for bar in chart.bars) == sum(counts.values())
    for bar in chart.bars:
        assert bar.y >= 0
        assert (bar.height > 0) == (bar.count > 0)


def test_a_histogram_of_nothing() -> None:
    assert histogram({}, Asked()) is None
    assert histogram({"unknown": 4}, Asked()) is None
    chosen = histogram({"2009": 1, "2011": 1}, Asked(filters={"year": ("2010..2012",)}))
    assert chosen is not None
    assert [bar.chosen for bar in chosen.bars] == [False, True, True]


def test_the_map_has_every_region_once() -> None:
    found = region_map({"Lappi": 5, "unknown": 1}, Asked(), language("sv"))
    assert sorted(region.value for region in found.regions) == sorted(region_codes().values())
    shades = {region.value: region.shade for region in found.regions}
    assert shades["Lappi"] == SHADES
    assert shades["Kainuu"] == 0
    assert [each.label for each in found.beside] == ["okänd"]
    assert "Lappland" in {region.label for region in found.regions}
    assert all(re.fullmatch(r"[Mlz0-9 -]+", region.path) for region in found.regions)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_shades_rise(count: int, most: int) -> None:
    found = shade(min(count, most), most)
    assert 0 <= found <= SHADES
    assert (found > 0) == (min(count, most) > 0)


def _trend(by: str, rates: dict[str, tuple[int, int]]) -> Trend:
    points = tuple(Point(value, 1, hits, 1, words) for value, (hits, words) in rates.items())
    matches = Matches("a", {}, 1, (), (), (), complete=True)
    return Trend(by, tuple(rates), (Series(matches, points, 1, 1),))


def test_lines_break_where_nothing_was_said() -> None:
    drawn = plot(_trend("year", {"2009": (1, 100), "2010": (0, 0), "2011": (2, 100)}))
    assert len(drawn.lines[0].runs) == 2
    assert all(0 <= dot.y <= HEIGHT for dot in drawn.lines[0].dots)
    assert drawn.rules[0].text == "0"
    assert plot(_trend("year", {"unknown": (1, 10)})).years == ()


def test_bars_of_a_trend() -> None:
    drawn = plot(_trend("region", {"Lappi": (1, 100), "Kainuu": (0, 100)}))
    assert drawn.bars
    assert [dot.x for dot in drawn.lines[0].dots] == [460.0, 0.0]
    assert [tick.text for tick in drawn.years] == ["Lappi", "Kainuu"]


@pytest.mark.parametrize(
    ("facet", "value", "said"),
    [
        ("region", "Uusimaa", ["Uusimaa", "Nyland", "Uusimaa"]),
        ("region", "koko maa", ["koko maa", "hela landet", "whole country"]),
        ("municipality", "Turku", ["Turku", "Åbo", "Turku"]),
        ("county", "Kainuun hyvinvointialue", None),
        ("theme", "koulu", None),
        ("kind", "other", ["Muu", "Övrigt", "Other"]),
        ("programme", "lape", ["LAPE"] * 3),
        ("programme", "other", ["Muu", "Övrigt", "Other"]),
        ("language", "sv", ["ruotsi", "svenska", "Swedish"]),
        ("year", "2009..2011", ["2009–2011"] * 3),
        ("project", "Tukeva", ["Tukeva"] * 3),
        ("funding", "75 %", ["75 %"] * 3),
        ("theme", "unknown", ["ei tiedossa", "okänd", "not known"]),
    ],
)
def test_what_values_are_called(facet: str, value: str, said: list[str] | None) -> None:
    found = [label(facet, value, language(code)) for code in LANGUAGES]
    assert found == said if said else len({*found}) > 1
    assert facet_name(facet, language("fi"))


def test_names_of_files(made: Made) -> None:
    from corpus.store import Store

    with Store(made.config.data_folder, read_only=True) as store:
        found = store.find(made.ids[REPORT])
    told = disposition(found, shown=False)
    assert told == (
        'attachment; filename="Majakanvalo loppuraportti.pdf"; '
        "filename*=UTF-8''Majakanvalo%20loppuraportti.pdf"
    )
