from __future__ import annotations

from benchmarks.sources.harvest import measure


def test_a_small_harvest_loses_nothing() -> None:
    figures = measure(records=60, fail_every=10, kills=1)
    assert figures["wrong"] == 0
    assert (figures["documents in one go"], figures["documents after the kills"]) == (57, 57)
    assert (figures["gone later"], figures["changed later"]) == (3, 3)
    assert figures["answers 503"] >= 6
