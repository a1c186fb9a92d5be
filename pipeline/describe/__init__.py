"""Facets with evidence: region, theme, year, programme, language."""

from pipeline.describe.describers import DESCRIBE_VERSION, describe
from pipeline.describe.names import find_kind, find_region, find_theme, kind_label, theme_label

__all__ = [
    "DESCRIBE_VERSION",
    "describe",
    "find_kind",
    "find_region",
    "find_theme",
    "kind_label",
    "theme_label",
]
