"""How often each document has each word: on disk until all are counted, for it is a lot."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.closing import Closing
from index.arrays import Array


class Tallies(Closing):
    """Words and their counts by document, in the order they were added.

    The file has no name, so that nothing is left of it whatever happens.
    """

    def __init__(self, folder: Path) -> None:
        self.ids: list[str] = []
        self._widths: list[int] = []
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`

    def add(self, document_id: str, words: Array, times: Array) -> None:
        """Add a document: its words by number, each once, and how often it has each."""
        self._file.write(np.stack([words, times]).astype(np.int32).tobytes())
        self.ids.append(document_id)
        self._widths.append(len(words))

    def __iter__(self) -> Iterator[tuple[Array, Array]]:
        """The words and times of each document."""
        self._file.seek(0)
        for width in self._widths:
            data = self._file.read(2 * width * np.dtype(np.int32).itemsize)
            words, times = np.frombuffer(data, np.int32).reshape(2, width)
            yield words, times

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
