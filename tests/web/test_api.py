from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from tests.web.conftest import BASE, TestClient
from tests.web.made import HOSTILE, LONG, PLAN, REPORT, Made
from web.openapi import BASE as BASE_PATH
from web.openapi import ENDPOINTS, Endpoint, description


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    answer = client.get(f"/api/v1{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: TestClient, path: str, status: int = 400, **parameters: Any) -> str:
    answer = client.get(f"/api/v1{path}", params=parameters)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["title"]
    detail: str = told["detail"]
    return detail


def test_a_search(client: TestClient, made: Made) -> None:
    found = get(client, "/search", q="perhekeskuksessa", limit=2, sort="newest")
    assert found["total"] == 3
    assert found["pages"] == 2
    assert len(found["hits"]) == 2
    hit = found["hits"][0]
    assert hit["url"] == f"{BASE}/asiakirja/{hit['id']}"
    assert hit["snippets"][0]["highlights"]
    assert found["understood"] == {"perhekeskuksessa": ["perhekeskus"]}
    assert found["facets"]["region"]["Kainuu"] == 2
    second = get(client, "/search", q="perhekeskuksessa", limit=2, sort="newest", page=2)
    assert len(second["hits"]) == 1
    counts = get(client, "/search", limit=0, region=["Kainuu", "Pohjanmaa"])
    assert counts["hits"] == []
    assert counts["total"] == 4
    assert made.config.data.folder not in json.dumps(found)


def test_filters_and_ranges(client: TestClient) -> None:
    assert get(client, "/search", year="2011..2014")["total"] == 2
    assert get(client, "/search", **{"from": 2011, "to": 2014})["total"] == 2
    assert get(client, "/search", year="unknown")["total"] == 1
    assert get(client, "/search", region="Kajaani")["total"] == 1
    assert get(client, "/search", project="Majakanvalo", kind="loppuraportti")["total"] == 1


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"limt": "3"}, "did you mean limit?"),
        ({"limit": "101"}, "from 0 to 100"),
        ({"limit": "-1"}, "from 0 to 100"),
        ({"page": "x"}, "whole number"),
        ({"region": "Kainu"}, "did you mean Kainuu?"),
        ({"region": "qqqq"}, "not known"),
        ({"year": "09"}, "must be like"),
        ({"year": "2009\n"}, "must be like"),
        ({"sort": "best"}, "not known"),
        ({"q": ["a", "b"]}, "given 2 times"),
        ({"project": ""}, "must not be empty"),
        ({"q": "a" * 2001}, "longer than"),
        ({"project": "a" * 201}, "longer than"),
    ],
)
def test_what_is_asked_wrongly(client: TestClient, parameters: dict[str, Any], said: str) -> None:
    assert said in refused(client, "/search", **parameters)


def test_a_document_its_pages_and_citation(client: TestClient, made: Made) -> None:
    id_ = made.ids[REPORT]
    found = get(client, f"/documents/{id_}")
    assert found["title"] == "Majakanvalo: loppuraportti"
    assert found["citation"]["organisation"] == "Kajaani"
    assert {page["number"] for page in found["pages"]} == {1, 2, 3}
    evidence = next(v for v in found["facets"] if v["facet"] == "region")["evidence"][0]
    assert evidence["words"] == "Tulokset"
    page = get(client, f"/documents/{id_}/pages/2")
    assert page["text"].startswith("Koulu ja perhekeskus")
    assert "no page 9" in refused(client, f"/documents/{id_}/pages/9", 404)
    refused(client, f"/documents/{id_}/pages/0", 404)
    refused(client, "/documents/0000000000", 404)
    for form, begin in (("bibtex", "@techreport{"), ("ris", "TY  - RPRT"), ("csl", "[{")):
        answer = client.get(f"/api/v1/documents/{id_}/citation", params={"format": form})
        assert answer.text.startswith(begin)
        assert "attachment" in answer.headers["content-disposition"]
    assert "must be given" in refused(client, f"/documents/{id_}/citation")


def test_local_folders_are_nobodys_business(client: TestClient, made: Made) -> None:
    for id_ in (made.ids[PLAN], made.ids[LONG], made.ids[HOSTILE]):
        assert "/home/somebody" not in client.get(f"/api/v1/documents/{id_}").text
    assert "/home/somebody" not in client.get("/api/v1/search").text


@pytest.mark.parametrize("form", ["csv", "jsonl", "bibtex", "ris", "csl"])
def test_exports(client: TestClient, form: str) -> None:
    answer = client.get("/api/v1/export", params={"q": "perhekeskus", "format": form})
    assert answer.status_code == 200
    assert "Majakanvalo" in answer.text
    assert "attachment" in answer.headers["content-disposition"]
    if form == "csv":
        assert len(list(csv.reader(io.StringIO(answer.text)))) == 4


def test_figures(client: TestClient) -> None:
    lines = get(client, "/concordance", q="perhekeskus", limit=2)
    assert len(lines["lines"]) == 2
    assert lines["more"]
    assert get(client, "/concordance", q=" ")["lines"] == []
    trend = get(client, "/trends", q=["perhekeskus", "osallisuus"], by="region")
    assert [len(series["points"]) for series in trend["series"]] == [6, 6]
    assert "given 9 times" in refused(client, "/trends", q=[str(n) for n in range(9)])
    assert "must be given" in refused(client, "/trends")
    grid = get(client, "/coverage", rows="theme", columns="kind")
    assert grid["documents"] == 8
    assert get(client, "/status")["documents"]
    for path in ("/coverage", "/trends"):
        for form, begin in (("csv", ""), ("svg", "<svg")):
            answer = client.get(f"/api/v1{path}", params={"q": "koulu", "format": form})
            if path == "/coverage":
                answer = client.get(f"/api/v1{path}", params={"format": form})
            assert answer.status_code == 200
            assert answer.text.startswith(begin)
    answer = client.get("/api/v1/concordance", params={"q": "koulu", "format": "csv"})
    assert answer.text.startswith("document,title,")


def test_completions(client: TestClient) -> None:
    assert isinstance(get(client, "/suggest", q="perhek")["completions"], list)
    answer = client.get("/api/v1/suggest", params={"q": "perhek", "format": "opensearch"})
    assert answer.json()[0] == "perhek"
    assert get(client, "/suggest", q="")["completions"] == []
    refused(client, "/suggest")


def test_only_reading(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/api/v1/search")
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]
        assert answer.headers["content-type"] == "application/problem+json"


def test_the_description_knows_every_path(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told == description()
    assert told["openapi"] == "3.1.0"
    assert len(told["paths"]) == len(ENDPOINTS)
    names = [each["get"]["operationId"] for each in told["paths"].values()]
    assert len(names) == len({*names})


# The description is true: schemathesis makes requests of it, right ones and wrong ones.


@pytest.fixture(scope="module")
def described(address: str) -> Any:
    return schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
def test_schemathesis_finds_nothing(
    described: Any, endpoint: Endpoint, mode: GenerationMode
) -> None:
    operation = described[f"{BASE_PATH}{endpoint.path.replace(':int', '')}"]["GET"]
    if mode is GenerationMode.NEGATIVE and not operation.query:
        pytest.skip("nothing can be asked wrongly")

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=6, deadline=None, suppress_health_check=[*HealthCheck])
    def check(case: Any) -> None:
        case.call_and_validate()

    check()
