"""Answers of OAI-PMH servers (protocol version 2.0): records, tokens and errors out of XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

from corpus.errors import FetchError
from corpus.sources.names import printable

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of one answer. A hundred records with abstracts are some hundred kilobytes."""

OAI = "{http://www.openarchives.org/OAI/2.0/}"
_DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_LONGEST = 10_000
_MOST_FIELDS = 1000
# Characters that XML 1.0 forbids, and references to them; authors paste them into abstracts, and
# DSpace hands them on. Halves of characters (D800 to DFFF) lxml gives as bytes nobody can decode.
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#(?:0{0,6}(?:[0-8]|1[124-9]|2[0-9]|3[01]"
    rb"|5(?:529[6-9]|5[3-9][0-9]{2}|6[0-9]{3}|7[0-2][0-9]{2}|73[0-3][0-9]|734[0-3]))"
    rb"|[xX]0{0,6}(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}));"
)

_Element: TypeAlias = etree._Element


class OaiError(FetchError):
    """The server answers with an error of the protocol, called `code`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"the server answers {code}" + (f": {message}" if message else ""))
        self.code = code


class Field(NamedTuple):
    """One value of a record, and the element of its schema that held it ("dc.date.issued")."""

    element: str
    value: str
    language: str = ""


class File(NamedTuple):
    """A file that a record names."""

    href: str
    media_type: str = ""
    name: str = ""


class Record(NamedTuple):
    """A record: a deleted one has neither fields nor files."""

    identifier: str
    datestamp: str
    deleted: bool = False
    fields: tuple[Field, ...] = ()
    files: tuple[File, ...] = ()


class Answer(NamedTuple):
    """A part of a list. `token` asks for the next part, "" after the last; `size` is what the
    server says the whole list has, 0 when it does not; `mended` that its XML was broken."""

    records: tuple[Record, ...]
    token: str
    size: int
    date: str
    mended: bool


class Identity(NamedTuple):
    """What a server says of itself."""

    name: str
    seconds: bool
    """Whether its datestamps have a time of day."""
    deletions: str
    """Whether it tells of deleted records: "no", "transient" or "persistent"."""


def identity(content: bytes) -> Identity:
    """Read the answer to Identify. Raises FetchError when it is none."""
    found = _verb(_parse(content)[0], "Identify")
    granularity = _text(found.find(f"{OAI}granularity"))
    return Identity(
        _text(found.find(f"{OAI}repositoryName"))[:200],
        "hh" in granularity.lower(),
        _text(found.find(f"{OAI}deletedRecord")).lower() or "no",
    )


def formats(content: bytes) -> list[str]:
    """Read the answer to ListMetadataFormats. Raises FetchError when it is none."""
    found = _verb(_parse(content)[0], "ListMetadataFormats")
    return [_text(each) for each in found.iter(f"{OAI}metadataPrefix")]


def records(content: bytes, verb: str = "ListRecords") -> Answer:
    """Read the answer to ListRecords or GetRecord.

    Raises OaiError for an error of the protocol, FetchError for what is no such answer.
    """
    root, mended = _parse(content)
    found = _verb(root, verb)
    token = found.find(f"{OAI}resumptionToken")
    if mended and verb == "ListRecords" and token is None:
        raise FetchError("broken XML, and what can be read of it does not say where to go on")
    size = (token.get("completeListSize") or "") if token is not None else ""
    read = (_record(each) for each in found.iterchildren(f"{OAI}record"))
    return Answer(
        tuple(each for each in read if each is not None),
        _text(token).strip(),
        int(size) if size.isascii() and size.isdecimal() and len(size) < 12 else 0,
        _text(root.find(f"{OAI}responseDate")),
        mended,
    )


def _parse(content: bytes) -> tuple[_Element, bool]:
    """The root of an answer, and whether it had to be mended. No entities, no document type."""
    if any(doctype in content for doctype in _DOCTYPES):
        raise FetchError("not an answer of OAI-PMH: it declares a document type")
    try:
        return etree.fromstring(content, _parser()), False
    except (etree.XMLSyntaxError, ValueError):
        pass
    try:
        root = etree.fromstring(_FORBIDDEN.sub(b" ", content), _parser(recover=True))
        for each in root.iter() if root is not None else ():
            _ = each.tag, each.text, each.tail, each.items()  # raise for what has no characters
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FetchError(f"broken XML: {_line(str(error))}") from error
    if root is None:
        raise FetchError("broken XML: nothing can be read of it")
    return root, True


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # no deeper than 256, no text over 10 MB
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _verb(root: _Element, verb: str) -> _Element:
    if root.tag != f"{OAI}OAI-PMH":
        raise FetchError("not an answer of OAI-PMH")
    if (error := root.find(f"{OAI}error")) is not None:
        raise OaiError(_line(error.get("code") or "an error"), _line(_text(error)))
    found = root.find(f"{OAI}{verb}")
    if found is None:
        raise FetchError(f"an answer of OAI-PMH without {verb}")
    return found


def _record(element: _Element) -> Record | None:
    header = element.find(f"{OAI}header")
    identifier = _text(header.find(f"{OAI}identifier")) if header is not None else ""
    if header is None or not identifier:
        return None
    datestamp = _text(header.find(f"{OAI}datestamp"))
    metadata = element.find(f"{OAI}metadata")
    if header.get("status") == "deleted" or metadata is None:
        return Record(identifier, datestamp, header.get("status") == "deleted")
    fields: list[Field] = []
    files: list[File] = []
    for each in metadata.iter(etree.Element):
        try:
            name = etree.QName(each)
        except ValueError:  # a prefix that is declared nowhere
            continue
        if name.localname == "file" and each.get("href"):
            if (each.get("bundle") or "ORIGINAL") == "ORIGINAL":
                files.append(_file(each))
        elif len(fields) < _MOST_FIELDS:
            fields += _fields(each, name)
    return Record(identifier, datestamp, False, tuple(fields), tuple(files))


def _file(element: _Element) -> File:
    media_type = (element.get("type") or "").partition(";")[0].strip().lower()
    return File(_line(element.get("href") or ""), media_type, _line(element.get("name") or ""))


def _fields(element: _Element, name: etree.QName) -> Iterator[Field]:
    """kk and dim have fields with attributes; qdc and oai_dc elements of Dublin Core."""
    if name.localname == "field" and element.get("element"):
        schema = element.get("schema") or element.get("mdschema") or "dc"
        parts = (schema, element.get("element"), element.get("qualifier"))
        path = ".".join(part for part in parts if part and part != "none")
        value = element.get("value") or _text(element)
        language = element.get("language") or element.get("lang") or ""
    elif name.namespace in _DUBLIN_CORE:
        path = f"{'dcterms' if name.namespace.endswith('terms/') else 'dc'}.{name.localname}"
        value, language = _text(element), element.get(_LANGUAGE) or ""
    else:
        return
    if value := _line(value):
        yield Field(_line(path)[:100], value, _line(language)[:20])


def _text(element: _Element | None) -> str:
    return _line("".join(map(str, element.itertext()))) if element is not None else ""


def _line(text: str) -> str:
    return printable(" ".join(text[: 2 * _LONGEST].split()))[:_LONGEST]
