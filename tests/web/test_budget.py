"""What a reader gets when the time for an answer does not suffice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest

from index import deadline
from index.deadline import HASTY, check, until
from index.search import SearchService
from tests.web.conftest import BASE, TestClient
from tests.web.made import Made
from tests.web.test_pool import running
from web.app import create_app
from web.asked import Asked
from web.desk import Desk
from web.languages import language
from web.notes import said
from web.pool import BusyError, Pool
from web.suggesting import corrections


@contextmanager
def _hurrying(_end: float) -> Iterator[None]:
    """A budget of which so much is gone from the first that extras are left out."""
    # Set directly: several threads do this at once, and a patched constant would be theirs, too.
    token = deadline._own.set(deadline._Deadline(monotonic() - 1, monotonic() + 60))
    try:
        yield
    finally:
        deadline._own.reset(token)


@pytest.fixture
def hurried(made: Made, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("web.pool.until", _hurrying)
    with TestClient(create_app(made.config), base_url=BASE) as client:
        yield client


def test_a_page_made_in_haste_has_its_hits_and_says_what_it_lacks(hurried: TestClient) -> None:
    page = hurried.get("/en/haku?q=perhekeskus")
    assert page.status_code == 200
    assert '<ol class="hits"' in page.text
    assert "This took long" in page.text
    assert "<mark" not in page.text
    found = hurried.get("/api/v1/search?q=perhekeskus").json()
    assert found["total"] > 0
    assert HASTY in found["notes"]
    assert all(not hit["snippets"] and not hit["pages"] for hit in found["hits"])
    assert found["facets"]["region"]


def test_what_was_made_in_haste_is_not_kept(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create_app(made.config), base_url=BASE) as client:
        with monkeypatch.context() as patch:
            patch.setattr("web.pool.until", _hurrying)
            assert "This took long" in client.get("/en/haku?q=perhekeskus").text
        whole = client.get("/en/haku?q=perhekeskus").text
    assert "This took long" not in whole
    assert "<mark" in whole


def test_work_in_python_is_given_up_too(made: Made) -> None:
    web = dataclasses.replace(made.config.web, seconds=0.2, threads=1)
    pool = Pool(dataclasses.replace(made.config, web=web))
    pool.start()
    rounds = []

    def endless(_desk: Desk) -> None:
        while True:
            check()
            rounds.append(1)

    assert isinstance(running(made.config, pool.run(endless))[0], BusyError)
    assert running(made.config, pool.run(lambda desk: desk.search("").total)) == [8]
    pool.stop()  # which waits for the thread: it is free
    assert rounds


def test_nobody_waits_longer_than_said(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pool.until", lambda _end: until(monotonic() - 1))
    with TestClient(create_app(made.config), base_url=BASE) as client:
        page = client.get("/en/haku?q=perhekeskus")
        problem = client.get("/api/v1/search?q=perhekeskus")
    assert (page.status_code, problem.status_code) == (503, 503)
    assert page.headers["retry-after"] == problem.headers["retry-after"] == "5"
    assert problem.headers["content-type"] == "application/problem+json"
    assert "given up" in problem.json()["detail"]


def test_corrections_are_an_extra(made: Made) -> None:
    with Desk.open(made.config) as desk:
        assert isinstance(desk, Desk)
        answer = desk.search("perhekeskuz")
        assert answer.total == 0
        with _hurrying(0):
            assert corrections(desk, Asked("perhekeskuz"), answer, {}) == []


def test_without_a_budget_an_answer_is_whole(made: Made) -> None:
    with SearchService.open(made.config) as service:
        answer = service.search("perhekeskus")
    assert HASTY not in answer.notes
    assert all(hit.snippets for hit in answer.hits)


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_haste_is_told_in_the_language_of_the_page(code: str) -> None:
    assert said(HASTY, language(code)) not in (HASTY, said(HASTY, language("en")))
