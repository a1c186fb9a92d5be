from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.office import soffice


def program(path: Path, mode: int = 0o755) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(mode)
    return str(path)


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(soffice.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(soffice, "_PLACES", (f"{tmp_path}/lib/soffice", f"{tmp_path}/opt*/soffice"))


def test_it_is_found_on_the_path_and_in_the_usual_places(tmp_path: Path) -> None:
    assert soffice.find() is None
    program(tmp_path / "opt7.1" / "soffice")
    newest = program(tmp_path / "opt7.2" / "soffice")
    assert soffice.find() == newest
    program(tmp_path / "lib" / "soffice", 0o644)  # not to be run
    assert soffice.find() == newest
    usual = program(tmp_path / "lib" / "soffice")
    assert soffice.find() == usual
    on_path = program(tmp_path / "bin" / "libreoffice")
    assert soffice.find() == on_path


def test_what_the_environment_names_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin" / "soffice")
    own = program(tmp_path / "own" / "office")
    monkeypatch.setenv(soffice.VARIABLE, own)
    assert soffice.find() == own
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(soffice.VARIABLE, "~/own/office")
    assert soffice.find() == own
    monkeypatch.setenv(soffice.VARIABLE, str(tmp_path / "none"))
    assert soffice.find() is None
