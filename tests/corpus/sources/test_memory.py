from __future__ import annotations

from pathlib import Path

from corpus.sources.frontier import LATER, PAGE, Frontier
from corpus.sources.memory import Memory
from corpus.store import Store


def test_notes_of_each_source(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        memory = Memory(store.database, store.archive, "s")
        other = Memory(store.database, store.archive, "t")
        assert memory.get("tunnus") == ""
        memory.set("tunnus", "ä")
        memory.set("tunnus 2", "x")
        other.set("tunnus", "y")
        assert list(memory.keys("tun")) == ["tunnus", "tunnus 2"]
        assert list(memory.keys("%")) == []
        memory.set("tunnus 2", "")
    with Store(tmp_path) as store:
        memory = Memory(store.database, store.archive, "s")
        assert (memory.get("tunnus"), list(memory.keys())) == ("ä", ["tunnus"])


def test_a_frontier_is_a_queue_that_survives(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        frontier = Frontier(Memory(store.database, store.archive, "s"))
        frontier.begin()
        assert frontier.offer("http://x.fi/b", PAGE, 1)
        assert frontier.offer("http://x.fi/a", PAGE, 0, metadata={"link text": "ä"})
        assert not frontier.offer("http://x.fi/b", PAGE, 0), "once in a crawl"
        spot = frontier.next()
        assert spot
        assert (spot.url, dict(spot.metadata)) == ("http://x.fi/a", {"link text": "ä"})
        frontier.set_state(spot.url, LATER, "busy")
        assert (frontier.size, frontier.count(LATER)) == (2, 1)
    with Store(tmp_path) as store:
        again = Frontier(Memory(store.database, store.archive, "s"))
        again.begin()
        assert (again.crawl, again.resumed, again.size) == (1, True, 2)
        spot = again.next()
        assert spot
        assert (spot.url, spot.outcome) == ("http://x.fi/a", "busy"), "it waits again"
        again.end()
        third = Frontier(Memory(store.database, store.archive, "s"))
        third.begin()
        assert (third.crawl, third.resumed, third.next()) == (2, False, None)
        assert third.offer("http://x.fi/b", PAGE, 0), "and once in the next"
