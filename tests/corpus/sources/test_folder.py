from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from corpus.config import LimitsConfig
from corpus.document import RawDocument, Reference
from corpus.errors import ConfigError, FetchError
from corpus.sources.folder import FolderSource
from corpus.store import Store
from tests.corpus.conftest import Unprivileged

LIMITS = LimitsConfig()
MIB = 1024 * 1024
NO_ROOT = (
    "a root that cannot be listed is one refused reference instead of FetchError: the run then"
    " marks every document below it as gone"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "r"
    folder.mkdir()
    return folder


def _write(root: Path, *names: str, content: bytes = b"x") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _names(source: FolderSource) -> list[str]:
    return [os.path.relpath(found.location, source.root) for found in source.discover()]


def _refusals(source: FolderSource) -> dict[str, str]:
    return {os.path.relpath(r.location, source.root): r.refusal for r in source.discover()}


def _fetch(source: FolderSource) -> RawDocument:
    [reference] = source.discover()
    assert not reference.refusal
    return source.fetch(reference, LIMITS)


def _why(source: FolderSource, limits: LimitsConfig = LIMITS) -> str:
    [reference] = source.discover()
    with pytest.raises(FetchError) as caught:
        source.fetch(reference, limits)
    return str(caught.value)


# What is found


def test_folders_are_walked_in_the_order_of_names(root: Path) -> None:
    _write(root, "b.pdf", "a.pdf", "z/1.pdf", "c/2.pdf", "c/d/3.pdf", "Ä.pdf")
    source = FolderSource("r", root)
    expected = ["a.pdf", "b.pdf", "Ä.pdf", "c/2.pdf", "c/d/3.pdf", "z/1.pdf"]
    assert _names(source) == expected
    assert _names(source) == expected
    assert not source.passed_over


def test_references_are_of_the_source_and_absolute(root: Path) -> None:
    _write(root, "a.pdf", content=b"12345")
    [reference] = FolderSource("nimi", root).discover()
    assert reference.source == "nimi"
    assert reference.location == str(root.resolve() / "a.pdf")
    assert reference.fingerprint.startswith("5:")


@pytest.mark.parametrize(
    "name",
    [
        *("a.pdf", "A.PDF", "a.Html", "a.htm", "a.xhtml", "a.txt", "a.docx", "a.odt", "a.v2.pdf"),
        *("loppuraportti", "hankkeen loppuraportti 2011"),
        *("Työ åäö ÅÄÖ.pdf", "a'\"\n\t%?#[].pdf"),
    ],
)
def test_documents_by_their_names(name: str, root: Path) -> None:
    _write(root, name, content=b"content")
    source = FolderSource("r", root)
    assert _fetch(source).content == b"content"
    assert not source.passed_over


def test_what_is_no_document_is_passed_over_and_counted(root: Path) -> None:
    _write(root, ".hidden.pdf", "~$luonnos.docx", "kuva.JPG", "kuva.jpg", "x/taulu.xlsx", "a.pdf")
    source = FolderSource("r", root)
    for _ in range(2):
        assert _names(source) == ["a.pdf"]
        assert source.passed_over == {"hidden": 2, ".jpg": 2, ".xlsx": 1}


def test_hidden_folders_are_not_entered(root: Path) -> None:
    _write(root, ".git/a.pdf", ".cache/x/b.pdf", "a.pdf")
    assert _names(FolderSource("r", root)) == ["a.pdf"]


def test_the_corpus_itself_is_no_source(root: Path) -> None:
    """The data folder may lie among the reports: its originals have no endings."""
    with Store(root / "data") as store:
        store.archive.put(b"content")
        _write(root, "data/lock", "a.pdf", "z/b.pdf")
        source = FolderSource("r", root)
        for _ in range(2):
            assert _names(source) == ["a.pdf", "z/b.pdf"]
            assert source.passed_over == {"corpus": 1}


def test_an_empty_folder(root: Path) -> None:
    assert _names(FolderSource("r", root)) == []


def test_a_dot_in_a_name_without_ending(root: Path) -> None:
    _write(root, "loppuraportti 31.12.2011", "loppuraportti v. 2")
    assert len(_names(FolderSource("r", root))) == 2


@pytest.mark.parametrize("name", ["raportti.pdf", "tiedosto.dat", ".piilossa"])
def test_a_single_file_is_taken_whatever_its_name(name: str, root: Path) -> None:
    _write(root, name, "muu.pdf", content=b"content")
    source = FolderSource("r", root / name)
    assert source.scope == str(root.resolve() / name)
    assert _fetch(source).content == b"content"


def test_a_root_that_is_not_there(root: Path) -> None:
    with pytest.raises(FetchError, match="no such file or folder"):
        list(FolderSource("r", root / "missing").discover())


def test_a_root_that_is_a_link_is_followed(root: Path, tmp_path: Path) -> None:
    _write(root, "a.pdf")
    (tmp_path / "link").symlink_to(root)
    source = FolderSource("r", tmp_path / "link")
    assert source.scope == str(root.resolve())
    assert _names(source) == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes names in UTF-8 only")
def test_a_name_that_is_not_utf8(root: Path) -> None:
    path = os.fsencode(root) + b"/p\xe4iv\xe4.pdf"
    Path(os.fsdecode(path)).write_bytes(b"content")
    source = FolderSource("r", root)
    [reference] = source.discover()
    assert reference.location.endswith(r"/p\xe4iv\xe4.pdf")
    reference.location.encode("utf-8")
    assert source.fetch(reference, LIMITS).content == b"content"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes names in UTF-8 only")
def test_a_folder_whose_name_is_not_utf8(root: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(root) + b"/\xe4"))
    folder.mkdir()
    _write(folder, "a.pdf", content=b"content")
    source = FolderSource("r", folder)
    assert source.scope.endswith(r"/\xe4")
    [reference] = source.discover()
    assert reference.location == source.scope + "/a.pdf"
    assert source.fetch(reference, LIMITS).content == b"content"


