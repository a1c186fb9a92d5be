"""Old files: what they are inside, and LibreOffice as the way to read them."""

from __future__ import annotations

import os
import socket
import stat
import time
from pathlib import Path

import pytest

from corpus.config import LimitsConfig
from corpus.errors import ExtractionError
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from pipeline.extract.office import compound, soffice
from pipeline.mediatype import DOC, DOCX, PPT, sniff
from tests.pipeline.extract.conftest import LIMITS, knows
from tests.pipeline.extract.office.files import read, rtf, texts

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")


def ole(path: Path, *streams: str, flags: int = 0) -> Path:
    """A compound file as far as its directory: each stream begins in the second sector."""
    head = bytearray(MAGIC + bytes(504))
    head[30] = 9
    sector = bytearray(512)
    sector[10:12] = flags.to_bytes(2, "little")
    entries = bytearray()
    for name in streams:
        entry = bytearray(128)
        coded = f"{name}\0".encode("utf-16-le")
        entry[: len(coded)] = coded
        entry[64] = len(coded)
        entries += entry
    # Text that says the same is no entry
    noise = b"xx" + "".join(f"{name}\0" for name in ("EncryptedPackage", "Book")).encode(
        "utf-16-le"
    )
    path.write_bytes(bytes(head + sector) + noise.ljust(512, b"\0") + bytes(entries))
    return path


def program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("streams", "kind"),
    [(["Root Entry", "WordDocument"], DOC), (["PowerPoint Document", "Pictures"], PPT)],
)
def test_what_is_inside(streams: list[str], kind: str, tmp_path: Path) -> None:
    assert compound.kind(ole(tmp_path / "a", *streams)) == kind


@pytest.mark.parametrize(
    ("streams", "flags", "reason"),
    [
        (["EncryptedPackage"], 0, "encrypted: needs a password"),
        (["PowerPoint Document", "EncryptedSummary"], 0, "encrypted: needs a password"),
        (["WordDocument"], 0x100, "encrypted: needs a password"),
        (["Workbook"], 0, "a workbook: tables of data are not read as documents"),
        (["Muuta"], 0, "cut off, or neither a Word nor a PowerPoint document is inside"),
    ],
)
def test_what_is_refused(streams: list[str], flags: int, reason: str, tmp_path: Path) -> None:
    path = ole(tmp_path / "a.doc", *streams, flags=flags)
    with pytest.raises(ExtractionError, match=f"^{reason}$"):
        extract(path, DOC, Context(LIMITS, knows))


def test_no_compound_file(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"jotain muuta")
    with pytest.raises(
        ExtractionError, match=r"^broken: neither an old Word nor an old PowerPoint"
    ):
        extract(path, DOC, Context(LIMITS, knows))


def test_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(soffice.VARIABLE, str(tmp_path / "none"))
    with pytest.raises(ExtractionError, match=r"^needs LibreOffice$"):
        read(ole(tmp_path / "a.doc", "WordDocument"))


def test_the_program_is_ended_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "child"
    slow = program(tmp_path / "slow", f"sleep 60 & echo $! > {mark}\nsleep 60")
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(ExtractionError, match=r"^LibreOffice took longer than"):
        soffice.convert(slow, tmp_path / "a.doc", "odt", work, 1.0)
    child = int(mark.read_text())
    for _ in range(100):
        if not _is_running(child):
            return
        time.sleep(0.05)
    pytest.fail("the child still runs")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # Nobody may have asked yet how it ended
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and ") Z " in state.read_text())


def test_the_program_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin" / "soffice", "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    with pytest.raises(ExtractionError, match=r"^broken: LibreOffice cannot read it$"):
        read(ole(tmp_path / "a.doc", "WordDocument"))


def test_the_program_makes_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    make = 'while [ "$1" != --outdir ]; do shift; done; head -c 2000000 /dev/zero > "$2/source.odt"'
    program(tmp_path / "bin" / "soffice", make)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    with pytest.raises(ExtractionError, match=r"^larger than 1 MiB when converted$"):
        read(ole(tmp_path / "a.doc", "WordDocument"), LimitsConfig(file_mib=1))


@pytest.mark.skipif(soffice.find() is None, reason="needs LibreOffice")
def test_a_real_one(tmp_path: Path) -> None:
    made = tmp_path / "new"
    made.mkdir()
    source = rtf(tmp_path / "a.rtf", r"Hankkeen kokous\par Perheet saavat tukea.\page Loppu")
    found = soffice.find()
    assert found is not None
    old = soffice.convert(found, source, "doc", made, 60.0)
    assert compound.kind(old) == DOC
    assert texts(read(old)) == ["Hankkeen kokous\nPerheet saavat tukea.", "Loppu"]


@pytest.mark.skipif(soffice.find() is None, reason="needs LibreOffice")
def test_nothing_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/kuva.png"
        names = " ".join(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{tail}:1.0"'
            for name, tail in (("office", "office"), ("text", "text"), ("draw", "drawing"))
        )
        source = tmp_path / "a.fodt"
        source.write_text(
            '<?xml version="1.0"?>'
            f'<office:document {names} xmlns:xlink="http://www.w3.org/1999/xlink" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
            f'<text:p>Kuva<draw:frame><draw:image xlink:href="{address}"/></draw:frame></text:p>'
            "</office:text></office:body></office:document>",
            encoding="utf-8",
        )
        made = tmp_path / "new"
        made.mkdir()
        found = soffice.find()
        assert found is not None
        assert texts(read(soffice.convert(found, source, "odt", made, 60.0))) == ["Kuva"]
        with pytest.raises(BlockingIOError):
            server.accept()


def test_magic_names_in_the_head_tell_the_type() -> None:
    name = "PowerPoint Document".encode("utf-16-le")
    assert sniff(MAGIC + bytes(504) + name, "tiedosto") == PPT
    assert sniff(MAGIC + bytes(504), "tiedosto") == ""
    # An encrypted DOCX is wrapped in the old format
    assert sniff(MAGIC + bytes(504), "raportti.docx") == DOCX
