"""Broken, odd and hostile files, made by ourselves: seeded, the same bytes on every machine."""
