"""Zip archives as other programs write them, for the tests."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping


def zipped(members: Mapping[str, bytes], pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", pack) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, pack)
    return buffer.getvalue()


def linked(name: str, target: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return buffer.getvalue()


def raw_named(raw: bytes, content: bytes) -> bytes:
    """An archive with one member whose name is these bytes, not marked as UTF-8."""
    plain = b"x" * len(raw)
    return zipped({plain.decode(): content}).replace(plain, raw)
