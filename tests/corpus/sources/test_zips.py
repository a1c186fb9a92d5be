from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference
from corpus.errors import ConfigError, FetchError
from corpus.sources import zipfiles
from corpus.sources.names import harmless, numbered
from corpus.sources.zips import ZipSource
from corpus.store import Store
from pipeline.intake import take_in
from pipeline.progress import Silent
from tests.corpus.sources.zipping import linked, raw_named, zipped

LIMITS = LimitsConfig()


def source(path: Path) -> ZipSource:
    return ZipSource.configure("z", {"path": str(path)}, Path("/"))


def written(path: Path, content: bytes) -> ZipSource:
    path.write_bytes(content)
    return source(path)


def names(opened: ZipSource) -> list[str]:
    base = len(str(opened.root)) + 1
    return [reference.location[base:] for reference in opened.discover()]


def refusals(opened: ZipSource) -> dict[str, str]:
    return {found.location.rpartition("/")[2]: found.refusal for found in opened.discover()}


def contents(opened: ZipSource) -> dict[str, bytes | str]:
    """Each member as a run takes it: fetched as soon as it is named."""
    found: dict[str, bytes | str] = {}
    for reference in opened.discover():
        try:
            found[reference.location.rpartition("/")[2]] = fetched(opened, reference).content
        except FetchError as error:
            found[reference.location.rpartition("/")[2]] = str(error)
    return found


def fetched(opened: ZipSource, reference: Reference, limits: LimitsConfig = LIMITS) -> RawDocument:
    if reference.refusal:
        raise FetchError(reference.refusal)
    return opened.fetch(reference, limits)


# What is found


def test_members_in_their_order(tmp_path: Path) -> None:
    members = {"b.pdf": b"%PDF-b", "2011/a.docx": b"PK", "2011/": b"", "lue.txt": b"Lue"}
    opened = written(tmp_path / "r.zip", zipped(members))
    assert names(opened) == ["b.pdf", "2011/a.docx", "lue.txt"]
    assert contents(opened) == {"b.pdf": b"%PDF-b", "a.docx": b"PK", "lue.txt": b"Lue"}
    assert opened.scope == str(tmp_path / "r.zip")


def test_what_is_no_document_is_counted(tmp_path: Path) -> None:
    members = {
        "__MACOSX/._a.pdf": b"x",
        "__MACOSX/b.pdf": b"x",
        "x/.DS_Store": b"x",
        ".piilo.pdf": b"x",
        "~$luonnos.docx": b"x",
        "kuva.JPG": b"x",
        "a.pdf": b"x",
        "loppuraportti 31.12.2011": b"x",
    }
    opened = written(tmp_path / "r.zip", zipped(members))
    for _ in range(2):
        assert names(opened) == ["a.pdf", "loppuraportti 31.12.2011"]
        assert opened.passed_over == {"__MACOSX": 3, "hidden": 2, ".jpg": 1}


def test_archives_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "b.ZIP").write_bytes(zipped({"1.pdf": b"1"}))
    (tmp_path / "x" / "a.zip").write_bytes(zipped({"2.pdf": b"2"}))
    (tmp_path / "muu.pdf").write_bytes(b"x")
    (tmp_path / "link.zip").symlink_to(tmp_path / "b.ZIP")
    opened = source(tmp_path)
    assert names(opened) == ["b.ZIP/1.pdf", "x/a.zip/2.pdf"]
    assert opened.passed_over == {"symbolic link": 1}


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    inner = zipped({"a.pdf": b"sisempi", "syvempi.zip": zipped({"b.pdf": b"x"})})
    outer = zipped({"1.pdf": b"1", "kansio/liitteet.zip": inner, "2.pdf": b"2"})
    opened = written(tmp_path / "r.zip", outer)
    assert names(opened) == [
        "1.pdf",
        "kansio/liitteet.zip/a.pdf",
        "kansio/liitteet.zip/syvempi.zip",
        "2.pdf",
    ]
    assert contents(opened) == {
        "1.pdf": b"1",
        "a.pdf": b"sisempi",
        "syvempi.zip": "an archive two archives deep: not opened; unpack it",
        "2.pdf": b"2",
    }


