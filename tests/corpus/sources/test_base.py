from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from corpus.config import SourceConfig
from corpus.errors import ConfigError
from corpus.sources import base
from corpus.sources.base import GROUP, Source, open_source, source_types
from corpus.sources.folder import FolderSource


def test_the_folder_type_is_registered_and_opens(tmp_path: Path) -> None:
    assert source_types()["folder"].load() is FolderSource
    (tmp_path / "raportit").mkdir()
    source: Source = open_source(SourceConfig("r", "folder", {"path": "raportit"}), tmp_path)
    assert isinstance(source, FolderSource)
    assert source.name == "r"
    assert source.scope == str(tmp_path.resolve() / "raportit")


def test_an_unknown_type_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        open_source(SourceConfig("r", "foldr", {}), tmp_path)
    assert str(caught.value) == "[sources.r]: unknown type 'foldr'; did you mean folder?"


def test_an_unknown_type_far_from_all_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"unknown type 'x'; known are .*folder"):
        open_source(SourceConfig("r", "x", {}), tmp_path)


def test_a_type_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another package registers a class under a name of its own; nothing here knows it."""
    theirs = EntryPoint("shelf", "corpus.sources.folder:FolderSource", GROUP)

    def installed(group: str) -> tuple[EntryPoint, ...]:
        assert group == GROUP
        return (theirs,)

    monkeypatch.setattr(base, "entry_points", installed)
    assert source_types() == {"shelf": theirs}
    source = open_source(SourceConfig("r", "shelf", {"path": str(tmp_path)}), Path("/"))
    assert source.scope == str(tmp_path.resolve())


def test_wrong_settings_are_told_by_the_type(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\[sources\.r\]"):
        open_source(SourceConfig("r", "folder", {}), tmp_path)
