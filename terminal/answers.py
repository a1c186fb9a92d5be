"""An answer to a search, and one document, as a person reads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

import click

from corpus.document import Page
from corpus.pages import StoredPage
from index.relations import Relative
from index.search import Answer, Found
from index.show import Shown
from pipeline.describe import theme_label
from terminal.explanations import why_lines
from terminal.provenance import place_lines, version_lines
from terminal.sheets import value_lines
from terminal.suggestions import correction_lines
from terminal.text import marked, near, one_line, plural, printable, years

LANGUAGES = {"fi": "Finnish", "sv": "Swedish", "en": "English"}


def answer_lines(answer: Answer, first: int, facet_values: int) -> Iterator[str]:
    """A search's answer: what was understood, the hits, the counts. `first` is the rank shown."""
    understood = [
        form if [form.casefold()] == lemmas else f"{form} → {'/'.join(lemmas)}"
        for form, lemmas in answer.understood.items()
    ]
    head = f"{plural(answer.total, 'document')} · generation {answer.generation}"
    last = first + len(answer.hits) - 1
    if 0 < len(answer.hits) < answer.total:
        head = f"{first}–{last} of {head}"
    yield printable(" · ".join([head, *([", ".join(understood)] if understood else [])]))
    for suggestion in answer.suggestions:
        words, terms = " ".join(suggestion.words), ", ".join(suggestion.terms)
        yield printable(f"{words} in {LANGUAGES[suggestion.language]}: {terms}")
    for note in answer.notes:
        yield click.style(f"note: {printable(note)}", fg="yellow")
    yield from correction_lines(answer.did_you_mean)
    if not answer.complete:
        yield click.style("note: part of the index did not answer; counts are too low", fg="red")
    for rank, hit in enumerate(answer.hits, first):
        yield ""
        yield from _hit_lines(rank, hit)
    if answer.total:
        yield ""
        yield from _facet_lines(answer.facets, facet_values)


def _hit_lines(rank: int, hit: Found) -> Iterator[str]:
    yield f"{rank:>3}  {click.style(printable(hit.title), bold=True)}"
    pages = ", ".join(page_label(page, hit.labels.get(page, "")) for page in hit.pages)
    facts = [
        hit.id,
        ", ".join(hit.facets.get("region", [])),
        years(hit.facets.get("year", [])),
        f"{'page' if len(hit.pages) == 1 else 'pages'} {pages}" if pages else "",
        "no longer at its source" if hit.gone else "",
    ]
    yield "     " + " · ".join(fact for fact in facts if fact)
    yield "     " + click.style(near(hit.location), dim=True)
    for relative in hit.relatives:
        yield "     " + click.style(relative_line(relative), dim=True)
    for snippet in hit.snippets:
        page = page_label(snippet.page, snippet.label)
        yield f"     p. {page}: {marked(snippet.text, snippet.highlights)}"
    if hit.why:
        yield from why_lines(hit.why, hit.score)


def page_label(number: int, label: str) -> str:
    """A page as it is cited, by what is printed on it, with its place in the file if that differs:
    "xii [14]"."""
    label = one_line(label).strip()
    return f"{label} [{number}]" if label not in ("", str(number)) else str(number)


def _facet_lines(facets: Mapping[str, Mapping[str, int]], limit: int) -> Iterator[str]:
    for name, counts in facets.items():
        shown = [f"{value} {n}" for value, n in list(counts.items())[:limit]]
        more = len(counts) - limit
        if more > 0:
            shown.append(f"… {more} more")
        yield f"{click.style(name, bold=True)}: {', '.join(shown)}"


def _shown(facet: str, value: str) -> str:
    label = theme_label(value, "fi") if facet == "theme" else ""
    return f"{label} ({value})" if label and label != value else value


def document_lines(shown: Shown) -> Iterator[str]:
    """What is known of a document, with the evidence for each facet."""
    document = shown.document
    yield click.style(printable(document.title), bold=True)
    yield f"id        {document.id} (version {document.version}, sha256 {document.sha256})"
    yield from place_lines(shown)
    yield from version_lines(shown)
    for relative in shown.relatives:
        yield relative_line(relative)
    pages = plural(len(shown.pages), "page")
    yield f"content   {document.media_type}, {document.size} bytes, {pages}"
    yield f"state     {document.state}" + (
        f": {printable(document.error)}" if document.error else ""
    )
    if document.partial:
        yield f"partial   {printable(document.partial)}"
    for warning in document.warnings:
        yield f"warning   {printable(warning)}"
    yield from _fault_lines([stored.page for stored in shown.pages if stored.page.faults])
    for value in shown.facets:
        yield from value_lines(value)
    for label, text in document.metadata.items():
        yield printable(f"  {label}: {_short(text)}")


def relative_line(relative: Relative) -> str:
    """A document with the same text, or most of it."""
    return f"{relative.kind:<9} {relative.id} {near(relative.location)} ({relative.similarity:.0%})"


def _fault_lines(pages: Sequence[Page]) -> Iterator[str]:
    """The score and the faults of each page that has any, neighbours with the same in one line."""
    like = itertools.groupby(
        enumerate(pages), lambda p: (p[1].quality, p[1].faults, p[1].number - p[0])
    )
    for (quality, faults, _), run in like:
        numbers = [page.number for _, page in run]
        shown = f"p. {numbers[0]}" if len(numbers) == 1 else f"pp. {numbers[0]}–{numbers[-1]}"
        yield f"quality   {shown}: {quality:.2f}, {printable(', '.join(faults))}"


def _short(text: str, length: int = 100) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"


def page_lines(stored: StoredPage, total: int) -> Iterator[str]:
    """One page of text with a line that says which it is."""
    page = stored.page
    label = (
        f", printed {one_line(page.label)}" if page.label and page.label != str(page.number) else ""
    )
    facts = f"page {page.number} of {total}{label} · {page.language or '?'} · {page.method}"
    sure = "" if page.confidence is None else f" · sure {page.confidence:.2f}"
    faults = f" · {', '.join(page.faults)}" if page.faults else ""
    quality = f"quality {page.quality:.2f}{sure}{printable(faults)}"
    yield click.style(f"── {facts} · {quality} ──", dim=True)
    yield printable(page.text)
