"""A file of named arrays of numbers: written once, mapped into memory, read without copying.

The arrays stand one after another, then comes a directory in JSON, and last where it begins. Each
array has the narrowest unsigned type that holds its numbers.
"""

from __future__ import annotations

import json
import mmap
import struct
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

TAIL = struct.Struct("<Q8s")
"""Where the directory begins, and the sign of such a file."""

SIGN = b"HMARRAY1"
ALIGNED = 8
"""Arrays begin at multiples of so many bytes, the widest type's size."""


class ArrayWriter:
    """Writes arrays to an open file, which it closes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._directory: dict[str, tuple[str, int, int]] = {}

    def add(self, name: str, numbers: Array) -> None:
        """Write whole numbers from 0 up."""
        highest = int(numbers.max()) if len(numbers) else 0
        narrow = numbers.astype(np.min_scalar_type(highest).newbyteorder("<"), copy=False)
        self._directory[name] = (narrow.dtype.str, self._at, len(narrow))
        self._write(
            narrow.data.cast("B") if narrow.flags.c_contiguous and len(narrow) else narrow.tobytes()
        )
        self._write(bytes(-self._at % ALIGNED))

    def close(self) -> None:
        """Write the directory: a file without one is not a file of arrays."""
        begin = self._at
        self._write(json.dumps(self._directory).encode())
        self._write(TAIL.pack(begin, SIGN))
        self._file.close()

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._at += len(data)


class ArrayFile:
    """The arrays of a file. Its memory is let go of with the last of them."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        tail = len(self._data) - TAIL.size
        begin, sign = TAIL.unpack_from(self._data, max(0, tail))
        if sign != SIGN:
            raise ValueError(f"{path.name} is not whole")
        self._directory: dict[str, tuple[str, int, int]] = json.loads(self._data[begin:tail])

    def names(self) -> list[str]:
        """The names of the arrays, in the order they were written."""
        return list(self._directory)

    def __getitem__(self, name: str) -> Array:
        kind, offset, count = self._directory[name]
        found = np.frombuffer(self._data, kind, count, offset)
        return found.astype(found.dtype.newbyteorder("="), copy=False)


def sums(numbers: Array) -> Array:
    """The running sums, from 0."""
    return np.concatenate(([0], np.cumsum(numbers, dtype=np.int64)))


def ragged(starts: Array, values: Array, rows: Array) -> Array:
    """The values of several rows one after another; a row's begin at ``starts[row]``."""
    begin, width = starts[rows].astype(np.int64), (starts[rows + 1] - starts[rows]).astype(np.int64)
    ends = np.cumsum(width)
    return values[np.repeat(begin - ends + width, width) + np.arange(int(width.sum()))]
