"""Hostile inputs without end: mutants of good files through the program's own entry points."""
