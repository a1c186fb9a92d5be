"""How well facets are described, measured against labels made by reading."""