# Symbolic links


def test_a_link_inside_is_followed(root: Path) -> None:
    _write(root, "x/a.pdf", content=b"content")
    (root / "link.pdf").symlink_to("x/a.pdf")
    source = FolderSource("r", root)
    found = {reference.location: reference for reference in source.discover()}
    link = found[str(root.resolve() / "link.pdf")]
    assert not link.refusal
    assert source.fetch(link, LIMITS).content == b"content"


def test_a_link_to_a_folder_inside_is_not_walked_twice(root: Path) -> None:
    _write(root, "x/a.pdf")
    (root / "y").symlink_to("x")
    assert _refusals(FolderSource("r", root)) == {"x/a.pdf": ""}


def test_links_that_lead_out_are_refused(root: Path, tmp_path: Path) -> None:
    _write(tmp_path, "out/secret.pdf", "r2/near.pdf")
    (root / "file.pdf").symlink_to(tmp_path / "out/secret.pdf")
    (root / "folder").symlink_to(tmp_path / "out")
    (root / "prefix.pdf").symlink_to("../r2/near.pdf")
    (root / "chain.pdf").symlink_to("file.pdf")
    refusals = _refusals(FolderSource("r", root))
    assert set(refusals) == {"file.pdf", "folder", "prefix.pdf", "chain.pdf"}
    assert all("leads out of the folder" in refusal for refusal in refusals.values())


def test_links_that_lead_nowhere_are_refused(root: Path) -> None:
    (root / "dangling.pdf").symlink_to("missing.pdf")
    (root / "loop.pdf").symlink_to("loop.pdf")
    (root / "a.pdf").symlink_to("b.pdf")
    (root / "b.pdf").symlink_to("a.pdf")
    refusals = _refusals(FolderSource("r", root))
    assert set(refusals) == {"dangling.pdf", "loop.pdf", "a.pdf", "b.pdf"}
    assert set(refusals.values()) == {"symbolic link that leads nowhere"}


def test_a_loop_of_folders_ends(root: Path) -> None:
    _write(root, "x/a.pdf")
    (root / "x/up").symlink_to("..")
    (root / "x/self").symlink_to("self")
    assert _refusals(FolderSource("r", root)) == {
        "x/a.pdf": "",
        "x/self": "symbolic link that leads nowhere",
    }


