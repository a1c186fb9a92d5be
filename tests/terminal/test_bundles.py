"""A corpus on its way from one machine to another, and an original on its way back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.store import Store
from tests.terminal.calling import REPORTS, Call, answer, calling, reports


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.chdir(tmp_path)
    made = calling(tmp_path / "data")
    assert made("ingest", reports(tmp_path / "reports")).exit_code == 0
    return made


def _id(call: Call, word: str = "perhekeskus") -> str:
    return str(answer(call("search", word, "--json"))["hits"][0]["id"])


def test_a_corpus_moves(call: Call, tmp_path: Path) -> None:
    told = answer(call("export-corpus", "c.tar.gz", "--json"))
    assert told["format"] == 1
    assert told["counts"]["documents"] == 2
    assert "members" not in told

    there = calling(tmp_path / "elsewhere" / "data")
    imported = there("import-corpus", "c.tar.gz", "--json")
    assert answer(imported) == {**told, "generation": 1}
    assert "2 documents, 2 originals" in imported.stderr
    assert "index: generation 1, 2 documents" in imported.stderr
    for query in ("perhekeskus", "neuvola"):
        here = answer(call("search", query, "--json"))
        assert [hit["id"] for hit in answer(there("search", query, "--json"))["hits"]] == [
            hit["id"] for hit in here["hits"]
        ]
    again = there("ingest", tmp_path / "reports")
    assert "2 unchanged" in again.stderr


def test_the_index_can_wait(call: Call, tmp_path: Path) -> None:
    assert call("export-corpus", "c.tar").exit_code == 0
    there = calling(tmp_path / "there")
    assert answer(there("import-corpus", "c.tar", "--no-index", "--json"))["generation"] is None
    assert there("search", "perhekeskus").exit_code == 4
    assert there("reindex").exit_code == 0
    assert there("search", "perhekeskus").exit_code == 0


def test_what_cannot_be_moved_is_one_line(call: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.tar").write_text("nonsense")
    for arguments, code, said in (
        (("import-corpus", "bad.tar"), 2, "is not empty"),
        (("export-corpus", "c.zip"), 2, "must end with"),
        (("export-corpus", "bad.tar"), 2, "--force"),
    ):
        result = call(*arguments)
        assert (result.exit_code, result.stdout) == (code, "")
        assert said in result.stderr
        assert result.stderr.count("\n") == 1
    result = calling(tmp_path / "new")("import-corpus", "bad.tar")
    assert result.exit_code == 1
    assert result.stderr.endswith("bad.tar: not a tar, or damaged; nothing was imported\n")
    assert not (tmp_path / "new").exists()


def test_an_original_comes_back_byte_for_byte(call: Call, tmp_path: Path) -> None:
    content = REPORTS["kainuu.txt"].encode()
    sha256 = hashlib.sha256(content).hexdigest()
    found = _id(call)
    told = call("original", found, "-o", "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == content
    assert told.stderr == f"out.txt: {len(content)} bytes, sha256 {sha256}\n"
    assert call("original", found[:5], "-o", "-").stdout_bytes == content

    (tmp_path / "out.txt").write_text("mine")
    refused = call("original", found, "-o", "out.txt")
    assert refused.exit_code == 2
    assert "--force replaces it" in refused.stderr
    assert (tmp_path / "out.txt").read_text() == "mine"
    forced = answer(call("original", found, "-o", "out.txt", "--force", "--json"))
    assert (tmp_path / "out.txt").read_bytes() == content
    assert (forced["id"], forced["sha256"], forced["number"]) == (found, sha256, 1)


def test_older_versions_come_back_too(call: Call, tmp_path: Path) -> None:
    found = _id(call)
    before = (tmp_path / "reports" / "kainuu.txt").read_bytes()
    (tmp_path / "reports" / "kainuu.txt").write_bytes(before + b"Lis\xc3\xa4ys.\n")
    assert call("ingest", tmp_path / "reports").exit_code == 0
    assert call("original", found, "-o", "-", "--version", "1").stdout_bytes == before
    assert call("original", found, "-o", "-").stdout_bytes == before + b"Lis\xc3\xa4ys.\n"
    missing = call("original", found, "-o", "-", "--version", "3")
    assert missing.exit_code == 2
    assert "has no version 3, only 1–2" in missing.stderr

    shown = answer(call("show", found, "--json"))
    assert [version["number"] for version in shown["versions"]] == [1, 2]
    assert {origin["number"] for origin in shown["origins"]} <= {1, 2}
    lines = call("show", found).stdout
    assert f"version   1: sha256 {hashlib.sha256(before).hexdigest()}, {len(before)} bytes" in lines
    assert "version   2: sha256 " in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "-", "--json"), "--json needs -o FILE"),
        (("-o", "no/such/out.txt"), None),
        (("-o", "reports"), "is a directory"),
        ((), "Missing option"),
    ],
)
def test_originals_that_cannot_be_written(
    arguments: tuple[str, ...], said: str | None, call: Call, tmp_path: Path
) -> None:
    result = call("original", _id(call), *arguments)
    if said is None:  # the folder is made
        assert (tmp_path / "no" / "such" / "out.txt").is_file()
        return
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_in_the_way_of_a_folder(call: Call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = call("original", _id(call), "-o", "file/out.txt")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_damaged_original_is_not_given(damage: str, call: Call, tmp_path: Path) -> None:
    found = _id(call)
    with Store(tmp_path / "data", read_only=True) as store:
        path = store.archive.path(store.find(found).sha256)
    path.write_bytes(b"x") if damage == "changed" else path.unlink()
    result = call("original", found, "-o", "out.txt")
    assert result.exit_code == 1
    assert "this original " in result.stderr
    assert not (tmp_path / "out.txt").exists()


def test_show_says_where_a_document_comes_from(call: Call, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[sources.r]\ntype = "folder"\npath = "reports"\n')
    assert call("ingest").exit_code == 0
    found = _id(call)
    lines = call("show", found).stdout.splitlines()
    assert "location  reports/kainuu.txt [folder]" in lines
    assert "location  reports/kainuu.txt [r: folder]" in lines
    assert "          publisher: Kainuun maakunta" in lines
    assert "          sidecar: publisher: kainuu.toml" in lines
    shown = answer(call("show", found, "--json"))
    assert {place["source"]: place["type"] for place in shown["places"]} == {
        "folder": "",
        "r": "folder",
    }

    (tmp_path / "reports" / "kainuu.txt").unlink()
    assert call("ingest").exit_code == 0
    assert "location  reports/kainuu.txt [r: folder] (no longer there" in call("show", found).stdout
