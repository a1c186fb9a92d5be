"""The hostile files: many, of different names, the same each time."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from benchmarks.extraction.hostile import archives, bombs, broken, good, packing
from benchmarks.extraction.hostile.__main__ import files, main, write
from benchmarks.extraction.hostile.objects import one_page
from corpus.config import LimitsConfig


def test_there_are_many_of_different_names() -> None:
    names = [name for name, _ in files()]
    assert len(set(names)) == len(names) >= 500


def test_the_same_bytes_each_time() -> None:
    first = {name: make() for name, make in broken.files()}
    good.report.cache_clear()
    assert {name: make() for name, make in broken.files()} == first


def test_all_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bombs, archives):
        monkeypatch.setattr(module, "GIB", 2**22)
    sizes = {name: len(make()) for name, make in files()}
    assert max(sizes.values()) < LimitsConfig().file_mib * 2**20
    empty = {name for name, size in sizes.items() if not size}
    assert all("/empty." in name for name in empty)


def test_what_they_are_made_of_is_good() -> None:
    assert len(PdfDocument(one_page())) == 1
    assert len(PdfDocument(good.report())) == 6


def test_bombs() -> None:
    size = 2**21
    assert zlib.decompress(packing.deflated(b"ab", size)) == b"ab" * (size // 2)
    packed, crc, length = packing.raw(b"ab", size)
    assert zlib.decompress(packed, -15) == b"ab" * (size // 2)
    assert (crc, length) == (zlib.crc32(b"ab" * (size // 2)), size)


def test_bombs_in_zips() -> None:
    made = dict(files())["archives/bomb-tags.docx"]()
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        entry = package.getinfo("word/document.xml")
        assert entry.file_size > 200 * entry.compress_size
        with package.open(entry) as opened:
            assert opened.read(9) == b"<a><a><a>"


def test_writes_those_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["texts/empty.pdf", "broken/cut-50.pdf", "texts/rivi\nvaihto.txt"]
    assert write(tmp_path, names) == 3
    assert all((tmp_path / name).exists() for name in names)
    (tmp_path / "file").touch()
    assert main([str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.startswith("hostile: ")
