"""Suggestions measured: how often a misspelled word is seen through, and how long it takes."""
