from __future__ import annotations

import json
from itertools import cycle, islice
from pathlib import Path

import pytest

from benchmarks.search.corpus import Corpus
from benchmarks.web import __main__ as program
from benchmarks.web.addresses import SEARCH, addresses
from benchmarks.web.load import Visit, at_rate, one_at_a_time, told

SMALL = Corpus(20, lemmas=3000)
CLOSED = "http://127.0.0.1:1"
"""Where nothing listens."""


def test_no_address_comes_twice() -> None:
    some = list(islice(addresses(SMALL), 1500))
    assert len(set(some)) == len(some)
    assert all(address.startswith(f"{SEARCH}?q=") for address in some)
    assert 0.15 < sum("&year=20" in address for address in some) / len(some) < 0.35
    assert some == list(islice(addresses(SMALL), 1500))


def test_the_figures_of_a_load_tell_what_failed() -> None:
    good = [Visit(float(n), "", 10, hits=True) for n in range(1, 100)]
    figures = told("load", [*good, Visit(5000.0, "503", 10, hits=False)])
    assert (figures["load_requests"], figures["load_failed"]) == (100, 1)
    assert figures["load_without_hits"] == 0
    assert figures["load_p50_ms"] == 50.5
    assert figures["load_p99_ms"] > 99
    assert told("one", good[:1])["one_p99_ms"] == 1.0


def test_whoever_is_not_answered_has_failed() -> None:
    assert [visit.failed for visit in one_at_a_time(CLOSED, ["/"])] == ["ConnectError"]
    visits = at_rate(CLOSED, cycle(["/"]), rate=100, seconds=0.05)
    assert len(visits) == 5
    assert all(visit.failed for visit in visits)
    assert not at_rate(CLOSED, cycle(["/"]), 100, 1, enough=lambda: True)


def test_a_small_corpus_is_served_loaded_and_reindexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "Corpus", lambda count: Corpus(count, lemmas=3000))
    monkeypatch.setattr(program, "ONE_BY_ONE", 20)
    options = ["--documents", "20", "--seconds", "1", "--rate", "5", "--json"]
    assert program.main([*options, "--folder", str(tmp_path / "data")]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["first_requests"] == 20
    assert figures["rate_requests"] == figures["repeated_requests"] == 5
    assert figures["reindex_requests"] > 5
    assert figures["reindex_failed"] == figures["rate_failed"] == 0
    assert figures["first_without_hits"] < 20
    assert figures["server_processes"] >= 3
    assert figures["server_peak_mib"] > figures["server_private_mib"] > 0
    assert 5 < figures["largest_page_kb"] < 200


def test_a_folder_with_another_corpus_is_left_alone(tmp_path: Path) -> None:
    program.prepare(tmp_path, Corpus(3, lemmas=3000))
    with pytest.raises(SystemExit, match="has 3 documents, not 4"):
        program.prepare(tmp_path, Corpus(4, lemmas=3000))
