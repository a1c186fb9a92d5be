"""An hour of ingesting, searching and building the index anew, all at once."""
