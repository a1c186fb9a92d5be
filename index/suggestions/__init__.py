"""Suggestions from the corpus' own words: corrections, completions, related terms, more like this.

What they need is counted when a generation is built (`making`), lies in one file beside the
engine's (`vocabulary`) and is mapped into memory, never loaded. What a suggestion promises to find
is asked of the engine before it is made.
"""