def test_a_root_that_is_a_loop(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(FetchError):
        list(FolderSource("r", tmp_path / "loop").discover())


# What cannot be had


def test_an_empty_file(root: Path) -> None:
    _write(root, "a.pdf", content=b"")
    assert _why(FolderSource("r", root)) == "empty file"


def test_a_file_over_the_limit_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (root / "a.pdf").open("wb") as file:
        file.truncate(300 * MIB)

    source = FolderSource("r", root)
    [reference] = source.discover()
    # The size is known from the open file; nothing but fstat may touch it.
    reads = _count_reads(monkeypatch)
    with pytest.raises(FetchError, match=r"300 MiB, over limits\.file_mib = 100"):
        source.fetch(reference, LIMITS)
    assert reads == []


def _count_reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes asked of files that os.fdopen opens from now on."""
    reads: list[int] = []
    really = os.fdopen

    def fdopen(handle: int, mode: str) -> object:
        file = really(handle, mode)
        read = file.read

        class Watched:
            def __enter__(self) -> Watched:
                return self

            def __exit__(self, *error: object) -> None:
                file.close()

            def read(self, size: int) -> object:
                reads.append(size)
                return read(size)

        return Watched()

    monkeypatch.setattr("corpus.sources.folder.os.fdopen", fdopen)
    return reads


@pytest.mark.parametrize(("extra", "fits"), [(0, True), (1, False)])
def test_the_limit_itself_fits(extra: int, fits: bool, root: Path) -> None:
    _write(root, "a.pdf", content=b"x" * (MIB + extra))
    source = FolderSource("r", root)
    limits = LimitsConfig(file_mib=1)
    if fits:
        [reference] = source.discover()
        assert len(source.fetch(reference, limits).content) == MIB
    else:
        assert "over limits.file_mib = 1" in _why(source, limits)


def test_a_file_that_grows_while_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(root, "a.pdf", content=b"x" * (MIB + 1))
    source = FolderSource("r", root)
    [reference] = source.discover()
    _write(root, "small.pdf")
    small = (root / "small.pdf").stat()
    monkeypatch.setattr("corpus.sources.folder.os.fstat", lambda handle: small)
    with pytest.raises(FetchError, match=r"grew over limits\.file_mib = 1"):
        source.fetch(reference, LimitsConfig(file_mib=1))


def test_a_named_pipe_does_not_hang(root: Path) -> None:
    os.mkfifo(root / "x.pdf")
    assert _why(FolderSource("r", root)) == "not a regular file"


def test_a_socket(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)  # the whole path may be longer than a socket's may be
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("x.pdf")
        assert _why(FolderSource("r", root)).startswith("cannot be read: ")


def test_a_folder_with_the_name_of_a_document(root: Path) -> None:
    _write(root, "x.pdf/a.pdf")
    assert _names(FolderSource("r", root)) == ["x.pdf/a.pdf"]


def test_a_file_that_went_away(root: Path) -> None:
    _write(root, "a.pdf")
    source = FolderSource("r", root)
    [reference] = source.discover()
    (root / "a.pdf").unlink()
    with pytest.raises(FetchError, match="cannot be read: No such file"):
        source.fetch(reference, LIMITS)


def test_a_file_that_went_away_while_looking(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(root, "a.pdf", "b.pdf")
    found = FolderSource("r", root).discover()
    assert not next(found).refusal
    (root / "b.pdf").unlink()
    assert next(found).refusal == "cannot be read: No such file or directory"


def test_a_disk_that_fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(root, "a.pdf")

    class Failing:
        def __enter__(self) -> Failing:
            return self

        def __exit__(self, *error: object) -> None:
            return None

        def read(self, size: int) -> bytes:
            raise OSError(5, "Input/output error")

    source = FolderSource("r", root)
    [reference] = source.discover()
    really = os.fdopen

    def fdopen(handle: int, mode: str) -> Failing:
        really(os.dup(handle), mode).close()
        return Failing()

    monkeypatch.setattr("corpus.sources.folder.os.fdopen", fdopen)
    with pytest.raises(FetchError, match="cannot be read: Input/output error"):
        source.fetch(reference, LIMITS)


def test_fetching_what_this_run_did_not_discover(root: Path) -> None:
    _write(root, "a.pdf", content=b"content")
    reference = Reference("r", str(root / "a.pdf"))
    raw = FolderSource("r", root).fetch(reference, LIMITS)
    assert (raw.reference, raw.content, raw.media_type) == (reference, b"content", "")


# What may not be read


def test_a_file_without_permission(shared_folder: Path, unprivileged: Unprivileged) -> None:
    _write(shared_folder, "a.pdf")
    (shared_folder / "a.pdf").chmod(0)
    source = FolderSource("r", shared_folder)
    with unprivileged():
        assert _why(source) == "cannot be read: Permission denied"


def test_a_link_through_a_closed_folder(shared_folder: Path, unprivileged: Unprivileged) -> None:
    _write(shared_folder, "out/secret.pdf", "r/x.pdf")
    (shared_folder / "r/file.pdf").symlink_to("../out/secret.pdf")
    (shared_folder / "r/folder.pdf").symlink_to("../out")
    (shared_folder / "out").chmod(0)
    source = FolderSource("r", shared_folder / "r")
    with unprivileged():
        refusals = _refusals(source)
    assert refusals.pop("x.pdf") == ""
    assert set(refusals) == {"file.pdf", "folder.pdf"}
    assert all(refusals.values())


def test_a_folder_without_permission_before_others(
    shared_folder: Path, unprivileged: Unprivileged
) -> None:
    _write(shared_folder, "closed/a.pdf", "open/b.pdf")
    (shared_folder / "closed").chmod(0)
    source = FolderSource("r", shared_folder)
    with unprivileged():
        assert _refusals(source) == {
            "closed": "cannot be read: Permission denied",
            "open/b.pdf": "",
        }


def test_a_folder_without_permission_after_all_others(
    shared_folder: Path, unprivileged: Unprivileged
) -> None:
    _write(shared_folder, "a.pdf", "closed/b.pdf")
    (shared_folder / "closed").chmod(0)
    source = FolderSource("r", shared_folder)
    with unprivileged():
        assert _refusals(source) == {"a.pdf": "", "closed": "cannot be read: Permission denied"}


def test_a_root_without_permission(shared_folder: Path, unprivileged: Unprivileged) -> None:
    _write(shared_folder, "r/a.pdf")
    (shared_folder / "r").chmod(0)
    source = FolderSource("r", shared_folder / "r")
    with unprivileged(), pytest.raises(FetchError, match="cannot be read"):
        list(source.discover())


def test_a_root_in_a_folder_without_permission(
    shared_folder: Path, unprivileged: Unprivileged
) -> None:
    _write(shared_folder, "closed/r/a.pdf")
    source = FolderSource("r", shared_folder / "closed/r")
    (shared_folder / "closed").chmod(0)
    with unprivileged(), pytest.raises(FetchError):
        list(source.discover())


# The fingerprint


def _fingerprint(source: FolderSource) -> str:
    [reference] = source.discover()
    assert reference.fingerprint
    return reference.fingerprint


def test_the_fingerprint_stays_while_nothing_changes(root: Path) -> None:
    _write(root, "a.pdf")
    assert _fingerprint(FolderSource("r", root)) == _fingerprint(FolderSource("x", root))


def test_the_fingerprint_changes_when_size_and_time_do_not(root: Path) -> None:
    _write(root, "a.pdf", content=b"one")
    source = FolderSource("r", root)
    before, times = _fingerprint(source), (root / "a.pdf").stat()
    # The clock of a file system ticks every few milliseconds: write until it has.
    while (root / "a.pdf").stat().st_ctime_ns == times.st_ctime_ns:
        _write(root, "a.pdf", content=b"two")
        os.utime(root / "a.pdf", ns=(times.st_atime_ns, times.st_mtime_ns))
    after = (root / "a.pdf").stat()
    assert (after.st_size, after.st_mtime_ns) == (times.st_size, times.st_mtime_ns)
    assert _fingerprint(source) != before


def test_the_fingerprint_of_a_link_is_that_of_its_target(root: Path) -> None:
    _write(root, "x/a.pdf", content=b"one")
    (root / "link.pdf").symlink_to("x/a.pdf")
    source = FolderSource("r", root)
    before = next(iter(source.discover())).fingerprint
    _write(root, "x/a.pdf", content=b"longer")
    assert next(iter(source.discover())).fingerprint != before


# Configuration


def test_relative_paths_start_from_the_base(tmp_path: Path) -> None:
    source = FolderSource.configure("r", {"path": "raportit"}, tmp_path)
    assert source.root == tmp_path.resolve() / "raportit"
    absolute = FolderSource.configure("r", {"path": str(tmp_path / "x")}, Path("/elsewhere"))
    assert absolute.root == tmp_path.resolve() / "x"


def test_a_path_may_be_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    source = FolderSource.configure("r", {"path": "~/raportit"}, Path("/elsewhere"))
    assert source.root == tmp_path.resolve() / "raportit"


def test_the_home_of_nobody(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        FolderSource.configure("r", {"path": "~nobody-by-this-name/r"}, tmp_path)


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, '[sources.r]: needs path = "…", a folder or a file'),
        ({"path": 5}, "[sources.r]: path must be text, not int"),
        ({"paht": "x"}, "[sources.r]: unknown key paht; did you mean path?"),
        ({"path": "x", "zz": 2}, "[sources.r]: unknown key zz; known are path"),
    ],
)
def test_wrong_settings(settings: dict[str, object], wanted: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        FolderSource.configure("r", settings, tmp_path)
    assert str(caught.value) == wanted
