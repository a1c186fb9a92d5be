from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from corpus.config import Config, DataConfig
from corpus.copies import Copy
from corpus.errors import UsageError
from corpus.store import Store
from index.build import Generations
from index.miss import Part
from index.search import Answer, SearchService
from index.whoosh_engine import WhooshEngine
from tests.index.conftest import Add

Open = Callable[[], SearchService]


@pytest.fixture
def opened(store: Store) -> Iterator[Open]:
    """Builds a generation of what was added and opens it."""
    with ExitStack() as stack:

        def make() -> SearchService:
            Generations(store.folder, WhooshEngine()).build(store)
            config = Config(base=store.folder.parent, data=DataConfig(str(store.folder)))
            return stack.enter_context(SearchService.open(config))

        yield make


def ids(answer: Answer) -> list[str]:
    assert answer.total == len(answer.hits)
    return [hit.id for hit in answer.hits]


def test_the_language_finds_what_it_says(add: Add, opened: Open) -> None:
    one = add("Lapsiperhepalveluissa on neuvola.", title="Aalto", region=("Kainuu",))
    two = add("Lapsiperheille suunnattuja palveluja; koulu.", title="Meri", region=("Lappi",))
    three = add("Koulun ja neuvolan väki tapasi.", title="Neuvola", region=("Kainuu", "Lappi"))
    service = opened()

    def found(query: str, **filters: frozenset[str]) -> set[str]:
        return set(ids(service.search(query, filters)))

    assert found('"lapsiperheiden palvelut"') == {one}
    assert found('"lapsiperheiden palvelut"~1') == {one, two}
    assert found('-"lapsiperheiden palvelut"~1') == {one, three}
    assert found("neuvola") == {one, three}
    assert found("neuvola -koulu") == {one}
    assert found("neuvola OR koulu") == {one, two, three}
    assert found("(neuvola OR koulu) väki") == {three}
    assert found("neuvola NEAR/1 koulu") == {three}
    assert found("neuvola NEAR/0 koulu") == set()
    assert found("palvelu NEAR/0 lapsiperhe") == {one}
    assert found("title:neuvola") == {three}
    assert found("lapsiperh*") == {one, two}
    assert found("=neuvola") == {one}
    assert found("alue:Kainuu") == {one, three}
    assert found("neuvola -alue:lappi") == {one}
    assert found("alue:lappi -koulu OR neuvola") == {three}
    assert found("alue:Kainuu OR koulu") == {one, two, three}
    assert found("alue:Lappi alue:Kainuu koulu") == {two, three}
    assert found("alue:Lappi", region=frozenset({"Kainuu"})) == {one, two, three}
    assert found("") == {one, two, three}
    assert found("***") == set()


def test_a_value_that_is_not_known_is_left_out_with_a_note(add: Add, opened: Open) -> None:
    one = add("Neuvola.", region=("Lappi",))
    answer = opened().search("neuvola alue:Lapi vuosi:2009-2008")
    assert ids(answer) == [one]
    assert "did you mean Lappi?" in answer.notes[0]
    assert "ends before it begins" in answer.notes[1]
    assert answer.understood == {"neuvola": ["neuvola"]}


def test_facets_in_the_query_are_counted_as_filters(add: Add, opened: Open) -> None:
    add("Neuvola.", region=("Lappi",))
    add("Neuvolassa.", region=("Kainuu",))
    answer = opened().search("neuvola alue:Lappi")
    assert (answer.total, answer.facets["region"]) == (1, {"Kainuu": 1, "Lappi": 1})


def test_answers_are_ordered_as_asked(add: Add, opened: Open) -> None:
    new = add("Neuvola.", title="ä loppu", year=("2009", "2010", "2011"))
    old = add("Neuvola neuvola.", title="Ångström", published=("2010",), year=("2008", "2012"))
    none = add("Neuvola neuvola neuvola.", title="”Zeppelin”")
    same = add("Neuvola, neuvola.", title="Aalto", year=("2010",))
    service = opened()

    def ordered(order: str) -> list[str]:
        whole = ids(service.search("neuvola", order=order))
        pages = [service.search("neuvola", limit=1, page=n, order=order) for n in range(1, 6)]
        assert [hit.id for page in pages for hit in page.hits] == whole
        assert {page.total for page in pages} == {4}
        return whole

    assert sorted(ordered("relevance")) == sorted([new, old, none, same])
    assert ordered("newest") == [new, *sorted([old, same]), none]
    assert ordered("oldest") == [*sorted([old, same]), new, none]
    assert ordered("title") == [same, none, old, new]
    with pytest.raises(UsageError, match="no order 'size'"):
        service.search("neuvola", order="size")


def test_why_a_document_is_not_found(add: Add, opened: Open) -> None:
    one = add("Neuvolan ovi on avoin.", region=("Lappi",))
    service = opened()
    query = 'neuvola koulu "avoin ovi" -ovi (koulu OR neuvola) ovi NEAR/0 koulu theme:neuvola'
    miss = service.explain_miss(query, {"region": {"Kainuu"}}, one[:6])
    assert (miss.id, miss.found, miss.absent) == (one, False, "")
    assert miss.parts == (
        Part("neuvola", True),
        Part("koulu", False),
        Part('"avoin ovi"', False, (Part("avoin", True), Part("ovi", True))),
        Part("-ovi", False, (Part("ovi", True),)),
        Part("koulu OR neuvola", True),
        Part("ovi NEAR/0 koulu", False, (Part("ovi", True), Part("koulu", False))),
        Part("region: Kainuu", False, has=("Lappi",)),
        Part("theme: neuvola", False, has=()),
    )
    assert miss.as_json()["parts"][1] == {"text": "koulu", "met": False, "parts": (), "has": None}
    assert service.explain_miss("neuvola", None, one).found
    nothing = service.explain_miss("koulu OR kirkko", None, one)
    assert [part.met for part in nothing.parts[0].parts] == [False, False]
    with pytest.raises(UsageError, match="no document"):
        service.explain_miss("neuvola", None, "nothing")


def test_a_document_that_the_index_does_not_have(add: Add, opened: Open, store: Store) -> None:
    one = add("Neuvola.")
    service = opened()
    two = add("Neuvola kaukana.")
    miss = service.explain_miss("neuvola", None, two)
    assert (miss.found, miss.parts) == (False, ())
    assert "after this index" in miss.absent
    store.copies.replace([Copy(two, one, "copy", 1.0)])
    assert f"a copy of {one}" in service.explain_miss("neuvola", None, two).absent
    store.copies.replace([])
    store.documents.quarantine(two, "extract", "1", "broken")
    assert "quarantine: broken" in service.explain_miss("neuvola", None, two).absent
