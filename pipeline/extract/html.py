"""HTML: the content of a web page without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from corpus.document import Extraction, Link
from corpus.errors import ExtractionError
from pipeline.clean import characters
from pipeline.extract import (
    charset,
    dom,
    fields,
    furniture,
    htmlpages,
    maincontent,
    pagelines,
    sharing,
)
from pipeline.extract.blocks import Block, blocks
from pipeline.extract.context import Context
from pipeline.mediatype import HTML

_TITLE_PARTS = re.compile(r"\s+[-–—|·»«:]+\s+")
_NAME_LABEL = re.compile(
    r"(?i)(?:hankkeen|projektin|toimintamallin|kokonaisuuden) (?:julkinen )?nimi"
)
_LONGEST_TITLE = 250
_MOST_LINKS = 500
_LONGEST_TARGET = 2000


class HtmlExtractor:
    """Reads web pages, old and new."""

    name = "html"

    def score(self, media_type: str) -> float:
        """1 for HTML and XHTML, otherwise 0."""
        return 1.0 if media_type in (HTML, "application/xhtml+xml") else 0.0

    def extract(self, path: Path, context: Context) -> Extraction:
        """Read the file; see the module `base` for what it takes and raises."""
        decoded = charset.decode(path.read_bytes())
        soup = dom.parse(decoded.text)
        metadata = fields.of_head(soup)
        head_title = _head_title(soup)
        furniture.remove(soup)
        root = maincontent.find(soup)
        read = blocks(root)
        own = pagelines.without(sharing.without_others(read), _site_names(soup))
        if not own:
            raise ExtractionError("no text in the page")
        pages = sharing.slides(own, sharing.is_transcript(read)) or htmlpages.paginate(own)
        if len(pages) > context.limits.pages:
            raise ExtractionError(f"more than {context.limits.pages} pages")
        metadata = {**fields.of_content(root, own), **metadata}
        return Extraction(
            htmlpages.write(pages, context.knows),
            title=_named(metadata) or _title(own, soup, head_title),
            metadata=metadata,
            links=_links(root, _base(soup)),
            warnings=(decoded.warning,) if decoded.warning else (),
        )


def _head_title(soup: BeautifulSoup) -> str:
    for tag in soup.find_all("meta"):
        if dom.attribute(tag, "property") == "og:title" and dom.attribute(tag, "content").strip():
            return characters.one_line(dom.attribute(tag, "content"))
    title = soup.find("title")
    return _without_site(characters.one_line(title.get_text())) if isinstance(title, Tag) else ""


def _site_names(soup: BeautifulSoup) -> frozenset[str]:
    """The <title> and its parts: what old pages repeat at their head."""
    title = soup.find("title")
    text = characters.one_line(title.get_text()) if isinstance(title, Tag) else ""
    return frozenset(filter(None, (text, *_TITLE_PARTS.split(text))))


def _without_site(title: str) -> str:
    """A <title> without the site's name, which stands after (or before) a dash or a bar."""
    parts = _TITLE_PARTS.split(title)
    return max(parts[:2], key=len) if len(parts) > 1 else title


def _named(metadata: Mapping[str, str]) -> str:
    """The name of the project, when the page is a record with a field for it."""
    for label, value in metadata.items():
        if _NAME_LABEL.fullmatch(label):
            return value[:_LONGEST_TITLE]
    return ""


def _title(own: Sequence[Block], soup: BeautifulSoup, head_title: str) -> str:
    """The first main heading of the content; of the page; else what the head says."""
    in_content = next((block.text for block in own if block.level == 1), "")
    if not in_content:
        heading = soup.find("h1")
        in_content = characters.one_line(dom.text_of(heading)) if isinstance(heading, Tag) else ""
    return (in_content or head_title)[:_LONGEST_TITLE]


def _base(soup: BeautifulSoup) -> str:
    base = soup.find("base", href=True)
    return dom.attribute(base, "href") if isinstance(base, Tag) else ""


def _links(root: Tag, base: str) -> tuple[Link, ...]:
    """The links of the content to documents, each target once. Targets may be relative."""
    found: dict[str, Link] = {}
    for tag in root.find_all("a", href=True):
        target = dom.attribute(tag, "href").strip()
        if len(found) >= _MOST_LINKS or len(target) > _LONGEST_TARGET:
            continue
        if furniture.links_to_document(tag):
            with suppress(ValueError):  # a target that is no address stays as it is
                target = urljoin(base, target)
            found.setdefault(target, Link(target, characters.one_line(dom.text_of(tag))))
    return tuple(found.values())
