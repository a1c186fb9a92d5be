from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from corpus.sources.folder import FolderSource
from corpus.sources.own import is_own, load_own


def test_a_class_in_a_file(tmp_path: Path) -> None:
    code = "from dataclasses import dataclass\n@dataclass\nclass Mine:\n    x: 'int' = 1\n"
    (tmp_path / "json.py").write_text(code)
    mine = load_own("json.py:Mine", tmp_path)
    assert mine().x == 1
    assert load_own("json.py:Mine", tmp_path / ".." / tmp_path.name) is mine
    assert "json" not in mine.__module__.split(".")
    assert str(tmp_path) not in sys.path


def test_two_files_of_one_name(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "s.py").write_text(f"class Mine:\n    x = {name!r}\n")
    assert [load_own(f"{name}/s.py:Mine", tmp_path).x for name in "ab"] == ["a", "b"]


def test_a_class_in_a_module() -> None:
    assert load_own("corpus.sources.folder:FolderSource", Path()) is FolderSource


def test_what_is_written_as_a_place() -> None:
    assert is_own("mine.py:Mine")
    assert is_own("package.module:Mine")
    assert not is_own("folder")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("no.py:Mine", "no.py: no such file"),
        ("broken.py:Mine", "broken.py: cannot be loaded: SyntaxError"),
        ("fails.py:Mine", "fails.py: cannot be loaded: ValueError: two lines"),
        ("empty.py:Mine", "empty.py: has no class Mine"),
        ("empty.py:__name__", "empty.py: has no class __name__"),
        ("no_such_package.module:Mine", "cannot be loaded: ModuleNotFoundError"),
        (":Mine", "cannot be loaded: ValueError"),
    ],
)
def test_what_cannot_be_loaded(kind: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("class")
    (tmp_path / "fails.py").write_text("raise ValueError('two\\nlines')")
    (tmp_path / "empty.py").write_text("")
    before = set(sys.modules)
    with pytest.raises(ConfigError) as caught:
        load_own(kind, tmp_path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not {name for name in set(sys.modules) - before if "broken" in name or "fails" in name}
