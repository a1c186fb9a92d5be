"""Rich Text Format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Entry, Extraction, Link
from corpus.errors import ExtractionError
from pipeline.extract.context import Context
from pipeline.extract.office.rtftokens import Token, tokens
from pipeline.mediatype import RTF
from tests.pipeline.extract.conftest import LIMITS, knows
from tests.pipeline.extract.office.files import read, rtf, spans, texts


def one(tmp_path: Path, body: str, head: str = r"\rtf1\ansi\ansicpg1252") -> Extraction:
    return read(rtf(tmp_path / "a.rtf", body, head))


def test_tokens() -> None:
    found = list(tokens(rb"{\b0 a\'e4\{\~\*\u-3 ?\bin3 }}}\foo-12x\\" + b"\n\\"))
    assert found == [
        Token("{"),
        Token("b", 0),
        Token("", None, b"a"),
        Token("", None, b"\xe4"),
        Token("", None, b"{"),
        Token("nbsp"),
        Token("*"),
        Token("u", -3),
        Token("", None, b"?"),
        Token("foo", -12),
        Token("", None, b"x"),
        Token("", None, b"\\"),
    ]


def test_characters(tmp_path: Path) -> None:
    body = (
        r"Ty\'f6, k\u228 ?velij\u228\'e4t {\uc0 \u8211 }{\uc2\u246 ab}lj\u-10179 ?\u-8704 ? "
        r"Etel\'e4\_Savo\~ja perhe\-ty\'f6\tab loppu\line uusi \emdash\bullet"
        "\r\n\\{\\}\\par"
    )
    assert texts(one(tmp_path, body)) == [
        "Työ, kävelijät –ölj😀 Etelä-Savo ja perhetyö loppu\nuusi —•{}"
    ]


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (r"\rtf1\mac", r"\'8a", "ä"),
        (r"\rtf1\pc", r"\'84", "ä"),
        (r"\rtf1\pca", r"\'84", "ä"),
        (r"\rtf1\ansicpg1251", r"\'e4", "д"),
        (r"\rtf1\ansicpg77777", r"\'e4", "ä"),
        (r"\rtf1", r"{\fonttbl{\f0\fcharset0 A;}{\f3\fcharset204 B;}}\f3 \'e4{\f0 \'e4}", "дä"),
        (r"\rtf1", r"{\fonttbl{\f3\fcharset204 B;}}\f3 \plain \'e4", "ä"),
    ],
)
def test_encodings(head: str, body: str, text: str, tmp_path: Path) -> None:
    assert texts(one(tmp_path, body, head)) == [text]


def test_what_is_no_text(tmp_path: Path) -> None:
    body = (
        r"{\colortbl;\red0;}{\*\tuntematon piilo}{\pict\bin4 }}}}ffd8}"
        r"Hanke {\v piilo }{\deleted poistettu }{\v\v0 alkoi}{\*\bkmkstart kohta}"
        r"{\object{\*\objdata 0102}{\result , taulukko}}{\listtext 1.}\par"
        r"{\header Yl\'e4tunniste\par}{\footerf Sivu {\field{\*\fldinst PAGE}{\fldrslt 4}}}"
        r"{\*\annotation kommentti}{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Laatikko\par}}"
        r"{\shprslt Kuva}}Loppu"
    )
    found = one(tmp_path, body)
    assert texts(found) == ["Hanke alkoi, taulukko\nLoppu\nLaatikko"]
    assert found.metadata == {"running lines": "Ylätunniste · Sivu"}


def test_headings_and_title(tmp_path: Path) -> None:
    sheet = (
        r"{\stylesheet{\f1 Normal;}{\s1\f6\outlinelevel0 heading 1;}{\s2 Otsikko 2;}{\s3 Title;}"
        r"{\s4 toc 1;}{\*\cs5 heading 1;}{\s7\outlinelevel9 Leipä;}}"
    )
    body = (
        r"\pard\s4 Sis\'e4llys\par\pard\s3 Perheiden tuki\par\pard\s1 Tausta\par\pard Teksti\par"
        r"\s2 Kunnat\par\pard\outlinelevel2 Muut\par\pard\s7 Runko\par\s1\outlinelevel9 Ei\par"
    )
    found = one(tmp_path, sheet + body)
    assert [(entry.title, entry.level) for entry in found.outline] == [
        ("Perheiden tuki", 1),
        ("Tausta", 1),
        ("Kunnat", 2),
        ("Muut", 3),
    ]
    assert found.title == "Perheiden tuki"
    assert "Sisällys" not in found.pages[0].text


def test_tables(tmp_path: Path) -> None:
    row = r"\trowd\intbl Kunta\cell Vuosi\cell\row"
    body = (
        rf"Alku\par {row}\intbl\cell a\cell\row\pard V\'e4li\par\pard\intbl x\cell y\cell"
        r"{\row}\pard\intbl {\trowd Ulompi\nestcell sis\'e4\nestcell{\*\nesttableprops\nestrow}"
        r"}\cell z\cell\row\pard Loppu"
    )
    found = one(tmp_path, body)
    assert spans(found, "tables") == ["Kunta\tVuosi\n\ta", "x\ty\nUlompi sisä\tz"]
    assert texts(found) == ["Alku\nKunta\tVuosi\n\ta\nVäli\nx\ty\nUlompi sisä\tz\nLoppu"]


def test_notes(tmp_path: Path) -> None:
    body = (
        r"Teksti{\super\chftn{\footnote\pard\intbl{\super\chftn} Ks. laki.\cell\row}} jatkuu.\par"
        r"\intbl a{\footnote Toinen\par rivi.}\cell b\cell\row{\footnote }\pard Loppu\par"
    )
    found = one(tmp_path, body)
    assert texts(found) == ["Teksti jatkuu.\na\tb\nLoppu\n\n1 Ks. laki.\n2 Toinen rivi."]
    assert spans(found, "notes") == ["1 Ks. laki.", "2 Toinen rivi."]


def test_pages(tmp_path: Path) -> None:
    body = (
        r"Yksi\par\page Kaksi\par\sect\sectd Kolme\par\sect\sectd\sbknone jatkuu\par"
        r"\pard\pagebb Nelj\'e4\par\pard\pagebb0 sama\softpage\par Viisi\page"
    )
    found = one(tmp_path, body)
    assert texts(found) == ["Yksi", "Kaksi", "Kolme\njatkuu", "Neljä\nsama", "Viisi"]


def test_links_and_facts(tmp_path: Path) -> None:
    body = (
        r"{\info{\title Kokous}{\subject Tuki}{\author Maija}{\operator Matti}"
        r"{\creatim\yr2012\mo3\dy1\hr9\min5}{\revtim\yr2012}{\printim\yr1999}}"
        r"{\*\generator Ohjelma 1;}"
        r'Katso {\field{\*\fldinst{HYPERLINK "liite.pdf"}}{\fldrslt{\ul liite}}}.\par'
    )
    found = one(tmp_path, body)
    assert texts(found) == ["Katso liite."]
    assert found.links == (Link("liite.pdf", "liite"),)
    assert found.metadata == {
        "office:title": "Kokous",
        "office:subject": "Tuki",
        "office:created": "2012-03-01T09:05:00",
        "office:modified": "2012-01-01T00:00:00",
        "office:application": "Ohjelma 1",
    }


def test_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 Alku {\b jatkuu {\footnote nootti")
    found = read(path)
    assert texts(found) == ["Alku jatkuu\n\n1 nootti"]
    assert found.warnings == ("cut off: the end of the file is missing",)


def test_after_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 Teksti}muuta}}{")
    assert texts(read(path)) == ["Teksti"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Teksti", "broken: does not begin like RTF"),
        (b"{\\rtf1 }", "no text in the document"),
        (b"{\\rtf1 " + b"{" * 6000, "broken: groups nested too deep"),
    ],
)
def test_nothing_to_read(content: bytes, reason: str, tmp_path: Path) -> None:
    from pipeline.extract.base import extract

    path = tmp_path / "a.rtf"
    path.write_bytes(content)
    with pytest.raises(ExtractionError, match=f"^{reason}$"):
        extract(path, RTF, Context(LIMITS, knows))


def test_time_is_up(tmp_path: Path) -> None:
    path = rtf(tmp_path / "a.rtf", r"sana\par " * 5000)
    with pytest.raises(ExtractionError, match="time was up"):
        read(path, context=Context(LIMITS, knows, deadline=0.0))


WORDS = (
    r"{ } \par \cell \row \intbl \pard {\footnote {\shptxt {\header {\field{\*\fldinst {\fldrslt "
    r"\page \sect \u228 \'e4 \plain \f1 {\fonttbl \s1 {\stylesheet {\info{\title sana \* \v "
    r"\bin3 \deleted \uc2 \nestrow \outlinelevel1"
).split()


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=60))
def test_any_order_of_words_gives_pages_or_a_reason(words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 " + " ".join(words).encode("utf-8"))
    try:
        found = read(path)
    except ExtractionError:
        return
    for page in found.pages:
        page.text.encode("utf-8")
        for start, end in (*page.headings, *page.tables, *page.notes):
            assert 0 <= start < end <= len(page.text)
    assert all(isinstance(entry, Entry) for entry in found.outline)
