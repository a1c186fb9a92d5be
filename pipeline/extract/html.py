"""HTML: the content of a web page without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin

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
    menus,
    metadata,
    pagelines,
    sharing,
)
from pipeline.extract.blocks import Block, blocks
from pipeline.extract.context import Context
from pipeline.extract.dom import Node
from pipeline.mediatype import HTML

_TITLE_PARTS = re.compile(r" [-–—|·»«:]+ ")
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
        parsed = dom.parse(decoded.text)
        root = parsed.root
        found = dom.measure(root)
        head = _Head(found)
        stated = metadata.of_page(found, root)
        stated_title = stated.pop(metadata.TITLE, "")
        furniture.remove(root)
        content = maincontent.find(root)
        read = blocks(content)
        own = pagelines.without(sharing.without_others(read), head.site_names)
        if not own:
            raise ExtractionError("no text in the page")
        pages = sharing.slides(own, sharing.is_transcript(read)) or htmlpages.paginate(own)
        if len(pages) > context.limits.pages:
            raise ExtractionError(f"more than {context.limits.pages} pages")
        labelled = fields.of_content(content, own)
        return Extraction(
            htmlpages.write(pages, context.knows),
            title=_named(labelled) or _title(own, root, head, stated_title),
            metadata={**labelled, **stated},
            links=_links(content, head.base),
            warnings=(decoded.warning,) if decoded.warning else (),
            partial="" if parsed.whole else f"more than {dom.MOST_ELEMENTS} elements",
        )


class _Head:
    """What is needed of a page's head after the furniture has gone."""

    def __init__(self, found: Sequence[Node]) -> None:
        titles = (dom.text_of(node) for node in found if node.name == "title")
        whole = characters.one_line(next(titles, ""))
        self.own = _without_site(whole)
        """The <title> without the site's name."""
        parts = _TITLE_PARTS.split(whole)
        self.site_names = frozenset((whole, *parts) if len(parts) > 1 else ())
        """A <title> of parts, and the parts: what old pages repeat at their head."""
        self.title = self.base = ""
        for node in found:
            if node.name == "meta" and not self.title and node.get("property") == "og:title":
                self.title = characters.one_line(node.get("content"))
            elif node.name == "base" and not self.base:
                self.base = node.get("href")


def _without_site(title: str) -> str:
    """A <title> without the site's name, which stands after (or before) a dash or a bar."""
    parts = _TITLE_PARTS.split(title)
    return max(parts[:2], key=len) if len(parts) > 1 else title


def _named(labelled: Mapping[str, str]) -> str:
    """The name of the project, when the page is a record with a field for it."""
    for label, value in labelled.items():
        if _NAME_LABEL.fullmatch(label):
            return value[:_LONGEST_TITLE]
    return ""


def _title(own: Sequence[Block], root: Node, head: _Head, stated: str) -> str:
    """The first main heading of the content; of the page; else what the head says.

    Numbered main headings are those of chapters (Word), and are no title of the whole.
    """
    mains = [block.text for block in own if block.level == 1]
    if len(mains) > 1 and mains[0][0].isdigit() and (head.title or head.own):
        mains = []
    elif not mains:
        heading = dom.first(root, ("h1",))
        mains = [characters.one_line(dom.text_of(heading))] if heading else []
        # On pages without one, the heading that the <title> repeats beside the site's name.
        mains += [block.text for block in own if block.level and block.text in head.site_names]
    title = next(filter(None, mains), "") or head.title or stated or head.own
    return title[:_LONGEST_TITLE]


def _links(content: Node, base: str) -> tuple[Link, ...]:
    """The links of the content to documents, each target once. Targets may be relative."""
    found: dict[str, Link] = {}
    for node in dom.nodes(content):
        if node.name != "a" or len(found) >= _MOST_LINKS:
            continue
        target = node.get("href").strip()
        if 0 < len(target) <= _LONGEST_TARGET and menus.links_to_document(node):
            with suppress(ValueError):  # a target that is no address stays as it is
                target = urljoin(base, target)
            if target not in found:
                found[target] = Link(target, characters.one_line(dom.text_of(node)))
    return tuple(found.values())
