"""Facets with evidence: region and its layers, theme, year, programme, kind, language."""

from pipeline.describe.describers import DESCRIBE_VERSION, describe
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
from pipeline.describe.ownthemes import themes_version

__all__ = [
    "DESCRIBE_VERSION",
    "describe",
    "find_county",
    "find_kind",
    "find_layer",
    "find_municipality",
    "find_place",
    "find_region",
    "find_theme",
    "kind_label",
    "theme_label",
    "themes_version",
]
