from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus.store import Store
from terminal.options import Options
from terminal.sources import sources
from tests.corpus.sources.crawling import ask
from tests.servers.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def _call(folder: Path, *arguments: str) -> Result:
    config = folder / "config.toml"
    config.write_text('[net]\nallow_hosts = "127.0.0.1"\ndelay = 0.0\nattempts = 1\n')
    options = Options(config, str(folder / "data"), quiet=True, verbose=False)
    return CliRunner().invoke(sources, list(arguments), obj=options, catch_exceptions=False)


def _json(result: Result) -> Any:
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_listing_is_what_it_does_without_more(tmp_path: Path) -> None:
    assert "no sources configured" in _call(tmp_path).stdout
    assert _call(tmp_path, "list").stdout == _call(tmp_path).stdout
    assert _json(_call(tmp_path, "--json")) == _json(_call(tmp_path, "list", "--json"))
    assert "folder" in _json(_call(tmp_path, "list", "--json"))["types"]


def test_checking_tells_what_is_dead_and_what_is_kept(tmp_path: Path, site: Site) -> None:
    site.page("/a", "a")
    site.page("/b", "b")
    site.page("/c", "c")
    with Store(tmp_path / "data") as store:
        ask(store, [f"{site.url}/{name}" for name in "abcd"])
    site.remove("/b")
    site.redirect("/c", "/a")
    lines = _call(tmp_path, "check").stdout.splitlines()
    assert lines[0].startswith(
        f"dead      {site.url}/b: the server answers 404 Not Found; kept as "
    )
    assert "(sha256 " in lines[0]
    assert lines[1].startswith(f"dead      {site.url}/d: ")
    assert lines[1].endswith("; no copy")
    assert lines[2].startswith(f"moved     {site.url}/c: moved to {site.url}/a; kept as ")
    assert lines[3:] == ["4 places: alive 1, moved 1, dead 2", "1 dead link without a copy"]
    found = _json(_call(tmp_path, "check", "list", "--json"))
    assert found["counts"] == {"alive": 1, "moved": 1, "dead": 2}
    assert {place["location"]: bool(place["kept"]) for place in found["places"]} == {
        f"{site.url}/a": True,
        f"{site.url}/b": True,
        f"{site.url}/c": True,
        f"{site.url}/d": False,
    }
