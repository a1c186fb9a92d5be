from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sources.recordlabels import blocks, plain, read

LABELS = ("Hankkeen nimi", "Hakija", "Rahoitus", "Toimiaika", "Kuvaus")


def found(page: str, *labels: str, code: str = "utf-8") -> dict[str, str]:
    return read(page.encode(code), "text/html", labels or LABELS)


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><th>Hakija</th><td>Mallilan kunta</td><td>muu</td></tr></table>",
        "<table><tr><td>Hakija:</td><td><p>Mallilan</p> kunta</td></tr></table>",
        "<dl><dt>Hakija</dt><dd>Mallilan kunta</dd><dt>X</dt><dd>y</dd></dl>",
        "<dl><div><dt>Hakija</dt><dd>Mallilan kunta</dd></div></dl>",
        "<p>Hakija: Mallilan kunta</p>",
        "<p>Aika: 1.1.<br>Hakija: Mallilan kunta<br>Muu: x</p>",
        "<p><strong>HAKIJA</strong> Mallilan kunta</p>",
        "<p><strong>Hakija:</strong> Mallilan <b>kunta</b></p>",
        "<div><label>1.2 Hakija</label><span>Mallilan kunta</span></div>",
        "<div><label>1.2 Hakija *</label><div>Mallilan kunta</div></div>",
        "<li><span class=x>Hakija</span>: <a href=/>Mallilan kunta</a></li>",
        "<h3>Hakija</h3><p>Mallilan kunta</p><h3>Muu</h3><p>x</p>",
        "<p>2. Hakija</p><p>Mallilan kunta</p>",
    ],
)
def test_forms_of_labels(page: str) -> None:
    value = found(f"<html><body><h1>Hanke</h1>{page}<p>loppu</p></body></html>")["Hakija"]
    assert value.replace("; ", " ") == "Mallilan kunta"


def test_a_heading_holds_up_to_the_next_heading_or_label() -> None:
    page = (
        "<h2>Kuvaus</h2><p>Perhekeskus avattiin.</p><ul><li>Vertaisryhmä</li></ul>"
        "<p>Hakija: Kunta</p><h2>Tulokset</h2><p>muuta</p>"
    )
    assert found(page) == {"Kuvaus": "Perhekeskus avattiin.; Vertaisryhmä", "Hakija": "Kunta"}


def test_labels_without_a_value() -> None:
    page = "<table><tr><th>Hakija</th><td></td></tr><tr><th>Rahoitus</th><td>5 €</td></tr></table>"
    assert found(page) == {"Rahoitus": "5 €"}
    assert found("<p>Hakija</p><p>Rahoitus</p><p>5 €</p>") == {"Rahoitus": "5 €"}


def test_the_first_of_several_holds_and_words_in_a_sentence_are_none() -> None:
    page = "<p>Hakija: Yksi</p><p>Hakija: Kaksi</p><p>Hankkeen Rahoitus oli pieni</p>"
    assert found(page) == {"Hakija": "Yksi"}


def test_a_nested_table_is_a_table_of_its_own() -> None:
    page = (
        "<table><tr><td><table><tr><td>Hakija</td><td>Kunta</td></tr></table></td>"
        "<td>sivussa</td></tr></table>"
    )
    assert found(page) == {"Hakija": "Kunta"}


def test_scripts_and_choices_are_not_read() -> None:
    page = "<script>Hakija: x</script><select><option>Hakija: y</select><p>Hakija: Kunta</p>"
    assert found(page) == {"Hakija": "Kunta"}


def test_how_people_are_reached_is_left_out() -> None:
    page = "<p>Hakija: Mallilan kunta, matti@mallila.example, 040 123 4567</p>"
    assert found(page) == {"Hakija": "Mallilan kunta"}
    assert found("<p>Rahoitus: 120 000 € (2014–2016)</p>") == {"Rahoitus": "120 000 € (2014–2016)"}


@pytest.mark.parametrize("code", ["utf-8", "iso-8859-1", "cp1252"])
@pytest.mark.parametrize("told", ["", "charset=utf-8", "charset=iso-8859-15", "charset=nonsuch"])
def test_encodings(code: str, told: str) -> None:
    page = "<p>Hakija: Ylä-Älänne ry</p>".encode(code)
    assert read(page, f"text/html; {told}", LABELS) == {"Hakija": "Ylä-Älänne ry"}


@pytest.mark.parametrize(
    ("label", "same"),
    [
        ("1.2.3 Projektin  nimi:", "projektin nimi"),
        ("12) Nimi *", "nimi"),
        ("2014 alkoi", "2014 alkoi"),
        ("", ""),
    ],
)
def test_plain_labels(label: str, same: str) -> None:
    assert plain(label) == same


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_no_bytes_are_too_odd(content: bytes, told: str) -> None:
    for block in blocks(content, f"charset={told}"):
        assert block.text == " ".join(block.text.split())
    read(b"<p>Hakija:" + content, told, LABELS)


def test_deep_and_long_pages_take_little() -> None:
    assert found("<div>" * 50_000 + "<p>Hakija: Kunta</p>") in ({}, {"Hakija": "Kunta"})
    assert found("<p>" + " <b></b>" * 100_000 + "Hakija: Kunta") == {"Hakija": "Kunta"}
    page = "<tr><td>Hakija" * 20_000
    assert isinstance(found(f"<table>{page}"), dict)


def test_values_are_fit_to_be_kept() -> None:
    assert found("<p>Hakija: Kajaanin\x01 kau\x7fpunki") == {"Hakija": "Kajaanin kaupunki"}
