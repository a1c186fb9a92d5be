"""How bundles are packed: not at all, by gzip, or by Zstandard where Python knows it."""

from __future__ import annotations

import gzip
import importlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from corpus.errors import UsageError

ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.zst")
"""What the name of a bundle ends with."""

_GZIP_LEVEL = 1  # most originals are PDF, which hardly gets smaller at any level
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"  # RFC 1952, RFC 8878


@contextmanager
def packing(raw: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """A stream that writes to `raw` in the form that `name` ends with. Raises UsageError."""
    opened: Any
    if name.endswith((".gz", ".tgz")):
        opened = gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0)
    elif name.endswith(".zst"):
        opened = _zstd().open(raw, "wb")
    else:
        yield raw
        return
    with opened:
        yield opened


@contextmanager
def unpacking(file: Path) -> Iterator[IO[bytes]]:
    """The content of `file`, unpacked as it is read, whatever its name says.

    Raises UsageError, OSError; EOFError and ValueError when what is read is not what was packed.
    """
    with file.open("rb") as raw:
        head = raw.read(4)
        raw.seek(0)
        if not head.startswith((_GZIP, _ZSTD)):
            yield raw
            return
        module = gzip if head.startswith(_GZIP) else _zstd()
        broken = (zlib.error, gzip.BadGzipFile) if module is gzip else (module.ZstdError,)
        try:
            with module.open(raw, "rb") as stream:
                yield stream
        except broken as error:
            raise ValueError(str(error)) from error


def _zstd() -> Any:
    try:
        return importlib.import_module("compression.zstd")  # of Python since 3.14
    except ImportError as error:
        raise UsageError("Zstandard needs Python 3.14; use .tar or .tar.gz") from error
