"""The options by which every command that takes a query filters the documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_FILTERS = (
    click.option("--region", multiple=True, help="Maakunta by name or code; “koko maa”; unknown."),
    click.option("--theme", multiple=True, help="Theme by code or name, for instance neuvola."),
    click.option("--year", multiple=True, metavar="YEAR[..YEAR]", help="2009, or 2009..2014."),
    click.option("--programme", multiple=True, help="kaste, lape, other."),
    click.option("--project", multiple=True, help="Project by name, for instance Tukeva; unknown."),
    click.option("--kind", multiple=True, help="Kind of document, for instance loppuraportti."),
    click.option("--language", multiple=True, help="fi, sv, en."),
)


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the filters of a search; it gets them as ``**filters``, facet → texts."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command
