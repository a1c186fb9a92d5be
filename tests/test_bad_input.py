"""Everything that may be wrong with a file, in one folder with good ones, through the program."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from cli import cli

GOOD = "Neuvolan palvelut uudistuivat Kajaanissa. " * 5


def pdf(text: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    if text:
        canvas.drawString(72, 720, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def locked_pdf() -> bytes:
    return pdf("salainen", encrypt=StandardEncryption("avain", canPrint=0))


WRONG: dict[str, tuple[bytes, str]] = {
    "tyhjä.pdf": (b"", "empty file"),
    "katkennut.pdf": (pdf(GOOD[:60])[:300], "PDF"),
    "lukittu.pdf": (locked_pdf(), "password"),
    "kuva.pdf": (pdf(""), "no text"),
    "raportti.docx": (b"PK\x03\x04" + b"\0" * 50, "broken or cut off|not a document"),
    "kohinaa.txt": (bytes(range(256)) * 20, "not a document"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "raportit"
    reports.mkdir()
    (reports / "hyvä raportti åäö.txt").write_text(GOOD, encoding="utf-8")
    page = f"<html><head><meta charset=utf-8><title>Väärä</title></head><body><p>{GOOD} Äidit."
    (reports / "väärä merkistö.html").write_bytes(page.encode("windows-1252"))
    for name, (content, _) in WRONG.items():
        (reports / name).write_bytes(content)
    with (reports / "valtava.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(300 * 1024 * 1024)
    (tmp_path / "salaisuus.txt").write_text("Salaisuus on ulkona.", encoding="utf-8")
    (reports / "ulos.txt").symlink_to(tmp_path / "salaisuus.txt")
    os.mkfifo(reports / "putki.pdf")
    return reports


@pytest.fixture
def call(tmp_path: Path) -> Callable[..., Result]:
    def called(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["--data", str(tmp_path / "data"), *arguments])

    return called


def reasons(call: Callable[..., Result]) -> dict[str, str]:
    listed = json.loads(call("status", "--json").stdout)["quarantined"]
    return {Path(item["location"]).name: item["reason"] for item in listed}


def test_each_costs_itself_alone_and_says_why(folder: Path, call: Callable[..., Result]) -> None:
    done = call("ingest", str(folder))
    assert done.exit_code == 3, done.output
    found = reasons(call)
    for name, (_, reason) in WRONG.items():
        assert any(part in found[name] for part in reason.split("|")), (name, found[name])
        assert "\n" not in found[name]
    assert "300 MiB, over limits.file_mib = 100" in found["valtava.pdf"]
    assert "leads out of the folder" in found["ulos.txt"]
    assert found["putki.pdf"] == "not a regular file"
    answer = json.loads(call("search", "neuvola", "--json").stdout)
    assert {Path(hit["location"]).name for hit in answer["hits"]} == {
        "hyvä raportti åäö.txt",
        "väärä merkistö.html",
    }
    assert "windows-1252" in done.stderr
    assert json.loads(call("search", "äiti", "--json").stdout)["total"] == 1
    assert json.loads(call("search", "salaisuus", "--json").stdout)["total"] == 0
    assert call("ingest", str(folder)).exit_code == 3


def test_what_was_good_stays_when_it_breaks(folder: Path, call: Callable[..., Result]) -> None:
    call("ingest", str(folder))
    (folder / "hyvä raportti åäö.txt").write_bytes(b"\0\0\0\0" * 100)
    (folder / "väärä merkistö.html").unlink()
    assert call("ingest", str(folder)).exit_code == 3
    answer = json.loads(call("search", "neuvola", "--json").stdout)
    assert answer["total"] == 2


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that anybody may use, and a process that may not read everything."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    root = os.geteuid() == 0
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


def test_what_may_not_be_read_is_told(
    nobody: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(nobody)
    runner = CliRunner()
    # Everything is imported before the modules themselves may be out of reach.
    runner.invoke(cli, ["--data", str(tmp_path), "ingest", str(nobody)])
    runner.invoke(cli, ["--data", str(tmp_path), "status", "--json"])
    shut, cellar = nobody / "suljettu.txt", nobody / "kellari"
    cellar.mkdir()
    for path in (shut, cellar / "alla.txt"):
        path.write_text(GOOD + path.stem, encoding="utf-8")
    shut.chmod(0)
    cellar.chmod(0)
    if os.geteuid() == 0:
        # Root may read everything: go on as somebody else, if the program itself is open to all.
        if any(not folder.stat().st_mode & 0o001 for folder in Path(__file__).resolve().parents):
            pytest.skip("the repository lies in a folder that is closed to others")
        os.seteuid(65534)
    data = str(nobody / "data")
    done = runner.invoke(cli, ["--data", data, "ingest", str(nobody)])
    assert done.exit_code == 3, done.output
    listed = json.loads(runner.invoke(cli, ["--data", data, "status", "--json"]).stdout)
    found = {Path(item["location"]).name: item["reason"] for item in listed["quarantined"]}
    denied = "cannot be read: Permission denied"
    assert found == {"suljettu.txt": denied, "kellari": denied}
    below = runner.invoke(cli, ["--data", data, "ingest", str(cellar / "alla.txt")])
    assert below.exit_code == 2
    assert "no such file" in below.stderr
