from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import UNKNOWN
from corpus.errors import UsageError
from corpus.store import Store
from index.search import SearchService
from index.trends import MOST_QUERIES, Trend, trend
from tests.index.conftest import Add
from tests.index.indexing import indexed

Count = Callable[..., Trend]


@pytest.fixture
def count(store: Store) -> Count:
    def made(*queries: str, **asked: object) -> Trend:
        with SearchService.open(indexed(store)) as service:
            return trend(service, queries, **asked)  # type: ignore[arg-type]

    return made


@pytest.fixture
def _corpus(add: Add) -> None:
    add("Neuvola ja neuvolat kasvoivat.", year=("2009", "2010"), region=("Kainuu",))
    add("Koulu alkoi kunnassa taas.", year=("2010",), region=("Lappi",))
    add("Neuvola yksin.", year=("2012",))
    add("Neuvola ilman vuotta.")


@pytest.mark.usefixtures("_corpus")
def test_hits_documents_and_words_by_year(count: Count) -> None:
    found = count("neuvola", "koulu")
    assert found.values == ("2009", "2010", "2012", UNKNOWN)
    neuvola, koulu = found.series
    assert [(p.documents, p.hits, p.of, p.words) for p in neuvola.points] == [
        (1, 2, 1, 4),
        (1, 2, 2, 8),
        (1, 1, 1, 2),
        (1, 1, 1, 3),
    ]
    assert (neuvola.documents, neuvola.hits) == (3, 4)
    assert [p.rate for p in neuvola.points[:2]] == [5000.0, 2500.0]
    assert [p.hits for p in koulu.points] == [0, 1, 0, 0]
    rows = found.as_rows()
    assert rows[0] == ["query", "year", "documents", "hits", "of", "words", "per 10000"]
    assert rows[1] == ["neuvola", "2009", "1", "2", "1", "4", "5000.000"]
    assert len(rows) == 1 + 2 * 4
    assert found.as_json()["series"][0]["points"][1]["rate"] == 2500.0


@pytest.mark.usefixtures("_corpus")
def test_filters_hold_for_hits_and_words(count: Count) -> None:
    given = count("neuvola", by="region", filters={"year": ["2010"]})
    assert given.values == ("Kainuu", "Lappi")
    assert [(p.hits, p.of, p.words) for p in given.series[0].points] == [(2, 1, 4), (0, 1, 4)]
    own, whole = count("neuvola year:2010", "neuvola", by="region").series
    assert [(p.value, p.hits, p.of) for p in own.points] == [
        ("Kainuu", 2, 1),
        ("Lappi", 0, 1),
        (UNKNOWN, 0, 0),
    ]
    assert own.points[2].rate == 0.0
    assert whole.points[2].hits == 2


def test_pages_that_cannot_be_trusted_do_not_count(add: Add, store: Store, count: Count) -> None:
    add("Neuvola yksi.", "Neuvola kaksi avoin", "päiväkoti neuvola.", year=("2010",))
    store.database.connection.execute("UPDATE page SET quality = 0.5 WHERE number = 2")
    single, phrase = count("neuvola", '"avoin päiväkoti"').series
    assert (single.hits, single.documents, single.points[0].words) == (2, 1, 4)
    assert (phrase.hits, phrase.documents) == (0, 0)


def test_what_stands_at_one_place_is_one_hit(add: Add, count: Count) -> None:
    add("Perhekeskus avattiin.", year=("2010",))
    assert count("perhekeskus keskus").series[0].hits == 1


def test_a_phrase_does_not_leap_over_a_page_left_out(add: Add, store: Store, count: Count) -> None:
    add("Siellä avoin", "sekava sivu", "päiväkoti.", year=("2010",))
    store.database.connection.execute("UPDATE page SET quality = 0.1 WHERE number = 2")
    assert count('"avoin päiväkoti"').series[0].hits == 0


def test_an_empty_corpus_of_the_filter(add: Add, count: Count) -> None:
    add("Neuvola.", year=("2010",))
    found = count("neuvola", filters={"region": ["Lappi"]})
    assert found.values == ()
    assert found.series[0].hits == 0


def test_what_cannot_be_counted(add: Add, count: Count) -> None:
    add("Neuvola.")
    with pytest.raises(UsageError, match="known are year, region"):
        count("neuvola", by="väri")
    for queries in ((), ("a",) * (MOST_QUERIES + 1)):
        with pytest.raises(UsageError, match="1 to 8"):
            count(*queries)
