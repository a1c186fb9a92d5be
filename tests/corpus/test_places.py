from __future__ import annotations

import pytest

from corpus.document import Reference, State
from corpus.places import Place, Places
from corpus.store import Store


@pytest.fixture
def places(store: Store) -> Places:
    return store.places


def _see(places: Places, *locations: str, run: int = 1, source: str = "s") -> None:
    for location in locations:
        places.see(Reference(source, location), run)


def _get(places: Places, location: str, source: str = "s") -> Place:
    place = places.get(source, location)
    assert place
    return place


def _gone(places: Places, scope: str, run: int, source: str = "s") -> list[str]:
    return [place.location for place in places.mark_gone(source, scope, run)]


def test_a_place_nobody_has_seen(places: Places) -> None:
    assert places.get("s", "/r/a.pdf") is None


def test_a_place_goes_from_discovered_to_fetched(store: Store, places: Places) -> None:
    reference = Reference("s", "/r/å ä.pdf", "7:1", {"title": "Työn ääni", "": "x"})
    places.see(reference, 1)
    assert _get(places, "/r/å ä.pdf") == Place(
        "s", "/r/å ä.pdf", "", State.DISCOVERED, False, "", {"title": "Työn ääni", "": "x"}, "", 0
    )
    document_id = store.documents.create("a" * 64, "application/pdf", 7)
    places.bind(reference, document_id)
    place = _get(places, "/r/å ä.pdf")
    assert (place.document_id, place.state) == (document_id, State.FETCHED)
    assert place.fingerprint == "7:1"
    assert isinstance(place.state, State)


def test_the_same_location_of_two_sources_is_two_places(places: Places) -> None:
    _see(places, "/r/a.pdf", source="s")
    assert places.get("t", "/r/a.pdf") is None


def test_seeing_again_keeps_what_is_known_until_something_new_is(
    store: Store, places: Places, document: str
) -> None:
    reference = Reference("s", "/r/perhekeskus.txt", "8:2", {"title": "Uusi"})
    places.see(reference, 2)
    place = _get(places, "/r/perhekeskus.txt")
    assert place.metadata == {}
    assert places.know(place, {"title": "Uusi", "date": "2012"}, all_of_it=True)
    place = _get(places, "/r/perhekeskus.txt")
    assert not places.know(place, {"title": "Uusi"}, all_of_it=False), "what fetch told stays"
    assert places.know(place, {"title": "Uusi"}, all_of_it=True)
    place = _get(places, "/r/perhekeskus.txt")
    assert place.metadata == {"title": "Uusi"}
    assert (place.document_id, place.state) == (document, State.FETCHED)
    assert place.fingerprint == "7:1", "it is that of the bytes we have"


def test_quarantine_counts_attempts_and_keeps_the_document(places: Places, document: str) -> None:
    reference = Reference("s", "/r/perhekeskus.txt", "0:9")
    places.quarantine(reference, "empty file")
    places.quarantine(reference, "still empty")
    place = _get(places, "/r/perhekeskus.txt")
    assert (place.state, place.error, place.attempts) == (State.QUARANTINED, "still empty", 2)
    assert place.document_id == document
    assert [found.location for found in places.of(document)] == ["/r/perhekeskus.txt"]
    places.bind(reference, document)
    place = _get(places, "/r/perhekeskus.txt")
    assert (place.state, place.error, place.attempts) == (State.FETCHED, "", 0)


def test_quarantined_lists_those_that_are_there(places: Places) -> None:
    _see(places, "/b", "/a", "/fine", run=1)
    _see(places, "/new", run=2)
    for location in ("/b", "/a", "/new"):
        places.quarantine(Reference("s", location), "empty file")
    assert [place.location for place in places.quarantined()] == ["/a", "/b", "/new"]
    assert [place.location for place in places.quarantined(run=2)] == ["/new"]
    assert _gone(places, "/a", 2) == ["/a"]
    assert [place.location for place in places.quarantined()] == ["/b", "/new"]


