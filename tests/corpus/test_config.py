from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.config import SECTIONS, Config, load, nearest
from corpus.errors import ConfigError

OURS = Path(__file__).resolve().parents[2] / "config.toml"
KEYS = [(name, item.name) for name, kind in SECTIONS.items() for item in dataclasses.fields(kind)]
BUG_HOME = "~name of an unknown user: RuntimeError of pathlib instead of ConfigError"


def _write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def _load(folder: Path, text: str) -> Config:
    return load(_write(folder, text), environment={})


def _refused(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        _load(folder, text)
    message = str(caught.value)
    assert message.startswith(str(folder / "config.toml")), "the file is named"
    return message


# The file of the repository


def test_our_file_repeats_exactly_the_defaults() -> None:
    raw = tomllib.loads(OURS.read_text(encoding="utf-8"))
    assert list(raw) == list(SECTIONS)
    for name, kind in SECTIONS.items():
        defaults = dataclasses.asdict(kind())
        assert raw[name] == defaults
        assert [type(value) for value in raw[name].values()] == [
            type(defaults[key]) for key in raw[name]
        ]


def test_our_file_gives_the_default_configuration() -> None:
    assert load(OURS, environment={}) == Config(base=OURS.parent)


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_every_key_of_our_file_has_its_comment(section: str, key: str) -> None:
    """A comment stands above the key, or above the group of keys that it begins."""
    _, _, body = OURS.read_text(encoding="utf-8").partition(f"[{section}]\n")
    lines = body.split("\n[", 1)[0].splitlines()
    at = next(n for n, line in enumerate(lines) if re.match(rf"{key} = ", line))
    while re.match(r"\w+ = ", lines[at]):
        at -= 1
    assert lines[at].startswith("# ")


# Where values come from


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(environment={}) == Config(base=tmp_path)


def test_the_file_of_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "[search]\nlimit = 25\n")
    monkeypatch.chdir(tmp_path)
    assert load(environment={}).search.limit == 25


def test_a_file_that_is_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load(tmp_path / "other.toml", environment={})


def test_one_section_leaves_the_others(tmp_path: Path) -> None:
    config = _load(tmp_path, "[limits]\npages = 7\n")
    assert config.limits == dataclasses.replace(Config(tmp_path).limits, pages=7)
    assert config.search == Config(tmp_path).search


def test_the_environment_is_stronger_than_the_file(tmp_path: Path) -> None:
    file = _write(tmp_path, "[limits]\npages = 7\nseconds = 8\n")
    variables = {"HANKEMUISTI_LIMITS__PAGES": "9", "PATH": "/bin", "HANKEMUISTI": "x"}
    config = load(file, variables)
    assert (config.limits.pages, config.limits.seconds) == (9, 8)


def test_the_command_line_is_stronger_than_the_environment(tmp_path: Path) -> None:
    file = _write(tmp_path, '[data]\nfolder = "a"\n')
    environment = {"HANKEMUISTI_DATA__FOLDER": "b", "HANKEMUISTI_SEARCH__LIMIT": "3"}
    config = load(file, environment, {"data": {"folder": "c"}})
    assert config.data.folder == "c"
    assert config.search.limit == 3


def test_the_environment_of_the_process_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANKEMUISTI_SEARCH__WEIGHT_PART", "0.25")
    assert load(_write(tmp_path, "")).search.weight_part == 0.25


def test_a_whole_number_serves_as_a_weight(tmp_path: Path) -> None:
    weight = _load(tmp_path, "[search]\nweight_title = 4\n").search.weight_title
    assert weight == 4
    assert isinstance(weight, float)


# The data folder


@pytest.mark.parametrize("folder", ["data", "./data", "sub/../data"])
def test_the_data_folder_starts_from_the_file(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    file = _write(tmp_path, f'[data]\nfolder = "{folder}"\n')
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert load(file, {}).data_folder == tmp_path.resolve() / "data"


def test_the_data_folder_of_an_empty_file_starts_from_it_too(tmp_path: Path) -> None:
    assert _load(tmp_path, "").data_folder == tmp_path.resolve() / "data"


def test_an_absolute_data_folder_stays(tmp_path: Path) -> None:
    config = load(_write(tmp_path, ""), {}, {"data": {"folder": "/srv/hankkeet"}})
    assert config.data_folder == Path("/srv/hankkeet").resolve()


def test_the_data_folder_may_be_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "koti"))
    config = _load(tmp_path, '[data]\nfolder = "~/aineisto"\n')
    assert config.data_folder == (tmp_path / "koti/aineisto").resolve()


