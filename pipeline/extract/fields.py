"""Label/value pairs of a page: rows of two cells, definition lists, "Rahoittaja: ministeriö"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from pipeline.extract.blocks import Block, blocks
from pipeline.extract.dom import Measures, attribute, text_of

_LONGEST_LABEL = 60
_LONGEST_VALUE = 600
"""Characters; a longer value is text, which stands on the page anyway."""
_MOST_FIELDS = 200
_LONGEST_LINE = 200
_LABELLED = re.compile(r"([^\W\d_][^:.!?;,()]{1,40}):\s+(?!//)(\S.*)")
_LABEL_WORDS = 4

_DATES_AND_KIND = re.compile(
    r"(?i)(?:article:|dc\.|dcterms\.|citation_|og:site_name$|og:type$|description$|keywords$"
    r"|date$|last-modified$|revised$|datepublished$|datemodified$)"
)
_PERSONS = re.compile(r"(?i)author|creator|contributor|publisher_email")
# "Viimeksi muokattu: 12.05.2014" stands in a page's furniture, but it is the page's date.
_STAMP = re.compile(
    r"(?i)\b(viimeksi (?:muokattu|päivitetty)|päivitetty(?: viimeksi)?|julkaistu|muokattu|luotu"
    r"|senast ändrad|uppdaterad|publicerad)[ :]+(\d{1,2}\.\d{1,2}\.\d{4})\b"
)


def of_head(soup: BeautifulSoup) -> dict[str, str]:
    """What the page says of itself outside its content; no names of persons.

    That is <meta> elements under their own names, stamps of date, and the language as "lang".
    """
    found: dict[str, str] = {}
    for tag in soup.find_all("meta")[:_MOST_FIELDS]:
        name = attribute(tag, "name") or attribute(tag, "property") or attribute(tag, "itemprop")
        value = " ".join(attribute(tag, "content").split())
        if value and _DATES_AND_KIND.match(name) and not _PERSONS.search(name):
            _add(found, name, value)
    for stamp in _STAMP.finditer(text_of(soup)):
        _add(found, stamp[1].capitalize(), stamp[2])
    html = soup.find("html")
    if isinstance(html, Tag) and attribute(html, "lang"):
        found["lang"] = attribute(html, "lang")[:20]
    return found


def of_content(root: Tag, lines: list[Block]) -> dict[str, str]:
    """The pairs in the content: label → value, several values joined by "; "."""
    found: dict[str, str] = {}
    measures = Measures(root)
    for label, value in (*_rows(root, measures), *_definitions(root), *_children(root, measures)):
        _add(found, label, "; ".join(block.text for block in blocks(value)))
    for line in lines:
        match = _LABELLED.fullmatch(line.text) if len(line.text) <= _LONGEST_LINE else None
        if match and not line.level and len(match[1].split()) <= _LABEL_WORDS:
            _add(found, match[1], match[2])
    return found


def _rows(root: Tag, measures: Measures) -> Iterator[tuple[str, Tag]]:
    for row in root.find_all("tr"):
        cells = [cell for cell in row.children if isinstance(cell, Tag)]
        if len(cells) == 2 and all(cell.name in ("td", "th") for cell in cells):
            label, value = cells
            if _is_label(label, measures) and measures.of(value).text <= _LONGEST_VALUE:
                yield text_of(label), value


def _definitions(root: Tag) -> Iterator[tuple[str, Tag]]:
    for label in root.find_all("dt"):
        value = label.find_next_sibling()
        while isinstance(value, Tag) and value.name == "dd":
            yield text_of(label), value
            value = value.find_next_sibling()


def _children(root: Tag, measures: Measures) -> Iterator[tuple[str, Tag]]:
    """An element of two, the first a label that ends with a colon or is called one (Drupal)."""
    for tag in root.find_all(["div", "li", "p", "section"]):
        if measures.of(tag).text > _LONGEST_VALUE:
            continue
        inside = [child for child in tag.children if isinstance(child, Tag) and child.name != "br"]
        if len(inside) != 2 or not _is_label(inside[0], measures):
            continue
        label = text_of(inside[0])
        if label.endswith(":") or "label" in attribute(inside[0], "class").lower():
            yield label, inside[1]


def _is_label(tag: Tag, measures: Measures) -> bool:
    measure = measures.of(tag)
    return 0 < measure.text <= _LONGEST_LABEL and measure.blocks <= 1 and measure.links == 0


def _add(found: dict[str, str], label: str, value: str) -> None:
    label = " ".join(label.split()).rstrip(" :")
    value = " ".join(value.split())
    if not 1 < len(label) <= _LONGEST_LABEL or not 0 < len(value) <= _LONGEST_VALUE:
        return
    if label.replace(" ", "").isdigit() or len(found) >= _MOST_FIELDS:
        return
    before = found.get(label)
    if before is None:
        found[label] = value
    elif value not in before.split("; ") and len(before) + len(value) <= _LONGEST_VALUE:
        found[label] = f"{before}; {value}"
