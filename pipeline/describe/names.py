"""Facet values by any of their names, for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.describe.vocabulary import WHOLE_COUNTRY, Kind, Programme, Theme, vocabulary


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, str]:
    names = {WHOLE_COUNTRY: WHOLE_COUNTRY, "hela landet": WHOLE_COUNTRY}
    names |= {"whole country": WHOLE_COUNTRY}
    for region in vocabulary().regions.values():
        for name in (region.code, region.fi, region.sv, region.en):
            names[name.casefold()] = region.fi
    return names


@lru_cache(maxsize=1)
def _municipalities() -> Mapping[str, str]:
    return {name.casefold(): finnish for name, finnish in vocabulary().municipalities.items()}


@lru_cache(maxsize=1)
def _counties() -> Mapping[str, str]:
    return {
        name.casefold(): county.fi
        for county in vocabulary().counties
        for name in (county.fi, county.sv)
    }


@lru_cache(maxsize=1)
def _layers() -> Mapping[str, str]:
    return {**_counties(), **_municipalities()}


@lru_cache(maxsize=4)
def _themes(own: str) -> Mapping[str, str]:
    return _codes(vocabulary(own).themes.values())


@lru_cache(maxsize=1)
def _programmes() -> Mapping[str, str]:
    return _codes(vocabulary().programmes.values())


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    return _codes(vocabulary().kinds.values())


def _codes(labelled: Iterable[Theme | Kind | Programme]) -> dict[str, str]:
    return {
        name.casefold(): each.code
        for each in labelled
        for name in (each.code, each.fi, each.sv, each.en)
    }


def find_region(text: str) -> str | None:
    """The facet value meant by a region's code or Finnish, Swedish or English name, any case."""
    return _regions().get(text.strip().casefold())


def find_place(text: str) -> str | None:
    """The region, municipality or wellbeing services county meant by any of its names.

    A region comes first: *Lappi* is the region, not the municipality that was merged in 2009.
    """
    name = text.strip().casefold()
    return _regions().get(name) or _layers().get(name)


def find_municipality(text: str) -> str | None:
    """The Finnish name of the municipality meant by its Finnish or Swedish name, any case."""
    return _municipalities().get(text.strip().casefold())


def find_county(text: str) -> str | None:
    """The Finnish name of the wellbeing services county meant by its Finnish or Swedish name."""
    return _counties().get(text.strip().casefold())


def find_layer(value: str) -> str:
    """The facet that a place's value belongs to: "municipality", "county", else "region"."""
    name = value.casefold()
    if name in _regions():
        return "region"
    return "county" if name in _counties() else "municipality" if name in _layers() else "region"


def find_theme(text: str, own: str = "") -> str | None:
    """The code of the theme meant by its code or its label in any of the three languages.

    `own` names the file of a person's own themes.
    """
    return _themes(own).get(text.strip().casefold())


def find_programme(text: str) -> str | None:
    """The code of the programme meant by its code or its name in any of the three languages."""
    return _programmes().get(text.strip().casefold())


def find_kind(text: str) -> str | None:
    """The code of the kind of document meant by its code or its label in any of the languages."""
    return _kinds().get(text.strip().casefold())


def theme_label(code: str, language: str = "fi", own: str = "") -> str:
    """The label of theme `code` in "fi", "sv" or "en" (else Finnish); `code` itself if unknown."""
    return _label(vocabulary(own).themes.get(code), language) or code


def kind_label(code: str, language: str = "fi") -> str:
    """The label of kind `code` in "fi", "sv" or "en" (else Finnish); `code` itself if unknown."""
    return _label(vocabulary().kinds.get(code), language) or code


def _label(labelled: Theme | Kind | None, language: str) -> str:
    if labelled is None:
        return ""
    return {"sv": labelled.sv, "en": labelled.en}.get(language, labelled.fi)
