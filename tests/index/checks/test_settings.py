from __future__ import annotations

from pathlib import Path

import pytest

from corpus.config import Config, LimitsConfig, NetConfig, SourceConfig, WebConfig
from corpus.errors import ConfigError
from index.checks import settings
from index.checks.check import Patient, WorryingError


def told(config: Config) -> str:
    with pytest.raises(WorryingError) as caught:
        settings.config(Patient(config))
    return str(caught.value)


def test_the_defaults_are_in_order(tmp_path: Path) -> None:
    said = settings.config(Patient(Config(base=tmp_path)))
    assert said == f"in order; relative paths start from {tmp_path}"
    inside = Config(base=tmp_path, net=NetConfig(allow_hosts="arkisto.local"))
    assert settings.config(Patient(inside)).endswith("the inside hosts arkisto.local")


@pytest.mark.parametrize("name", ["memory_mib", "seconds", "file_mib", "pages"])
def test_a_limit_of_nothing_is_worth_a_look(name: str, tmp_path: Path) -> None:
    limits = LimitsConfig(**{name: 0})
    assert told(Config(base=tmp_path, limits=limits)).startswith(f"limits.{name} = 0: one hostile")


def test_more_memory_than_there_is_is_worth_a_look(tmp_path: Path) -> None:
    limits = LimitsConfig(memory_mib=2**30)
    assert "more than the " in told(Config(base=tmp_path, limits=limits))


@pytest.mark.parametrize(
    ("web", "message"),
    [
        (WebConfig(public=True, rate=0), "web.rate = 0"),
        (WebConfig(host="0.0.0.0", seconds=0), "web.seconds = 0"),
        (WebConfig(host="0.0.0.0", proxy=True), "web.proxy = true"),
    ],
)
def test_an_open_door_is_worth_a_look(web: WebConfig, message: str, tmp_path: Path) -> None:
    assert message in told(Config(base=tmp_path, web=web))


def test_on_this_machine_alone_they_are_no_doors(tmp_path: Path) -> None:
    local = Config(base=tmp_path, web=WebConfig(rate=0, seconds=0, proxy=True))
    assert settings.config(Patient(local)).startswith("in order")


def test_servers_want_a_pause(tmp_path: Path) -> None:
    assert "net.delay = 0" in told(Config(base=tmp_path, net=NetConfig(delay=0)))


def test_what_others_can_change_is_not_to_be_obeyed(tmp_path: Path) -> None:
    for name in ("config.toml", "own.py"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o666)
    own = SourceConfig("oma", "own.py:Oma", {})
    said = told(Config(base=tmp_path, sources=(own,)))
    assert f"{tmp_path / 'config.toml'} can be changed by other users" in said
    assert f"{tmp_path / 'own.py'} can be changed by other users" in said


def test_a_source_without_its_folder_is_worth_a_look(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    sources = tuple(SourceConfig(f"s-{n}", "folder", {"path": n}) for n in ("there", "nowhere"))
    patient = Patient(Config(base=tmp_path, sources=sources))
    with pytest.raises(WorryingError) as caught:
        settings.sources(patient)
    assert str(caught.value) == f"[sources.s-nowhere]: there is no {tmp_path / 'nowhere'}"
    assert settings.sources(Patient(Config(base=tmp_path, sources=sources[:1]))) == "s-there"
    assert settings.sources(Patient(Config(base=tmp_path))) == "none configured"


def test_a_source_of_no_known_type_is_wrong(tmp_path: Path) -> None:
    patient = Patient(Config(base=tmp_path, sources=(SourceConfig("s", "foldr", {}),)))
    with pytest.raises(ConfigError, match="did you mean folder"):
        settings.sources(patient)