def test_a_run_and_a_second_one(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    path.write_bytes(zipped({"a.txt": "Ensimmäinen raportti".encode(), "b.txt": b"Toinen"}))
    with Store(tmp_path / "data") as store:
        found = take_in(store, source(path), LIMITS, store.runs.start("test"), Silent())
        assert len(found.new) == 2
        path.write_bytes(zipped({"a.txt": "Ensimmäinen raportti".encode(), "c.txt": b"Uusi"}))
        found = take_in(store, source(path), LIMITS, store.runs.start("test"), Silent())
        assert (found.unchanged, found.new, found.gone) == (
            1,
            [str(path / "c.txt")],
            [str(path / "b.txt")],
        )
        path.write_bytes(b"PK\x03\x04 rikki")
        found = take_in(store, source(path), LIMITS, store.runs.start("test"), Silent())
        assert (found.failed, found.gone) == ([str(path)], [])


# Names


@pytest.mark.parametrize("code", ["utf-8", "cp437", "cp850", "cp1252"])
def test_names_in_the_codes_of_their_time(code: str, tmp_path: Path) -> None:
    name = "Työryhmän väliraportti, Åbo.pdf"
    opened = written(tmp_path / "r.zip", raw_named(name.encode(code), b"x"))
    assert names(opened) == [name]
    assert contents(opened) == {name: b"x"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/a.pdf", "%2E%2E/%2E%2E/etc/a.pdf"),
        ("/etc/a.pdf", "etc/a.pdf"),
        ("C:\\omat\\a.pdf", "omat/a.pdf"),
        ("x/./a.pdf", "x/%2E/a.pdf"),
        ("rivi\nvaihto\x1b[31m.pdf", "rivi\\nvaihto\\x1b[31m.pdf"),
    ],
)
def test_names_that_lead_elsewhere_are_only_shown(name: str, shown: str, tmp_path: Path) -> None:
    opened = written(tmp_path / "r.zip", zipped({name: b"x"}))
    assert names(opened) == [shown]
    [reference] = opened.discover()
    assert opened.fetch(reference, LIMITS).content == b"x"
    assert [path.name for path in tmp_path.rglob("*")] == ["r.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.pdf", b"1")
        archive.writestr("a.pdf", b"2")
    opened = source(path)
    assert contents(opened) == {"a.pdf": b"1", "a#2.pdf": b"2"}


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30))
def test_any_name_is_shown_on_one_line_and_leads_nowhere(name: str) -> None:
    shown = harmless(name)
    assert shown.isprintable()
    assert shown
    assert not shown.startswith("/")
    assert not {"..", "."} & set(shown.split("/"))
    assert numbered("x/a.pdf", 1) == "x/a.pdf"
    assert numbered("x/a.pdf", 3) == "x/a#3.pdf"


# What is refused


def test_links_are_not_followed(tmp_path: Path) -> None:
    opened = written(tmp_path / "r.zip", linked("a.pdf", "/etc/passwd"))
    assert refusals(opened) == {"a.pdf": "symbolic link in an archive: not followed"}
    [reference] = opened.discover()
    with pytest.raises(FetchError, match="symbolic link"):
        opened.fetch(reference, LIMITS)


def test_encrypted_members_are_told(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.pdf": b"salattu"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    opened = written(tmp_path / "r.zip", bytes(content))
    assert refusals(opened) == {"a.pdf": "encrypted: needs a password"}


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    opened = written(tmp_path / "r.zip", zipped({"a.pdf": bytes(8 * 1024 * 1024), "b.pdf": b"b"}))
    assert contents(opened) == {"a.pdf": "packed over 200 to 1: not a document", "b.pdf": b"b"}


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    content = zipped({f"{n}.pdf": b"x" * 900 for n in range(30)}, zipfile.ZIP_STORED)
    directory = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    moved = bytearray(content[:1000] + content[directory:])
    moved[1000 + end - directory + 16 : 1000 + end - directory + 20] = (1000).to_bytes(4, "little")
    opened = written(tmp_path / "r.zip", bytes(moved))
    assert refusals(opened) == {"r.zip": "broken: its members overlap"}


def test_a_list_of_members_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfiles, "LARGEST_DIRECTORY", 1000)
    opened = written(tmp_path / "r.zip", zipped({f"{n}.pdf": b"x" for n in range(99)}))
    assert refusals(opened) == {"r.zip": "its list of members is over 0 MiB"}


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfiles, "MOST_MEMBERS", 3)
    opened = written(tmp_path / "r.zip", zipped({f"{n}.pdf": b"x" for n in range(4)}))
    assert refusals(opened) == {"r.zip": "over 3 members in the archive"}


