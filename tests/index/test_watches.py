from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.config import Config
from corpus.errors import StoreError, UsageError
from corpus.store import Store
from index.search import SearchService
from index.watches import (
    FILE_NAME,
    Watch,
    add_watch,
    keep_seen,
    look,
    read_watches,
    remove_watch,
)
from tests.index.conftest import Add
from tests.index.indexing import indexed


@pytest.fixture
def config(add: Add, store: Store) -> Config:
    add("Neuvola avattiin.", title="Vanha", region=("Kainuu",))
    return indexed(store)


def told(config: Config, name: str = "") -> list[tuple[str, bool]]:
    """The titles of what is new, and whether each is a new version; then it is seen."""
    news = look(config, name)
    keep_seen(config, news)
    return [(each.title, each.changed) for found in news for each in found.documents]


def test_only_what_came_since_is_new(config: Config, add: Add, store: Store) -> None:
    added = add_watch(config, " neuvolat ", "neuvola", {"region": ("kainuu",), "year": ()})
    assert (added.name, added.filters, len(added.seen)) == ("neuvolat", {"region": ("kainuu",)}, 1)
    assert told(config) == []
    add("Neuvola muutti.", title="Uusi", region=("Kainuu",))
    add("Neuvola muualla.", title="Toisaalla", region=("Lappi",))
    indexed(store)
    assert told(config, "neuvolat") == [("Uusi", False)]
    assert told(config) == []


def test_news_that_was_not_told_is_news_again(config: Config, add: Add, store: Store) -> None:
    add_watch(config, "n", "neuvola", {})
    add("Neuvola muutti.", title="Uusi")
    indexed(store)
    assert len(look(config)[0].documents) == 1
    assert told(config) == [("Uusi", False)]


def test_a_new_version_is_new(config: Config, store: Store) -> None:
    add_watch(config, "n", "neuvola", {})
    store.database.connection.execute("UPDATE document SET version = 2")
    (found,) = look(config)
    assert [(each.version, each.changed) for each in found.documents] == [(2, True)]
    assert found.as_json()["new"][0]["version"] == 2
    assert told(config) == [("Vanha", True)]
    assert told(config) == []


def test_what_left_and_came_back_is_new(config: Config, store: Store) -> None:
    watch = add_watch(config, "n", "neuvola", {"region": ("Kainuu",)})
    (document_id,) = watch.seen
    values = store.facets.of(document_id)
    store.facets.replace(document_id, [])
    indexed(store)
    assert told(config) == []
    assert read_watches(config)["n"].seen == {}
    store.facets.replace(document_id, values)
    indexed(store)
    assert told(config) == [("Vanha", False)]


def test_what_did_not_answer_is_not_forgotten(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_watch(config, "n", "neuvola", {})
    matching = SearchService.matching

    def silent(service: SearchService, *asked: object) -> object:
        found = matching(service, *asked)  # type: ignore[arg-type]
        return dataclasses.replace(found, ids=(), complete=False)

    with monkeypatch.context() as patched:
        patched.setattr(SearchService, "matching", silent)
        (found,) = look(config)
        assert found.warnings == ("part of the index did not answer; counts are too low",)
        keep_seen(config, [found])
    assert told(config) == []


def test_names(config: Config) -> None:
    add_watch(config, "neuvolat", "neuvola", {})
    with pytest.raises(UsageError, match="there is a watch 'neuvolat'"):
        add_watch(config, "neuvolat", "koulu", {})
    for name in ("", "  ", "a\x1bb", "x" * 101):
        with pytest.raises(UsageError, match="1 to 100 printable"):
            add_watch(config, name, "koulu", {})
    with pytest.raises(UsageError, match="did you mean 'neuvolat'"):
        look(config, "neuvola")
    with pytest.raises(UsageError, match="see: hankemuisti watch list"):
        remove_watch(config, "xyz")
    with pytest.raises(UsageError, match="no such region"):
        add_watch(config, "a", "koulu", {"region": ("Kainu",)})
    assert [*read_watches(config)] == ["neuvolat"]
    remove_watch(config, "neuvolat")
    assert read_watches(config) == {}
    assert look(config) == []


def test_one_that_cannot_be_read_does_not_stop_the_others(config: Config, add: Add) -> None:
    add_watch(config, "a", "neuvola", {})
    add_watch(config, "b", "neuvola", {})
    path = config.data_folder / FILE_NAME
    raw = json.loads(path.read_text())
    raw["watches"]["a"]["filters"] = {"theme": ["oma-teema"]}
    path.write_text(json.dumps(raw))
    first, second = look(config)
    assert first.warnings[0].startswith("not looked at: no such theme")
    assert second.warnings == ()
    keep_seen(config, [first, second])
    assert len(read_watches(config)["a"].seen) == 1


def test_what_was_removed_meanwhile_stays_so(config: Config) -> None:
    add_watch(config, "a", "neuvola", {})
    news = look(config)
    remove_watch(config, "a")
    keep_seen(config, news)
    assert read_watches(config) == {}


def test_one_that_was_made_anew_or_looked_at_later_stays_so(config: Config) -> None:
    add_watch(config, "a", "neuvola", {})
    news = look(config)
    path = config.data_folder / FILE_NAME
    for field in ("added", "checked"):
        raw = json.loads(path.read_text())
        raw["watches"]["a"][field] = "2999-01-01T00:00:00+00:00"
        raw["watches"]["a"]["query"] = "koulu"
        path.write_text(json.dumps(raw))
        keep_seen(config, news)
        assert read_watches(config)["a"].query == "koulu"


def test_no_change_is_lost_when_many_are_made_at_once(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"w{number}" for number in range(8)]
    reading = read_watches

    def slowly(config: Config) -> dict[str, Watch]:
        found = reading(config)
        time.sleep(0.01)  # long enough for another to write in between, were there no lock
        return found

    monkeypatch.setattr("index.watches.read_watches", slowly)
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda name: add_watch(config, name, "neuvola", {}), names))
        assert sorted(read_watches(config)) == names
        list(pool.map(lambda name: remove_watch(config, name), names[1:]))
    assert [*read_watches(config)] == names[:1]


def test_a_name_taken_meanwhile(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    add_watch(config, "a", "neuvola", {})
    kept = read_watches(config)
    answers: Iterator[dict[str, Watch]] = iter([{}])
    monkeypatch.setattr("index.watches.read_watches", lambda _: dict(next(answers, kept)))
    with pytest.raises(UsageError, match="there is a watch 'a'"):
        add_watch(config, "a", "koulu", {})


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"watches": {"a": {}}}', b'{"watches": []}', b"\xff", b'{"watches": {"a": 1}}'],
)
def test_a_damaged_file_is_an_error_that_names_it(config: Config, content: bytes) -> None:
    (config.data_folder / FILE_NAME).write_bytes(content)
    with pytest.raises(StoreError, match=r"watches\.json: cannot be read"):
        read_watches(config)


def test_a_folder_that_cannot_be_written(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.watches.write_atomically", full)
    with pytest.raises(StoreError, match="cannot be written: No space"):
        add_watch(config, "a", "neuvola", {})
