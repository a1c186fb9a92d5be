"""All describers in order: a read document in, its facet values with evidence out."""

from __future__ import annotations

from corpus.document import FacetValue, ReadDocument
from pipeline.describe.budget import describe_budget
from pipeline.describe.kind import describe_kind
from pipeline.describe.language import describe_language
from pipeline.describe.organisation import describe_organisation
from pipeline.describe.programme import describe_programme
from pipeline.describe.project import describe_project
from pipeline.describe.region import describe_region
from pipeline.describe.sightings import own_pages, sightings
from pipeline.describe.theme import describe_theme
from pipeline.describe.year import describe_year

DESCRIBE_VERSION = "4"
"""To be raised with every change of a rule or a word of the vocabulary."""


def describe(document: ReadDocument, own: str = "") -> tuple[FacetValue, ...]:
    """The facet values of `document`: region, theme, period, published, year, programme, project,
    organisation, budget, funding, kind and language.

    `own` names a file of a person's own themes. A facet about which the document says nothing has
    no value. Never raises on text.
    """
    title = document.title_page
    pages = own_pages(document)
    found = sightings(title, pages, own)
    return (
        *describe_region(document, pages, found.get("region", ())),
        *describe_theme(pages, found.get("theme", ()), document.metadata, own),
        *describe_year(document, title, pages),
        *describe_programme(document, found.get("programme", ())),
        *describe_project(document, pages, found),
        *describe_budget(pages, found.get("money", ()), document.metadata),
        *describe_organisation(document, pages),
        *describe_kind(document, pages),
        *describe_language(title, pages, document.metadata),
    )
