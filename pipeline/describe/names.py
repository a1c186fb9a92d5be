"""Facet values by any of their names, for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.describe.vocabulary import WHOLE_COUNTRY, vocabulary


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, str]:
    names = {WHOLE_COUNTRY: WHOLE_COUNTRY, "hela landet": WHOLE_COUNTRY}
    names |= {"whole country": WHOLE_COUNTRY}
    for region in vocabulary().regions.values():
        for name in (region.code, region.fi, region.sv, region.en):
            names[name.casefold()] = region.fi
    return names


@lru_cache(maxsize=1)
def _themes() -> Mapping[str, str]:
    return {
        name.casefold(): theme.code
        for theme in vocabulary().themes.values()
        for name in (theme.code, theme.fi, theme.sv, theme.en)
    }


def find_region(text: str) -> str | None:
    """The facet value meant by a region's code or Finnish, Swedish or English name, any case."""
    return _regions().get(text.strip().casefold())


def find_theme(text: str) -> str | None:
    """The code of the theme meant by its code or its label in any of the three languages."""
    return _themes().get(text.strip().casefold())


def theme_label(code: str, language: str = "fi") -> str:
    """The label of theme `code` in "fi", "sv" or "en" (else Finnish); `code` itself if unknown."""
    theme = vocabulary().themes.get(code)
    if theme is None:
        return code
    return {"sv": theme.sv, "en": theme.en}.get(language, theme.fi)
