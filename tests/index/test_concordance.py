from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.pages import Pages, StoredPage
from corpus.store import Store
from index.concordance import LEFT, RIGHT, Concordance, concordance
from index.search import SearchService
from tests.index.conftest import Add
from tests.index.indexing import indexed

Kwic = Callable[..., Concordance]


@pytest.fixture
def kwic(store: Store) -> Kwic:
    def made(query: str, **asked: object) -> Concordance:
        with SearchService.open(indexed(store)) as service:
            return concordance(service, service.matching(query), **asked)  # type: ignore[arg-type]

    return made


def test_every_occurrence_has_its_line(add: Add, kwic: Kwic) -> None:
    document_id = add(
        "Kunnassa avattiin kaksi perhekeskusta keväällä. Perhekeskus kasvoi.",
        "Toisella sivulla perhekeskuksen väki kertoo.",
        title="Raportti perhekeskuksista",
        published=("2011",),
    )
    found = kwic("perhekeskus", left=2, right=2)
    assert [(line.page, line.left, line.hit, line.right) for line in found.lines] == [
        (1, "avattiin kaksi", "perhekeskusta", "keväällä. Perhekeskus"),
        (1, "perhekeskusta keväällä.", "Perhekeskus", "kasvoi."),
        (2, "Toisella sivulla", "perhekeskuksen", "väki kertoo."),
    ]
    line = found.lines[0]
    assert (line.document_id, line.year, line.compound) == (document_id, 2011, False)
    assert (line.before, line.after) == (("kaksi", "avattiin"), ("keväällä", "perhekeskus"))
    assert (found.read, found.more) == (1, False)


def test_the_half_of_a_compound_is_marked(add: Add, kwic: Kwic) -> None:
    add("Uudistus koskee lapsiperhepalveluita laajasti, palveluja myös.")
    half, whole = kwic("palvelu").lines
    assert half.compound
    assert [half.hit[start:end] for start, end in half.marks] == ["palveluita"]
    assert not whole.compound
    assert half.as_json()["marks"] == [[10, 20]]


def test_phrases_are_one_line_from_end_to_end(add: Add, kwic: Kwic) -> None:
    add("Siellä on lapsiperheille\nsuunnattuja palveluja monta.", "Avoin", "päiväkoti toimii.")
    (line,) = kwic('"lapsiperheiden palvelut"~1').lines
    assert line.hit == "lapsiperheille suunnattuja palveluja"
    assert [line.hit[start:end] for start, end in line.marks] == ["lapsiperheille", "palveluja"]
    assert (line.left, line.right, line.compound) == ("Siellä on", "monta.", False)
    (cut,) = kwic('"avoin päiväkoti"').lines
    assert (cut.page, cut.hit, cut.right) == (2, "Avoin", "")


def test_sorting_is_outward_from_the_hit_and_finnish(add: Add, kwic: Kwic) -> None:
    add("Zetan neuvola ääni. Ålandin neuvola öljy. Äidin neuvola zen. Åkermanin neuvola aamu.")
    assert [line.left for line in kwic("neuvola", left=1, order=LEFT).lines] == [
        "Zetan",
        "Åkermanin",
        "Ålandin",
        "Äidin",
    ]
    assert [line.after[0] for line in kwic("neuvola", order=RIGHT).lines] == [
        "aamu",
        "zen",
        "ääni",
        "öljy",
    ]


def test_without_context(add: Add, kwic: Kwic) -> None:
    add("Uusi neuvola, avattiin.")
    (line,) = kwic("neuvola", left=0, right=0).lines
    assert (line.left, line.hit, line.right) == ("", "neuvola", "")


def test_only_as_many_documents_are_read_as_lines_need(
    add: Add, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        add(f"Neuvola {number}. Neuvola taas. Ja neuvola.")
    read, of = [], Pages.of

    def counted(pages: Pages, document_id: str) -> list[StoredPage]:
        read.append(document_id)
        return of(pages, document_id)

    with SearchService.open(indexed(store)) as service:
        matches = service.matching("neuvola")
        monkeypatch.setattr(Pages, "of", counted)
        found = concordance(service, matches, limit=7)
        assert (len(found.lines), found.read, found.more) == (7, 3, True)
        assert read == list(matches.ids[:3])
        assert concordance(service, matches, limit=6).more
        every = concordance(service, matches, limit=0)
        assert (len(every.lines), every.read, every.more) == (90, 30, False)
        exactly = concordance(service, matches, limit=90)
        assert (len(exactly.lines), exactly.more) == (90, False)


def test_nothing_met(add: Add, kwic: Kwic) -> None:
    add("Teksti.", title="Neuvola otsikossa")
    found = kwic("neuvola")
    assert (found.lines, found.read, found.more) == ((), 0, False)
    assert len(found.matches.ids) == 1
    assert kwic("koulu").as_rows() == [
        ["document", "title", "year", "page", "printed", "left", "hit", "right"]
    ]


def test_a_word_without_end_does_not_fill_the_line(add: Add, kwic: Kwic) -> None:
    add(f"{'a' * 5000} neuvola {'b' * 5000}")
    (line,) = kwic("neuvola", left=1, right=1).lines
    assert max(len(line.left), len(line.right)) <= 40


def test_the_printed_page_and_the_table(add: Add, store: Store, kwic: Kwic) -> None:
    document_id = add("Neuvola.")
    store.database.connection.execute(
        "UPDATE page SET label = 'iv' WHERE document_id = ? AND number = 1", (document_id,)
    )
    found = kwic("neuvola")
    assert found.as_rows()[1] == [document_id, "Raportti", "", "1", "iv", "", "Neuvola", ""]
    assert found.as_json()["documents"] == 1
