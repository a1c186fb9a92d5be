"""The first floor: what we do to a document. Imports corpus."""
