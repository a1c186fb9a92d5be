"""Good inputs to begin with: the examples, and what examples lack, made here."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.extraction.hostile import good
from benchmarks.extraction.hostile.objects import document, one_page, written
from corpus.bundle import export_corpus
from corpus.document import Page, Reference
from corpus.store import Store
from pipeline.progress import Silent

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_LARGEST = 30_000
"""Bytes of an example that is taken: smaller ones give more mutants a second."""

SENTENCES = (
    "Perhekeskus avattiin Kajaanissa vuonna 2012, ja neuvola muutti samaan taloon.",
    "Hankkeen budjetti oli 318 000 euroa, josta valtionavustusta 75 %.",
    "Lapsi- ja perhepalveluja kehitettiin Kainuun maakunnassa 1.1.2010–31.12.2012.",
)


def of_examples(*endings: str, kind: str) -> list[bytes]:
    """The smaller examples with these endings, and what was made for the kind."""
    found = [
        path.read_bytes()
        for path in sorted((EXAMPLES / "reports").iterdir())
        if path.suffix in endings and path.stat().st_size <= _LARGEST
    ]
    return found + (_pdfs() if kind == "pdf" else [])


def _pdfs() -> list[bytes]:
    outline = {
        6: b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>",
        7: b"<< /Title (Luku) /Parent 6 0 R /Dest [3 0 R /Fit] >>",
        8: b"<< /Title (Raportti) /CreationDate (D:20120131120000+02'00') >>",
    }
    labels = b"/Outlines 6 0 R /PageLabels << /Nums [0 << /S /r /St 3 >>] >>"
    told = written({**document(catalog=labels), **outline}, b"/Root 1 0 R /Info 8 0 R")
    return [one_page(), told, good.report(2, packed=False)]


def texts() -> list[bytes]:
    """Texts of reports."""
    found = [path.read_bytes()[:2000] for path in sorted((EXAMPLES / "truth").glob("*.txt"))]
    table = "Kunta\tKävijät\tEuroa\nKajaani\t80\t1 200,50\nKuhmo\t40\t600\n"
    return [*found[:12], "\n".join((*SENTENCES, table, "- palve-\nluja\n\f2\n")).encode()]


def pages() -> list[bytes]:
    """Web pages, one of them a record of labels and values."""
    rows = "".join(
        f"<tr><th>{label}</th><td>{value}</td></tr><dl><dt>{label}:</dt><dd>{value}</dd></dl>"
        f"<p><b>{label}</b> {value}</p><h2>{label}</h2><p>{value}"
        for label, value in (
            ("Hankkeen nimi", "Majakanvalo"),
            ("Alkaa", "1.1.2010"),
            ("Toteuttaja", "Kajaanin kaupunki"),
        )
    )
    record = (
        '<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Hanke</title>'
        '<base href="/hankkeet/"><meta name="robots" content="nofollow, noindex">'
        '<link rel="canonical" href="?id=1"><meta name="citation_pdf_url" content="/b/a.pdf">'
        f'</head><body><table>{rows}</table><a href="bitstream/1/raportti.pdf">Raportti</a>'
        '<meta http-equiv="refresh" content="0; url=muualle"></body></html>'
    )
    return [*of_examples(".html", ".htm", kind="html"), record.encode()]


def oai() -> list[bytes]:
    """Answers of OAI-PMH servers in the forms that repositories here give."""
    said = {
        "Identify": "<repositoryName>Arkisto</repositoryName><granularity>YYYY-MM-DDThh:mm:ssZ"
        "</granularity><deletedRecord>transient</deletedRecord>",
        "ListMetadataFormats": "<metadataFormat><metadataPrefix>kk</metadataPrefix>"
        "</metadataFormat>",
        "ListRecords": f"{_record(_DUBLIN_CORE)}{_record(_KK, 2)}<record><header status='deleted'>"
        "<identifier>oai:a:1/3</identifier><datestamp>2014-01-01</datestamp></header></record>"
        "<resumptionToken completeListSize='300' cursor='0'>osa/2</resumptionToken>",
        "error": "",
    }
    return [
        (
            "<?xml version='1.0' encoding='UTF-8'?><OAI-PMH "
            "xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>2015-01-01T00:00:00Z"
            f"</responseDate><request>https://example.org/oai</request><{verb}"
            f"{' code=' + repr('badVerb') if verb == 'error' else ''}>{body}</{verb}></OAI-PMH>"
        ).encode()
        for verb, body in said.items()
    ]


_DUBLIN_CORE = (
    "<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' xmlns:dc="
    "'http://purl.org/dc/elements/1.1/'><dc:title xml:lang='fi'>Majakanvalo</dc:title><dc:date>"
    "2012</dc:date><dc:identifier>https://example.org/handle/1/2</dc:identifier><dc:identifier>"
    "https://example.org/bitstream/1/2/a.pdf</dc:identifier><dc:subject>fi=lapset|sv=barn|"
    "</dc:subject></oai_dc:dc>"
)
_KK = (
    "<kk:metadata xmlns:kk='http://kk/1.0'><kk:field schema='dc' element='title'>Purjevene"
    "</kk:field><kk:field schema='dc' element='date' qualifier='issued' value='2013-05'/>"
    "<kk:field schema='dc' element='identifier' qualifier='urn'>URN:ISBN:978-952-00-0000-0"
    "</kk:field><kk:file href='https://example.org/bitstream/handle/1/2/r.pdf' "
    "type='application/pdf' name='r.pdf' bundle='ORIGINAL'/></kk:metadata>"
)


def _record(metadata: str, number: int = 1) -> str:
    return (
        f"<record><header><identifier>oai:example.org:1/{number}</identifier><datestamp>"
        f"2013-02-0{number}</datestamp></header><metadata>{metadata}</metadata></record>"
    )


def sitemaps() -> list[bytes]:
    """A sitemap, an index of them, a feed, a text, and one that is packed."""
    address = "https://example.org/raportit/a.html"
    xml = f"<?xml version='1.0'?><urlset><url><loc>{address}</loc></url></urlset>".encode()
    return [
        xml,
        f"<sitemapindex><sitemap><loc>{address}</loc></sitemap></sitemapindex>".encode(),
        f"<rss><channel><item><link>{address}</link></item></channel></rss>".encode(),
        f"<feed><entry><link rel='alternate' href='{address}'/></entry></feed>".encode(),
        f"{address}\nhttp://example.org/b\n".encode(),
        gzip.compress(xml, mtime=0),
    ]


def robots() -> list[bytes]:
    """Rules for robots."""
    return [
        b"User-agent: *\nDisallow: /haku\nAllow: /*.pdf$\nCrawl-delay: 2\nRequest-rate: 1/5\n"
        b"Sitemap: https://example.org/sitemap.xml\n\nUser-agent: hankemuisti\nDisallow:\n",
    ]


def answers() -> list[bytes]:
    """Recorded answers; the body's coding stands in the header etag, which is kept in one."""
    head = "GET https://example.org/a?token=salainen&q=1\n200\ncontent-type: text/html\n"
    late = "retry-after: Wed, 21 Oct 2015 07:28:00 GMT\nlocation: ../b\n"
    body = gzip.compress(SENTENCES[0].encode() * 9, mtime=0)
    return [
        f"{head}{late}\n{SENTENCES[0]}".encode(),
        f"{head}retry-after: 120\netag: gzip\n\n".encode() + body,
        f"{head}etag: deflate\n\n".encode() + body[10:-8],
    ]


