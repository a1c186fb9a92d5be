"""Zip archives: what is refused, and with which reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipFile

import pytest

from corpus.errors import ExtractionError
from pipeline.extract.office import archive
from pipeline.extract.office.archive import Archive
from tests.pipeline.extract.office.files import docx, odf, p, read, texts, zipped


def test_reads_members(tmp_path: Path) -> None:
    with Archive(zipped(tmp_path / "a.zip", {"a/b.xml": "<x><!-- ei --><y/></x>"})) as found:
        assert "a/b.xml" in found
        assert found.has_folder("a")
        assert not found.has_folder("b")
        assert len(found.tree("a/b.xml")) == 1
        assert found.lesser("c.xml") is None
        assert found.head("c.xml") == b""
        assert found.damaged == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "c.xml is no XML"),
        (b"<x>", "c.xml is no XML"),
        (b"<x>&#0;</x>", "c.xml is no XML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "declares a document type"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16"), "declares"),
        (b"<a>" * 300 + b"</a>" * 300, "c.xml is no XML"),
    ],
)
def test_xml_that_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    with Archive(zipped(tmp_path / "a.zip", {"c.xml": content})) as found:
        with pytest.raises(ExtractionError, match=reason):
            found.tree("c.xml")
        assert found.lesser("c.xml") is None
        assert len(found.damaged) == 1


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("LARGEST_MEMBER", 2**20, "word/document.xml unpacks to more than 1 MiB"),
        ("LARGEST_TOTAL", 2**20, "word/document.xml unpacks to more than 0 MiB"),
        ("MOST_MEMBERS", 1, "more than 1 members in the archive"),
    ],
)
def test_bombs(
    name: str, value: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, name, value)
    path = docx(tmp_path / "a.docx", " " * 2_000_000)
    with pytest.raises(ExtractionError, match=f"^{reason}$"):
        read(path)


def flags(data: bytes) -> bytes:
    """The archive with every member marked as encrypted."""
    changed = bytearray(data)
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(magic)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(magic, at + 4)
    return bytes(changed)


def swapped(data: bytes) -> bytes:
    """The archive with the bytes of the first member changed."""
    at = data.find(b"word/document.xml") + len("word/document.xml")
    return data[:at] + bytes(255 - byte for byte in data[at : at + 20]) + data[at + 20 :]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (flags, archive.ENCRYPTED),
        (swapped, "broken: word/document.xml cannot be unpacked"),
        (lambda data: data[: len(data) // 2], "broken or cut off: not a readable zip archive"),
        (lambda _: b"PK\x03\x04", "broken or cut off: not a readable zip archive"),
        (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), archive.ENCRYPTED),
    ],
)
def test_damage_and_passwords(
    change: Callable[[bytes], bytes], reason: str, tmp_path: Path
) -> None:
    path = docx(tmp_path / "a.docx", p("Teksti"))
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ExtractionError, match=f"^{reason}$"):
        read(path)


def test_unknown_packing(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.docx", "w", ZIP_BZIP2) as made:
        made.writestr("word/document.xml", "<x/>")
    with pytest.raises(ExtractionError, match="packed in an unknown way"):
        read(tmp_path / "a.docx")


def test_names_for_messages(tmp_path: Path) -> None:
    with (
        Archive(zipped(tmp_path / "a.zip", {"a": ""})) as found,
        pytest.raises(ExtractionError) as caught,
    ):
        found.read("b\n" * 50)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 100


def test_encrypted_open_document(tmp_path: Path) -> None:
    path = odf(tmp_path / "a.odt", "<text:p>Teksti</text:p>")
    with ZipFile(path, "a") as made:
        made.writestr("META-INF/manifest.xml", "<m><f><encryption-data/></f></m>")
    with pytest.raises(ExtractionError, match=f"^{archive.ENCRYPTED}$"):
        read(path)


def test_a_damaged_lesser_part_leaves_the_text(tmp_path: Path) -> None:
    found = read(docx(tmp_path / "a.docx", p("Teksti"), core="</w:x>"))
    assert texts(found) == ["Teksti"]
    assert found.warnings[0].startswith("left out: broken: docProps/core.xml is no XML")
