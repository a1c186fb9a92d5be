from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bibliography import authors, bibtex, csl, entry_type, ris, tex
from index.citation import Citation
from index.cleaning import clean
from index.identifiers import doi
from pipeline.describe.vocabulary import vocabulary
from tests.index.readers import read_authors, read_bibtex, read_ris, untex

TEXT = st.text(max_size=30) | st.text(alphabet='{}\\$&%#_~^@",*= -\n\r\x85\u2028AT', max_size=30)
CLEAN = TEXT.map(clean)

CITATIONS = st.builds(
    Citation,
    id=st.from_regex(r"\A[0-9a-f]{10,12}\Z"),
    title=CLEAN,
    organisation=CLEAN,
    publisher=CLEAN,
    year=st.none() | st.integers(1900, 2100),
    kind=st.sampled_from(["", "other", "loppuraportti", "opinnäyte", "tiedote"]),
    label=CLEAN,
    url=st.just("") | CLEAN.map(lambda text: clean(f"https://a.fi/{text}")),
    location=CLEAN,
    language=st.sampled_from(["", "fi", "sv"]),
    regions=st.lists(CLEAN.filter(bool), max_size=2).map(tuple),
    themes=st.lists(CLEAN.filter(bool), max_size=2).map(tuple),
    pages=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    authors=st.lists(CLEAN.filter(bool), max_size=3).map(tuple),
    series=CLEAN,
    number=CLEAN,
    issued=st.sampled_from(["", "2011-05", "2011-05-12"]),
    accessed=st.sampled_from(["", "2026-11-23"]),
    doi=st.just("") | CLEAN.map(lambda text: doi(f"10.1234/{text}")),
)

CSL_NAMES = frozenset(
    "id type title author publisher issued genre URL archive_location language keyword"
    " collection-title collection-number ISBN ISSN DOI accessed note custom".split()
)  # all of them in csl-data.json of citationstyles.org, which allows no others

REPORT = Citation(
    "3f2a0b1c2d",
    "100 % {osallisuus} & ~tuki_työ",
    "Oulun kaupunki",
    "Oulun kaupunki",
    2011,
    "loppuraportti",
    "Loppuraportti",
    "https://example.fi/a_b%20c.pdf#x",
    "https://example.fi/a_b%20c.pdf#x",
    "fi",
    ("Kainuu",),
    ("neuvola", "koulu"),
    (3, 5),
)


def test_a_report_in_bibtex() -> None:
    assert bibtex(REPORT) == (
        "@techreport{hankemuisti-3f2a0b1c2d,\n"
        "  author = {{Oulun kaupunki}},\n"
        "  title = {{100 \\% {\\textbraceleft}osallisuus{\\textbraceright} \\& "
        "{\\textasciitilde}tuki\\_työ}},\n"
        "  institution = {Oulun kaupunki},\n"
        "  type = {Loppuraportti},\n"
        "  year = {2011},\n"
        "  url = {https://example.fi/a_b%20c.pdf#x},\n"
        "  language = {finnish},\n"
        "  keywords = {Kainuu, neuvola, koulu},\n"
        "  note = {pages 3, 5; hankemuisti:3f2a0b1c2d},\n"
        "}\n\n"
    )


def test_a_report_in_ris() -> None:
    (record,) = read_ris(ris(REPORT, "haku * tähti"))
    assert record[:4] == [
        ("TY", "RPRT"),
        ("ID", "3f2a0b1c2d"),
        ("AU", "Oulun kaupunki,"),
        ("TI", REPORT.title),
    ]
    assert ("PY", "2011") in record
    assert ("UR", REPORT.url) in record
    assert [value for tag, value in record if tag == "KW"] == ["Kainuu", "neuvola", "koulu"]
    assert ("N1", "haku * tähti") in record


def test_an_organisation_is_one_name_whatever_its_commas() -> None:
    name = "Lasten palvelut, kehittäminen and Co"
    citation = dataclasses.replace(REPORT, organisation=name, publisher=name)
    (record,) = read_ris(ris(citation, ""))
    assert ("AU", "Lasten palvelut – kehittäminen and Co,") in record
    assert ("PB", name) in record
    # As Zotero and EndNote do: the family name before the first comma, the given name behind it.
    (author,) = (value for tag, value in record if tag == "AU")
    assert author.partition(",")[1:] == (",", "")
    # BibTeX parts authors at "and", and names at commas, outside braces only.
    assert f"  author = {{{{{name}}}}}," in bibtex(citation)
    assert csl(citation, {})["author"] == [{"literal": name}]


def test_a_report_in_csl() -> None:
    item = csl(REPORT, {"export": {"query": "tuki"}})
    assert item["author"] == [{"literal": "Oulun kaupunki"}]
    assert item["issued"] == {"date-parts": [[2011]]}
    assert item["type"] == "report"
    assert item["custom"]["export"] == {"query": "tuki"}
    assert "archive_location" not in item


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("väliraportti", ("techreport", "RPRT", "report")),
        ("opinnäyte", ("mastersthesis", "THES", "thesis")),
        ("verkkosivu", ("misc", "ELEC", "webpage")),
        ("muistio", ("misc", "GEN", "document")),
        ("", ("misc", "GEN", "document")),
    ],
)
def test_kinds_have_entry_types(kind: str, types: tuple[str, ...]) -> None:
    assert entry_type(kind) == types


