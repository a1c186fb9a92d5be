from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.config import Config, load
from corpus.errors import UsageError
from corpus.sources.kit.recording import chosen, fixtures, record
from tests.corpus.sources.kit.listing import REPORT, Site, configuration, register, serve, text


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {f"/{n}.txt": text(REPORT) for n in range(3)}
    with serve({"/list": text("0.txt x 1.txt missing.txt 2.txt"), **pages}) as served:
        yield served


@pytest.fixture
def config(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    register(monkeypatch, listing="tests.corpus.sources.kit.listing:Listing")
    return load(configuration(tmp_path, site.address + "list"))


def test_what_was_recorded_is_told(config: Config, site: Site) -> None:
    folder = fixtures(config, "kiertue")
    recorded = record(config, "kiertue", folder, 3)
    size = len(REPORT.encode())
    assert list(recorded.documents.values()) == [
        f"{size} bytes, text/plain",
        f"{size} bytes, text/plain",
        "the server answers 404 Not Found",
    ]
    assert len(recorded.files) == 5
    assert sorted(recorded.files) == sorted(folder.glob("*.http"))
    assert recorded.stale == []
    assert recorded.error == ""
    assert "/2.txt" not in site.asked

    again = record(config, "kiertue", folder, 1)
    assert sorted(again.stale) == sorted(set(recorded.files) - set(again.files))


def test_a_site_that_does_not_answer(config: Config, site: Site) -> None:
    site.pages["/list"] = (500, {}, b"")
    recorded = record(config, "kiertue", fixtures(config, "kiertue"), 3)
    assert recorded.error == "the server answers 500 Internal Server Error"
    assert recorded.documents == {}


def test_a_source_that_asks_no_server(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[sources.r]\ntype = "folder"\npath = "."\n')
    with pytest.raises(UsageError, match="asks no server"):
        record(load(tmp_path / "config.toml"), "r", tmp_path, 3)


def test_a_source_nobody_has_configured(config: Config) -> None:
    with pytest.raises(UsageError, match="did you mean kiertue"):
        chosen(config, "kierue")
    with pytest.raises(UsageError, match=r"configure it as \[sources\.x\]\Z"):
        chosen(config, "x")
