from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.sources.kit.scaffold import scaffold


def test_the_files_of_a_new_source(tmp_path: Path) -> None:
    folder = tmp_path / "terhon_raportit"
    written = scaffold("terhon_raportit", folder)
    assert [str(path.relative_to(folder)) for path in written] == [
        "terhon_raportit.py",
        "config.toml",
        "test_terhon_raportit.py",
        "fixtures/terhon_raportit/.gitkeep",
    ]
    config = tomllib.loads((folder / "config.toml").read_text())
    source = config["sources"]["terhon_raportit"]
    assert source["type"] == "terhon_raportit.py:TerhonRaportit"
    for path in written:
        assert "$" not in path.read_text()
        if path.suffix == ".py":
            names = {
                node.name
                for node in ast.parse(path.read_text()).body
                if isinstance(node, ast.ClassDef)
            }
            assert names <= {"TerhonRaportit", "TestTerhonRaportit"}


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text("mine")
    with pytest.raises(UsageError, match=r"test_a\.py: is there already; nothing was written"):
        scaffold("a", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["test_a.py"]


@pytest.mark.parametrize(
    "name", ["", "A", "1a", "a-b", "a/b", "../a", "class", "ä", "a" * 41, "a\n"]
)
def test_names_that_are_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no name for a source"):
        scaffold(name, tmp_path / "x")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot be written"):
        scaffold("a", tmp_path / "file")
