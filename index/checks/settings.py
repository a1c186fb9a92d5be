"""The configuration: what it names is there, and nothing in it is dangerous."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from corpus.config import FILE_NAME, Config
from corpus.sources.base import open_source
from corpus.sources.folder import FolderSource
from corpus.sources.own import is_own
from index.checks.check import Patient, WorryingError

_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
_MIB = 1024 * 1024


def config(patient: Patient) -> str:
    """No value of the configuration opens a door or takes a limit away."""
    told = list(_dangers(patient.config))
    if told:
        raise WorryingError("; ".join(told), "see the remarks in config.toml")
    inside = patient.config.net.allow_hosts
    allowed = f"; sources may ask the inside hosts {inside}" if inside else ""
    return f"in order; relative paths start from {patient.config.base}{allowed}"


def _dangers(settings: Config) -> Iterator[str]:
    limits, web = settings.limits, settings.web
    for name in ("memory_mib", "seconds", "file_mib", "pages"):
        if not getattr(limits, name):
            yield f"limits.{name} = 0: one hostile document can stop every run"
    memory = _memory()
    if memory and limits.memory_mib * _MIB > memory:
        yield (
            f"limits.memory_mib = {limits.memory_mib}: more than the {memory // _MIB} MiB of this "
            "machine"
        )
    served = web.public or web.host not in _LOCAL
    if served and not web.rate:
        yield "web.rate = 0 on a public page: one visitor can keep all others out"
    if served and not web.seconds:
        yield "web.seconds = 0 on a public page: one question can take for ever"
    if web.proxy and web.host not in _LOCAL:
        yield "web.proxy = true at a public address: visitors can say they are somebody else"
    if not settings.net.delay:
        yield "net.delay = 0: other people's servers are asked without a pause"
    for path in _trusted(settings):
        if _writable_by_others(path):
            yield f"{path} can be changed by other users, and may name a program (chmod go-w)"


def _memory() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return 0


def _trusted(settings: Config) -> Iterator[Path]:
    """The files whose content is obeyed or run."""
    yield settings.base / FILE_NAME
    for source in settings.sources:
        if is_own(source.type):
            yield settings.path(source.type.rpartition(":")[0])


def _writable_by_others(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & stat.S_IWOTH)
    except OSError:
        return False


def sources(patient: Patient) -> str:
    """Every configured source can be opened, and the folder of each is there."""
    settings, missing = patient.config, []
    for source in settings.sources:
        opened = open_source(source, settings.base)
        if isinstance(opened, FolderSource) and not os.path.exists(opened.root):  # noqa: PTH110 - never raises
            missing.append(f"[sources.{source.name}]: there is no {opened.root}")
    if missing:
        raise WorryingError("; ".join(missing), "mount it, or mend its path in config.toml")
    return ", ".join(source.name for source in settings.sources) or "none configured"
