from __future__ import annotations

import json

import pytest

from benchmarks import floors
from benchmarks.ranking import __main__ as program
from benchmarks.ranking.__main__ import OURS, measure
from benchmarks.ranking.judged import REPORTS, Judged, data, halves, judged, ndcg
from benchmarks.ranking.methods import ingested, lemmas, ours, without_nearness, words
from corpus.config import Config


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return ingested(REPORTS, tmp_path_factory.mktemp("ranking"))


def test_ndcg_is_one_for_the_best_order_and_less_for_others() -> None:
    grades = {"a": 3, "b": 1}
    assert ndcg(["a", "b", "x"], grades) == 1
    assert ndcg(["a"], grades) < 1
    assert ndcg(["b", "a"], grades) == pytest.approx((1 + 7 / 1.5849625) / (7 + 1 / 1.5849625))
    assert ndcg(["x", "y"], grades) == ndcg([], grades) == ndcg(["a"], {}) == 0
    assert ndcg([*"0123456789", "a"], grades) == 0


def test_judgements_are_of_reports_there_are() -> None:
    queries = judged()
    assert len(queries) >= 25
    names = {path.name for path in REPORTS.iterdir()}
    for one in queries:
        assert set(one.grades) <= names, one.query
        assert set(one.grades.values()) <= {1, 2, 3}
        assert 3 in one.grades.values(), one.query
    tuned, held = halves(queries)
    assert not {one.query for one in tuned} & {one.query for one in held}
    assert len(tuned) + len(held) == len(queries)


def test_no_floor_is_broken(config: Config) -> None:
    queries = judged()
    figures = {OURS: measure(ours(config), queries), "lemmas": measure(lemmas(config), queries)}
    pinned = floors.of_set(floors.load(floors.FOLDER / "ranking.json"), "reports")
    assert set(pinned) == set(figures[OURS])
    assert floors.check(figures[OURS], data(), pinned) == []
    assert all(figures[OURS][name] > figures["lemmas"][name] for name in pinned)


def test_simpler_ways_find_what_has_any_of_the_words(config: Config) -> None:
    one = Judged("systeeminen lastensuojelu", {"diat-systeeminen-malli-2018.pdf": 3})
    for way in (words(config), lemmas(config), ours(config), without_nearness(config)):
        assert way(one.query)[0] in one.grades
    assert len(lemmas(config)(one.query)) > len(ours(config)(one.query))
    assert words(config)("olematonsana") == []


def test_the_program_prints_every_figure(
    config: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "ingested", lambda *_: config)
    monkeypatch.setattr(program, "judged", lambda: judged()[:2])
    assert program.main(["--json", "--queries"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)[OURS]["data"] == data()
    assert len(err.splitlines()) == 2
    assert program.main([]) == 0
    assert "ndcg_held" in capsys.readouterr().out
