"""The configuration: read once, into frozen dataclasses.

The defaults stand here, with the reason for each in ``config.toml``, which repeats them all
(a test compares the two). A value comes from, in rising order of strength: the default, the
file, the environment (``HANKEMUISTI_SECTION__KEY``), the command line.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
import os
import tomllib
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import ConfigError

ENVIRONMENT_PREFIX = "HANKEMUISTI_"
FILE_NAME = "config.toml"


@dataclass(frozen=True, slots=True)
class DataConfig:
    """Where the corpus lives."""

    folder: str = "data"


@dataclass(frozen=True, slots=True)
class LimitsConfig:
    """How much one document may cost. See config.toml for the units."""

    file_mib: int = 100
    pages: int = 5000
    seconds: int = 300
    memory_mib: int = 2048
    ocr_seconds: int = 60


@dataclass(frozen=True, slots=True)
class PipelineConfig:
    """How documents are worked on."""

    workers: int = 0
    voikko: str = "auto"
    words: str = ""
    themes: str = ""
    ocr: str = "auto"
    ocr_languages: str = "fin+swe"


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """How answers are ranked and shown."""

    limit: int = 10
    snippets: int = 3
    pages: int = 5
    facet_values: int = 8
    bridge: str = "suggest"
    weight_title: float = 3.0
    weight_heading: float = 2.0
    weight_body: float = 1.0
    weight_part: float = 0.3
    weight_exact: float = 0.1
    weight_aside: float = 0.05
    weight_near: float = 0.5


@dataclass(frozen=True, slots=True)
class WebConfig:
    """How the web page is served. See config.toml for the units."""

    host: str = "127.0.0.1"
    port: int = 8460
    public: bool = False
    hosts: str = ""
    proxy: bool = False
    editors: str = ""
    rate: float = 20.0
    seconds: float = 5.0
    processes: int = 0
    threads: int = 2


@dataclass(frozen=True, slots=True)
class NetConfig:
    """How other people's servers are asked. See config.toml for the units."""

    agent: str = "Hankemuisti"
    contact: str = ""
    delay: float = 1.0
    longest_delay: float = 60.0
    seconds: float = 120.0
    attempts: int = 4
    patience: float = 120.0
    failures: int = 5
    allow_hosts: str = ""


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """One configured source: its name, its type and the settings of that type.

    `net` is the same for every source of a configuration.
    """

    name: str
    type: str
    settings: Mapping[str, Any]
    net: NetConfig = field(default_factory=NetConfig)


@dataclass(frozen=True, slots=True)
class Config:
    """The whole configuration. `base` is the folder that relative paths in it start from."""

    base: Path
    data: DataConfig = field(default_factory=DataConfig)
    limits: LimitsConfig = field(default_factory=LimitsConfig)
    pipeline: PipelineConfig = field(default_factory=PipelineConfig)
    search: SearchConfig = field(default_factory=SearchConfig)
    web: WebConfig = field(default_factory=WebConfig)
    net: NetConfig = field(default_factory=NetConfig)
    sources: tuple[SourceConfig, ...] = ()

    @property
    def data_folder(self) -> Path:
        """The folder of the corpus, absolute."""
        return self.path(self.data.folder).resolve()

    @property
    def own_themes(self) -> str:
        """The file of a person's own themes, absolute; "" for none."""
        return str(self.path(self.pipeline.themes).resolve()) if self.pipeline.themes else ""

    def path(self, text: str) -> Path:
        """A path of the configuration; relative ones start from `base`. Raises ConfigError."""
        try:
            return self.base / Path(text).expanduser()
        except RuntimeError as error:
            raise ConfigError(f"{text}: no such home folder") from error


SECTIONS: Mapping[str, type[Any]] = types.MappingProxyType(
    {
        "data": DataConfig,
        "limits": LimitsConfig,
        "pipeline": PipelineConfig,
        "search": SearchConfig,
        "web": WebConfig,
        "net": NetConfig,
    }
)

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = types.MappingProxyType(
    {
        ("pipeline", "voikko"): ("auto", "native", "portable"),
        ("pipeline", "ocr"): ("off", "auto"),
        ("search", "bridge"): ("off", "suggest", "expand"),
    }
)


