"""Source types that nobody has installed: a class in a file of one's own, or in any module.

In the configuration ``type = "mine.py:Mine"`` names a file, relative to the configuration, and
``type = "package.module:Mine"`` a module that Python can import. Either is run as a part of the
program: a configuration is as much to be trusted as the program itself.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from corpus.errors import ConfigError


def is_own(kind: str) -> bool:
    """Whether the type of a source is written as a place instead of a name."""
    return ":" in kind


def load_own(kind: str, base: Path) -> Any:
    """The class that `kind` names. Raises ConfigError with a one-line reason."""
    where, _, name = kind.rpartition(":")
    try:
        module = _from_file(base / where) if where.endswith(".py") else _imported(where)
    except Exception as error:
        if isinstance(error, FileNotFoundError):
            raise ConfigError(f"{where}: no such file") from error
        reason = " ".join(str(error).split())
        raise ConfigError(f"{where}: cannot be loaded: {type(error).__name__}: {reason}") from error
    found = getattr(module, name, None)
    if not isinstance(found, type):
        raise ConfigError(f"{where}: has no class {name}")
    return found


def _imported(where: str) -> ModuleType:
    return importlib.import_module(where)


def _from_file(path: Path) -> ModuleType:
    path = path.resolve(strict=True)
    # Under a name of its own, so that a file called json.py hides nothing.
    name = f"hankemuisti_source_{path.stem}_{abs(hash(str(path))):x}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError("not a module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # what dataclasses look their own module up in
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
