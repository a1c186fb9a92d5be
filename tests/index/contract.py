"""What every search engine must do: compared with brute force over generated corpora."""

from __future__ import annotations

import shutil
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
    AnyTerm,
    EngineRequest,
    Everything,
    Facet,
    IndexDocument,
    Listed,
    Node,
    Not,
    Phrase,
    Prefix,
    Result,
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
PHRASES = st.builds(Phrase, SLOTS, st.integers(0, 2), st.sampled_from([1.0, -0.8]))
LEAVES: st.SearchStrategy[Node] = st.one_of(
    TERMS,
    st.builds(
        AnyTerm,
        st.lists(st.one_of(TERMS, PHRASES), max_size=3).map(tuple),
        st.lists(st.one_of(TERMS, PHRASES), max_size=2).map(tuple),
    ),
    st.builds(Listed, st.frozensets(st.sampled_from(["d0", "d3", "x"]))),
    st.builds(Prefix, st.just("body"), st.sampled_from(["l", "perhe", "x"])),
    PHRASES,
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
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple), st.booleans()),
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple), SLOTS, st.just(0.5)),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={name: st.frozensets(values, max_size=2) for name, values in VALUES.items()},
)


def changes(
    base: Sequence[IndexDocument], now: Sequence[IndexDocument]
) -> tuple[list[IndexDocument], list[str]]:
    """The documents that are new or others now, and the ids of those gone or changed."""
    before, after = {one.id: one for one in base}, {one.id: one for one in now}
    fresh = [one for one in now if before.get(one.id) != one]
    return fresh, [one.id for one in base if after.get(one.id) != one]


class EngineContract:
    """Inherit, and give the engine."""

    engine: SearchEngine

    def check(
        self, made: Sequence[IndexDocument], requests: Sequence[EngineRequest], folder: Path
    ) -> list[Result]:
        """Open an index and compare what it answers with what brute force does."""
        opened, results = self.engine.open(folder), []
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
                results.append(result)
        finally:
            opened.close()
        return results

    @settings(
        max_examples=150, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
    )
    @given(documents(), st.lists(st.tuples(NODES, FILTERS), min_size=3, max_size=8))
    def test_finds_and_counts_what_brute_force_does(
        self, made: list[IndexDocument], asked: list[tuple[Node, dict[str, frozenset[str]]]]
    ) -> None:
        requests = [EngineRequest(node, filters, FACETS, limit=100) for node, filters in asked]
        with tempfile.TemporaryDirectory() as folder:
            assert self.engine.build(Path(folder, "index"), [made], FACETS) == len(made)
            self.check(made, requests, Path(folder, "index"))

    @settings(
        max_examples=80, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
    )
    @given(
        st.lists(documents(), min_size=2, max_size=3),
        st.lists(st.tuples(NODES, FILTERS), min_size=3, max_size=6),
    )
    def test_an_extended_index_answers_as_one_built_of_all(
        self,
        states: list[list[IndexDocument]],
        asked: list[tuple[Node, dict[str, frozenset[str]]]],
    ) -> None:
        """Documents are added, changed and deleted, and changed again; scores are the same, too."""
        requests = [EngineRequest(node, filters, FACETS, limit=100) for node, filters in asked]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            self.engine.build(folder / "0", [states[0]], FACETS)
            for number, now in enumerate(states[1:], 1):
                fresh, gone = changes(states[0], now)
                base, extended = folder / str(number - 1), folder / str(number)
                assert self.engine.extend(extended, base, [fresh], FACETS, gone) == len(fresh)
                self.engine.build(folder / f"whole {number}", [now], FACETS)
                built = self.check(now, requests, folder / f"whole {number}")
                assert self.check(now, requests, extended) == built
            self.check(states[0], requests, folder / "0")

    def test_a_reader_of_the_base_does_not_notice_an_extension(self, tmp_path: Path) -> None:
        one, two = (IndexDocument(name, {"body": (("perhe",),)}, {}) for name in "ab")
        self.engine.build(tmp_path / "index", [[one]], FACETS)
        opened = self.engine.open(tmp_path / "index")
        self.engine.extend(tmp_path / "next", tmp_path / "index", [[two]], FACETS, ["a"])
        shutil.rmtree(tmp_path / "index")
        request = EngineRequest(Term("body", "perhe"))
        assert [hit.id for hit in opened.search(request).hits] == ["a"]
        opened.close()
        self.check([two], [request], tmp_path / "next")

    def test_an_extension_may_only_delete(self, tmp_path: Path) -> None:
        made = [IndexDocument(name, {"body": (("perhe",),)}, {}) for name in "ab"]
        self.engine.build(tmp_path / "index", [made], FACETS)
        assert self.engine.extend(tmp_path / "next", tmp_path / "index", [], FACETS, ["a"]) == 0
        self.check(made[1:], [EngineRequest(Everything())], tmp_path / "next")

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
