"""Facets with evidence: region and its layers, theme, year, programme, kind, language.

Here are their names alone, which a search needs; what reads documents is in `describers`.
"""

from pipeline.describe.names import (
    find_county,
    find_kind,
    find_layer,
    find_municipality,
    find_place,
    find_region,
    find_theme,
    kind_label,
    theme_label,
)

__all__ = [
    "find_county",
    "find_kind",
    "find_layer",
    "find_municipality",
    "find_place",
    "find_region",
    "find_theme",
    "kind_label",
    "theme_label",
]
