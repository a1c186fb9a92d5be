"""Bytes → pages: one extractor for each kind of file; base.py picks the one that fits best."""