def test_the_home_of_nobody(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        _ = _load(tmp_path, '[data]\nfolder = "~nobody-by-this-name/data"\n').data_folder


# What is refused


@pytest.mark.parametrize(
    ("text", "shown", "near"),
    [
        ("[limit]\npages = 1\n", "[limit]", "limits"),
        ("[source.x]\ntype = 'folder'\n", "[source]", "sources"),
        ("[limits]\nfile_mb = 1\n", "limits.file_mb", "file_mib"),
        ("[search]\nweigth_title = 1\n", "search.weigth_title", "weight_title"),
        ("[pipeline]\nworker = 1\n", "pipeline.worker", "workers"),
    ],
)
def test_an_unknown_key_names_the_nearest(text: str, shown: str, near: str, tmp_path: Path) -> None:
    message = _refused(tmp_path, text)
    assert f"unknown key {shown};" in message
    assert message.endswith(f"did you mean {near}?")


def test_an_unknown_key_far_from_all_lists_the_known(tmp_path: Path) -> None:
    assert "known are folder" in _refused(tmp_path, "[data]\nzzzz = 1\n")
    known = "known are data, limits, pipeline, search, web, net, sources"
    assert known in _refused(tmp_path, "zzzz = 1\n")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[limits]\npages = '5'\n", "limits.pages must be int, not str"),
        ("[limits]\npages = 5.0\n", "limits.pages must be int, not float"),
        ("[limits]\npages = true\n", "limits.pages must be int, not bool"),
        ("[search]\nweight_body = true\n", "search.weight_body must be float, not bool"),
        ("[data]\nfolder = 5\n", "data.folder must be str, not int"),
        ("[data]\nfolder = ['a']\n", "data.folder must be str, not list"),
        ("[pipeline]\nvoikko = 'fast'\n", "one of auto, native, portable"),
        ("[limits]\npages = -1\n", "limits.pages must not be negative"),
        ("[search]\nweight_body = -0.5\n", "search.weight_body must not be negative"),
        ("limits = 5\n", "limits must be a table, [limits]"),
        ("[[limits]]\npages = 1\n", "limits must be a table, [limits]"),
    ],
)
def test_wrong_values(text: str, wanted: str, tmp_path: Path) -> None:
    assert wanted in _refused(tmp_path, text)


def test_the_least_value_is_nought(tmp_path: Path) -> None:
    assert _load(tmp_path, "[search]\nweight_part = 0.0\n").search.weight_part == 0.0


@pytest.mark.parametrize("value", ["nan", "inf"])
def test_a_weight_is_a_finite_number(value: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        _load(tmp_path, f"[search]\nweight_body = {value}\n")


@pytest.mark.parametrize("text", ["[data\n", "a = \n", "[data]\nfolder = 'a'\nfolder = 'b'\n"])
def test_broken_toml_is_told_with_its_line(text: str, tmp_path: Path) -> None:
    message = _refused(tmp_path, text)
    assert "not valid TOML" in message
    assert "line" in message


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe[data]")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "config.toml", {})


def test_a_folder_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path, {})


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("HANKEMUISTI_LIMITS__PAGE", "5", "did you mean pages?"),
        ("HANKEMUISTI_LIMIT__PAGES", "5", "did you mean limits?"),
        ("HANKEMUISTI_SOURCES__X", "5", "environment: unknown key"),
        ("HANKEMUISTI_LIMITS__PAGES", "many", "'many' is not int"),
        ("HANKEMUISTI_LIMITS__PAGES", "", "'' is not int"),
        ("HANKEMUISTI_LIMITS__PAGES", "-3", "must not be negative"),
        ("HANKEMUISTI_SEARCH__WEIGHT_BODY", "x", "'x' is not float"),
        ("HANKEMUISTI_PIPELINE__VOIKKO", "nativ", "one of auto, native, portable"),
    ],
)
def test_the_environment_is_checked_as_well(
    name: str, text: str, wanted: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(_write(tmp_path, ""), {name: text})
    assert wanted in str(caught.value)
    assert name in str(caught.value)


# Sources


def test_sources_keep_their_order_and_settings(tmp_path: Path) -> None:
    text = "[sources.b]\ntype = 'folder'\npath = 'r'\n[sources.a]\ntype = 'other'\ndepth = 2\n"
    sources = _load(tmp_path, text).sources
    assert [(s.name, s.type, dict(s.settings)) for s in sources] == [
        ("b", "folder", {"path": "r"}),
        ("a", "other", {"depth": 2}),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sources = 3\n", "sources must be tables, [sources.NAME]"),
        ("[[sources]]\ntype = 'folder'\n", "sources must be tables, [sources.NAME]"),
        ("[sources.a]\npath = 'r'\n", '[sources.a] needs type = "…"'),
        ("[sources]\na = 'folder'\n", '[sources.a] needs type = "…"'),
        ("[sources.a]\ntype = 5\n", '[sources.a] needs type = "…"'),
    ],
)
def test_sources_must_be_tables_with_a_type(text: str, wanted: str, tmp_path: Path) -> None:
    assert wanted in _refused(tmp_path, text)


# The configuration as a value


def test_the_configuration_cannot_be_changed(tmp_path: Path) -> None:
    config = _load(tmp_path, "[sources.a]\ntype = 'folder'\n")
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.limits.pages = 1  # type: ignore[misc]
    settings: Any = config.sources[0].settings
    with pytest.raises(TypeError):
        settings["path"] = "x"


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_the_nearest_is_one_of_the_known_or_nothing(word: str, known: Iterable[str]) -> None:
    assert nearest(word, known) in {*known, ""}


def test_the_nearest() -> None:
    assert nearest("foldr", ["folder", "web"]) == "folder"
    assert nearest("ftp", ["folder", "web"]) == ""
    assert nearest("x", []) == ""


def test_one_underscore_where_two_are_meant_is_told() -> None:
    with pytest.raises(ConfigError, match="HANKEMUISTI_LIMITS__FILE_MIB"):
        load(environment={"HANKEMUISTI_LIMITS_FILE_MIB": "5"})
    assert load(environment={"HANKEMUISTI_PORTABLE": "1"}) == load(environment={})
