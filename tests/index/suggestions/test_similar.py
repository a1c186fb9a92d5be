from __future__ import annotations

import pytest

from corpus.copies import Copy
from corpus.errors import UsageError
from corpus.store import Store
from tests.index.conftest import Add
from tests.index.suggestions.conftest import Open, written

CAFE = "Perhekahvilassa kahvitellaan, lauletaan ja askarrellaan vauvojen kanssa."
SCHOOL = "Koulukuraattori ja opettaja suunnittelevat oppilashuoltoa luokissa."


def test_documents_that_share_what_tells(add: Add, opened: Open) -> None:
    one = add(CAFE, title="Yksi", region=("Lappi",))
    two = add(f"{CAFE} Myös ulkona.", title="Kaksi", region=("Lappi",))
    three = add(f"{CAFE} Usein illalla.", title="Kolme", region=("Kainuu",))
    other = add(SCHOOL, title="Koulu")
    add(f"{SCHOOL} Keväällä.", title="Toinen koulu")
    suggester = opened()
    found = suggester.similar(one[:8])
    assert {each.id for each in found.documents} == {two, three}
    for each in found.documents:
        assert {"perhekahvila", "vauva"} <= set(each.shared) <= set(found.words)
    assert "ja" not in found.words
    inside = suggester.similar(one, {"region": {"Kainuu"}})
    assert [each.id for each in inside.documents] == [three]
    assert len(suggester.similar(one, limit=1).documents) == 1
    assert [each.title for each in suggester.similar(other).documents] == ["Toinen koulu"]
    told = found.as_json()
    assert told["documents"][0].keys() == {"id", "title", "location", "score", "shared"}
    with pytest.raises(UsageError, match="no document"):
        suggester.similar("nothing")


def test_copies_and_editions_are_left_out_and_named(add: Add, store: Store) -> None:
    one, copy = add(CAFE, title="Yksi"), add(f"{CAFE} Kopio.", title="Kopio")
    edition, other = add(f"{CAFE} Luonnos.", title="Luonnos"), add(f"{CAFE} Muu.", title="Muu")
    store.copies.replace([Copy(copy, one, "copy", 1.0), Copy(edition, one, "edition", 0.7)])
    with written(store) as suggester:
        found = suggester.similar(one)
        assert [each.id for each in found.documents] == [other]
        assert {each.id for each in found.left_out} == {copy, edition}
        # A copy is not in the index: its words are counted when they are asked for.
        of_copy = suggester.similar(copy)
        assert [each.id for each in of_copy.documents] == [other]
        assert {each.id for each in of_copy.left_out} == {one, edition}
        assert set(found.words) == set(of_copy.words)
        assert of_copy.as_json()["left_out"][0]["id"] in {one, edition}


def test_a_document_that_says_nothing(add: Add, opened: Open) -> None:
    empty = add("", title="Tyhjä")
    add(CAFE)
    add(f"{CAFE} Taas.")
    found = opened().similar(empty)
    assert (found.words, found.documents) == ((), ())
