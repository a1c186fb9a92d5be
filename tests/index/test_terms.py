from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from corpus.document import Analysis, Page, Part, Span
from corpus.errors import StoreError
from corpus.pages import StoredPage, Tokens
from corpus.store import Store
from index.engine import IndexDocument
from index.stacks import Stack
from index.terms import FACETS, Fields

KNOWN = {
    "Neuvolan": Analysis("Neuvolan", "fi", ("neuvola",)),
    "voi": Analysis("voi", "fi", ("voida", "voi")),
    "perhepalvelut": Analysis(
        "perhepalvelut", "fi", ("perhepalvelu",), (Part("perhe", 0, 5), Part("palvelu", 5, 13))
    ),
    "Yhteystiedot": Analysis("Yhteystiedot", "fi", ("yhteystieto",)),
}


def stored(store: Store, number: int, text: str, *headings: Span) -> StoredPage:
    """A page whose words are those of KNOWN that stand in it."""
    keys = [key for key in re.findall(r"\w+", text) if key in KNOWN]
    forms = store.lexicon.intern(keys, "fi", lambda key, _: KNOWN[key], "1")
    starts = [text.index(key) for key in keys]
    return StoredPage(Page(number, text, "fi", headings=headings), Tokens(forms, starts))


def made(store: Store, *pages: StoredPage, **facets: list[str]) -> IndexDocument:
    title = stored(store, 0, "Neuvolan")
    return Fields(store.folder).document("d1", (title, *pages), facets)


def fields(document: IndexDocument) -> Mapping[str, Sequence[Stack]]:
    return {name: tuple(stacks) for name, stacks in document.fields.items()}


def test_every_field_shares_the_positions_of_the_words(store: Store) -> None:
    page = stored(store, 1, "Neuvolan voi perhepalvelut", Span(0, 12))
    found = fields(made(store, page))
    assert found["body"] == (("neuvola",), ("voida", "voi"), ("perhepalvelu",))
    assert found["part"] == ((), (), ("perhe", "palvelu"))
    assert found["exact"] == (("neuvolan",), ("voi",), ("perhepalvelut",))
    assert found["heading"] == (("neuvola",), ("voida", "voi"))
    assert found["title"] == (("neuvola",),)
    assert found["aside_body"] == ()


def test_what_stands_in_asides_is_there_once_more_and_no_heading(store: Store) -> None:
    text = "Yhteystiedot\nNeuvolan@esimerkki.fi voi"
    contacts = stored(store, 2, text, Span(0, 12))
    found = fields(made(store, stored(store, 1, "Neuvolan voi", Span(0, 0)), contacts))
    aside = (("yhteystieto",), ("neuvola",), ("voida", "voi"))
    assert found["heading"] == ()
    assert found["body"] == (("neuvola",), ("voida", "voi"), *aside)
    assert found["aside_body"] == ((), (), *aside)
    assert found["aside_exact"][2:] == (("yhteystiedot",), ("neuvolan",), ("voi",))
    assert found["aside_part"] == ((),) * 5


def test_a_page_that_has_not_been_analysed_has_no_words(store: Store) -> None:
    document = made(store, StoredPage(Page(1, "Neuvolan", "fi"), None))
    assert fields(document)["body"] == ()


def test_a_form_that_is_gone_is_an_error_in_one_line(store: Store) -> None:
    document = made(store, StoredPage(Page(1, "Neuvolan", "fi"), Tokens([9999], [0])))
    with pytest.raises(StoreError, match="forms are missing"):
        list(document.fields["body"])


def test_a_facet_about_which_nothing_is_known_is_unknown(store: Store) -> None:
    facets = made(store, region=["Kainuu", "Lappi"], period=["x"]).facets
    assert facets["region"] == ("Kainuu", "Lappi")
    assert facets["year"] == ("unknown",)
    assert set(facets) == set(FACETS)
