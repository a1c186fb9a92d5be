"""A corpus in which every text that a document can supply is an attack, and how to see one work.

``MARK`` closes whatever it may stand in, opens an element and an attribute of its own, begins a
formula, moves the cursor of a terminal and begins new lines. Where it has become more than text,
a parser sees an element or an attribute ``zxq``.
"""

from __future__ import annotations

import csv
import io
import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree, html

from corpus.document import (
    Entry,
    Evidence,
    Extraction,
    FacetValue,
    Link,
    Origin,
    Page,
    Reference,
    Span,
)
from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine
from pipeline.analyse import analyse_document
from pipeline.analyzer import Analyzer, open_analyzer

WORD = "perhekeskus"
MARK = (
    "=zxq\"'`><zxq onzxq=1>&#60;zxq&#62;</title></textarea></script></style></text></svg>]]>-->"
    f" {WORD} \x1b]0;zxq\x07\x9b2J\x7f\x00\u202e\u2028{{{{7*7}}}}\r\nER  - \r\nzxq: 1\r\n@zxq{{zxq,"
)
NAME = "=zxq \"'><zxq onzxq=1>\x1b]0;zxq\x07\u202e\r\nzxq: 1"
"""What of it the name of a file can hold."""

TITLES = (
    MARK,
    *(f"{sign}zxq()" for sign in "=+-@\t\r\n"),
    "\uff1dzxq()",
    " =zxq()",
    "\ufeff=zxq()",
)
LOCATIONS = (
    "https://example.org/\"><zxq onzxq=1>/a'b{c}\\d.pdf?x=javascript:zxq",
    "javascript:zxq()//raportti.pdf",
    f"/home/somebody/{NAME}.pdf",
    "data:text/html,<zxq>/raportti.pdf",
    f"/home/somebody/arkisto.zip!/../../{NAME}.html",
)
KINDS = ("text/html", "application/pdf", "text/plain", MARK)
FACETS = (
    "kind project programme organisation region county municipality theme language budget funding"
).split()
TOLD = (
    "publisher dc.publisher dc.creator dc.title citation_author citation_doi citation_isbn dc.date"
    " dc.identifier dc.identifier.uri dc.identifier.urn dc.relation.ispartofseries dc.type"
    " dc.rights dc.language dc.subject record url doi isbn issn urn series number authors creator"
    " author"
).split()
LINKS = (
    "javascript:zxq.pdf",
    "data:text/html,<zxq>.pdf",
    'https://x.example/"><zxq>.pdf',
    "//z.pdf",
)


def plant(folder: Path) -> list[str]:
    """Make the corpus and its index past every reader; the ids of its documents."""
    analyzer = open_analyzer()
    with Store(folder) as store:
        ids = [_add(store, analyzer, number, title) for number, title in enumerate(TITLES)]
        store.database.set_meta("analyzer", analyzer.version)
        store.database.revise()
        Generations(folder, WhooshEngine()).build(store)
    return ids


def _add(store: Store, analyzer: Analyzer, number: int, title: str) -> str:
    content = f"<!doctype html><zxq onzxq=1>{number}".encode()
    digest = store.archive.put(content)
    assert digest == sha256(content).hexdigest()
    kind = KINDS[number % len(KINDS)]
    document_id = store.documents.create(digest, kind, len(content))
    told = dict.fromkeys([*TOLD, MARK], MARK)
    location = LOCATIONS[number % len(LOCATIONS)].replace(".", f"{number}.", 1)
    reference = Reference("zxq", location, metadata=told)
    store.places.see(reference, 1)
    store.places.bind(reference, document_id, origin=Origin(MARK, headers={MARK: MARK}))
    text = f"{MARK}\n\n{WORD} <zxq>\t=zxq\n{title}\t{MARK}\n"
    bounds = (Span(0, len(MARK)),)
    page = Page(1, text, MARK, "", MARK, 0.2, bounds, (), (Span(len(MARK), len(text)),), (MARK,))
    pages = (page, Page(2, f"{WORD} {number}. " * 20, "zxq<zxq>"))
    store.pages.replace(document_id, title, pages)
    links = tuple(Link(target, MARK) for target in LINKS)
    found = Extraction(pages, title, told, links, (MARK,), (Entry(MARK, 1),), MARK)
    store.documents.save_extraction(document_id, found, "1")
    analyse_document(store, analyzer, store.find(document_id))
    evidence = (Evidence(MARK, "text", MARK, 1, 0, 40), Evidence(MARK, "title", MARK))
    values = [FacetValue(facet, MARK, 0.9, evidence) for facet in FACETS]
    values += [FacetValue("year", "2012", 0.9, evidence), FacetValue("region", "Kainuu", 0.9)]
    values.append(FacetValue("theme", f"{MARK}2", 0.2, evidence, chosen=False))
    store.facets.replace(document_id, values)
    store.documents.described(document_id, "1")
    return document_id


FORMULA = re.compile(r"[\s\ufeff\x00-\x1f]*[=+@\-\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What no answer for people has in it, for it moves a cursor or turns a line round."""

_ADDRESSES = frozenset(
    "href src action formaction data poster background ping srcset cite longdesc manifest".split()
)


def html_faults(text: str) -> list[str]:
    """What of a page is more than text. Raises nothing."""
    found = [f"raw {character!r}" for character in RAW.findall(text)]
    for element in html.document_fromstring(text).iter(etree.Element):
        name = str(element.tag)
        if "zxq" in name or name in ("style", "iframe", "object", "embed", "base", "img"):
            found.append(f"<{name}>")
        if name == "script" and not str(element.get("src", "")).startswith("/static/"):
            found.append("a script")
        found += _attributes(name, dict(element.attrib))
    return found


def xml_faults(text: str) -> list[str]:
    """What of an XML document is more than text. Raises XMLSyntaxError for what is none."""
    found = [f"raw {character!r}" for character in RAW.findall(text)]
    for element in etree.fromstring(text.encode()).iter(etree.Element):
        name = etree.QName(element).localname
        if "zxq" in name or name in ("script", "foreignObject", "image", "style"):
            found.append(f"<{name}>")
        own = {etree.QName(key).localname: value for key, value in element.attrib.items()}
        found += _attributes(name, own)
    return found


def _attributes(name: str, attributes: dict[str, str]) -> list[str]:
    found = []
    for key, value in attributes.items():
        if "zxq" in key or key.startswith("on") or key in ("style", "srcdoc", "http-equiv"):
            found.append(f"<{name} {key}={value!r}>")
        if key in _ADDRESSES and _scheme(value) not in ("", "http", "https"):
            found.append(f"<{name} {key}={value!r}>")
        if key in ("src", "action", "formaction") and urlsplit(value).netloc:
            found.append(f"<{name} {key}={value!r}> leads elsewhere")
    return found


def _scheme(address: str) -> str:
    """As browsers see it: what they strip and skip is no part of it (WHATWG URL, 4.4)."""
    return urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme


def csv_faults(text: str) -> list[str]:
    """The cells that a spreadsheet would run, and what would move a cursor."""
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1, "every row has as many cells"
    cells = [cell for row in rows for cell in row]
    found = [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]
    return found + RAW.findall(text)
