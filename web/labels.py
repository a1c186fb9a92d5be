"""What facets and their values are called on a page, in its language."""

from __future__ import annotations

from functools import lru_cache

from corpus.document import UNKNOWN
from pipeline.describe import find_layer, kind_label, theme_label
from pipeline.describe.vocabulary import WHOLE_COUNTRY, vocabulary
from web.languages import Language


def facet_name(facet: str, language: Language) -> str:
    """The heading of a facet."""
    gettext = language.gettext
    names = {
        "region": gettext("Region"),
        "municipality": gettext("Municipality"),
        "county": gettext("Wellbeing services county"),
        "theme": gettext("Theme"),
        "year": gettext("Year"),
        "programme": gettext("Programme"),
        "project": gettext("Project"),
        "kind": gettext("Kind of document"),
        "language": gettext("Language"),
        "source": gettext("Source"),
        "organisation": gettext("Organisation"),
        "period": gettext("Period"),
        "published": gettext("Published"),
        "budget": gettext("Budget"),
        "funding": gettext("Funding"),
    }
    return names.get(facet, facet)


def label(facet: str, value: str, language: Language, own: str = "") -> str:
    """What a value is called; `own` names the file of a person's own themes."""
    gettext = language.gettext
    if value == UNKNOWN:
        return gettext("not known")
    if facet == "theme":
        return theme_label(value, language.code, own)
    if facet == "kind":
        return gettext("Other") if value == "other" else kind_label(value, language.code)
    if facet == "language":
        return language.language_name(value)
    if facet == "programme":
        return gettext("Other") if value == "other" else value.title().replace("Lape", "LAPE")
    if facet in ("year", "period"):
        return value.replace("..", "–").replace("-", "–")
    if facet in ("region", "county", "municipality"):
        return _place(value, language)
    if facet in ("budget", "funding"):
        return _money(value, language)
    return value


def region_codes() -> dict[str, str]:
    """Statistics Finland's code of each region → its facet value."""
    return {code: region.fi for code, region in vocabulary().regions.items()}


def _place(value: str, language: Language) -> str:
    if value == WHOLE_COUNTRY:
        return language.gettext("whole country")
    return _places(language.code).get(value, value)


@lru_cache(maxsize=3)
def _places(code: str) -> dict[str, str]:
    """Finnish names → those of another language; municipalities have Swedish names only."""
    if code == "fi":
        return {}
    words = vocabulary()
    found = {region.fi: getattr(region, code) for region in words.regions.values()}
    if code == "sv":
        counties = {county.fi: county.sv for county in words.counties}
        towns = {fi: name for name, fi in words.municipalities.items() if name != fi}
        towns = {fi: name for fi, name in towns.items() if find_layer(fi) == "municipality"}
        return {**towns, **counties, **found}
    return found


def _money(value: str, language: Language) -> str:
    if value.endswith("%"):
        return value
    return f"{language.number(int(value))} €" if value.isdecimal() else value
