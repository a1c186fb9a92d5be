"""The second floor: how a document is found again. Imports corpus and pipeline."""
