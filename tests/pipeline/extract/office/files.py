"""Office files made by hand, as small as they can be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from corpus.config import LimitsConfig
from corpus.document import Extraction
from pipeline import mediatype
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from tests.pipeline.extract.conftest import LIMITS, knows

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{tail}:1.0"'
    for name, tail in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "presentation": "presentation",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "meta": "meta",
        "xlink": "xlink",
    }.items()
).replace("urn:oasis:names:tc:opendocument:xmlns:xlink:1.0", "http://www.w3.org/1999/xlink")
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A zip archive at `path`."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def rels(**targets: tuple[str, str]) -> str:
    """Relations: id → the last word of the type, the target; an address is outside."""
    lines = "".join(
        f'<Relationship Id="{id_}" Type="{_TYPES}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if ":" in target else "")
        + "/>"
        for id_, (kind, target) in targets.items()
    )
    return f"<Relationships>{lines}</Relationships>"


def p(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of Word."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def style(id_: str, name: str, properties: str = "", based_on: str = "") -> str:
    """A style of Word."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:styleId="{id_}"><w:name w:val="{name}"/>{base}{properties}</w:style>'


def docx(path: Path, body: str, styles: str = "", **parts: str) -> Path:
    """A Word document; `parts` are files of its folder, "_rels" those of the document."""
    members: dict[str, str | bytes] = {
        "_rels/.rels": rels(
            a=("officeDocument", "word/document.xml"),
            b=("core-properties", "docProps/core.xml"),
            c=("extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": parts.pop("_rels", rels(s=("styles", "styles.xml"))),
    }
    for name in ("core", "app"):
        if name in parts:
            members[f"docProps/{name}.xml"] = f"<w:x {W}>{parts.pop(name)}</w:x>"
    members |= {f"word/{name}.xml": f"<w:x {W}>{text}</w:x>" for name, text in parts.items()}
    return zipped(path, members)


def slide(*shapes: str, attributes: str = "") -> str:
    """A slide of PowerPoint."""
    tree = f"<p:spTree>{''.join(shapes)}</p:spTree>"
    return f"<p:sld xmlns:p='p' xmlns:a='a' {R} {attributes}>{tree}</p:sld>"


def shape(text: str, kind: str = "", hidden: bool = False) -> str:
    """A shape with paragraphs, parted by line feeds; `kind` is that of a placeholder."""
    place = f"<p:nvPr><p:ph type='{kind}'/></p:nvPr>" if kind else "<p:nvPr/>"
    name = f"<p:cNvPr name='x' descr='kuvateksti' hidden='{int(hidden)}'/>"
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f"<p:sp><p:nvSpPr>{name}{place}</p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>"


def pptx(path: Path, *slides: str, **parts: str) -> Path:
    """A presentation of PowerPoint; `parts` are files of its folder."""
    numbered = list(enumerate(slides, 1))
    targets = {f"s{number}": ("slide", f"slides/slide{number}.xml") for number, _ in numbered}
    ids = "".join(f"<p:sldId id='{255 + number}' r:id='s{number}'/>" for number, _ in numbered)
    members: dict[str, str | bytes] = {
        "_rels/.rels": rels(a=("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": (
            f"<p:presentation xmlns:p='p' {R}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
        ),
        "ppt/_rels/presentation.xml.rels": rels(**targets),
    }
    members |= {f"ppt/slides/slide{number}.xml": text for number, text in numbered}
    members |= {f"ppt/{name}": text for name, text in parts.items()}
    return zipped(path, members)


def odf(
    path: Path, body: str, styles: str = "", meta: str = "", kind: str = "text", master: str = ""
) -> Path:
    """An OpenDocument file: the inside of its body, its automatic styles, its properties."""
    return zipped(
        path,
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": (
                f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
                f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
                "</office:body></office:document-content>"
            ),
            "styles.xml": f"<office:document-styles {_ODF}>{master}</office:document-styles>",
            "meta.xml": (
                f"<office:document-meta {_ODF} {DC}><office:meta>{meta}</office:meta>"
                "</office:document-meta>"
            ),
        },
    )


def rtf(path: Path, body: str, head: str = r"\rtf1\ansi\ansicpg1252") -> Path:
    """An RTF file; what ASCII does not have stands in `body` as Windows has it."""
    path.write_bytes(f"{{{head} {body}}}".encode("cp1252"))
    return path


def read(path: Path, limits: LimitsConfig = LIMITS, context: Context | None = None) -> Extraction:
    """What is extracted from the file at `path`, taken for what it looks like."""
    media_type = mediatype.sniff(path.read_bytes()[: mediatype.HEAD], path.name)
    return extract(path, media_type, context or Context(limits, knows))


def texts(found: Extraction) -> list[str]:
    """The texts of the pages."""
    return [page.text for page in found.pages]


def spans(found: Extraction, name: str) -> list[str]:
    """The texts in the spans called `name` ("headings", "tables", "notes") of all pages."""
    return [page.text[start:end] for page in found.pages for start, end in getattr(page, name)]
