from __future__ import annotations

from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.lexicon import most_memory
from benchmarks.search.__main__ import main
from benchmarks.search.corpus import FACETS, Corpus
from benchmarks.search.figures import memory_now, percentiles, private_memory
from benchmarks.search.growth import Point, draw, exponent
from benchmarks.search.queries import CLASSES, choose
from benchmarks.search.registry import rivals
from benchmarks.search.service import ask_service, index, prepare, typed

SMALL = Corpus(40, lemmas=3000)


def test_the_same_seed_makes_the_same_documents() -> None:
    first = list(islice(Corpus(2, lemmas=3000).index_documents(), 2))
    again = list(islice(Corpus(9, lemmas=3000).index_documents(), 2))
    other = list(islice(Corpus(2, seed=8, lemmas=3000).index_documents(), 2))
    assert first == again
    assert first != other
    assert set(first[0].facets) == set(FACETS)
    assert len(first[0].fields["body"]) == len(first[0].fields["exact"])


def test_every_engine_gives_the_same_answers(tmp_path: Path) -> None:
    queries = choose(SMALL)
    assert {asked.kind for asked in queries} == set(CLASSES)
    answers = {}
    for name, rival in rivals().items():
        if name == "tantivy":
            continue  # optional; the program itself compares it
        words = rival.build(tmp_path / name, SMALL)
        assert words == sum(len(made.lemmas) for made in SMALL.documents())
        ask, close = rival.open(tmp_path / name)
        answers[name] = [ask(asked) for asked in queries]
        close()
    ours = answers["hankemuisti"]
    assert all(found == ours for found in answers.values())
    assert all(total for total, _ in ours)


def test_the_service_finds_what_the_engine_finds(tmp_path: Path) -> None:
    corpus = Corpus(6, lemmas=3000)
    queries = choose(corpus)[:3]
    filled = prepare(tmp_path / "data", corpus)
    built = index(tmp_path / "data", corpus.count, int(filled["words"]))
    assert built["reindex_tokens_per_wall_second"] > 0
    assert built["renew_one_document_seconds"] > 0
    figures = ask_service(tmp_path / "data", corpus, queries)
    assert figures["snippets_p50_ms"] > 0
    assert figures["kwic_100_p95_ms"] > 0
    assert figures["cold_search_seconds"] > 0


def test_queries_are_typed_as_a_person_would() -> None:
    shown = {asked.kind: typed(asked) for asked in choose(SMALL)}
    assert " OR " in shown["or3"]
    assert shown["phrase"][0] == shown["phrase"][-1] == '"'
    assert shown["prefix"][-1] == "*"


def test_percentiles() -> None:
    assert percentiles("x", [float(n) for n in range(101)]) == {
        "x_p50_ms": pytest.approx(50),
        "x_p95_ms": pytest.approx(95),
    }


def test_memory_is_told_in_mib() -> None:
    assert 10 < most_memory() < 100_000
    assert memory_now() <= most_memory() * 1.1
    assert private_memory() <= most_memory() * 1.1


def test_growth_is_a_power_and_a_picture() -> None:
    linear = [Point(1000, 350, 0.2), Point(2000, 700, 0.4), Point(4000, 1400, 0.8)]
    flat = [Point(1000, 3, 0.1), Point(2000, 3, 0.11), Point(4000, 3, 0.4)]
    assert exponent(linear) == 1.0
    assert exponent(flat) == 1.0  # it meets no more, yet takes longer: by the corpus
    root = ElementTree.fromstring(draw({"common": linear, "rare": flat}))
    text = " ".join(root.itertext())
    assert "common, power 1.0" in text
    assert "4000 documents, 1400 met, 0.8 ms" in text
    assert len(root.findall(".//{*}path")) > 8


def test_the_program_keeps_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(order: dict[str, object], program: str = "measure") -> dict[str, object]:
        """What a process of its own would say, without starting one."""
        queries = order.get("queries", [])
        assert isinstance(queries, list)
        if order["do"] == "serve":
            figures = {f"{kind}_p50_ms": 2.0 for kind in (*CLASSES, "all")}
            return {"figures": figures, "answers": [[7, {}] for _ in queries]}
        return {"disk_mib": 1.0}

    monkeypatch.setattr("benchmarks.search.__main__.in_child", told)
    monkeypatch.setattr("benchmarks.search.growth.in_child", told)
    names = ["--engines", "hankemuisti", "fts5", "--service"]
    files = ["--plot", str(tmp_path / "plot.svg"), "--keep", str(tmp_path / "figures.md")]
    assert main(["--documents", "8", *names, *files]) == 0
    out = capsys.readouterr().out
    assert "times_ours_all" in out
    assert "grows_common" in out
    assert (tmp_path / "plot.svg").read_text().startswith("<svg")
    assert out.strip() in (tmp_path / "figures.md").read_text()