def test_no_entry_type_is_for_a_kind_there_is_not() -> None:
    from index import bibliography

    assert bibliography._TYPES.keys() <= vocabulary().kinds.keys()


@given(TEXT)
def test_tex_prints_what_it_was_given(text: str) -> None:
    assert untex(tex(text)) == clean(text)


CATALOGUED = dataclasses.replace(
    REPORT,
    authors=("Esimerkki, Aino", "Sosiaali- ja terveysministeriö", "Kota, Lato, Aitta"),
    series="Kotiseudun raportteja",
    number="2011:4",
    issued="2011-05",
    accessed="2026-11-23",
    isbn="978-952-00-3000-1",
    issn="1236-2050",
    doi="10.1234/ab_c%d",
    urn="URN:NBN:fi-fe20111",
)


def test_what_a_catalogue_tells_in_bibtex() -> None:
    ((_, _, fields),) = read_bibtex(bibtex(CATALOGUED))
    assert fields["author"] == (
        "{Esimerkki}, {Aino} and {Sosiaali- ja terveysministeriö} and {Kota, Lato, Aitta}"
    )
    assert (fields["series"], fields["number"]) == ("Kotiseudun raportteja", "2011:4")
    assert (fields["date"], fields["urldate"]) == ("2011-05", "2026-11-23")
    assert (fields["isbn"], fields["issn"]) == ("978-952-00-3000-1", "1236-2050")
    assert fields["doi"] == "10.1234/ab_c%d"
    assert fields["note"].startswith("pages 3, 5; URN:NBN:fi-fe20111; ")


def test_what_a_catalogue_tells_in_ris() -> None:
    (record,) = read_ris(ris(CATALOGUED, ""))
    assert [value for tag, value in record if tag == "AU"] == [
        "Esimerkki, Aino",
        "Sosiaali- ja terveysministeriö,",
        "Kota – Lato – Aitta,",
    ]
    told = dict(record)
    assert (told["T3"], told["IS"]) == ("Kotiseudun raportteja", "2011:4")
    assert (told["DA"], told["Y2"]) == ("2011/05//", "2026/11/23/")
    assert (told["SN"], told["DO"]) == ("978-952-00-3000-1", "10.1234/ab_c%d")
    assert ("N1", "URN:NBN:fi-fe20111") in record


def test_what_a_catalogue_tells_in_csl() -> None:
    item = csl(CATALOGUED, {})
    assert item["author"] == [
        {"family": "Esimerkki", "given": "Aino"},
        {"literal": "Sosiaali- ja terveysministeriö"},
        {"literal": "Kota, Lato, Aitta"},
    ]
    assert item["issued"] == {"date-parts": [[2011, 5]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 23]]}
    assert (item["collection-title"], item["collection-number"]) == (
        "Kotiseudun raportteja",
        "2011:4",
    )
    assert (item["ISBN"], item["ISSN"]) == ("978-952-00-3000-1", "1236-2050")
    assert (item["DOI"], item["note"]) == ("10.1234/ab_c%d", "URN:NBN:fi-fe20111")


@settings(max_examples=60)
@given(st.lists(CITATIONS, max_size=3))
def test_bibtex_comes_back(citations: list[Citation]) -> None:
    entries = read_bibtex("".join(map(bibtex, citations)))
    assert [key for _, key, _ in entries] == [each.key for each in citations]
    for (kind, _, fields), citation in zip(entries, citations, strict=True):
        assert kind == entry_type(citation.kind).bibtex
        assert untex(fields["title"][1:-1]) == citation.title
        assert read_authors(fields.get("author", "")) == [
            (each.family, each.given) if each.family else (each.name,) for each in authors(citation)
        ]
        assert fields.get("year", "") == str(citation.year or "")
        words = ", ".join((*citation.regions, *citation.themes))
        assert untex(fields.get("keywords", "")) == words
        assert not set(fields.get("url", "")) & set("{}\\ ")


@settings(max_examples=60)
@given(st.lists(CITATIONS, max_size=3), TEXT)
def test_ris_comes_back(citations: list[Citation], note: str) -> None:
    records = read_ris("".join(ris(citation, note) for citation in citations))
    assert len(records) == len(citations)
    for record, citation in zip(records, citations, strict=True):
        assert [value for tag, value in record if tag == "TI"] == [citation.title]
        assert not any("*" in value for tag, value in record if tag in ("AU", "KW"))
        assert all(value.count(",") == 1 for tag, value in record if tag == "AU")
        for tag, value in (("DO", citation.doi), ("T3", citation.series), ("IS", citation.number)):
            assert [told for name, told in record if name == tag] == ([value] if value else [])
        assert [value for tag, value in record if tag == "N1"][-1] == clean(note)


@settings(max_examples=60)
@given(CITATIONS)
def test_csl_keeps_to_the_schema(citation: Citation) -> None:
    item = json.loads(json.dumps(csl(citation, {})))
    assert item.keys() <= CSL_NAMES
    assert {"id", "type"} <= item.keys()
    assert item.get("title", "") == citation.title
    assert item["custom"]["pages"] == list(citation.pages)
