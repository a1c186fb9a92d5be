"""Facets with evidence: region, theme, year, programme, language."""