# What is gone


def test_gone_are_those_in_the_scope_that_the_run_did_not_see(places: Places) -> None:
    _see(places, "/a/b", "/a/b/1", "/a/b/c/2", "/a/bc/3", "/a/b.txt", "/x/a/b/4", "/a/B/5")
    _see(places, "/a/b/1", run=2)
    assert _gone(places, "/a/b", 2) == ["/a/b", "/a/b/c/2"]
    assert not _get(places, "/a/bc/3").gone
    assert not _get(places, "/a/b/1").gone
    assert _get(places, "/a/b/c/2").gone


@pytest.mark.parametrize("scope", ["/a/b/", "/a/b"])
def test_a_scope_may_end_in_a_slash(scope: str, places: Places) -> None:
    _see(places, "/a/b/1", "/a/bc/3")
    assert _gone(places, scope, 2) == ["/a/b/1"]


def test_an_empty_scope_is_everything_of_the_source(places: Places) -> None:
    _see(places, "/a", "https://example.org/b")
    _see(places, "/a", source="t")
    assert _gone(places, "", 2) == ["/a", "https://example.org/b"]
    assert not _get(places, "/a", "t").gone


def test_the_root_is_a_scope(places: Places) -> None:
    _see(places, "/a", "/b/c")
    assert _gone(places, "/", 2) == ["/a", "/b/c"]


@pytest.mark.parametrize("scope", ["/a_b", "/a%", "/ä [1]*", "/a'--"])
def test_a_scope_is_no_pattern(scope: str, places: Places) -> None:
    _see(places, f"{scope}/x", "/axb/x", "/ab/x", "/ä 1x/x")
    assert _gone(places, scope, 2) == [f"{scope}/x"]


def test_a_single_file_is_a_scope(places: Places) -> None:
    _see(places, "/a/b.pdf", "/a/c.pdf")
    assert _gone(places, "/a/b.pdf", 2) == ["/a/b.pdf"]


def test_gone_is_told_once(places: Places) -> None:
    _see(places, "/a")
    assert _gone(places, "", 2) == ["/a"]
    assert _gone(places, "", 3) == []


def test_back_again(places: Places) -> None:
    _see(places, "/a")
    _gone(places, "", 2)
    _see(places, "/a", run=3)
    assert not _get(places, "/a").gone
    assert _gone(places, "", 3) == []
    assert _gone(places, "", 4) == ["/a"]


def test_the_places_of_a_document_are_those_still_there_first(store: Store, document: str) -> None:
    places = store.places
    _see(places, "/r/later.txt", run=2)
    places.bind(Reference("s", "/r/later.txt"), document)
    assert [p.location for p in places.of(document)] == ["/r/perhekeskus.txt", "/r/later.txt"]
    places.mark_gone("s", "/r/perhekeskus.txt", 2)
    assert [(p.location, p.gone) for p in places.of(document)] == [
        ("/r/later.txt", False),
        ("/r/perhekeskus.txt", True),
    ]
    assert places.of("nobody") == []


def test_counts_by_source(store: Store, document: str) -> None:
    places = store.places
    _see(places, "/r/copy.txt", "/r/bad.txt", "/r/bad and gone.txt", run=2)
    places.bind(Reference("s", "/r/copy.txt"), document)
    places.quarantine(Reference("s", "/r/bad.txt"), "empty file")
    _see(places, "/z", source="a")
    assert list(places.counts().items()) == [
        ("a", {"places": 1, "documents": 0, "quarantined": 0, "gone": 0}),
        ("s", {"places": 4, "documents": 1, "quarantined": 1, "gone": 0}),
    ]
    places.quarantine(Reference("s", "/r/bad and gone.txt"), "empty file")
    places.mark_gone("s", "/r/bad and gone.txt", 3)
    assert places.counts()["s"] == {"places": 4, "documents": 1, "quarantined": 1, "gone": 1}
