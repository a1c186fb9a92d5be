"""What is read out of single answers, records and pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.sources import oaifiles
from corpus.sources.oaianswers import Field, File, OaiError, Record, formats, identity, records
from corpus.sources.oaifields import metadata
from corpus.sources.oaiserver import candidates


def answer(body: str) -> bytes:
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"'
        f" xmlns:dc='http://purl.org/dc/elements/1.1/'>{body}</OAI-PMH>"
    ).encode()


def record(*fields: tuple[str, str], files: tuple[File, ...] = ()) -> Record:
    return Record("oai:a:1", "2020", False, tuple(Field(*each) for each in fields), files)


def test_a_record_of_dim_and_of_dublin_core() -> None:
    body = (
        "<ListRecords><record><header><identifier>oai:a:1</identifier><datestamp>2020-01-01"
        "</datestamp></header><metadata><dim:dim xmlns:dim='http://www.dspace.org/xmlns/dspace/dim'>"
        "<dim:field mdschema='dc' element='title'>Perhe\n keskus</dim:field>"
        "<dc:date xml:lang='fi'> 2012 </dc:date><dc:type/></dim:dim></metadata></record>"
        "<record><header/></record><record><header><identifier>oai:a:2</identifier></header>"
        "</record><resumptionToken completeListSize='x'>abc</resumptionToken></ListRecords>"
    )
    found = records(answer(body))
    assert found.records == (
        Record(
            "oai:a:1",
            "2020-01-01",
            False,
            (Field("dc.title", "Perhe keskus"), Field("dc.date", "2012", "fi")),
        ),
        Record("oai:a:2", ""),
    )
    assert (found.token, found.size, found.mended) == ("abc", 0, False)


def test_errors_of_the_protocol() -> None:
    with pytest.raises(OaiError) as caught:
        records(answer('<error code="noRecordsMatch">ei\n mitaan</error>'))
    assert (caught.value.code, str(caught.value)) == (
        "noRecordsMatch",
        "the server answers noRecordsMatch: ei mitaan",
    )


@pytest.mark.parametrize("read", [identity, formats, records])
def test_other_answers(read: object) -> None:
    assert callable(read)
    for content in (answer("<Muu/>"), answer("<<<"), b"<x/>", b"\x00", b"&"):
        with pytest.raises(FetchError):
            read(content)


def test_entities_are_not_replaced() -> None:
    content = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    )
    for code in ("ascii", "utf-16-le", "utf-16-be"):
        with pytest.raises(FetchError, match="document type"):
            records(content.decode().encode(code))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_are_an_answer_or_an_error(noise: bytes, place: int) -> None:
    whole = answer(
        "<ListRecords><record><header><identifier>i</identifier></header><metadata>"
        "<dc:title>x</dc:title></metadata></record><resumptionToken/></ListRecords>"
    )
    for content in (noise, whole[:place] + noise + whole[place:]):
        try:
            told = [each.identifier for each in records(content).records]
        except FetchError as error:
            told = [str(error)]
        assert all(each.isprintable() for each in told)


# Fields


def test_fields_and_the_elements_they_come_from() -> None:
    found = metadata(
        record(
            ("dc.title.alternative", "Muu nimi"),
            ("dc.title", "Loppuraportti"),
            ("dc.date.accessioned", "2015-01-01T10:00:00Z"),
            ("dc.date.issued", "2014"),
            ("dc.contributor.author", "Mallinen, Matti"),
            ("dc.contributor.author", "Esimerkki, Eeva"),
            ("dc.contributor.organization", "fi=Malliopisto|sv=Modellskolan|"),
            ("dc.language.iso", "fin"),
            ("dc.relation.ispartofseries", "Raportteja"),
            ("dc.relation.numberinseries", "3:2014"),
            ("dc.subject", "perheet"),
            ("dc.subject.yso", "perheet"),
            ("dc.subject.yso", "lapset"),
            ("dc.identifier.uri", "http://hdl.handle.net/1/2"),
            ("dc.identifier.urn", "URN:NBN:fi-fe2014"),
            ("dc.rights", "CC BY 4.0"),
        )
    )
    assert found == {
        "title": "Loppuraportti",
        "date": "2014",
        "author": "Mallinen, Matti; Esimerkki, Eeva",
        "organisation of the authors": "Malliopisto",
        "language": "fin",
        "series": "Raportteja",
        "number in series": "3:2014",
        "subject": "perheet; lapset",
        "identifier": "http://hdl.handle.net/1/2",
        "licence": "CC BY 4.0",
        "urn": "URN:NBN:fi-fe2014",
        "oai:elements": "title: dc.title; date: dc.date.issued; author: dc.contributor.author;"
        " organisation of the authors: dc.contributor.organization; language: dc.language.iso;"
        " series: dc.relation.ispartofseries; number in series: dc.relation.numberinseries;"
        " subject: dc.subject, dc.subject.yso; identifier: dc.identifier.uri; licence: dc.rights;"
        " urn: dc.identifier.urn",
    }


def test_dates_without_names() -> None:
    stamps = [("dc.date", "2015-01-01T10:00:00Z"), ("dc.date", "2013-01-01T10:00:00Z")]
    assert metadata(record(*stamps, ("dc.date", "2012")))["date"] == "2012"
    assert metadata(record(*stamps))["date"] == "2013-01-01T10:00:00Z"
    assert metadata(record()) == {}


def test_a_value_of_other_languages() -> None:
    assert metadata(record(("dc.type", "sv=Rapport|en=Report")))["type"] == "Rapport"
    assert metadata(record(("dc.type", "a=b|c")))["type"] == "a=b|c"


# Files


def test_files_of_a_record() -> None:
    files = (
        File("/bitstream/1/2/liite.txt", "text/plain"),
        File("http://a.fi/b/r.pdf?sequence=1", "application/pdf", "Raportti/osa 1.pdf"),
        File("http://a.fi/b/r.pdf?sequence=2", "application/pdf"),
        File("http://a.fi/kuva", "image/jpeg"),
        File("http://a.fi/x.docx"),
        File("javascript:alert(1)//a.pdf"),
        File("http://[x/a.pdf"),
        File("http://a.fi/c/Raportti osa 1.pdf"),
    )
    found = oaifiles.of_record(record(files=files), "http://a.fi/oai/request")
    assert [(each.name, each.href) for each in found] == [
        ("Raportti osa 1.pdf", "http://a.fi/b/r.pdf?sequence=1"),
        ("Raportti osa 1#2.pdf", "http://a.fi/c/Raportti osa 1.pdf"),
        ("liite.txt", "http://a.fi/bitstream/1/2/liite.txt"),
        ("x.docx", "http://a.fi/x.docx"),
    ]


def test_files_among_identifiers_and_pages() -> None:
    named = record(
        ("dc.identifier", "URN:ISBN:1"),
        ("dc.identifier", "http://urn.fi/URN:ISBN:1"),
        ("dc.identifier.uri", "http://a.fi/handle/1/2"),
        ("dc.identifier", "http://a.fi/bitstream/1/2/r.pdf"),
        ("dc.identifier", "http://a.fi/bitstreams/8-9/download"),
        ("dc.identifier", "http://a.fi/bitstream/1/2/kuva.jpg"),
    )
    assert [each.name for each in oaifiles.of_record(named, "")] == ["r.pdf", "8-9"]
    assert oaifiles.landing(named, "https://a.fi") == "http://a.fi/handle/1/2"


def test_the_page_of_a_record() -> None:
    resolved = record(("dc.identifier", "http://urn.fi/URN:ISBN:1"))
    assert oaifiles.landing(resolved, "") == "http://urn.fi/URN:ISBN:1"
    assert oaifiles.landing(resolved, "https://a.fi") == "http://urn.fi/URN:ISBN:1"
    handled = resolved._replace(identifier="oai:a.fi:10024/123")
    assert oaifiles.landing(handled, "https://a.fi") == "https://a.fi/handle/10024/123"
    assert oaifiles.landing(handled, "") == "http://urn.fi/URN:ISBN:1"
    assert oaifiles.landing(record(), "") == ""


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<meta name=citation_pdf_url content=/a.pdf><a href=/bitstream/1/b.pdf>", ["/a.pdf"]),
        (
            "<a href='/bitstream/1/b.pdf?x=1'><a href='/bitstream/1/b.pdf'>",
            ["/bitstream/1/b.pdf?x=1"],
        ),
        ("<a href=/bitstreams/7-8/download>x</a>", ["/bitstreams/7-8/download"]),
        ("<a href=/bitstream/1/kuva.jpg><a href=/muu><a href='http://[x'><a>", []),
        ("", []),
    ],
)
def test_files_on_a_page(page: str, found: list[str]) -> None:
    named = oaifiles.on_page(page.encode(), "http://a.fi/handle/1/2")
    assert [each.href for each in named] == [f"http://a.fi{each}" for each in found]


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://a.fi", "https://a.fi/oai/request"),
        ("https://a.fi/", "https://a.fi/oai/request"),
        ("https://a.fi/oai/request", "https://a.fi/oai/request"),
        ("https://a.fi/server/oai/request", "https://a.fi/server/oai/request"),
        ("https://api.a.fi/OAI/Server", "https://api.a.fi/OAI/Server"),
    ],
)
def test_where_a_server_may_answer(url: str, first: str) -> None:
    found = candidates(url)
    assert found[0] == first
    if "OAI" not in url:
        assert set(found) == {"https://a.fi/oai/request", "https://a.fi/server/oai/request"}


@pytest.mark.parametrize("half", ["&#xD800;", "&#xdfff;", "&#55296;", "&#57343;"])
def test_half_a_character_is_left_out(half: str) -> None:
    """libxml2 lets the reference through when it mends, as bytes that are no character."""
    record = f"<record><header><identifier>oai:a:{half}1</identifier></header></record>"
    read = records(answer(f"<ListRecords>{record}<resumptionToken/></ListRecords>"))
    assert [each.identifier for each in read.records] == ["oai:a: 1"]
    assert read.mended


@pytest.mark.parametrize("half", ["&#xD800;", "&#xD800", "&#x0000000000D800;"])
@pytest.mark.parametrize("read", [identity, formats, records])
def test_half_a_character_in_a_name(read: Callable[[bytes], object], half: str) -> None:
    with pytest.raises(FetchError):
        read(f"<?v?><O xmlns='{half}'".encode())


def test_an_address_on_a_page_is_printable() -> None:
    page = '<meta charset="utf-8"><a href="/bitstream/1/2/a\x94b.pdf">Raportti</a>'
    (named,) = oaifiles.on_page(page.encode(), "http://a.fi/handle/1/2")
    assert named.href == "http://a.fi/bitstream/1/2/a%C2%94b.pdf"
