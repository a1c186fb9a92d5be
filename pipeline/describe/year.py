"""The years of a document: its project's period, its publication, and the years it is of.

What the source or the page states in a field comes first, then the title, then the address, then
the text; the parsers of `periods` and `publications` read each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.document import Evidence, FacetValue, ReadDocument, ReadPage
from pipeline.describe.dates import points, ranges
from pipeline.describe.periods import periods
from pipeline.describe.publications import publications
from pipeline.describe.stated import Stated, stated

_PERIOD_PAGES = 12  # pages from the beginning where a period may be stated
_OPENING_PAGES = 2  # a title page and an imprint page
_SLIDE = 300  # characters that a title slide has at most
_DATED_PAGES = 3  # pages from the beginning, besides the last, where a labelled date may stand

_STARTS = re.compile(
    r"(?:aloit|alka|alku|start|begin)\w*[\s_-]?(?:pvm|päivä\w*|date|datum)?\s*:?\Z"
)
_ENDS = re.compile(
    r"(?:päätty|päättäm|lopetus|loppu|slut|avslut|end)\w*[\s_-]?(?:pvm|päivä\w*|date|datum)?\s*:?\Z"
)
_SPANS = re.compile(
    r"(?:hanke|toteutus|toteuttamis|toimi|projekti)(?:aika|kausi|ajankohta)|kesto|toimikausi"
    r"|projekttid|ajankohta|duration"
)
_PUBLISHED = re.compile(
    r"article:published_time|(?:dc(?:terms)?\.)?date(?:\.issued|published)?|citation_publication_date"
    r"|luotu|julkaistu|julkaisupäivä|publicerad|päiväys|päivätty|pvm|published|datepublished|issued"
)
_ADDRESS = re.compile(r"/((?:199|20[0-4])\d)/(?:0[1-9]|1[0-2])(?:/|\Z)|/(20[0-4]\d)-\d\d-\d\d")


_PROGRAMME = re.compile(r"ohjelma\b|ohjelman\b|\bprogram", re.IGNORECASE)
_PROJECT = re.compile(r"hank(?:e|kee)|projek", re.IGNORECASE)


class Reading(NamedTuple):
    """Years that were read, how surely (0 to 1), and the evidence."""

    first: int
    last: int
    score: float
    evidence: Evidence


def _stated_period(metadata: Mapping[str, str]) -> Reading | None:
    for field in stated(metadata, _SPANS):
        for found in ranges(field.value):
            evidence = field.evidence(found.start, found.end)
            return Reading(found.first, found.last, 0.98, evidence)
    start, end = _dated(metadata, _STARTS), _dated(metadata, _ENDS)
    if start is None or end is None or start[1] > end[1]:
        return None
    words = f"{start[0].value} – {end[0].value}"
    rule = f"fields {start[0].rule}, {end[0].rule}".replace("field ", "")
    evidence = Evidence(words, "metadata", rule, 0, 0, len(words))
    return Reading(start[1], end[1], 0.98, evidence)


def _dated(metadata: Mapping[str, str], label: re.Pattern[str]) -> tuple[Stated, int] | None:
    """The first such field with a date, and its year."""
    for field in stated(metadata, label):
        if dates := points(field.value):
            return field, dates[0].year
    return None


def _sources(title: ReadPage, pages: Sequence[ReadPage]) -> Iterator[tuple[ReadPage, bool]]:
    yield title, True
    for page in pages:
        yield page, False


def project_period(
    document: ReadDocument, title: ReadPage, pages: Sequence[ReadPage]
) -> Reading | None:
    """The period of the document's own project, in whole years, or None when it is not said."""
    if (stated := _stated_period(document.metadata)) is not None:
        return stated
    programme = bool(_PROGRAMME.search(title.text)) and not _PROJECT.search(title.text)
    best: tuple[float, Reading] | None = None
    for page, is_title in _sources(title, pages[:_PERIOD_PAGES]):
        for found in periods(page.text, title=is_title, programme=programme)[:1]:
            # The further in, the likelier that it is somebody else's: a tenth a page.
            score = found.score - 0.1 * page.number
            if best is None or score > best[0]:
                place = "title" if is_title else "text"
                start, end = found.range.start, found.range.end
                number = 0 if is_title else page.number
                words = page.text[start:end]
                evidence = Evidence(words, place, found.rule, number, start, end)
                sure = round(min(0.95, 0.5 + score / 14), 3)
                best = score, Reading(found.range.first, found.range.last, sure, evidence)
    return best[1] if best is not None else None


def publication(
    document: ReadDocument, title: ReadPage, pages: Sequence[ReadPage]
) -> Reading | None:
    """The year the document was published, or None when it is not said."""
    for field in stated(document.metadata, _PUBLISHED):
        for date in points(field.value):
            evidence = field.evidence(date.start, date.end)
            return Reading(date.year, date.year, 0.97, evidence)
    best: tuple[float, Reading] | None = None
    dated = pages if len(pages) <= _DATED_PAGES else (*pages[:_DATED_PAGES], pages[-1])
    for number, (page, is_title) in enumerate(_sources(title, dated)):
        opening = not is_title and number <= _OPENING_PAGES
        slide = number == 1 and len(pages) > 1 and len(page.text) < _SLIDE
        for found in publications(page.text, title=is_title, opening=opening, slide=slide)[:1]:
            if best is None or found.score > best[0]:
                place = "title" if is_title else "text"
                words = page.text[found.start : found.end]
                page_number = 0 if is_title else page.number
                evidence = Evidence(words, place, found.rule, page_number, found.start, found.end)
                sure = round(min(0.95, 0.5 + found.score / 12), 3)
                best = found.score, Reading(found.year, found.year, sure, evidence)
    running = document.metadata.get("running lines", "")
    for found in publications(running, title=False, opening=True, slide=False)[:1]:
        if best is None or found.score > best[0]:
            words = running[found.start : found.end]
            evidence = Evidence(words, "metadata", "running line", 0, found.start, found.end)
            sure = round(min(0.95, 0.5 + found.score / 12), 3)
            best = found.score, Reading(found.year, found.year, sure, evidence)
    address = _ADDRESS.search(document.location)
    if address is not None and (best is None or best[0] < 4.0):
        year = int(address[1] or address[2])
        evidence = Evidence(
            address[0], "location", "dated address", 0, address.start(), address.end()
        )
        return Reading(year, year, 0.85, evidence)
    return best[1] if best is not None else None


def describe_year(
    document: ReadDocument, title: ReadPage, pages: Sequence[ReadPage]
) -> list[FacetValue]:
    """Facets "period" ("2007-2009"), "published" ("2008") and "year" (each year it is of).

    The years it is of are those of the period, else the year of publication.
    """
    period = project_period(document, title, pages)
    published = publication(document, title, pages)
    values = []
    if period is not None:
        value = f"{period.first}-{period.last}"
        values.append(FacetValue("period", value, period.score, (period.evidence,)))
    if published is not None:
        year = str(published.first)
        values.append(FacetValue("published", year, published.score, (published.evidence,)))
    if (basis := period or published) is not None:
        values += [
            FacetValue("year", str(year), basis.score, (basis.evidence,))
            for year in range(basis.first, basis.last + 1)
        ]
    return values