def urls() -> list[bytes]:
    """Addresses."""
    return [
        "https://Example.org:443/a/../b%7Ec/?q=%c3%a4&utm_source=x#d\n../raportti.pdf\n"
        "//sivu.example/ä ö?a=b&a=c\nhttp://käyttäjä:sala@example.org/\nhttp://[::1]:8080/\n"
        "http://127.0.0.1/\nhttp://www.hämeenlinna.fi/;jsessionid=9?x\n".encode(),
    ]


def lists() -> list[bytes]:
    """Lists of addresses."""
    table = 'osoite;title;"date"\nhttps://example.org/a.pdf;"Loppu;raportti";2012\n'
    return [
        b"https://example.org/a.pdf\n# muita\nhttp://example.org/b\n",
        table.encode(),
        table.encode("utf-16"),
    ]


def sidecars() -> list[bytes]:
    """What people note beside files."""
    facts = {"title": "Majakanvalo", "date": "2012-05-01", "authors": ["THL", "STM"], "pages": 12}
    return [
        json.dumps({**facts, "raportti.txt": {"publisher": "Kainuun maakunta"}}).encode(),
        b'title = "Majakanvalo"\ndate = 2012-05-01\nyears = [2010, 2]\n[raportti.txt]\nx = 1.5\n',
        b"tiedosto;title;date\nraportti.txt;Majakanvalo;2012\n\"a,b\";'c';\n",
    ]


