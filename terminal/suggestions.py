"""The commands that complete a query, show related terms and documents like one.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from terminal.filters import filtered
from terminal.options import JSON, Options, print_json, print_lines
from terminal.text import near, one_line, plural

if TYPE_CHECKING:
    from index.suggestions.completion import Completion
    from index.suggestions.correction import Correction
    from index.suggestions.related import Related, Relations
    from index.suggestions.similar import Similar

LANGUAGES = {"fi": "in Finnish", "sv": "in Swedish", "en": "in English"}
LIMIT = click.option(
    "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="The most to show."
)


@click.command()
@click.argument("text", nargs=-1, required=True)
@LIMIT
@JSON
@click.pass_obj
def suggest(options: Options, text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Complete the last word of a query: words of the corpus, values of facets, operators.

    TEXT is the query as far as it has been typed. Dots and accents may be left out.

    \b
    Examples:
      hankemuisti suggest perhek
      hankemuisti suggest 'neuvola alue:poh'
      hankemuisti suggest '"avoin paiv'
    """
    from index.suggestions.suggester import Suggester

    # Composed, as completions count its letters.
    typed = unicodedata.normalize("NFC", " ".join(text))
    with Suggester.open(options.load()) as suggester:
        found = suggester.complete(typed, limit)
    if as_json:
        print_json({"text": typed, "completions": [one.as_json() for one in found]})
    else:
        print_lines(completion_lines(typed, found))


@click.command()
@click.argument("query", nargs=-1, required=True)
@filtered
@LIMIT
@JSON
@click.pass_obj
def related(
    options: Options,
    /,
    query: tuple[str, ...],
    limit: int,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Show what goes with a word or query: terms of the same documents, compounds, translations.

    Behind each stands in how many of the documents found it is, and in how many of all. Terms are
    shown that are there more often than chance would have it, the strongest first.

    \b
    Examples:
      hankemuisti related perhekeskus
      hankemuisti related '"varhainen tuki"' --region Kainuu
    """
    from index.filters import read_filters
    from index.suggestions.suggester import Suggester

    config = options.load()
    chosen = read_filters(filters, config.own_themes)
    with Suggester.open(config) as suggester:
        found = suggester.related(" ".join(query), chosen, limit)
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(related_lines(found))


@click.command()
@click.argument("document_id", metavar="ID")
@filtered
@LIMIT
@JSON
@click.pass_obj
def similar(
    options: Options,
    /,
    document_id: str,
    limit: int,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Show documents like one, and the words they share that say why.

    ID is the id that search prints; its beginning is enough. Its own copies and editions are left
    out and named.

    \b
    Examples:
      hankemuisti similar 3f2a
      hankemuisti similar 3f2a --kind loppuraportti --limit 5
    """
    from index.filters import read_filters
    from index.suggestions.suggester import Suggester

    config = options.load()
    chosen = read_filters(filters, config.own_themes)
    with Suggester.open(config) as suggester:
        found = suggester.similar(document_id, chosen, limit)
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(similar_lines(found))


def correction_lines(corrections: Sequence[Correction]) -> Iterator[str]:
    """What a query may have been meant for."""
    for number, one in enumerate(corrections):
        head = "or" if number else "did you mean:"
        query = click.style(one_line(one.query), bold=True)
        yield f"{head} {query} ({plural(one.total, 'document')})"


def completion_lines(typed: str, found: Sequence[Completion]) -> Iterator[str]:
    """The whole text that each completion makes, what it is and how many documents have it."""
    if not found:
        yield "nothing begins so"
    whole = [one_line(typed[: one.start] + one.insert) for one in found]
    width = max(map(len, whole), default=0)
    for text, one in zip(whole, found, strict=True):
        kind = one.facet if one.kind == "value" else one.kind
        count = plural(one.count, "document") if one.count else ""
        yield f"{text:<{width}}  {kind:<9} {count}".rstrip()


def related_lines(found: Relations) -> Iterator[str]:
    """The terms with their evidence, group by group."""
    query = click.style(one_line(found.query), bold=True)
    yield f"{query}: {plural(found.total, 'document')}"
    groups = {"in the same documents": found.terms, "compounds": found.compounds}
    groups |= {LANGUAGES[language]: terms for language, terms in found.bridges.items()}
    if not any(groups.values()):
        yield "nothing goes with it notably"
    width = max((len(one_line(one.term)) for each in groups.values() for one in each), default=0)
    for name, terms in groups.items():
        if terms:
            yield click.style(name, dim=True)
            yield from (_related_line(one, width) for one in terms)


def _related_line(one: Related, width: int) -> str:
    return f"  {one_line(one.term):<{width}}  {one.together} together, {one.documents} in all"


def similar_lines(found: Similar) -> Iterator[str]:
    """The documents like one with the words they share, and its own copies and editions."""
    yield f"like {click.style(one_line(found.title), bold=True)} ({found.id})"
    for relative in found.left_out:
        share = f"{relative.similarity:.0%}"
        title = f"{relative.id} {one_line(relative.title)}"
        yield click.style(f"left out: its {relative.kind} {title} ({share})", dim=True)
    if not found.documents:
        yield "no other document shares the words that tell most about it"
    for rank, one in enumerate(found.documents, 1):
        yield f"{rank:>3}  {click.style(one_line(one.title), bold=True)}"
        yield f"     {one.id} · {click.style(near(one.location), dim=True)}"
        yield f"     shares {one_line(', '.join(one.shared))}"
