"""A person's own themes, from a TOML file in the form of ``vocabulary/themes.toml``.

A theme with the code of a built-in one adds its terms to that one.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from corpus.errors import ConfigError

TERMS = ("strong", "weak", "other")
LABELS = ("fi", "sv", "en")
_KEYS = frozenset({"code", "yso", *TERMS, *LABELS})
_CODE = re.compile(r"[^\W_A-Z][\w-]{0,39}")
_MOST_WORDS = 6


def read_own_themes(path: Path) -> list[dict[str, Any]]:
    """The themes of the file, every key there. Raises ConfigError naming the theme and key."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    unknown = set(content) - {"theme"}
    themes = content.get("theme", [])
    if unknown or not isinstance(themes, list) or not themes:
        raise ConfigError(f"{path}: holds tables [[theme]], and nothing else")
    return [_checked(path, number, theme) for number, theme in enumerate(themes, 1)]


def themes_version(path: str) -> str:
    """Eight hex digits that change with the file; "" for none. Raises ConfigError."""
    if not path:
        return ""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8]
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error


def _checked(path: Path, number: int, theme: Any) -> dict[str, Any]:
    where = f"{path}: theme {number}"
    if not isinstance(theme, dict):
        raise ConfigError(f"{where}: must be a table [[theme]]")
    unknown = sorted(set(theme) - _KEYS)
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise ConfigError(f"{where}: unknown key {unknown[0]}; known are {known}")
    code = theme.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise ConfigError(f"{where}: code must be a short name in small letters")
    for key in LABELS:
        if not isinstance(theme.get(key, ""), str):
            raise ConfigError(f"{where} ({code}): {key} must be a text")
    terms = {key: _terms(f"{where} ({code}): {key}", theme.get(key, [])) for key in (*TERMS, "yso")}
    if not any(terms[key] for key in TERMS):
        raise ConfigError(f'{where} ({code}): has no terms; give strong = ["…"]')
    finnish = theme.get("fi") or code
    labels = {"fi": finnish, "sv": theme.get("sv") or finnish, "en": theme.get("en") or finnish}
    return {"code": code, **labels, **terms}


def _terms(where: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(term, str) for term in value):
        raise ConfigError(f"{where} must be a list of texts")
    terms = [" ".join(term.casefold().split()) for term in value]
    for term in terms:
        if not term.strip("* ") or len(term.split()) > _MOST_WORDS:
            raise ConfigError(f"{where}: {term!r} must have one to {_MOST_WORDS} words")
    return terms
