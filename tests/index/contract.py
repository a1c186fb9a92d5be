"""What every search engine must do: compared with brute force over generated corpora."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import EngineUnavailable
from index.engine import (
    AllOf,
    AnyOf,
    EngineRequest,
    Everything,
    Facet,
    IndexDocument,
    Node,
    Not,
    Phrase,
    Prefix,
    SearchEngine,
    Term,
)
from tests.index import brute

FACETS = ("region", "year")
WORDS = st.sampled_from(["lapsi", "lape", "perhe", "ä", "perhekeskus", "koulu", "2010"])
STACKS = st.lists(st.lists(WORDS, max_size=3, unique=True).map(tuple), max_size=8).map(tuple)
VALUES = {
    "region": st.sampled_from(["Kainuu", "Lappi", "koko maa", "unknown"]),
    "year": st.sampled_from(["2009", "2010", "unknown"]),
}


@st.composite
def documents(draw: st.DrawFn) -> list[IndexDocument]:
    made = []
    for number in range(draw(st.integers(0, 7))):
        body = draw(STACKS)
        parts = tuple(draw(st.lists(WORDS, max_size=2, unique=True).map(tuple)) for _ in body)
        facets = {
            name: tuple(draw(st.lists(values, min_size=1, max_size=3, unique=True)))
            for name, values in VALUES.items()
        }
        fields = {"body": body, "part": parts, "title": draw(STACKS)}
        made.append(IndexDocument(f"d{number}", fields, facets))
    return made


TERMS = st.builds(Term, st.sampled_from(["body", "part", "title"]), WORDS)
SLOTS = st.lists(
    st.lists(st.builds(Term, st.sampled_from(["body", "part"]), WORDS), min_size=1, max_size=2).map(
        tuple
    ),
    min_size=1,
    max_size=3,
).map(tuple)
LEAVES: st.SearchStrategy[Node] = st.one_of(
    TERMS,
    st.builds(Prefix, st.just("body"), st.sampled_from(["l", "perhe", "x"])),
    st.builds(Phrase, SLOTS, st.integers(0, 2)),
    SLOTS.flatmap(
        lambda slots: st.builds(
            Phrase, st.just(slots), st.tuples(*[st.integers(0, 2)] * (len(slots) - 1))
        )
    ),
    st.builds(Facet, st.just("region"), st.frozensets(VALUES["region"], max_size=2)),
    st.builds(Facet, st.just("nothing"), st.frozensets(VALUES["region"], max_size=1)),
    st.just(Everything()),
)
NODES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={name: st.frozensets(values, max_size=2) for name, values in VALUES.items()},
)


class EngineContract:
    """Inherit, and give the engine."""

    engine: SearchEngine

    def ask(
        self, made: Sequence[IndexDocument], requests: Sequence[EngineRequest], folder: Path
    ) -> None:
        assert self.engine.build(folder, [made], FACETS) == len(made)
        opened = self.engine.open(folder)
        try:
            assert opened.count() == len(made)
            for request in requests:
                ids, counts = brute.answer(made, request)
                result = opened.search(request)
                assert {hit.id for hit in result.hits} == ids
                assert result.total == len(ids)
                assert {name: dict(found) for name, found in result.facets.items()} == counts
                ranks = [(-hit.score, hit.id) for hit in result.hits]
                assert ranks == sorted(ranks)
        finally:
            opened.close()

    @settings(
        max_examples=150, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
    )
    @given(documents(), st.lists(st.tuples(NODES, FILTERS), min_size=3, max_size=8))
    def test_finds_and_counts_what_brute_force_does(
        self, made: list[IndexDocument], asked: list[tuple[Node, dict[str, frozenset[str]]]]
    ) -> None:
        requests = [EngineRequest(node, filters, FACETS, limit=100) for node, filters in asked]
        with tempfile.TemporaryDirectory() as folder:
            self.ask(made, requests, Path(folder) / "index")

    def test_pages_of_hits_join_without_gap_or_repetition(self, tmp_path: Path) -> None:
        made = [IndexDocument(f"d{n:02}", {"body": (("perhe",),) * n}, {}) for n in range(1, 24)]
        self.engine.build(tmp_path / "index", [made], FACETS)
        opened = self.engine.open(tmp_path / "index")
        whole = opened.search(EngineRequest(Term("body", "perhe"), limit=100)).hits
        parts = [
            opened.search(EngineRequest(Term("body", "perhe"), offset=offset, limit=5)).hits
            for offset in range(0, 30, 5)
        ]
        opened.close()
        assert tuple(hit for part in parts for hit in part) == whole
        assert len(whole) == 23

    def test_a_word_in_the_title_counts_for_what_it_weighs(self, tmp_path: Path) -> None:
        made = [
            IndexDocument("a", {"body": (("perhe",), ("koulu",)), "title": (("koulu",),)}, {}),
            IndexDocument("b", {"body": (("koulu",), ("perhe",)), "title": (("perhe",),)}, {}),
        ]
        self.engine.build(tmp_path / "index", [made], FACETS)
        opened = self.engine.open(tmp_path / "index")
        query = AnyOf((Term("body", "perhe"), Term("title", "perhe", 3.0)))
        hits = opened.search(EngineRequest(query)).hits
        opened.close()
        assert [hit.id for hit in hits] == ["b", "a"]
        assert hits[0].score > 2 * hits[1].score

    # Whoosh leaves its table of contents open when it cannot read it.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_a_broken_index_is_one_clear_error(self, tmp_path: Path) -> None:
        with pytest.raises(EngineUnavailable, match="hankemuisti reindex"):
            self.engine.open(tmp_path / "nothing")
        self.engine.build(tmp_path / "index", [[IndexDocument("a", {"body": ()}, {})]], FACETS)
        for path in (tmp_path / "index").rglob("*.*"):
            path.write_bytes(path.read_bytes()[:10])
        with pytest.raises(EngineUnavailable, match="hankemuisti reindex"):
            self.engine.open(tmp_path / "index").count()

    def test_a_failing_batch_is_not_kept(self, tmp_path: Path) -> None:
        def broken() -> list[IndexDocument]:
            raise RuntimeError("no more documents")

        with pytest.raises(RuntimeError):
            self.engine.build(tmp_path / "index", [(broken()[0] for _ in range(1))], FACETS)
