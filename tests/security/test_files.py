"""Files that lead elsewhere: links, members of archives, entities; through the program."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tests.servers.site import Site
from tests.terminal.calling import calling

SECRET = "Salakirjoitus vesilintu"
ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "{}">]>'
NAMES = (
    "../../ulos.txt",
    "/tmp/zxq-ulos.txt",
    "a/../../../ulos.txt",
    "..\\ulos.txt",
    "C:\\ulos.txt",
)


def everything(folder: Path) -> str:
    """Every byte of a data folder but what is packed."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return "".join(path.read_bytes().decode("latin-1") for path in files)


def tree(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "data" not in path.parts}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "salaisuus.txt"
    file.write_text(SECRET)
    return file


def office(folder: Path, name: str, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def test_no_entity_is_read_or_fetched(tmp_path: Path, secret: Path) -> None:
    source = tmp_path / "reports"
    source.mkdir()
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    word = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    word += "<w:body><w:p><w:r><w:t>Perhekeskus {}</w:t></w:r></w:p></w:body></w:document>"
    text = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    )
    text += (
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    )
    text += "<text:p>Perhekeskus {}</text:p></office:text></office:body></office:document-content>"
    with Site() as site:
        heads = {
            "file": (ENTITY.format(secret.as_uri()), "&a;"),
            "net": (ENTITY.format(f"{site.url}/zxq"), "&a;"),
            "bomb": (f"{bomb}]>", "&i;"),
        }
        for name, (head, used) in heads.items():
            office(source, f"{name}.docx", {"word/document.xml": head + word.format(used)})
            kind = "application/vnd.oasis.opendocument.text"
            body = head + text.format(used)
            office(source, f"{name}.odt", {"mimetype": kind, "content.xml": body})
            page = f"{head}<html><head><title>x</title></head><body><p>Perhekeskus {used}</p>"
            (source / f"{name}.xhtml").write_text(f"{page}</body></html>")
            picture = f"<svg xmlns='http://www.w3.org/2000/svg'><text>{used}</text></svg>"
            (source / f"{name}.html").write_text(f"<p>Perhekeskus avattiin. {picture}")
        call = calling(tmp_path / "data")
        done = call("ingest", source)
        assert done.exit_code in (0, 3), done.output
        assert site.paths() == []
    assert SECRET not in everything(tmp_path / "data")
    assert SECRET not in call("search", "perhekeskus").output
    assert "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" not in call("search", "perhekeskus").output


def test_no_member_leaves_its_archive(tmp_path: Path, secret: Path) -> None:
    file = tmp_path / "arkisto.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(NAMES):
            archive.writestr(name, f"Perhekeskus avattiin Kajaanissa {number}. " * 5)
        link = zipfile.ZipInfo("linkki.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, str(secret))
        archive.writestr("pommi.txt", b" " * 300_000_000)
    (tmp_path / "c.toml").write_text(f'[sources.a]\ntype = "zip"\npath = "{file}"\n')
    before = tree(tmp_path)
    call = calling(tmp_path / "data")
    done = call("--config", tmp_path / "c.toml", "ingest")
    assert done.exit_code == 3, done.output
    assert tree(tmp_path) == before
    assert not Path("/tmp/zxq-ulos.txt").exists()
    assert SECRET not in everything(tmp_path / "data")
    # What is well among them is found: the run went on.
    assert "Kajaanissa" in call("search", "perhekeskus").output


def test_no_link_leads_out_of_a_source(tmp_path: Path, secret: Path) -> None:
    source = tmp_path / "reports"
    (source / "kansio").mkdir(parents=True)
    (source / "hyvä.txt").write_text("Perhekeskus avattiin Kajaanissa. " * 5)
    (source / "ulos.txt").symlink_to(secret)
    (source / "kansio" / "ylös").symlink_to(tmp_path)
    (source / "hyvä.toml").symlink_to(secret)
    os.link(source / "hyvä.txt", source / "kova.txt")
    done = calling(tmp_path / "data")("ingest", source)
    assert done.exit_code in (0, 3), done.output
    assert SECRET not in everything(tmp_path / "data")
    assert SECRET not in done.output