def warcs() -> list[bytes]:
    """Web archives, plain and packed record by record."""
    page = f"<title>Hanke</title><p>{SENTENCES[0]}".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n%s"
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    blocks = [
        (b"warcinfo", b"", "software: ryömijä/1.0\r\n".encode()),
        (b"response", b"http://example.org/", http % (b"", page)),
        (b"response", b"http://example.org/b", http % (b"Transfer-Encoding: chunked\r\n", chunked)),
        (
            b"response",
            b"http://example.org/c",
            http % (b"Content-Encoding: gzip\r\n", gzip.compress(page, mtime=0)),
        ),
        (b"revisit", b"http://example.org/", http % (b"", b"")),
        (b"resource", b"http://example.org/d.pdf", one_page()),
    ]
    records = [_warc_record(*each) for each in blocks]
    return [b"".join(records), b"".join(gzip.compress(each, mtime=0) for each in records)]


def _warc_record(kind: bytes, url: bytes, block: bytes) -> bytes:
    return (
        b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2015-01-01T00:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: %d"
        b"\r\n\r\n%s\r\n\r\n" % (kind, url, len(block), block)
    )


def waczs() -> list[bytes]:
    """Web archives in a zip."""
    return [_zip({"archive/a.warc.gz": warcs()[1], "datapackage.json": b"{}"})]


def zips() -> list[bytes]:
    """Archives of reports, one of them inside another."""
    reports = {"raportit/Hämeen raportti.pdf": one_page(), "muistio.txt": SENTENCES[0].encode()}
    inner = _zip(reports, zipfile.ZIP_DEFLATED)
    return [inner, _zip({**reports, "lisää.zip": inner, "__MACOSX/._a": b"x"})]


def _zip(files: Mapping[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return packed.getvalue()


def bundles() -> list[bytes]:
    """A corpus of two documents as export-corpus writes it, plain and packed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus(folder / "data")
        export_corpus(folder / "data", folder / "a.tar", Silent())
        plain = (folder / "a.tar").read_bytes()
    return [plain, gzip.compress(plain, 1, mtime=0)]


def corpus(folder: Path) -> None:
    """A corpus of two documents."""
    with Store(folder) as store:
        for number, text in enumerate(SENTENCES[:2]):
            sha256 = store.archive.put(text.encode())
            document_id = store.documents.create(sha256, "text/plain", len(text.encode()))
            reference = Reference("s", f"/r/{number}.txt")
            store.places.see(reference, 1)
            store.places.bind(reference, document_id)
            store.pages.replace(document_id, "Raportti", [Page(1, text)])


def manifests() -> list[bytes]:
    """The manifest of such a bundle."""
    with tarfile.open(fileobj=io.BytesIO(bundles()[0])) as tar:
        first = tar.extractfile("manifest.json")
        return [first.read()] if first else []
