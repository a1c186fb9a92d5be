from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import ReadDocument, ReadPage
from pipeline.describe import find_kind, kind_label
from pipeline.describe.kind import describe_kind
from pipeline.describe.vocabulary import vocabulary

PDF, HTML = "application/pdf", "text/html"


def _page(text: str, number: int = 1) -> ReadPage:
    return ReadPage(number, text, "fi", [None] * len(text.split()), [])  # type: ignore[list-item]


def _kinds(title: str, *texts: str, location: str = "", media_type: str = PDF) -> list[str]:
    pages = tuple(_page(text, number) for number, text in enumerate(texts, 1))
    document = ReadDocument("x", title, location, media_type, _page(title, 0), pages)
    values = describe_kind(document, pages)
    assert [value.chosen for value in values] == [True] + [False] * (len(values) - 1)
    assert all(0 < value.score <= 1 and value.evidence for value in values)
    return [value.value for value in values]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Kotipolku-hankkeen loppuraportti", "loppuraportti"),
        ("MAJAKKA, LOPPURAPORTTI 2018", "loppuraportti"),
        ("Barnens stig – slutrapport", "loppuraportti"),
        ("Final report of the Kotipolku project", "loppuraportti"),
        ("Sillan seurantaraportti 1.1.–30.6.2013", "väliraportti"),
        ("Hankkeen toinen väliraportti", "väliraportti"),
        ("Valtionavustushakemus: Kotipolku", "hankesuunnitelma"),
        ("Majakan hankesuunnitelma", "hankesuunnitelma"),
        ("Uutiskirje 4/2022", "tiedote"),
        ("Ohjausryhmän muistio 3/2015", "muistio"),
        ("Lausunto Kotipolun loppuraportista", "lausunto"),
        ("Perhekeskusverkoston arviointi", "arviointi"),
        ("Osallisuus neuvolassa: pro gradu -tutkielma", "opinnäyte"),
        ("Kotipolun esite vanhemmille", "esite"),
        ("Loppuraporttien lukijan opas", "loppuraportti"),
        ("Lasten hyvinvointisuunnitelma", "other"),
        ("", "other"),
    ],
)
def test_what_a_document_calls_itself(title: str, kind: str) -> None:
    assert _kinds(title, "Tekstiä.")[0] == kind


def test_the_beginning_counts_after_the_title_and_not_on_web_pages() -> None:
    report = "LOPPURAPORTTI\n\nHanke päättyi."
    assert _kinds("Kotipolku", report)[0] == "loppuraportti"
    assert _kinds("Kotipolun tiedote", report)[:2] == ["tiedote", "loppuraportti"]
    page = _kinds("Kotipolku", "Lue loppuraportti", location="https://x.fi/a", media_type=HTML)
    assert page[0] == "verkkosivu"
    assert _kinds("Kotipolku", "x" * 500 + " loppuraportti")[0] == "other"


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("https://kunta.example/uutiset/uusi-talo", "tiedote"),
        ("https://kunta.example/-/uusi-talo", "tiedote"),
        ("https://kokoukset.example/asia/12", "muistio"),
        ("https://kunta.example/perheet", "verkkosivu"),
        ("https://docplayer.fi/123-Kotipolku.html", "other"),
        ("https://kunta.example/kotipolku.pdf", "other"),
        ("http://[rikki", "verkkosivu"),
    ],
)
def test_the_address_tells_where_the_title_does_not(location: str, kind: str) -> None:
    assert _kinds("Kotipolku", "Tekstiä.", location=location, media_type="text/plain")[0] == kind


def test_many_short_pages_are_slides() -> None:
    slides = ["Yhteinen pöytä kokoaa perheet"] * 8
    assert _kinds("Yhteinen pöytä", *slides)[0] == "esitys"
    assert _kinds("Yhteinen pöytä", *slides[:3])[0] == "other"
    assert _kinds("Yhteisen pöydän loppuraportti", *slides)[0] == "loppuraportti"
    deck = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    assert _kinds("Pöytä", "Yksi", media_type=deck)[0] == "esitys"


def test_kinds_by_any_name() -> None:
    for code, kind in vocabulary().kinds.items():
        assert {find_kind(name) for name in (code, kind.fi, kind.sv, kind.en)} == {code}
        assert kind_label(code, "sv") == kind.sv
    assert find_kind("Slutrapport") == "loppuraportti"
    assert kind_label("x") == "x"


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=40))
def test_any_text_has_a_kind_and_true_evidence(title: str, text: str, location: str) -> None:
    page = _page(text)
    document = ReadDocument("x", title, location, PDF, _page(title, 0), (page,))
    values = describe_kind(document, (page,))
    assert values[0].chosen
    for value in values:
        for evidence in value.evidence:
            source = {"title": title, "text": text, "location": location}.get(evidence.place, "")
            assert source[evidence.start : evidence.end] == evidence.words
