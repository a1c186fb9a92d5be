"""Words of the formats, to be put where they do harm: words/*.txt, one a line, escaped as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent / "words"

_LONG: Mapping[str, tuple[bytes, ...]] = MappingProxyType(
    {
        "html": (b"<div>" * 500,),
        "text": (b"a" * 3000, b"1. " * 500, "ä\u0308".encode() * 300, b"(" * 500),
        "robots": (b"Disallow: /" + b"*a" * 200,),
        "url": (b"a" * 2000,),
        "table": (b"a" * 140_000,),
        "sidecar": (b"[" * 2000, b"a." * 99 + b"b=1", b"9" * 5000),
        "tar": (b"\0" * 512,),
        "query": (b"(" * 300, b"-" * 300, b"a OR " * 200, b'"' * 101, b"a NEAR/3 " * 100),
        "request": (b"&q=a" * 300, b"/" * 300),
    }
)


def words(*names: str) -> tuple[bytes, ...]:
    """The words of these files together, and what is too long to stand in one."""
    lines = (
        line
        for name in names
        for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    )
    read = (line.encode().decode("unicode_escape").encode("latin-1") for line in lines)
    return (*read, *(word for name in names for word in _LONG.get(name, ())))
