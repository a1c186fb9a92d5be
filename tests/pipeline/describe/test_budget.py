from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import FacetValue, Span
from pipeline.describe.describers import describe
from tests.pipeline.describe.conftest import Read


def _money(read: Read, text: str, *, table: str = "", language: str = "fi") -> list[FacetValue]:
    document = read("Raportti", f"{text}\n{table}" if table else text, language=language)
    if table:
        start = len(text) + 1
        span = Span(start, start + len(table))
        document = replace(document, pages=(replace(document.pages[0], tables=(span,)),))
    return [value for value in describe(document) if value.facet in ("budget", "funding")]


def _chosen(read: Read, text: str, **given: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for value in _money(read, text, **given):
        if value.chosen:
            found.setdefault(value.facet, []).append(value.value)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hankkeen kokonaisbudjetti on 899 947 euroa.", {"budget": ["899947"]}),
        ("Kokonaiskustannukset olivat 0,75 M€.", {"budget": ["750000"]}),
        ("Hankkeen kustannukset olivat yhteensä 1 143 199 euroa.", {"budget": ["1143199"]}),
        ("Budjetti: 318 000 €", {"budget": ["318000"]}),
        ("Valtionavustusta saatiin 504 375 euroa.", {"funding": ["504375"]}),
        ("Valtionavustuksen osuus oli 80 prosenttia.", {"funding": ["80 %"]}),
        (
            "Kokonaiskustannukset olivat 400 000 euroa, josta valtionavustusta oli 300 000 euroa.",
            {"budget": ["400000"], "funding": ["300000"]},
        ),
        ("Kokonaisrahoitus on 540 000 euroa, josta valtion osuus on 75 %.",
         {"budget": ["540000"], "funding": ["75 %"]}),
        ("Hanke maksoi yhteensä 61 000 euroa.", {}),
        ("Hankkeeseen kului yhteensä 61 000 euroa.", {"budget": ["61000"]}),
        ("Ohjelman budjetti oli 17 000 000 euroa.", {}),
        ("Valtionavustusta on maakunnille varattu 17 000 000 euroa.", {}),
        ("Hankkeen kustannukset vuonna 2014 olivat 187 300 euroa.", {}),
        ("Kuntien omarahoitusosuus hankkeen kustannuksista oli 466 000 euroa.", {}),
        ("Hankkeen kustannukset olivat 25 euroa.", {}),
        ("Jakso maksoi kunnalle 8 340 euroa. Budjetti pieneni 2014.", {}),
        ("Kysymykset: 044 123 4567. Kustannukset 2009–2011 tarkentuvat.", {}),
        ("Kyselyssä 75 % koki avustuksen hyväksi.", {}),
    ],
)  # fmt: skip
def test_sentences(read: Read, text: str, found: dict[str, list[str]]) -> None:
    assert _chosen(read, text) == found


def test_swedish(read: Read) -> None:
    text = "Den totala budgeten var 438 000 euro, varav statens andel är 80 procent."
    assert _chosen(read, text, language="sv") == {"budget": ["438000"], "funding": ["80 %"]}


@pytest.mark.parametrize(
    ("above", "table", "found"),
    [
        (
            "Kustannusarvio, euroa",
            "Menot\t2013\t2014\tYhteensä\nPalkat\t100 000\t200 000\t300 000\n"
            "Yhteensä\t110 000\t220 000\t330 000\nSTM (75 %)\t82 500\t165 000\t247 500",
            {"budget": ["330000"], "funding": ["247500", "75 %"]},
        ),
        ("Kustannukset, 1 000 €", "Laji\t2013\t2014\nPalkat\t10\t20\nYhteensä\t12\t24",
         {"budget": ["36000"]}),
        ("Budjetti", "Laji\tEuroa\nPalkat\t40 000 €\nYhteensä\t52 000 €", {"budget": ["52000"]}),
        ("Kävijät", "Kunta\tKäyntejä\nOulu\t41 000\nYhteensä\t52 000", {}),
        ("Kustannukset", "Laji\tVuosi\nPalkat\t2013\nYhteensä\t2014", {}),
        ("Kustannukset, euroa", "Laji\tSumma\nYhteensä\tei tiedossa", {}),
    ],
)  # fmt: skip
def test_tables(read: Read, above: str, table: str, found: dict[str, list[str]]) -> None:
    assert _chosen(read, above, table=table) == found


def test_evidence_and_alternatives(read: Read) -> None:
    text = (
        "Hankkeen budjetti on 90 000 euroa. Kokonaiskustannukset olivat 80 000 euroa. "
        "Kokonaisbudjetti oli 80 000 euroa."
    )
    first, second = _money(read, text)
    assert (first.value, first.chosen, second.value, second.chosen) == (
        "80000",
        True,
        "90000",
        False,
    )
    evidence = first.evidence[0]
    assert text[evidence.start : evidence.end] == evidence.words == "80 000 euroa"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "budjetti",
                "80 %",
                "1 000",
                "euroa",
                "€",
                "\t",
                "\n",
                "Yhteensä",
                "STM",
                "M€",
                "9" * 40,
            ]
        ),
        max_size=30,
    )
)
def test_any_table(read: Read, pieces: list[str]) -> None:
    for value in _money(read, "Kustannukset, euroa", table=" ".join(pieces) or "x"):
        assert value.value.removesuffix(" %").replace(",", "").isdigit()
        assert 0 < value.score <= 1
