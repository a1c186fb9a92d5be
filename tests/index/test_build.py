from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from corpus.document import State
from corpus.errors import EngineUnavailable, NoIndexError
from corpus.store import Store
from index.build import POINTER, Generations
from index.engine import EngineRequest, IndexDocument, Term
from index.manifest import MANIFEST
from index.sidebyside import Step
from index.whoosh_engine import WhooshEngine
from pipeline.analyzer import Analyzer
from tests.index.conftest import Add


@pytest.fixture
def generations(store: Store) -> Generations:
    return Generations(store.folder, WhooshEngine())


def found(generations: Generations, analyzer: Analyzer, term: str) -> set[str]:
    _, opened = generations.open(analyzer.version)
    try:
        return {hit.id for hit in opened.search(EngineRequest(Term("body", term))).hits}
    finally:
        opened.close()


def test_a_generation_is_built_and_answers(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    assert generations.current() is None
    with pytest.raises(NoIndexError, match="hankemuisti reindex"):
        generations.open(analyzer.version)
    one = add("Neuvolassa käydään.", region=("Kainuu",))
    manifest = generations.build(store)
    assert (manifest.generation, manifest.documents) == (1, 1)
    assert found(generations, analyzer, "neuvola") == {one}
    assert store.find(one).state == State.INDEXED
    assert generations.fresh(store, analyzer.version)


def test_a_change_in_the_corpus_makes_it_stale(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    add("Neuvolassa käydään.")
    generations.build(store)
    two = add("Koulussa opitaan.")
    assert not generations.fresh(store, analyzer.version)
    assert found(generations, analyzer, "koulu") == set()
    generations.build(store)
    assert found(generations, analyzer, "koulu") == {two}


def test_readers_keep_the_generation_they_opened(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    one = add("Koulussa opitaan.")
    generations.build(store)
    _, opened = generations.open(analyzer.version)
    for _ in range(3):
        add(f"Koulussa opitaan lisää {time.monotonic_ns()}.")
        generations.build(store)
    hits = opened.search(EngineRequest(Term("body", "koulu"))).hits
    opened.close()
    assert [hit.id for hit in hits] == [one]
    assert generations.numbers() == [3, 4]


def test_one_made_by_others_is_refused_with_the_command(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    add("Koulussa opitaan.")
    generations.build(store)
    with pytest.raises(NoIndexError, match=r"other versions.*hankemuisti reindex"):
        generations.open("another analyzer")
    assert not generations.fresh(store, "another analyzer")


Shares = Sequence[Iterable[IndexDocument]]


class Forgetful(WhooshEngine):
    """Loses every second document."""

    def build(
        self, folder: Path, shares: Shares, facets: Iterable[str], step: Step = lambda: None
    ) -> int:
        kept = [document for share in shares for document in share]
        super().build(folder, [kept[::2]], facets, step)
        return len(kept)


class Shuffling(WhooshEngine):
    """Gives every document the same word."""

    def build(
        self, folder: Path, shares: Shares, facets: Iterable[str], step: Step = lambda: None
    ) -> int:
        word = {"exact": (("sana",),)}
        same = [IndexDocument(d.id, word, d.facets) for share in shares for d in share]
        return super().build(folder, [same], facets, step)


@pytest.mark.parametrize(
    ("engine", "problem"),
    [(Forgetful(), "documents are missing|does not find"), (Shuffling(), "does not find")],
)
def test_a_wrong_index_is_never_switched_to(
    store: Store,
    generations: Generations,
    analyzer: Analyzer,
    add: Add,
    engine: WhooshEngine,
    problem: str,
) -> None:
    one = add("Koulussa opitaan.")
    generations.build(store)
    add("Neuvolassa käydään.")
    with pytest.raises(NoIndexError, match=problem):
        Generations(store.folder, engine).build(store)
    assert found(generations, analyzer, "koulu") == {one}
    assert generations.numbers() == [1]


def test_a_broken_manifest_or_index_is_one_line(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    add("Koulussa opitaan.")
    generations.build(store)
    folder = generations.folder / "gen-1"
    for path in folder.rglob("*.arrays"):
        path.unlink()
    with pytest.raises(EngineUnavailable, match="hankemuisti reindex"):
        generations.open(analyzer.version)
    assert not generations.fresh(store, analyzer.version)
    (folder / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(NoIndexError, match="hankemuisti reindex"):
        generations.current()
    assert not generations.fresh(store, analyzer.version)
    generations.build(store)
    assert found(generations, analyzer, "koulu")


KILLED = """
import os, sys
from pathlib import Path
from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine
store = Store(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    Generations(store.folder, WhooshEngine()).build(store)
"""


def test_killed_at_any_moment_a_whole_generation_answers(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    ids = {add(f"Koulussa opitaan asia {number}.") for number in range(10)}
    generations.build(store)
    for round_ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(store.folder)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(0.013 * (round_ + 1))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert found(generations, analyzer, "koulu") == ids
    name = (generations.folder / POINTER).read_text().strip()
    manifest = json.loads((generations.folder / name / MANIFEST).read_text())
    assert manifest["documents"] == 10
    generations.build(store)
    assert len(generations.numbers()) == 2


KILLED_SIDE_BY_SIDE = KILLED.replace(
    "while True:", "import index.shares\nindex.shares.SHARE = 1\nwhile True:"
)
KILLED_SIDE_BY_SIDE = KILLED_SIDE_BY_SIDE.replace(".build(store)", ".build(store, None, 2)")


def test_killed_while_processes_build_side_by_side_a_whole_generation_answers(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    ids = {add(f"Koulussa opitaan asia {number}.") for number in range(4)}
    generations.build(store)
    for seconds in (0.1, 0.6, 1.1):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED_SIDE_BY_SIDE, str(store.folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(seconds)
        os.kill(child.pid, signal.SIGKILL)
        child.stdout.read()  # until those it started have ended too
        child.wait()
        child.stdout.close()
        assert found(generations, analyzer, "koulu") == ids


def test_processes_share_the_documents(
    store: Store,
    generations: Generations,
    analyzer: Analyzer,
    add: Add,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.shares.SHARE", 2)
    ids = {add(f"Koulussa opitaan asia {number}.", region=("Kainuu",)) for number in range(7)}
    assert generations.build(store, processes=3).documents == 7
    assert len(list((generations.folder / "gen-1").glob("part-*"))) == 3
    assert found(generations, analyzer, "koulu") == ids


def test_a_reader_answers_for_the_first_time_when_its_files_are_gone(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    one = add("Koulussa opitaan.", region=("Kainuu",))
    generations.build(store)
    _, opened = generations.open(analyzer.version)
    for number in range(3):
        add(f"Koulussa opitaan lisää {number}.")
        generations.build(store)
    result = opened.search(EngineRequest(Term("body", "koulu"), count=("region",)))
    opened.close()
    assert [hit.id for hit in result.hits] == [one]
    assert result.facets == {"region": {"Kainuu": 1}}


def test_an_empty_corpus_does_not_take_the_place_of_a_full_index(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add, tmp_path: Path
) -> None:
    one = add("Koulussa opitaan.")
    generations.build(store)
    with Store(tmp_path / "empty") as empty, pytest.raises(NoIndexError, match="goes on answering"):
        generations.build(empty)
    assert found(generations, analyzer, "koulu") == {one}


def test_a_pointer_of_noise_is_one_line(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    add("Koulussa opitaan.")
    generations.build(store)
    (generations.folder / POINTER).write_bytes(b"\xff\xfe")
    with pytest.raises(NoIndexError, match="hankemuisti reindex"):
        generations.open(analyzer.version)
    generations.build(store)
    assert found(generations, analyzer, "koulu")


def test_damage_met_by_a_search_is_one_line(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    add("Koulussa opitaan.")
    generations.build(store)
    _, opened = generations.open(analyzer.version)
    opened.close()  # the files are no longer to be had
    with pytest.raises(EngineUnavailable, match="hankemuisti reindex"):
        opened.search(EngineRequest(Term("body", "koulu")))
