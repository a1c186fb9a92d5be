"""A small corpus of our own sentences with an index and the file of its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from corpus.store import Store
from index.build import INDEXABLE, Generations
from index.suggestions.making import Counted, write
from index.suggestions.suggester import Suggester
from index.suggestions.vocabulary import Vocabulary
from index.whoosh_engine import WhooshEngine
from tests.index.conftest import Add
from tests.index.indexing import indexed

Open = Callable[[], Suggester]


def written(store: Store) -> Suggester:
    """A generation of everything in the store, with its words, opened."""
    config = indexed(store)
    current = Generations(store.folder, WhooshEngine()).current()
    assert current
    folder = store.folder / "index" / f"gen-{current.generation}"
    ids = tuple(document.id for document in store.documents.select(INDEXABLE))
    write(Counted(folder, store.folder, ids))
    return Suggester.open(config)


@pytest.fixture
def opened(store: Store) -> Iterator[Open]:
    """Indexes what was added and opens its suggestions."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(written(store))


@pytest.fixture
def reports(add: Add) -> list[str]:
    """Some reports; their ids."""
    return [
        add(
            "Perhekeskus avattiin, ja perhekeskuksessa toimii neuvola. Juurruttaminen jatkuu.",
            "Perhekeskustoiminta laajenee lastensuojelun rinnalla.",
            title="Kotipolku",
            region=("Kainuu",),
            project=("Kotipolku",),
            year=("2010",),
            theme=("neuvola",),
        ),
        add(
            "Juurruttamisessa tarvitaan koulua ja neuvolaa. Perhekeskuksen väki auttaa.",
            title="Silta",
            region=("Kainuu", "Keski-Suomi"),
            project=("Lapset puheeksi",),
            year=("2011",),
        ),
        add(
            "Varhainen tuki kuuluu koululle. Perhekeskukseen tullaan kävellen.",
            title="Ranta",
            region=("Lappi",),
            project=("Äitien aika",),
        ),
        add(
            "Lastensuojelussa varhainen tuki auttaa. Päiväkoti ja perhekeskus tekevät työtä.",
            title="Majakka",
            region=("Pohjois-Pohjanmaa",),
        ),
        add(
            "Barnskyddet utvecklas tillsammans med familjerna och skolan. Det är en rapport om "
            "hur arbetet gjordes på orten.",
            title="Stigen",
        ),
    ]


@pytest.fixture
def vocabulary(opened: Open, reports: list[str]) -> Vocabulary:
    return Vocabulary.open(opened().folder)
