"""How fast the web page answers, and whether a reindex meanwhile disturbs anybody."""