def test_members_over_the_limit_and_empty_ones(tmp_path: Path) -> None:
    big = bytes(range(256)) * 5000
    opened = written(tmp_path / "r.zip", zipped({"a.pdf": big, "b.pdf": b""}, zipfile.ZIP_STORED))
    found = list(opened.discover())
    with pytest.raises(FetchError, match=r"unpacks to over limits.file_mib = 1"):
        opened.fetch(found[0], LimitsConfig(file_mib=1))
    with pytest.raises(FetchError, match="empty file"):
        opened.fetch(found[1], LIMITS)


def test_damaged_members(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.pdf": b"x" * 50, "b.pdf": b"b"}, zipfile.ZIP_STORED))
    content[content.index(b"xxx")] = 0
    opened = written(tmp_path / "r.zip", bytes(content))
    found = contents(opened)
    assert found["a.pdf"] == "broken in the archive: Bad CRC-32 for file 'a.pdf'"
    assert found["b.pdf"] == b"b"


def test_a_way_of_packing_that_nobody_reads(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.pdf": b"x" * 50}))
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 98
    opened = written(tmp_path / "r.zip", bytes(content))
    assert str(contents(opened)["a.pdf"]).startswith("packed in a way that is not read")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", zipped({"a.pdf": b"x"})[:-30]])
def test_what_is_no_archive(content: bytes, tmp_path: Path) -> None:
    opened = written(tmp_path / "r.zip", content)
    assert refusals(opened) == {"r.zip": "broken or cut off: not a readable zip archive"}


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no such file or folder"):
        list(source(tmp_path / "r.zip").discover())


def test_a_member_that_was_not_listed(tmp_path: Path) -> None:
    opened = written(tmp_path / "r.zip", zipped({"a.pdf": b"x"}))
    with pytest.raises(FetchError, match="not in the archive"):
        opened.fetch(Reference("z", "muu"), LIMITS)


def test_an_archive_that_went_away(tmp_path: Path) -> None:
    opened = written(tmp_path / "r.zip", zipped({"a.pdf": b"x"}))
    [reference] = list(opened.discover())
    (tmp_path / "r.zip").unlink()
    with pytest.raises(FetchError, match="cannot be read: No such file"):
        opened.fetch(reference, LIMITS)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_is_more_than_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(zipped({"a.pdf": b"raportti" * 9, "b.zip": zipped({"c.pdf": b"c"})}))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    opened = written(tmp_path_factory.mktemp("zip") / "r.zip", bytes(content))
    for found in contents(opened).values():
        assert "\n" not in found if isinstance(found, str) else found


# Settings


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, 'needs path = "…", a zip archive or a folder of them'),
        ({"pth": "x"}, "unknown key pth; did you mean path?"),
        ({"path": "x", "qqqq": 1}, "unknown key qqqq; known are path"),
        ({"path": 5}, "path must be text, not int"),
        ({"path": "~nobody-of-this-name/x"}, "no such home folder"),
    ],
)
def test_settings_that_are_wrong(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        ZipSource.configure("z", settings, Path("/"))
    assert str(caught.value).startswith("[sources.z]: ")
    assert message in str(caught.value)


def test_a_member_without_a_name(tmp_path: Path) -> None:
    """Names end at a NUL."""
    content = raw_named(b"\0.pdf", b"%PDF-1.4")
    assert names(written(tmp_path / "z.zip", content)) == ["%00"]
