from __future__ import annotations

from corpus.store import Store


def test_no_run_yet(store: Store) -> None:
    assert store.runs.last() is None


def test_a_run_from_its_beginning_to_its_end(store: Store) -> None:
    number = store.runs.start("ingest reports")
    begun = store.runs.last()
    assert begun
    assert (begun.id, begun.command, begun.finished) == (number, "ingest reports", "")
    assert begun.started
    assert begun.outcome == {}
    outcome = {"new": 2, "quarantined": [{"location": "/r/ä.pdf", "reason": "no text"}]}
    store.runs.finish(number, outcome)
    ended = store.runs.last()
    assert ended
    assert ended.finished >= ended.started
    assert ended.outcome == outcome


def test_the_last_run_is_the_newest_one_also_when_it_did_not_end(store: Store) -> None:
    first = store.runs.start("ingest a")
    second = store.runs.start("ingest b")
    store.runs.finish(first, {"new": 1})
    assert second > first
    last = store.runs.last()
    assert last
    assert (last.id, last.finished) == (second, "")


def test_stages_that_come_later_are_added(store: Store) -> None:
    number = store.runs.start("ingest a")
    store.runs.finish(number, {"new": 1, "stages": [{"name": "extracting", "seconds": 1.0}]})
    store.runs.amend(number, [{"name": "indexing", "seconds": 2.0}])
    run = store.runs.get(number)
    assert run
    assert run.outcome["new"] == 1
    assert [stage["name"] for stage in run.outcome["stages"]] == ["extracting", "indexing"]
    store.runs.amend(number + 1, [{"name": "indexing"}])
    assert store.runs.get(number + 1) is None
    assert [run.id for run in store.runs.newest(5)] == [number]
