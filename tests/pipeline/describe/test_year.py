from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.document import ReadDocument
from pipeline.describe.year import describe_year, project_period, publication
from tests.pipeline.describe.conftest import Read, Values

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "year_cases.jsonl"


def years(document: ReadDocument) -> tuple[list[int] | None, int | None]:
    period = project_period(document, document.title_page, document.pages)
    published = publication(document, document.title_page, document.pages)
    return (
        [period.first, period.last] if period else None,
        published.first if published else None,
    )


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not there")
def test_the_shared_cases(read: Read) -> None:
    wrong = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        location = case["text"] if case["text"].startswith("http") else ""
        found = years(read(text=case["text"], location=location))
        if found != (case["project_years"], case["published_year"]):
            wrong.append((case["text"], found))
    assert wrong == []


def test_fields_come_before_text(read: Read) -> None:
    text = "Hankeaika 2001-2003. Julkaistu 4.5.2004"
    fields = {"Aloittamispvm": "1.2.2011", "Päättymispvm": "31.1.2013", "Luotu": "3.3.2011"}
    assert years(read(text=text, metadata=fields)) == ([2011, 2013], 2011)
    assert years(read(text=text, metadata={"Toimiaika": "2015–2016"})) == ([2015, 2016], 2004)
    dated = {"article:published_time": "2012-05-06T07:08:09+03:00"}
    assert years(read(metadata=dated))[1] == 2012
    assert years(read(metadata={"article:modified_time": "2012-05-06"}))[1] is None


def test_half_a_period_is_none(read: Read) -> None:
    assert years(read(metadata={"Aloittamispvm": "1.2.2011"}))[0] is None
    backwards = {"Aloittamispvm": "1.2.2011", "Päättymispvm": "1.2.2009"}
    assert years(read(metadata=backwards))[0] is None


def test_an_address_may_be_dated(read: Read) -> None:
    address = "https://kunta.example/2014/09/uutinen"
    assert years(read(location=address))[1] == 2014
    assert years(read(text="TIEDOTE 4.5.2012", location=address))[1] == 2012
    assert years(read(location="https://kunta.example/2014/99/uutinen"))[1] is None


def test_the_years_it_is_of(values: Values) -> None:
    text = "Hankeaika 2011–2013\nRaportti 4.5.2014"
    assert values("period", text=text) == ["2011-2013"]
    assert values("published", text=text) == ["2014"]
    assert values("year", text=text) == ["2011", "2012", "2013"]
    assert values("year", text="Raportti 4.5.2014") == ["2014"]
    assert values("year", text="Ei vuosia") == []


def test_evidence_points_at_the_words(read: Read) -> None:
    document = read("Esite", "Alku.\fHankeaika 1.1.2011–31.12.2013 on pitkä.")
    (period, *_) = describe_year(document, document.title_page, document.pages)
    (evidence,) = period.evidence
    page = document.pages[evidence.page - 1]
    assert evidence.page == 2
    assert page.text[evidence.start : evidence.end] == evidence.words == "1.1.2011–31.12.2013"


def test_a_programme_s_years_count_when_it_is_the_subject(values: Values) -> None:
    text = "Lapsiohjelma 2016–2019 sisältää kuusi osaa"
    assert values("period", "Lapsiohjelma", text) == ["2016-2019"]
    assert values("period", "Pajapolku-hanke", text) == []
