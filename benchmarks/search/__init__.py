"""How fast searching and building are, beside other engines."""
