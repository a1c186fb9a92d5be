"""Small changes without a rebuild: what the index answers is what a rebuilt one would."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.copies import Copy
from corpus.document import Extraction, FacetValue, Page, Reference
from corpus.errors import StoreError
from corpus.overrides import Override
from corpus.store import Store
from index.build import Generations
from index.engine import AnyOf, EngineRequest, Everything, Facet, Not, Phrase, Prefix, Term
from index.manifest import Manifest
from index.stamps import stamps
from index.terms import FACETS
from index.whoosh_engine import WhooshEngine
from pipeline.analyse import analyse_document
from pipeline.analyzer import Analyzer
from tests.index.conftest import Add

QUERIES = (
    Everything(),
    Term("body", "koulu"),
    Prefix("body", "k"),
    Phrase(((Term("body", "perhe"),), (Term("body", "koulu"),)), 1),
    AnyOf((Term("body", "neuvola"), Term("part", "perhe"), Term("title", "raportti", 2.0))),
    Not(Term("body", "koulu")),
    Facet("region", frozenset({"Kainuu"})),
)
REQUESTS = [EngineRequest(query, count=FACETS, limit=100) for query in QUERIES] + [
    EngineRequest(query, {"region": frozenset({"Lappi", "Kainuu"})}, FACETS, limit=3)
    for query in QUERIES
]


@pytest.fixture
def generations(store: Store) -> Generations:
    return Generations(store.folder, WhooshEngine())


def answers(generations: Generations, analyzer: str) -> list[object]:
    _, opened = generations.open(analyzer)
    try:
        return [opened.count(), *(opened.search(request) for request in REQUESTS)]
    finally:
        opened.close()


def rebuilt(store: Store, analyzer: str) -> list[object]:
    """What an index says that is built of all."""
    with tempfile.TemporaryDirectory() as folder:
        aside = Generations(Path(folder), WhooshEngine())
        aside.build(store)
        return answers(aside, analyzer)


def parts(generations: Generations, manifest: Manifest) -> list[str]:
    folder = generations.folder / f"gen-{manifest.generation}"
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def fill(add: Add, count: int = 12) -> list[str]:
    words = ("koulu", "perhe", "neuvola", "perhekeskus", "lapsi")
    regions = ("Kainuu", "Lappi", "Uusimaa")
    texts = [" ".join(words[(n + i) % 5] for i in range(n % 4 + 1)) for n in range(count)]
    return [
        add(f"{text}, asia {n}.", region=(regions[n % 3],), year=(str(2010 + n % 4),))
        for n, text in enumerate(texts)
    ]


def test_new_changed_and_hidden_documents_come_in_a_part_of_their_own(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    ids = fill(add)
    whole = generations.build(store)
    assert (whole.changed, parts(generations, whole)) == (0, ["part-0"])
    new = add("Koulu ja perhe ja perhekeskus.", region=("Lappi",))
    store.facets.overrides.put(Override(ids[3], "region", "Pohjois-Savo", "set"))
    manifest = generations.renew(store)
    assert (manifest.generation, manifest.documents, manifest.changed) == (2, 13, 2)
    assert parts(generations, manifest) == ["delta-0", "part-0"]
    assert answers(generations, analyzer.version) == rebuilt(store, analyzer.version)
    assert generations.fresh(store, analyzer.version)

    store.copies.replace([Copy(new, ids[1], "copy", 1.0)])
    store.facets.overrides.take_back(ids[3], "region")
    manifest = generations.renew(store)
    # All is again as it was built.
    assert (manifest.generation, manifest.documents, manifest.changed) == (3, 12, 0)
    assert answers(generations, analyzer.version) == rebuilt(store, analyzer.version)
    assert generations.check() > 0


def test_files_are_shared_and_stay_when_the_generation_they_came_from_goes(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    fill(add)
    generations.build(store)
    path = next((generations.folder / "gen-1" / "part-0").glob("*.arrays"))
    inode = path.stat().st_ino
    for number in range(2):
        add(f"Uusi asia {number} koulussa.")
        generations.renew(store)
    assert generations.numbers() == [2, 3]
    assert (generations.folder / "gen-3" / "part-0" / path.name).stat().st_ino == inode
    assert answers(generations, analyzer.version) == rebuilt(store, analyzer.version)
    assert generations.roll_back().generation == 2
    assert generations.renew(store).changed == 2
    assert answers(generations, analyzer.version) == rebuilt(store, analyzer.version)


def test_where_there_are_no_links_files_are_copied(
    store: Store,
    generations: Generations,
    analyzer: Analyzer,
    add: Add,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    fill(add)
    generations.build(store)
    monkeypatch.setattr(os, "link", refuse)
    add("Uusi asia koulussa.")
    assert generations.renew(store).changed == 1
    assert answers(generations, analyzer.version) == rebuilt(store, analyzer.version)
    assert generations.check() > 0


def test_much_change_other_versions_or_damage_make_a_whole_build(
    store: Store, generations: Generations, analyzer: Analyzer, add: Add
) -> None:
    assert generations.renew(store).changed == 0  # there is nothing to begin with
    fill(add, 10)
    assert parts(generations, generations.renew(store)) == ["part-0"]
    for number in range(2):
        add(f"Vielä yksi asia {number}.")
    manifest = generations.renew(store)
    assert (manifest.changed, parts(generations, manifest)) == (2, ["delta-0", "part-0"])
    add("Kolmas on jo yli viidenneksen.")
    assert parts(generations, generations.renew(store)) == ["part-0"]

    stamped = generations.folder / "gen-4" / "stamps.json"
    stamped.write_text("{" + " " * (stamped.stat().st_size - 1))  # of the same size
    add("Neljäs.")
    assert parts(generations, generations.renew(store)) == ["part-0"]
    next((generations.folder / "gen-5").rglob("*.toc")).unlink()
    add("Viides.")
    assert parts(generations, generations.renew(store)) == ["part-0"]
    store.database.set_meta("analyzer", "another")
    assert parts(generations, generations.renew(store)) == ["part-0"]
    assert answers(generations, "another") == rebuilt(store, "another")


def test_a_disk_that_fills_is_one_line_and_no_loss(
    store: Store,
    generations: Generations,
    analyzer: Analyzer,
    add: Add,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(add)
    generations.build(store)
    before = answers(generations, analyzer.version)
    add("Uusi asia koulussa.")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("index.build.seal", "index.build.write_atomically"):
        with monkeypatch.context() as patched:
            patched.setattr(name, full)
            with pytest.raises(StoreError, match=r"No space left.*still answers"):
                generations.renew(store)
        assert answers(generations, analyzer.version) == before
    assert generations.renew(store).changed == 1
    assert len(generations.numbers()) == 2


def add_or_change(store: Store, analyzer: Analyzer, number: int, text: str, region: str) -> None:
    sha256 = f"{number:064x}"
    found = store.documents.with_content(sha256)
    document_id = found.id if found else store.documents.create(sha256, "text/plain", 1)
    pages = (Page(1, text),)
    store.pages.replace(document_id, "Raportti", pages)
    store.documents.save_extraction(document_id, Extraction(pages, "Raportti"), "1")
    analyse_document(store, analyzer, store.find(document_id))
    store.facets.replace(document_id, [FacetValue("region", region, 1.0)])
    store.documents.described(document_id, "1")
    store.database.set_meta("analyzer", analyzer.version)
    store.database.revise()


TEXTS = st.lists(
    st.sampled_from(["koulu", "perhe", "perhekeskuksessa", "neuvola", "koululla"]), max_size=6
).map(" ".join)
NUMBERS = st.integers(1, 9).map(lambda number: number << 220)  # ids are the first hex digits
REGIONS = st.sampled_from(["Kainuu", "Lappi"])
CHANGES = st.one_of(
    st.tuples(st.just("write"), NUMBERS, TEXTS, REGIONS),
    st.tuples(st.just("decide"), NUMBERS, st.sampled_from(["set", "unset"]), REGIONS),
    st.tuples(st.just("hide"), NUMBERS, st.just(""), st.just("")),
    st.tuples(st.just("place"), NUMBERS, st.sampled_from(["one", "two"]), st.just("")),
)


def change(store: Store, analyzer: Analyzer, what: tuple[str, int, str, str]) -> None:
    kind, number, text, value = what
    if kind == "write":
        add_or_change(store, analyzer, number, text, value)
        return
    found = store.documents.with_content(f"{number:064x}")
    if found is None:
        return
    if kind == "decide":
        store.facets.overrides.put(Override(found.id, "region", value, text))
    elif kind == "place":
        reference = Reference(text, f"/{number}")
        store.places.see(reference, 1)
        store.places.bind(reference, found.id)
        store.database.revise()
    else:
        others = [other for other in stamps(store) if other != found.id]
        store.copies.replace([Copy(found.id, others[0], "copy", 1.0)] if others else [])


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.tuples(TEXTS, REGIONS), min_size=9, max_size=9),
    st.lists(st.lists(CHANGES, min_size=1, max_size=4), min_size=1, max_size=3),
)
def test_however_a_corpus_changes_the_index_answers_as_one_built_of_all(
    analyzer: Analyzer,
    first: Sequence[tuple[str, str]],
    runs: Sequence[Sequence[tuple[str, int, str, str]]],
) -> None:
    with (
        patch("index.build.MOST_CHANGED", 0.9),
        tempfile.TemporaryDirectory() as folder,
        Store(Path(folder) / "data") as store,
    ):
        generations = Generations(store.folder, WhooshEngine())
        for number, (text, region) in enumerate(first, 1):
            add_or_change(store, analyzer, number << 220, text, region)
        generations.renew(store)
        for run in runs:
            for what in run:
                change(store, analyzer, what)
            generations.renew(store)
            assert answers(generations, analyzer.version) == rebuilt(store, analyzer.version)
