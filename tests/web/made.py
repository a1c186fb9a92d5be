"""A small corpus for the pages: a dozen documents of a few made-up projects, without files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from corpus.config import Config, DataConfig, WebConfig
from corpus.document import Evidence, Extraction, FacetValue, Link, Page, Reference, Span
from corpus.store import Store
from index.build import Generations
from index.whoosh_engine import WhooshEngine
from pipeline.analyse import analyse_document
from pipeline.analyzer import Analyzer, open_analyzer
from pipeline.describe.vocabulary import vocabulary

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML = b"<!doctype html><title>Purjevene</title><script>alert(1)</script><p>Tervetuloa"

TOWNS = sorted({*vocabulary().municipalities.values()})[-120:]
RESULTS = "Perhekeskuksia avattiin kolme. Perhekeskuksessa kävi 120 perhettä."
TABLE = "Kunta\tKävijät\nKajaani\t80\nKuhmo\t40"
NOTE = "1 Luvut ovat perhekeskusten omia."
TABLE_AT = len(f"Tulokset\n\n{RESULTS}\n")

PLAN, REPORT, WEB, SWEDISH, LONG, GONE, HOSTILE, EXTREME = range(8)
"""The places of some documents among the ids."""


class Made(NamedTuple):
    """The corpus: its configuration, and the ids of its documents in order."""

    config: Config
    ids: list[str]


def config_of(folder: Path, **web: object) -> Config:
    """A configuration over a folder; without a limit of the rate unless asked."""
    settings: dict[str, object] = {"rate": 0.0, "threads": 2, **web}
    return Config(folder, DataConfig(str(folder)), web=WebConfig(**settings))  # type: ignore[arg-type]


def make(folder: Path) -> Made:
    """Make the corpus and its index."""
    analyzer = open_analyzer()
    with Store(folder) as store:
        ids = [_add(store, analyzer, place, *each) for place, each in enumerate(_documents())]
        store.database.connection.execute(
            "UPDATE place SET gone = 1 WHERE document_id = ?", (ids[GONE],)
        )
        store.database.set_meta("analyzer", analyzer.version)
        store.database.revise()
        Generations(folder, WhooshEngine()).build(store)
    return Made(config_of(folder), ids)


def _documents() -> list[
    tuple[str, str, bytes, list[Page], dict[str, list[str]], tuple[Link, ...]]
]:
    lighthouse = {"project": ["Majakanvalo"], "programme": ["kaste"]}
    link = Link("https://example.org/liite.pdf", "Liite: kyselylomake")
    return [
        (
            "Majakanvalo: hankesuunnitelma",
            "application/pdf",
            PDF,
            [
                Page(1, "Tausta\n\nPerhekeskus tuo neuvolan ja kerhon saman katon alle.", "i"),
                Page(2, "Tavoitteena on varhainen tuki jokaiselle perheelle Kainuussa.", "1"),
            ],
            {
                **lighthouse,
                "region": ["Kainuu"],
                "year": ["2010"],
                "published": ["2010"],
                "kind": ["hankesuunnitelma"],
                "theme": ["perhekeskus"],
                "language": ["fi"],
            },
            (link,),
        ),
        (
            "Majakanvalo: loppuraportti",
            "application/pdf",
            PDF + b"%2",
            [
                Page(
                    1,
                    f"Tulokset\n\n{RESULTS}\n{TABLE}\n{NOTE}",
                    "3",
                    headings=(Span(0, 8),),
                    tables=(Span(TABLE_AT, TABLE_AT + len(TABLE)),),
                    notes=(Span(TABLE_AT + len(TABLE) + 1, TABLE_AT + len(TABLE) + 1 + len(NOTE)),),
                ),
                Page(2, "Koulu ja perhekeskus sopivat yhteisistä aamupaloista.", "4"),
                Page(3, "Roskaa, jota kukaan ei lue", "5", quality=0.2, faults=("garbage",)),
            ],
            {
                **lighthouse,
                "region": ["Kainuu"],
                "municipality": ["Kajaani", "Kuhmo"],
                "year": ["2010", "2011", "2012"],
                "published": ["2012"],
                "kind": ["loppuraportti"],
                "theme": ["perhekeskus", "koulu"],
                "language": ["fi"],
                "budget": ["318000"],
                "organisation": ["Kajaani"],
                "period": ["2010-2012"],
            },
            (),
        ),
        (
            "Purjevene-hanke verkossa",
            "text/html",
            HTML,
            [Page(1, "Nuoret rakensivat purjeveneen ja löysivät työpajan. Osallisuus kasvoi.")],
            {
                "project": ["Purjevene"],
                "region": ["Varsinais-Suomi"],
                "year": ["2018"],
                "kind": ["verkkosivu"],
                "theme": ["osallisuus"],
                "language": ["fi"],
                "programme": ["lape"],
            },
            (),
        ),
        (
            "Fyren – slutrapport",
            "text/plain",
            "Fyren lyste för barnen i Österbotten.".encode(),
            [Page(1, "Familjecentret öppnade i Vasa. Barnskydd och skola arbetade tillsammans.")],
            {
                "region": ["Pohjanmaa"],
                "year": ["2014"],
                "kind": ["loppuraportti"],
                "language": ["sv"],
                "theme": ["lastensuojelu"],
            },
            (),
        ),
        (
            "Pitkä raportti",
            "application/pdf",
            PDF + b"%5",
            [
                Page(
                    n,
                    f"Sivu {n}. "
                    + "Työryhmä kokoontui ja kirjasi havaintonsa. " * 60
                    + "Osallisuus näkyi arjessa.",
                )
                for n in range(1, 13)
            ],
            {
                "region": ["Lappi", "Kainuu"],
                "year": ["2019"],
                "kind": ["arviointi"],
                "theme": ["osallisuus"],
                "language": ["fi"],
            },
            (),
        ),
        (
            "Kadonnut tiedote",
            "text/plain",
            "Ei enää siellä".encode(),
            [Page(1, "Tiedote kertoi neuvolan uusista aukioloajoista.")],
            {"year": ["2009"], "kind": ["tiedote"], "region": ["Uusimaa"], "language": ["fi"]},
            (),
        ),
        (
            '<script>alert("nimi")</script> \u202eoikealta',
            "text/plain",
            b"\x00\xff",
            [Page(1, "Perhekeskus <b>lihavoitu</b> & \x00 \ud7ff koulu \u202e takaperin.")],
            {"project": ["<i>hanke</i>"], "organisation": ["\"'><img src=x>"], "language": ["fi"]},
            (Link("javascript:alert(1)", "houkutus"), Link("/etc/passwd.pdf", "paikallinen")),
        ),
        (
            "Ääri " * 40,
            "application/octet-stream",
            b"tavuja",
            [Page(n, "ääripää\t1\n" * 120, tables=(Span(0, 1200),)) for n in range(1, 90)],
            {"municipality": TOWNS, "language": ["fi"], "year": ["2016"], "kind": ["other"]},
            tuple(Link(f"https://example.org/{n}.pdf", "Liite " * 20) for n in range(90)),
        ),
    ]


def _add(
    store: Store,
    analyzer: Analyzer,
    place: int,
    title: str,
    media_type: str,
    content: bytes,
    pages: list[Page],
    facets: dict[str, list[str]],
    links: tuple[Link, ...],
) -> str:
    digest = store.archive.put(content)
    assert digest == sha256(content).hexdigest()
    document_id = store.documents.create(digest, media_type, len(content))
    scheme = "https://example.org/raportit" if place % 2 else "/home/somebody/raportit"
    reference = Reference("testi", f"{scheme}/asiakirja-{place}.pdf")
    store.places.see(reference, 1)
    store.places.bind(reference, document_id)
    store.pages.replace(document_id, title, pages)
    store.documents.save_extraction(document_id, Extraction(tuple(pages), title, links=links), "1")
    analyse_document(store, analyzer, store.find(document_id))
    first = pages[0].text.split()[0]
    evidence = (Evidence(first, "text", "a rule", 1, 0, len(first)),)
    values = [FacetValue(f, value, 0.9, evidence) for f in facets for value in facets[f]]
    values.append(FacetValue("region", "Satakunta", 0.2, evidence, chosen=False))
    store.facets.replace(document_id, values)
    store.documents.described(document_id, "1")
    return document_id