def load(
    path: Path | None = None,
    environment: Mapping[str, str] | None = None,
    overrides: Mapping[str, Mapping[str, str]] | None = None,
) -> Config:
    """Read the configuration.

    `path` must exist when given; without it ``config.toml`` of the working directory is read if
    it is there. `overrides` are texts of the command line, section → key → value.

    Raises ConfigError for a file that cannot be read, an unknown key or a wrong type.
    """
    file = path or Path(FILE_NAME)
    raw = _read(file) if path or os.path.isfile(file) else {}  # noqa: PTH113 - never raises
    base = file.resolve().parent if raw or path else Path.cwd()
    values = _checked(raw, str(file))
    variables = os.environ if environment is None else environment
    for section, key, text in _from_environment(variables):
        values[section][key] = _convert(section, key, text)
    for section, pairs in (overrides or {}).items():
        for key, text in pairs.items():
            values[section][key] = _convert(section, key, text)
    built = {name: SECTIONS[name](**pairs) for name, pairs in values.items()}
    sources = _sources(raw.get("sources", {}), str(file), built["net"])
    return Config(base=base, sources=sources, **built)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{file}: no such file; give --config FILE one that exists") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from error


def _checked(raw: Mapping[str, Any], where: str) -> dict[str, dict[str, Any]]:
    values: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
    for section, pairs in raw.items():
        if section == "sources":
            continue
        if section not in SECTIONS:
            raise _unknown(where, f"[{section}]", section, [*SECTIONS, "sources"])
        if not isinstance(pairs, dict):
            raise ConfigError(f"{where}: {section} must be a table, [{section}]")
        for key, value in pairs.items():
            values[section][key] = _typed(section, key, value, where)
    return values


def _fields(section: str) -> dict[str, Any]:
    return {item.name: item.default for item in dataclasses.fields(SECTIONS[section])}


def _typed(section: str, key: str, value: object, where: str) -> object:
    known = _fields(section)
    if key not in known:
        raise _unknown(where, f"{section}.{key}", key, known)
    wanted = type(known[key])
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise ConfigError(
            f"{where}: {section}.{key} must be {wanted.__name__}, not {type(value).__name__}"
        )
    choices = CHOICES.get((section, key))
    if choices and value not in choices:
        raise ConfigError(f"{where}: {section}.{key} must be one of {', '.join(choices)}")
    if isinstance(value, (int, float)):
        if not math.isfinite(value):
            raise ConfigError(f"{where}: {section}.{key} must be a finite number")
        if value < 0:
            raise ConfigError(f"{where}: {section}.{key} must not be negative")
    return value


def _from_environment(variables: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    for name, text in sorted(variables.items()):
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        section, separator, key = name[len(ENVIRONMENT_PREFIX) :].lower().partition("__")
        if not separator:
            _refuse_single(name, section)
            continue
        if section not in SECTIONS:
            raise _unknown("environment", name, section, SECTIONS)
        if key not in _fields(section):
            raise _unknown("environment", name, key, _fields(section))
        yield section, key, text


def _refuse_single(name: str, rest: str) -> None:
    """Raises ConfigError when one underscore was written where two are meant."""
    for section in SECTIONS:
        for key in _fields(section):
            if rest == f"{section}_{key}":
                meant = f"{ENVIRONMENT_PREFIX}{section}__{key}".upper()
                raise ConfigError(f"environment: {name} is not read; did you mean {meant}?")


def _convert(section: str, key: str, text: str) -> object:
    wanted = type(_fields(section)[key])
    where = f"{ENVIRONMENT_PREFIX}{section.upper()}__{key.upper()}"
    try:
        value = wanted(text)
    except ValueError as error:
        raise ConfigError(f"{where}: {text!r} is not {wanted.__name__}") from error
    return _typed(section, key, value, where)


def _sources(raw: object, where: str, net: NetConfig) -> tuple[SourceConfig, ...]:
    if not isinstance(raw, dict):
        raise ConfigError(f"{where}: sources must be tables, [sources.NAME]")
    found = []
    for name, pairs in raw.items():
        if not isinstance(pairs, dict) or not isinstance(pairs.get("type"), str):
            raise ConfigError(f'{where}: [sources.{name}] needs type = "…"')
        settings = {key: value for key, value in pairs.items() if key != "type"}
        found.append(SourceConfig(name, pairs["type"], types.MappingProxyType(settings), net))
    return tuple(found)


def _unknown(where: str, shown: str, key: str, known: Iterable[str]) -> ConfigError:
    near = nearest(key, known)
    hint = f"; did you mean {near}?" if near else f"; known are {', '.join(known)}"
    return ConfigError(f"{where}: unknown key {shown}{hint}")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty text when none is near."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""
