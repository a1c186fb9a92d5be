from __future__ import annotations

import asyncio
import dataclasses
import sqlite3
import threading
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest

from corpus.config import Config
from corpus.errors import NoCorpusError, NoIndexError, UsageError
from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine
from tests.web.conftest import BASE, TestClient
from tests.web.made import Made, config_of
from web.app import create_app
from web.cache import MOST, Cache
from web.desk import Desk
from web.pool import MOST_WAITING, BusyError, Pool

T = TypeVar("T")


def running(config: Config, *works: Coroutine[Any, Any, T]) -> list[T | BaseException]:
    async def all_of() -> list[T | BaseException]:
        return list(await asyncio.gather(*works, return_exceptions=True))

    return asyncio.run(all_of())


def rebuilt(made: Made) -> None:
    """A new generation, of everything."""
    with Store(made.config.data_folder) as store:
        store.database.revise()
        Generations(made.config.data_folder, WhooshEngine()).build(store)


@pytest.fixture
def pool(made: Made) -> Any:
    opened = Pool(made.config)
    opened.start()
    yield opened
    opened.stop()


def test_work_is_done_with_a_service(made: Made, pool: Pool) -> None:
    found = running(made.config, *(pool.run(lambda desk: desk.search("").total) for _ in range(9)))
    assert found == [8] * 9


def test_errors_reach_whoever_asked(made: Made, pool: Pool) -> None:
    def fails(_desk: Desk) -> None:
        raise UsageError("so it is")

    assert [str(error) for error in running(made.config, pool.run(fails))] == ["so it is"]
    assert running(made.config, pool.run(lambda desk: desk.search("").total)) == [8]


def test_a_long_query_is_given_up_and_the_thread_goes_on(made: Made) -> None:
    web = dataclasses.replace(made.config.web, seconds=0.2, threads=1)
    pool = Pool(dataclasses.replace(made.config, web=web))
    pool.start()

    def endless(desk: Desk) -> int:
        count = "WITH RECURSIVE n(i) AS (VALUES(0) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        return sum(1 for _ in desk.store.database.connection.execute(count))

    first = running(made.config, pool.run(endless))[0]
    assert isinstance(first, BusyError)
    assert "0.2 seconds" in str(first)
    assert running(made.config, pool.run(lambda desk: desk.search("").total)) == [8]
    pool.stop()


def test_a_database_error_in_time_is_one(made: Made, pool: Pool) -> None:
    def wrong(desk: Desk) -> None:
        desk.store.database.connection.execute("SELECT nothing FROM nowhere")

    assert isinstance(running(made.config, pool.run(wrong))[0], sqlite3.OperationalError)


def test_too_many_wait_for_nobody(made: Made) -> None:
    web = dataclasses.replace(made.config.web, threads=1)
    pool = Pool(dataclasses.replace(made.config, web=web))
    gate = threading.Event()
    pool.start()

    async def crowd() -> list[Any]:
        works = [pool.run(lambda _desk: gate.wait(5)) for _ in range(MOST_WAITING + 8)]
        tasks = [asyncio.ensure_future(work) for work in works]
        await asyncio.sleep(0.1)
        gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    found = asyncio.run(crowd())
    refused = [each for each in found if isinstance(each, BusyError)]
    assert 1 <= len(refused) < len(found)
    pool.stop()


def test_a_new_generation_is_opened_by_itself(own: Made) -> None:
    web = dataclasses.replace(own.config.web, threads=1)
    pool = Pool(dataclasses.replace(own.config, web=web))
    pool.start()
    generation = lambda desk: desk.search("").generation  # noqa: E731
    assert running(own.config, pool.run(generation)) == [1]
    rebuilt(own)
    assert running(own.config, pool.run(generation)) == [2]
    # What cannot be opened does not take the one away that answers.
    (own.config.data_folder / "index" / "current").write_text("gen-99\n")
    assert running(own.config, pool.run(generation)) == [2]
    pool.stop()


def test_work_is_done_again_when_its_files_are_gone(own: Made) -> None:
    pool = Pool(own.config)
    pool.start()
    tries = []

    def once(desk: Desk) -> int:
        tries.append(desk)
        if len(tries) == 1:
            raise NoIndexError("pruned")
        return desk.search("").total

    assert running(own.config, pool.run(once)) == [8]
    assert tries[0] is not tries[1]
    pool.stop()


def test_without_a_corpus_every_page_says_so(tmp_path: Path) -> None:
    config = config_of(tmp_path / "none")
    pool = Pool(config)
    pool.start()
    assert isinstance(running(config, pool.run(lambda desk: desk))[0], NoCorpusError)
    pool.stop()
    with TestClient(create_app(config), base_url=BASE) as client:
        page = client.get("/haku", headers={"accept-language": "fi"})
        assert page.status_code == 503
        assert "ei voida vastata" in page.text
        assert str(tmp_path) not in page.text
        assert client.get("/healthz").status_code == 503
        problem = client.get("/api/v1/search")
        assert problem.status_code == 503
        assert problem.headers["content-type"] == "application/problem+json"


def test_a_reindex_during_load_fails_no_request(own: Made) -> None:
    done = threading.Event()
    statuses: list[int] = []
    paths = (
        "/haku?q=perhekeskus",
        "/",
        f"/asiakirja/{own.ids[1]}?q=koulu",
        "/api/v1/search?q=tuki",
    )

    def load(client: TestClient, path: str) -> None:
        while not done.is_set():
            statuses.append(client.get(path).status_code)

    with TestClient(create_app(own.config), base_url=BASE) as client:
        loading = [threading.Thread(target=load, args=(client, path)) for path in paths]
        for each in loading:
            each.start()
        for _ in range(4):
            rebuilt(own)
            time.sleep(0.05)
        done.set()
        for each in loading:
            each.join()
        assert client.get("/api/v1/search").json()["generation"] == 5
    assert len(statuses) > 20
    assert set(statuses) == {200}


def test_the_cache_keeps_what_was_counted_until_the_corpus_changes() -> None:
    cache, made = Cache(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert cache.get("a", "1", make) == cache.get("a", "1", make) == 1
    assert cache.get("a", "2", make) == 2
    for number in range(MOST):
        cache.get(number, "2", make)
    assert cache.get("a", "2", make) == MOST + 3, "the one not asked for longest is forgotten"
