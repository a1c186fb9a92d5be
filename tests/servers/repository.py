"""What a repository holds, and its records in the formats of DSpace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr


@dataclass(slots=True)
class Item:
    """A record of the repository. `files` are its bitstreams: name → bytes."""

    number: int
    datestamp: str = "2020-01-01T00:00:00Z"
    deleted: bool = False
    set: str = "com_1"
    fields: Sequence[tuple[str, str]] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    listed: bool = True
    """Whether the record names its files; else only its page does."""

    @property
    def identifier(self) -> str:
        return f"oai:localhost:10024/{self.number}"


@dataclass(slots=True)
class Repository:
    """What the server holds and how it behaves; a test changes it while the server runs."""

    items: list[Item] = field(default_factory=list)
    page: int = 100
    formats: tuple[str, ...] = ("kk", "qdc", "oai_dc")
    deletions: str = "transient"
    seconds: bool = True
    endpoint: str = "/oai/request"
    now: str = "2024-06-01T12:00:00Z"
    fail_every: int = 0
    """Every so manieth request is answered with 503."""
    retry_after: str = ""
    rest: bool = False
    """Whether pages are empty and files are told by the REST interface, as in DSpace 7."""
    spoil: Callable[[str, bytes], bytes] = lambda _path, body: body
    expired: set[str] = field(default_factory=set)
    """Tokens that are no longer good."""
    requests: list[str] = field(default_factory=list)
    served: Counter[str] = field(default_factory=Counter)
    """Path of a file → how often it was handed out."""
    url: str = ""


def media_type(name: str, content: bytes) -> str:
    if content.startswith(b"<html"):
        return "text/html"
    return "application/pdf" if name.endswith(".pdf") else "text/plain"


def record(repository: Repository, item: Item, form: str) -> str:
    status = ' status="deleted"' if item.deleted else ""
    stamp = item.datestamp if repository.seconds else item.datestamp[:10]
    header = (
        f"<header{status}><identifier>{item.identifier}</identifier><datestamp>{stamp}"
        f"</datestamp><setSpec>{item.set}</setSpec></header>"
    )
    if item.deleted:
        return f"<record>{header}</record>"
    write = {"kk": _kk, "qdc": _qdc}.get(form, _oai_dc)
    return f"<record>{header}<metadata>{write(repository, item)}</metadata></record>"


def _fields(repository: Repository, item: Item) -> list[tuple[str, str]]:
    page = f"{repository.url}/handle/10024/{item.number}"
    given = list(item.fields) or [
        ("title", f"Perhekeskuksen loppuraportti {item.number}"),
        ("date.issued", "2014"),
    ]
    return [*given, ("identifier.uri", page)]


def _kk(repository: Repository, item: Item) -> str:
    fields = "".join(
        f"<kk:field schema='dc' element={quoteattr(name.partition('.')[0])}"
        f" qualifier={quoteattr(name.partition('.')[2] or 'none')} language='fi'"
        f" value={quoteattr(value)}/>"
        for name, value in _fields(repository, item)
    )
    files = "".join(
        f'<kk:file bundle="ORIGINAL" href={quoteattr(_href(repository, item, name))}'
        f' name={quoteattr(name)} type="{media_type(name, content)}"/>'
        for name, content in item.files.items()
        if item.listed
    )
    picture = '<kk:file bundle="THUMBNAIL" href="/kuva.jpg" type="image/jpeg"/>'
    return f'<kk:metadata xmlns:kk="http://kk/1.0">{fields}{files}{picture}</kk:metadata>'


def _qdc(repository: Repository, item: Item) -> str:
    names = {"date.issued": "dcterms:issued", "identifier.uri": "dc:identifier"}
    fields = "".join(
        f"<{names.get(name, f'dc:{name}')}>{escape(value)}</{names.get(name, f'dc:{name}')}>"
        for name, value in _fields(repository, item)
    )
    return (
        '<qdc:qualifieddc xmlns:qdc="http://dspace.org/qualifieddc/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/">{fields}</qdc:qualifieddc>'
    )


def _oai_dc(repository: Repository, item: Item) -> str:
    named = _fields(repository, item)
    if item.listed:
        named += [("identifier", _href(repository, item, name)) for name in item.files]
    fields = "".join(
        f"<dc:{name.partition('.')[0]}>{escape(value)}</dc:{name.partition('.')[0]}>"
        for name, value in [*named, ("date", "2013-01-01T10:00:00Z")]
    )
    return (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{fields}</oai_dc:dc>'
    )


def _href(repository: Repository, item: Item, name: str) -> str:
    return f"{repository.url}/bitstream/10024/{item.number}/{name}?sequence=1"
