from __future__ import annotations

from pathlib import Path

import pytest

from corpus.config import Config, load
from corpus.errors import UsageError
from corpus.sources.kit.answers import Answer
from corpus.sources.kit.guard import no_network
from corpus.sources.kit.recording import chosen, fixtures
from pipeline.progress import Silent
from pipeline.trial import Trial, try_source
from tests.corpus.sources.kit.listing import REPORT, configuration, register

SITE = "https://example.fi/"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    register(monkeypatch, listing="tests.corpus.sources.kit.listing:Listing")
    return load(configuration(tmp_path, SITE + "list"))


def _answered(config: Config, **pages: str | bytes) -> None:
    for name, body in pages.items():
        content = body if isinstance(body, bytes) else body.encode()
        url = SITE + name.replace("_", ".")
        headers = {"content-type": "text/plain; charset=utf-8"}
        Answer("GET", url, 200, headers, content).save(fixtures(config, "kiertue"))


def _tried(config: Config, limit: int = 20) -> Trial:
    with no_network():
        source = chosen(config, "kiertue")
        return try_source(config, source, fixtures(config, "kiertue"), limit, Silent())


def test_what_a_source_would_bring(config: Config) -> None:
    _answered(config, list="a.txt x b.txt c.txt", a_txt=REPORT, b_txt=b"\x00\x01\x02" * 50)
    trial = _tried(config)
    good, bad = trial.documents
    assert good.location == SITE + "a.txt"
    assert good.title == "Perhekeskusten kehittäminen Kainuussa"
    assert (good.pages, good.media_type, good.problem) == (1, "text/plain", "")
    assert good.characters > 200
    assert good.metadata == {"publisher": "Kainuu"}
    assert good.facets["region"] == ["Kainuu"]
    assert "2010" in good.facets["year"]
    assert bad.problem
    assert bad.pages == 0
    assert trial.not_recorded == 1
    assert trial.passed_over == {"line": 1}
    assert trial.remarks == []
    assert trial.as_json()["documents"][0]["facets"]["region"] == ["Kainuu"]
    assert not (config.base / "data").exists()


def test_what_looks_wrong_is_said(config: Config) -> None:
    little = "Etusivu\n\nTervetuloa sivuille.\n"
    _answered(config, list="a.txt b.txt", a_txt=little, b_txt=little + "Hei.")
    assert _tried(config).remarks == [
        "2 documents have the same title: Etusivu",
        *(f"{SITE}{n}.txt: hardly any text, {c} characters" for n, c in (("a", 29), ("b", 34))),
        "no document has a year; does the source know it?",
        "no document has a region; does the source know it?",
        "no document has a theme; does the source know it?",
    ]


def test_nothing_recorded(config: Config) -> None:
    trial = _tried(config)
    assert trial.documents == []
    assert trial.remarks[0] == f"discover: GET {SITE}list was not recorded"
    _answered(config, list="a.txt")
    assert _tried(config).remarks == ["nothing is recorded; run: hankemuisti source record"]
    _answered(config, list="nothing")
    assert _tried(config).remarks == ["no documents"]


def test_only_the_first_are_tried(config: Config) -> None:
    _answered(config, list="a.txt b.txt", a_txt=REPORT, b_txt=REPORT + "b")
    assert [document.location for document in _tried(config, 1).documents] == [SITE + "a.txt"]


def test_a_folder_can_be_tried_too(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "a.txt").write_text(REPORT)
    (tmp_path / "r" / "b.txt").symlink_to("/etc/passwd")
    (tmp_path / "config.toml").write_text('[sources.r]\ntype = "folder"\npath = "r"\n')
    config = load(tmp_path / "config.toml")
    trial = try_source(config, chosen(config, "r"), tmp_path / "none", 20, Silent())
    assert [bool(document.problem) for document in trial.documents] == [False, True]
    assert trial.remarks == [
        "the source tells nothing of its documents: title, date, publisher, language"
    ]


def test_fixtures_that_are_none(config: Config) -> None:
    folder = fixtures(config, "kiertue")
    folder.mkdir(parents=True)
    (folder / "a.http").write_text("x")
    with pytest.raises(UsageError, match="no recorded answer"):
        _tried(config)
