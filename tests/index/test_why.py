from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from corpus.store import Store
from index.search import Answer, SearchService
from index.why import Why
from tests.index.conftest import Add
from tests.index.indexing import indexed

Ask = Callable[..., Answer]

PAGES = (
    "Neuvola aloittaa\nNeuvolassa käy perhe, ja perheneuvola auttaa. Neuvolan ovi on auki.",
    "Koulu ja neuvola tekevät yhteistyötä. Avoin päiväkoti on koulun vieressä.\n"
    "Neuvola, p. 040 123 4567",
)


@pytest.fixture
def ask(store: Store, add: Add) -> Iterator[Ask]:
    add(*PAGES, title="Neuvola kylällä")
    add("Koulu on kiinni. Päiväkoti muutti, ja koululaiset jäivät.", title="Koulu")
    add("Barnskyddet i Österbotten har utvecklats tillsammans med familjerna och kommunerna.")
    add("Kirjasto on auki.")
    with ExitStack() as stack:
        service = stack.enter_context(SearchService.open(indexed(store)))
        yield lambda *args, **options: service.search(*args, explain=True, **options)


def why(answer: Answer, place: int = 0) -> Why:
    found = answer.hits[place].why
    assert found
    return found


@pytest.mark.parametrize(
    "query",
    [
        "neuvola",
        "neuvola koulu",
        "neuvolassa OR koulu OR kirjasto",
        '"avoin päiväkoti" neuvola koulu',
        "(neuvola koulu) OR kirjasto",
        "koulu -neuvola",
        "neuv* koulu",
        "koulu NEAR/9 päiväkoti",
        "=Koulu päiväkoti",
        "title:neuvola ovi",
        "-neuvola",
        "",
    ],
)
def test_reasons_add_up_to_the_score(ask: Ask, query: str) -> None:
    answer = ask(query)
    assert answer.hits
    for hit in answer.hits:
        assert hit.why
        total = sum(reason.score for reason in hit.why.reasons) + hit.why.nearness
        assert total == pytest.approx(hit.score)


def test_a_reason_says_where_and_in_which_forms(ask: Ask) -> None:
    (reason,) = why(ask("neuvola")).reasons
    assert reason.text == "neuvola"
    assert reason.places == {"title": 1, "text": 4, "part": 1, "aside": 1}
    assert reason.forms == {"neuvola": 4, "neuvolassa": 1, "perheneuvola": 1, "neuvolan": 1}
    assert not why(ask("neuvola")).nearness
    (phrase,) = why(ask('"avoin päiväkoti"')).reasons
    assert (phrase.text, phrase.forms) == ('"avoin päiväkoti"', {"avoin päiväkoti": 1})
    (near,) = why(ask("ja NEAR/9 vieressä")).reasons
    assert near.forms == {"ja … vieressä": 1}


def test_only_what_is_met_and_wanted_is_a_reason(ask: Ask) -> None:
    answer = ask("koulu OR kirjasto OR (neuvola kirjasto)")
    met = {hit.title: [reason.text for reason in why(answer, n).reasons]
           for n, hit in enumerate(answer.hits)}  # fmt: skip
    assert met["Koulu"] == ["koulu"]
    assert [reason.text for reason in why(ask("koulu -neuvola")).reasons] == ["koulu"]
    assert why(ask("-neuvola")).reasons == ()


def test_words_close_together_are_told(ask: Ask) -> None:
    assert why(ask("neuvola koulu")).nearness > 0


def test_what_is_met_over_the_bridge_is_told(ask: Ask) -> None:
    (reason,) = why(ask("lastensuojelu", bridge="expand")).reasons
    assert reason.over == ("barnskydd (sv)",)
    assert reason.forms == {"barnskyddet": 1}


def test_reasons_as_json(ask: Ask) -> None:
    found = ask("koulu").as_json()["hits"][0]["why"]
    assert list(found) == ["reasons", "nearness"]
    assert list(found["reasons"][0]) == ["text", "score", "places", "forms", "over"]
